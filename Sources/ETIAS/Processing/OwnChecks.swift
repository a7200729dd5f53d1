import Identity
import Operations
import Registry

/// What ETIAS itself knows of an applicant: earlier files (Article 20(2)(e)–(f)), the watchlist (20(4)) and the screening
/// rules (20(5)).
public enum OwnChecks {
    public static func hits(
        _ form: ApplicationForm, ipAddress: String, on day: Day, except own: RecordID? = nil, from reader: Reader
    ) throws -> [ApplicationHit] {
        let earlier = try reader.values(ApplicationFile.self, key: ETIASKey.document, value: form.document.key).filter { $0.id != own }
        var hits = earlier.flatMap { files($0.value, id: $0.id, form) }
        hits += try WatchlistEntry.candidates(for: form, ipAddress: ipAddress, from: reader)
            .filter { $0.value.corresponds(to: form, ipAddress: ipAddress) }
            .map { entry in
                ApplicationHit(
                    .watchlist, memberState: entry.value.isEuropol ? nil : entry.value.enteredBy, entered: entry.value.entered.utcDay,
                    reference: entry.id.description, evidence: "watchlist entry")
            }
        hits += try reader.values(ScreeningRule.self, key: ETIASKey.state, value: ScreeningRule.State.active.rawValue)
            .filter { $0.value.applies(to: form, on: day) }
            .map { ApplicationHit(.rules, reference: $0.id.description, evidence: $0.value.name) }
        return hits
    }

    /// Hits (e) and (f) from one earlier file with the same document.
    static func files(_ file: ApplicationFile, id: RecordID, _ form: ApplicationForm) -> [ApplicationHit] {
        if file.form.identity.isSame(as: form.identity) {
            // A revocation that the holder asked for says nothing against a new application.
            guard file.status.isNegative, let decision = file.lastDecision, decision.kind != .revokedOnRequest else { return [] }
            return [
                ApplicationHit(
                    .e, memberState: decision.unit, entered: decision.at.utcDay, reference: id.description, evidence: decision.kind.rawValue
                )
            ]
        }
        return [
            ApplicationHit(
                .f, memberState: file.responsible, entered: file.submitted.utcDay, reference: id.description,
                evidence: "same document, other identity")
        ]
    }
}
