import Identity
import Wire

/// The fact that the person could pose a threat to internal security, with the circumstances that alone allow it to be recorded
/// (1358 Articles 17(2)(i), 22(3)(d), 23(3)(e), 24(3)(f)).
public struct SecurityFlag: WireRecord, Hashable {
    public enum Circumstance: String, CaseIterable, Hashable, Sendable, WireChoice {
        case armed, violent
        /// Indications of an offence of Directive (EU) 2017/541.
        case terroristOffence
        /// Indications of an offence of Article 2(2) of Framework Decision 2002/584/JHA.
        case seriousOffence
    }
    public enum Source: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Screening under Regulation (EU) 2024/1356.
        case screening
        /// Article 16(4) of Regulation (EU) 2024/1351.
        case responsibility
        /// Article 9(5) of Regulation (EU) 2024/1348.
        case procedure
        /// Security check when the biometric data were taken (Article 23(1)).
        case securityCheck
    }
    public var circumstances: [Circumstance] = []
    public var source = Source.screening
    public var on = Day(number: 0)

    public init() {}
    public init(circumstances: [Circumstance], source: Source, on: Day) {
        self.circumstances = circumstances
        self.source = source
        self.on = on
    }
    public static let wireName = "EurodacSecurityFlag"
    public static let meaning = "Could pose a threat to internal security."
    public static let fields: [Field<SecurityFlag>] = [
        .list("circumstances", \.circumstances, "At least one of them applies.", count: 1...4),
        .required("source", \.source, "What showed it."),
        .required("on", \.on, "Day of the finding."),
    ]

    /// Whether a set of the category may carry the flag, and by which finding.
    public static func isForeseen(_ category: EurodacCategory, by source: Source, in regime: EurodacRegime) -> Bool {
        guard regime == .regulation1358 else { return false }
        return switch category {
        case .applicant: source != .securityCheck
        case .irregularCrossing, .disembarked: source == .screening
        case .illegalStay: source == .screening || source == .securityCheck
        default: false
        }
    }
}
