import Identity
import Operations
import Registry
import Wire

/// Numbers that one stretch of the feed, or of the log, adds to the statistics. Batches are added up; many small ones are put
/// together to one larger, so that there are never many. Nothing in them points to a person or a record.
public struct CountedBatch: RecordValue, Hashable {
    public static let kind = RecordKind(.CRRS, "counts")

    /// What was read: the feed or the log.
    public var source = ""
    /// How often it was put together.
    public var level = 0
    /// The stretch: after this position…
    public var after = 0
    /// …up to this one.
    public var upTo = 0
    /// Of what is held: the day on which it was counted, where that is later than the day after what it is counted for.
    public var counted: Day?
    public var cells: [String] = []
    public var numbers: [Int] = []

    public init() {}
    init(_ source: String, level: Int = 0, after: Int64, upTo: Int64, _ counts: [Cell: Int]) {
        self.source = source
        self.level = level
        self.after = Int(after)
        self.upTo = Int(upTo)
        for (cell, number) in counts.sorted(by: { $0.key < $1.key }) where number != 0 {
            cells.append(cell.line)
            numbers.append(number)
        }
    }

    public static let wireName = "CountedBatch"
    public static let meaning = "Numbers for the statistics."
    public static let fields: [Field<CountedBatch>] = [
        .required("source", \.source, "What was read.", limits: .text(.init(length: 1...40))),
        .required("level", \.level, "How often it was put together.", limits: .integer(0...60)),
        .required("after", \.after, "After which position."), .required("upTo", \.upTo, "Up to which."),
        .optional("counted", \.counted, "Of what is held, the day on which it was counted, where that was too late."),
        .list("cells", \.cells, "What was counted.", count: 0...1_000_000), .list("numbers", \.numbers, "How many.", count: 0...1_000_000),
    ]

    static let allKey = "counts.source"
    static let stretchKey = "counts.stretch"

    public var projection: Projection {
        Projection(keys: [
            RecordKey(Self.allKey, source, unique: false),
            // A stretch is counted once, whoever counts.
            RecordKey(Self.stretchKey, "\(source)/\(level)/\(after)", unique: true),
        ])
    }

    func add(to counts: inout [Cell: Int]) {
        for (line, number) in zip(cells, numbers) { if let cell = Cell(line: line) { counts[cell, default: 0] += number } }
    }
}

extension Reader {
    /// Everything that was counted.
    func counts() throws -> [Cell: Int] {
        var counts: [Cell: Int] = [:]
        for source in [StatisticsGathering.feed, StatisticsGathering.log, HeldRecords.source, HeldRecords.daily] {
            for batch in try values(CountedBatch.self, key: CountedBatch.allKey, value: source) { batch.value.add(to: &counts) }
        }
        return counts.filter { $0.value != 0 }
    }
}
