import Access
import Identity
import Operations
import Registry
import Wire

/// What outlives an alert by a year: it says on which alert it hangs, and when that went.
protocol OutlivesAlert: RecordValue {
    /// Schengen ID; `nil` where there was never an alert.
    var hangsOn: String? { get }
    var alertDeleted: Day? { get set }
}

extension Hit: OutlivesAlert { var hangsOn: String? { schengenID } }
extension FlagRequest: OutlivesAlert { var hangsOn: String? { schengenID } }
extension Consultation: OutlivesAlert { var hangsOn: String? { schengenID } }
extension SupplementaryMessage: OutlivesAlert { var hangsOn: String? { schengenID } }

/// Looks after what was committed in the very moment in which its alert went: the deletion could not see it. It gets its date
/// of erasure here (1862 Article 64), and a clock about nothing goes.
public struct ExchangeFollower: FeedFollower {
    public init() {}

    public let name = "sis-exchange"
    public let kinds: Set<RecordKind> = [
        Hit.kind, FlagRequest.kind, Consultation.kind, SupplementaryMessage.kind, SISTask.kind,
    ]
    public let systems: Set<SystemName> = [.SIS]
    public let article = "1861 49, 1862 64"

    public func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        guard entry.event == .created else { return Decision(Nothing(), changes: []) }
        let changes: [Change] =
            switch entry.kind {
            case Hit.kind: try dating(Hit.self, entry.id, reader, context)
            case FlagRequest.kind: try dating(FlagRequest.self, entry.id, reader, context)
            case Consultation.kind: try dating(Consultation.self, entry.id, reader, context)
            case SupplementaryMessage.kind: try dating(SupplementaryMessage.self, entry.id, reader, context)
            case SISTask.kind: try ending(entry.id, reader)
            default: []
            }
        return Decision(Nothing(), changes: changes)
    }

    private func dating<Value: OutlivesAlert>(
        _ type: Value.Type, _ id: RecordID, _ reader: Reader, _ context: DecisionContext
    ) throws -> [Change] {
        guard var record = try reader.value(type, id), record.value.alertDeleted == nil, let alert = record.value.hangsOn,
            try reader.find(Alert.kind, key: SISKey.schengenID, value: alert).isEmpty
        else { return [] }
        let history = try reader.values(AlertHistory.self, key: SISKey.schengenID, value: alert).first
        record.value.alertDeleted = history?.value.deleted.utcDay ?? context.today
        return [record.update]
    }

    private func ending(_ id: RecordID, _ reader: Reader) throws -> [Change] {
        guard let task = try reader.value(SISTask.self, id), try reader.record(task.value.about) == nil else { return [] }
        return [.erase(id, expected: task.version, article: article)]
    }
}
