import Access
import Operations
import Registry
import Wire

/// The competent authority extends a long-stay visa or renews a residence permit (Article 22f).
public struct ProlongLongStay: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Input = IssueLongStay.Input
    public typealias Current = IssueLongStay.Current
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "prolongLongStay", "Extend a long-stay visa or renew a residence permit", "Adds the new period to the application file.",
        article: "22f", .update, .POST, "/long-stay-applications/{application}/prolongation", data: .longStayFile,
        grants: [VISGrants.longStayUpdate, VISGrants.permitUpdate], refusals: RefusalKind.deciding + [.documentUnclear, .stickerTaken])

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .longStayFile, conditions: try facts.visConditions(of: input.application))
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        try Current(input, from: reader)
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<ApplicationReply> {
        let status: VisaStatus = current.dossier.file.value.sort == .residencePermit ? .renewed : .extended
        if let before = current.dossier.file.value.document, input.document.validUntil <= before.validUntil {
            throw Refusal(.documentUnclear, "a prolonged document ends later", pointer: "/document/validUntil", article: "VIS 22f")
        }
        return current.dossier.decided(try current.added(status, input, ports, in: context))
    }
}
