import Foundation
import GRDB
import GRDBSQLite
import Identity
import Registry

/// Something in a store that is not as it should be.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// `file`, `records`, `keys`, `due`, `history`, `feed`, `log`, `replies`, `erasures`.
    public let area: String
    public let text: String
    public var description: String { "\(area): \(text)" }
}

extension SQLiteStore {
    /// Recomputes everything that is derived and compares: SQLite's own integrity check, foreign keys, keys and due dates
    /// against projections, history, feed, log positions, replies, erasures. Reads one state and holds up no commit; takes
    /// some ten seconds for a million records. Empty where all is well; at most `limit` findings.
    public func examine(limit: Int = 100) async throws(StoreError) -> [Finding] {
        try await Self.examine(database: databasePath, configuration, journal, limit)
    }

    /// The same from beside a running server, or of a store that nobody has open (which must have been closed, or opened
    /// once since a crash: reading alone recovers nothing).
    public static func examine(directory: String, limit: Int = 100) async throws(StoreError) -> [Finding] {
        let configuration = Configuration()
        let path = directory + "/" + FileName.database
        guard FileManager.default.fileExists(atPath: path) else { throw .unavailable("there is no store at \(path)") }
        let journal = ErasureJournal(path: directory + "/" + FileName.journal, today: configuration.today)
        return try await examine(database: path, configuration, journal, limit)
    }

    private static func examine(
        database path: String, _ configuration: Configuration, _ journal: ErasureJournal, _ limit: Int
    ) async throws(StoreError) -> [Finding] {
        do {
            return try await onThread {
                let queue = try Opening.reader(path: path, configuration)
                defer { try? queue.close() }
                return try queue.writeWithoutTransaction { database in
                    let connection = Connection(database)
                    defer { connection.forget() }
                    try connection.run("BEGIN")
                    defer { try? connection.run("COMMIT") }
                    return try Examination(connection: connection, journal: journal, limit: limit).run()
                }
            }
        } catch {
            throw StoreError(sqlite: error)
        }
    }

    /// Runs what blocks for long on a thread of its own.
    static func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Value, any Error>, Never>) in
            let thread = Thread { continuation.resume(returning: Result(catching: body)) }
            thread.start()
        }
        return try result.get()
    }
}

/// One examination of one state.
struct Examination {
    let connection: Connection
    let journal: ErasureJournal
    let limit: Int
    private var findings: [Finding] = []

    init(connection: Connection, journal: ErasureJournal, limit: Int) {
        self.connection = connection
        self.journal = journal
        self.limit = limit
    }

    private mutating func note(_ area: String, _ text: String) {
        if findings.count < limit { findings.append(Finding(area: area, text: text)) }
    }

    consuming func run() throws(StoreError) -> [Finding] {
        try file()
        // In a damaged file, what follows would only repeat the damage in other words.
        guard findings.isEmpty else { return findings }
        try records()
        try history()
        try feed()
        try log()
        try replies()
        try erasures()
        return findings
    }

    private mutating func file() throws(StoreError) {
        for text in try connection.all("PRAGMA integrity_check(20)", read: { (row) throws(StoreError) in try row.text(0) })
        where text != "ok" {
            note("file", text)
        }
        let orphans = try connection.all("PRAGMA foreign_key_check") { (row) throws(StoreError) in
            "\(try row.text(0)) row \(row.int(1)) refers to nothing in \(try row.text(2))"
        }
        for text in orphans { note("file", text) }
    }

    /// Keys and due dates are those of the projection that stands.
    private mutating func records() throws(StoreError) {
        let missing = try connection.number(
            "SELECT count(*) FROM records r LEFT JOIN projections p ON p.record = r.number WHERE p.record IS NULL")
        if missing > 0 { note("records", "\(missing) without projection") }
        let query = try connection.query(
            """
            SELECT p.record, p.id, p.kind, p.bytes, r.id, r.kind FROM projections p JOIN records r ON r.number = p.record
            """)
        defer { query.reset() }
        let row = Row(statement: query.handle)
        var decoder = ProjectionDecoder()
        while try query.step() {
            let (number, id, kind) = (row.int(0), try row.id(1), row.int(2))
            if try row.id(4) != id || row.int(5) != kind { note("records", "projection of \(try row.id(4)) names another record") }
            let projection: Projection
            do throws(ProjectionFault) { projection = try decoder.decode(row.buffer(3)) } catch {
                note("records", "projection of \(id): \(error)")
                continue
            }
            let keys = try connection.all(
                "SELECT kind, name, value, is_unique FROM record_keys WHERE record = ?", .int(number)
            ) { (row) throws(StoreError) in
                "\(row.int(0)) \(try row.text(1))=\(try row.text(2)) \(row.int(3))"
            }
            let expectedKeys = projection.distinctKeys.map { "\(kind) \($0.name)=\($0.value) \($0.isUnique ? 1 : 0)" }
            if Set(keys.map { Array($0.utf8) }) != Set(expectedKeys.map { Array($0.utf8) }) {
                note("keys", "of \(id) are not those of its projection")
            }
            let due = try connection.all("SELECT day, action, article FROM due WHERE record = ?", .int(number)) {
                (row) throws(StoreError) in
                "\(row.int(0)) \(row.int(1)) \(try row.text(2))"
            }
            let expectedDue = projection.distinctDue.map { "\($0.day.number) \($0.action.storedNumber) \($0.article)" }
            if Set(due.map { Array($0.utf8) }) != Set(expectedDue.map { Array($0.utf8) }) {
                note("due", "dates of \(id) are not those of its projection")
            }
        }
        let stray = try connection.number("SELECT count(*) FROM record_keys k JOIN records r ON r.number = k.record WHERE k.kind <> r.kind")
        if stray > 0 { note("keys", "\(stray) of another kind than their record") }
    }

