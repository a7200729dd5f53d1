import Identity
import Operations
import Registry
import Wire

/// Carries out the time limits of Eurodac: erasure with everything that hangs on a set (603 Articles 12(2), 16(1); 1358 Article 29(10)),
/// the yearly extension of temporary protection (29(9)), and the block of 603 Article 18(2).
public struct EurodacSweep: DueRule {
    public init() {}

    public let kinds: [RecordKind] = [EurodacDataset.kind, EurodacComparison.kind, CollectionDuty.kind, DatasetReport.kind]

    public func act(
        on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext
    ) throws -> Decision<Nothing> {
        switch record.kind {
        case EurodacDataset.kind: try dataset(record, due, reader, context)
        default:
            // A comparison, a duty or a report goes with its tasks.
            due.action == .erase
                ? Decision(
                    Nothing(),
                    changes: [.erase(record.id, expected: record.version, article: due.article)]
                        + (try reader.tasks(EurodacClocks.self, about: record.id)).erased(article: due.article))
                : Decision(Nothing(), changes: [])
        }
    }

    private func dataset(
        _ record: StoredRecord, _ due: DueDate, _ reader: Reader, _ context: DecisionContext
    ) throws -> Decision<Nothing> {
        var set = try Recorded<EurodacDataset>(record)
        switch due.action {
        case .erase:
            if let note = set.value.councilDecision, let decision = try reader.councilDecision(note.reference)?.value,
                decision.note != note
            {
                // Extended since: the set goes on, and comes back when that year is over.
                set.value.councilDecision = decision.note
                if let eraseOn = set.value.term.eraseOn, eraseOn > context.today {
                    return Decision(Nothing(), changes: [set.update])
                }
            }
            return Decision(
                Nothing(),
                changes: try DatasetDossier(record.id, from: reader).erasure(article: due.article, at: context.now))
        case .act:
            guard !set.value.blocked, let granted = set.value.marks.protection,
                let day = ComparisonRule.blocked(since: granted, in: set.value.regime), day <= context.today
            else { return Decision(Nothing(), changes: []) }
            set.value.blocked = true
            return Decision(
                Nothing(),
                changes: [set.update] + context.counting([StatisticsPoint("r", "blocked"): 1], for: set.owner))
        case .notice, .review: return Decision(Nothing(), changes: [])
        }
    }
}
