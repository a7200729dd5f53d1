import Access
import Identity
import Operations
import Registry

/// A screening that meets the watchlist (Articles 13(4b), 35a). Who entered the data is told, and has two days to say that the person
/// might pose a threat; the screening authority learns nothing of the entry, and from silence that there is no security risk.
public struct WatchlistInScreening: Sendable {
    /// The clocks that start.
    public private(set) var changes: [Change] = []
    public private(set) var notices: [Notice] = []
    /// Under which the clocks start: the screening authority itself changes nothing in ETIAS.
    public private(set) var mandate: Mandate?

    private init() {}

    /// Tells those whose entries correspond to the data of a query, and starts their clocks. Whoever asks for something else than a
    /// security check tells nobody; a case that asks again while the clock runs tells nobody anew.
    public static func met(
        by identity: PersonIdentity?, _ documents: [TravelDocument], at desk: Desk
    ) async throws(Refusal) -> WatchlistInScreening {
        var met = WatchlistInScreening()
        guard desk.caller.kind == .screening, desk.case.purpose == .securityCheck, identity != nil || !documents.isEmpty else { return met }
        let task = desk.policy.mandate(
            forTask: "watchlist-screening", systems: [.ETIAS], actions: [.read, .create], article: "ETIAS 35a",
            requestID: desk.case.requestID, actingFor: desk.caller, case: desk.case)
        let person = identity ?? PersonIdentity(surnames: [], givenNames: [], dateOfBirth: nil)
        let (authority, reference, now) = (desk.caller.authority, desk.case.reference ?? "-", desk.now)
        let entries = try await desk.read(under: task) { reader in
            try WatchlistEntry.about(person, documents: documents, from: reader).filter { entry in
                try !reader.values(ScreeningQuestion.self, key: ScreeningQuestion.entryKey, value: entry.id.description)
                    .contains { $0.value.isOf(authority, reference) && now <= $0.value.deadline }
            }
        }
        let name = (person.surnames + person.givenNames).joined(separator: " ")
        let asked = ([name] + documents.map(\.number)).filter { !$0.isEmpty }.joined(separator: ", ")
        for entry in entries {
            let kind: AuthorityKind = entry.value.isEuropol ? .europol : .etiasNational
            let state: String? = entry.value.isEuropol ? nil : entry.value.enteredBy
            var question = ScreeningQuestion()
            (question.entry, question.authority, question.caseReference) = (entry.id, authority, reference)
            (question.asked, question.deadline) = (now, ScreeningQuestion.deadline(askedAt: now, of: state))
            let id = desk.ids.next()
            let clock = ETIASStep.screeningOpinion.task(about: id, kind, state, begun: now, deadline: question.deadline)
            met.changes += [
                .create(id, question.draft(owner: entry.owner)), .create(desk.ids.next(), clock.draft(owner: entry.owner)),
            ]
            met.notices.append(
                Notice(
                    id: desk.ids.next(), recipient: Notice.recipient(kind, of: state), kind: "etias.screeningMeetsWatchlist",
                    article: "ETIAS 35a(1)", record: entry.id,
                    text: """
                        The screening authority \(authority) (\(desk.caller.memberState ?? "-")), in case \(reference), asked by data that \
                        correspond to watchlist entry \(entry.id): \(asked), born \(person.dateOfBirth?.description ?? "-"). If the person \
                        might pose a threat to internal security, tell it at once and give a reasoned opinion until \(question.deadline).
                        """, at: now))
        }
        if !met.changes.isEmpty { met.mandate = task }
        return met
    }
}
