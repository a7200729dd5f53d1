import Access
import Biometrics
import Identity
import Matching
import Operations
import Registry

/// How the repository is searched: galleries and indexes of the systems whose data it holds, one by one.
public struct RepositorySearch: Sendable {
    let indexes: [SystemName: SystemIndex]
    let gates: [SystemName: SystemGate]
    let matching: BiometricMatching

    public init(indexes: [SystemName: SystemIndex], gates: [SystemName: SystemGate], matching: BiometricMatching) {
        (self.indexes, self.gates, self.matching) = (indexes, gates, matching)
    }

    /// Records of one system that one query hands on, at most.
    static let limit = 20
    /// Candidates that are more likely another person's than not are none.
    static let probabilityMin = 0.5

    /// A record found, and how sure that is.
    struct Found: Sendable {
        var system: SystemName
        var record: RecordID
        /// It is a record of samples, which belongs to a person's record.
        var isSamples: Bool
        var strength: Double
    }

    struct Answer: Sendable {
        var found: [Found] = []
        /// Systems that could not be asked: not the same as nothing found.
        var unavailable: [SystemName] = []
        var isComparable = true
    }

    private func inService(_ system: SystemName) -> Bool {
        gates[system].map { $0.isOpen && $0.condition == .inService } ?? false
    }

    func byBiometrics(_ probe: [StoredTemplate], in systems: Set<SystemName>) async -> Answer {
        var answer = Answer()
        answer.isComparable = !PreparedSamples(probe).isEmpty
        guard answer.isComparable else { return answer }
        for system in systems.sorted(by: { $0.rawValue < $1.rawValue }) where matching.galleries[system] != nil {
            guard inService(system) else {
                answer.unavailable.append(system)
                continue
            }
            for hit in await matching.identify(probe, in: system, limit: RepositorySearch.limit) ?? [] {
                answer.found.append(
                    Found(
                        system: system, record: hit.record, isSamples: true,
                        strength: hit.score ?? Double(hit.cosine ?? 0) * 20))
            }
        }
        return answer
    }

    func byIdentity(_ identity: PersonIdentity?, _ documents: [TravelDocument], in systems: Set<SystemName>) -> Answer {
        var answer = Answer()
        for system in systems.sorted(by: { $0.rawValue < $1.rawValue }) {
            guard let index = indexes[system] else { continue }
            guard inService(system) else {
                answer.unavailable.append(system)
                continue
            }
            if let identity {
                for hit in index.search(
                    IdentityQuery(identity, documents: documents), limit: RepositorySearch.limit, minimumScore: 0,
                    minimumProbability: RepositorySearch.probabilityMin) where PersonRecords.kinds.contains(hit.kind)
                {
                    answer.found.append(
                        Found(system: system, record: hit.id, isSamples: false, strength: hit.candidate.score))
                }
            } else {
                for document in documents {
                    for holder in index.find(document: document).prefix(RepositorySearch.limit)
                    where PersonRecords.kinds.contains(holder.kind) {
                        answer.found.append(Found(system: system, record: holder.id, isSamples: false, strength: 40))
                    }
                }
            }
        }
        return answer
    }

    /// The persons' records, the surest first, each once.
    static func persons(_ found: [Found], from reader: Reader) throws -> [RecordID] {
        var seen: Set<RecordID> = []
        return try found.sorted { ($0.strength, $1.record) > ($1.strength, $0.record) }.compactMap { hit in
            var record: RecordID? = hit.record
            if hit.isSamples {
                record = try PersonRecords.sampleKinds.first { $0.system == hit.system }.flatMap {
                    try PersonRecords.person(ofSamples: hit.record, $0, from: reader)
                }
            }
            return record.flatMap { seen.insert($0).inserted ? $0 : nil }
        }
    }
}

extension RepositorySearch {
    /// The files of the persons found, the surest first: each person once, whichever of their records were found.
    /// - Parameter showsChildren: whether persons who may be under twelve are among them.
    static func files(
        _ found: [Found], at desk: Desk, article: String, showsChildren: @escaping @Sendable (Reader) throws -> Bool
    ) async throws(Refusal) -> [RepositoryFile] {
        let task = desk.policy.mandate(
            forTask: "identity-repository", systems: RepositoryFile.systems.union([.MID, .CIR, .SIS]), actions: [.read], article: article,
            requestID: desk.case.requestID, actingFor: desk.caller, case: desk.case)
        let (today, now, caller) = (desk.today, desk.now, desk.caller)
        return try await desk.read(under: task) { reader in
            let showsAll = try showsChildren(reader)
            var seen: Set<String> = []
            var files: [RepositoryFile] = []
            for record in try RepositorySearch.persons(found, from: reader) {
                let drawn = try RepositoryFile(of: record, from: reader) { link in try link.isHidden(from: caller, at: now, reader) }
                // Samples without a name would say of which system they are.
                guard let file = drawn, file.members.contains(where: { !$0.identities.isEmpty }), seen.isDisjoint(with: file.members.map(\.key))
                else { continue }
                seen.formUnion(file.members.map(\.key))
                if !showsAll, file.mayBeUnder(12, on: today) { continue }
                files.append(file)
            }
            return files
        }
    }
}
