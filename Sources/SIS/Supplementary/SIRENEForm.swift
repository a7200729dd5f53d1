import Wire

/// The forms in which SIRENE Bureaux exchange supplementary information, by the letters of the SIRENE Manual before 2021.
public enum SIRENEForm: String, CaseIterable, Hashable, Sendable, WireChoice {
    case A, E, F, G, H, I, J, K, L, M, N, O, P, Q

    static let text: Schema = .text(.init(length: 1...8000))

    /// Who may open an exchange with it.
    enum Opener: Sendable {
        /// The Member State that entered the alert; any other; anybody.
        case issuer, others, anybody
        /// An operation of its own opens it: the report of a hit, the request for a flag, a consultation.
        case operation(String)
    }

    var opener: Opener {
        switch self {
        case .A, .P: .issuer
        case .I, .J, .K: .others
        case .E, .N, .O: .operation("sis.startConsultation")
        case .F: .operation("sis.requestFlag")
        case .G, .H: .operation("sis.reportHit")
        case .L, .M, .Q: .anybody
        }
    }

    /// Whether the other side must answer.
    var wantsAnswer: Bool {
        switch self {
        case .A, .M, .P, .Q: false
        case .E, .F, .G, .H, .I, .J, .K, .L, .N, .O: true
        }
    }

    /// Whether alerts of this category have such exchanges.
    func concerns(_ category: AlertCategory) -> Bool {
        switch self {
        case .A: category == .arrest
        case .F: AlertCategoryRule.rule(for: category).flaggable
        case .N, .O: category == .return || category.isRefusal
        case .P: category == .object || category.isCheck
        case .I: AlertCategoryRule.rule(for: category).article.hasPrefix("1862")
        default: true
        }
    }

    /// Act and article.
    public var article: String {
        switch self {
        case .A: "1862 28, 29"
        case .E: "1861 23(3), 1862 23(3)"
        case .F: "1862 24, 25"
        case .G: "1860 6-8, 1861 8, 1862 8"
        case .H: "1861 43, 1862 58"
        case .I: "1862 56(5)"
        case .J: "1861 44, 1862 59(5)"
        case .K: "1861 53, 1862 67(2)"
        case .L: "1861 46, 1862 61"
        case .M: "1861 8, 1862 8"
        case .N: "1860 9-11, 1861 27-29"
        case .O: "1860 12, 1861 30"
        case .P: "1862 38, 39"
        case .Q: "1861 47, 1862 62"
        }
    }
}
