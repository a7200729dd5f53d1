import Access
import Identity
import Registry

/// One read transaction of one connection.
final class SQLiteView: RecordReading {
    let connection: Connection

    init(_ connection: Connection) { self.connection = connection }

    func record(_ id: RecordID) throws(StoreError) -> StoredRecord? {
        try connection.first(
            """
            SELECT id, kind, version, owner, payload, schema, created, changed, changed_by FROM records WHERE id = ?
            """, .id(id)
        ) { (row) throws(StoreError) in try self.record(row) }
    }

    private func record(_ row: Row) throws(StoreError) -> StoredRecord {
        StoredRecord(
            id: try row.id(0), kind: try connection.kind(row.int(1)), version: Int(row.int(2)),
            owner: try row.text(3), payload: row.bytes(4), schema: Int(row.int(5)),
            created: Instant(milliseconds: row.int(6)), changed: Instant(milliseconds: row.int(7)),
            changedBy: try row.text(8))
    }

    func history(_ id: RecordID) throws(StoreError) -> [StoredRecord] {
        guard let standing = try record(id) else { return [] }
        let earlier = try connection.all(
            """
            SELECT v.version, v.owner, v.payload, v.schema, v.changed, v.changed_by
            FROM records r JOIN record_versions v ON v.record = r.number WHERE r.id = ? ORDER BY v.version
            """, .id(id)
        ) { (row) throws(StoreError) in
            StoredRecord(
                id: id, kind: standing.kind, version: Int(row.int(0)), owner: try row.text(1), payload: row.bytes(2),
                schema: Int(row.int(3)), created: standing.created, changed: Instant(milliseconds: row.int(4)),
                changedBy: try row.text(5))
        }
        return earlier + [standing]
    }

    func projection(_ id: RecordID) throws(StoreError) -> Projection? {
        let found = try connection.first(
            "SELECT r.number, p.bytes FROM records r JOIN projections p ON p.record = r.number WHERE r.id = ?", .id(id)
        ) { (row) throws(StoreError) in
            (number: row.int(0), projection: try Self.decode(row.bytes(1), id))
        }
        guard let found else { return nil }
        var projection = found.projection
        projection.templates = try connection.all(
            "SELECT kind, format, bytes FROM templates WHERE record = ? ORDER BY ordinal", .int(found.number)
        ) { (row) throws(StoreError) in
            StoredTemplate(kind: try row.text(0), format: try row.text(1), bytes: row.bytes(2))
        }
        return projection
    }

    private static func decode(_ bytes: [UInt8], _ id: RecordID) throws(StoreError) -> Projection {
        do throws(ProjectionFault) { return try ProjectionCodec.decode(bytes) } catch {
            throw .damaged("projection of \(id): \(error)")
        }
    }

    func find(_ kind: RecordKind, key: String, value: String) throws(StoreError) -> [RecordID] {
        guard let number = try connection.number(of: kind) else { return [] }
        return try connection.all(
            """
            SELECT r.id FROM record_keys k JOIN records r ON r.number = k.record
            WHERE k.kind = ? AND k.name = ? AND k.value = ? ORDER BY r.id
            """, .int(number), .text(key), .text(value)
        ) { (row) throws(StoreError) in try row.id(0) }
    }

    func records(_ kind: RecordKind, key: String, value: String) throws(StoreError) -> [StoredRecord] {
        guard let number = try connection.number(of: kind) else { return [] }
        return try connection.all(
            """
            SELECT r.id, r.kind, r.version, r.owner, r.payload, r.schema, r.created, r.changed, r.changed_by
            FROM record_keys k JOIN records r ON r.number = k.record WHERE k.kind = ? AND k.name = ? AND k.value = ?
            """, .int(number), .text(key), .text(value)
        ) { (row) throws(StoreError) in try self.record(row) }
        .sorted { $0.id < $1.id }  // a few rows; SQLite would carry their payloads through a sorter
    }

    func page(_ kind: RecordKind, after: RecordID?, limit: Int) throws(StoreError) -> [StoredRecord] {
        guard limit > 0, let number = try connection.number(of: kind) else { return [] }
        return try connection.all(
            """
            SELECT id, kind, version, owner, payload, schema, created, changed, changed_by FROM records
            WHERE kind = ? AND id > ? ORDER BY id LIMIT ?
            """, .int(number), .blob(after?.bytes ?? []), .number(limit)
        ) { (row) throws(StoreError) in try self.record(row) }
    }

    func count(_ kind: RecordKind) throws(StoreError) -> Int {
        guard let number = try connection.number(of: kind) else { return 0 }
        return Int(try connection.number("SELECT count(*) FROM records WHERE kind = ?", .int(number)))
    }

