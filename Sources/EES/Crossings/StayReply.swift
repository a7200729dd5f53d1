import Identity
import Wire

/// What the calculator says (Article 11), as it is written on the wire.
public struct StayReply: WireRecord, Hashable {
    public var asOf = Day(number: 0)
    /// Whether the calculator applies; not to family members of Union citizens (Article 11(1)).
    public var applies = false
    public var present: Bool?
    public var usedDays: Int?
    public var limitEnd: Day?
    public var authorisedEnd: Day?
    public var authorisedUntil: Instant?
    public var remainingDays: Int?
    public var overstayDays: Int?
    public var entriesLeft: Int?

    public init() {}
    public init(_ answer: StayAnswer?, asOf: Day, authorisedUntil: Instant? = nil) {
        self.asOf = asOf
        applies = answer != nil
        present = answer?.present
        usedDays = answer?.usedDays
        limitEnd = answer?.limitEnd
        authorisedEnd = answer?.authorisedEnd
        remainingDays = answer?.remainingDays
        overstayDays = answer?.overstayDays
        entriesLeft = answer?.entriesLeft
        self.authorisedUntil = authorisedUntil
    }

    public static let meaning = "What the automated calculator says of one day (Article 11)."
    public static let fields: [Field<StayReply>] = [
        .required("asOf", \.asOf, "The day asked about."),
        .required("applies", \.applies, "False for family members of Union citizens; nothing else is said then."),
        .optional("present", \.present, "Whether the person is inside on that day."),
        .optional("usedDays", \.usedDays, "Days used of the last 180, that day included."),
        .optional("limitEnd", \.limitEnd, "Last day by 90 days in 180 alone."),
        .optional("authorisedEnd", \.authorisedEnd, "Last lawful day of the stay; absent where there is none."),
        .optional("authorisedUntil", \.authorisedUntil, "Last lawful moment of a facilitated transit."),
        .optional("remainingDays", \.remainingDays, "Days left after that day; outside, of a stay that begins on it."),
        .optional("overstayDays", \.overstayDays, "Days of overstay."),
        .optional("entriesLeft", \.entriesLeft, "Entries that the visa still allows."),
    ]
}
