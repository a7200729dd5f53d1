import Access
import Identity
import Operations
import Registry
import Wire

/// Requests of persons about links (2019/817 and 2019/818 Article 48), by the procedure that the systems share.
extension MIDTasks: RightsOwner {
    /// Authorities of the Member States, any of which takes a request (Article 48(1)); the ETIAS Central Unit is none.
    static let takers = Set(MIDGrants.verifiers.flatMap(\.kind)).subtracting([.etiasCentral])

    public static let handleRequests = LinkRights.handle(takers)
    public static let subjectKinds: Set<RecordKind> = [IdentityLink.kind]
    public static let subjectField = (name: "link", meaning: "The link.")
    /// What stands in the person's letter (Articles 32(4), 34(c), 49(3)).
    public static var subjectNumber: (name: String, meaning: String, schema: Schema)? {
        (
            name: "number",
            meaning: "Single identification number of the confirmation file, in place of the link: of its links the one the person was told of last.",
            schema: ConfirmationFile.numberSchema
        )
    }
    public static let rightsArticles = LinkRights.articles
    public static func rightsTerms(_ right: PersonsRight) -> RightsTerms { LinkRights.terms }

    /// The Member State that verifies or verified the link, or the ETIAS Central Unit; of one that nobody had to verify the Member State asked
    /// (Article 48(3)–(5)).
    public static func responsible(for record: StoredRecord) -> String? {
        guard let responsible = (try? IdentityLink(stored: record))?.responsible else { return nil }
        return responsible.memberState ?? (responsible.kind == LinkRights.opinionGiver.authority ? LinkRights.opinionGiver.reference : nil)
    }
    public static let opinionGiver: OpinionGiver? = LinkRights.opinionGiver

    /// The Member State that verified is contacted before anybody else decides (Article 48(3)).
    public static let contactComesFirst = true

    /// What identifies the person is used for the request alone and erased immediately afterwards; the written record stays (Article 48(9)–(10)).
    public static let erasesStatement = true

    /// That SIRENE or a police authority dealt with a link would tell of an alert or of an investigation.
    public static let notDisclosed: Set<AuthorityKind> = [
        .designated, .europol, .centralAccessPoint, .eurojust, .eppo, .sirene, .police, .judicial,
    ]

    public static func subject(numbered number: String, from reader: Reader) throws -> RecordID? {
        let links = try reader.values(ConfirmationFile.self, key: ConfirmationFile.numberKey, value: number)
            .flatMap { try $0.value.links.compactMap { try reader.value(IdentityLink.self, $0) } }
        // Told first, then concluded by somebody, then the rest; of each the latest.
        func rank(_ link: Recorded<IdentityLink>) -> (Int, Instant) {
            if let told = link.value.information ?? link.value.letterHeld { return (2, told.at) }
            return (link.value.conclusion == nil ? 0 : 1, link.value.updated)
        }
        func isBefore(_ a: Recorded<IdentityLink>, _ b: Recorded<IdentityLink>) -> Bool {
            let (x, y) = (rank(a), rank(b))
            return (x.0, x.1, b.id) < (y.0, y.1, a.id)
        }
        return links.max(by: isBefore)?.id
    }

    /// A link that a person was right about is put right by the authority that answers for it (Article 48(5)): it waits on that desk until it
    /// is corrected or erased.
    public static func consequences(
        ofGranting request: RightsRequest<MIDTasks>, reader: Reader, context: DecisionContext
    ) throws -> RightsConsequences {
        guard request.right.asksForCorrection else { return RightsConsequences() }
        var book = LinkBook(reader: reader, context: context)
        guard var link = try book.link(request.subject) else { return RightsConsequences() }
        // Where no Member State verified, the one asked rectifies or erases (Article 48(5)). Nobody else looks into alerts of SIRENE's.
        if link.responsible?.memberState == nil, !link.sides.contains(where: { $0.alert?.isSIRENEs == true }) {
            link.responsible = ResponsibleAuthority(kind: context.caller.kind, memberState: context.caller.memberState)
            try book.update(request.subject, link)
        }
        let reviewer = try book.review(request.subject, link, .carryOutRequest)
        book.tell(
            reviewer, kind: "mid.requestGranted", article: "817 48(5)", of: request.subject,
            "A person's request for \(request.right.rawValue) of data on a link was granted: correct the link or erase it."
        )
        return RightsConsequences(changes: book.changes(), notices: book.notices)
    }
}
