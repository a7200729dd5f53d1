import Access
import Identity
import Operations
import Registry
import Wire

/// A border authority has checked the holder and recorded the entry or exit (Articles 36(2), 41(8), 44(1)). An installation
/// that follows the EES does this by itself.
public struct RecordUse: Command {
    public init() {}
    public typealias Output = Nothing

    public let about = OperationDescription.etias(
        "recordUse", "Record the use of an authorisation",
        "An entry takes the flag of a second line check away and starts the 90 days of limited validity; an exit carries out a revocation that was asked for.",
        article: "36(2), 41(8), 44(1)", .update, .PUT, "/authorisations/{number}/use", data: .etiasUse, grants: [ETIASGrants.borderUse],
        refusals: [.notFound, .conflict], needsVersion: false, consequences: [.create])

    public enum Use: String, CaseIterable, Sendable, WireChoice { case entry, exit }

    public struct Input: WireRecord, Hashable {
        public var number = ""
        public var use = Use.entry
        public init() {}
        public static let wireName = "RecordUse"
        public static let meaning = "An entry or exit on an authorisation."
        public static let fields: [Field<Input>] = [
            .required("number", \.number, "Application number.", limits: .text(.init(length: 1...40))),
            .required("use", \.use, "Entry or exit."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(number: input.number, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<Nothing> {
        let event: SourceEvent = input.use == .entry ? .entered(context.today) : .left(context.today)
        return event.follow(dossier, in: context)
    }
}

extension ApplicationDossier {
    init(number: String, from reader: Reader) throws {
        guard let id = try reader.find(ApplicationFile.kind, key: ETIASKey.number, value: number).first?.id else {
            throw Refusal(.notFound, "there is no application with this number")
        }
        try self.init(id, from: reader)
    }
}
