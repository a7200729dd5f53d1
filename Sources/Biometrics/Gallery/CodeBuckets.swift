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
    /// Bytes of a finger at most.
    static let bytesPerFinger = minutiae * parts * (MemoryLayout<Entry>.stride + MemoryLayout<Int32>.stride)

    private struct Entry: Sendable {
        var hash: UInt32
        var owner: Int32
        var next: Int32
    }

    private var heads = [Int32](repeating: -1, count: 1024)
    private var entries: [Entry] = []
    private var free: Int32 = -1
    /// Parts filed.
    private(set) var count = 0

    var byteCount: Int {
        heads.capacity * MemoryLayout<Int32>.stride + entries.capacity * MemoryLayout<Entry>.stride
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

    private func bucket(_ hash: UInt32) -> Int { Int(hash) & (heads.count - 1) }

    mutating func insert(_ template: PreparedTemplate, _ position: FingerPosition, owner: Int32) {
        CodeBuckets.masks.withUnsafeBufferPointer { masks in
            for code in template.codes.prefix(CodeBuckets.minutiae) {
                CodeBuckets.forEachPart(code.bits, position, masks) { hash in
                    if count >= heads.count { grow() }
                    let at = bucket(hash)
                    let entry = Entry(hash: hash, owner: owner, next: heads[at])
                    if free >= 0 {
                        heads[at] = free
                        free = entries[Int(heads[at])].next
                        entries[Int(heads[at])] = entry
                    } else {
                        heads[at] = Int32(entries.count)
                        entries.append(entry)
                    }
                    count += 1
                }
            }
        }
    }

    /// Takes out what was put in for the same template, finger and owner.
    mutating func erase(_ template: PreparedTemplate, _ position: FingerPosition, owner: Int32) {
        CodeBuckets.masks.withUnsafeBufferPointer { masks in
            for code in template.codes.prefix(CodeBuckets.minutiae) {
                CodeBuckets.forEachPart(code.bits, position, masks) { hash in
                    let at = bucket(hash)
                    var before: Int32 = -1
                    var place = heads[at]
                    while place >= 0 {
                        let entry = entries[Int(place)]
                        guard entry.hash != hash || entry.owner != owner else {
                            if before < 0 { heads[at] = entry.next } else { entries[Int(before)].next = entry.next }
                            entries[Int(place)] = Entry(hash: 0, owner: -1, next: free)
                            free = place
                            count -= 1
                            break
                        }
                        before = place
                        place = entry.next
                    }
                }
            }
        }
    }

    private mutating func grow() {
        heads = [Int32](repeating: -1, count: heads.count * 2)
        for place in entries.indices where entries[place].owner >= 0 {
            let at = bucket(entries[place].hash)
            entries[place].next = heads[at]
            heads[at] = Int32(place)
        }
    }

    /// The votes of one search.
    struct Votes {
        /// By owner: minutiae of the probe that met one of the owner's.
        fileprivate(set) var counts: [UInt16]
        fileprivate var last: [UInt16]
        fileprivate var minutia: UInt16 = 0

        init(owners: Int) {
            counts = [UInt16](repeating: 0, count: owners)
            last = counts
        }
    }

    /// A part that more people have than this says little, and is not looked at: work does not grow with what is common.
    static let ownersMost = 64

    /// Adds the votes of a finger of the probe, met among fingers of `position`. Owners beyond those that `votes` has room for have
    /// come later than the search.
    func vote(_ template: PreparedTemplate, _ position: FingerPosition, _ votes: inout Votes) {
        let most = CodeBuckets.ownersMost
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: most) { owners in
            CodeBuckets.masks.withUnsafeBufferPointer { masks in
                for code in template.codes.prefix(CodeBuckets.probeMinutiae) {
                    votes.minutia += 1
                    CodeBuckets.forEachPart(code.bits, position, masks) { hash in
                        var place = heads[bucket(hash)]
                        var found = 0
                        while place >= 0 {
                            let entry = entries[Int(place)]
                            if entry.hash == hash {
                                guard found < most else { return }
                                owners[found] = entry.owner
                                found += 1
                            }
                            place = entry.next
                        }
                        for at in 0..<found {
                            let owner = Int(owners[at])
                            guard owner < votes.counts.count, votes.last[owner] != votes.minutia else { continue }
                            votes.last[owner] = votes.minutia
                            votes.counts[owner] += 1
                        }
                    }
                }
            }
        }
    }
}
