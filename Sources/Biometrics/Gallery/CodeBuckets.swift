/// Who has codes like these: codes of neighbourhoods, filed under parts of their bits.
///
/// Two codes of one minutia differ in some bits, so that of many small parts of their bits a few are equal all the same; of two people
/// they seldom are (locality-sensitive hashing by samples of bits; Indyk and Motwani, STOC 1998). A minutia with an equal part is a vote.
/// Work grows with the votes, and hardly with the number of people.
struct CodeBuckets: Sendable {
    /// Parts of a code, and bits of a part.
    static let parts = 16
    static let bitsPerPart = 26
    /// A part with fewer bits set says that there is little near, which is true of many.
    static let bitsSetLeast = 4
    /// Minutiae of a finger that are filed, and minutiae of a probe that are asked with: the likeliest to be seen again.
    static let minutiae = 16
    static let probeMinutiae = 24
    /// Bytes of a finger where no part of it is anybody else's.
    static let bytesPerFinger = minutiae * parts * MemoryLayout<Slot>.stride * 2

    /// Whoever has a part: one owner in its own place, several in a run of `owners` whose room is the next power of two.
    private struct Slot: Sendable {
        var hash: UInt32
        /// 0: free.
        var count: UInt32
        /// The owner, or where the run begins.
        var place: Int32
    }

    private static let empty = Slot(hash: 0, count: 0, place: 0)

    /// By hash, with linear probing; a power of two, never more than three quarters full.
    private var slots = [Slot](repeating: empty, count: 1024)
    private var used = 0
    private var owners: [Int32] = []
    /// Runs that nobody uses, by the power of two of their room.
    private var freeRuns = [[Int32]](repeating: [], count: 32)
    /// Parts filed.
    private(set) var count = 0

    var byteCount: Int {
        slots.capacity * MemoryLayout<Slot>.stride
            + (owners.capacity + freeRuns.reduce(0) { $0 + $1.capacity }) * MemoryLayout<Int32>.stride
    }

    /// Which bits make a part; the same ever after.
    private static let masks: [SIMD4<UInt64>] = {
        var random = SeededGenerator(seed: 0xB0C4)
        return (0..<parts).map { _ in
            var mask = SIMD4<UInt64>.zero
            for place in Array(0..<190).shuffled(using: &random).prefix(bitsPerPart) { mask[place >> 6] |= 1 << UInt64(place & 63) }
            return mask
        }
    }()

    /// Hashes of the parts of a code that say enough.
    @inline(__always)
    private static func forEachPart(
        _ bits: SIMD4<UInt64>, _ position: FingerPosition, _ masks: UnsafeBufferPointer<SIMD4<UInt64>>, _ body: (UInt32) -> Void
    ) {
        for part in 0..<masks.count {
            let kept = bits & masks[part]
            guard kept.x.nonzeroBitCount + kept.y.nonzeroBitCount + kept.z.nonzeroBitCount >= bitsSetLeast else { continue }
            // Over the bits, the part and the finger; multipliers and finalizer of MurmurHash3.
            var hash = kept.x &* 0x87c3_7b91_1142_53d5 ^ (kept.y ^ UInt64(part) << 56 ^ UInt64(position.rawValue) << 48) &* 0x4cf5_ad43_2745_937f
            hash = (hash ^ hash >> 31) &* 0xff51_afd7_ed55_8ccd ^ kept.z
            hash = (hash ^ hash >> 33) &* 0xc4ce_b9fe_1a85_ec53
            body(UInt32(truncatingIfNeeded: hash ^ hash >> 33))
        }
    }

    mutating func insert(_ template: PreparedTemplate, _ position: FingerPosition, owner: Int32) {
        CodeBuckets.masks.withUnsafeBufferPointer { masks in
            for code in template.codes.prefix(CodeBuckets.minutiae) {
                CodeBuckets.forEachPart(code.bits, position, masks) { insert($0, owner) }
            }
        }
    }

    /// Takes out what was put in for the same template, finger and owner.
    mutating func erase(_ template: PreparedTemplate, _ position: FingerPosition, owner: Int32) {
        CodeBuckets.masks.withUnsafeBufferPointer { masks in
            for code in template.codes.prefix(CodeBuckets.minutiae) {
                CodeBuckets.forEachPart(code.bits, position, masks) { erase($0, owner) }
            }
        }
    }

    // MARK: - Parts and their owners

    /// The place of a hash, or the free place where it belongs.
    private func find(_ hash: UInt32) -> Int {
        var at = Int(hash) & (slots.count - 1)
        while slots[at].count > 0, slots[at].hash != hash { at = (at + 1) & (slots.count - 1) }
        return at
    }

    private mutating func insert(_ hash: UInt32, _ owner: Int32) {
        if used * 4 >= slots.count * 3 { grow() }
        count += 1
        let at = find(hash)
        let slot = slots[at]
        switch slot.count {
        case 0:
            slots[at] = Slot(hash: hash, count: 1, place: owner)
            used += 1
            return
        case 1:
            let run = run(1)
            owners[Int(run)] = slot.place
            slots[at].place = run
        case let full where full & (full - 1) == 0:
            move(at, from: full.trailingZeroBitCount, to: full.trailingZeroBitCount + 1)
        default: break
        }
        owners[Int(slots[at].place) + Int(slot.count)] = owner
        slots[at].count += 1
    }

