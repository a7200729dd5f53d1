import Access
import Identity
import Operations
import Registry
import Wire

/// A carrier asks before boarding whether somebody holds a valid visa, long-stay visa or residence permit (Article 45c). The answer is OK
/// or NOT OK, from data of at most a day ago, and no decision on entry.
public struct CheckVisaForCarrier: Query {
    public init() {}

    public let about = OperationDescription.vis(
        "checkForCarrier", "Answer a carrier", "Whether a traveller holds a valid visa or permit. The answer is no decision on entry.",
        article: "45c(1)–(3)", .read, .POST, "/carrier-checks", data: .carrierVisaAnswer, grants: [VISGrants.carrierAnswer])

    public struct Input: WireRecord, Hashable {
        public var surnames: [String] = []
        public var dateOfBirth: PartialDate?
        public var document = DocumentNumber()
        public var entryState = CountryCode.unspecified
        public var arrival: Day?
        public var airportTransit = false
        public init() {}
        public static let wireName = "CheckVisaForCarrier"
        public static let meaning = "A traveller who is about to board (Article 45c(2)); document and date of birth are what is compared."
        public static let fields: [Field<Input>] = [
            .list("surnames", \.surnames, "Surnames as in the travel document.", count: 1...20),
            .optional("dateOfBirth", \.dateOfBirth, "Date of birth; absent where the document has none."),
            .required("document", \.document, "Travel document."),
            .required("entryState", \.entryState, "Member State of entry, or of transit."),
            .optional("arrival", \.arrival, "Day of arrival; today where absent."),
            .defaulted(
                "airportTransit", \.airportTransit, to: false,
                "The traveller stays in the transit area and must hold an airport transit visa."),
        ]
    }

    public enum Reply: String, CaseIterable, Sendable, WireChoice {
        case ok = "OK"
        case notOK = "NOT OK"
    }

    public struct Output: WireRecord, Hashable {
        public var answer = Reply.notOK
        public var dataOf = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "CarrierVisaAnswer"
        public static let meaning = "The answer to a carrier. No decision on entry."
        public static let fields: [Field<Output>] = [
            .required("answer", \.answer, "OK or NOT OK."),
            .required("dataOf", \.dataOf, "When the data were extracted; at most 24 hours ago."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let arrival = input.arrival ?? context.today
        var output = Output()
        output.dataOf = Instant(day: context.now.utcDay)
        let known = try VISCarrierStatus.read(
            documentKey: input.document.key, dateOfBirth: input.dateOfBirth, arrival: arrival, extracted: output.dataOf.utcDay, from: reader
        )
        if known.contains(where: { $0.allows(arrival: arrival, in: input.entryState, airportTransit: input.airportTransit) }) {
            output.answer = .ok
        }
        return Answer(
            output,
            log: LogDetails(
                keys: [.identity, .document], query: "\(input.document.key) \(input.entryState.text) \(arrival): \(output.answer.rawValue)",
                results: [.VIS: known.count]))
    }
}
