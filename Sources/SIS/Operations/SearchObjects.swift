import Access
import Identity
import Operations
import Registry
import Wire

/// Searches alerts on objects by what identifies them (1862 Articles 36, 38 and 44–47).
public struct SearchObjects: Query {
    public init() {}

    public let about = OperationDescription.sis(
        "searchObjects", "Search alerts on objects",
        "Finds objects of every kind by what tells them: identification number, registration mark, document number, serial and other numbers. A number without state, issuer or maker is found whoever gave it; a number in a block of documents or banknotes is found by itself.",
        article: "1862 36, 38, 44-47", .search, .POST, "/objects/search",
        grants: SISGrants.readers.filter { $0.actions == [.search] }, refusals: [.contradiction])

    public struct Input: WireRecord, Hashable {
        public var vin: String?
        public var registrationMark: String?
        public var registrationState: CountryCode?
        public var documentNumber: String?
        public var documentIssuer: CountryCode?
        public var numbers: [ObjectNumber] = []

        public init() {}
        public init(_ numbers: [ObjectNumber]) { self.numbers = numbers }
        public static let wireName = "SearchObjects"
        public static let meaning = "What is known of the object; every number that is given is searched."
        static let number: Schema = .text(.init(length: 1...60))
        public static let fields: [Field<Input>] = [
            .optional("vin", \.vin, "Vehicle identification number.", limits: number),
            .optional("registrationMark", \.registrationMark, "Registration mark.", limits: number),
            .optional("registrationState", \.registrationState, "State of registration."),
            .optional("documentNumber", \.documentNumber, "Number of an issued document.", limits: number),
            .optional("documentIssuer", \.documentIssuer, "Who issued it."),
            .list("numbers", \.numbers, "Other numbers; `last` is not looked at.", count: 0...10),
        ]

        /// As the log keeps it.
        var typed: String {
            ([vin, registrationMark, documentNumber].compactMap { $0 } + numbers.map { "\($0.kind.rawValue) \($0.value)" })
                .joined(separator: " ")
        }

        var values: [String] {
            var values: [String] = []
            if let vin { values.append("VIN/" + ObjectRules.key(vin)) }
            if let registrationMark {
                values.append("MARK/\(registrationState?.text ?? "")/\(ObjectRules.key(registrationMark))")
            }
            if let documentNumber {
                values += ObjectNumber(.documentNumber, documentNumber, issuer: documentIssuer).lookups
            }
            return (values + numbers.flatMap(\.lookups)).filter { !$0.hasSuffix("/") }
        }
    }

    public struct Output: WireRecord, Hashable {
        public var alerts: [SISPortalView] = []
        public var more = false
        public init() {}
        public static let wireName = "ObjectsFound"
        public static let meaning = "The alerts found, those to be executed first at the front."
        public static let fields: [Field<Output>] = [
            .list("alerts", \.alerts, "Alerts.", count: 0...100),
            .defaulted("more", \.more, to: false, "There are more."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        guard !input.values.isEmpty else { throw Refusal(.contradiction, "give a number with a letter or digit in it") }
        return Demand(keys: [.objectNumber])
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var found: [RecordID: Recorded<Alert>] = [:]
        for value in input.values {
            for alert in try reader.values(Alert.self, key: SISKey.objectNumber, value: value) {
                found[alert.id] = alert
            }
        }
        let views = SISPortalView.views(
            for: Array(found.values), under: reader.mandate, at: context.now, today: context.today,
            linked: try reader.linkedAlerts(of: Array(found.values), at: context.now, today: context.today))
        var output = Output()
        output.alerts = views.prefix(100).map(\.view)
        output.more = views.count > 100
        return Answer(
            output,
            log: LogDetails(
                records: views.prefix(100).map(\.alert.id), keys: [.objectNumber],
                query: input.typed,
                results: [.SIS: output.alerts.count]))
    }
}