    private mutating func erase(_ hash: UInt32, _ owner: Int32) {
        let at = find(hash)
        let slot = slots[at]
        guard slot.count > 0 else { return }
        if slot.count == 1 {
            guard slot.place == owner else { return }
            count -= 1
            vacate(at)
            return
        }
        let run = Int(slot.place)..<Int(slot.place) + Int(slot.count)
        guard let found = owners[run].firstIndex(of: owner) else { return }
        count -= 1
        owners[found] = owners[run.upperBound - 1]
        let left = slot.count - 1
        slots[at].count = left
        if left == 1 {
            slots[at].place = owners[run.lowerBound]
            freeRuns[1].append(slot.place)
        } else if left & (left - 1) == 0 {
            move(at, from: left.trailingZeroBitCount + 1, to: left.trailingZeroBitCount)
        }
    }

    /// Room for 2^`power` owners.
    private mutating func run(_ power: Int) -> Int32 {
        if let free = freeRuns[power].popLast() { return free }
        let place = Int32(owners.count)
        owners.append(contentsOf: repeatElement(-1, count: 1 << power))
        return place
    }

    /// Puts a run into a larger or smaller room.
    private mutating func move(_ at: Int, from: Int, to: Int) {
        let (old, new) = (slots[at].place, run(to))
        for place in 0..<Int(slots[at].count) { owners[Int(new) + place] = owners[Int(old) + place] }
        slots[at].place = new
        freeRuns[from].append(old)
    }

    /// Frees a place, and moves up whoever was put behind it for want of room (Knuth, The Art of Computer Programming 6.4, algorithm R).
    private mutating func vacate(_ place: Int) {
        let mask = slots.count - 1
        var (hole, at) = (place, place)
        used -= 1
        while true {
            at = (at + 1) & mask
            guard slots[at].count > 0 else { break }
            let home = Int(slots[at].hash) & mask
            // It may move where its own place does not lie between the hole and it.
            guard (at &- home) & mask >= (at &- hole) & mask else { continue }
            slots[hole] = slots[at]
            hole = at
        }
        slots[hole] = CodeBuckets.empty
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: CodeBuckets.empty, count: old.count * 2)
        for slot in old where slot.count > 0 { slots[find(slot.hash)] = slot }
    }

    // MARK: - Votes

    /// The votes of one search.
    struct Votes {
        /// By owner: the minutia of the probe that last met one of the owner's, above their number.
        private var cells: [UInt32]
        private var minutia: UInt32 = 0

        init(owners: Int) { cells = [UInt32](repeating: 0, count: owners) }

        /// Minutiae of the probe that met one of an owner's.
        func of(_ owner: Int) -> Int { Int(cells[owner] & 0xffff) }

        /// Owners with so many votes at least, in their order.
        func reaching(_ least: Int) -> [(owner: Int, votes: Int)] {
            var found: [(owner: Int, votes: Int)] = []
            for (owner, cell) in cells.enumerated() where Int(cell & 0xffff) >= least { found.append((owner, Int(cell & 0xffff))) }
            return found
        }

        fileprivate mutating func nextMinutia() { minutia = (minutia + 1) & 0xffff }

        @inline(__always)
        fileprivate mutating func add(_ owner: Int32) {
            let owner = Int(owner)
            guard owner < cells.count, cells[owner] >> 16 != minutia, cells[owner] & 0xffff < 0xffff else { return }
            cells[owner] = minutia << 16 | ((cells[owner] & 0xffff) + 1)
        }
    }

    /// A part that more people have than this says little, and is not looked at: work does not grow with what is common.
    static let ownersMost: UInt32 = 64

    /// Adds the votes of a finger of the probe, met among fingers of `position`. Owners beyond those that `votes` has room for have
    /// come later than the search.
    func vote(_ template: PreparedTemplate, _ position: FingerPosition, _ votes: inout Votes) {
        let mask = slots.count - 1
        CodeBuckets.masks.withUnsafeBufferPointer { masks in
            slots.withUnsafeBufferPointer { slots in
                owners.withUnsafeBufferPointer { owners in
                    withUnsafeTemporaryAllocation(of: Slot.self, capacity: masks.count) { first in
                        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: masks.count) { asked in
                            for code in template.codes.prefix(CodeBuckets.probeMinutiae) {
                                votes.nextMinutia()
                                // All places are read before one is looked at: they lie apart, and memory answers many questions at once.
                                var parts = 0
                                CodeBuckets.forEachPart(code.bits, position, masks) { hash in
                                    asked[parts] = hash
                                    first[parts] = slots[Int(hash) & mask]
                                    parts += 1
                                }
                                for part in 0..<parts {
                                    let hash = asked[part]
                                    var (at, slot) = (Int(hash) & mask, first[part])
                                    while slot.count > 0, slot.hash != hash {
                                        at = (at + 1) & mask
                                        slot = slots[at]
                                    }
                                    if slot.count == 1 {
                                        votes.add(slot.place)
                                    } else if slot.count > 1, slot.count <= CodeBuckets.ownersMost {
                                        for owner in Int(slot.place)..<Int(slot.place) + Int(slot.count) { votes.add(owners[owner]) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
