import CBiometrics
import Synchronization
#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Embeddings of faces, searched exactly or in two stages (sign codes, then exact products); similarity is the cosine.
///
/// A face alone never identifies in the Entry/Exit System (Regulation (EU) 2017/2226, Art. 27): the gallery gives
/// candidates, `ScoreCalibration` and the caller decide with the fingers.
public final class FaceGallery: Sendable {
    public enum Precision: String, Sendable, CaseIterable {
        /// 32-bit and 16-bit floats, 8-bit integers with one scale per vector.
        case single, half, byte
    }

    public struct Candidate: Sendable, Equatable {
        public var key: GalleryKey
        /// −1…1.
        public var cosine: Float
    }

    public let dimensions: Int
    public let precision: Precision
    private let padded: Int
    private let vectorBytes: Int
    private let codeMaker: SignCode
    private static let perPiece = 4_096
    /// How many vectors stay in the nearest cache while all queries of a batch pass over them.
    private static let block = 64
    /// The same of rounded vectors, which are a quarter as long.
    private static let roundedBlock = 256

    /// Vectors, their codes and scales: memory that is scanned, outside Swift's arrays so that it is aligned and in large pages.
    private final class Piece: @unchecked Sendable {
        // Written only while one gallery state alone refers to it.
        let vectors: UnsafeMutableRawPointer
        let codes: UnsafeMutablePointer<UInt64>
        let scales: UnsafeMutablePointer<Float>
        let alive: UnsafeMutablePointer<Bool>
        /// Of single precision: the vectors in bytes, and how far each is from its vector.
        let rounded: UnsafeMutablePointer<Int8>
        let errors: UnsafeMutablePointer<Float>
        private let vectorBytes: Int
        private let roundedBytes: Int

        init(vectorBytes: Int, roundedBytes: Int) {
            let n = FaceGallery.perPiece
            (self.vectorBytes, self.roundedBytes) = (vectorBytes, roundedBytes)
            rounded = sextant_memory(max(1, n * roundedBytes)).bindMemory(to: Int8.self, capacity: n * roundedBytes)
            errors = sextant_memory(n * 4).bindMemory(to: Float.self, capacity: n)
            vectors = sextant_memory(n * vectorBytes)
            codes = sextant_memory(n * SignCode.words * 8).bindMemory(to: UInt64.self, capacity: n * SignCode.words)
            scales = sextant_memory(n * 4).bindMemory(to: Float.self, capacity: n)
            alive = sextant_memory(n).bindMemory(to: Bool.self, capacity: n)
        }

        convenience init(copying o: Piece) {
            self.init(vectorBytes: o.vectorBytes, roundedBytes: o.roundedBytes)
            let n = FaceGallery.perPiece
            vectors.copyMemory(from: o.vectors, byteCount: n * vectorBytes)
            codes.update(from: o.codes, count: n * SignCode.words)
            scales.update(from: o.scales, count: n)
            alive.update(from: o.alive, count: n)
            rounded.update(from: o.rounded, count: n * roundedBytes)
            errors.update(from: o.errors, count: n)
        }

        deinit {
            free(vectors)
            free(codes)
            free(scales)
            free(alive)
            free(rounded)
            free(errors)
        }
    }

    private struct State {
        var pieces: [Piece] = []
        var keys: [GalleryKey?] = []
        var slots: [GalleryKey: Int] = [:]
        var free: [Int] = []
    }

    private let state = Mutex(State())

    /// - Parameter dimensions: 1 to 1,024.
    public init(dimensions: Int, precision: Precision = .byte) throws(FaceError) {
        guard (1...1_024).contains(dimensions) else { throw .dimensions(expected: 1_024, found: dimensions) }
        self.dimensions = dimensions
        self.precision = precision
        padded = (dimensions + 63) / 64 * 64
        vectorBytes = precision == .single ? padded * 4 : precision == .half ? padded * 2 : padded
        codeMaker = SignCode(dimensions: dimensions)
    }

    public var count: Int { state.withLock { $0.slots.count } }

    /// Bytes of one vector with its sign code.
    public var bytesPerFace: Int { vectorBytes + roundedBytes + SignCode.words * 8 + 4 + 4 + 1 }
    private var roundedBytes: Int { precision == .single ? padded : 0 }

