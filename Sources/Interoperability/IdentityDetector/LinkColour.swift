import Access

/// The colour of a link between the data of two systems, and who must look at it (2019/817 and 2019/818 Articles 27–33).
///
/// A link exists only between systems (Article 27(5)). White can follow by itself; yellow asks a person; green and red are
/// always a person's decision. Where biometrics contradict, yellow goes before white: Article 30(1)(c) and (d) would say
/// nothing if Article 28(3) came first.
public enum LinkRule {
    public enum Colour: String, CaseIterable, Sendable { case white, yellow, green, red }

    /// What comparing one kind of data of the two sides came to.
    public enum Biometrics: String, CaseIterable, Sendable {
        case same, different
        /// At least one side has none that could be compared.
        case notAvailable
    }
    public enum Identity: String, CaseIterable, Sendable { case same, similar, different }
    public enum Document: String, CaseIterable, Sendable {
        case same, different
        /// At least one side has none.
        case none
    }

    /// What the verifying authority concluded (Article 29(3)–(5)).
    public enum Conclusion: String, CaseIterable, Sendable {
        case samePersonJustified, samePersonUnjustified, twoPersons, twoPersonsUnjustified
    }

    /// One side of a link.
    public struct Side: Hashable, Sendable {
        public var system: SystemName
        /// Article under which a SIS alert on a person was entered; `nil` in the other systems.
        public var alert: AlertArticle?
        public init(system: SystemName, alert: AlertArticle? = nil) {
            self.system = system
            self.alert = alert
        }
    }

    /// Articles of alerts on persons: of 2018/1862, 2018/1861 (`24`, `25`) and 2018/1860 (`3`).
    public enum AlertArticle: String, CaseIterable, Sendable {
        case arrest = "26"
        case missing = "32"
        case judicial = "34"
        case check = "36"
        case refusal = "24"
        case restrictiveMeasure = "25"
        case returnDecision = "3"

        /// Alerts that only the SIRENE bureau of the issuing State may look into (Article 29(2)).
        var isSIRENEs: Bool {
            switch self {
            case .arrest, .missing, .judicial, .check: true
            case .refusal, .restrictiveMeasure, .returnDecision: false
            }
        }
    }

    /// Who verifies a link by hand (Article 29(1)–(2)).
    public enum Verifier: String, CaseIterable, Sendable {
        case eesAuthority, visaAuthority, etiasUnits, sirene, ecrisCentralAuthority, eurodacAuthority
    }

    /// A colour with every point of the Regulations that gives it.
    public struct Verdict: Hashable, Sendable {
        /// `nil`: no link, or a conclusion to which no point gives a colour.
        public var colour: Colour?
        public var articles: [String]
        /// `nil` where nobody has to look.
        public var verifier: Verifier?
    }

    /// - Parameters:
    ///   - a: the record whose creation or change started the detection.
    ///   - conclusion: `nil` until somebody has looked.
    public static func verdict(
        _ a: Side, _ b: Side, biometrics: Biometrics, identity: Identity, document: Document, conclusion: Conclusion? = nil
    ) -> Verdict {
        guard a.system != b.system else { return Verdict(colour: nil, articles: [], verifier: nil) }
        let match = Match(biometrics: biometrics, identity: identity, document: document)
        let verifier = verifier(a, b)
        if let conclusion {
            let concluded = match.points(after: conclusion)
            guard let colour = concluded.first?.colour else { return Verdict(colour: nil, articles: [], verifier: verifier) }
            let looked = concluded.contains { $0.needsConclusion }
            return Verdict(colour: colour, articles: concluded.map(\.article), verifier: looked ? verifier : nil)
        }
        let found = match.pointsBefore
        let colour = found.first?.colour
        return Verdict(colour: colour, articles: found.map(\.article), verifier: colour == .yellow ? verifier : nil)
    }

    /// Who would verify a link that detection for `a` has led to.
    static func verifier(_ a: Side, _ b: Side) -> Verifier {
        if [a, b].contains(where: { $0.alert?.isSIRENEs ?? false }) { return .sirene }
        return switch a.system {
        case .EES: .eesAuthority
        case .VIS: .visaAuthority
        case .ETIAS: .etiasUnits
        case .ecrisTCN: .ecrisCentralAuthority
        case .Eurodac: .eurodacAuthority
        case .SIS, .ESP, .sBMS, .CIR, .MID, .CRRS, .administration: .sirene
        }
    }

    private struct Point {
        let article: String
        let colour: Colour
        var needsConclusion = false
    }

    private struct Match {
        let biometrics: Biometrics
        let identity: Identity
        let document: Document

        /// Points that need nobody's conclusion: yellow where one fits, else white.
        var pointsBefore: [Point] {
            let yellow = points(
                [
                    ("30(1)(a)", biometrics == .same && identity == .different),
                    ("30(1)(b)", biometrics == .notAvailable && identity == .different && document == .same),
                    ("30(1)(c)", biometrics == .different && identity == .same),
                    ("30(1)(d)", biometrics == .different && identity != .same && document == .same),
                ], .yellow)
            return yellow.isEmpty ? white : yellow
        }

        /// Article 28(3): the same or similar identity, and nothing that contradicts it.
        private var white: [Point] {
            points(
                [
                    ("33(1)(a)", biometrics == .same && identity != .different),
                    ("33(1)(b)", biometrics == .notAvailable && identity != .different && document == .same),
                    ("33(1)(c)", biometrics == .same && identity == .similar && document == .same),
                ], .white)
        }

        func points(after conclusion: Conclusion) -> [Point] {
            switch conclusion {
            case .samePersonJustified:
                white + points([("33(1)(d)", biometrics == .same && identity != .same)], .white, concluded: true)
            case .samePersonUnjustified:
                points(
                    [
                        ("32(1)(a)", biometrics == .same && identity != .same),
                        ("32(1)(d)", biometrics == .notAvailable && identity == .different && document == .same),
                    ], .red, concluded: true)
            case .twoPersons:
                points(
                    [
                        ("31(1)(a)", biometrics == .different && identity == .same),
                        ("31(1)(b)", biometrics == .different && identity != .same && document == .same),
                        ("31(1)(c)", biometrics == .notAvailable && identity == .different && document == .same),
                    ], .green, concluded: true)
            case .twoPersonsUnjustified:
                points(
                    [
                        ("32(1)(b)", biometrics == .different && document == .same),
                        ("32(1)(c)", biometrics == .different && identity == .same && document != .same),
                    ], .red, concluded: true)
            }
        }

        private func points(_ rows: [(String, Bool)], _ colour: Colour, concluded: Bool = false) -> [Point] {
            rows.filter(\.1).map { Point(article: $0.0, colour: colour, needsConclusion: concluded) }
        }
    }
}
