/// Error rates of a matcher from the scores of mated and non-mated comparisons (ISO/IEC 19795-1).
public struct ErrorRates: Sendable {
    /// Sorted upwards.
    public let genuine: [Double]
    /// Sorted upwards.
    public let impostor: [Double]

    public init(genuine: [Double], impostor: [Double]) {
        self.genuine = genuine.sorted()
        self.impostor = impostor.sorted()
    }

    /// Share of mated comparisons that score below the threshold.
    public func falseNonMatchRate(at threshold: Double) -> Double {
        genuine.isEmpty ? 0 : Double(Self.below(genuine, threshold)) / Double(genuine.count)
    }

    /// Share of non-mated comparisons that score at the threshold or above.
    public func falseMatchRate(at threshold: Double) -> Double {
        impostor.isEmpty ? 0 : Double(impostor.count - Self.below(impostor, threshold)) / Double(impostor.count)
    }

    private static func below(_ sorted: [Double], _ threshold: Double) -> Int {
        var low = 0, high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < threshold { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// The rate at which both errors are equal: the mean of the two where they cross, as FVC defines it.
    public var equalErrorRate: Double {
        guard !genuine.isEmpty, !impostor.isEmpty else { return 0 }
        var best = (gap: Double.infinity, rate: 1.0)
        for t in Set(genuine).union(impostor) {
            let a = falseNonMatchRate(at: t), b = falseMatchRate(at: t)
            if abs(a - b) < best.gap || (abs(a - b) == best.gap && (a + b) / 2 < best.rate) { best = (abs(a - b), (a + b) / 2) }
        }
        return best.rate
    }

    /// The lowest threshold at which at most this share of non-mated comparisons matches.
    public func threshold(falseMatchRate rate: Double) -> Double {
        guard !impostor.isEmpty else { return 0 }
        let allowed = Int((rate * Double(impostor.count)).rounded(.down))
        guard allowed < impostor.count else { return impostor[0] }
        return impostor[impostor.count - 1 - allowed].nextUp
    }

    /// FNMR where FMR is at most one in a hundred (FMR100), one in a thousand (FMR1000), or none (ZeroFMR).
    public var fmr100: Double { falseNonMatchRate(at: threshold(falseMatchRate: 0.01)) }
    public var fmr1000: Double { falseNonMatchRate(at: threshold(falseMatchRate: 0.001)) }
    public var zeroFMR: Double { falseNonMatchRate(at: threshold(falseMatchRate: 0)) }

    /// (FMR, FNMR) at each threshold that changes either, from strict to lax.
    public var detCurve: [(fmr: Double, fnmr: Double)] {
        Set(genuine).union(impostor).sorted(by: >).map { (falseMatchRate(at: $0), falseNonMatchRate(at: $0)) }
    }
}
