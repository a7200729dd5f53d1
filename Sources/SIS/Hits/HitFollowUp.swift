import Identity
import Wire

/// The measures for a child that was found (2018/1862 Article 33(2) and (3)).
public struct ChildDecision: WireRecord, Hashable {
    public var measures = ""
    public var movedToSafePlace = false
    public var childProtectionAuthority: String?
    public var taken = Instant(milliseconds: 0)
    public init() {}
    public static let meaning = "The measures for a child that was found, in its best interests."
    public static let fields: [Field<ChildDecision>] = [
        .required("measures", \.measures, "What was decided.", limits: SIRENEForm.text),
        .defaulted("movedToSafePlace", \.movedToSafePlace, to: false, "The child was moved to a safe place."),
        .optional(
            "childProtectionAuthority", \.childProtectionAuthority, "Child protection authority that was consulted.",
            limits: AlertContent.line),
        .required("taken", \.taken, "When it was decided."),
    ]
}

/// What an expert says of the prints of an unknown wanted person (2018/1862 Article 41).
public struct ExpertVerification: WireRecord, Hashable {
    public var belongs = false
    public var expert = ""
    public var identity: PersonIdentity?
    public var whereabouts: String?
    public init() {}
    public static let meaning = "What an expert says of the prints of an unknown wanted person."
    public static let fields: [Field<ExpertVerification>] = [
        .required("belongs", \.belongs, "The prints in the alert belong to the person met."),
        .required("expert", \.expert, "Laboratory or expert.", limits: AlertContent.line),
        .optional("identity", \.identity, "Who the person is."),
        .optional("whereabouts", \.whereabouts, "Where the person is.", limits: SIRENEForm.text),
    ]
}
