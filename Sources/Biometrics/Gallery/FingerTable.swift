import CBiometrics

/// The fingers of one position, packed for scanning: 960 bytes each.
///
/// Pieces of 512 fingers are shared between the gallery and running searches and copied before they are changed, so that
/// a search sees one state and inserts never wait for it.
struct FingerTable: Sendable {
    static let fingersPerPiece = 512
    static let minutiae = 32
    static let codeWords = 4 * 3 * 8
    /// Codes 768, weights 32, minutiae 128, and 32 for the subject, the count and the quality.
    static let bytesPerFinger = codeWords * 8 + minutiae + minutiae * 4 + 32

    /// The weight of a code in the first stage: this share of its set bits.
    static let weightShare: Float = 0.52

    final class Piece: @unchecked Sendable {
        // Written only by the table that alone refers to it (`unique`), read by searches.
        var codes: [UInt64]
        var weights: [UInt8]
        var packed: [UInt32]
        var subjects: [Int32]
        var counts: [UInt8]

        init() {
            codes = [UInt64](repeating: 0, count: FingerTable.fingersPerPiece * FingerTable.codeWords)
            weights = [UInt8](repeating: 0, count: FingerTable.fingersPerPiece * FingerTable.minutiae)
            packed = [UInt32](repeating: 0, count: FingerTable.fingersPerPiece * FingerTable.minutiae)
            subjects = [Int32](repeating: -1, count: FingerTable.fingersPerPiece)
            counts = [UInt8](repeating: 0, count: FingerTable.fingersPerPiece)
        }

        init(copying other: Piece) {
            codes = other.codes
            weights = other.weights
            packed = other.packed
            subjects = other.subjects
            counts = other.counts
        }
    }

    private(set) var pieces: [Piece] = []
    /// Slots in use or freed.
    private(set) var used = 0
    private var free: [Int] = []
    var count: Int { used - free.count }

    private mutating func unique(_ piece: Int) -> Piece {
        if !isKnownUniquelyReferenced(&pieces[piece]) { pieces[piece] = Piece(copying: pieces[piece]) }
        return pieces[piece]
    }

    static func pack(_ m: Minutia) -> UInt32 {
        let x = UInt32(min(max(m.x.rounded(), 0), 2_047)), y = UInt32(min(max(m.y.rounded(), 0), 2_047))
        let a = UInt32((m.angle * 256 / (2 * .pi)).rounded()) & 255
        return x | y << 11 | a << 22 | UInt32(m.kind.rawValue) << 30
    }

    static func unpack(_ v: UInt32) -> Minutia {
        Minutia(
            x: Float(v & 2_047), y: Float(v >> 11 & 2_047), angle: Float(v >> 22 & 255) * 2 * .pi / 256,
            kind: Minutia.Kind(rawValue: UInt8(v >> 30)) ?? .other)
    }

    static func weight(_ population: Float) -> UInt8 { UInt8(min(255, (population * weightShare).rounded())) }

    /// Returns the slot.
    mutating func insert(_ template: PreparedTemplate, subject: Int32) -> Int {
        let slot: Int
        if let reused = free.popLast() {
            slot = reused
        } else {
            slot = used
            used += 1
            if slot / Self.fingersPerPiece >= pieces.count { pieces.append(Piece()) }
        }
        let piece = unique(slot / Self.fingersPerPiece), k = slot % Self.fingersPerPiece
        let n = min(Self.minutiae, template.minutiae.count)
        for i in 0..<n {
            let base = k * Self.codeWords + i / 8 * 24 + i % 8
            let bits = template.codes[i].bits
            piece.codes[base] = bits.x
            piece.codes[base + 8] = bits.y
            piece.codes[base + 16] = bits.z
            piece.weights[k * Self.minutiae + i] = Self.weight(template.populations[i])
            piece.packed[k * Self.minutiae + i] = Self.pack(template.minutiae[i])
        }
        piece.subjects[k] = subject
        piece.counts[k] = UInt8(n)
        return slot
    }

