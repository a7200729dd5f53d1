#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a score means: the false match rate of one comparison at that threshold.
///
/// A line through log10 FMR over the score, laid on the safe side of the tails that the comparisons of different fingers
/// of FVC2002 set B show with three extractors (0.1 to 10⁻³). Below 10⁻⁴ it is an extrapolation and is called one
/// wherever it is shown.
public enum ScoreCalibration {
    static let intercept = -1.35, slope = -0.41

    /// Measured down to this rate.
    public static let measuredDownTo = 1e-4

    public static func falseMatchRate(_ score: Double) -> Double {
        min(1, pow(10, intercept + slope * score))
    }

    /// The threshold that lets pass at most this share of comparisons of different fingers.
    public static func threshold(falseMatchRate rate: Double) -> Double {
        (log10(max(rate, 1e-12)) - intercept) / slope
    }

    /// Scores of several fingers of one person are log-odds of nearly independent evidence and add up. A finger that does
    /// not match counts little against the others, since a bad impression explains it.
    public static func fused(_ scores: [Double]) -> Double {
        scores.reduce(0) { $0 + max($1, -4) }
    }
}
