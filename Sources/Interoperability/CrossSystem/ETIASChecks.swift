import Access
import ECRISTCN
import EES
import ETIAS
import Eurodac
import Identity
import Operations
import Registry
import SIS
import VIS

/// The other systems as ETIAS asks them about an application (2018/1240 Articles 20(2), 23, 35(1), 41(8)).
///
/// Europol's data and Interpol's databases are no part of Sextant. An installation that is connected to them fills those
/// sources; one that is not says so by `required`, and its applications do not wait for them.
public struct ETIASChecks: Sendable {
    let questions: SystemQuestions
    public init(_ questions: SystemQuestions) { self.questions = questions }

    public func ports(outside: [CheckedSystem: ETIASSourceChecks.Ask] = [:]) -> ETIASPorts {
        var sources = outside
        sources[.SIS] = { await sis($0) }
        sources[.EES] = { await ees($0) }
        sources[.VIS] = { await vis($0) }
        sources[.Eurodac] = { await eurodac($0) }
        sources[.ecrisTCN] = { await ecris($0) }
        return ETIASPorts(
            sources: ETIASSourceChecks(sources, required: Set(sources.keys), supportedAlerts: { await supported($0) }),
            sisAlert: { identity, document in
                await questions.ask(.SIS, identity: identity, documents: document.map { [$0] } ?? [], article: "ETIAS 35(1)") {
                    found, reader in
                    try found.all.contains { try reader.value(Alert.self, $0.id) != nil }
                }
            },
            isInside: { document in
                await questions.ask(.EES, identity: nil, documents: [document], article: "ETIAS 41(8)") { found, reader in
                    try found.byDocument.contains { hit in
                        guard hit.kind == IndividualFile.kind else { return false }
                        return try FileDossier(hit.id, from: reader).entryExits.contains { $0.value.isOpen }
                    }
                }
            })
    }

    /// Whether an application before the National Unit of a Member State has a hit on a record of ECRIS-TCN (2019/816 Article 7b).
    public func hasHit(on record: RecordID, beforeUnitOf memberState: String) async -> Bool {
        await questions.read([.ETIAS], article: "816 7b") { reader in
            try ETIAS.ApplicationFile.isBeforeUnit(of: memberState, hitOn: record.description, in: .ecrisTCN, from: reader)
        } ?? false
    }

    // MARK: - Sources

    private func sis(_ query: SourceQuery) async -> [ApplicationHit]? {
        let today = questions.today
        let own = await questions.ask(.SIS, identity: query.identity.person, documents: [query.document], article: "ETIAS 20(2)") {
            found, reader -> [ApplicationHit] in
            try found.all.compactMap { hit in
                guard let alert = try reader.value(Alert.self, hit.id), alert.value.isInForce(on: today),
                    let check = ETIASChecks.check(of: alert.value)
                else { return nil }
                return ETIASChecks.hit(check, alert)
            }
        }
        guard var hits = own else { return nil }
        if let guardian = query.guardian {
            let identity = PersonIdentity(surnames: [guardian.surname], givenNames: guardian.firstNames, dateOfBirth: nil)
            let others = await questions.ask(.SIS, identity: identity, documents: [], article: "ETIAS 20(2)(m)") {
                found, reader -> [ApplicationHit] in
                try found.byIdentity.compactMap { hit in
                    guard let alert = try reader.value(Alert.self, hit.id), alert.value.isInForce(on: today) else { return nil }
                    let serious = alert.value.content.category == .arrest || alert.value.content.category.refusesEntry
                    return serious ? ETIASChecks.hit(.m, alert) : nil
                }
            }
            guard let others else { return nil }
            hits += others
        }
        return hits
    }

    /// Which point of Article 20(2) an alert fits, if any. A document counts where it is the object of the alert; an object that leads to
    /// somebody says nothing of whoever has it.
    static func check(of alert: Alert) -> Check? {
        if let object = alert.content.object { return alert.content.category == .object && object.isReportedTravelDocument ? .a : nil }
        switch alert.content.category {
        case .refusal, .entryBan, .restrictiveMeasure: return .c
        case .arrest: return .d
        case .return: return .o
        default: return nil
        }
    }

    private static func hit(_ check: Check, _ alert: Recorded<Alert>) -> ApplicationHit {
        ApplicationHit(
            check, memberState: alert.value.issuingState, entered: alert.value.entered, reference: alert.id.description,
            evidence: "alert under Article \(alert.value.content.article)")
    }

