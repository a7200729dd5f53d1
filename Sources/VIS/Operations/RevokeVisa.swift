import Access
import Operations
import Registry
import Wire

/// A visa authority, of whatever Member State, revokes a visa whose conditions are no longer met, or at the holder's request (Article 13;
/// Visa Code, Article 34(2)–(3)). The Member State that issued it is told.
public struct RevokeVisa: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Input = EndedVisa
    public typealias Output = ApplicationReply

    public let about = OperationDescription.vis(
        "revokeVisa", "Revoke a visa", "Records that a visa's conditions are no longer met, or that the holder wishes its end.",
        article: "13(1)–(2), (4)", .update, .POST, "/applications/{application}/revocation", data: .issuedVisa,
        grants: [VISGrants.visaDecide], refusals: RefusalKind.deciding + [.groundMissing, .groundNotForeseen])

    public func load(_ input: EndedVisa, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(
        _ input: EndedVisa, _ dossier: ApplicationDossier, in context: DecisionContext
    ) throws(Refusal) -> Decision<ApplicationReply> {
        try input.ended(.revoked, dossier, ports, in: context)
    }
}
