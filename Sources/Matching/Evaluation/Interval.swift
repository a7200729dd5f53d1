/// A share with its 95 % interval.
public struct Share: Sendable, Hashable {
    public var hits: Int
    public var of: Int

    public init(hits: Int, of: Int) {
        self.hits = hits
        self.of = of
    }

    public var value: Double { of > 0 ? Double(hits) / Double(of) : 0 }

    /// Wilson's score interval, which stays sensible for shares near 0 and 1 and for small numbers.
    public var interval: ClosedRange<Double> {
        guard of > 0 else { return 0...1 }
        let z = 1.959964
        let n = Double(of)
        let centre = value + z * z / (2 * n)
        let spread = z * (value * (1 - value) / n + z * z / (4 * n * n)).squareRoot()
        let scale = 1 + z * z / n
        return max(0, (centre - spread) / scale)...min(1, (centre + spread) / scale)
    }

    public var text: String {
        // A share of nothing is no zero.
        guard of > 0 else { return "none                   " }
        return "\(value.rounded(places: 4)) [\(interval.lowerBound.rounded(places: 4)), \(interval.upperBound.rounded(places: 4))]"
    }
}
