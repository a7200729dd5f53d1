import Access
import Identity
import Operations
import Registry

/// What is known of a link outside of the detector, and is to be put right when the link is no longer so (Articles 32(4)–(7), 33(4)).
///
/// The acts say who is told of a red link and not who is told that it was none. Whoever holds a letter, or a notice, that says what is no
/// longer so holds inaccurate data on a person (2016/679 Articles 5(1)(d), 19): they are told as they were told before.
extension IdentityLink {
    /// The last letter that the person was given.
    var letterHeld: PersonInformation? {
        ([information].compactMap { $0 } + earlierInformation.reversed()).first { $0.outcome == .informed }
    }

    /// The letter that the person holds and that says something else than the link does now. While the link waits to be verified nobody can
    /// say what is right.
    public var letterToMend: PersonInformation? {
        guard colour != .yellow, information == nil, let letter = letterHeld, colour(of: letter) != colour else { return nil }
        return letter
    }

    /// Red, and white after verification, is told to the person (Articles 32(4), 33(4)); and whatever makes an earlier letter wrong.
    var isPersonsToKnow: Bool { (conclusion != nil && merges) || letterToMend != nil || (information != nil && colour != .yellow) }

    /// Of information recorded before its colour was kept, the history tells it.
    private func colour(of letter: PersonInformation) -> LinkRule.Colour? {
        letter.colour ?? history.last { $0.kind == .personInformed && $0.at == letter.at }?.colour
    }

    /// What was concluded no longer holds: the duty to tell goes with it, and what was told does not.
    mutating func forgetConclusion() {
        note(nil)
        (conclusion, opinion) = (nil, nil)
    }

    /// What the person is told now takes the place of what they were told, which is kept.
    mutating func note(_ news: PersonInformation?) {
        if let information {
            if earlierInformation.count >= IdentityLink.informationMax { earlierInformation.removeFirst() }
            earlierInformation.append(information)
        }
        information = news
    }

    /// References of those who learn that a link is red: whose data it joins (Article 32(6)), and who answers for it (Article 32(7)).
    private var ownReferences: [String] {
        sides.map { Responsibility.owner(of: $0).reference } + [responsible].compactMap { $0?.reference }
    }

    mutating func noteKnownAsRed() {
        for reference in ownReferences where !knownAsRedTo.contains(reference) && knownAsRedTo.count < 100 { knownAsRedTo.append(reference) }
    }

    /// Whether somebody still takes it for red.
    var isKnownAsRed: Bool { colour == .red || !knownAsRedTo.isEmpty || letterHeld.flatMap { colour(of: $0) } == .red }

    /// Whoever is to be told that it is red no longer; of a red link from before this was kept the owners of the data.
    var toldAfterRed: [String] {
        colour == .red ? knownAsRedTo + sides.map { Responsibility.owner(of: $0).reference }.filter { !knownAsRedTo.contains($0) } : knownAsRedTo
    }
}

extension LinkBook {
    /// The authorities whose data a red link joins are told of it (Article 32(6)).
    /// - Parameter isNew: it has just turned red; else those are told who do not know yet.
    mutating func tellRed(_ id: RecordID, _ link: inout IdentityLink, isNew: Bool) throws {
        let number = try number(of: link) ?? ""
        for side in link.sides {
            let owner = Responsibility.owner(of: side)
            guard isNew || !link.knownAsRedTo.contains(owner.reference) else { continue }
            let joins = "A red link joins data of your Member State in \(side.system.rawValue) with data of another system; number \(number)."
            tell(
                owner, kind: "mid.redLink", article: "817 32(6)", of: id, joins + " No legal consequence follows from the link alone.")
        }
        link.noteKnownAsRed()
    }

    /// The form that takes the place of the letter that the person holds, of a link that goes: nothing is left then that a duty could hang on.
    mutating func formAfterErasure(of link: IdentityLink, portal: String) throws -> StandardForm? {
        // Of an alert for checks the person learns nothing, whatever they were told before it was entered.
        guard let letter = link.letterHeld, !link.sides.contains(where: { $0.alert == .check }) else { return nil }
        var form = StandardForm(number: try number(of: link), authority: (link.responsible ?? link.reviewer).reference, portal: portal)
        form.tell(.erased, on: context.today, in: letter.language ?? .en, replacing: letter.at.utcDay)
        return form
    }

    /// What became of a red link.
    enum AfterRed {
        case reopened, comparedAgain, erased
        /// White or green. Which of them is for those alone who may see such a link (Article 26(3)–(4)).
        case corrected
    }

    /// Whoever knows a link as red is told that it is red no longer, and once more what comes of it in the end.
    /// - Parameter link: as it stood.
    mutating func tell(_ what: AfterRed, of id: RecordID, _ link: IdentityLink) throws {
        let number = try number(of: link) ?? ""
        let notice: (kind: String, article: String, text: String) =
            switch what {
            case .reopened: ("mid.redLinkRectified", "817 32(7)", "The red link of number \(number) was reopened and is verified again.")
            case .comparedAgain:
                ("mid.redLinkRectified", "817 28, 32(7)", "The data joined by the red link of number \(number) changed; it is verified again.")
            case .erased: ("mid.redLinkRectified", "817 32(7)", "The link of number \(number), which you know as red, was erased.")
            case .corrected:
                (
                    "mid.redLinkCorrected", "817 32(6)–(7)",
                    "The link of number \(number), which you know as red, is red no longer: nothing is unjustified. Correct what you noted of it."
                )
            }
        // A notice about an erased record would go with it.
        let record: RecordID? = if case .erased = what { nil } else { id }
        for recipient in link.toldAfterRed { tell(recipient, kind: notice.kind, article: notice.article, of: record, notice.text) }
    }
}
