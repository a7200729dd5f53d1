import Access
import Identity
import Operations
import Registry
import Wire

/// The responsible authority assesses the different identities and gives the link its colour (Article 29(3)–(6)).
///
/// Green and red are always a person's decision. A red one can be made to need two.
public struct VerifyLink: LinkCommand {
    let settings: MIDSettings
    public init(_ settings: MIDSettings = MIDSettings()) { self.settings = settings }

    public let about = OperationDescription.mid(
        "verifyLink", "Verify a yellow link",
        "Concludes whether the linked data are of one person, and whether justified. The conclusion gives the colour; where no point gives one, the link goes.",
        article: "29(3)–(6), 31–33", .update, .POST, "/links/{link}/verification", grants: MIDGrants.verify,
        refusals: [
            .notFound, .conflict, .linkVerified, .conclusionImpossible, .personAbsent, .explanationMissing,
            .secondPersonNeeded,
        ],
        consequences: [.create, .delete])

    public struct Input: WireRecord, Hashable {
        public var link = RecordID(high: 0, low: 0)
        public var conclusion = LinkRule.Conclusion.samePersonJustified
        public var reasons: [VerificationReason] = []
        public var explanation: String?
        public var personPresent = false
        public var personSaid: String?
        public init() {}
        public static let wireName = "VerifyLink"
        public static let meaning = "What the authority concludes, and why."
        public static let fields: [Field<Input>] = [
            .required("link", \.link, "The link."),
            .required("conclusion", \.conclusion, "The conclusion."),
            .list("reasons", \.reasons, "Why.", count: 1...16),
            .optional(
                "explanation", \.explanation,
                "Why, in words; needed where the conclusion is that something is unjustified.",
                limits: .text(.init(length: 10...2000))),
            .defaulted(
                "personPresent", \.personPresent, to: false,
                "The person was present and was offered to explain (Article 29(4))."),
            .optional("personSaid", \.personSaid, "What the person explained.", limits: .text(.init(length: 1...2000))),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public enum Result: String, CaseIterable, Sendable, WireChoice {
            case decided
            /// The opinion is noted; a second official must share it.
            case secondOpinionNeeded
            /// No point gives a colour: the link is gone, and the data are to be corrected where they are wrong.
            case noLink
            /// It was a known pair, put there to measure the desk: nothing was decided about anybody.
            case knownPair
        }
        public var result = Result.decided
        public var colour: LinkRule.Colour?
        public var articles: [String] = []
        public var number: String?
        public var right: Bool?
        public var form: StandardForm?
        public init() {}
        public static let wireName = "LinkVerified"
        public static let meaning = "What the link is now."
        public static let fields: [Field<Output>] = [
            .required("result", \.result, "What the conclusion led to."),
            .optional("colour", \.colour, "Colour; absent where there is no link."),
            .list("articles", \.articles, "Points that give it.", count: 0...8),
            .optional("number", \.number, "Single identification number.", limits: ConfirmationFile.numberSchema),
            .optional("right", \.right, "Of a known pair: whether the conclusion says what is true."),
            .optional(
                "form", \.form, "Where the link is gone and the person holds a letter about it: the form that is to take the letter's place."),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        if let known = try await LinkAccess(desk: desk, settings: settings).knownPair(input.link, action: .update) {
            return try await answer(known, input, at: desk)
        }
        let outcome = try await carryOut(input, at: desk)
        // Only now: whoever verifies nothing learns nothing of the data.
        try await requireAsCompared(input.link, at: desk)
        return outcome
    }

    /// What is concluded from are the data that were compared, and whose comparison the official has seen: where they have changed since, the
    /// detector compares them first. What changes in this very moment is found by the detector, and the conclusion does not hold of it.
    private func requireAsCompared(_ id: RecordID, at desk: Desk) async throws(Refusal) {
        let mandate = desk.policy.mandate(
            forTask: "establish-conditions", systems: PersonRecords.systems.union([.MID]), actions: [.read], article: "817 29(3)",
            requestID: desk.case.requestID, actingFor: desk.caller, case: desk.case)
        let isOutdated = try await desk.read(under: mandate) { reader in
            guard let link = try reader.value(IdentityLink.self, id)?.value else { return false }
            for side in link.sides where link.compared.contains(where: { $0.record == side.record }) {
                guard let person = try PersonRecords.read(side.record, from: reader) else { return true }
                if try link.compared.isOutdated(by: [person], document: link.comparison.document, from: reader) { return true }
            }
            return false
        }
        guard !isOutdated else {
            throw Refusal(.conflict, "the linked data have changed and are being compared again; read the link again")
        }
    }

    func link(of input: Input) -> RecordID { input.link }

    /// What holds of every conclusion, whatever comes of it.
    private func check(_ input: Input, _ link: IdentityLink) throws(Refusal) -> (LinkRule.Verdict, ResponsibleAuthority) {
        guard link.colour == .yellow, let responsible = link.responsible else {
            throw Refusal(.linkVerified, "the link is \(link.colour.rawValue)")
        }
        // Of data in the EES the verification begins in the person's presence (Article 29(4)), and is not begun anew by a second official,
        // nor where it is gone on with.
        guard
            link.launching.system != .EES || responsible.kind == .sirene || responsible.kind == .etiasCentral
                || input.personPresent || link.wasBegunInPresence
        else {
            throw Refusal(
                .personAbsent, "the verification is initiated in the presence of the person concerned",
                pointer: "/personPresent")
        }
        let verdict = LinkRule.verdict(
            link.launching.rule, link.other.rule, biometrics: link.comparison.biometrics,
            identity: link.comparison.identity,
            document: link.comparison.document, conclusion: input.conclusion)
        guard
            input.conclusion != .samePersonUnjustified && input.conclusion != .twoPersonsUnjustified
                || input.explanation != nil
        else {
            throw Refusal(.explanationMissing, "say in words what is unjustified", pointer: "/explanation")
        }
        guard verdict.colour != nil || input.conclusion == .twoPersons || input.conclusion == .samePersonJustified
        else {
            throw Refusal(
                .conclusionImpossible,
                "no point of Articles 31 to 33 knows this conclusion where biometrics are \(link.comparison.biometrics.rawValue), identities \(link.comparison.identity.rawValue) and documents \(link.comparison.document.rawValue)",
                pointer: "/conclusion")
        }
        return (verdict, responsible)
    }

    /// A conclusion on a known pair: it is counted, and changes nothing else.
    private func answer(_ known: LinkAccess.Known, _ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try LinkAccess(desk: desk, settings: settings).mandate(for: known)
        _ = try check(input, known.link)
        let context = desk.context(under: mandate)
        let (change, right) = try await desk.read(under: mandate) { reader in
            var recorded = try reader.require(KnownPair.self, input.link)
            try context.require(version: recorded.version)
            guard !recorded.value.isAnswered(by: context.caller) else {
                throw Refusal(.linkVerified, "the official has concluded already")
            }
            var answer = KnownPair.Answer()
            (answer.authority, answer.user) = (context.caller.authority, context.caller.user)
            (answer.conclusion, answer.at) = (input.conclusion, context.now)
            if recorded.value.answers.count < KnownPair.answersMax { recorded.value.answers.append(answer) }
            return (recorded.update, recorded.value.isRight(input.conclusion))
        }
        var output = Output()
        (output.result, output.right) = (.knownPair, right)
        return Outcome(
            output, under: mandate, changes: [change], version: known.version + 1, log: LogDetails(records: [known.id]))
    }

    func decide(_ input: Input, _ id: RecordID, _ link: IdentityLink, in book: inout LinkBook) throws(Refusal) -> Output {
        let (verdict, responsible) = try check(input, link)
        let caller = book.context.caller
        var event = LinkEvent()
        (event.at, event.authority, event.user) = (book.context.now, caller.authority, caller.user)
        (event.conclusion, event.reasons, event.personPresent) = (input.conclusion, input.reasons, input.personPresent)
        event.explanation = [input.explanation, input.personSaid.map { "The person: \($0)" }].compactMap { $0 }.joined(
            separator: " "
        ).prefixed(2000)
        var link = link
        if verdict.colour == .red, settings.needsTwoForRed, !isSecond(link.opinion, input.conclusion, caller) {
            return try firstOpinion(input, id, link, event, responsible, in: &book)
        }
        var output = Output()
        guard let colour = verdict.colour else {
            (event.kind, event.colour) = (.verified, .yellow)
            let gone = link
            output.form = try book.attempt { book in
                try book.tell(.erased, of: id, gone)
                return try book.formAfterErasure(of: gone, portal: settings.portalAddress)
            }
            try settle(input.conclusion, id, link, in: &book)
            output.result = .noLink
            return output
        }
        let before = link
        (link.colour, link.articles, link.conclusion, link.opinion) = (colour, verdict.articles, input.conclusion, nil)
        (event.kind, event.colour) = (.verified, colour)
        link.note(event)
        var decided = link
        output.number = try book.attempt { book in
            if colour == .red {
                try book.tellRed(id, &decided, isNew: true)
            } else {
                try book.tell(.corrected, of: id, before)
                decided.knownAsRedTo = []
            }
            try book.update(id, decided)
            // Evidence against a yellow link is part of what is concluded from.
            for step in [MIDTasks.Step.secondOpinion, .reviewEvidence] { try book.end(step, about: id, .done) }
            // What was granted to a person is not set aside by a red link that nobody has looked at anew (Article 48(5)).
            if let granted = try book.begun(.carryOutRequest, about: id), colour != .red || before.wasReopened(since: granted) {
                try book.end(.carryOutRequest, about: id, .done)
            }
            // Article 32(4), Article 33(4).
            if decided.isPersonsToKnow { try book.start(.informPerson, about: id, responsible) }
            return try book.number(of: decided)
        }
        (output.colour, output.articles) = (colour, verdict.articles)
        return output
    }

    private func isSecond(_ opinion: FirstOpinion?, _ conclusion: LinkRule.Conclusion, _ caller: Caller) -> Bool {
        guard let opinion else { return false }
        return opinion.conclusion == conclusion
            && (opinion.user != caller.user || opinion.authority != caller.authority)
    }

    private func firstOpinion(
        _ input: Input, _ id: RecordID, _ link: IdentityLink, _ event: LinkEvent, _ responsible: ResponsibleAuthority,
        in book: inout LinkBook
    ) throws(Refusal) -> Output {
        let caller = book.context.caller
        if let known = link.opinion, known.user == caller.user, known.authority == caller.authority,
            known.conclusion == input.conclusion
        {
            throw Refusal(.secondPersonNeeded, "the first opinion is the caller's own")
        }
        var (link, event) = (link, event)
        // Two who differ: the later opinion waits for somebody who shares it.
        var opinion = FirstOpinion()
        (opinion.conclusion, opinion.authority, opinion.user, opinion.at) = (
            input.conclusion, caller.authority, caller.user, book.context.now
        )
        link.opinion = opinion
        (event.kind, event.colour) = (.firstOpinion, .yellow)
        link.note(event)
        let noted = link
        try book.attempt { book in
            try book.update(id, noted)
            try book.start(.secondOpinion, about: id, responsible)
        }
        var output = Output()
        (output.result, output.colour, output.articles) = (.secondOpinionNeeded, .yellow, link.articles)
        return output
    }

    /// The comparison was wrong, or nothing is: the log keeps who said so, and the next detection does not ask again.
    private func settle(
        _ conclusion: LinkRule.Conclusion, _ id: RecordID, _ link: IdentityLink, in book: inout LinkBook
    ) throws(Refusal) {
        var pair = SettledPair()
        (pair.a, pair.b, pair.comparison, pair.conclusion) = (link.launching, link.other, link.comparison, conclusion)
        (pair.authority, pair.settled) = (book.context.caller.authority, book.context.now)
        (pair.colour, pair.since) = (link.colour, link.colouredSince)
        let settled = pair
        try book.attempt { book in
            try book.erase(id, article: "817 29(3)")
            try book.settle(settled)
        }
    }

}

/// What an installation decides for its verifiers.
public struct MIDSettings: Sendable {
    /// A red link needs two officials who conclude the same.
    public var needsTwoForRed = false
    /// Address of the web portal of Article 49, for the person's letter.
    public var portalAddress = "https://portal.sextant.local/"
    /// How an authority of the administration's directory wants its officials to work.
    public var desk: @Sendable (_ authority: String) -> DeskSettings = { _ in DeskSettings() }
    public init() {}
}

extension String {
    /// At most so many characters; `nil` where there is none.
    func prefixed(_ count: Int) -> String? { isEmpty ? nil : String(prefix(count)) }
}

extension LinkBook {
    /// The single identification number of a link's file.
    mutating func number(of link: IdentityLink) throws -> String? {
        try reader.value(ConfirmationFile.self, link.file)?.value.number
    }
}
