import Access
import Identity
import Operations
import Registry
import Wire

/// Identities and documents of a file are rectified or completed (Articles 35(1)–(3), 52).
public struct RectifyFile: Command {
    public init() {}
    public typealias Output = FileReply

    public let about = OperationDescription.ees(
        "rectifyFile", "Rectify an individual file",
        "Replaces identities or documents that are inaccurate or incomplete. A Member State that rectifies another's data becomes responsible for them.",
        article: "35", .update, .PUT, "/files/{file}/rectification", data: .individualFile,
        grants: [EESGrants.borderUpdateFile, EESGrants.immigrationComplete, EESGrants.dataSubject],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .nothingToDo])

    public struct Input: WireRecord, Hashable {
        public var file = RecordID(high: 0, low: 0)
        public var identities: [RegisteredIdentity] = []
        public var documents: [RegisteredDocument] = []
        public var evidence = ""

        public init() {}
        public static let wireName = "RectifyFile"
        public static let meaning = "What the file should say."
        public static let fields: [Field<Input>] = [
            .required("file", \.file, "The individual file."),
            .list("identities", \.identities, "All identities, the latest first; none: as they are.", count: 0...50),
            .list("documents", \.documents, "All documents, the latest first; none: as they are.", count: 0...100),
            .required("evidence", \.evidence, "What shows it.", limits: .text(.init(length: 1...2000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Recorded<IndividualFile> {
        try reader.require(IndividualFile.self, input.file)
    }

    public func decide(
        _ input: Input, _ current: Recorded<IndividualFile>, in context: DecisionContext
    ) throws(Refusal) -> Decision<FileReply> {
        try context.require(version: current.version)
        var file = current
        if !input.identities.isEmpty { file.value.identities = input.identities }
        if !input.documents.isEmpty { file.value.documents = input.documents }
        guard file.value != current.value else { throw Refusal(.nothingToDo, "the file says this already") }
        var reply = FileReply(file, version: file.version + 1)
        reply.memberStateResponsible = context.owner
        return Decision(
            reply, changes: [.update(file.id, expected: file.version, file.value.draft(owner: context.owner))],
            version: file.version + 1,
            notices: Amendment.notice(
                to: file.owner, of: file.id, kind: "ees.rectified", article: "EES 35(8)",
                text: "\(context.owner) rectified the file and is now responsible for it.", in: context))
    }
}
