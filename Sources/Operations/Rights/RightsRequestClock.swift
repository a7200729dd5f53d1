import Access
import Identity
import Registry
import Wire

/// Carries out the terms of persons' requests: one reminder of the term that runs, and erasure with the tasks.
public struct RightsRequestClock<Owner: RightsOwner>: DueRule {
    public init() {}

    public var kinds: [RecordKind] { [RightsRequest<Owner>.kind] }

    public func act(
        on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext
    ) throws -> Decision<Nothing> {
        if due.action == .erase {
            let tasks = try reader.tasks(Owner.self, about: record.id)
            return Decision(
                Nothing(),
                changes: [.erase(record.id, expected: record.version, article: due.article)] + tasks.erased(article: due.article))
        }
        var recorded = try Recorded<RightsRequest<Owner>>(record)
        guard due.action == .review, recorded.value.isOpen, !recorded.value.reminded else {
            return Decision(Nothing(), changes: [])
        }
        recorded.value.reminded = true
        return Decision(
            Nothing(), changes: [recorded.update],
            notices: [
                Notice(
                    id: context.ids.next(), recipient: recorded.value.memberState, kind: "\(Owner.stem).dataSubjectRequestDue",
                    article: "\(Owner.word) \(due.article)", record: recorded.id,
                    text: "A request of a person concerned is to be answered by \(recorded.value.answerBy).", at: context.now)
            ])
    }
}
