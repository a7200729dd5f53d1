import Synchronization

/// Who a set of fingers belongs to: an opaque 128-bit value of the register.
public struct GalleryKey: Hashable, Sendable, Comparable {
    public var high: UInt64
    public var low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public static func < (a: GalleryKey, b: GalleryKey) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

/// One answer of a search.
public struct GalleryCandidate: Sendable {
    public var key: GalleryKey
    /// Fused comparison score.
    public var score: Double
    /// Which finger of the probe met which of the gallery, with what score.
    public var fingers: [(probe: FingerPosition, gallery: FingerPosition, score: Double)]
}

/// Codes of fingers of one position, filed by their parts.
private final class BucketShard: Sendable {
    let buckets = Mutex(CodeBuckets())
}

/// Fingers of many people, searched in two stages: a scan of all neighbourhood codes, then exact comparison of a
/// shortlist. Of several fingers, the scan begins with the two that say most and leaves most people out before it goes on.
/// One gallery per origin (a system, a category of data); an insert or an erasure is in effect for every search that
/// begins after it returns.
public final class FingerprintGallery: Sendable {
    public struct Effort: Sendable {
        /// Fingers of the probe, the strongest, with which the scan begins, and how many minutiae of each are taken; the share of the
        /// gallery that the scan then goes on with, and at least this many people. Nobody is left out who has none of these
        /// fingers. 0: all fingers are scanned at once.
        public var firstFingers = 0
        public var firstMinutiae = 16
        public var firstShare = 0.1
        public var firstLeast = 1_000
        /// Share of the gallery that goes from the scan to the check of agreement, and at least this many people.
        public var shortlistShare = 0.02
        public var shortlistLeast = 200
        /// How many of those are compared in full: no search answers with more.
        public var compared = 120
        /// Where a probe has so many fingers of known position, it is sought by parts of its codes instead of by a scan of everybody; `nil`:
        /// always by a scan.
        public var fingersForParts: Int?
        /// Minutiae with an equal part, from which somebody is on the shortlist.
        public var votesLeast = 3
        /// Of what a probe answers to itself: people whose answers come to less are not compared in full.
        public var answersLeast = 0.0
        /// Comparing in full ends after so many in a row who do not reach the threshold.
        public var patience = Int.max

        public init() {}

        /// What a probe of so many fingers needs: the more there are, the further ahead of everybody else the mate is.
        public init(fingers: Int) {
            guard fingers >= 3 else { return }
            firstFingers = 2
            shortlistShare = 0.003
            compared = 40
        }

        /// For sets of several fingers that are compared with everybody: what is not found is found by a scan once in some hundred times.
        public static let setsOfFingers: Effort = {
            var effort = Effort()
            effort.fingersForParts = 3
            effort.answersLeast = 0.012
            effort.patience = 8
            return effort
        }()
    }

    private struct State {
        var tables: [FingerPosition: FingerTable] = [:]
        var ordinals: [GalleryKey: Int32] = [:]
        var people: [Person?] = []
        var freeOrdinals: [Int32] = []
        /// People by the set of positions that their fingers have, where codes are filed by parts.
        var byPositions: [UInt32: Set<Int32>] = [:]
    }

    private struct Person: Sendable {
        var key: GalleryKey
        var slots: [(position: FingerPosition, slot: Int32)]

        /// A bit for each position of a finger; 0 where one is not known.
        var positions: UInt32 { FingerprintGallery.positions(slots.map(\.position)) }
    }

    private static func positions(_ list: [FingerPosition]) -> UInt32 {
        list.contains(.unknown) ? 0 : list.reduce(0) { $0 | 1 << UInt32($1.rawValue & 31) }
    }

    private let state = Mutex(State())
    /// Beside the state, which running searches hold on to, and by position, so that searches seldom wait for each other; whoever takes
    /// both locks takes the state's first.
    private let shards: [BucketShard]
    private let byParts: Bool

    /// - Parameter byParts: keeps codes filed by their parts too, which `Effort.fingersForParts` needs.
    public init(byParts: Bool = false) {
        self.byParts = byParts
        shards = byParts ? (0..<16).map { _ in BucketShard() } : []
    }

