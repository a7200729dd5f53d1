import Access
import Operations
import Registry
import Wire

/// The consultations in which one's own Member State has a part.
public struct ListConsultations: Query {
    public init() {}

    public let about = OperationDescription.sis(
        "listConsultations", "List consultations",
        "A page of the consultations that one's own Member State has asked for or is asked in.",
        article: "1860 9-12, 1861 23, 26-30, 1862 23", .read, .GET, "/consultations", data: .sisConsultation,
        grants: [SISGrants.supplementary])

    public struct Input: WireRecord, Hashable {
        public var schengenID: String?
        public var cursor: RecordID?
        public var limit = 50
        public init() {}
        public static let wireName = "ListConsultations"
        public static let meaning = "Which consultations."
        public static let fields: [Field<Input>] = [
            .optional("schengenId", \.schengenID, "On this alert alone.", limits: Alert.schengenIDSchema),
            .optional("cursor", \.cursor, "Where the page before ended."),
            .defaulted("limit", \.limit, to: 50, "How many at most.", limits: .integer(1...200)),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var consultations: [ConsultationReply] = []
        public var next: RecordID?
        public init() {}
        public static let wireName = "SISConsultations"
        public static let meaning = "A page of consultations."
        public static let fields: [Field<Output>] = [
            .list("consultations", \.consultations, "Consultations.", count: 0...200),
            .optional("next", \.next, "Cursor of the next page; absent on the last."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let page = try reader.find(
            Consultation.kind, key: SISKey.party, value: context.owner, after: input.cursor, limit: input.limit + 1)
        let shown = try page.prefix(input.limit).map { try Recorded<Consultation>($0) }
            .filter { consultation in input.schengenID.map { $0 == consultation.value.schengenID } ?? true }
        var output = Output()
        output.consultations = shown.map { ConsultationReply($0.id, $0.version, $0.value) }
        if page.count > input.limit { output.next = page[input.limit - 1].id }
        return Answer(output, log: LogDetails(records: shown.map(\.id)))
    }
}
