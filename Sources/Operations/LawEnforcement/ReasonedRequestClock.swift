import Access
import Identity
import Registry
import Wire

/// Carries out the terms of reasoned requests: the reminder of an urgent access that nobody verified in time, and erasure
/// together with the tasks that hang on a request.
public struct ReasonedRequestClock<Owner: AccessRequestOwner>: DueRule {
    public init() {}

    public var kinds: [RecordKind] { [ReasonedRequest<Owner>.kind] }

    public func act(
        on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext
    ) throws -> Decision<Nothing> {
        if due.action == .erase {
            let tasks = try reader.tasks(Owner.self, about: record.id)
            return Decision(
                Nothing(),
                changes: [.erase(record.id, expected: record.version, article: due.article)] + tasks.erased(article: due.article))
        }
        var recorded = try Recorded<ReasonedRequest<Owner>>(record)
        guard due.action == .act, recorded.value.state == .urgent, !recorded.value.overdueAnnounced else {
            return Decision(Nothing(), changes: [])
        }
        recorded.value.overdueAnnounced = true
        return Decision(
            Nothing(), changes: [recorded.update],
            notices: [
                Notice(
                    id: context.ids.next(), recipient: recorded.value.accessPoint ?? recorded.owner,
                    kind: "\(Owner.stem).verificationOverdue", article: "\(Owner.word) \(Owner.accessArticles.urgency)",
                    record: recorded.id,
                    text: "The urgent access in case \(recorded.value.caseReference) was not verified in time.",
                    at: context.now)
            ])
    }
}
