import Identity

/// Finds whose names and date of birth are the same (Delegated Regulation (EU) 2023/333, Annex I) among millions, in the time that
/// reading the answer takes.
///
/// Two persons' names and dates of birth are the same where they share one surname, one given name and one date of birth, whatever
/// else they are called. Every such combination of a person is kept as a hash of 64 bits. A search by likelihood weighs what differs
/// and gives up at some point; this one passes nobody over, and names nobody else but where two hashes meet. Sex and nationality are
/// left to who compares. Some fifty bytes a person.
public struct SameIdentityTable: Sendable {
    /// A person's combinations, made outside whatever guards the table.
    public struct Keys: Sendable, Hashable {
        let hashes: Set<UInt64>

        /// Combinations of one person at most. An alert with so many aliases has those within each of them first, and as many across
        /// them as there is room for.
        static let limit = 1024

        public init(_ identities: [PersonIdentity]) {
            var hashes: Set<UInt64> = []
            if identities.count > 1 {
                for identity in identities {
                    let one = ComparedIdentity([identity])
                    // A name that an identity leaves out may stand in another.
                    guard !one.surnameGroup.isEmpty, !one.givenNameGroup.isEmpty else { continue }
                    Keys.add(one, to: &hashes)
                }
            }
            Keys.add(ComparedIdentity(identities), to: &hashes)
            self.hashes = hashes
        }

        private static func add(_ identity: ComparedIdentity, to hashes: inout Set<UInt64>) {
            let dates = Set(identity.datesOfBirth).map { UInt64($0.year) << 16 | UInt64($0.month) << 8 | UInt64($0.day) }
            guard !dates.isEmpty else { return }
            let surnames = Keys.hashes(of: identity.surnameGroup, seed: 0x5375_726e_616d_6573)
            let givenNames = Keys.hashes(of: identity.givenNameGroup, seed: 0x4769_7665_6e4e_616d)
            for date in dates {
                for surname in surnames {
                    for givenName in givenNames {
                        guard hashes.count < limit else { return }
                        hashes.insert(mix(mix(surname, givenName), date))
                    }
                }
            }
        }

        /// One for each value as it is levelled for comparison; one for none, as two empty groups are the same.
        private static func hashes(of group: [String], seed: UInt64) -> [UInt64] {
            var seen: Set<UInt64> = []
            var found: [UInt64] = []
            for name in group {
                let level = ComparedText(name).level
                guard !level.isEmpty else { continue }
                let hash = level.reduce(seed) { mix($0, UInt64($1.value)) }
                if seen.insert(hash).inserted { found.append(hash) }
            }
            return found.isEmpty ? [seed] : found
        }
    }

    private struct Entry {
        var hash: UInt64
        var number: UInt32
        /// The next combination of the same person; of a place that is free, the next free one.
        var ofPerson: UInt32
        /// Neighbours in the chain of a bucket.
        var next: UInt32
        var previous: UInt32
    }

    private static let none: UInt32 = .max
    private var entries: [Entry] = []
    private var firstFree = none
    private var liveCount = 0
    /// A power of two of them.
    private var buckets: [UInt32] = Array(repeating: none, count: 64)
    /// The first combination of each person, by number.
    private var persons: [UInt32] = []

    public init() {}

    /// Puts a person in, in place of what the number stood for before. Numbers are dense: memory is held for all up to the greatest.
    public mutating func insert(_ number: UInt32, _ keys: Keys) {
        remove(number)
        while persons.count <= Int(number) { persons.append(SameIdentityTable.none) }
        for hash in keys.hashes {
            if liveCount == buckets.count { grow() }
            let place: UInt32
            let entry = Entry(
                hash: hash, number: number, ofPerson: persons[Int(number)], next: SameIdentityTable.none, previous: SameIdentityTable.none)
            if firstFree != SameIdentityTable.none {
                place = firstFree
                firstFree = entries[Int(place)].ofPerson
                entries[Int(place)] = entry
            } else {
                place = UInt32(entries.count)
                entries.append(entry)
            }
            persons[Int(number)] = place
            liveCount += 1
            link(place)
        }
    }

    /// Takes a person out and wipes what was held.
    public mutating func remove(_ number: UInt32) {
        guard Int(number) < persons.count else { return }
        var place = persons[Int(number)]
        persons[Int(number)] = SameIdentityTable.none
        while place != SameIdentityTable.none {
            let entry = entries[Int(place)]
            if entry.previous == SameIdentityTable.none {
                buckets[bucket(entry.hash)] = entry.next
            } else {
                entries[Int(entry.previous)].next = entry.next
            }
            if entry.next != SameIdentityTable.none { entries[Int(entry.next)].previous = entry.previous }
            entries[Int(place)] = Entry(
                hash: 0, number: SameIdentityTable.none, ofPerson: firstFree, next: SameIdentityTable.none,
                previous: SameIdentityTable.none)
            firstFree = place
            liveCount -= 1
            place = entry.ofPerson
        }
    }

    /// Numbers of those who share a combination, the least first; `limit` of them at most.
    public func find(_ keys: Keys, limit: Int = .max) -> [UInt32] {
        var found: Set<UInt32> = []
        for hash in keys.hashes {
            var place = buckets[bucket(hash)]
            while place != SameIdentityTable.none {
                let entry = entries[Int(place)]
                if entry.hash == hash { found.insert(entry.number) }
                place = entry.next
            }
        }
        return Array(found.sorted().prefix(limit))
    }

    public var byteCount: Int {
        entries.capacity * MemoryLayout<Entry>.stride + (buckets.capacity + persons.capacity) * MemoryLayout<UInt32>.stride
    }

    private func bucket(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash) & (buckets.count - 1) }

    private mutating func link(_ place: UInt32) {
        let bucket = bucket(entries[Int(place)].hash)
        let first = buckets[bucket]
        entries[Int(place)].next = first
        entries[Int(place)].previous = SameIdentityTable.none
        if first != SameIdentityTable.none { entries[Int(first)].previous = place }
        buckets[bucket] = place
    }

    private mutating func grow() {
        buckets = Array(repeating: SameIdentityTable.none, count: 2 * buckets.count)
        for place in entries.indices where entries[place].number != SameIdentityTable.none { link(UInt32(place)) }
    }
}
