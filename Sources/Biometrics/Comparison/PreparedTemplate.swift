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
    /// Of more minutiae than any hand has, the best are looked at: each is compared with all for its neighbours.
    static let most = 4_096

    /// Those that are compared; evidence refers to positions in this list.
    public let minutiae: [Minutia]
    let codes: [NeighbourhoodCode]
    let populations: [Float]
    let x: [Float]
    let y: [Float]
    let angle: [Float]

    /// - Parameter limit: at most this many minutiae are kept, the likeliest to be seen again.
    public init(_ template: FingerprintTemplate, limit: Int = minutiaLimit) {
        var kept = template.minutiae.filter { $0.x.isFinite && $0.y.isFinite && abs($0.x) < 1e5 && abs($0.y) < 1e5 }
        if kept.count > Self.most { kept = Array(kept.sorted { $0.quality > $1.quality }.prefix(Self.most)) }
        let all = PreparedTemplate(minutiae: kept, codes: NeighbourhoodCode.codes(of: kept))
        self = kept.count > min(limit, Self.minutiaLimit) ? all.likeliest(min(limit, Self.minutiaLimit)) : all
    }

    /// The minutiae that are the likeliest to be seen again, these first: good ones in the middle of the print. Codes stay those of the
    /// whole print.
    func likeliest(_ limit: Int) -> PreparedTemplate {
        guard !minutiae.isEmpty else { return self }
        let cx = minutiae.reduce(0) { $0 + $1.x } / Float(minutiae.count)
        let cy = minutiae.reduce(0) { $0 + $1.y } / Float(minutiae.count)
        let rank = minutiae.map { m in
            ((m.x - cx) * (m.x - cx) + (m.y - cy) * (m.y - cy)).squareRoot() - 2 * Float(m.quality)
        }
        let order = minutiae.indices.sorted { (rank[$0], $0) < (rank[$1], $1) }.prefix(limit)
        return PreparedTemplate(minutiae: order.map { minutiae[$0] }, codes: order.map { codes[$0] })
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
