import Identity
import Operations
import Registry
import Wire

/// What one operation added to the statistics: numbers, a month and a Member State, nothing that points to a person or record.
/// Each operation writes its own, so that no two wait for one another; a report adds them up.
public struct CountedEvents: RecordValue, Hashable {
    public static let kind = RecordKind(.Eurodac, "countedEvents")
    public var month = ""
    public var memberState: String?
    public var points: [String] = []
    public var numbers: [Int] = []

    public init() {}

    /// `nil` where there is nothing to count.
    init?(_ counts: [StatisticsPoint: Int], memberState: String?, at now: Instant) {
        guard !counts.isEmpty else { return nil }
        month = CountedEvents.month(now.utcDay)
        self.memberState = memberState
        for point in counts.keys.sorted() {
            points.append(point.key)
            numbers.append(counts[point] ?? 0)
        }
    }

    public static let wireName = "EurodacCountedEvents"
    public static let meaning = "Numbers for the statistics."
    public static let fields: [Field<CountedEvents>] = [
        .required("month", \.month, "Month (UTC).", limits: .text(.init(length: 7...7))),
        .optional("memberState", \.memberState, "Member State.", limits: .text(.init(length: 3...3))),
        .list("points", \.points, "What was counted.", count: 1...100),
        .list("numbers", \.numbers, "How many, in the same order.", count: 1...100),
    ]

    static func month(_ day: Day) -> String { String(day.description.prefix(7)) }

    public var projection: Projection { Projection(keys: [RecordKey(EurodacKey.month, month, unique: false)]) }
}

extension DecisionContext {
    /// The change that keeps what was counted; none where nothing was.
    func counting(_ counts: [StatisticsPoint: Int], for memberState: String? = nil) -> [Change] {
        CountedEvents(counts, memberState: memberState ?? caller.memberState, at: now)
            .map { [.create(ids.next(), $0.draft(owner: owner))] } ?? []
    }
    func counting(_ letter: String, _ subject: String) -> [Change] { counting([StatisticsPoint(letter, subject): 1]) }
}
