import Access
import Identity
import Operations
import Registry

/// Requests of persons about links (2019/817 and 2019/818 Article 48), by the procedure that the systems share.
extension MIDTasks: RightsOwner {
    /// Authorities of the Member States, any of which takes a request (Article 48(1)); the ETIAS Central Unit is none.
    static let takers = Set(MIDGrants.verifiers.flatMap(\.kind)).subtracting([.etiasCentral])

    public static let handleRequests = LinkRights.handle(takers)
    public static let subjectKinds: Set<RecordKind> = [IdentityLink.kind]
    public static let subjectField = (name: "link", meaning: "The link.")
    public static let rightsArticles = LinkRights.articles
    public static func rightsTerms(_ right: PersonsRight) -> RightsTerms { LinkRights.terms }

    /// The Member State that verified the link; of one that nobody had to verify the one whose record launched the detection.
    public static func responsible(for record: StoredRecord) -> String {
        guard let link = try? IdentityLink(stored: record) else { return record.owner }
        return link.responsible?.memberState ?? link.launching.owner
    }
}
