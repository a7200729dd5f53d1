import Identity
import Operations
import Wire

/// What a flag stands for (Article 5(1)(c)).
public enum FlagOffence: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// A terrorist offence; 25 years.
    case terrorist
    /// Another offence of the Annex to Regulation (EU) 2018/1240 that is punishable by at least three years; 15 years.
    case listed

    var years: Int { self == .terrorist ? 25 : 15 }
}

/// That somebody was convicted of an offence that VIS and ETIAS must know of: that, and no more.
public struct Flag: WireRecord, Hashable {
    public var offence = FlagOffence.listed
    public var created = Day(number: 0)

    public init() {}
    public init(_ offence: FlagOffence, created: Day) {
        self.offence = offence
        self.created = created
    }
    public static let meaning = "A flag (Article 5(1)(c))."
    public static let fields: [Field<Flag>] = [
        .required("offence", \.offence, "Terrorist offence, or another listed one."),
        .required("created", \.created, "Day on which the flag was set; its term runs from it."),
    ]

    public var term: ECRISTCNRetention.Term { ECRISTCNRetention.term(for: .flag(offence, created: created)) }
    public func isInForce(on day: Day) -> Bool { day < term.eraseOn }
}

/// A flag as it is asked for: with what must be true of the conviction, which is looked at and not kept.
public struct NewFlag: WireRecord, Hashable {
    public var offence = FlagOffence.listed
    public var convicted = Day(number: 0)
    public var punishableByThreeYears = false

    public init() {}
    public init(_ offence: FlagOffence, convicted: Day, punishableByThreeYears: Bool = true) {
        self.offence = offence
        self.convicted = convicted
        self.punishableByThreeYears = punishableByThreeYears
    }
    public static let meaning = "A flag to be set. The day and the threshold are looked at and not kept."
    public static let fields: [Field<NewFlag>] = [
        .required("offence", \.offence, "Terrorist offence, or another listed one."),
        .required("convicted", \.convicted, "Day of the conviction."),
        .defaulted(
            "punishableByThreeYears", \.punishableByThreeYears, to: false,
            "The offence is punishable by a maximum of at least three years under national law; needed for a listed offence."
        ),
    ]

    /// Whether the flag may be set (Article 5(1)(c)). Pure.
    public func flag(on today: Day) throws(Refusal) -> Flag {
        guard convicted <= today else {
            throw Refusal(.flagUnfounded, "the conviction lies in the future", pointer: "/convicted")
        }
        guard convicted >= today.adding(years: -offence.years) else {
            throw Refusal(
                .flagUnfounded, "the conviction is more than \(offence.years) years old", pointer: "/convicted")
        }
        guard offence == .terrorist || punishableByThreeYears else {
            throw Refusal(
                .flagUnfounded, "a listed offence is flagged where at least three years are threatened",
                pointer: "/punishableByThreeYears")
        }
        return Flag(offence, created: today)
    }
}

extension RefusalKind {
    public static let flagUnfounded = RefusalKind(
        "ecris-tcn/flag-unfounded", 422, "The conviction gives no flag", article: "816 5(1)(c)")
}
