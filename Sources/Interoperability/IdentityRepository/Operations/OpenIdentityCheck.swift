import Access
import Identity
import Operations
import Registry
import Wire

/// An officer says on the record why somebody has to be identified, and that the person is there (Article 20(1)–(2), (4)). Machines
/// cannot establish either; the log says who did. It opens an identification in the same case.
public struct OpenIdentityCheck: Command {
    public init() {}

    public let about = OperationDescription.cir(
        "openIdentityCheck", "Open an identity check",
        "States one of the circumstances in which a police authority empowered by national law may identify a person in the repository.",
        article: "20(1), 20(4)–(6)", .create, .POST, "/identity-checks", data: .identityCheck,
        grants: [CIRGrants.openCheck],
        refusals: [.cirCaseMissing, .checkNotLawful])

    public enum Circumstance: String, CaseIterable, Sendable, WireChoice {
        /// Without a travel document or another credible document (point (a)).
        case noDocument
        /// Doubts about the identity data provided (point (b)).
        case doubtfulIdentity
        /// Doubts as to the authenticity of the document (point (c)).
        case doubtfulDocument
        /// Doubts as to the identity of its holder (point (d)).
        case doubtfulHolder
        /// The person is unable or refuses to cooperate (point (e)).
        case refusesToCooperate
        /// An unknown person who cannot identify themselves, or human remains, after a disaster, an accident or an attack (Article 20(4)).
        case unidentifiedAfterDisaster

        var condition: Condition {
            switch self {
            case .noDocument: .noDocument
            case .doubtfulIdentity: .doubtfulIdentity
            case .doubtfulDocument: .doubtfulDocument
            case .doubtfulHolder: .doubtfulHolder
            case .refusesToCooperate: .refusesToCooperate
            case .unidentifiedAfterDisaster: .unidentifiedAfterDisaster
            }
        }
    }

    public struct Input: WireRecord, Hashable {
        public var circumstance = Circumstance.noDocument
        public var personPresent = false
        public var underTwelve = false
        public var bestInterests: String?
        public var fingerprintsUnusable: String?
        public var nationalLaw = ""
        public init() {}
        public static let wireName = "OpenIdentityCheck"
        public static let meaning = "Why somebody has to be identified."
        public static let fields: [Field<Input>] = [
            .required("circumstance", \.circumstance, "The circumstance."),
            .defaulted(
                "personPresent", \.personPresent, to: false, "The check was begun in the presence of the person."),
            .required("underTwelve", \.underTwelve, "The person is, or seems, under twelve years of age."),
            .optional(
                "bestInterests", \.bestInterests, "Of a child under twelve: why it is in the child's best interests.",
                limits: .text(.init(length: 10...1000))),
            .optional(
                "fingerprintsUnusable", \.fingerprintsUnusable, "Why biometric data cannot be used.",
                limits: .text(.init(length: 10...1000))),
            .required(
                "nationalLaw", \.nationalLaw, "The national legislative measure that empowers the authority.",
                limits: .text(.init(length: 3...300))),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var established: [Condition] = []
        public var until = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "IdentityCheckOpened"
        public static let meaning = "What is established for the case."
        public static let fields: [Field<Output>] = [
            .list("established", \.established, "The facts.", count: 0...10),
            .required("until", \.until, "Until when they hold."),
        ]
    }

    /// An identity check is over in a few hours.
    static let hours: Int64 = 4

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<
        Output
    > {
        let isDisaster = input.circumstance == .unidentifiedAfterDisaster
        guard isDisaster || input.personPresent else {
            throw Refusal(
                .checkNotLawful, "the check is begun in the presence of the person", pointer: "/personPresent",
                article: "2019/817 20(2)")
        }
        guard isDisaster || !input.underTwelve || input.bestInterests != nil else {
            throw Refusal(
                .checkNotLawful, "a child under twelve is identified only in its best interests",
                pointer: "/bestInterests")
        }
        var conditions: Set<Condition> = [input.circumstance.condition]
        if input.personPresent, !isDisaster { conditions.insert(.personPresent) }
        if input.underTwelve, !isDisaster { conditions.formUnion([.under12, .bestInterests]) }
        if input.fingerprintsUnusable != nil { conditions.insert(.fingerprintsUnusable) }
        let facts = conditions.sorted().compactMap {
            EstablishedFact.cir($0, hours: OpenIdentityCheck.hours, in: context)
        }
        guard facts.count == conditions.count else {
            throw Refusal(.cirCaseMissing, "a fact belongs to a case: send the case reference")
        }
        var output = Output()
        output.established = conditions.sorted()
        output.until = facts.first?.expires ?? context.now
        return Decision(output, changes: [], facts: facts)
    }
}
