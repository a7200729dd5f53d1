import Access
import Operations

extension OperationDescription {
    /// Description of an operation of SIS.
    static func sis(
        _ id: String, _ title: String, _ meaning: String, article: String, _ action: AccessAction, _ method: Method,
        _ path: String, data: DataGroup? = nil, grants: [Grant], refusals: [RefusalKind] = [],
        needsVersion: Bool? = nil, consequences: Set<AccessAction> = []
    ) -> OperationDescription {
        OperationDescription(
            id: "sis." + id, title: title, meaning: meaning, article: article, system: .SIS, action: action, method,
            "/v1/sis" + path, data: data, grants: grants, refusals: refusals, needsVersion: needsVersion,
            consequences: consequences)
    }
}
