import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State says whether it wishes to be consulted on, or informed of, visas for certain nationals (Articles 16(2) and (3a)).
public struct SetConsultationRequirement: Command {
    public init() {}
    public typealias Output = Nothing

    public let about = OperationDescription.vis(
        "setConsultationRequirement", "Ask to be consulted or informed",
        "Sets or ends the caller's State's own wish; each State for itself.",
        article: "16(2), (3a)", .update, .PUT, "/consultation-requirements", data: .visaLists, grants: [VISGrants.lists],
        refusals: [.conflict], needsVersion: false, consequences: [.create, .delete])

    public struct Input: WireRecord, Hashable {
        public var nationality = CountryCode.unspecified
        public var documents: [TravelDocument.Kind] = []
        public var mode = ConsultationRequirement.Mode.prior
        public var required = true
        public init() {}
        public static let wireName = "SetConsultationRequirement"
        public static let meaning = "Whom a Member State wishes to be consulted on or informed of."
        public static let fields: [Field<Input>] = [
            .required("nationality", \.nationality, "Nationality concerned."),
            .list("documents", \.documents, "Holders of these kinds of documents alone; all where empty.", count: 0...13),
            .required("mode", \.mode, "Consulted before, or informed after."),
            .required("required", \.required, "Whether it wishes so from now on."),
        ]
    }

    public func load(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> [Recorded<ConsultationRequirement>] {
        try reader.values(ConsultationRequirement.self, key: VISKey.nationality, value: input.nationality.text)
            .filter { $0.value.memberState == context.owner && $0.value.mode == input.mode }
    }

    public func decide(
        _ input: Input, _ current: [Recorded<ConsultationRequirement>], in context: DecisionContext
    ) throws(Refusal) -> Decision<Nothing> {
        var changes: [Change] = current.map { .erase($0.id, expected: $0.version, article: "VIS 16(2)") }
        if input.required {
            var requirement = ConsultationRequirement()
            (requirement.memberState, requirement.nationality) = (context.owner, input.nationality)
            (requirement.documents, requirement.mode) = (input.documents, input.mode)
            changes.append(.create(context.ids.next(), requirement.draft(owner: context.owner)))
        }
        return Decision(Nothing(), changes: changes)
    }
}
