#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A template made ready for many comparisons: the best minutiae with the codes of their neighbourhoods.
public struct PreparedTemplate: Sendable {
    public static let minutiaLimit = 128

    /// Those that are compared; evidence refers to positions in this list.
    public let minutiae: [Minutia]
    let codes: [NeighbourhoodCode]
    let populations: [Float]
    let x: [Float]
    let y: [Float]
    let angle: [Float]

    public init(_ template: FingerprintTemplate) {
        self.init(minutiae: template.minutiae)
    }

    init(minutiae all: [Minutia]) {
        var kept = all.filter { $0.x.isFinite && $0.y.isFinite && abs($0.x) < 1e5 && abs($0.y) < 1e5 }
        if kept.count > Self.minutiaLimit {
            kept = Array(kept.sorted { $0.quality > $1.quality }.prefix(Self.minutiaLimit))
        }
        self.init(minutiae: kept, codes: NeighbourhoodCode.codes(of: kept))
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
