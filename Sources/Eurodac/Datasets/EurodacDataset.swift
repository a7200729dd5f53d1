import Access
import Identity
import Operations
import Registry
import Wire

/// The information recorded on one person at one occasion (603 Articles 11, 14(2); 1358 Articles 2(1)(y), 17, 19, 21, 22, 23, 24,
/// 26). Its owner is the Member State of origin; samples and scans are records of their own that go with it.
public struct EurodacDataset: RecordValue, Hashable {
    public static let kind = RecordKind(.Eurodac, "dataset")

    public var regime = EurodacRegime.regulation1358
    public var category = EurodacCategory.applicant
    public var reference = ReferenceNumber()
    /// Of categories of the recast; under 603 it holds the sex alone.
    public var identity = PersonIdentity()
    public var document: TravelDocument?
    public var hasScan = false
    /// Of the application, registration, apprehension, disembarkation or admission.
    public var place = ""
    public var event = Day(number: 0)
    public var taken = Day(number: 0)
    public var transmitted = Instant(milliseconds: 0)
    public var transmittedOn = Day(number: 0)
    public var operatorUser = ""
    public var fingers: [Int] = []
    public var face = false
    /// The samples did not lend themselves to comparison: better ones are asked for under the same reference number (38(1)).
    public var unsuitable = false
    public var admission: AdmissionState?
    /// Day of the grant, refusal or discontinuation (19(1)(o)–(q), 21(1)(o)).
    public var decided: Day?
    /// Grounds of a refused admission (19(1)(p)).
    public var refusalGrounds: String?
    public var status = StatusInformation()
    public var security: SecurityFlag?
    public var marks = Marks()
    public var councilDecision: CouncilDecisionNote?
    /// Blocked for law enforcement, and counted as such (603 Articles 8(1)(f), 18(2)).
    public var blocked = false

    public init() {}

    public static let meaning = "A data set of Eurodac."
    public static let fields: [Field<EurodacDataset>] = [
        .required("regime", \.regime, "Regulation that it was transmitted under."),
        .required("category", \.category, "Category of person."),
        .required("reference", \.reference, "Reference number used by the Member State of origin."),
        .required("identity", \.identity, "Names, nationalities, date and place of birth, sex."),
        .optional("document", \.document, "Identity or travel document."),
        .defaulted("hasScan", \.hasScan, to: false, "A scanned copy of a document is held."),
        .required(
            "place", \.place, "Place of the application, registration or apprehension.",
            limits: .text(.init(length: 1...120))),
        .required("event", \.event, "Its day."),
        .required("taken", \.taken, "Day on which the biometric data were taken."),
        .required("transmitted", \.transmitted, "When the data were transmitted."),
        .required("transmittedOn", \.transmittedOn, "The day, by the clocks of the Member State of origin."),
        .required("operatorUser", \.operatorUser, "Operator user ID.", limits: .text(.init(length: 1...120))),
        .list("fingers", \.fingers, "Fingers of which prints are held.", count: 0...20, element: .integer(1...10)),
        .defaulted("face", \.face, to: false, "A facial image is held."),
        .defaulted("unsuitable", \.unsuitable, to: false, "The samples did not lend themselves to comparison."),
        .optional("admission", \.admission, "How the admission procedure ended."),
        .optional("decided", \.decided, "Day of the grant, refusal or discontinuation."),
        .optional(
            "refusalGrounds", \.refusalGrounds, "Grounds on which admission was refused.",
            limits: .text(.init(length: 1...500))),
        .required("status", \.status, "What became of the person."),
        .optional("security", \.security, "Could pose a threat to internal security."),
        .required("marks", \.marks, "Marks."),
        .optional("councilDecision", \.councilDecision, "The decision introducing temporary protection."),
        .defaulted("blocked", \.blocked, to: false, "Blocked for law enforcement (603)."),
    ]

    /// The period for which the set may be kept.
    public var term: EurodacRetention.Term {
        if category == .temporaryProtection, let councilDecision {
            return EurodacRetention.term(
                for: .temporaryProtection(
                    councilDecision: councilDecision.entryIntoForce, extensions: councilDecision.extensions))
        }
        return switch regime {
        case .regulation603: EurodacRetention.term(for: .dataset603(category, taken: taken))
        case .regulation1358: EurodacRetention.term(for: .dataset1358(category, admission, transmitted: transmittedOn))
        }
    }

    /// Whether names, nationality, birth date and place, sex and biometric data are all there: what starts a detection of
    /// multiple identities (1358 Articles 17(3), 22(4), 23(4), 24(4)).
    public var isCompleteForDetection: Bool {
        regime == .regulation1358 && !fingers.isEmpty && face && !identity.surnames.isEmpty
            && !identity.nationalities.isEmpty
            && identity.dateOfBirth != nil && identity.sex != nil
            && (identity.placeOfBirth != nil || identity.countryOfBirth != nil)
    }

    /// Identity and document as the common identity repository holds them (1358 Article 40(4); 818 Article 18(1)(a)); under 603
    /// there is nothing of the kind.
    public var projection: Projection {
        var keys = [RecordKey(EurodacKey.reference, reference.wireText, unique: true)]
        if let document { keys.append(RecordKey(EurodacKey.document, document.key, unique: false)) }
        if let councilDecision {
            keys.append(RecordKey(CouncilDecision.datasetsKey, councilDecision.reference, unique: false))
        }
        let term = term
        // A set that nothing allows to keep goes with the next sweep, should one ever be there.
        var due = [DueDate(term.eraseOn ?? transmittedOn, .erase, article: regime.article(term.article, term.article))]
        if !blocked, let granted = marks.protection, let day = ComparisonRule.blocked(since: granted, in: regime) {
            due.append(DueDate(day, .act, article: "Eurodac 603 18(2)"))
        }
        let named = !identity.surnames.isEmpty || !identity.givenNames.isEmpty
        return Projection(
            identities: named ? [identity] : [], documents: document.map { [$0] } ?? [], keys: keys, due: due)
    }

    /// Whether the set answers when somebody is sought in it for law enforcement, its own Member State's too: none answers that is blocked
    /// (603 Article 18(2)). Pure.
    public func answersLawEnforcement(in regime: EurodacRegime, on day: Day) -> Bool {
        let question = ComparisonRule.Transmitted(category: .lawEnforcement, memberState: "", includeOwn: true)
        return ComparisonRule(regime: regime, asOf: day).answer(of: stored(by: ""), to: question) != nil
    }

    /// For the rule on comparisons.
    func stored(by memberState: String) -> ComparisonRule.Stored {
        ComparisonRule.Stored(category: category, memberState: memberState, protectionGranted: marks.protection)
    }
}

/// Which decision a beneficiary's data rest on, and how far it was extended when last looked at.
public struct CouncilDecisionNote: WireRecord, Hashable {
    public var reference = ""
    public var entryIntoForce = Day(number: 0)
    public var extensions = 0
    public init() {}
    public init(reference: String, entryIntoForce: Day, extensions: Int) {
        self.reference = reference
        self.entryIntoForce = entryIntoForce
        self.extensions = extensions
    }
    public static let wireName = "EurodacCouncilDecisionNote"
    public static let meaning = "The Council Implementing Decision introducing temporary protection."
    public static let fields: [Field<CouncilDecisionNote>] = [
        .required("reference", \.reference, "Its reference.", limits: .text(.init(length: 1...60))),
        .required("entryIntoForce", \.entryIntoForce, "Day of its entry into force."),
        .defaulted("extensions", \.extensions, to: 0, "Years by which it was extended.", limits: .integer(0...100)),
    ]
}
