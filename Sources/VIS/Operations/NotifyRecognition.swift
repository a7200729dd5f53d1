import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State notifies whether it recognises a kind of travel document (Article 5a(2); Decision 1105/2011/EU, Article 4).
public struct NotifyRecognition: Command {
    public init() {}
    public typealias Output = DocumentRecognition

    public let about = OperationDescription.vis(
        "notifyRecognition", "Notify the recognition of a travel document", "Each Member State for itself.", article: "5a(2)", .update,
        .PUT,
        "/recognised-documents", data: .visaLists, grants: [VISGrants.lists], refusals: [.conflict, .notAStateForRecognition],
        needsVersion: false, consequences: [.create])

    public struct Input: WireRecord, Hashable {
        public var issuer = CountryCode.unspecified
        public var document = TravelDocument.Kind.passport
        public var recognised = true
        public init() {}
        public static let wireName = "NotifyRecognition"
        public static let meaning = "Whether the caller's State recognises a travel document."
        public static let fields: [Field<Input>] = [
            .required("issuer", \.issuer, "Issuer."), .required("document", \.document, "Kind of document."),
            .required("recognised", \.recognised, "Whether it is recognised."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> [Recorded<DocumentRecognition>] {
        try reader.recognition(input.issuer, input.document).map { [$0] } ?? []
    }

    public func decide(
        _ input: Input, _ current: [Recorded<DocumentRecognition>], in context: DecisionContext
    ) throws(Refusal) -> Decision<DocumentRecognition> {
        guard let state = CountryCode(context.owner) else {
            throw Refusal(.notAStateForRecognition, "Member States recognise documents")
        }
        var recognition = current.first?.value ?? DocumentRecognition()
        (recognition.issuer, recognition.document) = (input.issuer, input.document)
        var states = Set(recognition.notRecognisedBy)
        if input.recognised { states.remove(state) } else { states.insert(state) }
        recognition.notRecognisedBy = states.sorted()
        let change: Change =
            if let held = current.first {
                .update(held.id, expected: held.version, recognition.draft(owner: held.owner))
            } else {
                .create(context.ids.next(), recognition.draft(owner: context.owner))
            }
        return Decision(recognition, changes: [change])
    }
}

extension RefusalKind {
    static let notAStateForRecognition = RefusalKind("vis/not-a-member-state", 403, "Only Member States do this", article: "VIS 5a")
}