    private static func normalised(_ v: [Float], _ dimensions: Int, padded: Int) throws(FaceError) -> [Float] {
        guard v.count == dimensions else { throw .dimensions(expected: dimensions, found: v.count) }
        var sum: Float = 0
        for x in v {
            guard x.isFinite else { throw .notFinite }
            sum += x * x
        }
        guard sum > 1e-20, sum.isFinite else { throw .zero }
        let scale = 1 / sum.squareRoot()
        return v.map { $0 * scale } + [Float](repeating: 0, count: padded - dimensions)
    }

    private static func bytes(_ v: [Float]) -> (values: [Int8], scale: Float) {
        let top = max(v.reduce(0) { max($0, abs($1)) }, 1e-12)
        return (v.map { Int8(($0 / top * 127).rounded()) }, top / 127)
    }

    /// How far the rounded vector is from the vector.
    private static func error(_ v: [Float], _ bytes: [Int8], _ scale: Float) -> Float {
        zip(v, bytes).reduce(Float(0)) { sum, pair in
            let off = pair.0 - Float(pair.1) * scale
            return sum + off * off
        }.squareRoot()
    }

    /// Inserts, or replaces the embedding of the key.
    public func insert(_ key: GalleryKey, _ embedding: [Float]) throws(FaceError) {
        let v = try Self.normalised(embedding, dimensions, padded: padded)
        let code = codeMaker.code(v)
        var single: [Float] = [], half: [UInt16] = [], byte: [Int8] = [], scale: Float = 1, error: Float = 0
        switch precision {
        case .single:
            single = v
            (byte, scale) = Self.bytes(v)
            error = Self.error(v, byte, scale)
        case .half: half = v.map { HalfFloat.bits($0) }
        case .byte: (byte, scale) = Self.bytes(v)
        }
        state.withLock { s in
            let slot: Int
            if let old = s.slots[key] {
                slot = old
            } else if let reused = s.free.popLast() {
                slot = reused
            } else {
                slot = s.keys.count
                s.keys.append(nil)
                if slot / Self.perPiece >= s.pieces.count { s.pieces.append(Piece(vectorBytes: vectorBytes, roundedBytes: roundedBytes)) }
            }
            let (piece, k) = Self.unique(&s, slot)
            let target = UnsafeMutableRawBufferPointer(start: piece.vectors + k * vectorBytes, count: vectorBytes)
            switch precision {
            case .single:
                single.withUnsafeBytes { target.copyMemory(from: $0) }
                (piece.rounded + k * padded).update(from: byte, count: padded)
            case .half: half.withUnsafeBytes { target.copyMemory(from: $0) }
            case .byte: byte.withUnsafeBytes { target.copyMemory(from: $0) }
            }
            (piece.scales[k], piece.errors[k]) = (scale, error)
            for w in 0..<SignCode.words { piece.codes[SignCode.place(k, w)] = code[w] }
            piece.alive[k] = true
            s.keys[slot] = key
            s.slots[key] = slot
        }
    }

    /// The piece of a slot, copied first where a running search still reads it.
    private static func unique(_ s: inout State, _ slot: Int) -> (Piece, Int) {
        let p = slot / perPiece
        if !isKnownUniquelyReferenced(&s.pieces[p]) { s.pieces[p] = Piece(copying: s.pieces[p]) }
        return (s.pieces[p], slot % perPiece)
    }

    /// Erases; the vector's bytes become zero.
    @discardableResult
    public func erase(_ key: GalleryKey) -> Bool {
        state.withLock { s in
            guard let slot = s.slots.removeValue(forKey: key) else { return false }
            let (piece, k) = Self.unique(&s, slot)
            memset(piece.vectors + k * vectorBytes, 0, vectorBytes)
            memset(piece.rounded + k * roundedBytes, 0, roundedBytes)
            (piece.scales[k], piece.errors[k]) = (0, 0)
            for w in 0..<SignCode.words { piece.codes[SignCode.place(k, w)] = 0 }
            piece.alive[k] = false
            s.keys[slot] = nil
            s.free.append(slot)
            return true
        }
    }

    /// Probes in the form that the precision needs, one after the other.
    private struct Queries {
        var count: Int
        var floats: [Float] = []
        var bytes: [Int8] = []
        var scales: [Float] = []
        /// How far the rounded vectors are from the vectors.
        var errors: [Float] = []
        var codes: [[UInt64]] = []
    }

