import Access
import Identity
import Registry
import Wire

/// A system whose data subjects exercise their rights by the procedure that the acts share: a request to any Member State,
/// contact with the one responsible, a check, an answer in time, and reasons where the answer is no.
public protocol RightsOwner: TaskOwner {
    /// Opens the procedure: `create`, `read` and `update` on `DataGroup.dataSubjectRequest`.
    static var handleRequests: Grant { get }
    /// Supervisory authorities see how requests were dealt with, and of the person's data nothing: `read` on
    /// `DataGroup.requestDocumentation`.
    static var superviseRequests: Grant { get }
    /// Kinds of record that a request can be about.
    static var subjectKinds: Set<RecordKind> { get }
    /// Name of the field that names the record, and what it is.
    static var subjectField: (name: String, meaning: String) { get }
    /// Name of the field with the number that a person was given for the record, and what it is; `nil` where persons are given none.
    static var subjectNumber: (name: String, meaning: String, schema: Schema)? { get }
    /// The record that a person means by such a number.
    static func subject(numbered number: String, from reader: Reader) throws -> RecordID?
    static var rightsArticles: RightsArticles { get }
    static func rightsTerms(_ right: PersonsRight) -> RightsTerms
    /// Whose the answer is: the Member State (or agency) responsible for the data; `nil` where it is whoever was asked.
    static func responsible(for record: StoredRecord) -> String?
    /// The unit of the Union that gives an opinion where it is responsible for the data, while the Member State asked decides; `nil` where the
    /// act knows none.
    static var opinionGiver: OpinionGiver? { get }
    /// What follows from granting a request besides the answer: work for whoever has to carry it out.
    static func consequences(ofGranting request: RightsRequest<Self>, reader: Reader, context: DecisionContext) throws -> RightsConsequences
    /// Whether a Member State that is not responsible for the data must have contacted the one that is before it grants a correction.
    static var contactComesFirst: Bool { get }
    /// Whether what identifies the person is erased as soon as the request is decided.
    static var erasesStatement: Bool { get }
    /// Whether an agency of the Union takes requests too, as the ETIAS Central Unit does.
    static var agenciesTakeRequests: Bool { get }
    /// Whether the act lets a Member State keep the answer, or its reasons, from the person.
    static var knowsWithholding: Bool { get }
    /// Kinds of authority whose processing is not in the extract of the log that a person gets: what they do is under the law
    /// of criminal investigations, which restricts access by itself (Directive (EU) 2016/680, Article 15).
    static var notDisclosed: Set<AuthorityKind> { get }
    /// Goes before the names of schemas, so that two systems' requests are told apart.
    static var rightsSchemaPrefix: String { get }
}

extension RightsOwner {
    public static func responsible(for record: StoredRecord) -> String? { record.owner }
    public static var opinionGiver: OpinionGiver? { nil }
    public static var subjectNumber: (name: String, meaning: String, schema: Schema)? { nil }
    public static func subject(numbered number: String, from reader: Reader) throws -> RecordID? { nil }
    public static func consequences(
        ofGranting request: RightsRequest<Self>, reader: Reader, context: DecisionContext
    ) throws -> RightsConsequences { RightsConsequences() }
    public static var contactComesFirst: Bool { false }
    public static var erasesStatement: Bool { false }
    public static var agenciesTakeRequests: Bool { false }
    public static var knowsWithholding: Bool { false }
    public static var notDisclosed: Set<AuthorityKind> { [.designated, .europol, .centralAccessPoint, .eurojust, .eppo] }
    public static var rightsSchemaPrefix: String { word.filter(\.isLetter) }

    public static var superviseRequests: Grant {
        .data(
            system, [.read], [.requestDocumentation], [.supervisory], for: [.supervision],
            article: "\(word) \(rightsArticles.supervision)")
    }