    private func shard(_ position: FingerPosition) -> BucketShard { shards[Int(position.rawValue & 15)] }

    /// Number of people.
    public var count: Int { state.withLock { $0.ordinals.count } }
    /// Bytes of the codes filed by their parts.
    public var bytesOfParts: Int { shards.reduce(0) { $0 + $1.buckets.withLock { $0.byteCount } } }
    /// Number of fingers.
    public var fingers: Int { state.withLock { $0.tables.values.reduce(0) { $0 + $1.count } } }
    /// Bytes that a finger takes in the tables.
    public static var bytesPerFinger: Int { FingerTable.bytesPerFinger }

    public func contains(_ key: GalleryKey) -> Bool { state.withLock { $0.ordinals[key] != nil } }

    /// Inserts a person's fingers, in place of any that the key had. Templates with fewer than three minutiae are not
    /// searchable and are left out; the number kept is returned.
    @discardableResult
    public func insert(_ key: GalleryKey, _ templates: [FingerprintTemplate]) -> Int {
        insert(key, prepared: templates.map { ($0.position, PreparedTemplate($0)) })
    }

    /// As `insert`, of templates prepared already.
    @discardableResult
    public func insert(_ key: GalleryKey, prepared: [(FingerPosition, PreparedTemplate)]) -> Int {
        insert(
            key, packed: prepared.filter { $0.1.minutiae.count >= PreparedTemplate.least }.map { ($0.0, $0.1.likeliest(FingerTable.minutiae)) })
    }

    private func insert(_ key: GalleryKey, packed prepared: [(FingerPosition, PreparedTemplate)]) -> Int {
        state.withLock { s in
            erase(key, &s)
            guard !prepared.isEmpty else { return 0 }
            let ordinal: Int32
            if let reused = s.freeOrdinals.popLast() {
                ordinal = reused
            } else {
                ordinal = Int32(s.people.count)
                s.people.append(nil)
            }
            var slots: [(position: FingerPosition, slot: Int32)] = []
            for (position, template) in prepared {
                slots.append((position, Int32(s.tables[position, default: FingerTable()].insert(template, subject: ordinal))))
            }
            let person = Person(key: key, slots: slots)
            s.people[Int(ordinal)] = person
            s.ordinals[key] = ordinal
            guard byParts else { return prepared.count }
            s.byPositions[person.positions, default: []].insert(ordinal)
            for (position, template) in prepared {
                shard(position).buckets.withLock { $0.insert(template, position, owner: ordinal) }
            }
            return prepared.count
        }
    }

    /// Erases a person; false where the key is not there.
    @discardableResult
    public func erase(_ key: GalleryKey) -> Bool { state.withLock { erase(key, &$0) } }

    @discardableResult
    private func erase(_ key: GalleryKey, _ s: inout State) -> Bool {
        guard let ordinal = s.ordinals.removeValue(forKey: key), let person = s.people[Int(ordinal)] else { return false }
        if byParts { s.byPositions[person.positions]?.remove(ordinal) }
        for (position, slot) in person.slots where byParts {
            guard let template = s.tables[position]?.template(Int(slot)) else { continue }
            shard(position).buckets.withLock { $0.erase(template, position, owner: ordinal) }
        }
        for (position, slot) in person.slots { s.tables[position]?.erase(Int(slot)) }
        s.people[Int(ordinal)] = nil
        s.freeOrdinals.append(ordinal)
        return true
    }

    /// Searches for the person whose fingers these are. Candidates come best first; those under `threshold` are left out.
    ///
    /// A finger of known position is sought among the same fingers and those of unknown position; one of unknown position
    /// (a latent) among all. Without `effort`, that which the number of fingers needs.
    public func search(
        _ probes: [FingerprintTemplate], threshold: Double, limit: Int = 10, effort: Effort? = nil
    ) -> [GalleryCandidate] {
        search(prepared: probes.map { ($0.position, PreparedTemplate($0)) }, threshold: threshold, limit: limit, effort: effort)
    }

    private struct Finger {
        var position: FingerPosition
        var template: PreparedTemplate
    }

