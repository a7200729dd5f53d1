import Biometrics
import Registry

/// The samples of one person, read and made ready for many comparisons and searches.
public struct PreparedSamples: Sendable {
    let fingers: [(position: FingerPosition, template: PreparedTemplate)]
    let faces: [FaceEmbedding]
    /// Width and height of each finger's print, pixels.
    let extents: [(width: Int, height: Int)]

    /// What cannot be read is left out.
    public init(_ stored: [StoredTemplate]) {
        var fingers: [(position: FingerPosition, template: PreparedTemplate)] = []
        var faces: [FaceEmbedding] = []
        var extents: [(width: Int, height: Int)] = []
        for sample in stored.lazy.flatMap(BiometricSample.all) {
            switch sample {
            case .fingerprint(let template):
                fingers.append((template.position, PreparedTemplate(template)))
                extents.append((template.width, template.height))
            case .face(let embedding): faces.append(embedding)
            }
        }
        (self.fingers, self.faces, self.extents) = (fingers, faces, extents)
    }

    public var isEmpty: Bool { fingers.isEmpty && faces.isEmpty }

    /// A print of one side and the print of the other that it is compared with.
    struct Met {
        var live: Int
        var held: Int
        var found: FingerprintComparison
    }

    /// Which prints of two persons speak to each other. Scores of several fingers add up because they are independent evidence; the same
    /// finger twice is not. So each finger of either side counts once, in its best comparison.
    func met(_ references: PreparedSamples) -> [Met] {
        let matcher = FingerprintMatcher()
        var all: [Met] = []
        // Of prints of nobody knows which finger some may be of the same.
        let own = fingers.contains { $0.position == .unknown } ? PreparedSamples.places(of: fingers, mistrusting: false) : Array(fingers.indices)
        for live in own {
            let print = fingers[live]
            for (held, reference) in references.fingers.enumerated()
            where reference.position == print.position || reference.position == .unknown || print.position == .unknown {
                all.append(Met(live: live, held: held, found: matcher.compare(print.template, reference.template)))
            }
        }
        all.sort { ($0.found.score, $1.live, $1.held) > ($1.found.score, $0.live, $0.held) }
        var (used, usedHeld): (Set<Int>, Set<Int>) = ([], [])
        let best = all.filter { met in
            let (live, held) = (finger(met.live), references.finger(met.held))
            guard !used.contains(live), !usedHeld.contains(held) else { return false }
            used.insert(live)
            usedHeld.insert(held)
            return true
        }
        return best.sorted { $0.live < $1.live }
    }

    /// How many views of the same finger there are.
    func views(like place: Int) -> Int {
        let own = finger(place)
        return fingers.indices.count { finger($0) == own }
    }

    /// The same number for prints of the same finger; one of its own for a print of nobody knows which.
    private func finger(_ place: Int) -> Int {
        let position = fingers[place].position
        return position == .unknown ? 100 + place : Int(position.rawValue)
    }

    /// The prints that are worth searching with: of one finger one alone, the one with the most minutiae. Prints that are alike are of one
    /// finger, whatever their sender says: copies of a print are no more evidence than the print.
    /// - Parameter mistrusting: also of fingers that are said to be different ones.
    static func distinct(
        _ prints: [(position: FingerPosition, template: PreparedTemplate)], mistrusting: Bool
    ) -> [(position: FingerPosition, template: PreparedTemplate)] {
        places(of: prints, mistrusting: mistrusting).map { prints[$0] }
    }

    private static func places(of prints: [(position: FingerPosition, template: PreparedTemplate)], mistrusting: Bool) -> [Int] {
        let matcher = FingerprintMatcher()
        // Those that say of which finger they are come first; then those with more in them.
        let order = prints.indices.sorted { (a: Int, b: Int) -> Bool in
            let (x, y) = (prints[a], prints[b])
            if (x.position == .unknown) != (y.position == .unknown) { return y.position == .unknown }
            return (x.template.minutiae.count, b) > (y.template.minutiae.count, a)
        }
        var kept: [Int] = []
        for place in order {
            let print = prints[place]
            let isKnown = kept.contains { (other: Int) -> Bool in
                if print.position != .unknown, prints[other].position == print.position { return true }
                guard mistrusting || print.position == .unknown else { return false }
                return matcher.compare(print.template, prints[other].template).score >= alikeScore
            }
            if !isKnown { kept.append(place) }
        }
        return kept.sorted()
    }

    /// One in a hundred thousand comparisons of two fingers comes to as much.
    private static let alikeScore = ScoreCalibration.threshold(falseMatchRate: 1e-5)
}

/// What comparing the samples of two persons says: the fingers' scores added up where fingers can be compared, else the
/// likest two faces.
public struct BiometricEvidence: Hashable, Sendable {
    public struct Finger: Hashable, Sendable {
        /// Number of the finger by ANSI/NIST-ITL; 0 where it is not known.
        public var position: Int
        public var score: Double
    }
    public var fingers: [Finger] = []
    public var cosine: Float?
    /// Of what encoder the two faces are.
    var faceSpace: FaceSpace?

    /// Fingers of the same position are compared, and those of unknown position with all; of one finger the best counts, and each finger
    /// of either side counts once.
    public init(_ probe: PreparedSamples, _ references: PreparedSamples) {
        fingers = probe.met(references).map { met in
            Finger(position: Int(probe.fingers[met.live].position.rawValue), score: met.found.score)
        }
        // The face decides where no finger can be compared.
        guard fingers.isEmpty else { return }
        let compared = probe.faces.flatMap { live in
            references.faces.filter { $0.space == live.space }.compactMap { held -> (cosine: Float, space: FaceSpace)? in
                (try? FaceGallery.compare(live.numbers, held.numbers)).map { ($0, live.space) }
            }
        }
        // Cosines of two encoders are told apart by how far above their thresholds they lie.
        let best = compared.max { BiometricEvidence.margin($0.cosine, $0.space) < BiometricEvidence.margin($1.cosine, $1.space) }
        (cosine, faceSpace) = (best?.cosine, best?.space)
    }

    /// `nil` where there is nothing on both sides.
    public var score: Double? { fingers.isEmpty ? nil : ScoreCalibration.fused(fingers.map(\.score)) }
    public var isComparable: Bool { !fingers.isEmpty || cosine != nil }

    private static func margin(_ cosine: Float, _ space: FaceSpace) -> Float {
        let threshold = FaceThreshold.cosine(.verification, in: space)
        return (cosine - threshold) / (1 - threshold)
    }

    /// Whether the two are one person's, where `rate` of comparisons of two persons' fingers may say so.
    /// - Parameter claim: what faces are compared for, where no finger can be.
    func isMatch(falseMatchRate rate: Double, faces claim: FaceClaim) -> Bool {
        if let score { return score >= ScoreCalibration.threshold(falseMatchRate: rate) }
        guard let cosine, let faceSpace else { return false }
        return cosine >= FaceThreshold.cosine(claim, in: faceSpace)
    }

    /// Share of comparisons of two persons that come to this score or a higher one; `nil` of faces, whose scores belong to
    /// their encoder.
    public var falseMatchRate: Double? { score.map(ScoreCalibration.falseMatchRate) }
}

/// What a score of the fingers means.
enum FalseMatchRates {
    static func of(_ score: Double) -> Double { ScoreCalibration.falseMatchRate(score) }
}
