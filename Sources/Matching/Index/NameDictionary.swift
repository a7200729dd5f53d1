/// Every different word of the names in an index, once, with the records that hold it.
///
/// Found by spelling, by spelling with one letter left out (so that words one edit apart meet), and by sound. A word whose last
/// record goes is wiped.
struct NameDictionary {
    struct Entry: BitwiseCopyable {
        var sound: UInt64 = 0
        var text: UInt32 = 0
        var nextOfSound: UInt32 = NameDictionary.none
        var records = PostingLists.List()
        var length: UInt8 = 0
        var script: UInt8 = 0
        var coarseCount: UInt8 = 0
        var fineCount: UInt8 = 0
        /// Which letters occur, in the low 27 bits; above them, whether this is a particle.
        var lettersAndFlags: UInt32 = 0

        @inline(__always) var letters: UInt32 { lettersAndFlags & 0x7ff_ffff }
        @inline(__always) var isParticle: Bool { lettersAndFlags >> 31 != 0 }
    }

    static let none: UInt32 = .max
    private static let idBits: UInt32 = 26
    private static let idMask: UInt32 = (1 << idBits) - 1

    private(set) var entries = Column<Entry>(capacity: 1 << 12)
    private var letters = Column<UInt8>(capacity: 1 << 15)
    private var freeEntries: [UInt32] = []
    private var freeLetters: [[UInt32]] = Array(repeating: [], count: NameToken.capacity + 1)
    /// Open addressing: id + 1 of the word whose spelling hashes here.
    private var spellings: UnsafeMutablePointer<UInt32>
    private var spellingMask: Int
    private(set) var liveCount = 0
    /// Open addressing, several entries per hash: id + 1 with six bits of the hash above.
    private var shortened: UnsafeMutablePointer<UInt32>
    private var shortenedMask: Int
    private var shortenedCount = 0
    /// Heads of the chains of words that sound alike, by hash of the sound.
    private var sounds: UnsafeMutablePointer<UInt32>
    private var soundMask: Int

    init() {
        spellingMask = (1 << 12) - 1
        spellings = NameDictionary.table(1 << 12)
        shortenedMask = (1 << 14) - 1
        shortened = NameDictionary.table(1 << 14)
        soundMask = (1 << 11) - 1
        sounds = NameDictionary.table(1 << 11)
    }

    private static func table(_ size: Int) -> UnsafeMutablePointer<UInt32> {
        let table = UnsafeMutablePointer<UInt32>.allocate(capacity: size)
        table.initialize(repeating: 0, count: size)
        return table
    }

    func release() {
        entries.release()
        letters.release()
        spellings.deallocate()
        shortened.deallocate()
        sounds.deallocate()
    }

    var byteCount: Int {
        entries.byteCount + letters.byteCount + (spellingMask + shortenedMask + soundMask + 3) * 4
    }

    @inline(__always) func letters(of entry: Entry) -> UnsafePointer<UInt8> {
        UnsafePointer(letters.base + Int(entry.text))
    }
    @inline(__always) subscript(id: UInt32) -> Entry { entries[Int(id)] }

    func token(_ id: UInt32) -> NameToken {
        let entry = entries[Int(id)]
        var token = NameToken(bytes: letters(of: entry), count: Int(entry.length))
        token.script = NameScript(rawValue: entry.script) ?? .other
        return token
    }

    /// Latin and vowel-poor scripts are different words even when spelled alike: they are compared differently.
    @inline(__always)
    private static func hash(_ token: NameToken) -> UInt64 {
        mix(token.spellingHash, token.script.leavesVowelsOut ? 1 : 0)
    }

    @inline(__always)
    func id(of token: NameToken) -> UInt32? {
        var at = Int(truncatingIfNeeded: NameDictionary.hash(token)) & spellingMask
        while spellings[at] != 0 {
            let id = spellings[at] - 1
            if matches(id, token) { return id }
            at = (at + 1) & spellingMask
        }
        return nil
    }

