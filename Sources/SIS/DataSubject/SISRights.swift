import Access
import Identity
import Operations
import Registry

/// Requests of persons concerned for access, rectification or erasure (2018/1861 Article 53, 2018/1862 Article 67), by the
/// procedure that the systems share.
///
/// Another Member State than the issuing one gives it an opportunity to state its position first, and the answer, or its
/// reasons, may be withheld from the person (67(2) and (3)).
extension SISTasks: RightsOwner {
    public static let handleRequests = SISGrants.dataSubjectRequests
    public static let subjectKinds: Set<RecordKind> = [Alert.kind]
    public static let subjectField = (name: "alert", meaning: "The alert, by the `record` that a reply names it by.")
    public static let rightsArticles = RightsArticles(
        rights: "1861 53, 1862 67", addressee: "1861 53(1), 1862 67(1)", submission: "1861 53(1), 1862 67(1)",
        decision: "1861 53(3)-(4), 1862 67(3)-(4)", answer: "1861 53(4), 1862 67(4)", forward: "1861 53(2), 1862 67(2)",
        reasons: "1861 53(3), 1862 67(3)", supervision: "1861 53(3), 1862 67(3)", retention: "1861 49, 1862 64")
    public static let knowsWithholding = true

    /// A month to answer, two more with reasons (2016/679 Article 12(3)).
    public static func rightsTerms(_ right: PersonsRight) -> RightsTerms {
        RightsTerms(answer: .months(1), postponement: .months(2))
    }
}
