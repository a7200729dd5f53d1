import Access
import Identity
import Operations
import Registry

/// The clocks of ETIAS.
public enum ETIASTasks: TaskOwner {
    public static let system = SystemName.ETIAS
    public static let grants = Grant.tasks(
        .ETIAS,
        [
            (.etiasCentral, [.etiasProcessing]), (.etiasNational, [.etiasProcessing]), (.europol, [.etiasProcessing]),
            (.operator_, [.etiasProcessing]), (.centralAccessPoint, [.lawEnforcement]),
        ], article: "ETIAS 13(1)")
}

public typealias ETIASTask = LegalTask<ETIASTasks>

/// What must be done by a moment, and what silence means.
public enum ETIASStep: String, CaseIterable, Sendable {
    /// A source that did not answer is asked again.
    case automatedProcessing
    /// The Central Unit verifies hits within 12 hours (Article 22(6)).
    case verification
    /// The decision within 96 hours, or 48 after an interview (Article 32).
    case decision
    /// A consulted Member State's opinion within 60 hours; silence is a positive one (Article 28(5)).
    case consultation
    /// Europol's opinion within 60 hours; without it the procedure goes on (Article 29(8)).
    case europolOpinion
    /// The applicant's documents within ten days; silence leads to refusal (Articles 27(2), 37(1)(f)).
    case documents
    /// The interview within ten days of the invitation (Article 27(5)). Only the National Unit knows whether the applicant came.
    case interview
    /// Whether somebody in a screening might pose a threat, within two days; without an opinion there is no security risk (Article 35a(1)).
    case screeningOpinion
    /// Yearly review of a watchlist entry (Article 35(5)).
    case watchlistReview
    /// Six-monthly review of a screening rule (Article 33(3)).
    case ruleReview

    public var article: String {
        switch self {
        case .automatedProcessing: "ETIAS 20(2)"
        case .verification: "ETIAS 22(6)"
        case .decision: "ETIAS 32"
        case .consultation: "ETIAS 28(5)"
        case .europolOpinion: "ETIAS 29(8)"
        case .documents: "ETIAS 27(2)"
        case .interview: "ETIAS 27(5)"
        case .screeningOpinion: "ETIAS 35a(1)"
        case .watchlistReview: "ETIAS 35(5)"
        case .ruleReview: "ETIAS 33(3)"
        }
    }

    public var silence: ETIASTask.Silence {
        switch self {
        case .consultation: .positiveOpinion
        case .europolOpinion, .screeningOpinion: .proceeds
        case .documents: .refusal
        default: .overdue
        }
    }

    func task(about id: RecordID, _ authority: AuthorityKind, _ memberState: String?, begun: Instant, deadline: Instant) -> ETIASTask {
        ETIASTask(
            about: id, step: rawValue, article: article, authority: authority, memberState: memberState, begun: begun,
            deadline: deadline, silence: silence)
    }
}
