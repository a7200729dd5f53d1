import Registry

/// The numbers under which one connection knows the kinds of records.
struct KindTable {
    private var numbers: [RecordKind: Int64] = [:]
    private var kinds: [Int64: RecordKind] = [:]

    mutating func forget() { self = KindTable() }

    /// The kind's number; `nil` where no record of it was ever stored.
    mutating func number(_ kind: RecordKind, _ connection: Connection) throws(StoreError) -> Int64? {
        if let known = numbers[kind] { return known }
        let found = try connection.first(
            "SELECT number FROM kinds WHERE name = ?", .text(kind.description), read: { $0.int(0) })
        if let found { remember(kind, found) }
        return found
    }

    /// The kind's number; a new one is given within the running transaction.
    mutating func numberForWriting(_ kind: RecordKind, _ connection: Connection) throws(StoreError) -> Int64 {
        if let known = try number(kind, connection) { return known }
        try connection.run("INSERT INTO kinds (name) VALUES (?)", .text(kind.description))
        let number = connection.lastRow
        remember(kind, number)
        return number
    }

    mutating func kind(_ number: Int64, _ connection: Connection) throws(StoreError) -> RecordKind {
        if let known = kinds[number] { return known }
        let name = try connection.first("SELECT name FROM kinds WHERE number = ?", .int(number)) { (row) throws(StoreError) in
            try row.text(0)
        }
        guard let kind = name.flatMap({ RecordKind($0) }) else { throw .damaged("record kind \(number)") }
        remember(kind, number)
        return kind
    }

    private mutating func remember(_ kind: RecordKind, _ number: Int64) {
        numbers[kind] = number
        kinds[number] = kind
    }
}