    /// As `search`, with templates prepared already.
    public func search(
        prepared probes: [(position: FingerPosition, template: PreparedTemplate)], threshold: Double, limit: Int = 10, effort: Effort? = nil
    ) -> [GalleryCandidate] {
        let fingers = probes.filter { $0.template.minutiae.count >= PreparedTemplate.least }
            .map { Finger(position: $0.position, template: $0.template.likeliest(48)) }
        guard !fingers.isEmpty else { return [] }
        let least = byParts ? effort?.fingersForParts : nil
        let asked = Self.positions(fingers.map(\.position))
        let (tables, people, few) = state.withLock { state -> ([FingerPosition: FingerTable], [Person?], [Int]) in
            guard let least, asked.nonzeroBitCount >= least else { return (state.tables, state.people, []) }
            // Who has fewer of the probe's fingers has too few parts to be found by.
            let few = state.byPositions.filter { $0.key == 0 || (1..<least).contains(($0.key & asked).nonzeroBitCount) }
            return (state.tables, state.people, few.values.flatMap { $0.map(Int.init) }.sorted())
        }
        guard !people.isEmpty else { return [] }
        var found: [GalleryCandidate]
        if let effort, let least, asked.nonzeroBitCount >= least {
            let chosen = shortlistByParts(fingers, tables, people, effort, without: Set(few))
            found = compare(chosen, fingers, tables, people, threshold, patience: effort.patience)
            // Of these few each is scanned.
            found += compare(
                shortlist(fingers, tables, people, effort, Self.answers(of: few, fingers, tables, people)), fingers, tables, people, threshold)
        } else {
            let sums = Self.stepwise(fingers, tables, people, effort ?? Effort(fingers: fingers.count)) ?? Self.scan(fingers, tables, people)
            found = compare(shortlist(fingers, tables, people, effort, sums), fingers, tables, people, threshold)
        }
        found.sort { ($0.score, $1.key) > ($1.score, $0.key) }
        return Array(found.prefix(limit))
    }

    /// First stage by parts of codes: the people with the most votes, in order of the answers that a scan of them gives.
    private func shortlistByParts(
        _ fingers: [Finger], _ tables: [FingerPosition: FingerTable], _ people: [Person?], _ effort: Effort, without few: Set<Int>
    ) -> [Int] {
        var votes = CodeBuckets.Votes(owners: people.count)
        for finger in fingers {
            for place in Self.places(finger.position, tables) {
                // One finger at a time, so that inserts wait for no more.
                shard(place).buckets.withLock { $0.vote(finger.template, place, &votes) }
            }
        }
        var chosen = votes.reaching(effort.votesLeast).filter { people[$0.owner] != nil && !few.contains($0.owner) }
        if chosen.count > effort.shortlistLeast {
            chosen.sort { ($0.votes, $1.owner) > ($1.votes, $0.owner) }
            chosen.removeLast(chosen.count - effort.shortlistLeast)
        }
        let probes = fingers.map { FingerTable.Probe($0.template) }
        let ranked = chosen.compactMap { entry -> (ordinal: Int, sum: Int32)? in
            let (sum, own) = Self.answers(probes, fingers, people[entry.owner], tables)
            return Double(sum) >= effort.answersLeast * Double(own) ? (entry.owner, sum) : nil
        }
        return ranked.sorted { ($0.sum, $1.ordinal) > ($1.sum, $0.ordinal) }.prefix(effort.compared).map(\.ordinal)
    }

    /// First-stage answers of a person's fingers, and what the probe would answer to itself in their place.
    private static func answers(
        _ probes: [FingerTable.Probe], _ fingers: [Finger], _ person: Person?, _ tables: [FingerPosition: FingerTable]
    ) -> (sum: Int32, own: Int32) {
        var (sum, own) = (Int32(0), Int32(0))
        for (finger, probe) in zip(fingers, probes) {
            var best: Int32?
            for (position, slot) in person?.slots ?? []
            where finger.position == .unknown || position == .unknown || position == finger.position {
                guard let table = tables[position] else { continue }
                best = max(best ?? 0, table.answer(Int(slot), probe))
            }
            guard let best else { continue }
            sum += best
            own += probe.ownAnswer
        }
        return (sum, own)
    }

