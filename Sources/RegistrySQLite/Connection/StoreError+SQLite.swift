import GRDB
import GRDBSQLite
import Registry

extension StoreError {
    /// What an extended result code of SQLite means for whoever uses the store.
    init(code: CInt, message: String) {
        switch code & 0xFF {
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .damaged("SQLite \(code): \(message)")
        case SQLITE_CONSTRAINT, SQLITE_TOOBIG, SQLITE_MISMATCH: self = .invalid("SQLite \(code): \(message)")
        default: self = .unavailable("SQLite \(code): \(message)")
        }
    }

    init(sqlite error: any Error) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError:
            self.init(code: error.extendedResultCode.rawValue, message: error.message ?? "")
        default: self = .unavailable("\(error)")
        }
    }

    /// A constraint of the schema refused the statement.
    var isConstraint: Bool { if case .invalid = self { true } else { false } }
}
