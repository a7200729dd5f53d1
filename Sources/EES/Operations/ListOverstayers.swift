import Access
import Identity
import Operations
import Registry
import Wire

/// The list of persons identified as overstayers (Article 12(3)).
public struct ListOverstayers: Query {
    public init() {}

    public let about = OperationDescription.ees(
        "listOverstayers", "List overstayers",
        "Persons whose authorised stay was exceeded, with their data, a page at a time; by Member State of entry or all.",
        article: "12(3)", .read, .GET, "/overstayers", data: .overstayerList, grants: [EESGrants.overstayers])

    public struct Input: WireRecord, Hashable {
        public var memberState: CountryCode?
        public var after: RecordID?
        public var limit = 50
        public init() {}
        public static let wireName = "ListOverstayers"
        public static let meaning = "Which part of the list."
        public static let fields: [Field<Input>] = [
            .optional("memberState", \.memberState, "Member State of entry; all where absent."),
            .optional("cursor", \.after, "The last line of the page before."),
            .defaulted("limit", \.limit, to: 50, "Lines on a page.", limits: .integer(1...100)),
        ]
    }

    /// One person on the list.
    public struct Line: WireRecord, Hashable {
        public var entry = RecordID(high: 0, low: 0)
        public var since = Day(number: 0)
        public var overstayDays = 0
        public var listedOn = Day(number: 0)
        public var left: Day?
        public var memberState = ""
        public var file = FileReply()
        public var record = EntryExitReply()
        public init() {}
        public static let wireName = "Overstayer"
        public static let meaning = "An overstayer, with the data of Articles 16 and 17."
        public static let fields: [Field<Line>] = [
            .required("entry", \.entry, "Line of the list."),
            .required("since", \.since, "First day after the authorised stay."),
            .required("overstayDays", \.overstayDays, "Days of overstay so far, or until the exit."),
            .required("listedOn", \.listedOn, "Day of listing."),
            .optional("left", \.left, "Day of a late exit."),
            .required("memberState", \.memberState, "Member State of entry."),
            .required("file", \.file, "The individual file."),
            .required("record", \.record, "The entry/exit record."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var overstayers: [Line] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "OverstayerPage"
        public static let meaning = "A page of the list."
        public static let fields: [Field<Output>] = [
            .list("overstayers", \.overstayers, "Persons.", count: 0...100, group: "overstayerList"),
            .optional("next", \.next, "Where the next page begins; absent on the last one."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let page =
            try input.memberState.map {
                try reader.find(OverstayerEntry.kind, key: EESKey.state, value: $0.text, after: input.after, limit: input.limit)
            } ?? reader.page(OverstayerEntry.kind, after: input.after, limit: input.limit)
        var output = Output()
        for stored in page {
            let entry = try Recorded<OverstayerEntry>(stored)
            guard let file = try reader.value(IndividualFile.self, entry.value.file),
                let record = try reader.value(EntryExitRecord.self, entry.value.record)
            else { continue }
            var line = Line()
            line.entry = entry.id
            line.since = entry.value.since
            line.overstayDays = max(0, (entry.value.left ?? context.today) - entry.value.since + 1)
            line.listedOn = entry.value.listedOn
            line.left = entry.value.left
            line.memberState = entry.value.memberState
            line.file = FileReply(file)
            line.record = EntryExitReply(record)
            output.overstayers.append(line)
        }
        output.next = page.count == input.limit ? page.last?.id : nil
        return Answer(output, log: LogDetails(records: output.overstayers.map(\.file.id), results: [.EES: output.overstayers.count]))
    }
}
