import Access
import Identity
import Registry
import Wire

/// Watches the deadlines of a system's tasks. What passes in silence is given to `lapse`, which says what follows by law;
/// where silence means nothing but delay, the authority is told once and the task stays.
public struct TaskClock<Owner: TaskOwner>: DueRule {
    public typealias Lapse =
        @Sendable (Recorded<LegalTask<Owner>>, Reader, DecisionContext) throws -> Decision<Nothing>
    private let lapse: Lapse

    /// - Parameter lapse: changes to other records that follow from silence; the task itself is ended by the clock.
    public init(lapse: @escaping Lapse = { _, _, _ in Decision(Nothing(), changes: []) }) { self.lapse = lapse }

    public var kinds: [RecordKind] { [LegalTask<Owner>.kind] }

    public func act(
        on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext
    ) throws -> Decision<Nothing> {
        let task = try Recorded<LegalTask<Owner>>(record)
        if due.action == .erase {
            return Decision(Nothing(), changes: [.erase(task.id, expected: task.version, article: due.article)])
        }
        guard task.value.state == .open, task.value.deadline < context.now else { return Decision(Nothing(), changes: []) }
        if task.value.silence == .overdue { return Decision(Nothing(), changes: []) }
        var decision = try lapse(task, reader, context)
        // A rule that ended the task itself has said so.
        if !decision.changes.contains(where: { $0.id == task.id }) {
            decision.changes.append(task.ending(.lapsed, at: context.now))
        }
        return decision
    }
}
