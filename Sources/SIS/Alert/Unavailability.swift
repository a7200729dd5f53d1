import Identity
import Wire

/// An alert for arrest that the end-users of the Member States involved in an operation do not find for a while
/// (2018/1862 Article 26(4)).
public struct Unavailability: WireRecord, Hashable {
    /// A period lasts at most 48 hours; it can be extended by further ones.
    public static let hoursMax: Int64 = 48

    /// Day on which the first period began, for the statistics that Article 26(4) asks for.
    public var begun: Day?
    public var until = Instant(milliseconds: 0)
    public var memberStates: [CountryCode] = []
    public var authorisation = ""
    public var necessity = ""
    /// Periods so far.
    public var periods = 1

    public init() {}

    public static let meaning = "An alert for arrest made unavailable during an operation."
    public static let fields: [Field<Unavailability>] = [
        .required("until", \.until, "End of the period."),
        .list("memberStates", \.memberStates, "Member States involved in the operation.", count: 1...40),
        .required(
            "authorisation", \.authorisation, "Reference of the judicial authority's authorisation.",
            limits: AlertContent.line),
        .required(
            "necessity", \.necessity, "Why the operation cannot reach its purpose by other measures.",
            limits: .text(.init(length: 1...1000))),
        .required("periods", \.periods, "Number of the period.", limits: .integer(1...1_000_000)),
        .optional("begun", \.begun, "Day on which the first period began."),
    ]
}
