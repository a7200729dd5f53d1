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
/// shortlist. One gallery per origin (a system, a category of data); an insert or an erasure is in effect for every
/// search that begins after it returns.
public final class FingerprintGallery: Sendable {
    public struct Effort: Sendable {
        /// Share of the gallery that goes from the scan to the check of agreement, and at least this many people.
        public var shortlistShare = 0.02
        public var shortlistLeast = 200
        /// How many of those are compared in full.
        public var compared = 120

        public init() {}
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
    /// (a latent) among all.
    public func search(
        _ probes: [FingerprintTemplate], threshold: Double, limit: Int = 10, effort: Effort = Effort()
    ) -> [GalleryCandidate] {
        let (tables, people) = state.withLock { ($0.tables, $0.people) }
        guard !people.isEmpty else { return [] }
        struct Finger {
            var position: FingerPosition
            var template: PreparedTemplate
        }
        let fingers = probes.map { Finger(position: $0.position, template: PreparedTemplate($0, limit: 48)) }
            .filter { $0.template.minutiae.count >= 3 }
        guard !fingers.isEmpty else { return [] }

        // First stage: answers of a person's fingers add up, of each probe finger the best.
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
        let wanted = max(effort.shortlistLeast, Int(effort.shortlistShare * Double(people.count)))
        var shortlist = Self.top(sums, wanted).filter { people[$0] != nil }

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
        if shortlist.count > effort.compared {
            var ranked: [(Int, Float)] = []
            for ordinal in shortlist {
                var sum: Float = 0
                each(ordinal) { _, finger, _, template in sum += matcher.agreement(finger.template, template) }
                ranked.append((ordinal, sum))
            }
            ranked.sort { $0.1 > $1.1 }
            shortlist = ranked.prefix(effort.compared).map(\.0)
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
