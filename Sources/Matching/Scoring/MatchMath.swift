#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The few functions of analysis that scores need.
enum MatchMath {
    static func log2(_ value: Double) -> Double {
        #if canImport(Glibc)
            Glibc.log2(value)
        #elseif canImport(Musl)
            Musl.log2(value)
        #else
            Darwin.log2(value)
        #endif
    }
    static func exp2(_ value: Double) -> Double {
        #if canImport(Glibc)
            Glibc.exp2(value)
        #elseif canImport(Musl)
            Musl.exp2(value)
        #else
            Darwin.exp2(value)
        #endif
    }

    /// The probability that goes with odds of 2^bits.
    static func probability(bits: Double) -> Double {
        if bits > 60 { return 1 }
        if bits < -1000 { return 0 }
        return 1 / (1 + exp2(-bits))
    }
}
