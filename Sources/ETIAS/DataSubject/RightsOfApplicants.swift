import Access
import Identity
import Operations
import Registry

/// Requests of applicants for access, rectification, completion, erasure or restriction (Article 64).
extension ETIASTasks: RightsOwner {
    public static let handleRequests = ETIASGrants.dataSubjectRequests
    public static let subjectKinds: Set<RecordKind> = [ApplicationFile.kind]
    public static let subjectField = (name: "application", meaning: "The application file.")
    public static let rightsArticles = RightsArticles(
        rights: "64", addressee: "64(2)", submission: "64(2)", decision: "64(2)–(5)", answer: "64(2)", forward: "64(2)", reasons: "64(5)",
        supervision: "64(6)", retention: "69")
    /// Requests go to the Central Unit or to the National Unit responsible.
    public static let agenciesTakeRequests = true

    /// 30 days to answer; another unit is contacted within seven (Article 64(2)).
    public static func rightsTerms(_ right: PersonsRight) -> RightsTerms {
        RightsTerms(answer: .days(30), forward: .days(7), check: .days(30))
    }

    /// The Member State responsible; of what the Central System issued, that of first intended stay, whose supervisory
    /// authority the notification names (Article 38(1)(k)).
    public static func responsible(for record: StoredRecord) -> String? {
        guard let file = try? ApplicationFile(stored: record) else { return record.owner }
        return file.lastDecision?.unit ?? file.responsible ?? file.form.firstIntendedStay.text
    }
}
