import Foundation
import GRDB
import GRDBSQLite
import Registry
import Synchronization

/// The one thread that writes. It takes what waits, applies each commit in a savepoint of its own, and pays for all of
/// them with one fsync.
final class Writer: Sendable {
    /// What waits for the thread.
    enum Item: Sendable {
        case commit(Commit, @Sendable (Result<Receipt, StoreError>) -> Void)
        /// Runs inside the next batch's transaction.
        case within(@Sendable (WriterSession) throws(StoreError) -> Void, @Sendable (StoreError?) -> Void)
        /// Runs between transactions.
        case between(@Sendable (WriterSession) throws(StoreError) -> Void, @Sendable (StoreError?) -> Void)
    }

    private let queue: WorkQueue<Item>
    private let configuration: SQLiteStore.Configuration
    private let observers = Mutex<[@Sendable ([CommittedChange]) -> Void]>([])
    private let journal: ErasureJournal
    /// Why nothing more is written until the store is opened again; `nil` while all is well.
    private let failure = Mutex<StoreError?>(nil)
    private let ended = DispatchSemaphore(value: 0)
    private let checkpointer: Checkpointer
    /// Transactions so far.
    let batches = Atomic<Int>(0)

    init(
        configuration: SQLiteStore.Configuration, journal: ErasureJournal, checkpointer: Checkpointer
    ) {
        self.configuration = configuration
        self.journal = journal
        self.checkpointer = checkpointer
        queue = WorkQueue(capacity: configuration.waitingCommits)
    }

    func observe(_ observer: @escaping @Sendable ([CommittedChange]) -> Void) {
        observers.withLock { $0.append(observer) }
    }

    /// The reason why the store takes no more commits.
    var standingFailure: StoreError? { failure.withLock { $0 } }

    func fail(_ error: StoreError) {
        failure.withLock { if $0 == nil { $0 = error } }
    }

    // MARK: - Callers' side

