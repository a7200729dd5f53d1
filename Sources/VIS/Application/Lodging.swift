import Identity
import Wire

/// Where, when and with whom an application was lodged (Articles 9(3) and (4)(d), 22a(1)(c)).
public struct Lodging: WireRecord, Hashable {
    public var authority = ""
    public var location = ""
    /// The Member State that the authority represents, where it is not its own (Visa Code, Article 8).
    public var onBehalfOf: CountryCode?
    public var place = ""
    public var date = Day(number: 0)
    /// Day on which the application was found admissible (Visa Code, Article 19).
    public var admissible = Day(number: 0)

    public init() {}
    public static let meaning = "Where and when an application was lodged (Article 9(3) and (4)(d))."
    public static let fields: [Field<Lodging>] = [
        .required("authority", \.authority, "Authority with which it was lodged.", limits: .text(.init(length: 1...120))),
        .required("location", \.location, "Location of the authority.", limits: .text(.init(length: 1...120))),
        .optional("onBehalfOf", \.onBehalfOf, "Member State represented."),
        .required("place", \.place, "Place of the application."),
        .required("date", \.date, "Date of the application."),
        .required("admissible", \.admissible, "Day on which it was found admissible."),
    ]
}
