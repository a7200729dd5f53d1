import Access
import Identity
import Operations
import Registry
import Wire

/// The Member State responsible consults others, and Europol (Articles 28 and 29); sixty hours run.
public struct Consult: Command {
    public init() {}
    public typealias Output = StepReply

    public let about = OperationDescription.etias(
        "consult", "Consult Member States or Europol",
        "Asks for a reasoned opinion. Silence for 60 hours is a positive one; a negative one of a Member State binds, Europol's does not.",
        article: "28, 29", .create, .POST, "/applications/{application}/consultations", data: .etiasConsultedOpinion,
        grants: [ETIASGrants.ask], refusals: [.notFound, .notResponsible, .wrongStage, .consultationUnclear, .conflict],
        consequences: [.update])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var memberStates: [CountryCode] = []
        public var europol = false
        public init() {}
        public static let wireName = "Consult"
        public static let meaning = "Who is consulted."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .list("memberStates", \.memberStates, "Member States.", count: 0...30),
            .defaulted("europol", \.europol, to: false, "Europol."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<StepReply> {
        var step = Proceeding(dossier, in: context)
        try step.requireManual()
        try step.requireResponsible()
        let confirmed = step.file.hits.filter { $0.confirmed == true }
        guard !input.memberStates.isEmpty || input.europol else {
            throw Refusal(.consultationUnclear, "nobody is named", pointer: "/memberStates")
        }
        for state in input.memberStates {
            guard FormCheck.isMemberState(state, on: context.now.utcDay), state.text != context.caller.memberState else {
                throw Refusal(.consultationUnclear, "\(state.text) is no other Member State", pointer: "/memberStates")
            }
        }
        if input.europol, !confirmed.contains(where: { $0.check == .j || $0.check == .watchlist && $0.memberState == nil }) {
            throw Refusal(.consultationUnclear, "no hit rests on Europol's data", pointer: "/europol", article: "ETIAS 29(1)")
        }
        let parties = input.memberStates.map(\.text) + (input.europol ? [Consultation.europol] : [])
        guard Set(parties).count == parties.count, Set(parties).isDisjoint(with: step.file.consulted) else {
            throw Refusal(.consultationUnclear, "one of them was consulted already")
        }
        for party in parties {
            var consultation = Consultation()
            consultation.file = step.id
            consultation.party = party
            consultation.askedBy = step.file.responsible ?? context.owner
            consultation.asked = context.now
            consultation.checks = confirmed.filter { consultation.isEuropol ? $0.memberState == nil : $0.memberState == party }.map(\.check)
            let id = context.ids.next()
            step.changes.append(.create(id, consultation.draft(owner: party)))
            step.setClock(
                consultation.isEuropol ? .europolOpinion : .consultation, consultation.isEuropol ? .europol : .etiasNational,
                consultation.isEuropol ? nil : party, until: consultation.deadline, about: id)
            step.notices.append(
                Notice(
                    id: context.ids.next(), recipient: consultation.recipient, kind: "etias.consultation",
                    article: consultation.isEuropol ? "ETIAS 29" : "ETIAS 28", record: step.id,
                    text: "An opinion on application \(step.file.number) is asked for until \(consultation.deadline).", at: context.now))
        }
        step.file.consulted += parties
        return step.decision
    }
}

/// A consulted National Unit, or Europol, gives its opinion (Articles 28(3), 29).
public struct GiveOpinion: Command {
    public init() {}
    public typealias Output = ConsultationReply

    public let about = OperationDescription.etias(
        "giveOpinion", "Give an opinion", "A reasoned positive or negative opinion, within 60 hours.", article: "28(3), 29", .update, .PUT,
        "/consultations/{consultation}/opinion", data: .etiasConsultedOpinion, grants: [ETIASGrants.giveOpinion],
        refusals: [
            .notFound, .preconditionRequired, .preconditionFailed, .conflict, .tooLate, .opinionGiven, .consultationUnclear, .wrongStage,
        ])

    public struct Input: WireRecord, Hashable {
        public var consultation = RecordID(high: 0, low: 0)
        public var opinion = Consultation.Opinion.positive
        public var reasons = ""
        public var flagRequested: String?
        public init() {}
        public static let wireName = "ETIASGiveOpinion"
        public static let meaning = "An opinion."
        public static let fields: [Field<Input>] = [
            .required("consultation", \.consultation, "The consultation."), .required("opinion", \.opinion, "Positive or negative."),
            .required("reasons", \.reasons, "Reasons.", limits: .text(.init(length: 10...4000))),
            .optional(
                "flagRequested", \.flagRequested, "Why a second line check should be recommended (Article 36(2)).",
                limits: .text(.init(length: 1...1000))),
        ]
    }