    public static var requestDecided: RefusalKind { RefusalKind("\(stem)/request-decided", 409, "The request is decided") }
    public static var reasonsMissing: RefusalKind {
        RefusalKind("\(stem)/reasons-missing", 422, "A refusal says why", article: "\(word) \(rightsArticles.reasons)")
    }
    public static var notAddressee: RefusalKind {
        RefusalKind("\(stem)/not-a-member-state", 403, "Only Member States do this", article: "\(word) \(rightsArticles.addressee)")
    }
    public static var notReceivedYet: RefusalKind { RefusalKind("\(stem)/time-not-possible", 422, "The time is not possible") }
    public static var notForward: RefusalKind {
        RefusalKind("\(stem)/nothing-to-forward", 422, "There is nobody to forward it to", article: "\(word) \(rightsArticles.forward)")
    }
    public static var notContacted: RefusalKind {
        RefusalKind("\(stem)/not-contacted", 409, "Who is responsible for the data was not contacted", article: "\(word) \(rightsArticles.forward)")
    }
    public static var noExtension: RefusalKind {
        RefusalKind("\(stem)/no-extension", 422, "The term cannot be extended", article: "\(word) \(rightsArticles.answer)")
    }
}

/// A unit of the Union that gives an opinion on requests about data that it is responsible for, and does not decide on them.
public struct OpinionGiver: Sendable {
    public var authority: AuthorityKind
    /// Where the act says so, without the act's name.
    public var article: String
    /// `read` on `DataGroup.dataSubjectRequest`.
    public var read: Grant
    /// `update` on `DataGroup.requestOpinion`.
    public var give: Grant

    public init(authority: AuthorityKind, article: String, read: Grant, give: Grant) {
        (self.authority, self.article, self.read, self.give) = (authority, article, read, give)
    }

    /// How requests name it as the one responsible.
    public var reference: String { Notice.recipient(authority, of: nil) }
}

/// What follows from granting a person's request.
public struct RightsConsequences: Sendable {
    public var changes: [Change]
    public var notices: [Notice]
    public init(changes: [Change] = [], notices: [Notice] = []) { (self.changes, self.notices) = (changes, notices) }
}

/// What a person may ask for.
public enum PersonsRight: String, CaseIterable, Hashable, Sendable, WireChoice {
    case access, rectification, completion, erasure, restriction

    /// Whether data are to be changed, or to go.
    public var asksForCorrection: Bool {
        switch self {
        case .rectification, .completion, .erasure: true
        case .access, .restriction: false
        }
    }
}

/// Where the act says what, without the act's name.
public struct RightsArticles: Sendable {
    /// The rights as a whole.
    public var rights: String
    /// Who takes requests.
    public var addressee: String
    /// Taking a request.
    public var submission: String
    /// Dealing with it.
    public var decision: String
    /// The term for the answer.
    public var answer: String
    /// Contact with the Member State responsible.
    public var forward: String
    /// The administrative decision and its reasons.
    public var reasons: String
    /// The document that the supervisory authority can see.
    public var supervision: String
    /// How long the documentation of a request is kept.
    public var retention: String

    public init(
        rights: String, addressee: String, submission: String, decision: String, answer: String, forward: String,
        reasons: String, supervision: String, retention: String
    ) {
        self.rights = rights
        self.addressee = addressee
        self.submission = submission
        self.decision = decision
        self.answer = answer
        self.forward = forward
        self.reasons = reasons
        self.supervision = supervision
        self.retention = retention
    }
}

/// A length of time as the acts count it.
public enum LegalTerm: Hashable, Sendable {
    case days(Int)
    case workingDays(Int)
    case months(Int)

    /// The last day of the term that starts with an event on `day`, which is not counted.
    public func lastDay(after day: Day) -> Day {
        switch self {
        case .days(let count): day + count
        case .workingDays(let count): day.adding(workingDays: count)
        case .months(let count): day.adding(months: count)
        }
    }
}

/// The terms of a request for one right.
public struct RightsTerms: Hashable, Sendable {
    /// From receipt to the answer.
    public var answer: LegalTerm
    /// From receipt to the contact with the Member State responsible, where that is another.
    public var forward: LegalTerm?
    /// From that contact to the end of its check.
    public var check: LegalTerm?
    /// By how much the answer may be put off once, with reasons.
    public var postponement: LegalTerm?

    public init(answer: LegalTerm, forward: LegalTerm? = nil, check: LegalTerm? = nil, postponement: LegalTerm? = nil) {
        self.answer = answer
        self.forward = forward
        self.check = check
        self.postponement = postponement
    }
}
