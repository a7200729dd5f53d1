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
    /// Fine code to coarse class, four bits each, lowest first; 0 drops it.
    /// In order: (nothing), vowel, b, p, v, k, g, s, sh, t, d, l, r, m, n, h.
    private static var classes: UInt64 { 0x0765_5443_3221_1100 }

    init() {}

    init(_ token: NameToken) {
        self.init()
        withUnsafeBytes(of: token) { raw in
            // The letters lie first in the value, lowest byte first.
            if let base = raw.baseAddress { hear(base.assumingMemoryBound(to: UInt8.self), token.length) }
        }
    }

    private mutating func hear(_ token: UnsafePointer<UInt8>, _ count: Int) {
        var ear = Ear()
        var index = 0
        while index < count {
            let letter = token[index]
            let next = index + 1 < count ? token[index + 1] : 0
            var step = 1
            // What the letters are heard as; 0 where as nothing.
            var (code, second): (UInt8, UInt8) = (0, 0)
            switch letter {
            case 97, 101, 105, 111, 117, 121:  // a e i o u y
                if index == 0 { code = Code.vowel }
            // A vowel parts two equal consonants only to the ear, not in this key.
            case 98: code = Code.b
            case 112:
                if next == 104 { code = Code.v; step = 2 } else { code = Code.p }  // ph
            case 102, 118: code = Code.v
            case 119:
                // w between vowels and consonants is often only a written glide (Mariw, Kowalski keeps it).
                code = Code.v
            case 99:  // c
                switch next {
                case 104: code = Code.sh; step = 2
                case 107: code = Code.k; step = 2
                case 122: code = Code.sh; step = 2
                case 101, 105, 121: code = Code.s
                default: code = Code.k
                }
            case 107:  // k, kh
                if next == 104 {
                    if index == 0 { code = Code.h }
                    step = 2
                } else if next == 115 {
                    (code, second) = (Code.k, Code.s); step = 2
                } else {
                    code = Code.k
                }
            case 113: code = Code.k
            case 120:
                if index == 0 { code = Code.s } else { (code, second) = (Code.k, Code.s) }
            case 103:  // g, gh
                code = Code.g
                if next == 104 { step = 2 }
            case 106: code = Code.sh
            case 115:  // s, sh, sch, sz
                if next == 104 {
                    code = Code.sh; step = 2
                } else if next == 99, index + 2 < count, token[index + 2] == 104 {
                    code = Code.sh; step = 3
                } else if next == 122 {
                    code = Code.sh; step = 2
                } else {
                    code = Code.s
                }
            case 122:
                if next == 104 { code = Code.sh; step = 2 } else { code = Code.s }
            case 116:  // t, th, ts, tz, tch
                if next == 104 {
                    code = Code.t; step = 2
                } else if next == 115 || next == 122 {
                    code = Code.s; step = 2
                } else if next == 99, index + 2 < count, token[index + 2] == 104 {
                    code = Code.sh; step = 3
                } else {
                    code = Code.t
                }
            case 100:  // d, dj, dz, dh
                if next == 106 {
                    code = Code.sh; step = 2
                } else if next == 122, index + 2 < count, token[index + 2] == 104 {
                    code = Code.sh; step = 3
                }  // dzh
                else if next == 122 {
                    code = Code.s; step = 2
                } else {
                    code = Code.d; if next == 104 { step = 2 }
                }
            case 108: code = Code.l
            case 114: code = Code.r
            case 109: code = Code.m
            case 110: code = Code.n
            case 104: if index == 0 { code = Code.h }
            default: break
            }
            if code != 0 { ear.emit(code) }
            if second != 0 { ear.emit(second) }
            index += step
        }
        if ear.coarseCount == 0 { ear.features |= NameSound.feature(0, 0) }
        (fine, coarse, features) = (ear.fine, ear.coarse, ear.features)
        (fineCount, coarseCount) = (ear.fineCount, ear.coarseCount)
    }

    /// What has been heard so far.
    private struct Ear {
        var fine: UInt64 = 0
        var coarse: UInt64 = 0
        var features: UInt64 = 0
        var fineCount: UInt8 = 0
        var coarseCount: UInt8 = 0
        private var lastFine: UInt8 = 0
        private var lastCoarse: UInt64 = 0

        @inline(__always)
        mutating func emit(_ code: UInt8) {
            guard code != lastFine || code == Code.vowel else { return }
            lastFine = code
            if fineCount < 16 {
                fine |= UInt64(code) << UInt64(fineCount * 4)
                fineCount += 1
            }
            let kind = (NameSound.classes >> UInt64(code * 4)) & 15
            guard kind != 0, kind != lastCoarse || coarseCount == 0 else { return }
            features |= NameSound.feature(lastCoarse, kind)
            lastCoarse = kind
            if coarseCount < 21 {
                coarse |= kind << UInt64(coarseCount * 3)
                coarseCount += 1
            }
        }
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
