import Access
import GRDBSQLite
import Identity
import Registry

/// Applies commits within the transaction that its thread has open.
final class WriterSession {
    let connection: Connection
    var kinds = KindTable()
    /// What the next rows are numbered from; put back when a savepoint is rolled back.
    var counters = Counters()

    struct Counters {
        var sequence: Int64 = 0
        var log: Int64 = 0
        var sequenced: Int64 = 0
    }

    init(_ connection: Connection) { self.connection = connection }

    /// Reads the counters as they are on disk.
    func reload() throws(StoreError) {
        kinds.forget()
        counters.sequence = try connection.number("SELECT max(sequence) FROM feed")
        counters.log = try connection.number("SELECT max(number) FROM log")
        counters.sequenced = try connection.number("SELECT sequenced FROM log_state WHERE id = 1")
    }

    // MARK: - Commit

    func apply(_ commit: Commit) throws(StoreError) -> [CommittedChange] {
        if let reply = commit.idempotency, let used = try self.reply(reply.authority, reply.key) {
            if used.expires > commit.at { throw .replay(used) }
            try connection.run(
                "DELETE FROM replies WHERE authority = ? AND key = ?", .text(reply.authority), .text(reply.key))
        }
        var committed: [CommittedChange] = []
        committed.reserveCapacity(commit.changes.count)
        for change in commit.changes { committed.append(try apply(change, of: commit)) }
        for id in commit.acknowledged { try connection.run("DELETE FROM notices WHERE id = ?", .id(id)) }
        for row in commit.log { try append(row, at: commit.at) }
        for notice in commit.notices { try add(notice) }
        if let reply = commit.idempotency { try add(reply) }
        for fact in commit.facts { try add(fact) }
        for (follower, position) in commit.positions {
            try connection.run(
                """
                INSERT INTO positions (follower, position) VALUES (?, ?)
                ON CONFLICT (follower) DO UPDATE SET position = excluded.position
                """, .text(follower), .int(position))
        }
        return committed
    }

    private struct Standing {
        let number: Int64
        let kind: Int64
        let version: Int
    }

    private func standing(_ id: RecordID) throws(StoreError) -> Standing? {
        try connection.first("SELECT number, kind, version FROM records WHERE id = ?", .id(id)) {
            Standing(number: $0.int(0), kind: $0.int(1), version: Int($0.int(2)))
        }
    }

    private func apply(_ change: Change, of commit: Commit) throws(StoreError) -> CommittedChange {
        switch change {
        case .create(let id, let draft):
            let kind = try kinds.numberForWriting(draft.kind, connection)
            do throws(StoreError) {
                try connection.run(
                    """
                    INSERT INTO records (id, kind, version, owner, schema, payload, created, changed, changed_by)
                    VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?)
                    """, .id(id), .int(kind), .text(draft.owner), .number(draft.schema), .blob(draft.payload),
                    .int(commit.at.milliseconds), .int(commit.at.milliseconds), .text(commit.by))
            } catch {
                throw error.isConstraint ? .alreadyExists(id) : error
            }
            let number = connection.lastRow
            var bare = draft.projection
            bare.templates = []
            try connection.run(
                "INSERT INTO projections (record, id, kind, bytes) VALUES (?, ?, ?, ?)", .int(number), .id(id),
                .int(kind), .blob(ProjectionCodec.encode(bare)))
            try derive(draft, number: number, kind: kind)
            return try publish(id, draft.kind, kind, 1, .created, draft.projection)

        case .update(let id, let expected, let draft):
            guard let old = try standing(id) else { throw .versionConflict(id, current: nil) }
            guard old.version == expected else { throw .versionConflict(id, current: old.version) }
            guard try kinds.kind(old.kind, connection) == draft.kind else { throw .invalid("a record keeps its kind") }
            try connection.run(
                """
                INSERT INTO record_versions (record, version, owner, schema, payload, changed, changed_by)
                SELECT number, version, owner, schema, payload, changed, changed_by FROM records WHERE number = ?
                """, .int(old.number))
            try connection.run(
                """
                UPDATE records SET version = ?, owner = ?, schema = ?, payload = ?, changed = ?, changed_by = ?
                WHERE number = ?
                """, .number(expected + 1), .text(draft.owner), .number(draft.schema), .blob(draft.payload),
                .int(commit.at.milliseconds), .text(commit.by), .int(old.number))
            var bare = draft.projection
            bare.templates = []
            try connection.run(
                "UPDATE projections SET bytes = ? WHERE record = ?", .blob(ProjectionCodec.encode(bare)),
                .int(old.number))
            try connection.run("DELETE FROM record_keys WHERE record = ?", .int(old.number))
            try connection.run("DELETE FROM due WHERE record = ?", .int(old.number))
            try connection.run("DELETE FROM templates WHERE record = ?", .int(old.number))
            try derive(draft, number: old.number, kind: old.kind)
            return try publish(id, draft.kind, old.kind, expected + 1, .updated, draft.projection)

        case .erase(let id, let expected, _):
            guard let old = try standing(id) else { throw .versionConflict(id, current: nil) }
            if let expected, expected != old.version { throw .versionConflict(id, current: old.version) }
            try erase(id, number: old.number, at: commit.at)
            return try publish(id, try kinds.kind(old.kind, connection), old.kind, old.version, .erased, nil)
        }
    }

