import Access
import Identity
import Operations
import Registry
import Wire

/// A screening authority says on the record that a screening is under way, and that the identification was begun in the presence of the
/// person (Article 20a(1)). A machine can establish neither; the log says who did. It opens an identification in the same case.
public struct OpenScreening: Command {
    public init() {}

    public let about = OperationDescription.cir(
        "openScreening", "Open the identification of a screening",
        "States that a person is being screened under Article 5 or 7 of Regulation (EU) 2024/1356, and is present.",
        article: "20a(1)", .create, .POST, "/screenings", data: .screeningOpened, grants: [CIRGrants.openScreening],
        refusals: [.cirCaseMissing, .checkNotLawful])

    public enum Ground: String, CaseIterable, Sendable, WireChoice {
        /// 2024/1356 Article 5: at the external border.
        case externalBorder
        /// 2024/1356 Article 7: within the territory.
        case territory
    }

    public struct Input: WireRecord, Hashable {
        public var ground = Ground.externalBorder
        public var personPresent = false
        public init() {}
        public static let wireName = "OpenScreening"
        public static let meaning = "The screening of a person."
        public static let fields: [Field<Input>] = [
            .required("ground", \.ground, "Where the screening takes place."),
            .defaulted(
                "personPresent", \.personPresent, to: false, "The identification was begun in the presence of the person."),
        ]
    }

    public typealias Output = OpenIdentityCheck.Output

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        guard input.personPresent else {
            throw Refusal(
                .checkNotLawful, "the identification is begun in the presence of the person", pointer: "/personPresent",
                article: "2019/817 20a(1)")
        }
        guard let fact = EstablishedFact.cir(.personPresent, hours: OpenIdentityCheck.hours, in: context) else {
            throw Refusal(.cirCaseMissing, "a fact belongs to a case: send the case reference")
        }
        var output = Output()
        (output.established, output.until) = ([.personPresent], fact.expires)
        return Decision(output, changes: [], facts: [fact])
    }
}