    @inline(__always)
    private func matches(_ id: UInt32, _ token: NameToken) -> Bool {
        let entry = entries[Int(id)]
        guard Int(entry.length) == token.length,
            (NameScript(rawValue: entry.script) ?? .other).leavesVowelsOut == token.script.leavesVowelsOut
        else { return false }
        let text = letters(of: entry)
        for index in 0..<token.length where text[index] != token[index] { return false }
        return true
    }

    mutating func insert(_ token: NameToken) -> UInt32 {
        let hash = NameDictionary.hash(token)
        var at = Int(truncatingIfNeeded: hash) & spellingMask
        while spellings[at] != 0 {
            let id = spellings[at] - 1
            if matches(id, token) { return id }
            at = (at + 1) & spellingMask
        }
        let sound = NameSound(token)
        var entry = Entry()
        entry.length = token.count
        entry.script = token.script.rawValue
        entry.sound = sound.fine
        entry.coarseCount = sound.coarseCount
        entry.fineCount = sound.fineCount
        entry.lettersAndFlags = token.letterSet | (NameParticles.contains(token) ? 1 << 31 : 0)
        if let text = freeLetters[token.length].popLast() {
            entry.text = text
        } else {
            entry.text = UInt32(letters.extend(by: token.length))
        }
        for index in 0..<token.length { letters[Int(entry.text) + index] = token[index] }
        let id: UInt32
        if let free = freeEntries.popLast() {
            id = free
        } else {
            id = UInt32(entries.count)
            entries.append(entry)
        }
        let bucket = NameDictionary.bucket(of: sound.fine, soundMask)
        entry.nextOfSound = sounds[bucket] == 0 ? NameDictionary.none : sounds[bucket] - 1
        sounds[bucket] = id + 1
        entries[Int(id)] = entry
        spellings[at] = id + 1
        liveCount += 1
        if liveCount * 3 > spellingMask * 2 { growSpellings() }
        if liveCount > soundMask { growSounds() }
        addShortened(id, token)
        return id
    }

    @inline(__always)
    private static func bucket(of sound: UInt64, _ mask: Int) -> Int { Int(truncatingIfNeeded: mix(17, sound)) & mask }

    private mutating func growSpellings() {
        let size = (spellingMask + 1) * 2
        spellings.deallocate()
        spellings = NameDictionary.table(size)
        spellingMask = size - 1
        for id in 0..<UInt32(entries.count) where entries[Int(id)].length > 0 {
            var at = Int(truncatingIfNeeded: NameDictionary.hash(token(id))) & spellingMask
            while spellings[at] != 0 { at = (at + 1) & spellingMask }
            spellings[at] = id + 1
        }
    }

    private mutating func growSounds() {
        let size = (soundMask + 1) * 2
        sounds.deallocate()
        sounds = NameDictionary.table(size)
        soundMask = size - 1
        for id in 0..<entries.count where entries[id].length > 0 {
            let bucket = NameDictionary.bucket(of: entries[id].sound, soundMask)
            entries[id].nextOfSound = sounds[bucket] == 0 ? NameDictionary.none : sounds[bucket] - 1
            sounds[bucket] = UInt32(id) + 1
        }
    }