    /// First-stage sums of some people alone, 0 for all others.
    private static func answers(
        of few: [Int], _ fingers: [Finger], _ tables: [FingerPosition: FingerTable], _ people: [Person?]
    ) -> [Int32] {
        if few.isEmpty { return [] }
        var sums = [Int32](repeating: 0, count: people.count)
        let probes = fingers.map { FingerTable.Probe($0.template) }
        for ordinal in few where ordinal < people.count { sums[ordinal] = answers(probes, fingers, people[ordinal], tables).sum }
        return sums
    }

    /// Second stage, coarse: those whose first-stage sums are greatest, and of these those whose minutiae agree most.
    private func shortlist(
        _ fingers: [Finger], _ tables: [FingerPosition: FingerTable], _ people: [Person?], _ effort: Effort?, _ sums: [Int32]
    ) -> [Int] {
        if sums.isEmpty { return [] }
        let matcher = FingerprintMatcher()
        var shortlist: [Int] = []
        // Those who have one finger of the probe's do not compete with those who have all: more fingers answer more, whoever's they are.
        for group in Self.byFingersInCommon(fingers, sums, people) {
            let effort = effort ?? Effort(fingers: group.fingers)
            var chosen = Self.top(group.sums, max(effort.shortlistLeast, Int(effort.shortlistShare * Double(group.count))))
                .filter { people[$0] != nil }
            if chosen.count > effort.compared {
                var ranked: [(Int, Float)] = []
                for ordinal in chosen {
                    var sum: Float = 0
                    Self.each(fingers, people[ordinal], tables) { _, finger, _, template in
                        sum += matcher.agreement(finger.template, template)
                    }
                    ranked.append((ordinal, sum))
                }
                ranked.sort { $0.1 > $1.1 }
                chosen = ranked.prefix(effort.compared).map(\.0)
            }
            shortlist += chosen
        }
        return shortlist
    }

    /// Every finger of the probe with every finger of a person that it may be.
    private static func each(
        _ fingers: [Finger], _ person: Person?, _ tables: [FingerPosition: FingerTable],
        _ body: (Int, Finger, FingerPosition, PreparedTemplate) -> Void
    ) {
        guard let person else { return }
        for (index, finger) in fingers.enumerated() {
            for (position, slot) in person.slots
            where finger.position == .unknown || position == .unknown || position == finger.position {
                guard let table = tables[position] else { continue }
                body(index, finger, position, table.template(Int(slot)))
            }
        }
    }

    /// Second stage, exact.
    private func compare(
        _ shortlist: [Int], _ fingers: [Finger], _ tables: [FingerPosition: FingerTable], _ people: [Person?], _ threshold: Double,
        patience: Int = .max
    ) -> [GalleryCandidate] {
        let matcher = FingerprintMatcher()
        var result: [GalleryCandidate] = []
        var inVain = 0
        for ordinal in shortlist {
            guard inVain < patience, let person = people[ordinal] else { continue }
            var found: [(probe: FingerPosition, gallery: FingerPosition, score: Double)] = []
            // Of one probe finger the best of what it met counts.
            var best = [Double?](repeating: nil, count: fingers.count)
            Self.each(fingers, person, tables) { index, finger, position, template in
                let score = matcher.compare(finger.template, template, seeds: 4).score
                found.append((finger.position, position, score))
                best[index] = max(best[index] ?? score, score)
            }
            let score = ScoreCalibration.fused(best.compactMap { $0 })
            if score >= threshold {
                result.append(GalleryCandidate(key: person.key, score: score, fingers: found))
                inVain = 0
            } else {
                inVain += 1
            }
        }
        return result
    }

    /// First stage: answers of a person's fingers add up, of each probe finger the best.
    private static func scan(_ fingers: [Finger], _ tables: [FingerPosition: FingerTable], _ people: [Person?]) -> [Int32] {
        var sums = [Int32](repeating: 0, count: people.count)
        for finger in fingers {
            let probe = FingerTable.Probe(finger.template)
            let places = Self.places(finger.position, tables)
            if places.count == 1, let table = tables[places[0]] {
                let answers = table.scan(probe)
                for (slot, answer) in answers.enumerated() where answer > 0 {
                    let subject = table.subject(slot)
                    if subject >= 0 { sums[Int(subject)] += answer }
                }
            } else {
                var best = [Int32](repeating: 0, count: people.count)
                for place in places {
                    guard let table = tables[place] else { continue }
                    for (slot, answer) in table.scan(probe).enumerated() where answer > 0 {
                        let subject = table.subject(slot)
                        if subject >= 0 { best[Int(subject)] = max(best[Int(subject)], answer) }
                    }
                }
                for i in sums.indices { sums[i] += best[i] }
            }
        }
        return sums
    }

