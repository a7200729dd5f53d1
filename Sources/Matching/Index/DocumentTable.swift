import Identity

/// The number of a travel document, ready to be looked up.
struct DocumentKey: Hashable, Sendable, BitwiseCopyable {
    /// Hash of the number with letters and digits that OCR confuses made alike (O and 0, I and 1, B and 8 …).
    var folded: UInt64
    /// Hash of the levelled number as printed.
    var exact: UInt32
    /// 0 = any issuer.
    var issuer: UInt16

    /// `nil` where the number holds no letter or digit.
    init?(number: some StringProtocol, issuer: UInt16) {
        var folded: UInt64 = 0x51_7C_C1_B7_27_22_0A_95
        var exact: UInt64 = 0x2545_F491_4F6C_DD1D
        var count = 0
        @inline(__always) func take(_ byte: UInt8) {
            count += 1
            exact = mix(exact, UInt64(byte))
            folded = mix(folded, UInt64(DocumentKey.fold(byte)))
        }
        var plain = true
        for byte in number.utf8 {
            switch byte {
            case 48...57, 65...90: take(byte)
            case 97...122: take(byte - 32)
            case 128...: plain = false
            default: continue
            }
            if !plain { break }
        }
        if !plain {
            count = 0
            folded = 0x51_7C_C1_B7_27_22_0A_95
            exact = 0x2545_F491_4F6C_DD1D
            for byte in TravelDocument.level(number: String(number.prefix(64))).utf8 { take(byte) }
        }
        guard count > 0 else { return nil }
        self.folded = folded
        self.exact = UInt32(truncatingIfNeeded: exact)
        self.issuer = issuer
    }

    @inline(__always)
    private static func fold(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 79, 81, 68: 48  // O Q D: 0
        case 73, 76: 49  // I L: 1
        case 90: 50  // Z: 2
        case 83: 53  // S: 5
        case 71: 54  // G: 6
        case 66: 56  // B: 8
        default: byte
        }
    }
}

/// Document numbers to records. Holds hashes (96 bits of each number), not the numbers: a wrong hit among a hundred million
/// documents has a chance below 10⁻¹².
struct DocumentTable {
    struct Entry: BitwiseCopyable {
        var folded: UInt64
        var exact: UInt32
        var slot: UInt32
        var nextOfSlot: UInt32
        var issuer: UInt16
        var live: UInt16
    }

    static let none: UInt32 = .max
    private var entries = Column<Entry>(capacity: 256)
    private var freeEntries: [UInt32] = []
    private var table: UnsafeMutablePointer<UInt32>
    private var mask: Int
    private(set) var liveCount = 0

    init() {
        mask = 1023
        table = UnsafeMutablePointer<UInt32>.allocate(capacity: 1024)
        table.initialize(repeating: 0, count: 1024)
    }

    func release() {
        entries.release()
        table.deallocate()
    }

    var byteCount: Int { entries.byteCount + (mask + 1) * 4 }

    mutating func insert(_ key: DocumentKey, slot: UInt32, next: UInt32) -> UInt32 {
        let entry = Entry(
            folded: key.folded, exact: key.exact, slot: slot, nextOfSlot: next, issuer: key.issuer, live: 1)
        let id: UInt32
        if let free = freeEntries.popLast() {
            id = free
            entries[Int(id)] = entry
        } else {
            id = UInt32(entries.count)
            entries.append(entry)
        }
        liveCount += 1
        if liveCount * 4 > mask * 3 {
            grow()
        } else {
            place(id, key.folded)
        }
        return id
    }

    private func place(_ id: UInt32, _ folded: UInt64) {
        var at = Int(truncatingIfNeeded: folded) & mask
        while table[at] != 0 { at = (at + 1) & mask }
        table[at] = id + 1
    }

    private mutating func grow() {
        let size = (mask + 1) * 2
        table.deallocate()
        table = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
        table.initialize(repeating: 0, count: size)
        mask = size - 1
        for id in 0..<entries.count where entries[id].live != 0 { place(UInt32(id), entries[id].folded) }
    }

    /// Takes out all documents of a record, given the head of their chain.
    mutating func removeChain(_ head: UInt32) {
        var next = head
        while next != DocumentTable.none {
            let entry = entries[Int(next)]
            remove(next)
            next = entry.nextOfSlot
        }
    }

    private mutating func remove(_ id: UInt32) {
        var gap = Int(truncatingIfNeeded: entries[Int(id)].folded) & mask
        while table[gap] != id + 1 {
            guard table[gap] != 0 else { return }
            gap = (gap + 1) & mask
        }
        var at = gap
        while true {
            at = (at + 1) & mask
            guard table[at] != 0 else { break }
            let home = Int(truncatingIfNeeded: entries[Int(table[at] - 1)].folded) & mask
            if (at - home) & mask >= (at - gap) & mask {
                table[gap] = table[at]
                gap = at
            }
        }
        table[gap] = 0
        entries[Int(id)] = Entry(folded: 0, exact: 0, slot: 0, nextOfSlot: DocumentTable.none, issuer: 0, live: 0)
        freeEntries.append(id)
        liveCount -= 1
    }

    /// Documents whose number is the same once confusable characters are made alike.
    @inline(__always)
    func forEach(_ key: DocumentKey, _ body: (_ slot: UInt32, _ exactNumber: Bool, _ sameIssuer: Bool) -> Void) {
        var at = Int(truncatingIfNeeded: key.folded) & mask
        while table[at] != 0 {
            let entry = entries[Int(table[at] - 1)]
            if entry.folded == key.folded {
                body(entry.slot, entry.exact == key.exact, entry.issuer == key.issuer || key.issuer == 0)
            }
            at = (at + 1) & mask
        }
    }

    /// The documents of one record.
    func chain(_ head: UInt32, _ body: (Entry) -> Void) {
        var next = head
        while next != DocumentTable.none {
            body(entries[Int(next)])
            next = entries[Int(next)].nextOfSlot
        }
    }
}
