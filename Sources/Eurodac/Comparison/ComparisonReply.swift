import Access
import Identity
import Operations
import Registry
import Wire

/// A comparison as whoever asked sees it: the hits with the data of the sets found (603 Articles 9(5), 18(2); 1358 Articles 27(4),
/// 28(5)), or the negative result.
public struct ComparisonReply: WireRecord, Sendable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var state = EurodacComparison.State.waiting
    public var reference = ReferenceNumber()
    public var arrived = Instant(milliseconds: 0)
    public var answerBy = Instant(milliseconds: 0)
    public var answered: Instant?
    public var hits: [HitReply] = []
    public var falseHits = 0

    public init() {}
    public static let wireName = "EurodacComparisonReply"
    public static let meaning = "A comparison: its result, or that it waits."
    public static let fields: [Field<ComparisonReply>] = [
        .required("id", \.id, "The comparison; of a negative one on data that are not recorded nothing is kept but the log."),
        .required("version", \.version, "Version, for If-Match."),
        .required("state", \.state, "Whether it is answered; answered without hits is the negative result."),
        .required("reference", \.reference, "Reference number that it was asked under."),
        .required("arrived", \.arrived, "When it arrived."),
        .required("answerBy", \.answerBy, "Until when it is to be answered."),
        .optional("answered", \.answered, "When it was answered."),
        .list("hits", \.hits, "What was found.", count: 0...200),
        .defaulted("falseHits", \.falseHits, to: 0, "Hits that turned out to be of another person."),
    ]

    init(id: RecordID, version: Int, _ comparison: EurodacComparison, datasets: [RecordID: Recorded<EurodacDataset>]) {
        self.id = id
        self.version = version
        state = comparison.state
        reference = comparison.reference
        arrived = comparison.arrived
        answerBy = comparison.deadline
        answered = comparison.answered
        falseHits = comparison.falseHits
        hits = comparison.hits.map { HitReply($0, datasets[$0.dataset]?.value, in: comparison.regime) }
    }
}

/// A hit with the data that are transmitted for it.
public struct HitReply: WireRecord, Sendable {
    public var dataset = RecordID(high: 0, low: 0)
    public var category = EurodacCategory.applicant
    public var memberState = ""
    public var basis = Hit.Basis.fingerprints
    public var precedence = false
    public var expertCheck = false
    public var verdict = Hit.Verdict.open
    public var mark: Bool = false
    public var data: HitData?

    public init() {}
    public static let wireName = "EurodacHitReply"
    public static let meaning = "A data set that was found, with its data."
    public static let fields: [Field<HitReply>] = [
        .required(
            "dataset", \.dataset, "Identifies the hit; the set itself can be read by its Member State of origin only."),
        .required("category", \.category, "Its category."),
        .required("memberState", \.memberState, "Member State of origin.", limits: .text(.init(length: 1...60))),
        .required("basis", \.basis, "What the match rests on."),
        .defaulted(
            "precedence", \.precedence, to: false,
            "Helps to determine the Member State responsible: goes before other hits."),
        .required("expertCheck", \.expertCheck, "An expert must check it before it is relied on."),
        .required("verdict", \.verdict, "Whether it was checked."),
        .required("mark", \.mark, "The mark of granted protection."),
        .optional("data", \.data, "The data; absent where the set has been erased since."),
    ]

    init(_ hit: Hit, _ set: EurodacDataset?, in regime: EurodacRegime) {
        dataset = hit.dataset
        category = hit.category
        memberState = hit.memberState
        basis = hit.basis
        precedence = hit.precedence
        expertCheck = hit.needsExpert(in: regime) && hit.verdict == .open
        verdict = hit.verdict
        mark = hit.mark
        data = set.map { HitData($0, mark: hit.mark) }
    }
}

/// The data of a set as they are transmitted for a hit: all that is recorded, the mark of protection only where it is transmitted.
public struct HitData: WireRecord, Hashable {
    public var reference = ReferenceNumber()
    public var identity: PersonIdentity?
    public var document: TravelDocument?
    public var place = ""
    public var event = Day(number: 0)
    public var taken = Day(number: 0)
    public var transmitted = Instant(milliseconds: 0)
    public var operatorUser = ""
    public var admission: AdmissionState?
    public var decided: Day?
    public var refusalGrounds: String?
    public var status = StatusInformation()
    public var security: SecurityFlag?
    public var protectionGranted: Day?
    public var residenceDocument: Day?
    public var councilDecision: String?

    public init() {}
    public static let wireName = "EurodacHitData"
    public static let meaning = "Data of a set that was found."
    public static let fields: [Field<HitData>] = [
        .required("reference", \.reference, "Reference number of the Member State of origin."),
        .optional("identity", \.identity, "Identity data."),
        .optional("document", \.document, "Identity or travel document."),
        .required(
            "place", \.place, "Place of the application, registration or apprehension.",
            limits: .text(.init(length: 0...120))),
        .required("event", \.event, "Its day."),
        .required("taken", \.taken, "Day on which the biometric data were taken."),
        .required("transmitted", \.transmitted, "When they were transmitted."),
        .required("operatorUser", \.operatorUser, "Operator user ID.", limits: .text(.init(length: 1...120))),
        .optional("admission", \.admission, "How the admission procedure ended."),
        .optional("decided", \.decided, "Day of its end, or of admission."),
        .optional(
            "refusalGrounds", \.refusalGrounds, "Grounds of a refused admission.", limits: .text(.init(length: 1...500))
        ),
        .required("status", \.status, "What became of the person."),
        .optional("security", \.security, "Could pose a threat to internal security."),
        .optional("protectionGranted", \.protectionGranted, "Day on which international protection was granted."),
        .optional("residenceDocument", \.residenceDocument, "Day on which a residence document was granted."),
        .optional(
            "councilDecision", \.councilDecision, "Decision on temporary protection.",
            limits: .text(.init(length: 1...60))),
    ]

    init(_ set: EurodacDataset, mark: Bool) {
        reference = set.reference
        identity = set.identity
        document = set.document
        place = set.place
        event = set.event
        taken = set.taken
        transmitted = set.transmitted
        operatorUser = set.operatorUser
        admission = set.admission
        decided = set.decided
        refusalGrounds = set.refusalGrounds
        status = set.status
        security = set.security
        protectionGranted = mark ? set.marks.protection : nil
        residenceDocument = set.marks.residenceDocument
        councilDecision = set.councilDecision?.reference
    }
}

extension Reader {
    /// A comparison with the data of its hits as they now stand.
    func reply(_ comparison: Recorded<EurodacComparison>) throws -> ComparisonReply {
        var sets: [RecordID: Recorded<EurodacDataset>] = [:]
        for hit in comparison.value.hits { sets[hit.dataset] = try value(EurodacDataset.self, hit.dataset) }
        return ComparisonReply(id: comparison.id, version: comparison.version, comparison.value, datasets: sets)
    }
}