    func forEachProjection(_ visit: (RecordID, RecordKind, Projection) -> Void) throws(StoreError) {
        let projections = try connection.query("SELECT record, id, kind, bytes FROM projections ORDER BY record")
        let templates = try connection.query(
            "SELECT record, kind, format, bytes FROM templates ORDER BY record, ordinal")
        defer {
            projections.reset()
            templates.reset()
        }
        let (row, next) = (Row(statement: projections.handle), Row(statement: templates.handle))
        var decoder = ProjectionDecoder()
        var hasTemplate = try templates.step()
        while try projections.step() {
            let (number, id) = (row.int(0), try row.id(1))
            var projection: Projection
            do throws(ProjectionFault) { projection = try decoder.decode(row.buffer(3)) } catch {
                throw .damaged("projection of \(id): \(error)")
            }
            while hasTemplate, next.int(0) <= number {
                if next.int(0) == number {
                    projection.templates.append(
                        StoredTemplate(kind: try next.text(1), format: try next.text(2), bytes: next.bytes(3)))
                }
                hasTemplate = try templates.step()
            }
            visit(id, try connection.kind(row.int(2)), projection)
        }
    }

    func feed(after sequence: Int64, limit: Int) throws(StoreError) -> [FeedEntry] {
        if limit <= 0 { return [] }
        return try connection.all(
            "SELECT sequence, id, kind, version, event FROM feed WHERE sequence > ? ORDER BY sequence LIMIT ?",
            .int(sequence), .number(limit)
        ) { (row) throws(StoreError) in
            guard let event = FeedEntry.Event(storedNumber: row.int(4)) else { throw .damaged("feed event") }
            return FeedEntry(
                sequence: row.int(0), id: try row.id(1), kind: try self.connection.kind(row.int(2)),
                version: Int(row.int(3)), event: event)
        }
    }

    func lastSequence() throws(StoreError) -> Int64 { try connection.number("SELECT max(sequence) FROM feed") }

    func due(upTo day: Day, limit: Int) throws(StoreError) -> [DueItem] {
        if limit <= 0 { return [] }
        return try connection.all(
            """
            SELECT d.day, d.action, d.article, r.id, r.kind, r.version FROM due d JOIN records r ON r.number = d.record
            WHERE d.day <= ? ORDER BY d.day, d.record, d.action, d.article LIMIT ?
            """, .int(Int64(day.number)), .number(limit)
        ) { (row) throws(StoreError) in
            guard let action = UInt8(exactly: row.int(1)).flatMap({ DueDate.Action(storedNumber: $0) }) else {
                throw .damaged("due action")
            }
            return DueItem(
                id: try row.id(3), kind: try self.connection.kind(row.int(4)), version: Int(row.int(5)),
                due: DueDate(Day(number: Int32(clamping: row.int(0))), action, article: try row.text(2)))
        }
    }

    func idempotentReply(authority: String, key: String) throws(StoreError) -> IdempotentReply? {
        try StoredRows.reply(authority, key, connection)
    }

    func facts(authority: String, caseReference: String, at: Instant) throws(StoreError) -> [EstablishedFact] {
        try connection.all(
            """
            SELECT condition, system, at, expires FROM facts
            WHERE authority = ? AND case_reference = ? AND expires > ? ORDER BY number
            """, .text(authority), .text(caseReference), .int(at.milliseconds)
        ) { (row) throws(StoreError) in
            guard let condition = Condition(rawValue: try row.text(0)) else { throw .damaged("condition of a fact") }
            return EstablishedFact(
                condition: condition, authority: authority, caseReference: caseReference,
                system: try StoredRows.system(try row.text(1)), at: Instant(milliseconds: row.int(2)),
                expires: Instant(milliseconds: row.int(3)))
        }
    }

    func inbox(recipient: String, after: RecordID?, limit: Int) throws(StoreError) -> [Notice] {
        if limit <= 0 { return [] }
        let start = try after.map { (id) throws(StoreError) in
            try self.connection.number("SELECT number FROM notices WHERE id = ?", .id(id))
        }
        return try connection.all(
            """
            SELECT id, kind, article, record, text, at FROM notices
            WHERE recipient = ? AND number > ? ORDER BY number LIMIT ?
            """, .text(recipient), .int(start ?? 0), .number(limit)
        ) { (row) throws(StoreError) in
            Notice(
                id: try row.id(0), recipient: recipient, kind: try row.text(1), article: try row.text(2),
                record: row.isNull(3) ? nil : try row.id(3), text: try row.text(4),
                at: Instant(milliseconds: row.int(5)))
        }
    }

    func notice(_ id: RecordID) throws(StoreError) -> Notice? {
        try connection.all("SELECT recipient, kind, article, record, text, at FROM notices WHERE id = ?", .id(id)) {
            (row) throws(StoreError) in
            Notice(
                id: id, recipient: try row.text(0), kind: try row.text(1), article: try row.text(2),
                record: row.isNull(3) ? nil : try row.id(3), text: try row.text(4), at: Instant(milliseconds: row.int(5)))
        }.first
    }

    func position(_ follower: String) throws(StoreError) -> Int64 {
        try connection.number("SELECT position FROM positions WHERE follower = ?", .text(follower))
    }
}
