import Access
import Identity
import Operations
import Registry
import Wire

/// A hit that somebody other than the visa authority verifies (Articles 9d–9g). It stands beside the application file and
/// belongs to the Member State whose authority verifies, so that nothing of it is in what the consulate reads; of a hit on an
/// alert on missing persons, judicial procedures or checks the file has no trace at all (Article 9a(11)).
public struct HitVerification: RecordValue, Hashable {
    public static let kind = RecordKind(.VIS, "hitVerification")

    public var application = RecordID(high: 0, low: 0)
    /// Member State whose authority verifies.
    public var verifiedBy = ""
    public var point = QueryPoint.sisArrest
    /// Member State that entered the data.
    public var memberState: String?
    public var reference = ""
    public var enteredByEuropol = false
    public var notified = Instant(milliseconds: 0)
    public var confirmed = false
    public var confirmedOn: Day?
    public var europol: EuropolOpinion?

    public init() {}
    public static let meaning = "A hit to be verified by the VIS designated authority or an ETIAS National Unit."
    public static let fields: [Field<HitVerification>] = [
        .required("application", \.application, "The application file."),
        .required("verifiedBy", \.verifiedBy, "Member State whose authority verifies.", limits: .text(.init(length: 1...120))),
        .required("point", \.point, "What was found."),
        .optional("memberState", \.memberState, "Member State that entered the data."),
        .required("reference", \.reference, "Unique reference number of the record.", limits: .text(.init(length: 1...120))),
        .defaulted("enteredByEuropol", \.enteredByEuropol, to: false, "Of the watchlist: entered by Europol."),
        .required("notified", \.notified, "When the authority was notified."),
        .defaulted("confirmed", \.confirmed, to: false, "The data correspond."),
        .optional("confirmedOn", \.confirmedOn, "Day on which that was found."),
        .optional("europol", \.europol, "Opinion of Europol."),
    ]

    /// Who verifies: for the watchlist an ETIAS National Unit, else the VIS designated authority, which is the SIRENE Bureau
    /// where the Member State has chosen so (Article 9d(1)).
    public var verifier: AuthorityKind { point == .etiasWatchlist ? .etiasNational : .sirene }

    /// Whether a reasoned opinion follows (Articles 9e(3), 9g(2) and (5)).
    public var asksForOpinion: Bool { point.treatment == .furtherVerification }

    /// Whether Europol must be asked once the hit is confirmed (Articles 9e(4), 9g(4)).
    public var asksEuropol: Bool { point == .europol || point == .etiasWatchlist && enteredByEuropol }

    static func queue(_ authority: AuthorityKind, _ memberState: String) -> String { "\(authority.rawValue)/\(memberState)" }

    public var projection: Projection {
        Projection(keys: [
            RecordKey(VISKey.application, application.description, unique: false),
            RecordKey(VISKey.verifier, HitVerification.queue(verifier, verifiedBy), unique: false),
        ])
    }
}

/// Europol's opinion (Articles 9e(4), 9g(4)).
public struct EuropolOpinion: WireRecord, Hashable {
    public var objection = false
    public var reasons: String?
    /// Nothing was said in sixty hours: no grounds for objecting.
    public var bySilence = false
    public init() {}
    public init(objection: Bool, reasons: String?, bySilence: Bool) {
        self.objection = objection
        self.reasons = reasons
        self.bySilence = bySilence
    }
    public static let meaning = "Opinion of Europol on an applicant."
    public static let fields: [Field<EuropolOpinion>] = [
        .required("objection", \.objection, "There are grounds for objecting."),
        .optional("reasons", \.reasons, "Reasons.", limits: .text(.init(length: 1...4000))),
        .defaulted("bySilence", \.bySilence, to: false, "No reply in sixty hours."),
    ]
}