    private func queries(_ probes: [[Float]], codes: Bool) throws(FaceError) -> Queries {
        var result = Queries(count: probes.count)
        for p in probes {
            let v = try Self.normalised(p, dimensions, padded: padded)
            if precision != .half {
                let (b, s) = Self.bytes(v)
                result.bytes += b
                result.scales.append(s)
                result.errors.append(Self.error(v, b, s))
            }
            if precision != .byte { result.floats += v }
            if codes { result.codes.append(codeMaker.code(v)) }
        }
        return result
    }

    /// Working memory of a search: products of a block with all queries.
    private struct Products: ~Copyable {
        let out: UnsafeMutablePointer<Float>
        let whole: UnsafeMutablePointer<Int32>

        init(_ count: Int) {
            out = .allocate(capacity: max(1, count))
            whole = .allocate(capacity: max(1, count))
        }

        deinit {
            out.deallocate()
            whole.deallocate()
        }
    }

    /// Cosines of vectors with queries `first..<first + queries`, a row a query.
    private func multiply(
        _ q: Queries, first: Int = 0, queries: Int, _ piece: Piece, from: Int, count: Int, _ room: borrowing Products
    ) {
        let base = piece.vectors + from * vectorBytes
        switch precision {
        case .single:
            q.floats.withUnsafeBufferPointer { v in
                guard let v = v.baseAddress else { return }
                sextant_products_f32(
                    base.assumingMemoryBound(to: Float.self), count, padded, v + first * padded, queries, room.out)
            }
        case .half:
            q.floats.withUnsafeBufferPointer { v in
                guard let v = v.baseAddress else { return }
                sextant_products_f16(
                    base.assumingMemoryBound(to: UInt16.self), count, padded, v + first * padded, queries, room.out)
            }
        case .byte:
            q.bytes.withUnsafeBufferPointer { v in
                guard let v = v.baseAddress else { return }
                sextant_products_i8(
                    base.assumingMemoryBound(to: Int8.self), count, padded, v + first * padded, queries, room.whole)
            }
            for j in 0..<queries {
                let scale = q.scales[first + j]
                for i in 0..<count {
                    room.out[j * count + i] = Float(room.whole[j * count + i]) * piece.scales[from + i] * scale
                }
            }
        }
    }

    /// The nearest faces by exact comparison with every one, for several probes in one pass over memory.
    public func search(_ probes: [[Float]], limit: Int = 10, threshold: Float = -1) throws(FaceError) -> [[Candidate]] {
        let queries = try queries(probes, codes: false)
        let (pieces, keys) = state.withLock { ($0.pieces, $0.keys) }
        var best = [Shortlist](repeating: Shortlist(limit: limit, least: threshold), count: probes.count)
        if precision == .single {
            sift(queries, pieces, keys.count, &best)
            return best.map { list in
                list.sorted().compactMap { e in keys[e.slot].map { Candidate(key: $0, cosine: e.value) } }
            }
        }
        let room = Products(Self.block * probes.count)
        for (p, piece) in pieces.enumerated() {
            let used = min(Self.perPiece, keys.count - p * Self.perPiece)
            var from = 0
            while from < used {
                // Whole blocks: what lies beyond the last face is not alive.
                multiply(queries, queries: queries.count, piece, from: from, count: Self.block, room)
                for q in 0..<queries.count {
                    let row = room.out + q * Self.block
                    var least = best[q].least
                    for i in 0..<Self.block where row[i] >= least && piece.alive[from + i] {
                        best[q].add(row[i], p * Self.perPiece + from + i)
                        least = best[q].least
                    }
                }
                from += Self.block
            }
        }
        return best.map { list in
            list.sorted().compactMap { e in keys[e.slot].map { Candidate(key: $0, cosine: e.value) } }
        }
    }

