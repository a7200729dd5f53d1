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
    ///
    /// Whether there is a set is told to whom the operation is open at all, and of another Member State's to those alone who may
    /// consult it: to everybody else one that is not theirs looks like none.
    func demand(forDataset id: RecordID, of about: OperationDescription) throws -> Demand {
        let open = about.grants.filter { $0.authorities.contains(caller.kind) && $0.purposes.contains(self.case.purpose) }
        guard !open.isEmpty else {
            throw Refusal(
                .forbidden, "no provision gives \(caller.kind.rawValue) for \(self.case.purpose.rawValue) this right in \(about.system.rawValue)")
        }
        let owner = try ownership(of: id)
        guard let record = try record(id), record.kind == EurodacDataset.kind,
            !owner.isEmpty || open.contains(where: { $0.conditions.contains([]) })
        else { throw Refusal(.notFound, "there is no dataset with this identifier") }
        return Demand(data: try EurodacDataset(stored: record).category.dataGroup, conditions: owner)
    }
}