    /// Erases: the slot's bytes become zero before it is given to someone else.
    mutating func erase(_ slot: Int) {
        let piece = unique(slot / Self.fingersPerPiece), k = slot % Self.fingersPerPiece
        for i in 0..<Self.codeWords { piece.codes[k * Self.codeWords + i] = 0 }
        for i in 0..<Self.minutiae {
            piece.weights[k * Self.minutiae + i] = 0
            piece.packed[k * Self.minutiae + i] = 0
        }
        piece.subjects[k] = -1
        piece.counts[k] = 0
        free.append(slot)
    }

    func subject(_ slot: Int) -> Int32 { pieces[slot / Self.fingersPerPiece].subjects[slot % Self.fingersPerPiece] }

    /// The finger as the exact stage needs it.
    func template(_ slot: Int) -> PreparedTemplate {
        let piece = pieces[slot / Self.fingersPerPiece], k = slot % Self.fingersPerPiece
        let n = Int(piece.counts[k])
        var minutiae: [Minutia] = [], codes: [NeighbourhoodCode] = []
        minutiae.reserveCapacity(n)
        codes.reserveCapacity(n)
        for i in 0..<n {
            minutiae.append(Self.unpack(piece.packed[k * Self.minutiae + i]))
            let base = k * Self.codeWords + i / 8 * 24 + i % 8
            codes.append(
                NeighbourhoodCode(bits: SIMD4(piece.codes[base], piece.codes[base + 8], piece.codes[base + 16], 0)))
        }
        return PreparedTemplate(minutiae: minutiae, codes: codes)
    }

    /// What a probe is scanned with.
    struct Probe: Sendable {
        var codes: [UInt64] = []
        var weights: [UInt8] = []

        /// - Parameter limit: at most so many minutiae, those whose surroundings say most.
        init(_ template: PreparedTemplate, limit: Int = .max) {
            var kept = template.codes.indices.filter { template.populations[$0] > 3 }
            if kept.count > limit {
                kept.sort { (template.populations[$0], $1) > (template.populations[$1], $0) }
                kept.removeLast(kept.count - limit)
            }
            for i in kept {
                let bits = template.codes[i].bits
                codes += [bits.x, bits.y, bits.z]
                weights.append(FingerTable.weight(template.populations[i]))
            }
        }

        /// What the same minutiae would answer.
        var ownAnswer: Int32 { weights.reduce(0) { $0 + 4 * Int32($1) * Int32($1) } }
    }

    /// First-stage answer of one slot.
    func answer(_ slot: Int, _ probe: Probe) -> Int32 {
        let piece = pieces[slot / Self.fingersPerPiece], k = slot % Self.fingersPerPiece
        var answer: Int32 = 0
        guard !probe.weights.isEmpty else { return answer }
        piece.codes.withUnsafeBufferPointer { c in
            piece.weights.withUnsafeBufferPointer { w in
                probe.codes.withUnsafeBufferPointer { codes in
                    probe.weights.withUnsafeBufferPointer { weights in
                        guard let c = c.baseAddress, let w = w.baseAddress else { return }
                        sextant_scan(
                            c + k * Self.codeWords, w + k * Self.minutiae, 1, codes.baseAddress, weights.baseAddress,
                            weights.count, &answer)
                    }
                }
            }
        }
        return answer
    }

    /// First-stage answers of all slots; 0 for erased ones.
    func scan(_ probe: Probe) -> [Int32] {
        var answers = [Int32](repeating: 0, count: used)
        guard !probe.weights.isEmpty else { return answers }
        answers.withUnsafeMutableBufferPointer { answers in
            probe.codes.withUnsafeBufferPointer { codes in
                probe.weights.withUnsafeBufferPointer { weights in
                    for (i, piece) in pieces.enumerated() {
                        let from = i * Self.fingersPerPiece
                        guard from < answers.count, let base = answers.baseAddress else { break }
                        piece.codes.withUnsafeBufferPointer { c in
                            piece.weights.withUnsafeBufferPointer { w in
                                sextant_scan(
                                    c.baseAddress, w.baseAddress, min(Self.fingersPerPiece, answers.count - from),
                                    codes.baseAddress, weights.baseAddress, weights.count, base + from)
                            }
                        }
                    }
                }
            }
        }
        return answers
    }
}