    /// A record in version n has the versions 1 to n - 1 behind it.
    private mutating func history() throws(StoreError) {
        let wrong = try connection.all(
            """
            SELECT r.id, r.version, count(v.version), ifnull(min(v.version), 1), ifnull(max(v.version), 0)
            FROM records r LEFT JOIN record_versions v ON v.record = r.number GROUP BY r.number
            HAVING count(v.version) <> r.version - 1 OR ifnull(min(v.version), 1) <> 1
                OR ifnull(max(v.version), 0) <> r.version - 1
            """
        ) { (row) throws(StoreError) in "\(try row.id(0)) stands at version \(row.int(1)) with \(row.int(2)) before it" }
        for text in wrong { note("history", text) }
    }

    /// Numbered without gaps, and its last word on each record is how the record stands.
    private mutating func feed() throws(StoreError) {
        let (count, last) = (
            try connection.number("SELECT count(*) FROM feed"), try connection.number("SELECT max(sequence) FROM feed")
        )
        if count != last { note("feed", "\(count) lines, but the last is number \(last)") }
        var standing: [RecordID: Int64] = [:]
        let query = try connection.query("SELECT id, version, event FROM feed ORDER BY sequence")
        defer { query.reset() }
        let row = Row(statement: query.handle)
        while try query.step() {
            let (id, version, event) = (try row.id(0), row.int(1), row.int(2))
            let before = standing[id]
            switch event {
            case 1:
                if before != nil || version != 1 { note("feed", "creates \(id) twice") }
                standing[id] = version
            case 2:
                if before != version - 1 { note("feed", "updates \(id) to \(version) from \(before ?? 0)") }
                standing[id] = version
            default:
                if before != version { note("feed", "erases \(id) at \(version), which stood at \(before ?? 0)") }
                standing[id] = nil
            }
        }
        let records = try connection.query("SELECT id, version FROM records")
        defer { records.reset() }
        let record = Row(statement: records.handle)
        var seen = 0
        while try records.step() {
            let (id, version) = (try record.id(0), record.int(1))
            seen += 1
            if standing[id] != version { note("feed", "has \(id) at \(standing[id] ?? 0), the record stands at \(version)") }
        }
        if seen != standing.count { note("feed", "\(standing.count) records by the feed, \(seen) in the store") }
    }

    private mutating func log() throws(StoreError) {
        let (count, last) = (
            try connection.number("SELECT count(*) FROM log"), try connection.number("SELECT max(number) FROM log")
        )
        if count != last { note("log", "\(count) entries, but the last is number \(last)") }
        let sequenced = try connection.number("SELECT sequenced FROM log_state WHERE id = 1")
        if sequenced > last { note("log", "\(sequenced) positions for \(last) entries") }
        let idle = try connection.number(
            """
            SELECT count(*) FROM log_follows f JOIN log l ON l.number = f.entry
            LEFT JOIN records r ON r.id = f.record WHERE r.id IS NULL OR l.erase_on IS NOT NULL
            """)
        if idle > 0 { note("log", "\(idle) entries wait for records that are gone") }
        let endless = try connection.number(
            """
            SELECT count(*) FROM log WHERE follows IS NOT NULL AND erase_on IS NULL
                AND NOT EXISTS (SELECT 1 FROM log_follows f WHERE f.entry = log.number)
            """)
        if endless > 0 { note("log", "\(endless) entries would never be erased") }
    }

    private mutating func replies() throws(StoreError) {
        let lost = try connection.number(
            """
            SELECT count(*) FROM replies
            WHERE (SELECT count(*) FROM reply_records n WHERE n.reply = replies.number) > length(records) / 16
                OR (length(records) > 0 AND NOT EXISTS (SELECT 1 FROM reply_records n WHERE n.reply = replies.number))
            """)
        if lost > 0 { note("replies", "\(lost) do not know the records they name") }
    }

    /// What was erased stands nowhere, and the journal knows of it.
    private mutating func erasures() throws(StoreError) {
        let stated = try connection.number("SELECT feed_sequence FROM erasure_state WHERE id = 1")
        var told: Set<RecordID> = []
        _ = try journal.replay(from: 0, cutting: false) { (lines) throws(StoreError) in
            for line in lines { told.insert(line.id) }
        }
        for id in told {
            if try connection.first("SELECT 1 FROM records WHERE id = ?", .id(id), read: { $0.int(0) }) != nil {
                note("erasures", "\(id) is in the journal and in the store")
            }
        }
        let erased = try connection.all("SELECT id FROM feed WHERE event = 3 AND sequence <= ?", .int(stated)) {
            (row) throws(StoreError) in try row.id(0)
        }
        for id in erased where !told.contains(id) { note("erasures", "\(id) is not in the journal") }
    }
}
