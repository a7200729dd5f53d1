import Identity

/// Rows by document and date of birth, packed: a document's number is not in it, only 96 bits of a hash under the process's own
/// random key. Whoever got hold of the memory could not read documents from it.
struct DocumentTable<Row: Sendable>: Sendable {
    private struct Entry: Sendable {
        var key: UInt64
        var check: UInt32
        var born: UInt32
        var row: Row
    }
    private var entries: ContiguousArray<Entry> = []
    private var isSorted = true

    var count: Int { entries.count }

    mutating func append(_ documentKey: String, born: PartialDate?, _ row: Row) {
        entries.append(
            Entry(
                key: Self.key(documentKey), check: DocumentDigest.short(documentKey), born: Self.packed(born), row: row)
        )
        isSorted = false
    }

    /// Called once all rows are in, before the table is asked.
    mutating func seal() {
        entries.sort { $0.key < $1.key }
        isSorted = true
    }

    /// The rows of a document whose holder was born on that date, in no certain order.
    func rows(_ documentKey: String, born: PartialDate?) -> [Row] {
        precondition(isSorted)
        let key = Self.key(documentKey)
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, entries[low].key == key else { return [] }
        let (check, packed) = (DocumentDigest.short(documentKey), Self.packed(born))
        var found: [Row] = []
        while low < entries.count, entries[low].key == key {
            if entries[low].check == check, entries[low].born == packed { found.append(entries[low].row) }
            low += 1
        }
        return found
    }

    private static func key(_ text: String) -> UInt64 { UInt64(bitPattern: Int64(DocumentDigest.hash(text, part: 0))) }

    private static func packed(_ date: PartialDate?) -> UInt32 {
        date.map { UInt32($0.year) << 16 | UInt32($0.month) << 8 | UInt32($0.day) } ?? 0
    }
}

/// Hashes under the random key that the process was started with (SipHash in the standard library).
enum DocumentDigest {
    static func hash(_ text: String, part: Int) -> Int {
        var hasher = Hasher()
        hasher.combine(part)
        hasher.combine(text)
        return hasher.finalize()
    }
    static func short(_ text: String) -> UInt32 { UInt32(truncatingIfNeeded: hash(text, part: 1)) }
}

/// Member States for which something is valid, as bits.
struct StateMask: Hashable, Sendable {
    static let states = [
        "AUT", "BEL", "BGR", "CHE", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN", "IRL",
        "ISL", "ITA",
        "LIE", "LTU", "LUX", "LVA", "MLT", "NLD", "NOR", "POL", "PRT", "ROU", "SVK", "SVN", "SWE",
    ]
    /// 0: not limited. The highest bit: limited, so that a territory of states unknown here is nowhere and not everywhere.
    private let bits: UInt32

    init(_ territory: Set<String>?) {
        guard let territory else {
            bits = 0
            return
        }
        bits = territory.reduce(1 << 31) { bits, state in
            Self.states.firstIndex(of: state).map { bits | 1 << UInt32($0) } ?? bits
        }
    }
    var territory: Set<String>? {
        bits == 0 ? nil : Set(Self.states.indices.filter { bits >> UInt32($0) & 1 == 1 }.map { Self.states[$0] })
    }
}
