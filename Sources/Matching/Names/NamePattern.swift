/// A word prepared for comparison with many others: bit-parallel edit distance (Hyyrö 2003, with exchanged neighbours).
struct NamePattern {
    let token: NameToken
    let sound: NameSound
    let letterSet: UInt32
    /// For each letter the positions at which it stands.
    private let positions: UnsafeMutablePointer<UInt64>

    /// `storage` holds 32 words that outlive the pattern.
    init(_ token: NameToken, storage: UnsafeMutablePointer<UInt64>) {
        self.init(token, sound: NameSound(token), letterSet: token.letterSet, storage: storage)
    }

    /// The same with the word's sound and letters already known.
    init(_ token: NameToken, sound: NameSound, letterSet: UInt32, storage: UnsafeMutablePointer<UInt64>) {
        self.init(token, sound: sound, letterSet: letterSet, unfilled: storage)
        fill()
    }

    /// The same for whoever may not need the pattern after all: `fill` comes before the first distance.
    @inline(__always)
    init(_ token: NameToken, sound: NameSound, letterSet: UInt32, unfilled storage: UnsafeMutablePointer<UInt64>) {
        self.token = token
        self.sound = sound
        self.letterSet = letterSet
        positions = storage
    }

    func fill() {
        positions.update(repeating: 0, count: 32)
        for index in 0..<token.length { positions[Int(token[index] & 31)] |= 1 << UInt64(index) }
    }

    /// Can two words of the same kind of script stand in any relation at all? Most cannot, as their letters already show.
    @inline(__always)
    static func mayRelate(_ a: UInt32, _ aLength: Int, _ aFine: UInt64, _ b: UInt32, _ bLength: Int, _ bFine: UInt64) -> Bool {
        if aFine == bFine { return true }
        let (onlyA, onlyB) = (a & ~b, b & ~a)
        if onlyA == 0 || onlyB == 0 { return true }
        let longer = max(aLength, bLength)
        return max(onlyA.nonzeroBitCount, onlyB.nonzeroBitCount) <= (longer >= 9 ? 3 : 2) && abs(aLength - bLength) <= 3
    }

    /// Insertions, deletions, substitutions and exchanges of neighbours between the two words (optimal string alignment).
    @inline(__always)
    func distance(to text: UnsafePointer<UInt8>, count: Int) -> Int {
        let own = token.length
        if own == 0 { return count }
        var vp: UInt64 = ~0
        var vn: UInt64 = 0
        var d0: UInt64 = 0
        var previous: UInt64 = 0
        var score = own
        let last: UInt64 = 1 << UInt64(own - 1)
        for index in 0..<count {
            let match = positions[Int(text[index] & 31)]
            let transposed = (((~d0) & match) << 1) & previous
            d0 = (((match & vp) &+ vp) ^ vp) | match | vn | transposed
            let hp = vn | ~(d0 | vp)
            let hn = d0 & vp
            if hp & last != 0 { score += 1 }
            if hn & last != 0 { score -= 1 }
            let shifted = hp << 1 | 1
            vp = (hn << 1) | ~(d0 | shifted)
            vn = d0 & shifted
            previous = match
        }
        return score
    }

    @inline(__always)
    func distance(to other: NameToken) -> Int {
        withUnsafeBytes(of: other) { raw in
            // The letters lie first in the value, lowest byte first.
            guard let base = raw.baseAddress else { return other.length }
            return distance(to: base.assumingMemoryBound(to: UInt8.self), count: other.length)
        }
    }

    /// Does the text begin with this word, or this word with the text?
    @inline(__always)
    func sharesPrefix(with text: UnsafePointer<UInt8>, count: Int) -> Bool {
        let common = min(count, token.length)
        for index in 0..<common where token[index] != text[index] { return false }
        return true
    }
}
