import Access
import Operations
import Registry
import Wire

/// Which links join the records that a query has shown, by the rules of each colour (Articles 26(2)–(4), 31(2), 32(2), 33(2)).
public struct FindLinks: Operation {
    let settings: MIDSettings
    public init(_ settings: MIDSettings = MIDSettings()) { self.settings = settings }

    public let about = OperationDescription.mid(
        "findLinks", "Find the links of records",
        "For records that the asker's queries have shown: red links; white ones where both systems are open to the asker; green ones where both records were found.",
        article: "26(2)–(4)", .read, .POST, "/links-of-records", data: .redLink, grants: MIDGrants.links)

    public struct Reference: WireRecord, Hashable {
        public var system = SystemName.EES
        public var record = RecordID(high: 0, low: 0)
        public init() {}
        public init(_ system: SystemName, _ record: RecordID) { (self.system, self.record) = (system, record) }
        public static let wireName = "FoundRecord"
        public static let meaning = "A record that a query has shown."
        public static let fields: [Field<Reference>] = [
            .required("system", \.system, "System."), .required("record", \.record, "Its identifier."),
        ]
    }

    public struct Input: WireRecord, Hashable {
        public var records: [Reference] = []
        public init() {}
        public static let wireName = "FindLinks"
        public static let meaning = "Records that a query has shown."
        public static let fields: [Field<Input>] = [.list("records", \.records, "The records.", count: 1...100)]
    }

    public struct Output: WireRecord, Hashable {
        public var links: [LinkView] = []
        public init() {}
        public static let wireName = "FoundLinks"
        public static let meaning = "Links that the asker may see."
        public static let fields: [Field<Output>] = [.list("links", \.links, "The links.", count: 0...10_000)]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        try about.requireKind(of: desk)
        let access = LinkAccess(desk: desk, settings: settings)
        let keys = Set(input.records.map { LinkSide.key($0.system, $0.record) })
        let known = try await access.links(of: keys)
        // Whoever may see red links may ask; what else is shown is decided link by link.
        let mandate = try desk.mandate(
            AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: .MID, action: .read, data: .redLink,
                conditions: desk.caller.standing))
        var output = Output()
        output.links = known.compactMap { access.view(of: $0)?.view }
        return Outcome(output, under: mandate, log: LogDetails(records: output.links.map(\.link)))
    }
}
