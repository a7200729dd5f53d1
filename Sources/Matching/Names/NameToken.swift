/// The script that a word of a name was written in. It decides how much of the sound the letters show.
public enum NameScript: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    case latin, cyrillic, greek, arabic, hebrew, armenian, georgian, ethiopic, han, kana, hangul, indic, thai, other

    /// Scripts that usually leave short vowels unwritten: their words are compared by consonants.
    var leavesVowelsOut: Bool { self == .arabic || self == .hebrew }
}

/// One word of a name, levelled for comparison: up to 24 Latin letters `a`–`z`, held without an allocation.
///
/// Longer words are cut, as no state prints more of a word than that in a machine-readable zone of 39 characters
/// and what follows 24 letters no longer tells people apart.
struct NameToken: Hashable, Sendable, BitwiseCopyable {
    static let capacity = 24

    private(set) var first: UInt64 = 0
    private(set) var second: UInt64 = 0
    private(set) var third: UInt64 = 0
    private(set) var count: UInt8 = 0
    var script: NameScript = .latin

    @inline(__always)
    mutating func append(_ letter: UInt8) {
        let shift = UInt64(count & 7) << 3
        switch count >> 3 {
        case 0: first |= UInt64(letter) << shift
        case 1: second |= UInt64(letter) << shift
        case 2: third |= UInt64(letter) << shift
        default: return
        }
        count += 1
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        let word = index < 8 ? first : index < 16 ? second : third
        return UInt8(truncatingIfNeeded: word >> (UInt64(index & 7) << 3))
    }

    @inline(__always) var length: Int { Int(count) }

    mutating func removeLast() {
        guard count > 0 else { return }
        count -= 1
        let mask = ~(UInt64(0xff) << (UInt64(count & 7) << 3))
        switch count >> 3 {
        case 0: first &= mask
        case 1: second &= mask
        default: third &= mask
        }
    }

    /// The two words written as one.
    func joined(with other: NameToken) -> NameToken {
        var whole = self
        for index in 0..<other.length { whole.append(other[index]) }
        return whole
    }

    /// Equal letters, whatever the script was.
    @inline(__always)
    func spelled(like other: NameToken) -> Bool {
        first == other.first && second == other.second && third == other.third
    }

    /// A hash of the letters alone, the same in every run: snapshots and tests depend on it.
    @inline(__always)
    var spellingHash: UInt64 { mix(mix(mix(0x9E37_79B9_7F4A_7C15, first), second), third) }

    /// Which letters occur, as bits.
    var letterSet: UInt32 {
        var set: UInt32 = 0
        for index in 0..<length { set |= 1 << UInt32(self[index] & 31) }
        return set
    }

    var text: String {
        String(decoding: (0..<length).map { self[$0] }, as: UTF8.self)
    }

    init() {}

    init(_ text: some StringProtocol) {
        for byte in text.utf8 { append(byte) }
    }

    @inline(__always)
    init(bytes: UnsafePointer<UInt8>, count: Int) {
        for index in 0..<min(count, NameToken.capacity) { append(bytes[index]) }
    }
}

/// One round of a multiply-and-fold hash (the folded 128-bit product of wyhash).
@inline(__always)
func mix(_ state: UInt64, _ value: UInt64) -> UInt64 {
    let product = (state ^ value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: value ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
}
