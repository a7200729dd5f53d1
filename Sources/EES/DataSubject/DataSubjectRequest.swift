import Access
import Identity
import Operations
import Registry

/// A request of a person concerned for access, rectification, completion, erasure or restriction (Article 52).
public typealias DataSubjectRequest = RightsRequest<EESProcedures>
public typealias SubmitDataSubjectRequest = SubmitRightsRequest<EESProcedures>
public typealias DecideDataSubjectRequest = DecideRightsRequest<EESProcedures>
public typealias ReadDataSubjectRequest = ReadRightsRequest<EESProcedures>

extension EESProcedures: RightsOwner {
    public static let handleRequests = EESGrants.dataSubjectRequests
    public static let superviseRequests = EESGrants.superviseRequests
    public static let subjectKinds: Set<RecordKind> = [IndividualFile.kind]
    public static let subjectField = (name: "file", meaning: "The individual file.")
    public static let rightsArticles = RightsArticles(
        rights: "52", addressee: "9(2)", submission: "52(1)–(2)", decision: "52(2)–(5)", answer: "52(1)", forward: "52(2)",
        reasons: "52(4)–(5)", supervision: "52(7)", retention: "46(4)")
    public static let rightsSchemaPrefix = ""

    /// 45 days to answer; seven to contact the Member State responsible, which checks within thirty (Article 52(1)–(2)).
    public static func rightsTerms(_ right: PersonsRight) -> RightsTerms {
        RightsTerms(answer: .days(45), forward: .days(7), check: .days(30))
    }
}

extension SubmitRightsRequest.Input where Owner == EESProcedures {
    /// The individual file.
    public var file: RecordID {
        get { subject }
        set { subject = newValue }
    }
}

extension RightsRequest where Owner == EESProcedures {
    /// The individual file.
    public var file: RecordID { subject }
}

extension RefusalKind {
    public static let requestDecided = EESProcedures.requestDecided
    public static let reasonsMissing = EESProcedures.reasonsMissing
}
