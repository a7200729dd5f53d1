import Access
import Identity
import Operations
import Registry
import Wire

/// The authority responsible corrects a link that was wrongly recorded, or erases it, or upholds it against the evidence (Articles 31(3),
/// 32(7), 33(5), 48(5)). Whoever else has evidence corrects or erases it too, where no alert of SIRENE's is linked, and that authority is
/// informed.
///
/// A yellow link is verified, not rectified: it can be erased only where somebody had decided on it before, or where evidence or a person's
/// request speaks against it. Nothing is upheld against a person whose request was granted.
public struct RectifyLink: LinkCommand {
    let settings: MIDSettings
    public init(_ settings: MIDSettings = MIDSettings()) { self.settings = settings }

    public let about = OperationDescription.mid(
        "rectifyLink", "Rectify or erase a link",
        "Reopens a verified link, which is then yellow again, or erases it; or upholds it where evidence against it was looked at. Whoever has evidence reopens or erases, where no alert of SIRENE's is linked.",
        article: "31(3), 32(7), 33(5), 48(5)", .update, .POST, "/links/{link}/rectification",
        grants: MIDGrants.keepVerified + MIDGrants.verify + MIDGrants.correct,
        refusals: [.notFound, .conflict, .linkNotVerified, .nothingToReview, .requestGranted], consequences: [.create, .delete])

    public enum Step: String, CaseIterable, Sendable, WireChoice { case reopen, erase, uphold }

    public struct Input: WireRecord, Hashable {
        public var link = RecordID(high: 0, low: 0)
        public var step = Step.reopen
        public var reasons: [VerificationReason] = []
        public var explanation = ""
        public init() {}
        public static let wireName = "RectifyLink"
        public static let meaning = "What is done with the link, and why."
        public static let fields: [Field<Input>] = [
            .required("link", \.link, "The link."), .required("step", \.step, "Reopen, erase or uphold."),
            .list("reasons", \.reasons, "Why.", count: 0...16),
            .required("explanation", \.explanation, "Why, in words.", limits: .text(.init(length: 10...2000))),
        ]
    }
    public struct Output: WireRecord, Hashable {
        public var colour: LinkRule.Colour?
        public var form: StandardForm?
        public init() {}
        public static let wireName = "LinkRectified"
        public static let meaning = "What the link is now."
        public static let fields: [Field<Output>] = [
            .optional("colour", \.colour, "Colour; absent where it was erased."),
            .optional(
                "form", \.form, "Where the link is gone and the person holds a letter about it: the form that is to take the letter's place."),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        try await carryOut(input, at: desk)
    }

    func link(of input: Input) -> RecordID { input.link }

    func group(of known: LinkAccess.Known, for caller: Caller) -> DataGroup? {
        known.link.responsible?.isCaller(caller) == true || !known.isOpenToCorrection ? nil : .linkCorrection
    }

    func decide(_ input: Input, _ id: RecordID, _ link: IdentityLink, in book: inout LinkBook) throws(Refusal) -> Output {
        var output = Output()
        let caller = book.context.caller
        let isOwn = link.responsible?.isCaller(caller) == true
        let (isReviewed, isGranted) = try book.attempt { book in
            (try book.isRunning(.reviewEvidence, about: id), try book.isRunning(.carryOutRequest, about: id))
        }
        switch input.step {
        case .reopen where link.colour == .yellow: throw Refusal(.linkNotVerified, "the link is yellow")
        case .erase where link.colour == .yellow && !link.wasVerified && !isReviewed && !isGranted:
            throw Refusal(.linkNotVerified, "nobody has decided on the link yet")
        case .uphold where !isOwn: throw Refusal(.forbidden, "who answers for the link looks at the evidence against it")
        case .uphold where isGranted: throw Refusal(.requestGranted, "a person's request waits to be carried out")
        case .uphold:
            guard isReviewed else { throw Refusal(.nothingToReview, "no evidence waits to be looked at") }
            return try uphold(input, id, link, in: &book)
        case .reopen, .erase: break
        }
        if !isOwn { try inform(of: input, id, link, in: &book) }
        switch input.step {
        case .uphold: break
        case .erase:
            let form = try book.attempt { book in
                try book.tell(.erased, of: id, link)
                return try book.formAfterErasure(of: link, portal: settings.portalAddress)
            }
            // What the person was told is for who told them.
            if isOwn { output.form = form }
            var pair = SettledPair()
            (pair.a, pair.b, pair.comparison) = (link.launching, link.other, link.comparison)
            pair.conclusion = link.comparison.biometrics == .same ? .samePersonJustified : .twoPersons
            (pair.authority, pair.settled) = (caller.authority, book.context.now)
            (pair.colour, pair.since) = (link.colour, link.colouredSince)
            let settled = pair
            try book.attempt { book in
                try book.erase(id, article: RectifyLink.article(of: link.colour))
                try book.settle(settled)
            }
        case .reopen:
            var link = link
            var event = LinkEvent()
            (event.kind, event.at, event.colour) = (.rectified, book.context.now, .yellow)
            (event.authority, event.user, event.explanation) = (caller.authority, caller.user, input.explanation)
            event.reasons = input.reasons
            let before = link
            if link.colour == .red { link.noteKnownAsRed() }
            link.colour = .yellow
            link.forgetConclusion()
            link.responsible = link.responsible ?? Responsibility.owner(of: link.launching)
            link.note(event)
            let reopened = link
            try book.attempt { book in
                if before.colour == .red { try book.tell(.reopened, of: id, before) }
                try book.update(id, reopened)
                try book.end(.reviewEvidence, about: id, .done)
                try book.end(.informPerson, about: id, .withdrawn)
            }
            output.colour = .yellow
        }
        return output
    }

    /// The authority responsible for verifying is informed of what somebody else did with the link (Articles 31(3), 32(7), 33(5)).
    private func inform(of input: Input, _ id: RecordID, _ link: IdentityLink, in book: inout LinkBook) throws(Refusal) {
        guard !link.reviewer.isCaller(book.context.caller) else { return }
        let number = try book.attempt { book in try book.number(of: link) } ?? ""
        let isErased = input.step == .erase
        var text = "\(book.context.caller.authority) \(isErased ? "erased" : "reopened") the \(link.colour.rawValue) link of number \(number): "
        text += input.explanation.prefix(1500)
        // Nothing of the link is left then that a duty could hang on.
        if isErased, let letter = link.letterHeld {
            text += " The person holds a letter of \(letter.at.utcDay) about it: tell them that it is gone."
        }
        // A notice about an erased record would go with it.
        book.tell(link.reviewer, kind: "mid.linkRectified", article: RectifyLink.article(of: link.colour), of: isErased ? nil : id, text)
    }

    /// The evidence was looked at, and the link stands as it is.
    private func uphold(_ input: Input, _ id: RecordID, _ link: IdentityLink, in book: inout LinkBook) throws(Refusal) -> Output {
        var link = link
        var event = LinkEvent()
        (event.kind, event.at, event.colour) = (.upheld, book.context.now, link.colour)
        (event.authority, event.user, event.explanation) = (book.context.caller.authority, book.context.caller.user, input.explanation)
        event.reasons = input.reasons
        link.note(event)
        let upheld = link
        try book.attempt { book in
            try book.update(id, upheld)
            try book.end(.reviewEvidence, about: id, .done)
        }
        var output = Output()
        output.colour = link.colour
        return output
    }

    private static func article(of colour: LinkRule.Colour) -> String {
        switch colour {
        case .green: "817 31(3)"
        case .red: "817 32(7)"
        case .white: "817 33(5)"
        case .yellow: "817 48(5)"
        }
    }
}
