import Biometrics
import Registry

/// The samples of one person, read and made ready for many comparisons and searches.
public struct PreparedSamples: Sendable {
    let fingers: [(position: FingerPosition, template: PreparedTemplate)]
    let faces: [[Float]]
    /// Width and height of each finger's print, pixels.
    let extents: [(width: Int, height: Int)]

    /// What cannot be read is left out.
    public init(_ stored: [StoredTemplate]) {
        var fingers: [(position: FingerPosition, template: PreparedTemplate)] = []
        var faces: [[Float]] = []
        var extents: [(width: Int, height: Int)] = []
        for sample in stored {
            switch BiometricSample(sample) {
            case .fingerprint(let template):
                fingers.append((template.position, PreparedTemplate(template)))
                extents.append((template.width, template.height))
            case .face(let embedding): faces.append(embedding)
            case nil: break
            }
        }
        (self.fingers, self.faces, self.extents) = (fingers, faces, extents)
    }

    public var isEmpty: Bool { fingers.isEmpty && faces.isEmpty }
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

    /// Fingers of the same position are compared, and those of unknown position with all; of one finger the best counts.
    public init(_ probe: PreparedSamples, _ references: PreparedSamples) {
        let matcher = FingerprintMatcher()
        for live in probe.fingers {
            let best = references.fingers
                .filter { $0.position == live.position || $0.position == .unknown || live.position == .unknown }
                .map { matcher.compare(live.template, $0.template).score }.max()
            if let best { fingers.append(Finger(position: Int(live.position.rawValue), score: best)) }
        }
        // The face decides where no finger can be compared.
        guard fingers.isEmpty else { return }
        cosine = probe.faces.flatMap { live in
            references.faces.filter { $0.count == live.count }.compactMap { try? FaceGallery.compare(live, $0) }
        }.max()
    }

    /// `nil` where there is nothing on both sides.
    public var score: Double? { fingers.isEmpty ? nil : ScoreCalibration.fused(fingers.map(\.score)) }
    public var isComparable: Bool { !fingers.isEmpty || cosine != nil }

    /// Whether the two are one person's, where `rate` of comparisons of two persons' fingers may say so.
    /// - Parameter cosineMin: the same of faces.
    public func isMatch(falseMatchRate rate: Double, cosineMin: Float) -> Bool {
        if let score { return score >= ScoreCalibration.threshold(falseMatchRate: rate) }
        return cosine.map { $0 >= cosineMin } ?? false
    }

    /// Share of comparisons of two persons that come to this score or a higher one; `nil` of faces, whose scores belong to
    /// their encoder.
    public var falseMatchRate: Double? { score.map(ScoreCalibration.falseMatchRate) }
}

/// What a score of the fingers means.
enum FalseMatchRates {
    static func of(_ score: Double) -> Double { ScoreCalibration.falseMatchRate(score) }
}
