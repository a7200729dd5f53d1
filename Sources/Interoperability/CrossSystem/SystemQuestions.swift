import Access
import ECRISTCN
import Eurodac
import Identity
import Matching
import Operations
import Registry
import Synchronization
import VIS

/// How one system's automated processing asks another: by index and gate like the portal, under a mandate of its own that
/// names the system asked and the article. A system that is out gives `nil`, which is not "nothing found".
public final class SystemQuestions: Sendable {
    private let indexes: [SystemName: SystemIndex]
    private let gates: [SystemName: SystemGate]
    private let registry: Registry
    private let clock: Clock
    /// Known once every operation is: the operations themselves need this value.
    private let policy = Mutex<AccessPolicy?>(nil)

    /// Most records of one system that automated processing looks at.
    static let recordsMax = 50
    /// Candidates that are more likely another person's than not are no hit: whoever verifies hits by hand gets fewer wrong ones.
    static let probabilityMin = 0.5

    public init(
        indexes: [SystemName: SystemIndex], gates: [SystemName: SystemGate], registry: Registry, clock: Clock
    ) {
        (self.indexes, self.gates, self.registry, self.clock) = (indexes, gates, registry, clock)
    }

    public func use(_ policy: AccessPolicy) { self.policy.withLock { $0 = policy } }

    /// What is found by name and date of birth, or holds one of the documents.
    struct Findings: Sendable {
        var byIdentity: [SystemIndex.Hit] = []
        var byDocument: [SystemIndex.Hit] = []
        var all: [SystemIndex.Hit] { byIdentity + byDocument }
    }

    /// The day on which the question is put, where nobody's local time is meant.
    var today: Day { clock.now().utcDay }

    func ask<Value: Sendable>(
        _ system: SystemName, identity: PersonIdentity?, documents: [TravelDocument], article: String,
        _ body: @escaping @Sendable (Findings, Reader) throws -> Value
    ) async -> Value? {
        guard let index = indexes[system], isInService(system) else { return nil }
        let question = ReadQuestion(identity: identity, documents: documents, limit: SystemQuestions.recordsMax)
        let named =
            identity == nil
            ? []
            : index.search(question.query, limit: SystemQuestions.recordsMax, minimumScore: 0)
                .filter { $0.candidate.probability >= SystemQuestions.probabilityMin }
                .map { SystemIndex.Hit(id: $0.id, kind: $0.kind, match: PortalMatch($0.candidate), identity: $0.candidate.identityIndex) }
        let known = Set(named.map(\.id))
        var held = documents.flatMap { document in
            index.find(document: document).filter { !known.contains($0.id) }.map {
                SystemIndex.Hit(id: $0.id, kind: $0.kind, match: PortalMatch(document: document), identity: nil)
            }
        }
        if system == .SIS { held += index.blanks(documents, without: known.union(held.map(\.id))) }
        let findings = Findings(byIdentity: named, byDocument: held)
        return await read([system], article: article) { reader in try body(findings, reader) }
    }

    /// Records that may be the person's, best first; `nil` where the system cannot be asked.
    func candidates(_ system: SystemName, _ kind: RecordKind, for person: PersonIdentity, limit: Int) -> [RecordID]? {
        guard let index = indexes[system], isInService(system) else { return nil }
        return index.search(IdentityQuery(person), limit: limit, minimumScore: 0)
            .filter { $0.candidate.probability >= SystemQuestions.probabilityMin && $0.kind == kind }.map(\.id)
    }

    func isInService(_ system: SystemName) -> Bool {
        gates[system].map { $0.isOpen && $0.condition == .inService } ?? false
    }

    func read<Value: Sendable>(
        _ systems: Set<SystemName>, article: String, _ body: @escaping @Sendable (Reader) throws -> Value
    ) async -> Value? {
        guard let policy = policy.withLock({ $0 }) else { return nil }
        let mandate = policy.mandate(
            forTask: "automated-processing", systems: systems, actions: [.search, .read], article: article,
            requestID: "automated-processing")
        // A system whose records cannot be read now has not answered.
        return try? await registry.read(mandate, body)
    }

    // MARK: - The systems' own searches by name

    public var eurodacIdentities: EurodacIdentitySearch {
        EurodacIdentitySearch { person, limit in self.candidates(.Eurodac, EurodacDataset.kind, for: person, limit: limit) }
    }
    public var ecrisIdentities: ECRISTCNPorts.IdentitySearch {
        { person, limit in self.candidates(.ecrisTCN, DataRecord.kind, for: person, limit: limit) }
    }
    public func visFiles(_ person: PersonIdentity, _ limit: Int) -> [RecordID]? {
        candidates(.VIS, VIS.ApplicationFile.kind, for: person, limit: limit)
    }
}
