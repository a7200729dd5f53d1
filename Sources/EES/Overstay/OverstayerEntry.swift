import Access
import Identity
import Operations
import Registry
import Wire

/// One line of the list of overstayers (Article 12(3)): points to the data, holds none of them.
public struct OverstayerEntry: RecordValue, Hashable {
    public static let kind = RecordKind(.EES, "overstayer")

    public var file = RecordID(high: 0, low: 0)
    public var record = RecordID(high: 0, low: 0)
    /// Member State through which the person entered.
    public var memberState = ""
    /// First unlawful day.
    public var since = Day(number: 0)
    public var listedOn = Day(number: 0)
    /// The exit came late.
    public var left: Day?
    /// The term of the entry/exit record.
    public var eraseOn = Day(number: 0)

    public init() {}
    public init(
        file: RecordID, record: RecordID, memberState: String, since: Day, listedOn: Day, left: Day?, eraseOn: Day
    ) {
        self.file = file
        self.record = record
        self.memberState = memberState
        self.since = since
        self.listedOn = listedOn
        self.left = left
        self.eraseOn = eraseOn
    }

    public static let meaning = "One person on the list of overstayers (Article 12(3))."
    public static let fields: [Field<OverstayerEntry>] = [
        .required("file", \.file, "The individual file."),
        .required("record", \.record, "The entry/exit record."),
        .required("memberState", \.memberState, "Member State of entry.", limits: .text(.init(length: 1...60))),
        .required("since", \.since, "First day after the authorised stay."),
        .required("listedOn", \.listedOn, "Day of listing."),
        .optional("left", \.left, "Day of a late exit."),
        .required("eraseOn", \.eraseOn, "Day of erasure."),
    ]

    public var projection: Projection {
        Projection(
            keys: [
                RecordKey(EESKey.file, file.description, unique: false),
                RecordKey("record", record.description, unique: true),
                RecordKey(EESKey.state, memberState, unique: false),
            ], due: [DueDate(eraseOn, .erase, article: "34")])
    }
}
