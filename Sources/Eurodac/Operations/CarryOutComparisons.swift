import Access
import Identity
import Operations
import Registry
import Wire

/// The Central System works the queue: urgent comparisons first, the others in the order of their arrival, until it is empty or the
/// engine gives no answer (603 Article 25(2); 1358 Article 38(2)).
public struct CarryOutComparisons: Operation {
    let ports: EurodacPorts
    let regime: EurodacRegime
    public let about: OperationDescription

    public init(_ ports: EurodacPorts = .none, regime: EurodacRegime = .regulation1358) {
        self.ports = ports
        self.regime = regime
        about = .eurodac(
            regime, "carryOutComparisons", "Work the queue of comparisons",
            "Carries out what waits, urgent ones first and the others as they arrived, and tells those who asked.",
            article: ("25(2)", "38(2)"), .update, .POST, "/comparisons/queue", data: .eurodacQueue,
            grants: [EurodacGrants(regime).centralQueue],
            needsVersion: false, consequences: [.create])
    }

    public struct Input: WireRecord, Hashable {
        public var limit = 20
        public init() {}
        public static let wireName = "CarryOutComparisons"
        public static let meaning = "How much of the queue."
        public static let fields: [Field<Input>] = [
            .defaulted("limit", \.limit, to: 20, "Comparisons at most.", limits: .integer(1...200))
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var carriedOut = 0
        public var late = 0
        public var waiting = 0
        public var overdue = 0
        public var available = true
        public init() {}
        public static let wireName = "ComparisonsCarriedOut"
        public static let meaning = "What was done, and what is left."
        public static let fields: [Field<Output>] = [
            .required("carriedOut", \.carriedOut, "Comparisons carried out."),
            .required("late", \.late, "Of these, after their time."),
            .required("waiting", \.waiting, "Still waiting."),
            .required("overdue", \.overdue, "Of these, past their time."),
            .required("available", \.available, "The engine answers."),
        ]
    }

    private struct Waiting: Sendable {
        var comparison: Recorded<EurodacComparison>
        var dataset: Recorded<EurodacDataset>
        var probe: EurodacBiometricSearch.Probe
        var tasks: [Recorded<EurodacTask>]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: .eurodacQueue) }
        let context = desk.context(under: mandate)
        let queue = try await desk.read(under: mandate) { reader in
            try reader.values(EurodacComparison.self, key: EurodacKey.queue, value: "waiting").sorted(
                by: EurodacComparison.precedes)
        }
        let work = ComparisonWork(ports: ports, regime: regime)
        var output = Output()
        var (changes, notices, done): ([Change], [Notice], Set<RecordID>) = ([], [], [])
        for waiting in queue.prefix(input.limit) {
            guard let next = try await load(waiting, desk, mandate) else { continue }
            let reply = await work.ask(next.probe)
            guard reply != .notAvailable else {
                output.available = false
                break
            }
            var question = next.comparison.value.question(admission: next.dataset.value.admission)
            question.takeChargeTransfer = next.dataset.value.status.arrivedAfterTakeCharge != nil
            let sought = question
            let started = try await desk.read(under: mandate) { reader in
                try ComparisonStart(
                    work: work, comparison: next.comparison.value, question: sought, searched: next.dataset.id,
                    reply: reply,
                    reader: reader, context: context)
            }
            var set: EurodacDataset? = next.dataset.value
            let result = try started.result(dataset: &set, existing: next.comparison, tasks: next.tasks)
            changes += result.changes
            notices += result.notices
            if let set, set != next.dataset.value {
                var changed = next.dataset
                changed.value = set
                changes.append(changed.update)
            }
            changes += context.counting(result.counted, for: next.comparison.value.memberState)
            done.insert(next.comparison.id)
            if next.comparison.value.deadline < context.now { output.late += 1 }
        }
        output.carriedOut = done.count
        let left = queue.filter { !done.contains($0.id) }
        output.waiting = left.count
        output.overdue = left.count { $0.value.deadline < context.now }
        return Outcome(
            output, under: mandate, changes: changes, notices: notices, log: LogDetails(records: done.sorted()))
    }

    private func load(
        _ comparison: Recorded<EurodacComparison>, _ desk: Desk, _ mandate: Mandate
    ) async throws(Refusal) -> Waiting? {
        try await desk.read(under: mandate) { reader in
            guard let id = comparison.value.dataset, let dataset = try reader.value(EurodacDataset.self, id),
                let samples = try reader.values(DatasetBiometrics.self, key: EurodacKey.dataset, value: id.description)
                    .first
            else { return nil }
            return Waiting(
                comparison: comparison, dataset: dataset,
                probe: ComparisonWork.probe(samples.value.samples, sex: dataset.value.identity.sex),
                tasks: try reader.tasks(EurodacClocks.self, about: comparison.id))
        }
    }
}
