import Access
import Operations
import Registry
import Wire

/// Consults what a security check for a screening has found (Article 24a): who the person is, and the refusals of entry on grounds of
/// security. Stays are not shown, and a file without such a refusal is as though it were not there.
public struct ReadSecurityHit: Query {
    public init() {}
    public typealias Input = FileReference
    public typealias Output = EESPortalView

    public let about = OperationDescription.ees(
        "readSecurityHit", "Read a hit of a security check",
        "Shows, of a person whose entry was refused on grounds of security, the identity and these refusals.",
        article: "24a", .read, .GET, "/files/{file}/security-hit", data: .eesSecurityHit, grants: [EESGrants.screeningRead],
        refusals: [.notFound])

    public func answer(_ input: FileReference, from reader: Reader, in context: DecisionContext) throws -> Answer<EESPortalView> {
        guard let view = try EESPortalView.read(input.file, from: reader, asOf: context.today, visible: [.eesSecurityHit]) else {
            throw Refusal(.notFound, "there is no such record")
        }
        return Answer(view, log: LogDetails(records: [input.file], results: [.EES: 1]))
    }
}
