import Identity

/// Whom an applicant can turn to.
public struct UnitContact: Hashable, Sendable {
    public var name: String
    public var address: String
    /// National supervisory authority for data protection.
    public var supervisoryAuthority: String
    /// Within how many days an appeal is lodged; national law.
    public var appealDays: Int?
    public init(name: String, address: String, supervisoryAuthority: String, appealDays: Int? = nil) {
        self.name = name
        self.address = address
        self.supervisoryAuthority = supervisoryAuthority
        self.appealDays = appealDays
    }

    /// Where the installation has entered nothing: the state's name, so that no notice is without an addressee.
    public static func unnamed(_ state: String) -> UnitContact {
        let country = CountryCode(state)?.name ?? state
        return UnitContact(
            name: "ETIAS National Unit of \(country)", address: country,
            supervisoryAuthority: "the data protection authority of \(country)")
    }
}

/// One thing that a notification must say. Language does not matter here: a `NoticeWording` finds the sentences.
public enum NoticePart: Hashable, Sendable {
    case statement(ApplicantNotice.Kind, number: String)
    case validity(from: Day, until: Day)
    case sameDocument
    case entryConditions
    case noRightOfEntry
    case supportingDocuments
    case conditionOfStay(territory: [CountryCode])
    case remainingStayService
    case territory([CountryCode])
    case website
    case familyTies
    case unit(UnitContact)
    case grounds([RefusalGround])
    case appeal(UnitContact, freeMovement: Bool)
    case dataProtection(UnitContact)
    case verificationTool
    case mayBeAsked
    case documents([String], until: Instant)
    case interview(Interview.Mode, reason: String, until: Instant)
    case processingTimes
    case consent(until: Day)
}

/// What each notification contains, article by article. Pure.
public enum NoticeContent {
    public static func parts(
        _ kind: ApplicantNotice.Kind, of file: ApplicationFile, contact: (String) -> UnitContact
    ) -> [NoticePart] {
        let state = file.lastDecision?.unit ?? file.responsible ?? file.form.firstIntendedStay.text
        let unit = contact(state)
        let statement = NoticePart.statement(kind, number: file.number)
        switch kind {
        case .received: return [statement, .mayBeAsked, .verificationTool]
        case .documentsRequested:
            guard let documents = file.documents else { return [statement] }
            return [statement, .documents(documents.items, until: documents.asRule.deadline), .processingTimes, .unit(unit)]
        case .interviewInvited:
            guard let interview = file.interview else { return [statement] }
            return [
                statement, .interview(interview.mode, reason: interview.reason, until: interview.deadline), .processingTimes, .unit(unit),
            ]
        case .issued:
            var parts = [statement]
            if let held = file.authorisation { parts.append(.validity(from: held.from, until: held.until)) }
            parts += [
                .sameDocument, .entryConditions, .noRightOfEntry, .supportingDocuments, .conditionOfStay(territory: []),
                .remainingStayService, .website,
            ]
            if file.isFamilyMember { parts.append(.familyTies) }
            return parts + [.dataProtection(unit)]
        case .issuedLimited:
            guard let held = file.limited else { return [statement] }
            return [
                statement, .validity(from: held.from, until: held.until), .territory(held.territory),
                .conditionOfStay(territory: held.territory), .remainingStayService,
            ]
        case .refused, .annulled, .revoked:
            var parts = [
                statement, .unit(unit), .grounds(shown(file.lastDecision?.grounds ?? [])),
                .appeal(unit, freeMovement: file.isFamilyMember),
            ]
            if kind != .refused { parts.append(.conditionOfStay(territory: [])) }
            return parts + [.dataProtection(unit)]
        case .revokedOnRequest: return [statement, .conditionOfStay(territory: []), .dataProtection(unit)]
        case .expiring:
            guard let held = file.authorisation else { return [statement] }
            return [statement, .validity(from: held.from, until: held.until), .website, .consent(until: held.until.adding(years: 3))]
        }
    }

    /// The grounds of Article 37(1)–(2). That another State's opinion was negative is not told, only the risk behind it.
    static func shown(_ grounds: [RefusalGround]) -> [RefusalGround] { grounds.filter { $0 != .negativeOpinion } }

    /// The text in a language.
    public static func text(
        _ kind: ApplicantNotice.Kind, of file: ApplicationFile, wording: any NoticeWording = EnglishWording(),
        contact: (String) -> UnitContact = UnitContact.unnamed
    ) -> String {
        ([wording.subject(kind)] + parts(kind, of: file, contact: contact).map(wording.sentence)).joined(separator: "\n\n")
    }
}

/// The sentences of one language.
public protocol NoticeWording: Sendable {
    /// Two-letter code (ISO 639-1).
    var language: String { get }
    func subject(_ kind: ApplicantNotice.Kind) -> String
    func sentence(_ part: NoticePart) -> String
}
