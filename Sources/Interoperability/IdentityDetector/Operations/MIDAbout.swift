import Access
import Operations

extension OperationDescription {
    /// Description of an operation of the multiple-identity detector (Regulations (EU) 2019/817 and 2019/818, which number alike).
    static func mid(
        _ id: String, _ title: String, _ meaning: String, article: String, _ action: AccessAction, _ method: Method,
        _ path: String,
        data: DataGroup? = nil, grants: [Grant], refusals: [RefusalKind] = [], needsVersion: Bool? = nil,
        consequences: Set<AccessAction> = []
    ) -> OperationDescription {
        OperationDescription(
            id: "mid." + id, title: title, meaning: meaning, article: "2019/817 " + article, system: .MID,
            action: action, method,
            "/v1/mid" + path, data: data, grants: grants, refusals: refusals, needsVersion: needsVersion,
            consequences: consequences)
    }
}

extension RefusalKind {
    static let linkVerified = RefusalKind(
        "mid/link-verified", 409, "The link is not yellow: it was verified, or needs no verification",
        article: "2019/817 29")
    static let linkNotVerified = RefusalKind(
        "mid/link-not-verified", 409, "The link waits to be verified, and nothing says that it is wrong", article: "2019/817 29(3)")
    static let nothingToReview = RefusalKind(
        "mid/nothing-to-review", 409, "No evidence against the link waits", article: "2019/817 31(3), 32(7), 33(5)")
    static let requestGranted = RefusalKind(
        "mid/request-granted", 409, "A person's request was granted: the link is corrected or erased", article: "2019/817 48(5)")
    static let conclusionImpossible = RefusalKind(
        "mid/conclusion-impossible", 422, "The conclusion contradicts what comparing came to", article: "2019/817 30–33"
    )
    static let personAbsent = RefusalKind(
        "mid/person-absent", 422, "The person concerned must be present and may explain", article: "2019/817 29(4)")
    static let explanationMissing = RefusalKind(
        "mid/explanation-missing", 422, "The decision needs an explanation in words", article: "2019/817 29(3)")
    static let secondPersonNeeded = RefusalKind(
        "mid/second-person-needed", 409, "A second official must share the opinion", article: "2019/817 32")
    static let knownPairNotYellow = RefusalKind(
        "mid/known-pair-not-yellow", 422, "A link between these data would not be yellow", article: "2019/817 30")
    static let informationLimited = RefusalKind(
        "mid/information-limited", 409, "The person must not learn of an alert on which they are checked", article: "2019/817 32(4), 33(4)")
    static let nothingToInform = RefusalKind(
        "mid/nothing-to-inform", 409, "Nobody has to be informed of this link", article: "2019/817 32(4), 33(4)")
}
