import Access
import Operations

extension OperationDescription {
    /// Description of an operation of the EES.
    static func ees(
        _ id: String, _ title: String, _ meaning: String, article: String, _ action: AccessAction, _ method: Method,
        _ path: String, data: DataGroup? = nil, grants: [Grant], refusals: [RefusalKind] = [],
        needsVersion: Bool? = nil, consequences: Set<AccessAction> = []
    ) -> OperationDescription {
        OperationDescription(
            id: "ees." + id, title: title, meaning: meaning, article: "EES " + article, system: .EES, action: action,
            method, "/v1/ees" + path, data: data, grants: grants, refusals: refusals, needsVersion: needsVersion,
            consequences: consequences)
    }
}

extension Query {
    /// The demand of a read: its group of data, with what Sextant's records establish for the caller.
    func eesDemand(_ facts: FactReader) throws -> Demand { Demand(data: about.data, conditions: try facts.eesConditions()) }
}
