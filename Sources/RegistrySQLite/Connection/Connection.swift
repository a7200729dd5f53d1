import GRDB
import GRDBSQLite
import Registry
import Wire

/// One SQLite connection and its prepared statements, used by one thread at a time.
///
/// GRDB opens, configures and migrates; the statements of the hot paths are stepped directly, bound by position, and
/// kept prepared under the address of their text.
final class Connection {
    let database: Database
    private var prepared: [UnsafePointer<UInt8>: Query] = [:]
    /// For connections that only read: what was committed keeps its number, so it is read once.
    private var kinds = KindTable()

    func kind(_ number: Int64) throws(StoreError) -> RecordKind { try kinds.kind(number, self) }
    func number(of kind: RecordKind) throws(StoreError) -> Int64? { try kinds.number(kind, self) }

    init(_ database: Database) { self.database = database }

    /// The prepared statement of a text that stands in the source once.
    func query(_ sql: StaticString) throws(StoreError) -> Query {
        if let known = prepared[sql.utf8Start] { return known }
        do {
            let query = Query(try database.makeStatement(sql: "\(sql)"))
            prepared[sql.utf8Start] = query
            return query
        } catch {
            throw StoreError(sqlite: error)
        }
    }

    /// Finalizes every statement; needed before the connection closes.
    func forget() { prepared = [:] }

    func run(_ sql: StaticString, _ values: Value...) throws(StoreError) {
        let query = try query(sql)
        try query.bind(values)
        while try query.step() {}
    }

    /// The first row, read by `read`.
    func first<Result>(
        _ sql: StaticString, _ values: Value..., read: (Row) throws(StoreError) -> Result
    ) throws(StoreError) -> Result? {
        let query = try query(sql)
        try query.bind(values)
        defer { query.reset() }
        return try query.step() ? try read(Row(statement: query.handle)) : nil
    }

    /// Every row, read by `read`.
    func all<Result>(
        _ sql: StaticString, _ values: Value..., read: (Row) throws(StoreError) -> Result
    ) throws(StoreError) -> [Result] {
        let query = try query(sql)
        try query.bind(values)
        defer { query.reset() }
        var out: [Result] = []
        while try query.step() { out.append(try read(Row(statement: query.handle))) }
        return out
    }

    func number(_ sql: StaticString, _ values: Value...) throws(StoreError) -> Int64 {
        let query = try query(sql)
        try query.bind(values)
        defer { query.reset() }
        return try query.step() ? Row(statement: query.handle).int(0) : 0
    }

    var lastRow: Int64 { sqlite3_last_insert_rowid(database.sqliteConnection) }
    /// Rows changed by the last statement.
    var changes: Int { Int(sqlite3_changes(database.sqliteConnection)) }
    /// Rows changed since the connection was opened.
    var totalChanges: Int64 { Int64(sqlite3_total_changes(database.sqliteConnection)) }
    /// SQLite ends a transaction by itself after some failures.
    var isInTransaction: Bool { sqlite3_get_autocommit(database.sqliteConnection) == 0 }
}

/// What is bound to a statement.
enum Value {
    case null
    case int(Int64)
    case text(String)
    case blob([UInt8])

    static func number(_ value: Int) -> Value { .int(Int64(value)) }
    static func id(_ id: RecordID) -> Value { .blob(id.bytes) }
}

/// A prepared statement.
final class Query {
    private let statement: Statement
    let handle: OpaquePointer

    init(_ statement: Statement) {
        self.statement = statement
        handle = statement.sqliteStatement
    }

    func bind(_ values: [Value]) throws(StoreError) {
        for (index, value) in values.enumerated() {
            let place = CInt(index + 1)
            let code =
                switch value {
                case .null: sqlite3_bind_null(handle, place)
                case .int(let number): sqlite3_bind_int64(handle, place, number)
                case .text(let text): Query.bind(text, to: handle, at: place)
                case .blob(let bytes):
                    bytes.isEmpty
                        ? sqlite3_bind_zeroblob(handle, place, 0)
                        : sqlite3_bind_blob(handle, place, bytes, CInt(bytes.count), Query.copied)
                }
            guard code == SQLITE_OK else { throw fault() }
        }
    }

    private static func bind(_ text: String, to handle: OpaquePointer, at place: CInt) -> CInt {
        var text = text
        return text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) {
                // An empty text has no address, and SQLite takes none for NULL.
                sqlite3_bind_text(handle, place, $0.baseAddress ?? Query.empty, CInt($0.count), Query.copied)
            }
        }
    }

    /// Whether there is a row; resets the statement where there is none.
    func step() throws(StoreError) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            sqlite3_reset(handle)
            return false
        default:
            throw fault()
        }
    }

    func reset() { sqlite3_reset(handle) }

    private func fault() -> StoreError {
        let connection = sqlite3_db_handle(handle)
        let code = sqlite3_extended_errcode(connection)
        let text = sqlite3_errmsg(connection).map { String(cString: $0) } ?? ""
        sqlite3_reset(handle)
        return StoreError(code: code, message: text)
    }

    /// SQLITE_TRANSIENT: SQLite copies what is bound.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    nonisolated(unsafe) private static let empty: UnsafePointer<CChar> = {
        let place = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
        place.pointee = 0
        return UnsafePointer(place)
    }()
}

/// The row a statement stands on.
struct Row {
    let statement: OpaquePointer

    func int(_ column: CInt) -> Int64 { sqlite3_column_int64(statement, column) }
    func isNull(_ column: CInt) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    func text(_ column: CInt) throws(StoreError) -> String {
        guard let start = sqlite3_column_text(statement, column) else { return "" }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
        guard let text = String(checkedUTF8: bytes) else { throw .damaged("text in column \(column)") }
        return text
    }

    /// Valid until the statement moves on.
    func buffer(_ column: CInt) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, column)
        return UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(statement, column)))
    }

    func bytes(_ column: CInt) -> [UInt8] { Array(buffer(column)) }
    func optionalBytes(_ column: CInt) -> [UInt8]? { isNull(column) ? nil : bytes(column) }

    func id(_ column: CInt) throws(StoreError) -> RecordID {
        guard let id = RecordID(bytes: buffer(column)) else { throw .damaged("identifier in column \(column)") }
        return id
    }
}
