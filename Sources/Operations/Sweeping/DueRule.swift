import Registry
import Wire

/// What a system does on the days that its records carry. The sweeper hands every due date of these kinds to the rule,
/// whatever its action, and commits what it decides under a mandate of its own; where there is no rule for a kind, a
/// record that is due for erasure is simply erased.
///
/// A decision without changes and notices means that nothing has to happen yet. Acting twice on the same due date must
/// come to the same: the rule looks at the records as they stand.
public protocol DueRule: Sendable {
    var kinds: [RecordKind] { get }
    func act(on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext) throws
        -> Decision<Nothing>
}
