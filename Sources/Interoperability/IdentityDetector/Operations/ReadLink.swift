import Access
import Operations
import Registry
import Wire

/// Reads one link, as far as its colour and the asker's systems allow (Article 26).
public struct ReadLink: Operation {
    let settings: MIDSettings
    public init(_ settings: MIDSettings = MIDSettings()) { self.settings = settings }
    public typealias Output = LinkView

    public let about = OperationDescription.mid(
        "readLink", "Read a link",
        "The link with what its colour shows to the asker: to the verifying authority all, of a red one to others only that it is there and between which systems.",
        article: "26", .read, .GET, "/links/{link}", data: .redLink, grants: MIDGrants.links, refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var link = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "ReadLink"
        public static let meaning = "Which link."
        public static let fields: [Field<Input>] = [.required("link", \.link, "The link.")]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<LinkView> {
        let access = LinkAccess(desk: desk, settings: settings)
        let known = try await access.lookAtOne(input.link)
        try about.requireKind(of: desk)
        guard let known, let shown = access.view(of: known) else { throw Refusal(.notFound, "there is no such record") }
        let mandate = try access.mandate(for: known)
        // The version tells nothing of the link, and whoever has evidence against it needs it to put it right.
        return Outcome(shown.view, under: mandate, version: known.version, log: LogDetails(records: [known.id]))
    }
}

extension OperationDescription {
    /// Refuses kinds of authority and purposes that no grant of the operation names, before any record is spoken of.
    func requireKind(of desk: Desk) throws(Refusal) {
        guard
            grants.contains(where: {
                $0.authorities.contains(desk.caller.kind) && $0.purposes.contains(desk.case.purpose)
            })
        else {
            throw Refusal(
                .forbidden,
                "no provision gives \(desk.caller.kind.rawValue) for \(desk.case.purpose.rawValue) this right in \(system.rawValue)"
            )
        }
    }
}
