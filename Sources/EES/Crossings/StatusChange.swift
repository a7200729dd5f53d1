import Identity
import Wire

/// A decision on an authorisation for short stay, a visa or the duration of the stay (Article 19(1), (2), (4), (5)).
public struct StatusChange: WireRecord, Hashable {
    public enum Status: String, CaseIterable, Hashable, Sendable, WireChoice {
        case revoked, annulled, extended
    }
    public enum Ground: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// Revocation or annulment: return decision under Directive 2008/115/EC (Article 19(4)(a)).
        case returnDecision
        /// Revocation or annulment: another decision that results in return, removal or departure (Article 19(4)(b)).
        case otherDecision
        /// Revocation or annulment of a visa under the Visa Code.
        case visaDecision
        /// Extension: force majeure, humanitarian or serious personal reasons (Visa Code 33).
        case forceMajeure, humanitarian, seriousPersonal
        /// Extension under a bilateral agreement (Convention 20(2)(b); Article 19(2)).
        case bilateralAgreement

        var extends: Bool {
            switch self {
            case .returnDecision, .otherDecision, .visaDecision: false
            case .forceMajeure, .humanitarian, .seriousPersonal, .bilateralAgreement: true
            }
        }
    }

    public var status = Status.extended
    public var authority = ""
    /// Of the authority, which need not be that of the entry; `nil` in records from before it was kept.
    public var memberState: String?
    public var place = ""
    public var decided = Day(number: 0)
    public var ground = Ground.forceMajeure
    public var newSticker: NumberOfIssuer?
    public var extensionDays: Int?
    /// New last day of the authorised stay or visa.
    public var newExpiry: Day?

    public init() {}

    public static let meaning = "Revocation, annulment or extension (Article 19)."
    public static let fields: [Field<StatusChange>] = [
        .required("status", \.status, "What was decided."),
        .required("authority", \.authority, "Authority that decided.", limits: .text(.init(length: 1...120))),
        .optional("memberState", \.memberState, "Its Member State.", limits: .text(.init(length: 1...120))),
        .required("place", \.place, "Place of the decision."),
        .required("decided", \.decided, "Date of the decision."),
        .required("ground", \.ground, "Ground (Article 19(4) and (5))."),
        .optional("newSticker", \.newSticker, "New visa sticker."),
        .optional("extensionDays", \.extensionDays, "Period of the extension in days.", limits: .integer(1...3660)),
        .optional("newExpiry", \.newExpiry, "New last day of the authorised stay or visa."),
    ]

    /// The last lawful day that follows from the decision.
    var authorisedEnd: Day { newExpiry ?? decided }
}
