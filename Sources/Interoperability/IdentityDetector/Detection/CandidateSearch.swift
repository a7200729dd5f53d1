import Access
import Biometrics
import Identity
import Matching
import Registry

/// The three queries of Article 27: the shared biometric matching service, identity data, and travel document data, in
/// every system but the record's own (Article 27(5)).
public struct CandidateSearch: Sendable {
    let indexes: [SystemName: SystemIndex]
    let matching: BiometricMatching

    public init(indexes: [SystemName: SystemIndex], matching: BiometricMatching) {
        (self.indexes, self.matching) = (indexes, matching)
    }

    /// Most records of one system that one query hands on.
    static let limit = 50
    /// Most records of one system with the same names and date of birth: a register that has more of them holds test data.
    static let sameMax = 1000
    /// Bits of evidence below which identities are not similar: like names, equal dates of birth and sexes weigh more.
    static let bitsMin = 8.0

    /// What may be the same person's. Names what was asked with, for the log.
    struct Candidates: Sendable {
        /// Records of samples.
        var samples: [(kind: SystemName, id: RecordID)] = []
        var persons: Set<RecordID> = []
        var keys: Set<SearchKey> = []
    }

    /// Samples of a system with a face like that of each person, by the person's record; none of the person's own system. One pass over a
    /// gallery serves them all. Takes the processor time that the gallery takes.
    func faces(of persons: [ComparedPerson], in system: SystemName) -> [RecordID: [RecordID]] {
        guard let gallery = matching.galleries[system] else { return [:] }
        let asked = persons.filter { $0.side.system != system && !$0.samples.faces.isEmpty }
        let lists = gallery.faces(
            like: asked.map { $0.samples.faces[0] }, limit: CandidateSearch.limit)
        return Dictionary(
            zip(asked, lists).map { ($0.side.record, $1.map { RecordID(high: $0.key.high, low: $0.key.low) }) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Takes the processor time that the galleries take.
    /// - Parameter faces: for each system, what `faces(of:in:)` has found.
    func candidates(for person: ComparedPerson, faces: [SystemName: [RecordID: [RecordID]]]) -> Candidates {
        var found = Candidates()
        let systems = PersonRecords.systems.subtracting([person.side.system]).sorted { $0.rawValue < $1.rawValue }
        if !person.samples.isEmpty {
            if !person.samples.fingers.isEmpty { found.keys.insert(.fingerprints) }
            if !person.samples.faces.isEmpty { found.keys.insert(.face) }
            let threshold = ScoreCalibration.threshold(falseMatchRate: PersonComparison.candidateFalseMatchRate)
            for system in systems {
                var samples = faces[system]?[person.side.record] ?? []
                if let gallery = matching.galleries[system], !person.samples.fingers.isEmpty {
                    let hits = gallery.search(
                        prints: person.samples.fingers, face: nil, threshold: threshold,
                        limit: CandidateSearch.limit, effort: .setsOfFingers)
                    samples += hits.map(\.record).filter { !samples.contains($0) }
                }
                for record in samples { found.samples.append((system, record)) }
            }
        }
        if !person.record.documents.isEmpty { found.keys.insert(.document) }
        for system in systems {
            guard let index = indexes[system] else { continue }
            for document in person.record.documents {
                for holder in index.find(document: document).prefix(CandidateSearch.limit)
                where PersonRecords.kinds.contains(holder.kind) {
                    found.persons.insert(holder.id)
                }
            }
        }
        // The same identity alone makes a link only where biometrics contradict it (Article 30(1)(c)).
        guard !person.samples.isEmpty else { return found }
        found.keys.insert(.identity)
        let keys = SameIdentityTable.Keys(person.record.identities)
        let queries = CandidateSearch.queries(person.record.identities)
        for system in systems {
            guard let index = indexes[system] else { continue }
            // However far apart the rest of their names is, and however many namesakes are closer.
            for same in index.find(sameNamesAndBirth: keys, limit: CandidateSearch.sameMax)
            where PersonRecords.kinds.contains(same.kind) {
                found.persons.insert(same.id)
            }
            // Where names are similar, biometrics have less to reach than a gallery asks for (`PersonComparison`).
            for query in queries {
                for hit in index.search(query, limit: CandidateSearch.limit, minimumScore: CandidateSearch.bitsMin)
                where PersonRecords.kinds.contains(hit.kind) && CandidateSearch.mayBeSame(hit.candidate) {
                    found.persons.insert(hit.id)
                }
            }
        }
        return found
    }

    /// A question for each name that may be the whole of a group of names. Without a date of birth no identity is the same.
    static func queries(_ identities: [PersonIdentity]) -> [IdentityQuery] {
        var queries: Set<IdentityQuery> = []
        for identity in identities where identity.dateOfBirth != nil {
            func add(_ surnames: [String], _ givenNames: [String], whole: String? = nil) {
                guard !surnames.isEmpty || !givenNames.isEmpty || whole != nil else { return }
                queries.insert(
                    IdentityQuery(
                        surnames: surnames, givenNames: givenNames, wholeName: whole, dateOfBirth: identity.dateOfBirth,
                        sex: identity.sex, nationalities: identity.nationalities))
            }
            add(identity.surnames, identity.givenNames)
            let former = identity.surnamesAtBirth + identity.previousSurnames
            if !former.isEmpty { add(former, identity.givenNames) }
            if !identity.previousGivenNames.isEmpty { add(identity.surnames, identity.previousGivenNames) }
            for name in identity.otherNames.prefix(8) { add([], [], whole: name) }
        }
        return Array(queries)
    }

    /// The same identity has the same date of birth and the same sex (2023/333 Annex I, point 4).
    private static func mayBeSame(_ candidate: Candidate) -> Bool {
        candidate.evidence.allSatisfy { piece in
            switch piece.kind {
            case .dateOfBirth, .sex: piece.left == piece.right
            default: true
            }
        }
    }
}
