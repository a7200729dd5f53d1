import Access
import Identity
import Operations
import Registry
import Wire

/// An officer states, on the record and with a reason, that a person's fingerprints cannot be used; in the same case the search by data is
/// open then (Articles 20(1), 21(1), 22(1), 22p(2)). No machine can establish it; the log says who did.
public struct StateUnusableFingerprints: Command {
    public init() {}

    public let about = OperationDescription.vis(
        "stateUnusableFingerprints", "State that fingerprints cannot be used", "Opens the search by names and document in the same case.",
        article: "20(1), 21(1), 22(1), 22p(2)", .create, .POST, "/unusable-fingerprints", data: .holderVerification,
        grants: [VISGrants.identificationUnusable, VISGrants.asylumUnusable, VISGrants.missingUnusable], refusals: [.visCaseMissing])

    public struct Input: WireRecord, Hashable {
        public var reason = ""
        public init() {}
        public static let wireName = "StateUnusableFingerprints"
        public static let meaning = "Why fingerprints cannot be used."
        public static let fields: [Field<Input>] = [.required("reason", \.reason, "Why.", limits: .text(.init(length: 10...1000)))]
    }

    public struct Output: WireRecord, Hashable {
        public var established = Condition.fingerprintsUnusable
        public var until = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "FingerprintsUnusable"
        public static let meaning = "What is established for the case."
        public static let fields: [Field<Output>] = [
            .required("established", \.established, "The fact."), .required("until", \.until, "Until when it holds."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .holderVerification, conditions: try facts.visConditions())
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        guard let fact = EstablishedFact.vis(.fingerprintsUnusable, in: context) else {
            throw Refusal(.visCaseMissing, "a fact belongs to a case: send the case reference")
        }
        var output = Output()
        output.until = fact.expires
        return Decision(output, changes: [], facts: [fact])
    }
}

extension RefusalKind {
    static let visCaseMissing = RefusalKind("vis/case-missing", 422, "The request names no case")
}
