import Access
import Operations

extension OperationDescription {
    /// Description of an operation under Regulation (EU) 2019/816.
    static func ecrisTCN(
        _ id: String, _ title: String, _ meaning: String, article: String, _ action: AccessAction, _ method: Method,
        _ path: String, data: DataGroup? = nil, grants: [Grant], refusals: [RefusalKind] = [],
        needsVersion: Bool? = nil, consequences: Set<AccessAction> = []
    ) -> OperationDescription {
        OperationDescription(
            id: "ecris-tcn." + id, title: title, meaning: meaning, article: "816 " + article, system: .ecrisTCN,
            action: action,
            method, "/v1/ecris-tcn" + path, data: data, grants: grants, refusals: refusals, needsVersion: needsVersion,
            consequences: consequences)
    }
}
