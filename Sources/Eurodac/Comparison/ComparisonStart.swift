import Access
import Identity
import Operations
import Registry

/// A comparison as it begins: what the engine said, with what the records say of the candidates, read at one moment.
struct ComparisonStart: Sendable {
    let work: ComparisonWork
    let context: DecisionContext
    let reply: EurodacBiometricSearch.Reply
    var comparison: EurodacComparison
    var found: [RecordID: EurodacDataset] = [:]
    var linked: Set<RecordID> = []
    private var datasets: [RecordID: Recorded<EurodacDataset>] = [:]

    init(
        work: ComparisonWork, comparison: EurodacComparison, question: ComparisonRule.Transmitted, searched: RecordID?,
        reply: EurodacBiometricSearch.Reply, reader: Reader, context: DecisionContext, alphanumeric: Bool = false,
        within named: Set<RecordID>? = nil
    ) throws {
        (self.work, self.comparison, self.reply, self.context) = (work, comparison, reply, context)
        guard case .candidates(let candidates) = reply else { return }
        self.comparison.hits = try work.hits(
            candidates, alphanumeric: alphanumeric, within: named, for: question, without: searched,
            asOf: context.today, reader: reader)
        (found, linked) = try reader.found(self.comparison.hits, by: searched)
        for hit in self.comparison.hits { datasets[hit.dataset] = try reader.value(EurodacDataset.self, hit.dataset) }
    }

    struct Result: Sendable {
        var reply: ComparisonReply
        var changes: [Change] = []
        var notices: [Notice] = []
        var counted: [StatisticsPoint: Int] = [:]
    }

    /// What is committed. `dataset` is the set transmitted, marked where its samples are no good; `existing` the comparison that
    /// waited, where this one was in the queue.
    func result(
        dataset: inout EurodacDataset?, existing: Recorded<EurodacComparison>? = nil,
        tasks: [Recorded<EurodacTask>] = []
    ) throws(Refusal) -> Result {
        var comparison = comparison
        let id = existing?.id ?? context.ids.next()
        var (changes, notices, counted): ([Change], [Notice], [StatisticsPoint: Int]) = ([], [], [:])
        switch reply {
        case .notAvailable:
            guard comparison.dataset != nil else {
                throw Refusal(
                    .comparisonNotAvailable, "no engine answers; send it again",
                    article: comparison.category.article(in: work.regime))
            }
            if existing == nil {
                let task = EurodacTask(
                    about: id, step: EurodacClocks.compare, article: work.regime.article("25(2)", "38(2)"),
                    authority: .operator_,
                    memberState: nil, begun: comparison.arrived, deadline: comparison.deadline)
                changes.append(.create(context.ids.next(), task.draft(owner: comparison.owner)))
            }
        case .notComparable:
            guard comparison.dataset != nil else { throw Refusal(.notComparable, "send samples of better quality") }
            comparison.state = .notComparable
            comparison.answered = context.now
            dataset?.unsuitable = true
            counted[StatisticsPoint("q", "samplesAskedAgain"), default: 0] += 1
            let task = EurodacTask(
                about: id, step: EurodacClocks.sendBetter, article: work.regime.article("25(1)", "38(1)"),
                authority: comparison.authorityKind, memberState: comparison.memberState, begun: context.now,
                deadline: context.now.adding(hours: 48))
            changes.append(.create(context.ids.next(), task.draft(owner: comparison.owner)))
            notices.append(
                Notice(
                    id: context.ids.next(), recipient: comparison.authority, kind: "eurodac.samplesNotComparable",
                    article: work.regime.article("25(1)", "38(1)"), record: comparison.dataset,
                    text:
                        "The biometric data sent under \(comparison.reference.wireText) do not lend themselves to comparison. Send better ones under the same reference number.",
                    at: context.now))
        case .candidates:
            comparison.state = .answered
            comparison.answered = context.now
            let more = work.consequences(
                of: comparison, id: id, searched: dataset, found: found, linked: linked, in: context)
            changes += more.changes
            counted.merge(more.counted, uniquingKeysWith: +)
            if existing != nil {
                notices.append(
                    Notice(
                        id: context.ids.next(), recipient: comparison.authority, kind: "eurodac.comparisonAnswered",
                        article: work.regime.article("25(3)", "38(3)"), record: id,
                        text: comparison.hits.isEmpty
                            ? "The comparison under \(comparison.reference.wireText) is negative."
                            : "The comparison under \(comparison.reference.wireText) has \(comparison.hits.count) hits.",
                        at: context.now))
            }
        }
        if comparison.state != .waiting { changes += tasks.ending(step: EurodacClocks.compare, at: context.now) }
        let version = (existing?.version ?? 0) + 1
        if var existing {
            existing.value = comparison
            if comparison.state != .waiting { changes.append(existing.update) }
        } else if comparison.dataset != nil || !comparison.hits.isEmpty {
            // Of a search that records nothing and finds nothing only the log remains (603 Article 17(4)).
            changes.append(.create(id, comparison.draft(owner: comparison.owner)))
        }
        return Result(
            reply: ComparisonReply(id: id, version: version, comparison, datasets: datasets), changes: changes,
            notices: notices,
            counted: counted)
    }
}
