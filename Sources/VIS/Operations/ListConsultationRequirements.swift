import Access
import Operations
import Registry
import Wire

/// The lists of Articles 16(2) and (3a).
public struct ListConsultationRequirements: Query {
    public init() {}

    public let about = OperationDescription.vis(
        "listConsultationRequirements", "List who is consulted or informed",
        "Which Member States wish to be consulted on, or informed of, which nationals.",
        article: "16(2), (3a)", .read, .GET, "/consultation-requirements", data: .visaLists, grants: [VISGrants.lists])

    public struct Input: WireRecord, Hashable {
        public var mode = ConsultationRequirement.Mode.prior
        public init() {}
        public static let wireName = "ListConsultationRequirements"
        public static let meaning = "Which list."
        public static let fields: [Field<Input>] = [.defaulted("mode", \.mode, to: .prior, "Consulted before, or informed after.")]
    }

    public struct Output: WireRecord, Hashable {
        public var requirements: [ConsultationRequirement] = []
        public init() {}
        public static let wireName = "ConsultationRequirements"
        public static let meaning = "The list."
        public static let fields: [Field<Output>] = [
            .list("requirements", \.requirements, "By nationality and Member State.", count: 0...100_000)
        ]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        output.requirements = try reader.values(ConsultationRequirement.self, key: VISKey.list, value: input.mode.rawValue).map(\.value)
            .sorted { ($0.nationality, $0.memberState) < ($1.nationality, $1.memberState) }
        return Answer(output)
    }
}