    private func supported(_ query: SourceQuery) async -> [SupportedAlert]? {
        let today = questions.today
        return await questions.ask(.SIS, identity: query.identity.person, documents: [query.document], article: "ETIAS 23") { found, reader in
            try found.all.compactMap { hit in
                // Article 23(1) names alerts on persons.
                guard let alert = try reader.value(Alert.self, hit.id)?.value, alert.isInForce(on: today), !alert.content.isOnObject
                else { return nil }
                let kind: SupportedAlert.Kind
                switch alert.content.category {
                case .missingProtect, .missing, .childAbduction, .childRisk, .vulnerableAdult: kind = .missing
                case .judicial: kind = .judicial
                case .discreetCheck, .inquiryCheck, .specificCheck: kind = .check
                default: return nil
                }
                return SupportedAlert(kind, memberState: alert.issuingState, reference: alert.schengenID)
            }
        }
    }

    private func ees(_ query: SourceQuery) async -> [ApplicationHit]? {
        await questions.ask(.EES, identity: query.identity.person, documents: [query.document], article: "ETIAS 20(2)") {
            found, reader in
            var hits: [ApplicationHit] = []
            for file in found.all where file.kind == IndividualFile.kind {
                let dossier = try FileDossier(file.id, from: reader)
                for stay in dossier.entryExits {
                    guard let mark = stay.value.overstay, mark.delisted == nil else { continue }
                    hits.append(
                        ApplicationHit(
                            .g, memberState: stay.value.entry?.memberState ?? stay.owner, entered: mark.since,
                            reference: stay.id.description, evidence: "overstay since \(mark.since)"))
                }
                for refusal in dossier.refusals {
                    hits.append(
                        ApplicationHit(
                            .h, memberState: refusal.value.refused.memberState, entered: refusal.value.refused.day,
                            reference: refusal.id.description, evidence: "entry refused on \(refusal.value.refused.day)"))
                }
            }
            return hits
        }
    }

    private func vis(_ query: SourceQuery) async -> [ApplicationHit]? {
        await questions.ask(.VIS, identity: query.identity.person, documents: [query.document], article: "ETIAS 20(2)(i)") {
            found, reader in
            try found.all.compactMap { hit in
                // Short-stay visas, and no long stay (Article 20(2)(i)).
                guard let file = try reader.value(VIS.ApplicationFile.self, hit.id), file.value.sort == .shortStayVisa else { return nil }
                switch file.value.status {
                case .refused, .annulled, .revoked: break
                default: return nil
                }
                return ApplicationHit(
                    .i, memberState: file.owner, entered: file.value.decisions.last?.decided, reference: file.id.description,
                    evidence: "visa \(file.value.status.rawValue)")
            }
        }
    }

    private func eurodac(_ query: SourceQuery) async -> [ApplicationHit]? {
        await questions.ask(.Eurodac, identity: query.identity.person, documents: [query.document], article: "ETIAS 20(2)(k)") {
            found, reader in
            try found.all.compactMap { hit in
                guard let set = try reader.value(EurodacDataset.self, hit.id), ETIASChecks.counts(set.value) else { return nil }
                return ApplicationHit(
                    .k, memberState: set.owner, entered: set.value.event, reference: set.id.description, evidence: "data in Eurodac")
            }
        }
    }

    /// What ETIAS asks Eurodac for are persons who left or were removed in compliance with a return decision or removal order (2024/1358
    /// Article 8): whoever asked for protection, or received it, is no hit for that.
    static func counts(_ set: EurodacDataset) -> Bool { set.status.removed != nil }

    /// ECRIS-TCN answers with flags alone, and never with what somebody was convicted of.
    private func ecris(_ query: SourceQuery) async -> [ApplicationHit]? {
        let today = questions.today
        return await questions.ask(.ecrisTCN, identity: query.identity.person, documents: [], article: "ETIAS 20(2)(n)") {
            found, reader in
            try FlaggedConvictions.among(found.byIdentity.map(\.id), on: today, from: reader).map {
                ApplicationHit(.n, memberState: $0.memberState, reference: $0.record.description, evidence: "flagged record")
            }
        }
    }
}

extension AlertCategory {
    /// Alerts for refusal of entry and stay (2018/1861 Chapters V and VI).
    var refusesEntry: Bool { self == .refusal || self == .entryBan || self == .restrictiveMeasure }
}
