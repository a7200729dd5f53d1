import Access
import Operations
import Registry

/// Rights of persons concerned (Article 38).
extension VISTasks: RightsOwner {
    public static let handleRequests = VISGrants.dataSubjectRequests
    public static let subjectKinds: Set<RecordKind> = [ApplicationFile.kind]
    public static let subjectField = (name: "application", meaning: "The application file.")
    public static let rightsArticles = RightsArticles(
        rights: "38", addressee: "38(1)", submission: "38(1)–(2)", decision: "38(2)–(3)", answer: "38(1)–(2)", forward: "38(2)",
        reasons: "38(3)–(4)", supervision: "38(6)", retention: "34(4)")
    /// Reasoned opinions may be kept from the person (Article 38(7)).
    public static let knowsWithholding = true

    /// A month to answer; seven days to contact the Member State responsible, which acts within a month of receipt (Article 38(1)–(2)).
    public static func rightsTerms(_ right: PersonsRight) -> RightsTerms {
        right == .access ? RightsTerms(answer: .months(1)) : RightsTerms(answer: .months(1), forward: .days(7))
    }
}
