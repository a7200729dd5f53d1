import Access
import Carriers
import EES
import ETIAS
import Identity
import Operations
import Registry
import VIS

/// The daily extraction for the carriers' gateway: the systems are read under a mandate of its own, in one direction, and each
/// extraction is logged (Implementing Regulation (EU) 2022/1409, Article 8).
extension Installation {
    /// Makes the extract of the last midnight UTC where it is due. Called by whoever runs the sweeper, as often.
    /// - Returns: whether one was made.
    @discardableResult
    public func extractForCarriers() async throws -> Bool {
        let now = runner.clock.now()
        guard carriers.isDue(at: now) else { return false }
        let requestID = runner.ids.next().description
        let mandate = policy.mandate(
            forTask: "carrierExtraction", systems: [.EES, .VIS, .ETIAS], actions: [.read], article: "2022/1409 8(1)",
            requestID: requestID)
        let counts = try await carriers.renew(from: .systems(registry, mandate), at: Instant(day: now.utcDay))
        let row = try runner.log.row(
            LogDraft(
                event: "carriers.extraction", system: .EES, action: .read, article: "2022/1409 8(2)", at: now,
                caller: mandate.caller, case: mandate.case, policyRevision: policy.revision, verdict: .allowed,
                details: LogDetails(results: [.EES: counts[.EES], .VIS: counts[.VIS], .ETIAS: counts[.ETIAS]])))
        _ = try await registry.log([row], at: now, by: mandate.caller.authority)
        return true
    }
}

extension CarrierSources {
    /// Pages of the three systems' records; nothing but what a reply needs of them.
    static func systems(_ registry: Registry, _ mandate: Mandate) -> CarrierSources {
        let limit = 1000
        return CarrierSources(
            ees: { mark, asOf in
                let page = try await registry.read(mandate) { reader in
                    try EES.CarrierExtraction.page(
                        after: mark.flatMap { RecordID($0) }, limit: limit, asOf: asOf, from: reader)
                }
                return (page.lines.map(EESLine.init), page.next?.description)
            },
            vis: { mark, _ in
                let page = try await registry.read(mandate) { reader in
                    try reader.page(VIS.ApplicationFile.kind, after: mark.flatMap { RecordID($0) }, limit: limit)
                }
                return (
                    try page.flatMap { VISLine.lines(try VIS.ApplicationFile(stored: $0)) },
                    page.count == limit ? page.last?.id.description : nil
                )
            },
            etias: { mark, _ in
                let page = try await registry.read(mandate) { reader in
                    try reader.page(ETIAS.ApplicationFile.kind, after: mark.flatMap { RecordID($0) }, limit: limit)
                }
                return (
                    try page.flatMap { ETIASLine.lines(try ETIAS.ApplicationFile(stored: $0)) },
                    page.count == limit ? page.last?.id.description : nil
                )
            })
    }
}

extension VISLine {
    /// The visa or permit of a file under each travel document that it was issued for.
    static func lines(_ file: VIS.ApplicationFile) -> [VISLine] {
        guard let issued = file.document else { return [] }
        let kind: CarrierRule.DocumentKind =
            switch file.sort {
            case .shortStayVisa: .shortStay
            case .airportTransitVisa: .airportTransit
            case .longStayVisa: .longStay
            case .residencePermit: .residencePermit
            }
        let status: CarrierRule.Status =
            switch file.status {
            case .issued: .issued
            case .extended, .renewed: .extended
            case .annulled: .annulled
            // Whatever else became of it, it is not in force.
            default: .revoked
            }
        let held = CarrierRule.Document(
            kind: kind, status: status, validFrom: issued.validFrom, validUntil: issued.validUntil,
            entries: issued.entries?.limit,
            territory: issued.territory.isEmpty ? nil : Set(issued.territory.map(\.text)))
        return Set(file.documents.map(\.key)).sorted().map {
            VISLine(documentKey: $0, dateOfBirth: file.identity.dateOfBirth, held: held, number: issued.number.number)
        }
    }
}

extension ETIASLine {
    /// The authorisations of a file, the limited one apart. What was annulled or revoked is not in force.
    static func lines(_ file: ETIAS.ApplicationFile) -> [ETIASLine] {
        let key = file.form.document.key
        let born = PartialDate(file.form.identity.dateOfBirth)
        func line(_ authorisation: TravelAuthorisation, _ status: CarrierRule.Status) -> ETIASLine {
            ETIASLine(
                documentKey: key, dateOfBirth: born,
                authorisation: CarrierRule.Authorisation(
                    status: status, validFrom: authorisation.from, validUntil: authorisation.until,
                    territory: authorisation.territory.isEmpty ? nil : Set(authorisation.territory.map(\.text))))
        }
        // The limited one is issued after the whole one was refused or ended, and stands by itself (ETIAS 44).
        let whole: CarrierRule.Status =
            file.status == .issued ? .issued : file.status == .annulled ? .annulled : .revoked
        return (file.authorisation.map { [line($0, whole)] } ?? []) + (file.limited.map { [line($0, .issued)] } ?? [])
    }
}

extension EESLine {
    init(_ line: CarrierExtractLine) {
        self.init(
            documentKey: line.documentKey, dateOfBirth: line.dateOfBirth,
            visa: line.visa.map { visa in
                CarrierRule.Document(
                    kind: visa.kind == .nationalShortStay ? .nationalShortStay : .shortStay, status: .issued,
                    validFrom: visa.validFrom ?? line.lastEntry ?? visa.validUntil, validUntil: visa.validUntil,
                    entries: visa.entries?.stay.limit, entriesUsed: line.entriesUsed)
            }, visaNumber: line.visa?.sticker.number, remainingDays: line.remainingDays, lastEntry: line.lastEntry)
    }
}