    public struct Current: Sendable {
        var consultation: Recorded<Consultation>
        var tasks: [Recorded<ETIASTask>]
        var file: Recorded<ApplicationFile>
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let consultation = try reader.require(Consultation.self, input.consultation)
        let isParty =
            consultation.value.isEuropol ? context.caller.kind == .europol : context.caller.memberState == consultation.value.party
        // To others it looks as though it were not there (Article 28).
        guard isParty else { throw Refusal(.notFound, "there is no consultation with this identifier") }
        return Current(
            consultation: consultation, tasks: try reader.tasks(ETIASTasks.self, about: consultation.id),
            file: try reader.require(ApplicationFile.self, consultation.value.file))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<ConsultationReply> {
        var consultation = current.consultation
        try context.require(version: consultation.version)
        guard consultation.value.opinion == nil else { throw Refusal(.opinionGiven, "an opinion is recorded") }
        guard current.file.value.status == .manual else { throw Refusal(.wrongStage, "the application is decided", article: "ETIAS 28") }
        // What the law took for given after 60 hours cannot be taken back by a late opinion.
        guard consultation.value.isPending(at: context.now) else {
            throw Refusal(
                .tooLate, "the 60 hours ended at \(consultation.value.deadline)",
                article: consultation.value.isEuropol ? "ETIAS 29(8)" : "ETIAS 28(5)")
        }
        guard input.flagRequested == nil || !consultation.value.isEuropol else {
            throw Refusal(
                .consultationUnclear, "a consulted Member State asks for a flag, Europol does not", pointer: "/flagRequested",
                article: "ETIAS 36(2)")
        }
        consultation.value.opinion = input.opinion
        consultation.value.reasons = input.reasons
        consultation.value.flagRequested = input.flagRequested
        consultation.value.given = context.now
        let notice = Notice(
            id: context.ids.next(), recipient: Notice.recipient(.etiasNational, of: consultation.value.askedBy), kind: "etias.opinion",
            article: consultation.value.isEuropol ? "ETIAS 29" : "ETIAS 28", record: consultation.value.file,
            text: "\(consultation.value.party) has given its opinion on application \(current.file.value.number).", at: context.now)
        return Decision(
            ConsultationReply(consultation, at: context.now), changes: [consultation.update] + current.tasks.ending(at: context.now),
            version: consultation.version + 1, notices: [notice])
    }
}

/// An opinion, shown to whoever gave it and to the Member State responsible (Article 28).
public struct ReadOpinion: Query {
    public init() {}
    public typealias Output = ConsultationReply

    public let about = OperationDescription.etias(
        "readOpinion", "Read an opinion", "The consultation and its opinion; to other units it looks absent.", article: "28(4), 29", .read,
        .GET, "/consultations/{consultation}", data: .etiasConsultedOpinion,
        grants: [ETIASGrants.readOpinion, ETIASGrants.europolReadsOwn],
        refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var consultation = RecordID(high: 0, low: 0)
        public init() {}
        public init(_ consultation: RecordID) { self.consultation = consultation }
        public static let wireName = "ConsultationReference"
        public static let meaning = "A consultation."
        public static let fields: [Field<Input>] = [.required("consultation", \.consultation, "The consultation.")]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: about.data, conditions: try facts.consultationConditions(input.consultation))
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<ConsultationReply> {
        let consultation = try reader.require(Consultation.self, input.consultation)
        return Answer(
            ConsultationReply(consultation, at: context.now), version: consultation.version,
            log: LogDetails(records: [consultation.value.file]))
    }
}

/// The consultations of the caller's own unit on an application: those it gave or asked for.
public struct ListConsultations: Query {
    public init() {}
    public typealias Input = ApplicationReference

    public let about = OperationDescription.etias(
        "listConsultations", "List consultations", "The consultations on an application that the caller asked for or is asked in.",
        article: "28(4), 29", .read, .GET, "/applications/{application}/consultations", data: .etiasConsultedOpinion,
        grants: [ETIASGrants.readOpinion, ETIASGrants.europolReadsOwn])

    public struct Output: WireRecord, Hashable {
        public var consultations: [ConsultationReply] = []
        public init() {}
        public static let wireName = "ETIASConsultations"
        public static let meaning = "Consultations."
        public static let fields: [Field<Output>] = [.list("consultations", \.consultations, "Consultations.", count: 0...50)]
    }

    public func answer(_ input: ApplicationReference, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        output.consultations = try reader.values(Consultation.self, key: ETIASKey.file, value: input.application.description)
            .filter { $0.value.concerns(context.caller) }.map { ConsultationReply($0, at: context.now) }
        return Answer(output, log: LogDetails(records: [input.application]))
    }
}

/// A consultation as it is shown.
public struct ConsultationReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var deadline = Instant(milliseconds: 0)
    public var silent = false
    public var consultation = Consultation()
    public init() {}
    init(_ recorded: Recorded<Consultation>, at now: Instant) {
        (id, version, consultation) = (recorded.id, recorded.version, recorded.value)
        deadline = recorded.value.deadline
        silent = recorded.value.effective(at: now) == .silence
    }
    public static let wireName = "ETIASConsultationReply"
    public static let meaning = "A consultation and what came of it."
    public static let fields: [Field<ConsultationReply>] = [
        .required("id", \.id, "The consultation."), .required("version", \.version, "Version, for If-Match."),
        .required("deadline", \.deadline, "Until when an opinion counts."),
        .defaulted("silent", \.silent, to: false, "The time has passed in silence."),
        .required("consultation", \.consultation, "The consultation."),
    ]
}

extension RefusalKind {
    public static let consultationUnclear = RefusalKind(
        "etias/consultation-unclear", 422, "The consultation is not possible like this", article: "ETIAS 28")
    public static let opinionGiven = RefusalKind("etias/opinion-given", 409, "An opinion is recorded already", article: "ETIAS 28(3)")
}
