import Access
import Identity
import Registry
import Wire

extension DataGroup {
    /// Requests of persons concerned.
    public static let dataSubjectRequest: DataGroup = "dataSubjectRequest"
    /// What a unit of the Union thinks of a request that others decide on.
    public static let requestOpinion: DataGroup = "requestOpinion"
    /// What became of them, for supervision.
    public static let requestDocumentation: DataGroup = "requestDocumentation"
}

/// What became of a person's request.
public enum RightsRequestState: String, CaseIterable, Hashable, Sendable, WireChoice {
    case received
    /// The Member State responsible was asked to check.
    case forwarded
    case granted
    /// With an administrative decision that says why and how to contest it.
    case refused
}

/// A request of a person concerned for access, rectification, completion, erasure or restriction of processing.
public struct RightsRequest<Owner: RightsOwner>: RecordValue, Hashable {
    public static var kind: RecordKind { RecordKind(Owner.system, "dataSubjectRequest") }

    public typealias Right = PersonsRight
    public typealias State = RightsRequestState

    /// The record that the request is about.
    public var subject = RecordID(high: 0, low: 0)
    public var right = PersonsRight.access
    /// What the person says; of an act that has it erased it stands in a `RequestStatement` until then, and is empty here as stored.
    public var statement = ""
    public var received = Day(number: 0)
    /// Who was asked…
    public var memberState = ""
    /// …and who is responsible for the data.
    public var responsible = ""
    public var state = RightsRequestState.received
    public var reasons: String?
    public var decided: Day?
    /// Day of the contact with the Member State responsible.
    public var forwarded: Day?
    /// What the unit of the Union thinks that is responsible for the data, where it was asked.
    public var opinion: RequestOpinion?
    /// Its term was put off, with these reasons.
    public var opinionPutOff: String?
    /// The term of the answer was put off, with these reasons.
    public var extensionReasons: String?
    /// The person is not told the answer, or not its reasons.
    public var withheld = false
    /// Until when a restriction that was granted is in force; open while `nil`.
    public var restrictionLifted: Day?
    /// Whether the Member State was reminded of the term that runs.
    public var reminded = false

    public init() {}

    public static var wireName: String { Owner.rightsSchemaPrefix + "DataSubjectRequest" }
    public static var meaning: String { "Request of a person concerned (Article \(Owner.rightsArticles.rights))." }
    public static var fields: [Field<Self>] {
        var fields: [Field<Self>] = [
            .required(Owner.subjectField.name, \.subject, Owner.subjectField.meaning),
            .required("right", \.right, "What is asked for."),
            statementField,
            .required("received", \.received, "Day of receipt."),
            .required("memberState", \.memberState, "Member State asked.", limits: .text(.init(length: 1...60))),
            .required("responsible", \.responsible, "Member State responsible for the data.", limits: .text(.init(length: 1...60))),
            .required("state", \.state, "What became of it."),
            .optional("reasons", \.reasons, "Decision and its reasons.", limits: .text(.init(length: 1...4000))),
            .optional("decided", \.decided, "Day of the decision."),
            .optional("forwarded", \.forwarded, "Day of the contact with the Member State responsible."),
            .optional("extensionReasons", \.extensionReasons, "Why the answer takes longer.", limits: .text(.init(length: 1...4000))),
            .defaulted("withheld", \.withheld, to: false, "The person is not told the answer, or not its reasons."),
            .optional("restrictionLifted", \.restrictionLifted, "Day on which a restriction of processing ended."),
            .defaulted("reminded", \.reminded, to: false, "The Member State was reminded of the term that runs."),
        ]
        if Owner.opinionGiver != nil {
            fields.append(.optional("opinion", \.opinion, "Opinion of the unit of the Union that is responsible for the data."))
            fields.append(.optional("opinionPutOff", \.opinionPutOff, "Why the opinion takes longer.", limits: .text(.init(length: 1...4000))))
        }
        return fields
    }

    private static var statementField: Field<Self> {
        let limits = Schema.text(.init(length: 1...4000))
        guard Owner.erasesStatement else { return .required("statement", \.statement, "What the person says.", limits: limits) }
        return .defaulted("statement", \.statement, to: "", "What the person says; erased when the request is decided.", limits: limits)
    }

    /// Whose opinion it needs; `nil` where a Member State is responsible.
    public var opinionAsked: OpinionGiver? { Owner.opinionGiver.flatMap { $0.reference == responsible ? $0 : nil } }

    public var isOpen: Bool { state == .received || state == .forwarded }

