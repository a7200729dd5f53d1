import Identity
import Operations
import Registry
import Wire

/// Europol proposes that Member States enter an information alert on a third-country national, on information received from
/// authorities of third countries or international organisations (2018/1862 Article 37a, as inserted by 2022/1190).
public struct InformationProposal: RecordValue, Hashable {
    public static let kind = RecordKind(.SIS, "informationProposal")

    /// Member States tell within a year what became of a proposal.
    static let monthsToAnswer = 12

    public var identities: [PersonIdentity] = []
    public var documents: [TravelDocument] = []
    public var grounds = ProposedCase()
    public var proposedBy = ""
    public var proposed = Instant(milliseconds: 0)
    public var memberStates: [Reply] = []

    /// What Europol has established, and what it rests on.
    public struct ProposedCase: WireRecord, Hashable {
        public var circumstance = Circumstance.overallAssessment
        public var offence = ""
        public var source = ""
        public var reliability = ""
        public var necessity = ""

        /// Circumstances in which Europol may propose (Article 37a).
        public enum Circumstance: String, CaseIterable, Hashable, Sendable, WireChoice {
            /// A clear indication that the person intends to commit or is committing an offence.
            case clearIndication
            /// An overall assessment, in particular of past offences, gives reason to believe that the person may commit one.
            case overallAssessment
        }

        public init() {}
        public static let meaning = "What Europol has established."
        public static let fields: [Field<ProposedCase>] = [
            .required("circumstance", \.circumstance, "Which circumstance applies."),
            .required(
                "offence", \.offence, "The terrorist offence or serious crime of Annex I to Regulation (EU) 2016/794.", limits: AlertContent.line),
            .required("source", \.source, "Third country or international organisation.", limits: AlertContent.line),
            .required("reliability", \.reliability, "Reliability of the source and accuracy of the information.", limits: SIRENEForm.text),
            .required("necessity", \.necessity, "Why an alert is necessary and justified.", limits: SIRENEForm.text),
        ]
    }

    /// Where the proposal stands in one Member State.
    public struct Reply: WireRecord, Hashable {
        public var memberState = ""
        public var answered: Instant?
        public var schengenID: String?
        public var reason: String?
        public init() {}
        init(_ memberState: String) { self.memberState = memberState }
        public static let wireName = "InformationProposalAnswer"
        public static let meaning = "What became of a proposal in one Member State."
        public static let fields: [Field<Reply>] = [
            .required("memberState", \.memberState, "Member State.", limits: Consultation.state),
            .optional("answered", \.answered, "When it answered."),
            .optional("schengenId", \.schengenID, "The alert that it entered.", limits: Alert.schengenIDSchema),
            .optional("reason", \.reason, "Why it entered none.", limits: SIRENEForm.text),
        ]
    }

    public init() {}

    public static let meaning = "A proposal to enter an information alert."
    public static let fields: [Field<InformationProposal>] = [
        .list("identities", \.identities, "The person's identities.", count: 1...50),
        .list("documents", \.documents, "The person's documents.", count: 0...50),
        .required("case", \.grounds, "What Europol has established."),
        .required("proposedBy", \.proposedBy, "Authority that proposed it."),
        .required("proposed", \.proposed, "When it was proposed."),
        .list("memberStates", \.memberStates, "Where it stands.", count: 1...40),
    ]

    var answerBy: Instant { Instant(endOf: proposed.utcDay.adding(months: Self.monthsToAnswer), in: nil) }

    public var projection: Projection {
        Projection(
            keys: [RecordKey(SISKey.party, proposedBy, unique: false)]
                + memberStates.map { RecordKey(SISKey.party, $0.memberState, unique: false) },
            // A year of answers, and a year in which they can be looked up.
            due: [DueDate(answerBy.utcDay.adding(years: 1) + 1, .erase, article: "1862 37a, 64")])
    }
}
