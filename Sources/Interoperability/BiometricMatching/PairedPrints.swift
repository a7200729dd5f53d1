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
        /// How many views of this finger the side holds; this is the one that is likest.
        var views = 1
    }

    /// The fingers that `BiometricEvidence` compares, with the same scores.
    static func of(_ probe: PreparedSamples, _ references: PreparedSamples) -> [PairedPrint] {
        probe.met(references).map { met in
            func print(_ samples: PreparedSamples, _ place: Int) -> Print {
                Print(
                    width: samples.extents[place].width, height: samples.extents[place].height,
                    minutiae: samples.fingers[place].template.minutiae, views: samples.views(like: place))
            }
            return PairedPrint(
                position: Int(probe.fingers[met.live].position.rawValue), first: print(probe, met.live), second: print(references, met.held),
                score: met.found.score, pairs: met.found.pairs)
        }
    }

    /// Seen from the other side.
    var turned: PairedPrint {
        PairedPrint(
            position: position, first: second, second: first, score: score, pairs: pairs.map { ($0.second, $0.first) })
    }
}
