import Access
import Identity
import Operations
import Registry
import Wire

/// A kind of record whose versions are counted: what one version adds to the statistics, worked out from the record and what it
/// belongs to as they stood then.
///
/// A change adds the difference of two versions. What is erased stays counted: the figures of a year do not shrink when its
/// records go.
public protocol CountedSource: Sendable {
    var system: SystemName { get }
    var kind: RecordKind { get }
    func counts(_ record: StoredRecord, reader: Reader) throws -> [Cell: Int]
}

/// Feeds the central repository for reporting and statistics (2019/817 and 2019/818 Article 39): reads the change feed and the log
/// from durable positions, page by page; the numbers of a page and the position behind it are one commit. So nothing is counted
/// twice or not at all, whatever fails in between.
public struct StatisticsGathering: Sendable {
    static let feed = "feed"
    static let log = "log"

    private let runner: Runner
    private let book: LogBook?
    private let sources: [RecordKind: any CountedSource]
    private let uses: UseOfSystems?
    private let pageSize: Int
    /// So many batches of a level are put together to one of the next: at a batch a minute, about once a day. Not more often, because
    /// those that go are erased, and what is erased is wiped from the store's files by the next sweep.
    private let batchesPerLevel: Int

    public init(
        runner: Runner, sources: [any CountedSource] = Figures.sources, book: LogBook? = nil, uses: UseOfSystems? = nil, pageSize: Int = 500,
        batchesPerLevel: Int = 1024
    ) {
        self.runner = runner
        self.sources = Dictionary(sources.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
        self.book = book
        self.uses = uses
        self.pageSize = pageSize
        self.batchesPerLevel = batchesPerLevel
    }

    private static let article = "817 39"

    /// Counts until nothing new is there. Returns how many cells were added to.
    @discardableResult
    public func catchUp() async throws(Refusal) -> Int {
        let mandate = mandate
        var added = 0
        while let count = try await readFeed(mandate) { added += count }
        if let book, let uses { while let count = try await readLog(book, uses, mandate) { added += count } }
        return added
    }

    /// Begins to count with what comes after what is recorded now: for a register that was filled with invented records.
    public func beginHere() async throws(Refusal) {
        let mandate = mandate
        let last: Int64
        do { last = try await runner.registry.read(mandate) { reader in try reader.lastSequence() } } catch { throw Refusal.from(error) }
        var positions = [Self.positionOfFeed: last]
        if let book {
            do throws(LogBook.Failure) { positions[Self.positionOfLog] = try await book.size() } catch {
                throw Refusal(.unavailable, "the log cannot be read")
            }
        }
        do {
            _ = try await runner.registry.commit(
                Commit(positions: positions, at: runner.clock.now(), by: mandate.caller.authority), under: mandate)
        } catch { throw Refusal.from(error) }
    }

    private var mandate: Mandate {
        runner.policy.mandate(
            forTask: "statistics", systems: Set(sources.values.map(\.system)).union([.CRRS, .administration]),
            actions: [.read, .create, .delete], article: Self.article, requestID: runner.ids.next().description)
    }

    /// One page of the feed; `nil` where there is nothing new.
    private func readFeed(_ mandate: Mandate) async throws(Refusal) -> Int? {
        let (sources, size) = (sources, pageSize)
        let page: (from: Int64, upTo: Int64, counts: [Cell: Int])
        do {
            page = try await runner.registry.read(mandate) { reader in
                let from = try reader.position(StatisticsGathering.positionOfFeed)
                let entries = try reader.wholeFeed(after: from, limit: size)
                var counts: [Cell: Int] = [:]
                for entry in entries {
                    guard let source = sources[entry.kind], entry.event != .erased else { continue }
                    try StatisticsGathering.add(entry, source, reader, to: &counts)
                }
                return (from, entries.last?.sequence ?? from, counts)
            }
        } catch { throw Refusal.from(error) }
        guard page.upTo > page.from else { return nil }
        try await commit(page.counts, Self.feed, Self.positionOfFeed, after: page.from, upTo: page.upTo, mandate)
        return page.counts.count
    }

    /// What one entry of the feed adds: its version, less the one before.
    static func add(_ entry: FeedEntry, _ source: any CountedSource, _ reader: Reader, to counts: inout [Cell: Int]) throws {
        // The history of a record that is gone is gone with it; whatever was counted before stays.
        let versions = try reader.history(entry.id)
        guard let version = versions.first(where: { $0.version == entry.version }) else { return }
        for (cell, number) in try source.counts(version, reader: reader) { counts[cell, default: 0] += number }
        guard let before = versions.last(where: { $0.version < entry.version }) else { return }
        for (cell, number) in try source.counts(before, reader: reader) { counts[cell, default: 0] -= number }
    }

    /// One page of the log; `nil` where there is nothing new.
    private func readLog(_ book: LogBook, _ uses: UseOfSystems, _ mandate: Mandate) async throws(Refusal) -> Int? {
        let from: Int64
        do {
            from = try await runner.registry.read(mandate) { reader in try reader.position(StatisticsGathering.positionOfLog) }
        } catch { throw Refusal.from(error) }
        let entries: [LogBook.Placed]
        do throws(LogBook.Failure) { entries = try await book.entries(from: from, looking: pageSize) { _ in true }.found } catch {
            throw Refusal(.unavailable, "the log cannot be read")
        }
        guard let last = entries.compactMap(\.position).max() else { return nil }
        var counts: [Cell: Int] = [:]
        for entry in entries.compactMap(\.entry) { uses.add(entry, to: &counts) }
        try await commit(counts, Self.log, Self.positionOfLog, after: from, upTo: last + 1, mandate)
        // What this commit itself logs is of a task, and never counts: the last page of a run adds nothing and logs nothing.
        return counts.count
    }

    static let positionOfFeed = "statistics-of-feed"
    static let positionOfLog = "statistics-of-log"

    private func commit(
        _ counts: [Cell: Int], _ source: String, _ position: String, after: Int64, upTo: Int64, _ mandate: Mandate
    ) async throws(Refusal) {
        let counts = counts.filter { $0.value != 0 }
        let now = runner.clock.now()
        var commit = Commit(positions: [position: upTo], at: now, by: mandate.caller.authority)
        if !counts.isEmpty {
            let batch = CountedBatch(source, after: after, upTo: upTo, counts)
            commit.changes = [.create(runner.ids.next(), batch.draft(owner: "CRRS"))]
            commit.log = [try row(commit.changes, now, mandate)]
        }
        do { _ = try await runner.registry.commit(commit, under: mandate) } catch { throw Refusal.from(error) }
        if !counts.isEmpty { try await putTogether(source, mandate) }
    }

    /// Puts batches of one level together once there are many of them: those that go and the one that comes are one commit.
    private func putTogether(_ source: String, _ mandate: Mandate) async throws(Refusal) {
        for level in 0..<60 {
            let many = batchesPerLevel
            let batches: [Recorded<CountedBatch>]
            do {
                batches = try await runner.registry.read(mandate) { reader in
                    try reader.values(CountedBatch.self, key: CountedBatch.allKey, value: source).filter { $0.value.level == level }
                }
            } catch { throw Refusal.from(error) }
            guard batches.count >= many else { return }
            var counts: [Cell: Int] = [:]
            for batch in batches { batch.value.add(to: &counts) }
            let merged = CountedBatch(
                source, level: level + 1, after: Int64(batches.map(\.value.after).min() ?? 0), upTo: Int64(batches.map(\.value.upTo).max() ?? 0),
                counts)
            var changes = batches.map { Change.erase($0.id, expected: $0.version, article: Self.article) }
            changes.append(.create(runner.ids.next(), merged.draft(owner: "CRRS")))
            let now = runner.clock.now()
            let log = try row(changes, now, mandate)
            do {
                _ = try await runner.registry.commit(Commit(changes: changes, log: [log], at: now, by: mandate.caller.authority), under: mandate)
            } catch { throw Refusal.from(error) }
        }
    }

    private func row(_ changes: [Change], _ now: Instant, _ mandate: Mandate) throws(Refusal) -> LogRow {
        try runner.log.row(
            LogDraft(
                event: "statistics.gather", system: .CRRS, action: .create, article: Self.article, at: now, caller: mandate.caller,
                case: mandate.case, policyRevision: mandate.policyRevision, verdict: .allowed,
                details: LogDetails(records: changes.map(\.id)),
                erased: changes.compactMap { if case .erase(let id, _, _) = $0 { id } else { nil } }))
    }
}