    /// Wipes a word that no record holds any more.
    mutating func erase(_ id: UInt32) {
        let token = token(id)
        // The spelling table closes its gap (backward shift), so that it needs no marks for erased words.
        var gap = Int(truncatingIfNeeded: NameDictionary.hash(token)) & spellingMask
        while spellings[gap] != id + 1 {
            guard spellings[gap] != 0 else { return }
            gap = (gap + 1) & spellingMask
        }
        var at = gap
        while true {
            at = (at + 1) & spellingMask
            guard spellings[at] != 0 else { break }
            let home = Int(truncatingIfNeeded: NameDictionary.hash(self.token(spellings[at] - 1))) & spellingMask
            if (at - home) & spellingMask >= (at - gap) & spellingMask {
                spellings[gap] = spellings[at]
                gap = at
            }
        }
        spellings[gap] = 0
        let bucket = NameDictionary.bucket(of: entries[Int(id)].sound, soundMask)
        if sounds[bucket] == id + 1 {
            sounds[bucket] = entries[Int(id)].nextOfSound &+ 1
        } else if sounds[bucket] != 0 {
            var before = sounds[bucket] - 1
            while entries[Int(before)].nextOfSound != id, entries[Int(before)].nextOfSound != NameDictionary.none {
                before = entries[Int(before)].nextOfSound
            }
            entries[Int(before)].nextOfSound = entries[Int(id)].nextOfSound
        }
        let entry = entries[Int(id)]
        for index in 0..<Int(entry.length) { letters[Int(entry.text) + index] = 0 }
        freeLetters[Int(entry.length)].append(entry.text)
        entries[Int(id)] = Entry()
        freeEntries.append(id)
        liveCount -= 1
        // Entries of the word among the shortened spellings stay: they are checked against the word when met, and
        // go when that table is next rebuilt. They hold a number, no letters.
    }

    @inline(__always)
    mutating func withRecords<Result>(of id: UInt32, _ body: (inout PostingLists.List) -> Result) -> Result {
        var list = entries[Int(id)].records
        let result = body(&list)
        (entries.base + Int(id)).pointee.records = list
        return result
    }

    // MARK: - Words one letter shorter

    /// Words of two letters are found by spelling and sound only: a letter less says nothing.
    private static let shortest = 3

    @inline(__always)
    private static func forEachShortening(_ token: NameToken, _ body: (UInt64) -> Void) {
        let count = token.length
        // A polynomial hash, so that leaving a letter out costs one step and not a new hash.
        var prefix: UInt64 = 0
        var suffix: UInt64 = 0
        var power: UInt64 = 1
        let base: UInt64 = 0x9E37_79B9_7F4A_7C55
        for index in stride(from: count - 1, through: 0, by: -1) {
            suffix = suffix &+ UInt64(token[index]) &* power
            power = power &* base
        }
        // suffix = Σ letter[i]·base^(count-1-i): the hash of the whole word.
        body(suffix)
        var highest: UInt64 = 1
        for _ in 1..<max(count, 2) { highest = highest &* base }
        // Leaving letter i out: (prefix of i letters)·base^(count-1-i) + (rest after i).
        var rest = suffix
        var place = highest
        var last: UInt8 = 0
        for index in 0..<count {
            let letter = token[index]
            rest = rest &- UInt64(letter) &* place
            // The same letter twice gives the same shorter word once.
            if letter != last || index == 0 {
                // place = base^(count-1-index), which is what the prefix has to be raised by.
                body(prefix &* place &+ rest)
            }
            last = letter
            prefix = prefix &* base &+ UInt64(letter)
            place = place &* NameDictionary.inverse
        }
    }

    /// The inverse of the base modulo 2^64, by Newton's iteration.
    private static let inverse: UInt64 = {
        let base: UInt64 = 0x9E37_79B9_7F4A_7C55
        var value = base
        for _ in 0..<6 { value = value &* (2 &- base &* value) }
        return value
    }()

    @inline(__always)
    private static func place(_ hash: UInt64) -> (at: UInt64, tag: UInt32) {
        let mixed = mix(99, hash)
        return (mixed >> 6, UInt32(truncatingIfNeeded: mixed) << idBits)
    }

    private mutating func addShortened(_ id: UInt32, _ token: NameToken) {
        guard token.length >= NameDictionary.shortest, id < NameDictionary.idMask else { return }
        if (shortenedCount + token.length + 1) * 2 > shortenedMask { rebuildShortened() }
        insertShortened(id, token)
    }

    private mutating func insertShortened(_ id: UInt32, _ token: NameToken) {
        shortenedCount += NameDictionary.insertShortened(id, token, shortened, shortenedMask)
    }

