import Access
import Identity
import Operations
import Registry
import Wire

/// Reads an identity confirmation file by the number that the person was told (Article 34). It shows the links that the asker may see.
public struct ReadConfirmationFile: Operation {
    let settings: MIDSettings
    public init(_ settings: MIDSettings = MIDSettings()) { self.settings = settings }

    public let about = OperationDescription.mid(
        "readConfirmationFile", "Read an identity confirmation file",
        "By its single identification number: the links, the systems, the authority responsible, the dates, as far as the asker may see them.",
        article: "26, 34", .read, .GET, "/files/{number}", data: .redLink, grants: MIDGrants.links,
        refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var number = ""
        public init() {}
        public static let wireName = "ReadConfirmationFile"
        public static let meaning = "Which file."
        public static let fields: [Field<Input>] = [
            .required("number", \.number, "Its number, or a former one.", limits: ConfirmationFile.numberSchema)
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var number = ""
        public var systems: [SystemName] = []
        public var links: [LinkView] = []
        public init() {}
        public static let wireName = "ConfirmationFileView"
        public static let meaning = "An identity confirmation file, as far as the asker may see it."
        public static let fields: [Field<Output>] = [
            .required("number", \.number, "Single identification number.", limits: ConfirmationFile.numberSchema),
            .list("systems", \.systems, "Systems that hold the linked data.", count: 0...10),
            .list("links", \.links, "Links.", count: 0...10_000),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        try about.requireKind(of: desk)
        let access = LinkAccess(desk: desk, settings: settings)
        let number = input.number
        let known = try await access.look(at: { reader in
            try reader.values(ConfirmationFile.self, key: ConfirmationFile.numberKey, value: number)
                .flatMap { try $0.value.links.compactMap { try reader.value(IdentityLink.self, $0) } }
        })
        let visible = known.filter { access.view(of: $0) != nil }
        // A file of which nothing may be seen looks like none.
        let mandate = try access.mandate(for: visible.first)
        var output = Output()
        output.number = visible.first?.number ?? number
        output.links = visible.compactMap { access.view(of: $0)?.view }
        output.systems = Set(output.links.flatMap(\.systems)).sorted { $0.rawValue < $1.rawValue }
        return Outcome(output, under: mandate, log: LogDetails(records: visible.map(\.id)))
    }
}