    /// Processing of the record is restricted: granted, and not lifted yet.
    public var isRestriction: Bool { right == .restriction && state == .granted && restrictionLifted == nil }

    private var terms: RightsTerms { Owner.rightsTerms(right) }

    /// Last day of the answer.
    public var answerBy: Day {
        let standard = terms.answer.lastDay(after: received)
        guard extensionReasons != nil, let more = terms.postponement else { return standard }
        return more.lastDay(after: standard)
    }
    /// Where another Member State is responsible, it is contacted by this day…
    public var forwardBy: Day? { responsible == memberState ? nil : terms.forward?.lastDay(after: received) }
    /// …and checks by this one.
    public var checkBy: Day? {
        guard let contact = forwarded ?? forwardBy, let standard = terms.check?.lastDay(after: contact) else { return nil }
        guard opinionPutOff != nil, let more = terms.postponement else { return standard }
        return more.lastDay(after: standard)
    }

    /// The record that it is about.
    public static var subjectKey: String { "file" }
    /// Whose work list it is on: the asked Member State's and the responsible one's.
    public static var handlerKey: String { "handler" }
    /// The record whose processing is restricted.
    public static var restrictedKey: String { "restricted" }

    public var projection: Projection {
        let articles = Owner.rightsArticles
        var due: [DueDate] = []
        switch state {
        case .received where reminded, .forwarded where reminded: break
        case .received:
            due.append(
                DueDate(
                    forwardBy.map { min($0, answerBy) } ?? answerBy, .review,
                    article: responsible == memberState ? articles.answer : articles.forward))
        case .forwarded: due.append(DueDate(answerBy, .review, article: articles.answer))
        case .granted where isRestriction: break
        case .granted, .refused:
            let last = max(restrictionLifted ?? received, decided ?? received)
            due.append(DueDate(last.adding(years: 1) + 1, .erase, article: articles.retention))
        }
        var keys = [RecordKey(Self.subjectKey, subject.description, unique: false)]
        keys += Set([memberState, responsible]).sorted().map { RecordKey(Self.handlerKey, $0, unique: false) }
        if isRestriction { keys.append(RecordKey(Self.restrictedKey, subject.description, unique: false)) }
        return Projection(keys: keys, due: due)
    }
}

/// The steps of the procedure that have a clock.
public enum RightsStep {
    public static let answer = "answerPersonsRequest"
    public static let forward = "forwardPersonsRequest"
    public static let check = "checkPersonsRequest"
    public static let opinion = "giveOpinionOnRequest"
}

extension Reader {
    /// Whether processing of a record is restricted at the request of the person concerned. Whoever reads it is shown that.
    public func isRestricted<Owner: RightsOwner>(_ id: RecordID, _ owner: Owner.Type) throws -> Bool {
        try !find(RightsRequest<Owner>.kind, key: RightsRequest<Owner>.restrictedKey, value: id.description).isEmpty
    }

    /// The requests about a record. They outlive it: what became of a person's request can be shown until their own term.
    public func requests<Owner: RightsOwner>(about id: RecordID, _ owner: Owner.Type) throws -> [Recorded<RightsRequest<Owner>>] {
        try values(RightsRequest<Owner>.self, key: RightsRequest<Owner>.subjectKey, value: id.description)
    }
}

/// A request of a person concerned, with its terms.
public struct RightsRequestReply<Owner: RightsOwner>: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var request = RightsRequest<Owner>()
    public var answerBy = Day(number: 0)
    public var forwardBy: Day?
    public var checkBy: Day?
    public init() {}
    init(id: RecordID, version: Int, _ request: RightsRequest<Owner>) {
        self.id = id
        self.version = version
        self.request = request
        answerBy = request.answerBy
        forwardBy = request.forwardBy
        checkBy = request.checkBy
    }
    init(_ recorded: Recorded<RightsRequest<Owner>>) {
        self.init(id: recorded.id, version: recorded.version, recorded.value)
    }
    public static var wireName: String { Owner.rightsSchemaPrefix + "DataSubjectRequestReply" }
    public static var meaning: String { "A request of a person concerned, with its terms." }
    public static var fields: [Field<Self>] {
        [
            .required("id", \.id, "The request."),
            .required("version", \.version, "Version, for If-Match."),
            .required("request", \.request, "The request."),
            .required("answerBy", \.answerBy, "Last day of the answer."),
            .optional("forwardBy", \.forwardBy, "Last day to contact the Member State responsible."),
            .optional("checkBy", \.checkBy, "Last day of its check."),
        ]
    }
}
