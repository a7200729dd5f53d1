import Identity
import Operations
import Wire

/// A crossing, or a refusal to let cross: when, where and by whose authority (Articles 16(2)(a)–(b), 16(3), 18(6)(a)–(c)).
public struct BorderCrossing: WireRecord, Hashable {
    public var time = Instant(milliseconds: 0)
    /// Local day at the crossing point, fixed when recorded: the law counts in days.
    public var day = Day(number: 0)
    /// `nil` where the person did not cross but was registered inside (Articles 14(8), 20, 22(2)).
    public var crossingPoint: String?
    public var memberState = ""
    public var authority = ""

    public init() {}
    public init(time: Instant, day: Day, crossingPoint: String?, memberState: String, authority: String) {
        self.time = time
        self.day = day
        self.crossingPoint = crossingPoint
        self.memberState = memberState
        self.authority = authority
    }

    public static let meaning = "When and where a border was crossed, and the authority that decided."
    public static let fields: [Field<BorderCrossing>] = [
        .required("time", \.time, "Date and time, UTC."),
        .required("day", \.day, "Local day at the crossing point."),
        .optional("crossingPoint", \.crossingPoint, "Border crossing point.", limits: .text(.init(length: 1...60))),
        .required("memberState", \.memberState, "Member State.", limits: .text(.init(length: 1...60))),
        .required("authority", \.authority, "Authority that authorised or refused.", limits: .text(.init(length: 1...120))),
    ]

    /// Where the crossing is found by place and day (Article 32(5)(f)–(g)).
    static func key(crossingPoint: String, day: Day) -> String { "\(crossingPoint)/\(day)" }
    var key: String? { crossingPoint.map { BorderCrossing.key(crossingPoint: $0, day: day) } }
}

/// The procedure by which data came in while the EES could not be used (Article 21(1)–(2)).
public enum FallbackProcedure: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Stored in the National Uniform Interface.
    case nationalInterface
    /// Stored locally in an electronic format.
    case localElectronic
    /// Stored by hand, with a stamp in the travel document.
    case manualStamp
}

/// What an officer sends of a crossing; the rest is known.
public protocol CrossingInput {
    var time: Instant? { get }
    var day: Day? { get }
    var crossingPoint: String { get }
    var fallback: FallbackProcedure? { get }
}

extension CrossingInput {
    /// The crossing as it is recorded by the caller's authority; `register` says what is known of a crossing point.
    func crossing(in context: DecisionContext, register: (String) -> CrossingPointEntry) throws(Refusal) -> BorderCrossing {
        guard let memberState = context.caller.memberState else {
            throw Refusal(.notAMemberState, "only an authority of a Member State records crossings")
        }
        let time = time ?? context.now
        guard time <= context.now.adding(seconds: 300) else {
            throw Refusal(.inTheFuture, "the time lies in the future", pointer: "/time")
        }
        let local = time.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(memberState, at: time))
        if let day {
            // Some Member States have crossing points in several zones: Azores to Finland in summer.
            guard day >= time.day(minutesEastOfUTC: -60), day <= time.day(minutesEastOfUTC: 180) else {
                throw Refusal(.inTheFuture, "the time does not fall on this local day anywhere in the Union", pointer: "/day")
            }
        }
        try CrossingPointRule.check(register(crossingPoint), for: memberState, isPast: fallback != nil)
        return BorderCrossing(
            time: time, day: day ?? local, crossingPoint: crossingPoint, memberState: memberState,
            authority: context.caller.authority)
    }
}

extension RefusalKind {
    public static let notAMemberState = RefusalKind("ees/not-a-member-state", 403, "Only Member States do this", article: "EES 9(2)")
    public static let inTheFuture = RefusalKind("ees/time-not-possible", 422, "The time is not possible")
}
