/// How a word sounds, in two grains.
///
/// `fine` keeps the consonants that spellings of one name share (Mikhail, Mihail; Geiger, Gaiger; Wagner, Vagner), with a mark
/// where the word begins with a vowel. `coarse` keeps six classes of consonants and survives a change of script.
struct NameSound: Hashable, Sendable, BitwiseCopyable {
    /// Up to 16 consonant codes of four bits, first lowest.
    var fine: UInt64 = 0
    /// Up to 21 class codes of three bits, first lowest.
    var coarse: UInt64 = 0
    /// Which pairs of neighbouring coarse classes occur, hashed to 64 bits: a record's words share most of these with a query's.
    var features: UInt64 = 0
    var fineCount: UInt8 = 0
    var coarseCount: UInt8 = 0

    private enum Code {
        static let vowel: UInt8 = 1, b: UInt8 = 2, p: UInt8 = 3, v: UInt8 = 4, k: UInt8 = 5, g: UInt8 = 6, s: UInt8 = 7,
            sh: UInt8 = 8, t: UInt8 = 9, d: UInt8 = 10, l: UInt8 = 11, r: UInt8 = 12, m: UInt8 = 13, n: UInt8 = 14, h: UInt8 = 15
    }
    /// Fine code to coarse class; 0 drops it.
    private static let classes: (UInt64, UInt64) = {
        // vowel, b, p, v, k, g, s, sh, t, d, l, r, m, n, h
        let table: [UInt64] = [0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 0]
        var packed: UInt64 = 0
        for (index, value) in table.enumerated() { packed |= value << UInt64(index * 4) }
        return (packed, 0)
    }()

    init() {}

    init(_ token: NameToken) {
        self.init()
        withUnsafeBytes(of: token) { raw in
            // The letters lie first in the value, lowest byte first.
            if let base = raw.baseAddress { hear(base.assumingMemoryBound(to: UInt8.self), token.length) }
        }
    }

    private mutating func hear(_ token: UnsafePointer<UInt8>, _ count: Int) {
        var (fine, coarse, features): (UInt64, UInt64, UInt64) = (0, 0, 0)
        var (fineCount, coarseCount): (UInt8, UInt8) = (0, 0)
        defer {
            (self.fine, self.coarse, self.features) = (fine, coarse, features)
            (self.fineCount, self.coarseCount) = (fineCount, coarseCount)
        }
        var lastFine: UInt8 = 0
        var lastCoarse: UInt64 = 0
        let classes = NameSound.classes.0
        @inline(__always) func emit(_ code: UInt8) {
            guard code != lastFine || code == Code.vowel else { return }
            lastFine = code
            if fineCount < 16 {
                fine |= UInt64(code) << UInt64(fineCount * 4)
                fineCount += 1
            }
            let kind = (classes >> UInt64(code * 4)) & 15
            guard kind != 0, kind != lastCoarse || coarseCount == 0 else { return }
            features |= NameSound.feature(lastCoarse, kind)
            lastCoarse = kind
            if coarseCount < 21 {
                coarse |= kind << UInt64(coarseCount * 3)
                coarseCount += 1
            }
        }
        var index = 0
        while index < count {
            let letter = token[index]
            let next = index + 1 < count ? token[index + 1] : 0
            var step = 1
            switch letter {
            case 97, 101, 105, 111, 117, 121:  // a e i o u y
                if index == 0 { emit(Code.vowel) }
                // A vowel parts two equal consonants only to the ear, not in this key.
            case 98: emit(Code.b)
            case 112:
                if next == 104 { emit(Code.v); step = 2 } else { emit(Code.p) }  // ph
            case 102, 118: emit(Code.v)
            case 119:
                // w between vowels and consonants is often only a written glide (Mariw, Kowalski keeps it).
                emit(Code.v)
            case 99:  // c
                switch next {
                case 104: emit(Code.sh); step = 2
                case 107: emit(Code.k); step = 2
                case 122: emit(Code.sh); step = 2
                case 101, 105, 121: emit(Code.s)
                default: emit(Code.k)
                }
            case 107:  // k, kh
                if next == 104 {
                    if index == 0 { emit(Code.h) }
                    step = 2
                } else if next == 115 {
                    emit(Code.k); emit(Code.s); step = 2
                } else {
                    emit(Code.k)
                }
            case 113: emit(Code.k)
            case 120:
                if index == 0 { emit(Code.s) } else { emit(Code.k); emit(Code.s) }
            case 103:  // g, gh
                emit(Code.g)
                if next == 104 { step = 2 }
            case 106: emit(Code.sh)
            case 115:  // s, sh, sch, sz
                if next == 104 { emit(Code.sh); step = 2 }
                else if next == 99, index + 2 < count, token[index + 2] == 104 { emit(Code.sh); step = 3 }
                else if next == 122 { emit(Code.sh); step = 2 }
                else { emit(Code.s) }
            case 122:
                if next == 104 { emit(Code.sh); step = 2 } else { emit(Code.s) }
            case 116:  // t, th, ts, tz, tch
                if next == 104 { emit(Code.t); step = 2 }
                else if next == 115 || next == 122 { emit(Code.s); step = 2 }
                else if next == 99, index + 2 < count, token[index + 2] == 104 { emit(Code.sh); step = 3 }
                else { emit(Code.t) }
            case 100:  // d, dj, dz, dh
                if next == 106 { emit(Code.sh); step = 2 }
                else if next == 122, index + 2 < count, token[index + 2] == 104 { emit(Code.sh); step = 3 }  // dzh
                else if next == 122 { emit(Code.s); step = 2 }
                else { emit(Code.d); if next == 104 { step = 2 } }
            case 108: emit(Code.l)
            case 114: emit(Code.r)
            case 109: emit(Code.m)
            case 110: emit(Code.n)
            case 104: if index == 0 { emit(Code.h) }
            default: break
            }
            index += step
        }
        if coarseCount == 0 { features |= NameSound.feature(0, 0) }
    }

    /// Which pairs of neighbouring letters occur, hashed to 64 bits: what two spellings of a name share beyond its sound. Empty for
    /// scripts without vowels, whose letters do not compare with others'.
    static func spellingFeatures(_ token: NameToken) -> UInt64 {
        guard !token.script.leavesVowelsOut else { return 0 }
        var features: UInt64 = 0
        var last: UInt64 = 0
        for index in 0..<token.length {
            let letter = UInt64(token[index] & 31)
            features |= 1 << (((last &* 27 &+ letter) &* 0x9E37_79B9_7F4A_7C15) >> 58)
            last = letter
        }
        return features
    }

    @inline(__always)
    private static func feature(_ a: UInt64, _ b: UInt64) -> UInt64 {
        // 8 × 8 pairs of classes are exactly 64 bits.
        1 << (a << 3 | b)
    }
}
