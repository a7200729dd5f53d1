import Access
import Operations

extension OperationDescription {
    /// Description of an operation under Regulation (EU) 2024/1358, and (EU) 603/2013 as an older rule set.
    static func eurodac(
        _ id: String, _ title: String, _ meaning: String, article: String, _ action: AccessAction, _ method: Method,
        _ path: String, data: DataGroup? = nil, grants: [Grant], refusals: [RefusalKind] = [],
        needsVersion: Bool? = nil, consequences: Set<AccessAction> = []
    ) -> OperationDescription {
        OperationDescription(
            id: "eurodac." + id, title: title, meaning: meaning, article: "Eurodac " + article, system: .Eurodac, action: action,
            method, "/v1/eurodac" + path, data: data, grants: grants, refusals: refusals, needsVersion: needsVersion,
            consequences: consequences)
    }
}
