/// The memory of an identity index: records, their words, and the ways to find them. Not safe by itself: `IdentityIndex`
/// guards it.
///
/// A record is one identity (or alias) of one reference. What a search scans first, 16 bytes a record, lies together.
struct IdentityStore {
    struct Core: BitwiseCopyable {
        /// Union of the words' sound features.
        var features: UInt64 = 0
        /// Date of birth in the low 23 bits, sex in the next 2, then: erased, more nationalities than one.
        var dateAndFlags: UInt32 = 0
        var nationality: UInt16 = 0
        var tokenCount: UInt8 = 0
        var identityIndex: UInt8 = 0

        @inline(__always) var date: RecordDate { RecordDate(packed: dateAndFlags & 0x7f_ffff) }
        @inline(__always) var sex: UInt8 { UInt8(truncatingIfNeeded: dateAndFlags >> 23 & 3) }
        @inline(__always) var isLive: Bool { dateAndFlags & Core.live != 0 }
        @inline(__always) var hasMoreNationalities: Bool { dateAndFlags & Core.moreNationalities != 0 }
        static let live: UInt32 = 1 << 25
        static let moreNationalities: UInt32 = 1 << 26
    }

    static let none: UInt32 = .max
    static let roleShift: UInt32 = 30
    static let tokenMask: UInt32 = (1 << roleShift) - 1

    private(set) var cores = Column<Core>()
    /// Where a record's words (id with role in the top two bits) begin; a single word lies here itself.
    private(set) var names = Column<UInt32>()
    private(set) var references = Column<UInt64>()
    /// The next record of the same reference.
    private var siblings = Column<UInt32>()
    /// The first document of the reference, kept with each of its records.
    private var documentHeads = Column<UInt32>()
    private var freeSlots: [UInt32] = []
    private(set) var dictionary = NameDictionary()
    private(set) var lists = PostingLists()
    private(set) var documents = DocumentTable()
    /// Records by date of birth: open addressing of (date + 1, list).
    private var dateKeys: UnsafeMutablePointer<UInt32>
    private var dateLists: UnsafeMutablePointer<PostingLists.List>
    private var dateMask: Int
    private var dateCount = 0
    /// First record of each reference: open addressing of slot + 1.
    private var referenceTable: UnsafeMutablePointer<UInt32>
    private var referenceMask: Int
    private(set) var referenceCount = 0
    private(set) var recordCount = 0

    init() {
        dateMask = 4095
        dateKeys = .allocate(capacity: 4096)
        dateKeys.initialize(repeating: 0, count: 4096)
        dateLists = .allocate(capacity: 4096)
        dateLists.initialize(repeating: PostingLists.List(), count: 4096)
        referenceMask = 1023
        referenceTable = .allocate(capacity: 1024)
        referenceTable.initialize(repeating: 0, count: 1024)
    }

    func release() {
        cores.release()
        names.release()
        references.release()
        siblings.release()
        documentHeads.release()
        dictionary.release()
        lists.release()
        documents.release()
        dateKeys.deallocate()
        dateLists.deallocate()
        referenceTable.deallocate()
    }

    /// Bytes in use, slack inside lists and tables included.
    var byteCount: Int {
        cores.byteCount + names.byteCount + references.byteCount + siblings.byteCount + documentHeads.byteCount
            + dictionary.byteCount + lists.byteCount + documents.byteCount + (dateMask + 1) * 12 + (referenceMask + 1) * 4
    }

    var byteCounts: [(String, Int)] {
        [
            ("cores", cores.byteCount), ("names", names.byteCount), ("references", references.byteCount),
            ("siblings", siblings.byteCount + documentHeads.byteCount), ("dictionary", dictionary.byteCount),
            ("lists", lists.byteCount), ("documents", documents.byteCount), ("dates", (dateMask + 1) * 12),
            ("reference table", (referenceMask + 1) * 4),
        ]
    }

    // MARK: - Records

    @inline(__always)
    func tokens(of slot: UInt32) -> UnsafePointer<UInt32> {
        let count = cores[Int(slot)].tokenCount
        if count == 1 { return UnsafePointer(names.base + Int(slot)) }
        return UnsafePointer(lists.run(names[Int(slot)]))
    }