    /// Keys, due dates and templates of the version that now stands.
    private func derive(_ draft: RecordDraft, number: Int64, kind: Int64) throws(StoreError) {
        for key in draft.projection.distinctKeys {
            do throws(StoreError) {
                try connection.run(
                    "INSERT INTO record_keys (kind, name, value, record, is_unique) VALUES (?, ?, ?, ?, ?)",
                    .int(kind), .text(key.name), .text(key.value), .int(number), .int(key.isUnique ? 1 : 0))
            } catch {
                throw error.isConstraint ? .keyTaken(key) : error
            }
        }
        for due in draft.projection.distinctDue {
            try connection.run(
                "INSERT INTO due (day, record, action, article) VALUES (?, ?, ?, ?)", .int(Int64(due.day.number)),
                .int(number), .int(Int64(due.action.storedNumber)), .text(due.article))
        }
        for (ordinal, template) in draft.projection.templates.enumerated() {
            try connection.run(
                "INSERT INTO templates (record, ordinal, kind, format, bytes) VALUES (?, ?, ?, ?, ?)", .int(number),
                .number(ordinal), .text(template.kind), .text(template.format), .blob(template.bytes))
        }
    }

    private func publish(
        _ id: RecordID, _ kind: RecordKind, _ kindNumber: Int64, _ version: Int, _ event: FeedEntry.Event,
        _ projection: Projection?
    ) throws(StoreError) -> CommittedChange {
        counters.sequence += 1
        try connection.run(
            "INSERT INTO feed (sequence, id, kind, version, event) VALUES (?, ?, ?, ?, ?)", .int(counters.sequence),
            .id(id), .int(kindNumber), .number(version), .int(event.storedNumber))
        let entry = FeedEntry(sequence: counters.sequence, id: id, kind: kind, version: version, event: event)
        return CommittedChange(feed: entry, projection: projection)
    }

    // MARK: - Erasure

    /// Removes a record and whatever names it.
    private func erase(_ id: RecordID, number: Int64?, at: Instant) throws(StoreError) {
        if let number { try connection.run("DELETE FROM records WHERE number = ?", .int(number)) }
        try connection.run("DELETE FROM notices WHERE record = ?", .id(id))
        try connection.run(
            "DELETE FROM replies WHERE number IN (SELECT reply FROM reply_records WHERE record = ?)", .id(id))
        let entries = try connection.all("SELECT entry FROM log_follows WHERE record = ?", .id(id), read: { $0.int(0) })
        if entries.isEmpty { return }
        try connection.run("DELETE FROM log_follows WHERE record = ?", .id(id))
        for entry in entries
        where try connection.number("SELECT count(*) FROM log_follows WHERE entry = ?", .int(entry)) == 0 {
            try connection.run(
                "UPDATE log SET erase_on = ? WHERE number = ?",
                .int(Int64(LogRow.eraseDay(afterErasureAt: at).number)), .int(entry))
        }
    }

    /// Carries out an erasure that the journal tells of.
    func eraseAgain(_ id: RecordID, on day: Day) throws(StoreError) {
        let old = try standing(id)
        try erase(id, number: old?.number, at: Instant(day: day))
        guard let old else { return }
        _ = try publish(id, try kinds.kind(old.kind, connection), old.kind, old.version, .erased, nil)
    }

    /// Between transactions: nothing of what was erased stays in the write-ahead log or the database. False while a read that
    /// began before goes on.
    func purge() throws(StoreError) -> Bool {
        guard try Checkpointer.checkpoint(connection.database, SQLITE_CHECKPOINT_TRUNCATE) else { return false }
        try PageScrubber.scrub(connection)
        return true
    }

    func expire(at now: Instant) throws(StoreError) -> Int {
        try connection.run("DELETE FROM replies WHERE expires <= ?", .int(now.milliseconds))
        let replies = connection.changes
        try connection.run("DELETE FROM facts WHERE expires <= ?", .int(now.milliseconds))
        return replies + connection.changes
    }

    // MARK: - What goes with a commit

    private func reply(_ authority: String, _ key: String) throws(StoreError) -> IdempotentReply? {
        try StoredRows.reply(authority, key, connection)
    }

