import Biometrics

/// Two prints of a finger and what the matcher took for the same in them: what a score rests on, to be drawn on both.
struct PairedPrint: Sendable {
    /// By ANSI/NIST-ITL; 0 where it is not known.
    var position: Int
    var first: Print
    var second: Print
    var score: Double
    /// Places in the minutiae of both.
    var pairs: [(first: Int, second: Int)]

    /// Pixels at 500 dpi.
    struct Print: Sendable {
        var width: Int
        var height: Int
        var minutiae: [Minutia]
    }

    /// The fingers that `BiometricEvidence` compares, with the same scores: of one finger the best comparison.
    static func of(_ probe: PreparedSamples, _ references: PreparedSamples) -> [PairedPrint] {
        let matcher = FingerprintMatcher()
        return zip(probe.fingers, probe.extents).compactMap { (live, extent) -> PairedPrint? in
            var best: (at: Int, found: FingerprintComparison)?
            for (at, held) in references.fingers.enumerated()
            where held.position == live.position || held.position == .unknown || live.position == .unknown {
                let found = matcher.compare(live.template, held.template)
                if found.score > best?.found.score ?? -.infinity { best = (at, found) }
            }
            guard let best else { return nil }
            return PairedPrint(
                position: Int(live.position.rawValue),
                first: Print(width: extent.width, height: extent.height, minutiae: live.template.minutiae),
                second: Print(
                    width: references.extents[best.at].width, height: references.extents[best.at].height,
                    minutiae: references.fingers[best.at].template.minutiae),
                score: best.found.score, pairs: best.found.pairs)
        }
    }

    /// Seen from the other side.
    var turned: PairedPrint {
        PairedPrint(
            position: position, first: second, second: first, score: score, pairs: pairs.map { ($0.second, $0.first) })
    }
}