    /// The same sums for those whom a glance at a few minutiae of the strongest fingers does not leave out, 0 for all others; `nil` where
    /// the effort, the gallery or the probe gives no reason to begin so.
    private static func stepwise(
        _ fingers: [Finger], _ tables: [FingerPosition: FingerTable], _ people: [Person?], _ effort: Effort
    ) -> [Int32]? {
        let wanted = max(effort.firstLeast, Int(effort.firstShare * Double(people.count)))
        guard effort.firstFingers > 0, fingers.count > effort.firstFingers, people.count > 2 * wanted,
            // A finger of unknown position may stand for any other: then all are scanned.
            tables[.unknown] == nil, fingers.allSatisfy({ $0.position != .unknown }), Set(fingers.map(\.position)).count == fingers.count
        else { return nil }
        let strength = fingers.map { $0.template.populations.reduce(0, +) }
        let order = fingers.indices.sorted { (strength[$0], $1) > (strength[$1], $0) }.prefix(effort.firstFingers)
        var sums = [Int32](repeating: 0, count: people.count)
        var present = [UInt8](repeating: 0, count: people.count)
        for index in order {
            guard let table = tables[fingers[index].position] else { continue }
            let answers = table.scan(FingerTable.Probe(fingers[index].template, limit: effort.firstMinutiae))
            for (slot, answer) in answers.enumerated() {
                let subject = table.subject(slot)
                guard subject >= 0 else { continue }
                sums[Int(subject)] += answer
                if present[Int(subject)] < .max { present[Int(subject)] += 1 }
            }
        }
        // Who lacks some of these fingers is judged by the others.
        for person in people.indices where present[person] > 0 && Int(present[person]) < order.count {
            sums[person] = sums[person] * Int32(order.count) / Int32(present[person])
        }
        var chosen = top(sums, wanted)
        for person in people.indices where present[person] == 0 && people[person] != nil { chosen.append(person) }
        let probes = fingers.map { FingerTable.Probe($0.template) }
        for person in sums.indices { sums[person] = 0 }
        for ordinal in chosen {
            guard let person = people[ordinal] else { continue }
            for (position, slot) in person.slots {
                guard let index = fingers.firstIndex(where: { $0.position == position }), let table = tables[position] else { continue }
                sums[ordinal] += table.answer(Int(slot), probes[index])
            }
        }
        return sums
    }

    /// People by how many of the probe's fingers they can be compared with, each group with the sums of its people (0 for all others).
    private static func byFingersInCommon(
        _ fingers: [Finger], _ sums: [Int32], _ people: [Person?]
    ) -> [(fingers: Int, count: Int, sums: [Int32])] {
        let known = people.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
        guard fingers.count > 1 else { return [(fingers.count, known, sums)] }
        var common = [UInt8](repeating: 0, count: people.count)
        var counts = [Int](repeating: 0, count: fingers.count + 1)
        for (ordinal, person) in people.enumerated() {
            guard let person else { continue }
            var met = 0
            for finger in fingers
            where person.slots.contains(where: {
                finger.position == .unknown || $0.position == .unknown || $0.position == finger.position
            }) {
                met += 1
            }
            common[ordinal] = UInt8(clamping: met)
            counts[met] += 1
        }
        return counts.indices.dropFirst().filter { counts[$0] > 0 }.reversed().map { number in
            if counts[number] == known { return (number, known, sums) }
            return (number, counts[number], sums.indices.map { common[$0] == UInt8(clamping: number) ? sums[$0] : 0 })
        }
    }

