import Identity
import Operations
import Registry
import Wire

/// The order in which sets with samples are recorded. A set is compared with those that stood before it; of two that arrive at
/// the same moment each would be compared with what stood before both, and one person's two sets would miss each other. So
/// whoever records samples counts on from what stood when the engine was asked: the second one's commit finds the count
/// changed, and it compares again (2024/1358 Article 38(2)). Numbers only; nothing of anybody.
public struct ComparisonOrder: RecordValue, Hashable {
    public static let kind = RecordKind(.Eurodac, "comparisonOrder")
    /// There is one.
    static let id = RecordID(high: 0x6575_726f_6461_6300, low: 1)

    public var recorded = 0

    public init() {}
    public static let wireName = "EurodacComparisonOrder"
    public static let meaning = "How many sets with samples were recorded."
    public static let fields: [Field<ComparisonOrder>] = [
        .required("recorded", \.recorded, "Sets and changes of samples recorded so far.", limits: .integer(0...Int64.max))
    ]

    public var projection: Projection { Projection() }
}

extension Reader {
    /// As it stands; to be read before the engine is asked.
    func comparisonOrder() throws -> Recorded<ComparisonOrder>? { try value(ComparisonOrder.self, ComparisonOrder.id) }
}

extension Recorded<ComparisonOrder>? {
    /// The change that counts on; it fails, and the comparison is made again, where somebody else has counted since.
    func next(in context: DecisionContext) -> Change {
        guard var order = self else {
            var first = ComparisonOrder()
            first.recorded = 1
            return .create(ComparisonOrder.id, first.draft(owner: context.owner))
        }
        order.value.recorded += 1
        return order.update
    }
}
