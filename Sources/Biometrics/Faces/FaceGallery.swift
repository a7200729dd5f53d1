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
    private let words: Int
    private static let perPiece = 4_096

    private final class Piece: @unchecked Sendable {
        // Written only while one gallery state alone refers to it.
        var single: [Float] = []
        var half: [UInt16] = []
        var byte: [Int8] = []
        var scales: [Float] = []
        var codes: [UInt64]
        var alive: [Bool]

        init(padded: Int, words: Int, precision: Precision) {
            let n = FaceGallery.perPiece
            switch precision {
            case .single: single = [Float](repeating: 0, count: n * padded)
            case .half: half = [UInt16](repeating: 0, count: n * padded)
            case .byte:
                byte = [Int8](repeating: 0, count: n * padded)
                scales = [Float](repeating: 0, count: n)
            }
            codes = [UInt64](repeating: 0, count: n * words)
            alive = [Bool](repeating: false, count: n)
        }

        init(copying o: Piece) {
            single = o.single
            half = o.half
            byte = o.byte
            scales = o.scales
            codes = o.codes
            alive = o.alive
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
        words = padded / 64
    }

    public var count: Int { state.withLock { $0.slots.count } }

    /// Bytes of one vector with its sign code.
    public var bytesPerFace: Int {
        let vector = precision == .single ? padded * 4 : precision == .half ? padded * 2 : padded + 4
        return vector + words * 8 + 1
    }

    private func normalised(_ v: [Float]) throws(FaceError) -> [Float] {
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

    /// Sign code: one bit a dimension.
    private func code(_ v: [Float]) -> [UInt64] {
        var c = [UInt64](repeating: 0, count: words)
        for i in 0..<dimensions where v[i] > 0 { c[i >> 6] |= 1 << UInt64(i & 63) }
        return c
    }

    private static func bytes(_ v: [Float]) -> (values: [Int8], scale: Float) {
        let top = max(v.reduce(0) { max($0, abs($1)) }, 1e-12)
        return (v.map { Int8(($0 / top * 127).rounded()) }, top / 127)
    }

    /// Inserts, or replaces the embedding of the key.
    public func insert(_ key: GalleryKey, _ embedding: [Float]) throws(FaceError) {
        let v = try normalised(embedding)
        let sign = code(v)
        state.withLock { s in
            let slot: Int
            if let old = s.slots[key] {
                slot = old
            } else if let reused = s.free.popLast() {
                slot = reused
            } else {
                slot = s.keys.count
                s.keys.append(nil)
                if slot / Self.perPiece >= s.pieces.count {
                    s.pieces.append(Piece(padded: padded, words: words, precision: precision))
                }
            }
            let p = slot / Self.perPiece, k = slot % Self.perPiece
            if !isKnownUniquelyReferenced(&s.pieces[p]) { s.pieces[p] = Piece(copying: s.pieces[p]) }
            let piece = s.pieces[p]
            switch precision {
            case .single: for i in 0..<padded { piece.single[k * padded + i] = v[i] }
            case .half: for i in 0..<padded { piece.half[k * padded + i] = HalfFloat.bits(v[i]) }
            case .byte:
                let (values, scale) = Self.bytes(v)
                for i in 0..<padded { piece.byte[k * padded + i] = values[i] }
                piece.scales[k] = scale
            }
            for w in 0..<words { piece.codes[k * words + w] = sign[w] }
            piece.alive[k] = true
            s.keys[slot] = key
            s.slots[key] = slot
        }
    }

    /// Erases; the vector's bytes become zero.
    @discardableResult
    public func erase(_ key: GalleryKey) -> Bool {
        state.withLock { s in
            guard let slot = s.slots.removeValue(forKey: key) else { return false }
            let p = slot / Self.perPiece, k = slot % Self.perPiece
            if !isKnownUniquelyReferenced(&s.pieces[p]) { s.pieces[p] = Piece(copying: s.pieces[p]) }
            let piece = s.pieces[p]
            for i in 0..<padded {
                switch precision {
                case .single: piece.single[k * padded + i] = 0
                case .half: piece.half[k * padded + i] = 0
                case .byte: piece.byte[k * padded + i] = 0
                }
            }
            if precision == .byte { piece.scales[k] = 0 }
            for w in 0..<words { piece.codes[k * words + w] = 0 }
            piece.alive[k] = false
            s.keys[slot] = nil
            s.free.append(slot)
            return true
        }
    }

    /// A query in the form that the precision needs.
    private struct Query {
        var v: [Float]
        var bytes: [Int8]
        var scale: Float
        var code: [UInt64]
    }

    private func query(_ embedding: [Float]) throws(FaceError) -> Query {
        let v = try normalised(embedding)
        let (b, s) = Self.bytes(v)
        return Query(v: v, bytes: b, scale: s, code: code(v))
    }

    private func products(_ q: Query, _ piece: Piece, from: Int, count: Int, _ out: UnsafeMutablePointer<Float>, _ whole: UnsafeMutablePointer<Int32>) {
        switch precision {
        case .single:
            piece.single.withUnsafeBufferPointer { v in
                guard let base = v.baseAddress else { return }
                sextant_products_f32(base + from * padded, count, padded, q.v, out)
            }
        case .half:
            piece.half.withUnsafeBufferPointer { v in
                guard let base = v.baseAddress else { return }
                sextant_products_f16(base + from * padded, count, padded, q.v, out)
            }
        case .byte:
            piece.byte.withUnsafeBufferPointer { v in
                guard let base = v.baseAddress else { return }
                sextant_products_i8(base + from * padded, count, padded, q.bytes, whole)
            }
            piece.scales.withUnsafeBufferPointer { s in
                for i in 0..<count { out[i] = Float(whole[i]) * s[from + i] * q.scale }
            }
        }
    }

    /// The nearest faces by exact comparison with every one, for several probes in one pass over memory.
    public func search(_ probes: [[Float]], limit: Int = 10, threshold: Float = -1) throws(FaceError) -> [[Candidate]] {
        var queries: [Query] = []
        for p in probes { queries.append(try query(p)) }
        let (pieces, keys) = state.withLock { ($0.pieces, $0.keys) }
        var best = [Shortlist](repeating: Shortlist(limit: limit, least: threshold), count: probes.count)
        let block = 64
        let out = UnsafeMutablePointer<Float>.allocate(capacity: block), whole = UnsafeMutablePointer<Int32>.allocate(capacity: block)
        defer {
            out.deallocate()
            whole.deallocate()
        }
        for (p, piece) in pieces.enumerated() {
            let used = min(Self.perPiece, keys.count - p * Self.perPiece)
            var from = 0
            while from < used {
                let n = min(block, used - from)
                for q in queries.indices {
                    products(queries[q], piece, from: from, count: n, out, whole)
                    let least = best[q].least
                    for i in 0..<n where out[i] >= least && piece.alive[from + i] {
                        best[q].add(out[i], p * Self.perPiece + from + i)
                    }
                }
                from += n
            }
        }
        return best.map { list in
            list.sorted().compactMap { e in keys[e.slot].map { Candidate(key: $0, cosine: e.value) } }
        }
    }

    /// The nearest faces in two stages: sign codes choose `shortlist` faces, exact products decide among them.
    public func searchTwoStage(
        _ probes: [[Float]], limit: Int = 10, threshold: Float = -1, shortlist: Int = 500
    ) throws(FaceError) -> [[Candidate]] {
        var queries: [Query] = []
        for p in probes { queries.append(try query(p)) }
        let (pieces, keys) = state.withLock { ($0.pieces, $0.keys) }
        let bits = padded
        var histograms = [[Int32]](repeating: [Int32](repeating: 0, count: bits + 1), count: queries.count)
        // Slots with their distances under a bound that tightens as better ones are found.
        var bounds = [Int](repeating: bits, count: queries.count)
        var kept = [[(distance: UInt16, slot: Int32)]](repeating: [], count: queries.count)
        let block = 1_024
        let out = UnsafeMutablePointer<UInt16>.allocate(capacity: block)
        defer { out.deallocate() }
        for (p, piece) in pieces.enumerated() {
            let used = min(Self.perPiece, keys.count - p * Self.perPiece)
            var from = 0
            while from < used {
                let n = min(block, used - from)
                for q in queries.indices {
                    piece.codes.withUnsafeBufferPointer { c in
                        guard let base = c.baseAddress else { return }
                        sextant_distances(base + from * words, n, words, queries[q].code, out)
                    }
                    let bound = UInt16(bounds[q])
                    for i in 0..<n where out[i] <= bound && piece.alive[from + i] {
                        kept[q].append((out[i], Int32(p * Self.perPiece + from + i)))
                        histograms[q][Int(out[i])] += 1
                    }
                    if kept[q].count > 4 * shortlist {
                        var sum = 0, d = 0
                        while d < bits, sum + Int(histograms[q][d]) < shortlist {
                            sum += Int(histograms[q][d])
                            d += 1
                        }
                        bounds[q] = d
                        kept[q].removeAll { Int($0.distance) > d }
                        for k in (d + 1)..<max(bits + 1, d + 1) { histograms[q][k] = 0 }
                    }
                }
                from += n
            }
        }
        var one: Float = 0, whole: Int32 = 0
        return queries.indices.map { q in
            kept[q].sort { $0.distance < $1.distance }
            var best = Shortlist(limit: limit, least: threshold)
            for entry in kept[q].prefix(shortlist) {
                let slot = Int(entry.slot)
                products(queries[q], pieces[slot / Self.perPiece], from: slot % Self.perPiece, count: 1, &one, &whole)
                if one >= best.least { best.add(one, slot) }
            }
            return best.sorted().compactMap { e in keys[e.slot].map { Candidate(key: $0, cosine: e.value) } }
        }
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
        let gallery = try FaceGallery(dimensions: a.count, precision: .single)
        try gallery.insert(GalleryKey(high: 0, low: 0), a)
        return try gallery.search([b], limit: 1).first?.first?.cosine ?? -1
    }
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
