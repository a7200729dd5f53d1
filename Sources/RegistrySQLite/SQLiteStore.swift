import Foundation
import GRDB
import GRDBSQLite
import Identity
import Registry

/// The store in one SQLite file: write-ahead log, `synchronous=FULL`, one writing thread with group commit, a few
/// reading threads.
///
/// A store is a directory with `store.sqlite` (and SQLite's `-wal` and `-shm`), the journal of erasures `erasures.log`, and
/// `store.lock`, which keeps a second process from writing.
public final class SQLiteStore: Store {
    public struct Configuration: Sendable {
        /// Threads that read.
        public var readers = max(2, ProcessInfo.processInfo.activeProcessorCount)
        /// Commits that share a transaction, at most.
        public var commitsPerBatch = 512
        /// Commits that may wait before further ones are refused with `.unavailable`.
        public var waitingCommits = 65_536
        /// Reads that may wait before further ones are refused with `.unavailable`.
        public var waitingReads = 65_536
        /// Memory for pages, in KiB, of the writer and of each reader.
        public var writerCacheKiB = 65_536
        public var readerCacheKiB = 16_384
        /// Pages in the write-ahead log from which on they are moved into the database.
        public var checkpointPages = 4096
        /// Added to every batch's fsync; for measuring what a slower disk would do.
        public var addedSyncDelay: Duration?
        /// How long `purge` waits for long reads.
        public var purgePatience: Duration = .seconds(60)
        /// `FULL`, so that a commit survives a power cut; the tests show what happens otherwise.
        package var synchronous = "FULL"
        /// The day for the journal of erasures.
        public var today: @Sendable () -> Day = {
            Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)).utcDay
        }

        public init() {}
    }

    /// Names of the files in a store's directory.
    enum FileName {
        static let database = "store.sqlite"
        static let journal = "erasures.log"
        static let lock = "store.lock"
    }

    public let directory: String
    let configuration: Configuration
    let writer: Writer
    let readers: ReaderPool
    let checkpointer: Checkpointer
    let journal: ErasureJournal
    private let lock: FileLock

    /// Opens the store in `directory`, which is made where it does not exist; brings an older schema up to date; carries out
    /// again the erasures that the journal tells of. Refuses a newer schema, a foreign file, and a store that is in use.
    /// Blocks: call it while starting.
    public init(directory: String, configuration: Configuration = Configuration()) throws(StoreError) {
        self.directory = directory
        self.configuration = configuration
        let path = directory + "/" + FileName.database
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unavailable("\(directory): \(error)")
        }
        lock = try FileLock(path: directory + "/" + FileName.lock)
        journal = ErasureJournal(path: directory + "/" + FileName.journal, today: configuration.today)
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        let opened: (writer: DatabaseQueue, checkpointer: DatabaseQueue, readers: [DatabaseQueue])
        do {
            let main = try Opening.writer(path: path, configuration)
            try Opening.upgrade(main)
            try Opening.eraseAgain(main, journal)
            opened = (
                main, try Opening.writer(path: path, configuration),
                try (0..<max(1, configuration.readers)).map { _ in try Opening.reader(path: path, configuration) }
            )
        } catch {
            throw StoreError(sqlite: error)
        }
        checkpointer = Checkpointer(threshold: configuration.checkpointPages)
        writer = Writer(configuration: configuration, journal: journal, checkpointer: checkpointer)
        readers = ReaderPool(opened.readers, capacity: configuration.waitingReads)
        opened.writer.writeWithoutTransaction { checkpointer.watch($0) }
        writer.start(opened.writer)
        checkpointer.start(opened.checkpointer, writer: writer)
    }

    deinit { stop() }

    /// The writer's connection closes last: then SQLite moves what is in the write-ahead log into the database and removes
    /// it, which a reader's connection could not.
    private func stop() {
        readers.stop()
        checkpointer.stop()
        writer.stop()
        journal.close()
        lock.release()
    }

    var databasePath: String { directory + "/" + FileName.database }

    /// Why the store takes no more commits; `nil` while all is well. For `/readyz`.
    public var failure: StoreError? { writer.standingFailure }

    // MARK: - Store

    @discardableResult
    public func commit(_ commit: Commit) async throws(StoreError) -> Receipt { try await writer.commit(commit) }

    public func observe(_ observer: @escaping @Sendable ([CommittedChange]) -> Void) { writer.observe(observer) }

    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any RecordReading) throws -> Value
    ) async throws -> Value {
        try await readers.read { try body($0) }
    }

    public func reading(_ body: @escaping @Sendable (Result<any RecordReading, any Error>) -> Void) { readers.reading(body) }

    public func expire(at now: Instant) async throws(StoreError) -> Int {
        try await writer.within { (session) throws(StoreError) in try session.expire(at: now) }
    }

    /// Empties the write-ahead log once everything in it is in the database, and wipes what moved rows left in the database's
    /// pages. Waits for reads that began before, without keeping commits waiting; the wiping then holds them up for about
    /// a second for each GiB.
    public func purge() async throws(StoreError) {
        let start = ContinuousClock.now
        while true {
            let done = try await writer.between { [writer] (session) throws(StoreError) in
                do throws(StoreError) { return try session.purge() } catch {
                    if !error.isPassing { writer.fail(error) }
                    throw error
                }
            }
            if done { return }
            guard ContinuousClock.now - start < configuration.purgePatience else {
                throw .unavailable("a long read keeps the write-ahead log from being emptied")
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
    }

    public func close() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let thread = Thread { [self] in
                stop()
                continuation.resume()
            }
            thread.start()
        }
    }
}
