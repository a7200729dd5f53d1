import Access
import Identity
import Operations
import Registry

/// Carries a comparison out: asks the engine, lets the rule say which candidates may be named, and makes of it what is committed.
struct ComparisonWork: Sendable {
    let ports: EurodacPorts
    let regime: EurodacRegime

    /// What the engine said, before the rule.
    func ask(_ probe: EurodacBiometricSearch.Probe) async -> EurodacBiometricSearch.Reply {
        guard !probe.isEmpty else { return .notComparable }
        return await ports.biometricSearch?.search(probe) ?? .notAvailable
    }

    static func probe(_ samples: BiometricSet, sex: Sex?) -> EurodacBiometricSearch.Probe {
        EurodacBiometricSearch.Probe(
            fingerprints: samples.fingerprints.map(\.template), face: samples.facialImage?.template, sex: sex)
    }

    /// The hits among the candidates, those that serve to determine responsibility first (27(5), 28(6)), else as the engine
    /// ordered them. Whatever may not meet the question looks as though it were not there.
    func hits(
        _ candidates: [EurodacBiometricSearch.Candidate], alphanumeric: Bool = false,
        within named: Set<RecordID>? = nil,
        for question: ComparisonRule.Transmitted, without own: RecordID?, asOf: Day, reader: Reader
    ) throws -> [Hit] {
        let rule = ComparisonRule(regime: regime, asOf: asOf)
        var (hits, places): ([Hit], [RecordID: Int]) = ([], [:])
        for candidate in candidates {
            let id = try ComparisonWork.dataset(of: candidate.record, reader)
            guard let id, id != own, named?.contains(id) ?? true else { continue }
            let basis: Hit.Basis =
                alphanumeric
                ? .alphanumeric
                : candidate.fingerprints && candidate.face
                    ? .fingerprintsAndFace
                    : candidate.fingerprints ? .fingerprints : .face
            if let place = places[id] {
                if hits[place].basis != basis { hits[place].basis = .fingerprintsAndFace }
                continue
            }
            guard let set = try reader.value(EurodacDataset.self, id),
                let answer = rule.answer(of: set.value.stored(by: set.owner), to: question)
            else { continue }
            var hit = Hit()
            hit.dataset = id
            hit.category = set.value.category
            hit.memberState = set.owner
            hit.basis = basis
            hit.mark = answer.mark
            hit.precedence = set.value.category == .applicant && !question.isLawEnforcement
            places[id] = hits.count
            hits.append(hit)
        }
        let most = hits.prefix(200)
        return most.filter(\.precedence) + most.filter { !$0.precedence }
    }

    /// Engines know the record that holds the samples; what is named is the data set.
    private static func dataset(of id: RecordID, _ reader: Reader) throws -> RecordID? {
        guard let record = try reader.record(id) else { return nil }
        if record.kind == DatasetBiometrics.kind { return try DatasetBiometrics(stored: record).dataset }
        return record.kind == EurodacDataset.kind ? id : nil
    }

    /// What follows from an answer: links between the sets (3(6)), the check of the hits with its clock (38(4)–(6)), and what is
    /// counted (Article 12).
    struct Consequences: Sendable {
        var changes: [Change] = []
        var counted: [StatisticsPoint: Int] = [:]
    }

    func consequences(
        of comparison: EurodacComparison, id: RecordID, searched: EurodacDataset?, found: [RecordID: EurodacDataset],
        linked: Set<RecordID>, in context: DecisionContext
    ) -> Consequences {
        var result = Consequences()
        if let dataset = comparison.dataset {
            for hit in comparison.hits where !linked.contains(hit.dataset) {
                let link = DatasetLink(searched: dataset, found: hit.dataset)
                result.changes.append(.create(context.ids.next(), link.draft(owner: comparison.owner)))
            }
        }
        if !comparison.hits.isEmpty {
            let task = EurodacTask(
                about: id, step: EurodacClocks.checkHits, article: regime.article("25(4)–(5)", "38(4)–(6)"),
                authority: comparison.authorityKind, memberState: comparison.memberState, begun: context.now,
                deadline: context.now.endOfWorkingDay(3, in: comparison.memberState))
            result.changes.append(.create(context.ids.next(), task.draft(owner: comparison.owner)))
        }
        result.counted = StatisticsPoint.counts(comparison, searched: searched, found: found)
        return result
    }
}

extension Reader {
    /// What the consequences of hits rest on: the sets found, and to which of them a link is known already.
    func found(_ hits: [Hit], by dataset: RecordID?) throws -> (sets: [RecordID: EurodacDataset], linked: Set<RecordID>) {
        var sets: [RecordID: EurodacDataset] = [:]
        for hit in hits { sets[hit.dataset] = try value(EurodacDataset.self, hit.dataset)?.value }
        let linked = try dataset.map { id in Set(try links(of: id).map { $0.value.other(than: id) }) } ?? []
        return (sets, linked)
    }
}
