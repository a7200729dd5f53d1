import Access
import Operations

extension OperationDescription {
    /// Description of an operation under Regulation (EU) 2018/1240.
    static func etias(
        _ id: String, _ title: String, _ meaning: String, article: String, _ action: AccessAction, _ method: Method,
        _ path: String, data: DataGroup? = nil, grants: [Grant], refusals: [RefusalKind] = [],
        needsVersion: Bool? = nil, consequences: Set<AccessAction> = []
    ) -> OperationDescription {
        // A step of an application starts the clock of the next: tasks are created with every change.
        let consequences = action == .update ? consequences.union([.create]) : consequences
        return OperationDescription(
            id: "etias." + id, title: title, meaning: meaning, article: "ETIAS " + article, system: .ETIAS, action: action,
            method, "/v1/etias" + path, data: data, grants: grants, refusals: refusals, needsVersion: needsVersion,
            consequences: consequences)
    }
}
