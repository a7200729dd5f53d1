import Access
import Identity
import Operations
import Registry

/// A screening that meets the watchlist (Articles 13(4b), 35a). Who entered the data is told, and has two days to say that the person
/// might pose a threat; the screening authority learns nothing of the entry, and from silence that there is no security risk.
public enum WatchlistInScreening {
    static let daysOfOpinion = 2

    /// Tells those whose entries correspond to the data of a query. Whoever asks for something else than a security check tells nobody.
    public static func notices(
        of identity: PersonIdentity?, _ documents: [TravelDocument], at desk: Desk
    ) async throws(Refusal) -> [Notice] {
        guard desk.caller.kind == .screening, desk.case.purpose == .securityCheck, identity != nil || !documents.isEmpty else { return [] }
        let task = desk.policy.mandate(
            forTask: "watchlist-screening", systems: [.ETIAS], actions: [.read], article: "ETIAS 35a", requestID: desk.case.requestID,
            actingFor: desk.caller, case: desk.case)
        let person = identity ?? PersonIdentity(surnames: [], givenNames: [], dateOfBirth: nil)
        let entries = try await desk.read(under: task) { reader in try WatchlistEntry.about(person, documents: documents, from: reader) }
        let until = desk.now.adding(hours: Int64(daysOfOpinion) * 24)
        let name = (person.surnames + person.givenNames).joined(separator: " ")
        let asked = ([name] + documents.map(\.number)).filter { !$0.isEmpty }.joined(separator: ", ")
        return entries.map { entry in
            Notice(
                id: desk.ids.next(),
                recipient: entry.value.isEuropol
                    ? Notice.recipient(.europol, of: nil) : Notice.recipient(.etiasNational, of: entry.value.enteredBy),
                kind: "etias.screeningMeetsWatchlist", article: "ETIAS 35a(1)", record: entry.id,
                text: """
                    The screening authority \(desk.caller.authority) (\(desk.caller.memberState ?? "-")), in case \
                    \(desk.case.reference ?? "-"), asked by data that correspond to watchlist entry \(entry.id): \(asked), born \
                    \(person.dateOfBirth?.description ?? "-"). If the person might pose a threat to internal security, tell it at once \
                    and give a reasoned opinion until \(until).
                    """, at: desk.now)
        }
    }
}
