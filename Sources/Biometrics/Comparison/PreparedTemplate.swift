#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A template made ready for many comparisons: the best minutiae with the codes of their neighbourhoods.
public struct PreparedTemplate: Sendable {
    public static let minutiaLimit = 128
    /// Fewer minutiae have no neighbourhoods: such a template is a failure to enrol.
    public static let least = 3

    /// Those that are compared; evidence refers to positions in this list.
    public let minutiae: [Minutia]
    let codes: [NeighbourhoodCode]
    let populations: [Float]
    let x: [Float]
    let y: [Float]
    let angle: [Float]

    /// - Parameter limit: at most this many minutiae are kept, the likeliest to be seen again.
    public init(_ template: FingerprintTemplate, limit: Int = minutiaLimit) {
        let limit = min(limit, Self.minutiaLimit)
        var kept = template.minutiae.filter { $0.x.isFinite && $0.y.isFinite && abs($0.x) < 1e5 && abs($0.y) < 1e5 }
        let codes = NeighbourhoodCode.codes(of: kept)
        guard kept.count > limit else {
            self.init(minutiae: kept, codes: codes)
            return
        }
        // Good ones in the middle of the print are the likeliest to be seen again.
        let cx = kept.reduce(0) { $0 + $1.x } / Float(kept.count), cy = kept.reduce(0) { $0 + $1.y } / Float(kept.count)
        let rank = kept.map { m in
            ((m.x - cx) * (m.x - cx) + (m.y - cy) * (m.y - cy)).squareRoot() - 2 * Float(m.quality)
        }
        let order = kept.indices.sorted { rank[$0] < rank[$1] }.prefix(limit)
        kept = order.map { kept[$0] }
        self.init(minutiae: kept, codes: order.map { codes[$0] })
    }

    init(minutiae: [Minutia], codes: [NeighbourhoodCode]) {
        self.minutiae = minutiae
        self.codes = codes
        populations = codes.map { Float($0.population) }
        x = minutiae.map(\.x)
        y = minutiae.map(\.y)
        angle = minutiae.map(\.angle)
    }
}