    func commit(_ commit: Commit) async throws(StoreError) -> Receipt {
        if let fault = commit.fault { throw .invalid(fault) }
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Receipt, StoreError>, Never>) in
            push(.commit(commit, { continuation.resume(returning: $0) })) { continuation.resume(returning: .failure($0)) }
        }
        return try result.get()
    }

    /// Runs `body` in the next batch's transaction and returns when it is on disk.
    func within<Value: Sendable>(
        _ body: @escaping @Sendable (WriterSession) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await run(body) { .within($0, $1) }
    }

    func between<Value: Sendable>(
        _ body: @escaping @Sendable (WriterSession) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        try await run(body) { .between($0, $1) }
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable (WriterSession) throws(StoreError) -> Value,
        item: (
            @escaping @Sendable (WriterSession) throws(StoreError) -> Void, @escaping @Sendable (StoreError?) -> Void
        ) -> Item
    ) async throws(StoreError) -> Value {
        let box = Box<Value>()
        let error = await withCheckedContinuation { (continuation: CheckedContinuation<StoreError?, Never>) in
            let item = item(
                { (session) throws(StoreError) in
                    let value = try body(session)
                    box.value.withLock { $0 = value }
                }, { continuation.resume(returning: $0) })
            push(item) { continuation.resume(returning: $0) }
        }
        if let error { throw error }
        guard let value = box.value.withLock({ $0 }) else { throw .unavailable("no result") }
        return value
    }

    private final class Box<Value: Sendable>: Sendable {
        let value = Mutex<Value?>(nil)
    }

    /// Work that nobody waits for; dropped when the store is closing.
    func post(_ body: @escaping @Sendable (WriterSession) throws(StoreError) -> Void) {
        try? queue.push(.between(body, { _ in }))
    }

    private func push(_ item: Item, refused: (StoreError) -> Void) {
        do throws(WorkQueueRefusal) { try queue.push(item) } catch { refused(error.asStoreError("commits")) }
    }

    // MARK: - The thread

    func start(_ database: DatabaseQueue) {
        let thread = Thread { [self] in
            database.writeWithoutTransaction { database in
                let connection = Connection(database)
                let session = WriterSession(connection)
                work(session)
                connection.forget()
            }
            try? database.close()
            ended.signal()
        }
        thread.name = "sextant.store.writer"
        thread.start()
    }

    /// Lets waiting work finish and blocks until the thread has ended.
    func stop() {
        queue.close()
        ended.wait()
        ended.signal()
    }

    private func work(_ session: WriterSession) {
        do throws(StoreError) { try session.reload() } catch { fail(error) }
        while true {
            let items = queue.pull(atMost: configuration.commitsPerBatch)
            if items.isEmpty { return }
            var start = 0
            while start < items.count {
                if case .between(let body, let done) = items[start] {
                    runBetween(session, body, done)
                    start += 1
                    continue
                }
                var end = start + 1
                while end < items.count {
                    if case .between = items[end] { break }
                    end += 1
                }
                runBatch(session, items[start..<end])
                start = end
            }
        }
    }

    private func runBetween(
        _ session: WriterSession, _ body: (WriterSession) throws(StoreError) -> Void, _ done: (StoreError?) -> Void
    ) {
        if let failure = standingFailure { return done(failure) }
        do throws(StoreError) {
            try body(session)
            done(nil)
        } catch {
            done(error)
        }
    }

    private enum Outcome {
        case failed(StoreError)
        case applied(sequence: Int64)
    }

    private func runBatch(_ session: WriterSession, _ items: ArraySlice<Item>) {
        if let failure = standingFailure { return reply(items, failure) }
        let connection = session.connection
        var outcomes: [Outcome] = []
        outcomes.reserveCapacity(items.count)
        var committed: [CommittedChange] = []
        do throws(StoreError) {
            let before = connection.totalChanges
            try connection.run("BEGIN IMMEDIATE")
            for item in items { outcomes.append(try apply(item, session, &committed)) }
            if let delay = configuration.addedSyncDelay, connection.totalChanges != before { sleep(delay) }
            try connection.run("COMMIT")
        } catch {
            abandon(session, error)
            return reply(items, error.asUnavailable)
        }
        batches.add(1, ordering: .relaxed)
        record(committed)
        if !committed.isEmpty {
            for observer in observers.withLock({ $0 }) { observer(committed) }
        }
        for (item, outcome) in zip(items, outcomes) {
            switch (item, outcome) {
            case (.commit(_, let done), .applied(let sequence)): done(.success(Receipt(sequence: sequence)))
            case (.commit(_, let done), .failed(let error)): done(.failure(error))
            case (.within(_, let done), .applied), (.between(_, let done), .applied): done(nil)
            case (.within(_, let done), .failed(let error)), (.between(_, let done), .failed(let error)): done(error)
            }
        }
        checkpointer.consider()
    }

    /// Throws where the whole batch is lost.
    private func apply(
        _ item: Item, _ session: WriterSession, _ committed: inout [CommittedChange]
    ) throws(StoreError) -> Outcome {
        let connection = session.connection
        let counters = session.counters
        try connection.run("SAVEPOINT one")
        do throws(StoreError) {
            switch item {
            case .commit(let commit, _): committed += try session.apply(commit)
            case .within(let body, _), .between(let body, _): try body(session)
            }
            try connection.run("RELEASE one")
            return .applied(sequence: session.counters.sequence)
        } catch {
            // A full disk or a failed read ends the transaction, and with it the commits before this one.
            guard connection.isInTransaction else { throw error }
            try connection.run("ROLLBACK TO one")
            try connection.run("RELEASE one")
            session.counters = counters
            session.kinds.forget()
            return .failed(error)
        }
    }

    /// After a failed transaction: back to what is on disk, or no further.
    private func abandon(_ session: WriterSession, _ error: StoreError) {
        if session.connection.isInTransaction { try? session.connection.run("ROLLBACK") }
        guard !session.connection.isInTransaction else { return fail(error.asUnavailable) }
        // A full disk or a foreign lock leaves the file as it was. After any other failure it is not known what an fsync
        // would have saved, so nothing more is written until somebody has looked and opened the store again.
        guard error.isPassing else { return fail(error.asUnavailable) }
        do throws(StoreError) { try session.reload() } catch { fail(error) }
    }

    /// Erasures that are on disk go to the journal, so that a restored backup carries them out again.
    private func record(_ committed: [CommittedChange]) {
        let erased = committed.filter { $0.feed.event == .erased }.map(\.feed.id)
        if erased.isEmpty { return }
        do throws(StoreError) { try journal.append(erased) } catch {
            // They are committed and stand in the feed; opening the store writes them to the journal.
            fail(error)
        }
    }

    private func reply(_ items: ArraySlice<Item>, _ error: StoreError) {
        for item in items {
            switch item {
            case .commit(_, let done): done(.failure(error))
            case .within(_, let done), .between(_, let done): done(error)
            }
        }
    }
}

/// Blocks the thread.
func sleep(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    Thread.sleep(forTimeInterval: Double(seconds) + Double(attoseconds) * 1e-18)
}

extension StoreError {
    /// As seen by those whose commit was well but lost its transaction.
    var asUnavailable: StoreError {
        switch self {
        case .unavailable, .damaged: self
        default: .unavailable("\(self)")
        }
    }

    /// Nothing was written, and the next attempt may go well.
    var isPassing: Bool {
        guard case .unavailable(let text) = self else { return false }
        return [SQLITE_FULL, SQLITE_BUSY, SQLITE_LOCKED].contains { text.hasPrefix("SQLite \($0):") }
    }
}
