import Carriers
import Identity
import Wire

/// The reply to a carrier.
public enum CarrierReplyRule: ConformanceRule {
    public static let name = "carrier"
    public static let article = "2017/2226 13(3), 2022/1409 6, 2022/1380 6"

    public struct Question: WireRecord {
        var arrival = Day(number: 0)
        var entryState = ""
        var traveller = Kind.visaRequired
        var exempt = false
        var airportTransit = false
        var vis: Regime?
        var document: Document?
        var entriesNeeded = 1
        var remainingDays: Int?
        var transitVisaRequired = false
        var etias: Phase?
        var firstEntrySinceTransition = false
        var authorisation: Document?
        public init() {}
        public static let wireName = "CarrierRuleQuestion"
        public static let meaning = "A traveller who is about to board, and what is known of the documents."
        public static let fields: [Field<Question>] = [
            .required("arrival", \.arrival, "Day of arrival."),
            .required("entryState", \.entryState, "Member State of entry.", limits: .text(.init(length: 3...3))),
            .required("traveller", \.traveller, "Subject to a visa requirement, or exempt."),
            .defaulted("exempt", \.exempt, to: false, "Outside the scope of the EES or ETIAS Regulation."),
            .defaulted("airportTransit", \.airportTransit, to: false, "Stays in the transit area."),
            .optional("vis", \.vis, "Before or after the start of the revised VIS."),
            .optional("document", \.document, "Visa or residence permit."),
            .defaulted("entriesNeeded", \.entriesNeeded, to: 1, "Entries that the journey needs.", limits: .integer(1...99)),
            .optional("remainingDays", \.remainingDays, "Days of stay left, by the calculator."),
            .defaulted("transitVisaRequired", \.transitVisaRequired, to: false, "An airport transit visa is required."),
            .optional("etias", \.etias, "How far ETIAS has come."),
            .defaulted("firstEntrySinceTransition", \.firstEntrySinceTransition, to: false, "The first entry since the transition ended."),
            .optional("authorisation", \.authorisation, "Travel authorisation."),
        ]
    }

    enum Kind: String, WireChoice { case visaRequired, visaExempt }
    enum Regime: String, WireChoice { case before, after }
    enum Phase: String, WireChoice { case transitional, grace, full }
    enum DocumentType: String, WireChoice { case shortStay, longStay, residencePermit, airportTransit, nationalShortStay }
    enum Status: String, WireChoice { case issued, extended, annulled, revoked }

    struct Document: WireRecord {
        var type: DocumentType?
        var status = Status.issued
        var validFrom = Day(number: 0)
        var validUntil = Day(number: 0)
        var entries: Entries?
        var entriesUsed = 0
        var territory: [String] = []
        init() {}
        static let wireName = "CarrierRuleDocument"
        static let meaning = "A visa, residence permit or travel authorisation."
        static let fields: [Field<Document>] = [
            .optional("type", \.type, "Kind; not of a travel authorisation."),
            .required("status", \.status, "Status."),
            .required("validFrom", \.validFrom, "First day of validity."),
            .required("validUntil", \.validUntil, "Last day of validity."),
            .optional("entries", \.entries, "1, 2 or multiple."),
            .defaulted("entriesUsed", \.entriesUsed, to: 0, "Entries used.", limits: .integer(0...10_000)),
            .list("territory", \.territory, "Member States for which it is valid, where limited.", count: 0...40),
        ]

        var limit: Set<String>? { territory.isEmpty ? nil : Set(territory) }
    }

    enum Entries: WireValue {
        case number(Int)
        case multiple
        static let schema = Schema.either([.integer(1...99), .choice(["multiple"])])
        init(wire: JSON, at path: WirePath) throws(WireError) {
            switch wire {
            case .integer(let number): self = .number(Int(number))
            case .string("multiple"): self = .multiple
            default: throw WireError(path, .notAValue, "is not a number or multiple")
            }
        }
        var wire: JSON { if case .number(let number) = self { .integer(Int64(number)) } else { "multiple" } }
        var limit: Int? { if case .number(let number) = self { number } else { nil } }
    }

    public static func answer(_ question: Question) throws(RuleError) -> JSONObject {
        // Whom the Regulations do not concern needs no regime; nor does who needs no visa and stays in the transit area.
        if question.exempt || (question.airportTransit && question.traveller == .visaExempt) {
            return JSONObject([("reply", .string(CarrierRule.Reply.notApplicable.rawValue)), ("source", .null)])
        }
        let reply = CarrierRule.reply(
            CarrierRule.Question(
                arrival: question.arrival, entryState: question.entryState, traveller: try traveller(question),
                exempt: question.exempt, airportTransit: question.airportTransit))
        return JSONObject([
            ("reply", .string(reply.reply.rawValue)),
            ("source", reply.source.map { .string($0.rawValue) } ?? .null),
        ])
    }

    private static func traveller(_ question: Question) throws(RuleError) -> CarrierRule.Traveller {
        switch question.traveller {
        case .visaExempt:
            guard let etias = question.etias.flatMap({ CarrierRule.ETIASRegime(rawValue: $0.rawValue) }) else {
                throw RuleError("etias is missing")
            }
            let authorisation = question.authorisation.flatMap { held in
                CarrierRule.Status(rawValue: held.status.rawValue).map {
                    CarrierRule.Authorisation(
                        status: $0, validFrom: held.validFrom, validUntil: held.validUntil, territory: held.limit)
                }
            }
            return .visaExempt(etias, authorisation, firstEntrySinceTransition: question.firstEntrySinceTransition)
        case .visaRequired:
            guard let vis = question.vis.flatMap({ CarrierRule.VISRegime(rawValue: $0.rawValue) }) else {
                throw RuleError("vis is missing")
            }
            var document: CarrierRule.Document?
            if let held = question.document {
                guard let kind = held.type.flatMap({ CarrierRule.DocumentKind(rawValue: $0.rawValue) }),
                    let status = CarrierRule.Status(rawValue: held.status.rawValue)
                else { throw RuleError("document: type is missing") }
                document = CarrierRule.Document(
                    kind: kind, status: status, validFrom: held.validFrom, validUntil: held.validUntil,
                    entries: held.entries?.limit, entriesUsed: held.entriesUsed, territory: held.limit)
            }
            return .visaRequired(
                vis, document: document, entriesNeeded: question.entriesNeeded, remainingDays: question.remainingDays,
                transitVisaRequired: question.transitVisaRequired)
        }
    }
}
