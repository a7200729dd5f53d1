import Identity
import Wire

/// What the applicant was told, and when: the kind and what it rests on, so that the text can be written in any language
/// (Articles 19(5), 30, 38, 42, 44(7)).
public struct ApplicantNotice: WireRecord, Hashable {
    public enum Kind: String, CaseIterable, Hashable, Sendable, WireChoice {
        case received, documentsRequested, interviewInvited, issued, issuedLimited, refused, annulled, revoked, revokedOnRequest
        /// 120 days before validity ends, with the question for consent (Articles 15(3), 54(2)).
        case expiring

        public var article: String {
            switch self {
            case .received: "19(5)"
            case .documentsRequested: "27(2), 30"
            case .interviewInvited: "27(5), 30"
            case .issued: "38(1)"
            case .issuedLimited: "44(7)"
            case .refused: "38(2)"
            case .annulled, .revoked: "42"
            case .revokedOnRequest: "41(8)"
            case .expiring: "15(3), 54(2)"
            }
        }
    }
    public var kind = Kind.received
    public var at = Instant(milliseconds: 0)
    public init() {}
    public init(_ kind: Kind, at: Instant) {
        self.kind = kind
        self.at = at
    }
    public static let meaning = "A notification to the applicant."
    public static let fields: [Field<ApplicantNotice>] = [
        .required("kind", \.kind, "What it tells."), .required("at", \.at, "When it was sent."),
    ]
}
