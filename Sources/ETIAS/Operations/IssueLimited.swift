import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State exceptionally issues an authorisation with limited territorial validity, while manual processing goes on
/// or after a negative decision (Article 44).
public struct IssueLimited: Command {
    public init() {}
    public typealias Output = StepReply

    public let about = OperationDescription.etias(
        "issueLimited", "Issue with limited territorial validity",
        "On humanitarian grounds, for national interest or international obligations; at most 90 days from the first entry.",
        article: "44", .update, .PUT, "/applications/{application}/limited-authorisation", data: .etiasApplicationFile,
        grants: [ETIASGrants.unitsUpdate], refusals: RefusalKind.step + [.limitedNotPossible])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var ground = TravelAuthorisation.LimitedGround.humanitarian
        public var from: Day?
        public var until = Day(number: 0)
        public var territory: [CountryCode] = []
        public var consents: [CountryCode] = []
        public var justification = ""
        public var secondLine: SecondLineFlag?
        public var noGrounds: NoGroundsFlag?
        public init() {}
        public static let wireName = "IssueLimited"
        public static let meaning = "The authorisation."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."), .required("ground", \.ground, "Ground of Article 44(1)."),
            .optional("from", \.from, "First day of validity; today where absent."), .required("until", \.until, "Last day of validity."),
            .list("territory", \.territory, "Member States for which it is valid; the issuing one alone where absent.", count: 0...30),
            .list("consents", \.consents, "Of these, the others that have agreed (Article 44(2)).", count: 0...30),
            .required(
                "justification", \.justification, "Why, with the information or documents that it rests on.",
                limits: .text(.init(length: 10...4000))),
            .optional("secondLine", \.secondLine, "Flag recommending a second line check."),
            .optional("noGrounds", \.noGrounds, "Flag that a hit was false or gave no ground."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<StepReply> {
        try context.require(version: dossier.file.version)
        guard context.caller.kind == .etiasNational, let own = context.caller.memberState.flatMap({ CountryCode($0) }) else {
            throw Refusal(.notResponsible, "a National Unit issues it", article: "ETIAS 44(1)")
        }
        var step = Proceeding(dossier, in: context)
        let lastNegative = step.file.lastDecision?.kind != .revokedOnRequest
        guard step.file.status == .manual || (step.file.status.isNegative && lastNegative) else {
            throw Refusal(
                .wrongStage, "manual processing is not under way, and nothing was refused, annulled or revoked", article: "ETIAS 44(1)")
        }
        let from = input.from ?? context.now.utcDay
        guard context.now.utcDay <= from, from <= input.until else {
            throw Refusal(.limitedNotPossible, "it begins in the past, or ends before it begins", pointer: "/until")
        }
        if let expiry = step.file.form.document.expiry, input.until > expiry {
            throw Refusal(.limitedNotPossible, "the travel document ends on \(expiry)", pointer: "/until")
        }
        let territory = input.territory.isEmpty ? [own] : input.territory
        guard territory.contains(own) else {
            throw Refusal(.limitedNotPossible, "the issuing State is not among them", pointer: "/territory", article: "ETIAS 44(2)")
        }
        for state in territory where state != own && !input.consents.contains(state) {
            throw Refusal(.limitedNotPossible, "\(state.text) has not agreed", pointer: "/consents", article: "ETIAS 44(2)")
        }
        for state in territory where !FormCheck.isMemberState(state, on: context.now.utcDay) {
            throw Refusal(.limitedNotPossible, "\(state.text) is no Member State of ETIAS", pointer: "/territory", article: "ETIAS 44(2)")
        }
        var held = TravelAuthorisation(from: from, until: input.until, unit: own.text)
        held.territory = territory
        held.limitedFor = input.ground
        (held.secondLine, held.noGrounds) = (input.secondLine, input.noGrounds)
        step.file.limited = held
        step.file.decisions.append(
            AuthorisationDecision(
                .issuedLimited, at: context.now, unit: own.text, justification: input.justification, official: context.caller.user))
        step.tellApplicant(.issuedLimited)
        for state in territory where state != own {
            step.tellUnit(
                "etias.limitedValidity", "44(2)",
                "An authorisation that is valid in \(state.text) was issued on application \(step.file.number).", to: state.text)
        }
        return step.decision
    }
}

extension RefusalKind {
    public static let limitedNotPossible = RefusalKind(
        "etias/limited-not-possible", 422, "Limited validity is not possible like this", article: "ETIAS 44")
}
