import Access
import Identity
import Operations
import Registry
import Wire

/// A carrier asks before boarding whether a traveller has a valid authorisation (Article 45; Implementing Regulation (EU)
/// 2022/1380). It gets OK or NOT OK, which is no decision on entry, and nothing else.
public struct CheckForCarrier: Query {
    public init() {}

    public let about = OperationDescription.etias(
        "checkForCarrier", "Answer a carrier",
        "Whether the traveller has a valid travel authorisation. The answer is no decision on entry.",
        article: "45", .read, .POST, "/carrier-checks", data: .etiasStatus, grants: [ETIASGrants.carriers])

    public struct Input: WireRecord, Hashable {
        public var document = MachineReadable()
        public var entryState = CountryCode.unspecified
        public var arrival: Day?
        public var airportTransit = false
        public init() {}
        public static let wireName = "ETIASCarrierCheck"
        public static let meaning = "A traveller who is about to board."
        public static let fields: [Field<Input>] = [
            .required("document", \.document, "Data of the machine-readable zone."),
            .required("entryState", \.entryState, "Member State of entry."),
            .optional("arrival", \.arrival, "Day of arrival; today where absent."),
            .defaulted("airportTransit", \.airportTransit, to: false, "The traveller stays in the transit area (Article 45(2))."),
        ]
    }

    public enum Reply: String, CaseIterable, Sendable, WireChoice {
        case ok = "OK"
        case notOK = "NOT OK"
        case notApplicable = "NOT APPLICABLE"
    }

    public struct Output: WireRecord, Hashable {
        public var answer = Reply.notOK
        public init() {}
        public static let wireName = "ETIASCarrierAnswer"
        public static let meaning = "The answer to a carrier. No decision on entry."
        public static let fields: [Field<Output>] = [.required("answer", \.answer, "OK, NOT OK or NOT APPLICABLE.")]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        let day = input.arrival ?? context.today
        let known = try input.document.files(from: reader)
        if input.airportTransit {
            output.answer = .notApplicable
        } else {
            output.answer = known.contains { $0.value.held(on: day, in: input.entryState) != nil } ? .ok : .notOK
        }
        return Answer(
            output,
            log: LogDetails(
                records: known.map(\.id), keys: [.document],
                query: "\(input.document.key) \(input.entryState.text) \(day): \(output.answer.rawValue)", results: [.ETIAS: known.count]))
    }
}

/// What a machine-readable zone tells of a traveller.
public struct MachineReadable: WireRecord, Hashable {
    public var number = ""
    public var issuer = CountryCode.unspecified
    public var dateOfBirth = Day(number: 0)
    public init() {}
    public init(number: String, issuer: CountryCode, dateOfBirth: Day) {
        self.number = number
        self.issuer = issuer
        self.dateOfBirth = dateOfBirth
    }
    public static let wireName = "ETIASDocumentData"
    public static let meaning = "Travel document and date of birth, as machines read them."
    public static let fields: [Field<MachineReadable>] = [
        .required("number", \.number, "Number of the travel document.", limits: .text(.init(length: 1...40))),
        .required("issuer", \.issuer, "Issuing country."), .required("dateOfBirth", \.dateOfBirth, "Date of birth."),
    ]

    public var key: String { TravelDocument(kind: .other, number: number, issuer: issuer).key }

    /// The files of this document and person.
    func files(from reader: Reader) throws -> [Recorded<ApplicationFile>] {
        try reader.values(ApplicationFile.self, key: ETIASKey.document, value: key).filter {
            $0.value.form.identity.dateOfBirth == dateOfBirth
        }
    }

    /// The file that counts: one with an authorisation in force, else the one decided or submitted last.
    func file(on day: Day, in state: CountryCode?, from reader: Reader) throws -> Recorded<ApplicationFile>? {
        let files = try files(from: reader)
        return files.first { $0.value.held(on: day, in: state) != nil } ?? files.max { $0.value.submitted < $1.value.submitted }
    }
}
