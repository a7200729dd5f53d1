import Access
import Operations

extension OperationDescription {
    /// Description of an operation of the carriers' gateway.
    static func carriers(
        _ id: String, _ title: String, _ meaning: String, article: String, _ action: AccessAction, _ method: Method,
        _ path: String,
        data: DataGroup, grants: [Grant], refusals: [RefusalKind] = [], needsVersion: Bool? = nil,
        consequences: Set<AccessAction> = []
    ) -> OperationDescription {
        OperationDescription(
            id: "carriers." + id, title: title, meaning: meaning, article: article, system: .EES, action: action,
            method,
            "/v1/carriers" + path, data: data, grants: grants, refusals: refusals, needsVersion: needsVersion,
            consequences: consequences)
    }
}
