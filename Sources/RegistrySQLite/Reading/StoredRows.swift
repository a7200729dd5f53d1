import Access
import Identity
import Registry

/// Rows as values, for the writer and the readers alike.
enum StoredRows {
    static func reply(
        _ authority: String, _ key: String, _ connection: Connection
    ) throws(StoreError) -> IdempotentReply? {
        try connection.first(
            "SELECT digest, reply, records, expires FROM replies WHERE authority = ? AND key = ?", .text(authority),
            .text(key)
        ) { (row) throws(StoreError) in
            IdempotentReply(
                authority: authority, key: key, requestDigest: row.bytes(0), reply: row.bytes(1),
                records: try ids(row.buffer(2)), expires: Instant(milliseconds: row.int(3)))
        }
    }

    /// Identifiers one behind another.
    static func ids(_ bytes: UnsafeRawBufferPointer) throws(StoreError) -> [RecordID] {
        guard bytes.count % 16 == 0 else { throw .damaged("list of identifiers") }
        var out: [RecordID] = []
        out.reserveCapacity(bytes.count / 16)
        for start in stride(from: 0, to: bytes.count, by: 16) {
            guard let id = RecordID(bytes: bytes[start..<(start + 16)]) else { throw .damaged("identifier") }
            out.append(id)
        }
        return out
    }

    static func system(_ text: String) throws(StoreError) -> SystemName {
        guard let system = SystemName(rawValue: text) else { throw .damaged("system \(text)") }
        return system
    }

    /// Columns: number, id, at, leaf, sealed, erase_on, follows, system, event.
    static func logRow(_ row: Row, sequenced: Int64) throws(StoreError) -> SequencedRow {
        let number = row.int(0)
        return SequencedRow(
            position: number <= sequenced ? number - 1 : nil,
            row: LogRow(
                id: try row.id(1), at: Instant(milliseconds: row.int(2)), leafData: row.bytes(3),
                sealed: row.optionalBytes(4), eraseOn: row.isNull(5) ? nil : Day(number: Int32(clamping: row.int(5))),
                follows: try ids(row.buffer(6)), system: try system(try row.text(7)), event: try row.text(8)))
    }
}
