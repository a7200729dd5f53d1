import Access
import Operations

extension OperationDescription {
    /// Description of an operation under Regulation 767/2008, as amended by (EU) 2021/1134.
    static func vis(
        _ id: String, _ title: String, _ meaning: String, article: String, _ action: AccessAction, _ method: Method,
        _ path: String, data: DataGroup? = nil, grants: [Grant], refusals: [RefusalKind] = [],
        needsVersion: Bool? = nil, consequences: Set<AccessAction> = []
    ) -> OperationDescription {
        OperationDescription(
            id: "vis." + id, title: title, meaning: meaning, article: "VIS " + article, system: .VIS, action: action,
            method, "/v1/vis" + path, data: data, grants: grants, refusals: refusals, needsVersion: needsVersion,
            consequences: consequences)
    }
}
