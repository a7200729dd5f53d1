import Wire

/// Why a travel authorisation is refused, annulled or revoked (Articles 28(7), 37(1)–(2)).
public enum RefusalGround: String, CaseIterable, Hashable, Sendable, WireChoice {
    case documentReported
    case securityRisk
    case illegalImmigrationRisk
    case epidemicRisk
    case refusalAlert
    case noReply
    case interviewMissed
    /// Serious doubts as to data, statements or documents.
    case doubts
    /// A consulted Member State gave a negative opinion; what the applicant is told is the risk that it rests on.
    case negativeOpinion

    public var article: String {
        switch self {
        case .documentReported: "37(1)(a)"
        case .securityRisk: "37(1)(b)"
        case .illegalImmigrationRisk: "37(1)(c)"
        case .epidemicRisk: "37(1)(d)"
        case .refusalAlert: "37(1)(e)"
        case .noReply: "37(1)(f)"
        case .interviewMissed: "37(1)(g)"
        case .doubts: "37(2)"
        case .negativeOpinion: "28(7)"
        }
    }

    /// Grounds that an authority states after an assessment.
    public static let assessed: Set<RefusalGround> = [.securityRisk, .illegalImmigrationRisk, .epidemicRisk, .doubts]
    /// Grounds on which an authorisation that was issued can be annulled or revoked: none that is about a procedure.
    public static let lasting: Set<RefusalGround> = [
        .documentReported, .securityRisk, .illegalImmigrationRisk, .epidemicRisk, .refusalAlert, .doubts,
    ]
}
