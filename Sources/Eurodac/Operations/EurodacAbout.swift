import Access
import Operations
import Registry

extension OperationDescription {
    /// Description of an operation under the Regulation in force: `article` is the one of 603/2013 and that of the recast.
    static func eurodac(
        _ regime: EurodacRegime, _ id: String, _ title: String, _ meaning: String,
        article: (old: String, recast: String),
        _ action: AccessAction, _ method: Method, _ path: String, data: DataGroup? = nil, grants: [Grant],
        refusals: [RefusalKind] = [], needsVersion: Bool? = nil, consequences: Set<AccessAction> = []
    ) -> OperationDescription {
        OperationDescription(
            id: "eurodac." + id, title: title, meaning: meaning, article: regime.article(article.old, article.recast),
            system: .Eurodac,
            action: action, method, "/v1/eurodac" + path, data: data, grants: grants, refusals: refusals,
            needsVersion: needsVersion,
            consequences: consequences)
    }
}

extension FactReader {
    /// What a right to a data set depends on: the group of its category, and whether it is the caller's own Member State's.
    func demand(forDataset id: RecordID) throws -> Demand {
        guard let record = try record(id), record.kind == EurodacDataset.kind else {
            throw Refusal(.notFound, "there is no dataset with this identifier")
        }
        return Demand(data: try EurodacDataset(stored: record).category.dataGroup, conditions: try ownership(of: id))
    }
}
