import Identity

/// Notifications in plain English: short sentences, no terms of art without an explanation.
public struct EnglishWording: NoticeWording {
    public init() {}
    public let language = "en"

    public func subject(_ kind: ApplicantNotice.Kind) -> String {
        switch kind {
        case .received: "We have your application for a travel authorisation"
        case .documentsRequested: "We need more information for your application"
        case .interviewInvited: "Please come to an interview"
        case .issued: "Your travel authorisation is issued"
        case .issuedLimited: "Your travel authorisation for certain countries is issued"
        case .refused: "Your travel authorisation is refused"
        case .annulled: "Your travel authorisation is annulled"
        case .revoked: "Your travel authorisation is revoked"
        case .revokedOnRequest: "Your travel authorisation is revoked, as you asked"
        case .expiring: "Your travel authorisation ends soon"
        }
    }

    public func sentence(_ part: NoticePart) -> String {
        switch part {
        case .statement(let kind, let number): "\(subject(kind)). Application number: \(number)."
        case .validity(let from, let until): "It is valid from \(from) to \(until)."
        case .sameDocument:
            "When you enter, show the travel document that you named in your application. If you change it, apply for a new authorisation."
        case .entryConditions:
            "You must still meet the conditions of entry (Regulation (EU) 2016/399, Article 6). You may stay up to 90 days in any period of 180 days."
        case .noRightOfEntry: "The authorisation alone does not give you a right to enter. The border guard decides."
        case .supportingDocuments: "Border guards may ask for documents that show that you meet the conditions of entry and stay."
        case .conditionOfStay(let territory):
            territory.isEmpty
                ? "You need a valid travel authorisation for the whole of your stay."
                : "You need this valid travel authorisation for the whole of your stay in \(names(territory))."
        case .remainingStayService: "You can look up how long you may still stay in the web service of the Entry/Exit System."
        case .territory(let states): "You may travel only to: \(names(states))."
        case .website:
            "The ETIAS website explains how you can ask for revocation, when an authorisation is revoked because its conditions are no longer met, and when it is annulled because they never were."
        case .familyTies:
            "When you cross the border you must be able to prove that you are a family member. You have a right to enter only if you accompany or join the Union citizen or other person with free movement."
        case .unit(let unit): "Responsible: \(unit.name), \(unit.address)."
        case .grounds(let grounds):
            grounds.isEmpty
                ? "Reason: see the decision of the unit named above."
                : "Reason: " + grounds.map { "\(reason($0)) (Regulation (EU) 2018/1240, Article \($0.article))" }.joined(separator: "; ")
                    + "."
        case .appeal(let unit, let freeMovement):
            appeal(unit, freeMovement)
        case .dataProtection(let unit):
            "You may ask which data about you are kept and have wrong data corrected or erased. You can turn to the data protection officer of the European Border and Coast Guard Agency, to the European Data Protection Supervisor, or to \(unit.supervisoryAuthority)."
        case .verificationTool: "You can follow your application with the verification tool on the ETIAS website."
        case .mayBeAsked: "While we examine it we may ask you for information or documents or, as an exception, invite you to an interview."
        case .documents(let items, let until):
            "Please send until \(until): \(items.joined(separator: "; ")). Without them the application is refused."
        case .interview(let mode, let reason, let until):
            "Please arrange an interview \(mode == .remote ? "by video" : "at a consulate") that takes place until \(until). Reason: \(reason). If you do not come, the application is refused."
        case .processingTimes: "After your reply a decision is taken within 96 hours, after an interview within 48 hours."
        case .consent(let until):
            "If you agree, we keep your data until \(until), so that a new application is easier. You are free to agree or not, and can withdraw at any time; the data are then erased."
        }
    }

    private func appeal(_ unit: UnitContact, _ freeMovement: Bool) -> String {
        let term = unit.appealDays.map { " within \($0) days" } ?? " within the time limit of that State's law"
        let law = freeMovement ? ", under Directive 2004/38/EC" : ""
        return "You may appeal\(term)\(law), in the State of the unit named above. The ETIAS website says how."
    }

    private func names(_ states: [CountryCode]) -> String { states.map(\.name).joined(separator: ", ") }

    func reason(_ ground: RefusalGround) -> String {
        switch ground {
        case .documentReported: "your travel document is reported as lost, stolen, misappropriated or invalidated"
        case .securityRisk: "you are considered a security risk"
        case .illegalImmigrationRisk: "there is a risk that you do not keep to the conditions of entry and stay"
        case .epidemicRisk: "you are considered a high epidemic risk"
        case .refusalAlert: "a State has entered an alert that you are to be refused entry and stay"
        case .noReply: "we did not get the information or documents in time"
        case .interviewMissed: "you did not come to the interview"
        case .doubts: "there are serious doubts about your data, statements or documents"
        case .negativeOpinion: "a State that was consulted objects"
        }
    }
}