    func firstSlot(of reference: UInt64) -> UInt32? {
        var at = Int(truncatingIfNeeded: mix(7, reference)) & referenceMask
        while referenceTable[at] != 0 {
            let slot = referenceTable[at] - 1
            if references[Int(slot)] == reference { return slot }
            at = (at + 1) & referenceMask
        }
        return nil
    }

    func forEachSlot(of reference: UInt64, _ body: (UInt32) -> Void) {
        var next = firstSlot(of: reference) ?? IdentityStore.none
        while next != IdentityStore.none {
            body(next)
            next = siblings[Int(next)]
        }
    }

    /// The head of the chain of the record's documents.
    @inline(__always) func documentHead(of slot: UInt32) -> UInt32 { documentHeads[Int(slot)] }

    func forEachDocument(ofSlot slot: UInt32, _ body: (DocumentTable.Entry) -> Void) {
        documents.chain(documentHeads[Int(slot)], body)
    }

    @inline(__always)
    func recordsWithDate(_ date: RecordDate) -> PostingLists.List {
        var at = Int(truncatingIfNeeded: mix(3, UInt64(date.packed))) & dateMask
        while dateKeys[at] != 0 {
            if dateKeys[at] == date.packed + 1 { return dateLists[at] }
            at = (at + 1) & dateMask
        }
        return PostingLists.List()
    }

    private func datePlace(_ packed: UInt32) -> Int {
        var at = Int(truncatingIfNeeded: mix(3, UInt64(packed))) & dateMask
        while dateKeys[at] != 0, dateKeys[at] != packed + 1 { at = (at + 1) & dateMask }
        return at
    }

    private mutating func changeDate(_ packed: UInt32, _ change: (inout PostingLists.List, inout PostingLists) -> Void) {
        var at = datePlace(packed)
        if dateKeys[at] == 0 {
            if (dateCount + 1) * 4 > dateMask * 3 {
                growDates()
                at = datePlace(packed)
            }
            dateKeys[at] = packed + 1
            dateCount += 1
        }
        // A date whose last record goes keeps its empty place: a date alone says nothing about anybody.
        change(&dateLists[at], &lists)
    }

    private mutating func growDates() {
        let (oldKeys, oldLists, oldSize) = (dateKeys, dateLists, dateMask + 1)
        dateMask = oldSize * 2 - 1
        dateKeys = .allocate(capacity: oldSize * 2)
        dateKeys.initialize(repeating: 0, count: oldSize * 2)
        dateLists = .allocate(capacity: oldSize * 2)
        dateLists.initialize(repeating: PostingLists.List(), count: oldSize * 2)
        for old in 0..<oldSize where oldKeys[old] != 0 {
            let at = datePlace(oldKeys[old] - 1)
            dateKeys[at] = oldKeys[old]
            dateLists[at] = oldLists[old]
        }
        oldKeys.deallocate()
        oldLists.deallocate()
    }

    // MARK: - Changing

    /// What is better built beforehand, beside searches, than within the change that needs it; to be handed to `take` before any
    /// other change.
    func builtBeforehand() -> NameDictionary.ShortenedTable? { dictionary.isShortenedNearlyFull ? dictionary.rebuiltShortened() : nil }

    mutating func take(_ built: NameDictionary.ShortenedTable) { dictionary.take(built) }

    mutating func insert(_ person: PreparedPerson) {
        remove(person.reference.number)
        var next = IdentityStore.none
        var documentHead = DocumentTable.none
        for (position, identity) in person.identities.enumerated().reversed() {
            let slot = takeSlot()
            references[Int(slot)] = person.reference.number
            siblings[Int(slot)] = next
            documentHeads[Int(slot)] = DocumentTable.none
            fill(slot, identity)
            next = slot
            if position == 0 {
                for document in person.documents {
                    documentHead = documents.insert(document, slot: slot, next: documentHead)
                }
            }
        }
        var record = next
        while record != IdentityStore.none {
            documentHeads[Int(record)] = documentHead
            record = siblings[Int(record)]
        }
        referenceCount += 1
        if referenceCount * 4 > referenceMask * 3 { growReferences() }
        var at = Int(truncatingIfNeeded: mix(7, person.reference.number)) & referenceMask
        while referenceTable[at] != 0 { at = (at + 1) & referenceMask }
        referenceTable[at] = next + 1
    }