    /// Exact search past a sieve. With q, v vectors of length 1 and q', v' their rounded ones, |q·v − q'·v'| ≤ |q − q'|·|v'| + |v − v'|: whoever
    /// cannot reach what is asked for by that bound is passed over at a quarter of the work, and nobody else is.
    private func sift(_ q: Queries, _ pieces: [Piece], _ slots: Int, _ best: inout [Shortlist]) {
        let block = Self.roundedBlock
        let rough = Products(block * q.count)
        let exact = Products(1)
        // More than the products of floats lose to their order.
        let slack: Float = 1e-5
        for (p, piece) in pieces.enumerated() {
            let used = min(Self.perPiece, slots - p * Self.perPiece)
            // Whole blocks: what lies beyond the last face is not alive.
            for from in stride(from: 0, to: used, by: block) {
                q.bytes.withUnsafeBufferPointer { bytes in
                    guard let bytes = bytes.baseAddress else { return }
                    sextant_products_i8(piece.rounded + from * padded, block, padded, bytes, q.count, rough.whole)
                }
                for j in 0..<q.count {
                    let (scale, error) = (q.scales[j], q.errors[j])
                    var least = best[j].least
                    for i in stride(from: 0, to: block, by: 16) {
                        let products = UnsafeRawPointer(rough.whole + j * block + i).loadUnaligned(as: SIMD16<Int32>.self)
                        let scales = UnsafeRawPointer(piece.scales + from + i).loadUnaligned(as: SIMD16<Float>.self)
                        let errors = UnsafeRawPointer(piece.errors + from + i).loadUnaligned(as: SIMD16<Float>.self)
                        let bounds = SIMD16<Float>(products) * scales * scale + errors * (1 + error) + (error + slack)
                        let reached = bounds .>= least
                        guard any(reached) else { continue }
                        for l in 0..<16 where reached[l] && piece.alive[from + i + l] {
                            multiply(q, first: j, queries: 1, piece, from: from + i + l, count: 1, exact)
                            guard exact.out[0] >= least else { continue }
                            best[j].add(exact.out[0], p * Self.perPiece + from + i + l)
                            least = best[j].least
                        }
                    }
                }
            }
        }
    }

    /// The nearest faces in two stages: sign codes choose `shortlist` faces, exact products decide among them.
    ///
    /// Mates are found (see Benchmarks/biometrics); of strangers, whose cosines differ by little, another than the
    /// nearest may come first.
    public func searchTwoStage(
        _ probes: [[Float]], limit: Int = 10, threshold: Float = -1, shortlist: Int = 1_000
    ) throws(FaceError) -> [[Candidate]] {
        let queries = try queries(probes, codes: true)
        let (pieces, keys) = state.withLock { ($0.pieces, $0.keys) }
        let shortlist = max(1, shortlist), bits = SignCode.words * 64
        // Faces with their distances, under a bound that tightens as better ones are found.
        var bounds = [Int](repeating: bits, count: queries.count)
        var kept = [[UInt64]](repeating: [], count: queries.count)
        let found = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.perPiece)
        defer { found.deallocate() }
        var histogram = [Int](repeating: 0, count: bits + 1)
        // The nearest `shortlist`; of those at the last distance, where `exactly`, only as many as are wanted. Faces stay in the
        // order of slots.
        func tighten(_ q: Int, exactly: Bool = false) {
            for d in 0...bits { histogram[d] = 0 }
            for e in kept[q] { histogram[Int(e >> 32)] += 1 }
            var sum = 0, d = 0
            while d < bits, sum + histogram[d] < shortlist {
                sum += histogram[d]
                d += 1
            }
            bounds[q] = d
            var left = exactly ? shortlist - sum : Int.max
            kept[q].removeAll {
                let distance = Int($0 >> 32)
                if distance < d { return false }
                if distance > d || left == 0 { return true }
                left -= 1
                return false
            }
        }
        for (p, piece) in pieces.enumerated() {
            let used = min(Self.perPiece, keys.count - p * Self.perPiece)
            for q in 0..<queries.count {
                let n = sextant_near_codes(piece.codes, (used + 7) / 8, queries.codes[q], Int32(bounds[q]), found)
                for i in 0..<n {
                    let k = Int(found[i] & 0xffff)
                    if piece.alive[k] { kept[q].append(UInt64(found[i] >> 16) << 32 | UInt64(p * Self.perPiece + k)) }
                }
                if kept[q].count > 2 * shortlist { tighten(q) }
            }
        }
        let room = Products(1)
        var result: [[Candidate]] = []
        for q in 0..<queries.count {
            if kept[q].count > shortlist { tighten(q, exactly: true) }
            let slots = kept[q].map { Int($0 & 0xffff_ffff) }
            var best = Shortlist(limit: limit, least: threshold)
            for (i, slot) in slots.enumerated() {
                if i + 8 < slots.count {
                    let ahead = slots[i + 8]
                    sextant_prefetch(pieces[ahead / Self.perPiece].vectors + ahead % Self.perPiece * vectorBytes, vectorBytes)
                }
                multiply(queries, first: q, queries: 1, pieces[slot / Self.perPiece], from: slot % Self.perPiece, count: 1, room)
                if room.out[0] >= best.least { best.add(room.out[0], slot) }
            }
            result.append(best.sorted().compactMap { e in keys[e.slot].map { Candidate(key: $0, cosine: e.value) } })
        }
        return result
    }

    /// The few best so far.
    private struct Shortlist {
        let limit: Int
        var least: Float
        private var entries: [(value: Float, slot: Int)] = []

        init(limit: Int, least: Float) {
            self.limit = max(1, limit)
            self.least = least
        }

        mutating func add(_ value: Float, _ slot: Int) {
            entries.append((value, slot))
            if entries.count >= 2 * limit + 16 {
                entries.sort { $0.value > $1.value }
                entries.removeLast(entries.count - limit)
                least = max(least, entries[limit - 1].value)
            }
        }

        func sorted() -> [(value: Float, slot: Int)] {
            Array(entries.sorted { ($0.value, $1.slot) > ($1.value, $0.slot) }.prefix(limit))
        }
    }

    /// Cosine of two embeddings.
    public static func compare(_ a: [Float], _ b: [Float]) throws(FaceError) -> Float {
        guard (1...1_024).contains(a.count) else { throw .dimensions(expected: 1_024, found: a.count) }
        let x = try normalised(a, a.count, padded: a.count), y = try normalised(b, a.count, padded: a.count)
        return zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
    }
}

