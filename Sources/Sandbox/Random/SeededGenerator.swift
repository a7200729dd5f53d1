/// Blackman and Vigna's xoshiro256** ("Scrambled Linear Pseudorandom Number Generators", ACM TOMS 2021).
///
/// Its own draws (`below`, `chance`, …) are defined here rather than taken from the standard library, whose
/// algorithms may change: the same seed must give the same population in every version and on every machine. For
/// that reason too, nothing here or below uses floating point.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    public init(seed: UInt64) {
        var spread = SplitMix64(seed: seed)
        (s0, s1, s2, s3) = (spread.next(), spread.next(), spread.next(), spread.next())
    }

    /// From a whole state; it must not be all zero.
    init(state: (UInt64, UInt64, UInt64, UInt64)) { (s0, s1, s2, s3) = state }

    @inline(__always)
    public mutating func next() -> UInt64 {
        let result = rotated(s1 &* 5, 7) &* 9
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = rotated(s3, 45)
        return result
    }

    @inline(__always)
    private func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }

    // MARK: - Draws

    /// A number from 0 to `bound` − 1; 0 where the bound is not positive. By multiplication: for the small bounds
    /// used here the deviation from an even distribution is below 2⁻⁴⁰.
    @inline(__always)
    public mutating func below(_ bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    @inline(__always)
    public mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True in `permille` of a thousand draws.
    @inline(__always)
    public mutating func chance(permille: Int) -> Bool { below(1000) < permille }

    /// One of the elements; `nil` of none.
    public mutating func pick<C: RandomAccessCollection>(_ elements: C) -> C.Element? where C.Index == Int {
        elements.isEmpty ? nil : elements[elements.startIndex + below(elements.count)]
    }

    /// The position in `weights` that a draw falls on. 0 where nothing has weight.
    public mutating func weighted(_ weights: [Int]) -> Int {
        var total = 0
        for weight in weights { total += weight }
        var left = below(total)
        for (index, weight) in weights.enumerated() {
            if left < weight { return index }
            left -= weight
        }
        return 0
    }
}
