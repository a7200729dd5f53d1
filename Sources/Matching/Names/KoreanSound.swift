/// The sound of a Korean name as the many romanisations of it share it: 이 is Lee, Yi, Rhee or I; 정 is Jeong, Jung, Chung or Chong.
///
/// Consonants fall into classes that romanisations do not tell apart (k and g, t and d, p and b, ch and j), vowels into four; glides are
/// dropped. Works on Latin letters, whether typed so or read off Hangul.
struct KoreanSound: Hashable {
    /// Four bits for each sound, first lowest.
    var code: UInt64 = 0
    var count = 0

    private static let a: UInt64 = 1, o: UInt64 = 2, e: UInt64 = 3, i: UInt64 = 4, k: UInt64 = 5, t: UInt64 = 6, p: UInt64 = 7,
        j: UInt64 = 8, s: UInt64 = 9, l: UInt64 = 10, m: UInt64 = 11, n: UInt64 = 12, ng: UInt64 = 13, h: UInt64 = 14

    init(_ token: NameToken) {
        let length = token.length
        func at(_ index: Int) -> UInt8 { index >= 0 && index < length ? token[index] : 0 }
        func isVowel(_ letter: UInt8) -> Bool { letter == 97 || letter == 101 || letter == 105 || letter == 111 || letter == 117 }
        var last: UInt64 = 0
        func emit(_ sound: UInt64) {
            guard count < 16, sound != last || sound <= 4 else { return }
            code |= sound << UInt64(4 * count)
            count += 1
            last = sound
        }
        var index = 0
        while index < length {
            let (letter, next, after) = (at(index), at(index + 1), at(index + 2))
            var step = 1
            switch letter {
            case 97:  // a, ae, ai, ah
                if next == 101 || next == 105 || next == 121 { emit(Self.e); step = 2 } else { emit(Self.a) }
            case 101:  // e, eo, eu, ee, ea
                switch next {
                case 111, 117: emit(Self.o); step = 2
                case 101: emit(Self.i); step = 2
                case 97: emit(Self.e); step = 2
                default: emit(Self.e)
                }
            case 105:  // i
                emit(Self.i)
                if next == 101, !isVowel(after) || after == 0 { step = next == 101 && after == 0 ? 2 : 1 }
            case 111:  // o, oo, ou, oe
                if next == 111 || next == 117 { emit(Self.o); step = 2 }
                else if next == 101, after != 111, after != 117 { emit(Self.e); step = 2 }
                else { emit(Self.o) }
            case 117:  // u, ui, uh
                if next == 105 { emit(Self.i); step = 2 } else { emit(Self.o) }
            case 119: break  // w: a glide
            case 121:  // y: a glide before a vowel, else a vowel
                if !isVowel(next) { emit(Self.i) }
            case 107, 103, 113, 99:  // k g q c, ch
                if letter == 99, next == 104 { emit(Self.j); step = 2 } else { emit(Self.k) }
            case 116, 100: emit(Self.t)
            case 112, 98, 102, 118: emit(Self.p)
            case 106, 122: emit(Self.j)
            case 115: emit(Self.s); if next == 104 { step = 2 }
            case 109: emit(Self.m)
            case 110:
                if next == 103, !isVowel(after), after != 121, after != 119 {
                    emit(Self.ng)
                    step = 2
                } else if index == 0, next == 121 || next == 105 {
                    break  // Nyeo and Yeo
                } else {
                    emit(Self.n)
                }
            case 108, 114:
                if index == 0 {
                    // Lee, Rhee, Lim, Ryu lose it; Roh is Noh.
                    let vowel = next == 104 ? after : next
                    if vowel != 105, vowel != 121, !(vowel == 101 && (after == 101 || at(3) == 101)) { emit(Self.n) }
                    if next == 104 { step = 2 }
                } else if letter == 114, !isVowel(next), next != 121, next != 119, next != 0 {
                    break  // Park
                } else {
                    emit(Self.l)
                }
            case 104: if isVowel(next) || next == 121 || next == 119 { emit(Self.h) }
            case 120: emit(Self.k); emit(Self.s)
            default: break
            }
            index += step
        }
    }

    /// Equal but for one sound.
    func isNear(_ other: KoreanSound) -> Bool {
        guard abs(count - other.count) <= 1, max(count, other.count) >= 4 else { return false }
        func sound(_ value: UInt64, _ index: Int) -> UInt64 { value >> UInt64(4 * index) & 15 }
        var front = 0
        while front < min(count, other.count), sound(code, front) == sound(other.code, front) { front += 1 }
        var back = 0
        while back < min(count, other.count) - front, sound(code, count - 1 - back) == sound(other.code, other.count - 1 - back) { back += 1 }
        return max(count, other.count) - front - back <= 1
    }
}
