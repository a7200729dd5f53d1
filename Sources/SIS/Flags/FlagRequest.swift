import Identity
import Operations
import Registry
import Wire

/// What a Member State asked of the issuing one: a flag, and later perhaps its removal (2018/1862 Articles 24 and 25).
public struct FlagRequest: RecordValue, Hashable {
    public static let kind = RecordKind(.SIS, "flagRequest")

    /// The issuing Member State must have flagged an alert for arrest by then (SIRENE Manual, unconfirmed).
    static let hoursForArrest: Int64 = 24

    public var schengenID = ""
    public var category = AlertCategory.arrest
    public var issuingState = ""
    public var memberState = ""
    public var ground = FlagGround.nationalLaw
    public var decisionReference: String?
    public var reason = ""
    public var requested = Instant(milliseconds: 0)
    public var state = State.requested
    public var urgency: String?
    public var maintained: String?
    public var alertDeleted: Day?

    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice {
        case requested, flagged
        /// The Member State no longer wants the flag; the issuing one takes it away.
        case withdrawn
        case removed
    }

    public init() {}

    public static let meaning = "A request for a flag."
    public static let fields: [Field<FlagRequest>] = [
        .required("schengenId", \.schengenID, "The alert.", limits: Alert.schengenIDSchema),
        .required("category", \.category, "Its category at the time."),
        .required("issuingState", \.issuingState, "Member State that adds the flag."),
        .required("memberState", \.memberState, "Member State that wants it."),
        .required("ground", \.ground, "Why."),
        .optional("decisionReference", \.decisionReference, "Decision of the judicial authority.", limits: AlertContent.line),
        .required("reason", \.reason, "The reason in words.", limits: .text(.init(length: 1...2000))),
        .required("requested", \.requested, "When it was requested."), .required("state", \.state, "How it stands."),
        .optional(
            "urgency", \.urgency, "Why the issuing Member State asks for execution all the same (Article 24(3)).",
            limits: .text(.init(length: 1...2000))),
        .optional(
            "maintained", \.maintained, "Why the flag stays all the same.", limits: .text(.init(length: 1...2000))),
        .optional("alertDeleted", \.alertDeleted, "Day on which the alert went."),
    ]

    static func standingKey(_ schengenID: String, _ state: String) -> String { "\(schengenID)/\(state)" }
    static let standing = "standing"

    public var projection: Projection {
        var keys = [
            RecordKey(SISKey.schengenID, schengenID, unique: false), RecordKey(SISKey.party, issuingState, unique: false),
            RecordKey(SISKey.party, memberState, unique: false),
        ]
        // One request of a Member State stands at a time.
        if state != .removed, alertDeleted == nil {
            keys.append(RecordKey(Self.standing, Self.standingKey(schengenID, memberState), unique: true))
        }
        return Projection(keys: keys, due: SupplementaryTerm.due(alertDeleted: alertDeleted))
    }
}