    private mutating func growReferences() {
        let (old, oldSize) = (referenceTable, referenceMask + 1)
        referenceMask = oldSize * 2 - 1
        referenceTable = .allocate(capacity: oldSize * 2)
        referenceTable.initialize(repeating: 0, count: oldSize * 2)
        for index in 0..<oldSize where old[index] != 0 {
            var at = Int(truncatingIfNeeded: mix(7, references[Int(old[index] - 1)])) & referenceMask
            while referenceTable[at] != 0 { at = (at + 1) & referenceMask }
            referenceTable[at] = old[index]
        }
        old.deallocate()
    }

    private mutating func takeSlot() -> UInt32 {
        recordCount += 1
        if let slot = freeSlots.popLast() { return slot }
        cores.append(Core())
        names.append(0)
        references.append(0)
        siblings.append(IdentityStore.none)
        documentHeads.append(DocumentTable.none)
        return UInt32(cores.count - 1)
    }

    private mutating func fill(_ slot: UInt32, _ identity: PreparedIdentity) {
        var core = Core()
        core.dateAndFlags = identity.date.packed | UInt32(identity.sex) << 23 | Core.live
        if identity.moreNationalities { core.dateAndFlags |= Core.moreNationalities }
        core.nationality = identity.nationality
        core.identityIndex = identity.identityIndex
        core.tokenCount = UInt8(identity.tokens.count)
        let start = identity.tokens.count > 1 ? lists.takeRun(identity.tokens.count) : 0
        names[Int(slot)] = start
        for (position, token) in identity.tokens.enumerated() {
            let id = dictionary.insert(token)
            let entry = id | identity.roles[position].rawValue << IdentityStore.roleShift
            // A word that a name holds twice is listed once.
            var repeated = false
            for earlier in 0..<position where lists.run(start)[earlier] & IdentityStore.tokenMask == id { repeated = true }
            if identity.tokens.count > 1 {
                lists.run(start)[position] = entry
            } else {
                names[Int(slot)] = entry
            }
            core.features |= NameSound(token).features
            if !repeated {
                var list = dictionary[id].records
                lists.append(slot, to: &list)
                dictionary.withRecords(of: id) { $0 = list }
            }
        }
        cores[Int(slot)] = core
        changeDate(identity.date.packed) { $1.append(slot, to: &$0) }
    }

    /// Takes out a reference with all its records and documents, and wipes what they held. False where there is none.
    @discardableResult
    mutating func remove(_ reference: UInt64) -> Bool {
        guard let first = firstSlot(of: reference) else { return false }
        var gap = Int(truncatingIfNeeded: mix(7, reference)) & referenceMask
        while referenceTable[gap] != first + 1 { gap = (gap + 1) & referenceMask }
        var at = gap
        while true {
            at = (at + 1) & referenceMask
            guard referenceTable[at] != 0 else { break }
            let home = Int(truncatingIfNeeded: mix(7, references[Int(referenceTable[at] - 1)])) & referenceMask
            if (at - home) & referenceMask >= (at - gap) & referenceMask {
                referenceTable[gap] = referenceTable[at]
                gap = at
            }
        }
        referenceTable[gap] = 0
        referenceCount -= 1
        documents.removeChain(documentHeads[Int(first)])
        var next = first
        while next != IdentityStore.none {
            let slot = next
            next = siblings[Int(slot)]
            empty(slot)
        }
        return true
    }

    private mutating func empty(_ slot: UInt32) {
        let core = cores[Int(slot)]
        let count = Int(core.tokenCount)
        var ids: [UInt32] = []
        for position in 0..<count { ids.append(tokens(of: slot)[position] & IdentityStore.tokenMask) }
        for (position, id) in ids.enumerated() where !ids[..<position].contains(id) {
            var list = dictionary[id].records
            lists.remove(slot, from: &list)
            dictionary.withRecords(of: id) { $0 = list }
            if list.count == 0 { dictionary.erase(id) }
        }
        if count > 1 { lists.giveRun(names[Int(slot)], count: count) }
        changeDate(core.date.packed) { $1.remove(slot, from: &$0) }
        cores[Int(slot)] = Core()
        names[Int(slot)] = 0
        references[Int(slot)] = 0
        siblings[Int(slot)] = IdentityStore.none
        documentHeads[Int(slot)] = DocumentTable.none
        freeSlots.append(slot)
        recordCount -= 1
    }
}
