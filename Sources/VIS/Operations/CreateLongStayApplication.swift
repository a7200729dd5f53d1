import Operations
import Wire

/// The authority competent for long-stay visas or residence permits creates an application file without delay (Article 22a); the VIS
/// queries other systems (22b).
public struct CreateLongStayApplication: Operation {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Input = NewApplication
    public typealias Output = ApplicationCreated

    public let about = OperationDescription.vis(
        "createLongStayApplication", "Create a file for a long stay",
        "Records an application for a long-stay visa or residence permit and asks other systems about the applicant.",
        article: "22a, 22b", .create, .POST, "/long-stay-applications", data: .longStayFile,
        grants: [VISGrants.longStayCreate, VISGrants.permitCreate], refusals: RefusalKind.creating)

    public func perform(_ input: NewApplication, at desk: Desk) async throws(Refusal) -> Outcome<ApplicationCreated> {
        return try await ApplicationCreation(ports: ports, about: about, visa: false).perform(input, at: desk)
    }
}