    private static func places(_ position: FingerPosition, _ tables: [FingerPosition: FingerTable]) -> [FingerPosition] {
        position == .unknown
            ? tables.keys.sorted { $0.rawValue < $1.rawValue } : [position, .unknown].filter { tables[$0] != nil }
    }

    /// Positions of the greatest values, by counting.
    static func top(_ values: [Int32], _ wanted: Int) -> [Int] {
        guard let greatest = values.max(), greatest > 0, wanted > 0 else { return [] }
        let shift = max(0, 32 - greatest.leadingZeroBitCount - 12)
        var counts = [Int](repeating: 0, count: Int(greatest >> Int32(shift)) + 1)
        for v in values where v > 0 { counts[Int(v >> Int32(shift))] += 1 }
        var bucket = counts.count - 1, sum = 0
        while bucket > 0, sum + counts[bucket] < wanted {
            sum += counts[bucket]
            bucket -= 1
        }
        let least = max(1, Int32(bucket) << Int32(shift))
        var found = values.indices.filter { values[$0] >= least }
        if found.count > wanted {
            found.sort { values[$0] > values[$1] }
            found.removeLast(found.count - wanted)
        }
        return found
    }

    // MARK: - Snapshot

    /// Everything needed to bring the gallery back: a derived, not a primary, store of templates.
    public func snapshot() -> [UInt8] {
        let (tables, people) = state.withLock { ($0.tables, $0.people) }
        var out = ByteWriter(bytes: Array("SXFG".utf8))
        out.u32(1)
        out.u32(people.reduce(0) { $0 + ($1 == nil ? 0 : 1) })
        for person in people {
            guard let person else { continue }
            for v in [person.key.high, person.key.low] {
                out.u32(Int(v >> 32))
                out.u32(Int(v & 0xffff_ffff))
            }
            out.u8(person.slots.count)
            for (position, slot) in person.slots {
                let template = tables[position]?.template(Int(slot))
                out.u8(Int(position.rawValue))
                out.u8(template?.minutiae.count ?? 0)
                for (m, code) in zip(template?.minutiae ?? [], template?.codes ?? []) {
                    out.u32(Int(FingerTable.pack(m)))
                    for w in 0..<NeighbourhoodCode.words {
                        out.u32(Int(code.bits[w] >> 32))
                        out.u32(Int(code.bits[w] & 0xffff_ffff))
                    }
                }
            }
        }
        return out.bytes
    }

    /// Reads a snapshot; refuses one that is cut short or of another version.
    public static func restore(_ bytes: [UInt8], byParts: Bool = false) throws(FormatError) -> FingerprintGallery {
        let name = "gallery snapshot"
        guard bytes.starts(with: Array("SXFG".utf8)) else { throw FormatError(name, at: "signature", "missing") }
        var r = ByteReader(bytes, format: name, from: 4)
        guard try r.u32("version") == 1 else { throw FormatError(name, at: "version", "not 1") }
        let gallery = FingerprintGallery(byParts: byParts)
        for _ in 0..<(try r.u32("people")) {
            var halves: [UInt64] = []
            for _ in 0..<2 { halves.append(UInt64(try r.u32("key")) << 32 | UInt64(try r.u32("key"))) }
            var prepared: [(FingerPosition, PreparedTemplate)] = []
            for _ in 0..<(try r.u8("fingers")) {
                guard let position = FingerPosition(rawValue: UInt8(try r.u8("position"))) else {
                    throw FormatError(name, at: "position (byte \(r.offset))", "not defined")
                }
                var minutiae: [Minutia] = [], codes: [NeighbourhoodCode] = []
                for _ in 0..<(try r.u8("minutiae")) {
                    minutiae.append(FingerTable.unpack(UInt32(try r.u32("minutia"))))
                    var bits = SIMD4<UInt64>.zero
                    for w in 0..<NeighbourhoodCode.words { bits[w] = UInt64(try r.u32("code")) << 32 | UInt64(try r.u32("code")) }
                    codes.append(NeighbourhoodCode(bits: bits))
                }
                prepared.append((position, PreparedTemplate(minutiae: minutiae, codes: codes)))
            }
            _ = gallery.insert(GalleryKey(high: halves[0], low: halves[1]), packed: prepared)
        }
        return gallery
    }
}