    private func add(_ reply: IdempotentReply) throws(StoreError) {
        try connection.run(
            "INSERT INTO replies (authority, key, digest, reply, records, expires) VALUES (?, ?, ?, ?, ?, ?)",
            .text(reply.authority), .text(reply.key), .blob(reply.requestDigest), .blob(reply.reply),
            .blob(reply.records.flatMap(\.bytes)), .int(reply.expires.milliseconds))
        let number = connection.lastRow
        for record in Set(reply.records) {
            try connection.run("INSERT INTO reply_records (record, reply) VALUES (?, ?)", .id(record), .int(number))
        }
    }

    private func add(_ notice: Notice) throws(StoreError) {
        do throws(StoreError) {
            try connection.run(
                "INSERT INTO notices (id, recipient, kind, article, record, text, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                .id(notice.id), .text(notice.recipient), .text(notice.kind), .text(notice.article),
                notice.record.map { .id($0) } ?? .null, .text(notice.text), .int(notice.at.milliseconds))
        } catch {
            throw error.isConstraint ? .alreadyExists(notice.id) : error
        }
    }

    private func add(_ fact: EstablishedFact) throws(StoreError) {
        try connection.run(
            "INSERT INTO facts (authority, case_reference, condition, system, at, expires) VALUES (?, ?, ?, ?, ?, ?)",
            .text(fact.authority), .text(fact.caseReference), .text(fact.condition.rawValue),
            .text(fact.system.rawValue), .int(fact.at.milliseconds), .int(fact.expires.milliseconds))
    }

    // MARK: - Log

    private func append(_ row: LogRow, at: Instant) throws(StoreError) {
        var eraseOn = row.eraseOn
        var waiting: Set<RecordID> = []
        if eraseOn == nil, !row.follows.isEmpty {
            for id in Set(row.follows) where try standing(id) != nil { waiting.insert(id) }
            if waiting.isEmpty { eraseOn = LogRow.eraseDay(afterErasureAt: at) }
        }
        counters.log += 1
        do throws(StoreError) {
            try connection.run(
                """
                INSERT INTO log (number, id, at, leaf, sealed, erase_on, follows, system, event)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, .int(counters.log), .id(row.id), .int(row.at.milliseconds), .blob(row.leafData),
                row.sealed.map { .blob($0) } ?? .null, eraseOn.map { .int(Int64($0.number)) } ?? .null,
                row.follows.isEmpty ? .null : .blob(row.follows.flatMap(\.bytes)), .text(row.system.rawValue),
                .text(row.event))
        } catch {
            throw error.isConstraint ? .alreadyExists(row.id) : error
        }
        for id in waiting {
            try connection.run(
                "INSERT INTO log_follows (record, entry) VALUES (?, ?)", .id(id), .int(counters.log))
        }
    }

    func sequence(limit: Int) throws(StoreError) -> [SequencedLeaf] {
        let end = counters.sequenced + min(counters.log - counters.sequenced, Int64(max(0, limit)))
        if end <= counters.sequenced { return [] }
        let leaves = try connection.all(
            "SELECT number, leaf FROM log WHERE number > ? AND number <= ? ORDER BY number", .int(counters.sequenced),
            .int(end), read: { SequencedLeaf(position: $0.int(0) - 1, leafData: $0.bytes(1)) })
        guard leaves.count == Int(end - counters.sequenced) else { throw .damaged("the log has a gap") }
        try connection.run("UPDATE log_state SET sequenced = ? WHERE id = 1", .int(end))
        counters.sequenced = end
        return leaves
    }

    func store(_ tiles: [StoredTile], checkpoint: [UInt8]?) throws(StoreError) {
        for tile in tiles {
            try connection.run(
                """
                INSERT INTO log_tiles (level, place, width, bytes) VALUES (?, ?, ?, ?)
                ON CONFLICT (level, place) DO UPDATE SET width = excluded.width, bytes = excluded.bytes
                WHERE excluded.width >= log_tiles.width
                """, .number(tile.level), .int(tile.index), .number(tile.width), .blob(tile.bytes))
        }
        if let checkpoint {
            try connection.run("UPDATE log_state SET checkpoint = ? WHERE id = 1", .blob(checkpoint))
        }
    }

    /// At most `limit` entries, so that commits do not wait long.
    func eraseLogContents(upTo day: Day, limit: Int) throws(StoreError) -> Int {
        try connection.run(
            """
            UPDATE log SET sealed = NULL WHERE number IN (
                SELECT number FROM log WHERE sealed IS NOT NULL AND erase_on IS NOT NULL AND erase_on <= ? LIMIT ?)
            """, .int(Int64(day.number)), .number(limit))
        return connection.changes
    }
}

extension FeedEntry.Event {
    var storedNumber: Int64 {
        switch self {
        case .created: 1
        case .updated: 2
        case .erased: 3
        }
    }
    init?(storedNumber: Int64) {
        guard let found = Self.allCases.first(where: { $0.storedNumber == storedNumber }) else { return nil }
        self = found
    }
}
