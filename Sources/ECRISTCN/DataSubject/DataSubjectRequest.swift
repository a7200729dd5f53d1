import Access
import Identity
import Operations
import Registry

/// A request of a person concerned for access, rectification, completion, erasure or restriction (Article 25).
public typealias ConvictsRequest = RightsRequest<ECRISTCNTasks>

extension ECRISTCNTasks: RightsOwner {
    public static let handleRequests = ECRISTCNGrants.dataSubjectRequests
    public static let superviseRequests = ECRISTCNGrants.superviseRequests
    public static let subjectKinds: Set<RecordKind> = [DataRecord.kind]
    public static let subjectField = (name: "record", meaning: "The data record.")
    public static let rightsArticles = RightsArticles(
        rights: "25", addressee: "25(1)", submission: "25(1)", decision: "25(3)-(5)", answer: "25(1)", forward: "25(2)",
        reasons: "25(5)", supervision: "28", retention: "31")

    /// Ten working days to pass a request on to the convicting Member State (Article 25(2)). For the answer the article refers to
    /// Union data protection law: a month, which can be put off by two (Regulation (EU) 2016/679, Article 12(3)).
    public static func rightsTerms(_ right: PersonsRight) -> RightsTerms {
        RightsTerms(answer: .months(1), forward: .workingDays(10), postponement: .months(2))
    }
}
