import Foundation
import GRDB
import GRDBSQLite
import Registry
import Synchronization

/// Moves pages from the write-ahead log into the database file beside the writer, so that commits do not wait for it;
/// the writer itself moves only what came in meanwhile, after which the log starts again from its beginning.
///
/// `@unchecked Sendable`: what is mutable is touched only while `condition` is held.
final class Checkpointer: @unchecked Sendable {
    private let condition = NSCondition()
    private let threshold: Int
    private var isWanted = false
    private var isClosed = false
    /// Pages in the write-ahead log after the last commit.
    let pages = Atomic<Int>(0)
    private let ended = DispatchSemaphore(value: 0)

    init(threshold: Int) { self.threshold = threshold }

    /// Called by the writer's connection after every commit.
    func watch(_ database: Database) {
        sqlite3_wal_hook(
            database.sqliteConnection,
            { context, _, _, pages in
                if let context {
                    Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue()
                        .pages.store(Int(pages), ordering: .relaxed)
                }
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    func consider() {
        guard pages.load(ordering: .relaxed) >= threshold else { return }
        condition.lock()
        isWanted = true
        condition.signal()
        condition.unlock()
    }

    func start(_ database: DatabaseQueue, writer: Writer) {
        let thread = Thread { [self] in
            while wait() {
                do {
                    _ = try database.writeWithoutTransaction { database in
                        try Checkpointer.checkpoint(database, SQLITE_CHECKPOINT_PASSIVE)
                    }
                } catch {
                    writer.fail(StoreError(sqlite: error))
                }
                writer.post { (session) throws(StoreError) in
                    do throws(StoreError) {
                        try Checkpointer.checkpoint(session.connection.database, SQLITE_CHECKPOINT_PASSIVE)
                    } catch {
                        writer.fail(error)
                        throw error
                    }
                }
            }
            try? database.close()
            ended.signal()
        }
        thread.name = "sextant.store.checkpointer"
        thread.start()
    }

    func stop() {
        condition.lock()
        isClosed = true
        condition.signal()
        condition.unlock()
        ended.wait()
        ended.signal()
    }

    /// Whether there is something to do; false when closing.
    private func wait() -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while !isWanted, !isClosed { condition.wait() }
        isWanted = false
        return !isClosed
    }

    /// Returns whether the whole log was moved. That another thread is busy with it is no failure.
    @discardableResult
    static func checkpoint(_ database: Database, _ mode: CInt) throws(StoreError) -> Bool {
        var (logged, moved): (CInt, CInt) = (0, 0)
        let code = sqlite3_wal_checkpoint_v2(database.sqliteConnection, "main", mode, &logged, &moved)
        switch code & 0xFF {
        case SQLITE_OK: return logged == moved
        case SQLITE_BUSY, SQLITE_LOCKED: return false
        default:
            throw StoreError(
                code: sqlite3_extended_errcode(database.sqliteConnection),
                message: "checkpoint: " + (sqlite3_errmsg(database.sqliteConnection).map { String(cString: $0) } ?? ""))
        }
    }
}
