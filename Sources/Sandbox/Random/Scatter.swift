/// A keyed bijection on 0 ..< `size`: serial numbers go in, numbers without visible order come out, no two alike.
/// So a document number can be computed from its holder alone and still belong to nobody else.
///
/// A Feistel network of four rounds over the next even number of bits, walked until it falls inside the size
/// (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", CT-RSA 2002). Not for secrecy.
struct Scatter: Sendable {
    let size: UInt64
    private let halfBits: UInt64
    private let mask: UInt64
    private let key: UInt64

    /// Sizes from 2 to 2⁶².
    init(size: UInt64, key: UInt64) {
        self.size = max(2, min(size, 1 << 62))
        let bits = UInt64(64 - (self.size - 1).leadingZeroBitCount)
        halfBits = (bits + 1) / 2
        mask = (1 << halfBits) - 1
        self.key = key
    }

    /// `value` is taken modulo the size.
    func callAsFunction(_ value: UInt64) -> UInt64 {
        var x = value % size
        repeat {
            var left = x >> halfBits
            var right = x & mask
            for round in 0..<4 as Range<UInt64> {
                (left, right) = (right, left ^ (SplitMix64.mix(right &+ key &+ round &* 0x9E37_79B9_7F4A_7C15) & mask))
            }
            x = left << halfBits | right
        } while x >= size
        return x
    }
}
