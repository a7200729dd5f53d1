import Access
import Identity
import Operations
import Registry
import Wire

/// The National Unit of the Member State responsible issues or refuses (Articles 26, 28(7), 32, 36, 37).
///
/// The assessment is a person's. What the law leaves no choice in is checked here: what must be refused cannot be issued,
/// and nobody decides while an opinion or a reply is awaited.
public struct DecideApplication: Command {
    public init() {}
    public typealias Output = StepReply

    public let about = OperationDescription.etias(
        "decideApplication", "Issue or refuse",
        "Decides an application in manual processing, with the justification that the file keeps; flags of Article 36(2) and (3) may be attached.",
        article: "26, 36, 37", .update, .PUT, "/applications/{application}/decision", data: .etiasApplicationFile,
        grants: [ETIASGrants.unitsUpdate],
        refusals: RefusalKind.step + [.mustRefuse, .opinionAwaited, .replyAwaited, .groundMissing, .notFollowedWithoutReason])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var issue = false
        public var justification = ""
        public var grounds: [RefusalGround] = []
        public var secondLine: SecondLineFlag?
        public var noGrounds: NoGroundsFlag?
        public var europolNotFollowed: String?
        public init() {}
        public static let wireName = "DecideApplication"
        public static let meaning = "The decision."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."), .required("issue", \.issue, "True: issue. False: refuse."),
            .required(
                "justification", \.justification, "Results of the assessment and why (Article 26(7)).",
                limits: .text(.init(length: 10...4000))),
            .list("grounds", \.grounds, "Grounds for refusal; those that follow from the file are added.", count: 0...9),
            .optional("secondLine", \.secondLine, "Flag recommending a second line check (Article 36(2))."),
            .optional("noGrounds", \.noGrounds, "Flag that a hit was false or gave no ground (Article 36(3))."),
            .optional(
                "europolNotFollowed", \.europolNotFollowed, "Why Europol's negative opinion is not followed.",
                limits: .text(.init(length: 10...4000))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<StepReply> {
        try context.require(version: dossier.file.version)
        var step = Proceeding(dossier, in: context)
        try step.requireManual()
        try step.requireResponsible()
        let forced = step.answer.grounds
        if input.issue {
            try mayIssue(input, step, forced)
            step.issue(
                unit: step.file.responsible, justification: input.justification, official: context.caller.user,
                secondLine: flag(input, step), noGrounds: input.noGrounds, europolNotFollowed: input.europolNotFollowed)
        } else {
            let grounds = try groundsToRefuse(input, forced)
            step.decideAgainst(
                .refused, grounds: grounds, unit: step.file.responsible, justification: input.justification, official: context.caller.user)
        }
        return step.decision
    }

    private func mayIssue(_ input: Input, _ step: Proceeding, _ forced: [RefusalGround]) throws(Refusal) {
        guard input.grounds.isEmpty else {
            throw Refusal(.groundMissing, "an authorisation is not issued on grounds for refusal", pointer: "/grounds", article: "ETIAS 37")
        }
        if let first = forced.first {
            throw Refusal(
                .mustRefuse, "the law asks for refusal: \(forced.map(\.rawValue).joined(separator: ", "))", pointer: "/issue",
                article: "ETIAS \(first.article)")
        }
        let now = step.context.now
        if let open = step.consultations.first(where: { $0.value.isPending(at: now) }) {
            throw Refusal(.opinionAwaited, "an opinion may still come until \(open.value.deadline)")
        }
        if step.file.documents?.asRule.isAwaited(at: now) ?? false { throw Refusal(.replyAwaited, "the applicant's reply is awaited") }
        if let interview = step.file.interview, interview.attended == nil {
            throw Refusal(.replyAwaited, "the interview is awaited", article: "ETIAS 27(4)")
        }
        let against = step.consultations.contains { $0.value.isEuropol && $0.value.opinion == .negative }
        if against, input.europolNotFollowed == nil {
            throw Refusal(.notFollowedWithoutReason, "Europol's opinion is negative", pointer: "/europolNotFollowed")
        }
        if let requested = input.secondLine?.atRequestOf,
            !step.consultations.contains(where: { $0.value.party == requested && $0.value.flagRequested != nil })
        {
            throw Refusal(
                .groundMissing, "\(requested) has not asked for the flag", pointer: "/secondLine/atRequestOf", article: "ETIAS 36(2)")
        }
    }

    /// The flag as given, or the one that a consulted Member State asked for.
    private func flag(_ input: Input, _ step: Proceeding) -> SecondLineFlag? {
        if let given = input.secondLine { return given }
        guard let request = step.consultations.first(where: { $0.value.flagRequested != nil })?.value else { return nil }
        var flag = SecondLineFlag()
        flag.reason = request.flagRequested ?? ""
        flag.atRequestOf = request.party
        return flag
    }

    private func groundsToRefuse(_ input: Input, _ forced: [RefusalGround]) throws(Refusal) -> [RefusalGround] {
        guard input.secondLine == nil, input.noGrounds == nil else {
            throw Refusal(.groundMissing, "flags belong to authorisations", pointer: "/secondLine", article: "ETIAS 36")
        }
        // A ground that is a fact is in the file or is none.
        for ground in input.grounds where !RefusalGround.assessed.contains(ground) && !forced.contains(ground) {
            throw Refusal(
                .groundMissing, "the file does not show \(ground.rawValue)", pointer: "/grounds", article: "ETIAS \(ground.article)")
        }
        let grounds = RefusalGround.allCases.filter { forced.contains($0) || input.grounds.contains($0) }
        // That another unit objects is not a ground that the applicant could appeal against: the risk behind it is.
        guard grounds.contains(where: { $0 != .negativeOpinion }) else {
            throw Refusal(.groundMissing, "a ground of Article 37 is needed, with which an appeal is possible", pointer: "/grounds")
        }
        return grounds
    }
}

extension RefusalKind {
    public static let mustRefuse = RefusalKind(
        "etias/must-refuse", 409, "The law leaves no choice but refusal", article: "ETIAS 26(3), 28(7), 37")
    public static let opinionAwaited = RefusalKind("etias/opinion-awaited", 409, "An opinion is awaited", article: "ETIAS 28, 29")
    public static let replyAwaited = RefusalKind("etias/reply-awaited", 409, "The applicant's reply is awaited", article: "ETIAS 27")
    public static let groundMissing = RefusalKind(
        "etias/ground-missing", 422, "The grounds do not fit the decision", article: "ETIAS 37(1)–(2)")
    public static let notFollowedWithoutReason = RefusalKind(
        "etias/not-followed-without-reason", 422, "Why Europol is not followed must be said", article: "ETIAS 29(9)")
}
