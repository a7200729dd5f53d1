import Access
import Identity
import Operations
import Registry
import Wire

/// Carries out the time limits of the register: a year without a query ends a registration, told a month before (1409 Article
/// 11(2), (4)); a year after its end the contact data go (10(8)).
public struct CarrierSweep: DueRule {
    public init() {}
    public let kinds: [RecordKind] = [CarrierRegistration.kind, SystemFailure.kind, ImpossibilityTicket.kind]

    public func act(on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext) throws -> Decision<
        Nothing
    > {
        let nothing = Decision(Nothing(), changes: [])
        if due.action == .erase {
            return Decision(Nothing(), changes: [.erase(record.id, expected: record.version, article: due.article)])
        }
        guard record.kind == CarrierRegistration.kind else { return nothing }
        var carrier = try Recorded<CarrierRegistration>(record)
        guard carrier.value.state != .deregistered else { return nothing }
        switch due.action {
        case .notice:
            guard carrier.value.disused.adding(months: -1) <= context.today, carrier.value.deregistrationFrom == nil
            else { return nothing }
            // A sweep that comes late moves the end: the carrier has its month all the same.
            let from = max(carrier.value.disused, context.today.adding(months: 1))
            carrier.value.deregistrationFrom = from
            return Decision(
                Nothing(), changes: [carrier.update],
                notices: [
                    .carrier(
                        carrier.value, carrier.id, "deregistrationAnnounced", "2022/1409 11(4)",
                        "The gateway was not used since \(carrier.value.lastUsed); deregistration follows on \(from) unless it is.",
                        in: context)
                ])
        case .act:
            guard let from = carrier.value.deregistrationFrom, from <= context.today,
                carrier.value.disused <= context.today
            else { return nothing }
            carrier.value.state = .deregistered
            carrier.value.deregistered = context.today
            return Decision(
                Nothing(), changes: [carrier.update],
                notices: [
                    .carrier(
                        carrier.value, carrier.id, "deregistered", "2022/1409 11(2)",
                        "The gateway was not used for a year; the carrier is deregistered and may register anew.",
                        in: context)
                ])
        default: return nothing
        }
    }
}
