/// The categories of alert, each with the article that it is entered under.
public enum AlertCategory: String, CaseIterable, Hashable, Sendable {
    /// Return decision (Regulation (EU) 2018/1860, Article 3).
    case `return`
    /// Refusal of entry and stay for a threat (Regulation (EU) 2018/1861, Article 24(1)(a)).
    case refusal
    /// Refusal of entry and stay under an entry ban (2018/1861, Article 24(1)(b)).
    case entryBan
    /// Restrictive measure of the Union or of the UN Security Council (2018/1861, Article 25).
    case restrictiveMeasure
    /// Arrest for surrender or extradition (Regulation (EU) 2018/1862, Article 26).
    case arrest
    /// Missing person to be placed under protection (2018/1862, Article 32(1)(a)).
    case missingProtect
    /// Missing person who need not be placed under protection (2018/1862, Article 32(1)(b)).
    case missing
    /// Child at risk of abduction (2018/1862, Article 32(1)(c)).
    case childAbduction
    /// Child to be prevented from travelling for other risks (2018/1862, Article 32(1)(d)).
    case childRisk
    /// Vulnerable adult to be prevented from travelling (2018/1862, Article 32(1)(e)).
    case vulnerableAdult
    /// Person sought to assist with a judicial procedure (2018/1862, Article 34).
    case judicial
    /// Discreet, inquiry and specific checks (2018/1862, Article 36).
    case discreetCheck, inquiryCheck, specificCheck
    /// Third-country national suspected by Europol on information from outside the Union (2018/1862, Article 37a).
    case information
    /// Object for seizure or use as evidence (2018/1862, Article 38).
    case object
    /// Unknown wanted person, known by prints alone (2018/1862, Article 40).
    case unknownWanted
}

/// What the executing authority does on a hit.
public enum AlertAction: String, CaseIterable, Hashable, Sendable {
    /// Contact the issuing Member State; on exit, confirm the return (2018/1860).
    case reportToIssuer
    case refuseEntry
    case arrest
    case protect
    case reportWhereabouts
    case preventTravel
    case reportResidence
    case discreetCheck, inquiryCheck, specificCheck
    /// Information alerts: collect discreetly what routine shows (2018/1862 Article 37b).
    case discreetCollection
    case seize
    /// An object that leads to a person: say where it is (2018/1862 Articles 26(5), 32(8) and 34(2)).
    case locate
    case identify
    /// A flag leaves nothing to be done in this Member State (2018/1862 Article 24(1)).
    case noAction
}

/// A kind of data that an alert may hold (Articles 20 of the three Regulations), by its name. The rules know the ones
/// below; others are allowed and change nothing.
public struct AlertDatum: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    private init(_ name: String) { rawValue = name }

    public static func < (a: AlertDatum, b: AlertDatum) -> Bool {
        // By Unicode scalars: the same order on every machine and in every locale.
        a.rawValue.unicodeScalars.lexicographicallyPrecedes(b.rawValue.unicodeScalars)
    }

    public static let surnames = AlertDatum("surnames")
    public static let dateOfBirth = AlertDatum("dateOfBirth")
    /// Reason for the alert.
    public static let reason = AlertDatum("reason")
    /// Action to be taken.
    public static let action = AlertDatum("action")
    /// Reference to the decision that gives rise to the alert.
    public static let decisionReference = AlertDatum("decisionReference")
    public static let legalBasis = AlertDatum("legalBasis")
    /// Whether the return decision comes with an entry ban (2018/1860, Article 4(1)).
    public static let entryBan = AlertDatum("entryBan")
    /// Last day of the period for voluntary departure, where one was granted (2018/1860, Article 4(1)).
    public static let voluntaryDepartureDate = AlertDatum("voluntaryDepartureDate")
    /// Fingerprints or palm prints.
    public static let dactyloscopicData = AlertDatum("dactyloscopicData")
    public static let dnaProfile = AlertDatum("dnaProfile")

    public static let forenames = AlertDatum("forenames")
    public static let gender = AlertDatum("gender")
    public static let nationalities = AlertDatum("nationalities")
}
