import Identity
import Wire

/// The Regulation that a transmission is dealt with under. A record keeps the one that it was made under.
public enum EurodacRegime: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Regulation (EU) No 603/2013: fingerprints of applicants and of persons apprehended at the border.
    case regulation603 = "603"
    /// Regulation (EU) 2024/1358, the recast: ten categories, faces and alphanumeric data.
    case regulation1358 = "1358"

    /// First day of application (603 Article 46; 1358 Article 63).
    public var firstDay: Day {
        switch self {
        case .regulation603: Day(number: 16_636)  // 2015-07-20
        case .regulation1358: Day(number: 20_616)  // 2026-06-12
        }
    }

    /// The Regulation that applies on a day; `nil` before the older one did.
    public static func inForce(on day: Day) -> EurodacRegime? { allCases.last { $0.firstDay <= day } }

    /// Age in years from which biometric data are taken (603 Articles 9(1), 14(1), 17(1); 1358 Articles 15 to 26).
    public var minimumAge: Int { self == .regulation603 ? 14 : 6 }

    /// An article with the number of its Regulation, as refusals and logs name it.
    func article(_ old: String, _ recast: String) -> String {
        self == .regulation603 ? "Eurodac 603 \(old)" : "Eurodac \(recast)"
    }
}
