import Identity
import Registry
import Wire

/// The answer to a recorded entry or exit: what was recorded, what the calculator says, and what to look at.
public struct CrossingReply: WireRecord, Hashable {
    public var record = RecordID(high: 0, low: 0)
    public var file = RecordID(high: 0, low: 0)
    public var crossing = BorderCrossing()
    public var warnings: [CrossingWarning] = []
    public var stay = StayReply()

    public init() {}
    init(record: RecordID, file: RecordID, crossing: BorderCrossing, warnings: Set<CrossingWarning>, stay: StayReply) {
        self.record = record
        self.file = file
        self.crossing = crossing
        self.warnings = CrossingWarning.allCases.filter(warnings.contains)
        self.stay = stay
    }

    public static let meaning = "A crossing was recorded."
    public static let fields: [Field<CrossingReply>] = [
        .required("record", \.record, "The entry/exit record."),
        .required("file", \.file, "The individual file."),
        .required("crossing", \.crossing, "The crossing as recorded."),
        .list("warnings", \.warnings, "What the officer should look at.", count: 0...20),
        .required("stay", \.stay, "What the calculator says on the day of the crossing."),
    ]
}
