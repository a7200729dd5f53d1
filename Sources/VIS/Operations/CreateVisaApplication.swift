import Operations
import Wire

/// A visa authority creates an application file within three working days of admissibility (Articles 8(1)–(6), 9). The VIS then queries
/// other systems (9a) and sends consultations (16(2)).
public struct CreateVisaApplication: Operation {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }
    public typealias Input = NewApplication
    public typealias Output = ApplicationCreated

    public let about = OperationDescription.vis(
        "createApplication", "Create an application file",
        "Records an application for a visa, asks other systems about the applicant, and consults the Member States that wish so.",
        article: "8, 9, 9a", .create, .POST, "/applications", data: .applicationFile, grants: [VISGrants.visaCreate],
        refusals: RefusalKind.creating)

    public func perform(_ input: NewApplication, at desk: Desk) async throws(Refusal) -> Outcome<ApplicationCreated> {
        return try await ApplicationCreation(ports: ports, about: about, visa: true).perform(input, at: desk)
    }
}