    /// Returns how many entries it added.
    private static func insertShortened(_ id: UInt32, _ token: NameToken, _ table: UnsafeMutablePointer<UInt32>, _ mask: Int) -> Int {
        var added = 0
        forEachShortening(token) { hash in
            let (start, tag) = place(hash)
            var at = Int(truncatingIfNeeded: start) & mask
            while table[at] != 0 { at = (at + 1) & mask }
            table[at] = (id + 1) | tag
            added += 1
        }
        return added
    }

    private mutating func rebuildShortened() { take(rebuiltShortened()) }

    /// The table of shortened spellings built afresh, without entries of words that are gone.
    struct ShortenedTable {
        fileprivate var table: UnsafeMutablePointer<UInt32>
        fileprivate var mask: Int
        fileprivate var count: Int
    }

    /// Is it time to build the table of shortened spellings afresh? It takes some hundred milliseconds among a million persons: done
    /// beforehand, beside searches, it delays nobody.
    var isShortenedNearlyFull: Bool { (shortenedCount + min(4096, shortenedMask / 16)) * 2 > shortenedMask }

    /// To be handed to `take` before any other change.
    func rebuiltShortened() -> ShortenedTable {
        var live = 0
        for id in 0..<entries.count { live += Int(entries[id].length) + 1 }
        var size = shortenedMask + 1
        while live * 3 > size { size *= 2 }
        var rebuilt = ShortenedTable(table: NameDictionary.table(size), mask: size - 1, count: 0)
        for id in 0..<UInt32(entries.count) where entries[Int(id)].length >= UInt8(NameDictionary.shortest) {
            rebuilt.count += NameDictionary.insertShortened(id, token(id), rebuilt.table, rebuilt.mask)
        }
        return rebuilt
    }

    mutating func take(_ rebuilt: ShortenedTable) {
        shortened.deallocate()
        (shortened, shortenedMask, shortenedCount) = (rebuilt.table, rebuilt.mask, rebuilt.count)
    }

    /// Words that may be within one edit of this one (and some within two), unchecked and some more than once, written to
    /// `found`; returns how many. In three rounds, so that reads of scattered memory overlap.
    @inline(__always)
    func neighbours(of token: NameToken, _ found: UnsafeMutablePointer<UInt32>, limit: Int) -> Int {
        guard token.length >= 2 else { return 0 }
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 2 * (NameToken.capacity + 1)) { places in
            var count = 0
            var touched: UInt32 = 0
            NameDictionary.forEachShortening(token) { hash in
                let (start, tag) = NameDictionary.place(hash)
                let at = Int(truncatingIfNeeded: start) & shortenedMask
                places[count * 2] = UInt64(at)
                places[count * 2 + 1] = UInt64(tag)
                touched |= shortened[at]
                count += 1
            }
            guard touched != 0 else { return 0 }
            var met = 0
            for index in 0..<count {
                var at = Int(places[index * 2])
                let tag = UInt32(places[index * 2 + 1])
                while shortened[at] != 0 {
                    let entry = shortened[at]
                    if entry & ~NameDictionary.idMask == tag, met < limit {
                        found[met] = (entry & NameDictionary.idMask) - 1
                        met += 1
                    }
                    at = (at + 1) & shortenedMask
                }
            }
            var live = 0
            let all = UInt32(entries.count)
            for index in 0..<met where found[index] < all && entries[Int(found[index])].length > 0 {
                found[live] = found[index]
                live += 1
            }
            return live
        }
    }

    /// Words with the same fine sound.
    @inline(__always)
    func forEachOfSound(_ sound: UInt64, limit: Int, _ body: (UInt32) -> Void) {
        var next = sounds[NameDictionary.bucket(of: sound, soundMask)]
        var left = limit
        while next != 0, left > 0 {
            let entry = entries[Int(next - 1)]
            if entry.sound == sound { body(next - 1) }
            next = entry.nextOfSound &+ 1
            left -= 1
        }
    }
}
