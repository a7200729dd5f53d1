import Access
import Identity
import Operations
import Registry
import Wire

/// A carrier asks before boarding whether a visa for one or two entries is used up (Article 13(3); Implementing
/// Regulation (EU) 2022/1409). It gets OK, NOT OK or NOT APPLICABLE, from data that are up to a day old, and nothing else.
public struct CheckForCarrier: Query {
    public init() {}

    public let about = OperationDescription.ees(
        "checkForCarrier", "Answer a carrier",
        "Whether the entries of a traveller's visa are used up. The answer is no decision on entry.",
        article: "13(3)", .read, .POST, "/carrier-checks", data: .carrierAnswer, grants: [EESGrants.carrierAnswer])

    public struct Input: WireRecord, Hashable {
        public var identity = RegisteredIdentity()
        public var document = RegisteredDocument()
        public var arrival: Day?
        public var entryState = CountryCode.unspecified
        public var entriesNeeded = 1
        public var airportTransit = false
        public init() {}
        public static let wireName = "CheckForCarrier"
        public static let meaning = "A traveller who is about to board."
        public static let fields: [Field<Input>] = [
            .required("identity", \.identity, "Names, date of birth, nationalities, sex."),
            .required("document", \.document, "Travel document."),
            .optional("arrival", \.arrival, "Day of arrival; today where absent."),
            .required("entryState", \.entryState, "Member State of entry."),
            .defaulted("entriesNeeded", \.entriesNeeded, to: 1, "Entries that the journey needs.", limits: .integer(1...9)),
            .defaulted("airportTransit", \.airportTransit, to: false, "The traveller stays in the transit area."),
        ]
    }

    public enum Reply: String, CaseIterable, Sendable, WireChoice {
        case ok = "OK"
        case notOK = "NOT OK"
        case notApplicable = "NOT APPLICABLE"
    }

    public struct Output: WireRecord, Hashable {
        public var answer = Reply.notApplicable
        public var dataOf = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "CarrierAnswer"
        public static let meaning = "The answer to a carrier. No decision on entry."
        public static let fields: [Field<Output>] = [
            .required("answer", \.answer, "OK, NOT OK or NOT APPLICABLE."),
            .required("dataOf", \.dataOf, "When the data were extracted; at most 24 hours ago."),
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        output.dataOf = WebServiceExtract.extraction(before: context.now)
        let arrival = input.arrival ?? context.today
        let known = try reader.values(IndividualFile.self, key: EESKey.document, value: input.document.key)
            .first { $0.value.identities.contains { $0.dateOfBirth == input.identity.dateOfBirth } }
        guard let known else { return Answer(output, log: LogDetails(keys: [.identity, .document], query: input.document.key, results: [.EES: 0])) }
        let records = try reader.values(EntryExitRecord.self, key: EESKey.file, value: known.id.description).map(\.value)
        let extract = WebServiceExtract(known.value, records, now: context.now)
        output.answer = CheckForCarrier.reply(extract, input, arrival: arrival)
        return Answer(
            output,
            log: LogDetails(
                records: [known.id], keys: [.identity, .document],
                query: "\(input.document.key) \(input.entryState.text) \(arrival): \(output.answer.rawValue)", results: [.EES: 1]))
    }

    /// Of somebody who is not known, or not subject to a visa requirement, or whose visa was never used here, the EES has
    /// no entries to count: what they need is asked elsewhere (VIS, ETIAS).
    static func reply(_ extract: WebServiceExtract, _ input: Input, arrival: Day) -> Reply {
        guard extract.traveller == .visaRequired, let (visa, used) = extract.visa(on: arrival), visa.validUntil >= arrival else {
            return .notApplicable
        }
        let document = CarrierRule.Document(
            kind: visa.kind == .nationalShortStay ? .nationalShortStay : .shortStay, status: .issued,
            validFrom: min(visa.validFrom ?? arrival, arrival), validUntil: visa.validUntil, entries: visa.entries?.stay.limit,
            entriesUsed: used)
        let question = CarrierRule.Question(
            arrival: arrival, entryState: input.entryState.text,
            traveller: .visaRequired(
                .before, document: document, entriesNeeded: input.entriesNeeded, remainingDays: nil, transitVisaRequired: false),
            airportTransit: input.airportTransit)
        return switch CarrierRule.reply(question).reply {
        case .ok: .ok
        case .notOK: .notOK
        case .notApplicable: .notApplicable
        }
    }
}
