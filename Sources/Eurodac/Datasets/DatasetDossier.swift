import Access
import Identity
import Operations
import Registry

/// A data set with everything that hangs on it, as read at one moment.
public struct DatasetDossier: Sendable {
    public var dataset: Recorded<EurodacDataset>
    public var biometrics: Recorded<DatasetBiometrics>?
    public var scan: Recorded<DatasetScan>?
    public var links: [Recorded<DatasetLink>] = []
    /// The comparisons that it started.
    public var comparisons: [Recorded<EurodacComparison>] = []
    /// Comparisons of others that name it.
    public var namedBy: [Recorded<EurodacComparison>] = []
    public var namingTasks: [Recorded<EurodacTask>] = []
    public var duties: [Recorded<CollectionDuty>] = []
    /// What other Member States have reported to be wrong in it.
    public var reports: [Recorded<DatasetReport>] = []
    public var tasks: [Recorded<EurodacTask>] = []
    /// The other sets of the person.
    public var sequence: [Recorded<EurodacDataset>] = []

    /// - Throws: `Refusal(.notFound)` where there is no such set.
    public init(_ id: RecordID, from reader: Reader) throws {
        dataset = try reader.require(EurodacDataset.self, id)
        let key = id.description
        biometrics = try reader.values(DatasetBiometrics.self, key: EurodacKey.dataset, value: key).first
        scan = try reader.values(DatasetScan.self, key: EurodacKey.dataset, value: key).first
        links = try reader.links(of: id)
        comparisons = try reader.values(EurodacComparison.self, key: EurodacKey.dataset, value: key)
        namedBy = try reader.values(EurodacComparison.self, key: EurodacKey.hit, value: key)
        namingTasks = try namedBy.flatMap { try reader.tasks(EurodacClocks.self, about: $0.id) }
        duties = try reader.values(
            CollectionDuty.self, key: EurodacKey.reference, value: dataset.value.reference.wireText)
        reports = try reader.values(DatasetReport.self, key: EurodacKey.dataset, value: key)
        tasks = try ([id] + comparisons.map(\.id) + duties.map(\.id) + reports.map(\.id)).flatMap {
            try reader.tasks(EurodacClocks.self, about: $0)
        }
        sequence = try reader.sequence(of: id)
    }

    /// The changes that take the set away with all that hangs on it, and its traces in the results of others.
    func erasure(article: String, at now: Instant) -> [Change] {
        var changes: [Change] = [.erase(dataset.id, expected: dataset.version, article: article)]
        if let biometrics { changes.append(.erase(biometrics.id, expected: biometrics.version, article: article)) }
        if let scan { changes.append(.erase(scan.id, expected: scan.version, article: article)) }
        changes += links.map { .erase($0.id, expected: $0.version, article: article) }
        changes += comparisons.map { .erase($0.id, expected: $0.version, article: article) }
        changes += duties.map { .erase($0.id, expected: $0.version, article: article) }
        changes += reports.map { .erase($0.id, expected: $0.version, article: article) }
        changes += tasks.erased(article: article)
        let own = Set(comparisons.map(\.id))
        for named in namedBy where !own.contains(named.id) {
            var rest = named
            rest.value.hits.removeAll { $0.dataset == dataset.id }
            changes.append(rest.update)
            if !rest.value.hits.contains(where: { $0.verdict == .open }) {
                changes += namingTasks.filter { $0.value.about == named.id }.ending(
                    step: EurodacClocks.checkHits, .withdrawn, at: now)
            }
        }
        return changes
    }

    /// Tells the other Member States of origin whose data hit or were hit (within 72 hours by law; here at once).
    func notices(kind: String, article: String, text: String, in context: DecisionContext) -> [Notice] {
        let others = Dictionary(
            sequence.filter { $0.owner != dataset.owner }.map { ($0.owner, $0) },
            uniquingKeysWith: { first, _ in first })
        return others.keys.sorted().compactMap { owner in
            others[owner].map {
                Notice(
                    id: context.ids.next(), recipient: owner, kind: kind, article: article, record: $0.id, text: text,
                    at: context.now)
            }
        }
    }
}

extension DecisionContext {
    /// Refuses where the set is not the caller's own: only the Member State of origin amends (603 Article 27(3); 1358 Article 40(3)).
    func requireOwn(_ owner: String) throws(Refusal) {
        guard owner == self.owner else {
            throw Refusal(.notFound, "there is no dataset with this identifier", article: "Eurodac 40(1)")
        }
    }
}