/// 256 signs of a vector that was turned by a fixed pseudo-random rotation: the share of signs that differ grows with the
/// angle between two vectors (Charikar, STOC 2002), whatever the axes of the embedding mean.
struct SignCode: Sendable {
    static let words = Int(sextant_code_words)
    private let length: Int
    /// One flip of signs for each rotation: short vectors are turned several times for all bits.
    private let flips: [[Float]]

    init(dimensions: Int) {
        var n = 64
        while n < dimensions { n *= 2 }
        length = n
        var random = SeededGenerator(seed: 0x516e)
        flips = (0..<max(1, Self.words * 64 / n)).map { _ in (0..<n).map { _ in random.next() & 1 == 0 ? 1 : -1 } }
    }

    func code(_ v: [Float]) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: Self.words), at = 0
        for flip in flips {
            // Flipped signs, then the Hadamard transform: a rotation at the cost of n log n additions.
            var t = [Float](repeating: 0, count: length)
            for i in 0..<min(length, v.count) { t[i] = v[i] * flip[i] }
            t.withUnsafeMutableBufferPointer { t in
                var half = 1
                while half < length {
                    var i = 0
                    while i < length {
                        for k in i..<(i + half) { (t[k], t[k + half]) = (t[k] + t[k + half], t[k] - t[k + half]) }
                        i += 2 * half
                    }
                    half *= 2
                }
            }
            for i in 0..<min(length, Self.words * 64 - at) where t[i] > 0 { bits[(at + i) >> 6] |= 1 << UInt64((at + i) & 63) }
            at += length
        }
        return bits
    }

    /// Where word w of the k-th code of a piece stands: eight codes side by side.
    @inline(__always)
    static func place(_ k: Int, _ w: Int) -> Int { k / 8 * 8 * words + w * 8 + k % 8 }
}

/// IEEE 754 half precision, without the processor's help.
enum HalfFloat {
    static func bits(_ f: Float) -> UInt16 {
        let b = f.bitPattern
        let sign = UInt16(b >> 16 & 0x8000)
        let magnitude = b & 0x7fff_ffff
        if magnitude >= 0x4780_0000 { return sign | 0x7c00 }  // too large
        if magnitude < 0x3880_0000 {  // subnormal
            let shift = 126 - Int(magnitude >> 23)
            if shift > 24 { return sign }
            let m = magnitude & 0x7f_ffff | 0x80_0000
            let half = UInt32(1) << UInt32(shift - 1)
            return sign | UInt16((m + half - 1 + (m >> UInt32(shift) & 1)) >> UInt32(shift))
        }
        let rounded = magnitude + 0xfff + (magnitude >> 13 & 1)
        return sign | UInt16((rounded - 0x3800_0000) >> 13)
    }
}
