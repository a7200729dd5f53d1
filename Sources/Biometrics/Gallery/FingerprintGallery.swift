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

        public init() {}

        /// What a probe of so many fingers needs: the more there are, the further ahead of everybody else the mate is.
        public init(fingers: Int) {
            guard fingers >= 3 else { return }
            firstFingers = 2
            shortlistShare = 0.003
            compared = 40
        }
    }

    private struct State {
        var tables: [FingerPosition: FingerTable] = [:]
        var ordinals: [GalleryKey: Int32] = [:]
        var people: [Person?] = []
        var freeOrdinals: [Int32] = []
    }

    private struct Person: Sendable {
        var key: GalleryKey
        var slots: [(position: FingerPosition, slot: Int32)]
    }

    private let state = Mutex(State())

    public init() {}

    /// Number of people.
    public var count: Int { state.withLock { $0.ordinals.count } }
    /// Number of fingers.
    public var fingers: Int { state.withLock { $0.tables.values.reduce(0) { $0 + $1.count } } }
    /// Bytes that a finger takes in the tables.
    public static var bytesPerFinger: Int { FingerTable.bytesPerFinger }

    public func contains(_ key: GalleryKey) -> Bool { state.withLock { $0.ordinals[key] != nil } }

    /// Inserts a person's fingers, in place of any that the key had. Templates with fewer than three minutiae are not
    /// searchable and are left out; the number kept is returned.
    @discardableResult
    public func insert(_ key: GalleryKey, _ templates: [FingerprintTemplate]) -> Int {
        let prepared = templates.map { ($0.position, PreparedTemplate($0, limit: FingerTable.minutiae)) }
            .filter { $0.1.minutiae.count >= 3 }
        return insert(key, prepared: prepared)
    }

    func insert(_ key: GalleryKey, prepared: [(FingerPosition, PreparedTemplate)]) -> Int {
        state.withLock { s in
            Self.erase(key, &s)
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
            s.people[Int(ordinal)] = Person(key: key, slots: slots)
            s.ordinals[key] = ordinal
            return prepared.count
        }
    }

    /// Erases a person; false where the key is not there.
    @discardableResult
    public func erase(_ key: GalleryKey) -> Bool { state.withLock { Self.erase(key, &$0) } }

    @discardableResult
    private static func erase(_ key: GalleryKey, _ s: inout State) -> Bool {
        guard let ordinal = s.ordinals.removeValue(forKey: key), let person = s.people[Int(ordinal)] else { return false }
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
        let (tables, people) = state.withLock { ($0.tables, $0.people) }
        guard !people.isEmpty else { return [] }
        let fingers = probes.map { Finger(position: $0.position, template: PreparedTemplate($0, limit: 48)) }
            .filter { $0.template.minutiae.count >= 3 }
        guard !fingers.isEmpty else { return [] }
        let sums = Self.stepwise(fingers, tables, people, effort ?? Effort(fingers: fingers.count)) ?? Self.scan(fingers, tables, people)

        // Second stage, coarse then exact.
        let matcher = FingerprintMatcher()
        func each(_ ordinal: Int, _ body: (Int, Finger, FingerPosition, PreparedTemplate) -> Void) {
            guard let person = people[ordinal] else { return }
            for (index, finger) in fingers.enumerated() {
                for (position, slot) in person.slots
                where finger.position == .unknown || position == .unknown || position == finger.position {
                    guard let table = tables[position] else { continue }
                    body(index, finger, position, table.template(Int(slot)))
                }
            }
        }
        var shortlist: [Int] = []
        // Those who have one finger of the probe's do not compete with those who have all: more fingers answer more, whoever's they are.
        for group in Self.byFingersInCommon(fingers, sums, people) {
            let effort = effort ?? Effort(fingers: group.fingers)
            var chosen = Self.top(group.sums, max(effort.shortlistLeast, Int(effort.shortlistShare * Double(group.count))))
            if chosen.count > effort.compared {
                var ranked: [(Int, Float)] = []
                for ordinal in chosen {
                    var sum: Float = 0
                    each(ordinal) { _, finger, _, template in sum += matcher.agreement(finger.template, template) }
                    ranked.append((ordinal, sum))
                }
                ranked.sort { $0.1 > $1.1 }
                chosen = ranked.prefix(effort.compared).map(\.0)
            }
            shortlist += chosen
        }
        var result: [GalleryCandidate] = []
        for ordinal in shortlist {
            guard let person = people[ordinal] else { continue }
            var found: [(probe: FingerPosition, gallery: FingerPosition, score: Double)] = []
            // Of one probe finger the best of what it met counts.
            var best = [Double?](repeating: nil, count: fingers.count)
            each(ordinal) { index, finger, position, template in
                let score = matcher.compare(finger.template, template, seeds: 4).score
                found.append((finger.position, position, score))
                best[index] = max(best[index] ?? score, score)
            }
            let score = ScoreCalibration.fused(best.compactMap { $0 })
            if score >= threshold { result.append(GalleryCandidate(key: person.key, score: score, fingers: found)) }
        }
        result.sort { ($0.score, $1.key) > ($1.score, $0.key) }
        return Array(result.prefix(limit))
    }

    private struct Finger {
        var position: FingerPosition
        var template: PreparedTemplate
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
                sums[ordinal] += table.answer(probes[index], Int(slot))
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
    public static func restore(_ bytes: [UInt8]) throws(FormatError) -> FingerprintGallery {
        let name = "gallery snapshot"
        guard bytes.starts(with: Array("SXFG".utf8)) else { throw FormatError(name, at: "signature", "missing") }
        var r = ByteReader(bytes, format: name, from: 4)
        guard try r.u32("version") == 1 else { throw FormatError(name, at: "version", "not 1") }
        let gallery = FingerprintGallery()
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
            _ = gallery.insert(GalleryKey(high: halves[0], low: halves[1]), prepared: prepared)
        }
        return gallery
    }
}
