import Foundation
import GRDB
import Identity
import Registry

/// What happens between the call that opens a store and the first commit.
enum Opening {
    /// `SXT1`: tells a store from other people's SQLite files.
    static let applicationID: Int64 = 0x5358_5431

    static func writer(path: String, _ configuration: SQLiteStore.Configuration) throws -> DatabaseQueue {
        var options = options()
        options.journalMode = .wal
        let queue = try DatabaseQueue(path: path, configuration: options)
        try queue.writeWithoutTransaction { database in
            // After opening: GRDB sets NORMAL when it switches to the write-ahead log.
            try database.execute(sql: "PRAGMA synchronous = \(configuration.synchronous)")
            try database.execute(sql: "PRAGMA secure_delete = ON")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            try database.execute(sql: "PRAGMA cache_size = -\(configuration.writerCacheKiB)")
        }
        return queue
    }

    static func reader(path: String, _ configuration: SQLiteStore.Configuration) throws -> DatabaseQueue {
        var options = options()
        options.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: options)
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
            try database.execute(sql: "PRAGMA cache_size = -\(configuration.readerCacheKiB)")
        }
        return queue
    }

    private static func options() -> GRDB.Configuration {
        var options = GRDB.Configuration()
        options.allowsUnsafeTransactions = true
        options.busyMode = .timeout(5)
        options.label = "sextant.store"
        return options
    }

    /// Brings the schema up to date; refuses a newer one and a file that is no store.
    static func upgrade(_ queue: DatabaseQueue) throws {
        let migrator = Migrations.migrator
        try queue.writeWithoutTransaction { database in
            let tables = try Int64.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            let application = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            if tables > 0, application != applicationID { throw StoreError.damaged("the file is not a store of Sextant") }
            if try migrator.hasBeenSuperseded(database) {
                throw StoreError.unavailable("the store was written by a newer Sextant; use that one")
            }
            try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        try migrator.migrate(queue)
    }

    /// Carries out what the journal tells of and this store does not know, then writes to the journal what the feed tells
    /// of and the journal does not know (a crash between the two, or a lost journal).
    static func eraseAgain(_ queue: DatabaseQueue, _ journal: ErasureJournal) throws {
        try queue.writeWithoutTransaction { database in
            let connection = Connection(database)
            defer { connection.forget() }
            let session = WriterSession(connection)
            try session.reload()
            let state = try connection.first("SELECT journal_offset, feed_sequence FROM erasure_state WHERE id = 1") {
                (offset: $0.int(0), sequence: $0.int(1))
            }
            guard let state else { throw StoreError.damaged("erasure state") }
            let today = journal.currentDay
            var known: Set<RecordID> = []
            let before = session.counters.sequence
            var end = try journal.replay(from: state.offset, cutting: true) { (lines) throws(StoreError) in
                try connection.run("BEGIN IMMEDIATE")
                do throws(StoreError) {
                    for line in lines {
                        known.insert(line.id)
                        try session.eraseAgain(line.id, on: today)
                    }
                    try connection.run("COMMIT")
                } catch {
                    if connection.isInTransaction { try? connection.run("ROLLBACK") }
                    throw error
                }
            }
            let start = end < state.offset ? 0 : state.sequence  // another journal: tell it everything
            let told = try connection.all(
                "SELECT id FROM feed WHERE event = 3 AND sequence > ? ORDER BY sequence", .int(start)
            ) { (row) throws(StoreError) in try row.id(0) }
            let missing = told.filter { !known.contains($0) }
            if !missing.isEmpty {
                try journal.append(missing.map { ErasureJournal.Line(id: $0, day: nil) })
                end = try journal.replay(from: end, cutting: true) { _ in }
            }
            if end != state.offset || session.counters.sequence != state.sequence {
                try connection.run(
                    "UPDATE erasure_state SET journal_offset = ?, feed_sequence = ? WHERE id = 1", .int(end),
                    .int(session.counters.sequence))
            }
            if session.counters.sequence != before {
                guard try session.purge() else {
                    throw StoreError.unavailable("the write-ahead log cannot be emptied after an erasure")
                }
            }
        }
    }
}
