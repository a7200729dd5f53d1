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

/// The other systems as the VIS asks them about an applicant (767/2008 Articles 9a, 22b).
///
/// Interpol's databases must be asked so that the owner of an alert learns nothing, or not at all (Article 9a(6)); they and
/// Europol's data are no part of Sextant. An installation that is connected to them fills `outside`; one that is not does
/// not ask them, and its applications do not wait for them.
public struct VISChecks: Sendable {
    public typealias Ask = @Sendable (SourceQuestion) async -> [SourceHit]?
    let questions: SystemQuestions
    let outside: [QuerySource: Ask]

    public init(_ questions: SystemQuestions, outside: [QuerySource: Ask] = [:]) {
        (self.questions, self.outside) = (questions, outside)
    }

    public var sources: VISSourceChecks {
        VISSourceChecks { source, question in
            switch source {
            case .SIS: await sis(question)
            case .EES: await ees(question)
            case .ETIAS: await etias(question)
            case .Eurodac: await eurodac(question)
            case .ecrisTCN: await ecris(question)
            case .europol, .SLTD, .TDAWN:
                if let ask = outside[source] { await ask(question) } else { [] }
            case .VIS: []
            }
        }
    }

    private func sis(_ question: SourceQuestion) async -> [SourceHit]? {
        let today = questions.today
        return await questions.ask(.SIS, identity: question.identity, documents: question.documents, article: "VIS 9a(4)(a)") { found, reader in
            try found.all.compactMap { hit in
                guard let alert = try reader.value(Alert.self, hit.id)?.value, alert.isInForce(on: today),
                    let point = VISChecks.point(of: alert)
                else { return nil }
                return SourceHit(
                    point, memberState: alert.issuingState, reference: alert.schengenID,
                    immigrationRisk: alert.content.category == .entryBan || alert.content.category == .return)
            }
        }
    }

    static func point(of alert: Alert) -> QueryPoint? {
        // An object that leads to somebody says nothing of whoever has it; objects for checks are named beside persons (point (vii)).
        if alert.content.leadsToPerson { return nil }
        return switch alert.content.category {
        case .object: alert.content.object?.isReportedTravelDocument ?? false ? .sisDocument : nil
        case .refusal, .entryBan, .restrictiveMeasure: .sisRefusal
        case .return: .sisReturn
        case .arrest: .sisArrest
        case .missingProtect, .missing, .childAbduction, .childRisk, .vulnerableAdult: .sisMissing
        case .judicial: .sisJudicial
        case .discreetCheck, .inquiryCheck, .specificCheck: .sisCheck
        case .information, .unknownWanted: nil
        }
    }

    private func ees(_ question: SourceQuestion) async -> [SourceHit]? {
        await questions.ask(.EES, identity: question.identity, documents: question.documents, article: "VIS 9a(4)(b)") { found, reader in
            var hits: [SourceHit] = []
            for file in found.all where file.kind == IndividualFile.kind {
                let dossier = try FileDossier(file.id, from: reader)
                if let stay = dossier.entryExits.last(where: { $0.value.overstay != nil && $0.value.overstay?.delisted == nil }) {
                    hits.append(
                        SourceHit(.eesOverstayer, memberState: stay.value.entry?.memberState ?? stay.owner, reference: stay.id.description))
                }
                let refusals = dossier.refusals.filter { VISChecks.counts($0.value, for: question.sort) }
                if let refusal = refusals.max(by: { $0.value.refused.time < $1.value.refused.time }) {
                    hits.append(
                        SourceHit(.eesRefusedEntry, memberState: refusal.value.refused.memberState, reference: refusal.id.description))
                }
                if let arrival = question.arrival, let days = question.stayDays,
                    let answer = StayCalculator.answer(dossier.history.question(on: arrival)), answer.remainingDays < days
                {
                    hits.append(SourceHit(.eesStayExceeded, memberState: dossier.file.owner, reference: dossier.file.id.description))
                }
            }
            return hits
        }
    }

    private func etias(_ question: SourceQuestion) async -> [SourceHit]? {
        await questions.ask(.ETIAS, identity: question.identity, documents: question.documents, article: "VIS 9a(4)(c)") { found, reader in
            var hits = try found.all.compactMap { hit -> SourceHit? in
                guard let file = try reader.value(ETIAS.ApplicationFile.self, hit.id)?.value, VISChecks.counts(file, for: question.sort)
                else { return nil }
                return SourceHit(.etiasAuthorisation, memberState: file.responsible, reference: hit.id.description)
            }
            hits += try WatchlistEntry.about(question.identity, documents: question.documents, from: reader).map { entry in
                SourceHit(
                    .etiasWatchlist, memberState: entry.value.isEuropol ? nil : entry.value.enteredBy, reference: entry.id.description,
                    enteredByEuropol: entry.value.isEuropol)
            }
            return hits
        }
    }

    /// For a visa every refusal of entry (Article 9a(4)(b)(ii)); for a long stay those for false documents or visas, an alert or a threat
    /// (Article 22b(3)(b)).
    static func counts(_ refusal: RefusalRecord, for sort: ApplicationKind) -> Bool {
        sort.isVisa || refusal.reasons.contains { $0 == .B || $0 == .D || $0 == .H || $0 == .I }
    }

    /// For a visa every decision on a travel authorisation, that it was issued too (Article 9a(4)(c)(i)); for a long stay the negative
    /// ones on the grounds that Article 22b(3)(c)(i) names.
    static func counts(_ file: ETIAS.ApplicationFile, for sort: ApplicationKind) -> Bool {
        if sort.isVisa { return !file.status.isOpen }
        let grounds: Set<ETIAS.RefusalGround> = [.documentReported, .securityRisk, .epidemicRisk, .refusalAlert, .doubts]
        return file.status.isNegative && !grounds.isDisjoint(with: file.lastDecision?.grounds ?? [])
    }

    private func eurodac(_ question: SourceQuestion) async -> [SourceHit]? {
        await questions.ask(.Eurodac, identity: question.identity, documents: question.documents, article: "VIS 9a(4)(d)") { found, reader in
            try found.all.compactMap { hit in
                guard let set = try reader.value(EurodacDataset.self, hit.id) else { return nil }
                return SourceHit(.eurodac, memberState: set.owner, reference: set.id.description)
            }
        }
    }

    private func ecris(_ question: SourceQuestion) async -> [SourceHit]? {
        let today = questions.today
        return await questions.ask(.ecrisTCN, identity: question.identity, documents: [], article: "VIS 9a(4)(e)") { found, reader in
            try FlaggedConvictions.among(found.byIdentity.map(\.id), on: today, from: reader).map {
                SourceHit(.ecrisTCN, memberState: $0.memberState, reference: $0.record.description)
            }
        }
    }
}
