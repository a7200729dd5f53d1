import Identity
import Registry

extension SQLiteStore {
    public func sequence(limit: Int) async throws(StoreError) -> [SequencedLeaf] {
        try await writer.within { (session) throws(StoreError) in try session.sequence(limit: limit) }
    }

    public func logRow(_ id: RecordID) async throws(StoreError) -> SequencedRow? {
        try await look { (connection) throws(StoreError) in
            let sequenced = try connection.number("SELECT sequenced FROM log_state WHERE id = 1")
            return try connection.first(
                "SELECT number, id, at, leaf, sealed, erase_on, follows, system, event FROM log WHERE id = ?", .id(id)
            ) { (row) throws(StoreError) in try StoredRows.logRow(row, sequenced: sequenced) }
        }
    }

    public func logRows(from position: Int64, limit: Int) async throws(StoreError) -> [SequencedRow] {
        if limit <= 0 { return [] }
        return try await look { (connection) throws(StoreError) in
            let sequenced = try connection.number("SELECT sequenced FROM log_state WHERE id = 1")
            return try connection.all(
                """
                SELECT number, id, at, leaf, sealed, erase_on, follows, system, event FROM log
                WHERE number > ? AND number <= ? ORDER BY number LIMIT ?
                """, .int(max(0, position)), .int(sequenced), .number(limit)
            ) { (row) throws(StoreError) in try StoredRows.logRow(row, sequenced: sequenced) }
        }
    }

    public func logSize() async throws(StoreError) -> Int64 {
        try await look { (connection) throws(StoreError) in
            try connection.number("SELECT sequenced FROM log_state WHERE id = 1")
        }
    }

    public func unsequenced() async throws(StoreError) -> Int {
        try await look { (connection) throws(StoreError) in
            Int(try connection.number("SELECT ifnull((SELECT max(number) FROM log), 0) - sequenced FROM log_state"))
        }
    }

    public func storeTiles(_ tiles: [StoredTile], checkpoint: [UInt8]?) async throws(StoreError) {
        if let fault = StoredTile.fault(in: tiles) { throw .invalid(fault) }
        try await writer.within { (session) throws(StoreError) in try session.store(tiles, checkpoint: checkpoint) }
    }

    public func tile(level: Int, index: Int64, width: Int) async throws(StoreError) -> [UInt8]? {
        if width < 1 { return nil }
        return try await look { (connection) throws(StoreError) in
            try connection.first(
                "SELECT substr(bytes, 1, 32 * ?3) FROM log_tiles WHERE level = ?1 AND place = ?2 AND width >= ?3",
                .number(level), .int(index), .number(width), read: { $0.bytes(0) })
        }
    }

    public func checkpoint() async throws(StoreError) -> [UInt8]? {
        try await look { (connection) throws(StoreError) in
            try connection.first("SELECT checkpoint FROM log_state WHERE id = 1", read: { $0.optionalBytes(0) }) ?? nil
        }
    }

    public func eraseLogContents(upTo day: Day) async throws(StoreError) -> Int {
        var total = 0
        while true {
            let count = try await writer.within { (session) throws(StoreError) in
                try session.eraseLogContents(upTo: day, limit: 1000)
            }
            total += count
            if count < 1000 { return total }
        }
    }

    private func look<Value: Sendable>(
        _ body: @escaping @Sendable (Connection) throws(StoreError) -> Value
    ) async throws(StoreError) -> Value {
        do { return try await readers.read { try body($0.connection) } } catch { throw StoreError(sqlite: error) }
    }
}
