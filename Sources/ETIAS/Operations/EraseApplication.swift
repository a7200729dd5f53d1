import Access
import Identity
import Operations
import Registry
import Wire

/// A unit erases a file in advance (Article 55): the holder became a national of a Member State or left the scope of the
/// Regulation, or the data were recorded unlawfully.
public struct EraseApplication: Command {
    public init() {}
    public typealias Output = Nothing

    public let about = OperationDescription.etias(
        "eraseApplication", "Erase a file in advance", "Everything on the application goes.", article: "55(1), (5), 64", .delete, .DELETE,
        "/applications/{application}", data: .etiasApplicationFile, grants: [ETIASGrants.unitsErase],
        refusals: [.notFound, .notResponsible, .conflict])

    public enum Ground: String, CaseIterable, Sendable, WireChoice {
        /// Nationality of a Member State acquired, or Article 2(2)(a)–(c) (Article 55(5)).
        case leftScope
        /// Recorded unlawfully or in error (Articles 55(1), 64).
        case unlawful
    }

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var ground = Ground.leftScope
        public init() {}
        public static let wireName = "ETIASEraseApplication"
        public static let meaning = "Which file, and why."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."), .required("ground", \.ground, "Why."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<Nothing> {
        let file = dossier.file.value
        // Whoever recorded unlawful data puts it right; the State of the new nationality need not have been responsible.
        if input.ground == .unlawful, context.caller.kind == .etiasNational, let responsible = file.responsible,
            responsible != context.caller.memberState
        {
            throw Refusal(.notResponsible, "the Member State responsible is \(responsible)", article: "ETIAS 55(1), 64")
        }
        return Decision(Nothing(), changes: dossier.erasure(article: input.ground == .leftScope ? "55(5)" : "55(1)"))
    }
}
