import Access
import Identity
import Operations
import Registry
import Wire

/// A traveller asks how much of the authorised stay remains (Article 13(1)–(2)).
public struct CheckForTraveller: Query {
    let ports: EESPorts
    public init(_ ports: EESPorts = .none) { self.ports = ports }

    public let about = OperationDescription.ees(
        "checkForTraveller", "Answer a traveller",
        "OK or NOT OK and the remaining authorised stay, for the document and the days that the traveller gives.",
        article: "13(1)–(2)", .read, .POST, "/traveller-checks", data: .travellerAnswer, grants: [EESGrants.travellerAnswer],
        refusals: [.stayNotPossible])

    public struct Input: WireRecord, Hashable {
        public var document = NumberOfIssuer()
        public var entry: Day?
        public var exit: Day?
        public var memberState: CountryCode?
        public init() {}
        public static let wireName = "CheckForTraveller"
        public static let meaning = "A traveller's question about the remaining stay."
        public static let fields: [Field<Input>] = [
            .required("document", \.document, "Number and issuing country of the travel document (Article 16(1)(b))."),
            .optional("entry", \.entry, "Intended day of entry; today where absent."),
            .optional("exit", \.exit, "Intended day of exit."),
            .optional("memberState", \.memberState, "Member State of the intended stay."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var answer = WebServiceReply.notApplicable
        public var remainingDays: Int?
        public var lastDay: Day?
        public var dataOf = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "TravellerAnswer"
        public static let meaning = "The answer to a traveller."
        public static let fields: [Field<Output>] = [
            .required("answer", \.answer, "OK, NOT OK, or NOT APPLICABLE where the calculator does not apply or nothing is known."),
            .optional("remainingDays", \.remainingDays, "Days of authorised stay that remain."),
            .optional("lastDay", \.lastDay, "Last day of the authorised stay."),
            .required("dataOf", \.dataOf, "When the data were extracted; at most 24 hours ago."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        output.dataOf = WebServiceExtract.extraction(before: context.now)
        let entry = input.entry ?? context.today
        if let exit = input.exit, exit < entry { throw Refusal(.stayNotPossible, "the exit lies before the entry", pointer: "/exit") }
        let found = try reader.values(IndividualFile.self, key: EESKey.document, value: input.document.key)
        let log = LogDetails(records: found.map(\.id), keys: [.document], query: input.document.key, results: [.EES: found.count])
        // A document in several files does not say whose stay is asked about.
        guard found.count == 1, let file = found.first else { return Answer(output, log: log) }
        let records = try reader.values(EntryExitRecord.self, key: EESKey.file, value: file.id.description).map(\.value)
        let partial = input.memberState.map { ports.partialSchengen($0.text, entry) } ?? false
        let stay = WebServiceExtract(file.value, records, now: context.now).stay(on: entry, partialSchengen: partial)
        guard let stay else { return Answer(output, log: log) }
        output.remainingDays = stay.remainingDays
        output.lastDay = stay.authorisedEnd
        let lawful = stay.authorisedEnd.map { end in end >= max(entry, input.exit ?? entry) } ?? false
        output.answer = lawful && stay.overstayDays == 0 ? .ok : .notOK
        return Answer(output, log: log)
    }
}
