import Access
import Identity
import Operations
import Registry
import Wire

/// An officer states, on the record and with a reason, that an identity is in doubt or that fingerprints cannot be used
/// (Articles 23(4), 26(3), 27(1) third subparagraph). Machines cannot establish either; the log says who did.
public struct StateDoubt: Command {
    public init() {}

    public let about = OperationDescription.ees(
        "stateDoubt", "State a doubt as to an identity",
        "Opens an identification in the same case: because there is a doubt as to the identity, or by names because fingerprints cannot be used.",
        article: "23(4), 26(3), 27(1)", .create, .POST, "/doubts", data: .biometricVerification,
        grants: [EESGrants.borderVerify, EESGrants.immigrationVerify, EESGrants.identificationDoubt],
        refusals: [.caseMissing])

    public enum Ground: String, CaseIterable, Sendable, WireChoice {
        case identityDoubt, fingerprintsUnusable
        var condition: Condition { self == .identityDoubt ? .verificationFailed : .fingerprintsUnusable }
    }

    public struct Input: WireRecord, Hashable {
        public var ground = Ground.identityDoubt
        public var reason = ""
        public init() {}
        public static let wireName = "StateDoubt"
        public static let meaning = "What is in doubt, and why."
        public static let fields: [Field<Input>] = [
            .required("ground", \.ground, "What is stated."),
            .required("reason", \.reason, "Why.", limits: .text(.init(length: 10...1000))),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var established = Condition.verificationFailed
        public var until = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "DoubtStated"
        public static let meaning = "What is established for the case."
        public static let fields: [Field<Output>] = [
            .required("established", \.established, "The fact."),
            .required("until", \.until, "Until when it holds."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        guard let fact = EstablishedFact.ees(input.ground.condition, in: context) else {
            throw Refusal(.caseMissing, "a fact belongs to a case: send the case reference")
        }
        var output = Output()
        output.established = fact.condition
        output.until = fact.expires
        return Decision(output, changes: [], facts: [fact])
    }
}

extension RefusalKind {
    public static let caseMissing = RefusalKind("ees/case-missing", 422, "The request names no case")
}
