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
        case .issued: "Your travel authorisation has been issued"
        case .issuedLimited: "Your travel authorisation for certain countries has been issued"
        case .refused: "Your travel authorisation has been refused"
        case .annulled: "Your travel authorisation has been annulled"
        case .revoked: "Your travel authorisation has been revoked"
        case .revokedOnRequest: "Your travel authorisation has been revoked, as you asked"
        case .expiring: "Your travel authorisation ends soon"
        }
    }

    public func sentence(_ part: NoticePart) -> String {
        switch part {
        case .statement(let kind, let number): "\(subject(kind)). Application number: \(number)."
        case .validity(let from, let until): "It is valid from \(from) to \(until)."
        case .sameDocument:
            "When you enter, you must show the same travel document that you named in your application. If your travel document changes, you need a new authorisation."
        case .entryConditions:
            "You must still meet the conditions of entry (Regulation (EU) 2016/399, Article 6). You may stay up to 90 days in any period of 180 days."
        case .noRightOfEntry: "The authorisation alone does not give you a right to enter. The border guard decides."
        case .supportingDocuments: "Border guards may ask for documents that show that you meet the conditions of entry and stay."
        case .conditionOfStay(let territory):
            territory.isEmpty
                ? "You need a valid travel authorisation for the whole of your stay."
                : "You need this valid travel authorisation for the whole of your stay in \(names(territory))."
        case .remainingStayService: "In the web service of the Entry/Exit System you can look up how long you may still stay."
        case .territory(let states): "You may travel only to: \(names(states))."
        case .website:
            "The ETIAS website explains how you can ask for your authorisation to be revoked (ended). It also explains that an authorisation can be revoked when its conditions are no longer met, and annulled when they were not met at the time it was issued."
        case .familyTies:
            "When you cross the border, you must be able to prove that you are a family member. You have a right to enter only if you accompany or join the Union citizen or other person who has the right of free movement."
        case .unit(let unit): "Responsible: \(unit.name), \(unit.address)."
        case .grounds(let grounds): told(grounds)
        case .appeal(let unit, let freeMovement):
            appeal(unit, freeMovement)
        case .dataProtection(let unit):
            "You may ask which data about you are kept. You may ask to have wrong data corrected or erased, or their use restricted. You can turn to the data protection officer of the European Border and Coast Guard Agency, to the European Data Protection Supervisor, or to \(unit.supervisoryAuthority)."
        case .verificationTool: "You can follow your application with the verification tool on the ETIAS website."
        case .mayBeAsked:
            "While we examine your application, we may ask you for more information or documents or, in exceptional cases, invite you to an interview."
        case .documents(let items, let until):
            "Please send by \(until): \(items.joined(separator: "; ")). If we do not get them in time, the application is refused."
        case .interview(let mode, let reason, let until):
            "Please arrange an interview \(mode == .remote ? "by video" : "at a consulate") that takes place no later than \(until). Reason: \(reason). If you do not attend, the application is refused."
        case .processingTimes: "A decision is taken within 96 hours after your reply, or within 48 hours after an interview."
        case .consent(let until):
            "If you agree, we keep your data until \(until), so that a new application is easier. You are free to agree or not. You can withdraw your consent at any time; the data are then erased."
        }
    }

    private func told(_ grounds: [RefusalGround]) -> String {
        guard !grounds.isEmpty else { return "Reason: see the decision of the unit named above." }
        let reasons = grounds.map { "\(reason($0)) (Regulation (EU) 2018/1240, Article \($0.article))" }.joined(separator: "; ")
        return "\(grounds.count == 1 ? "Reason" : "Reasons"): \(reasons)."
    }

    private func appeal(_ unit: UnitContact, _ freeMovement: Bool) -> String {
        let term = unit.appealDays.map { " within \($0) days" } ?? " within the time limit set by its law"
        let law = freeMovement ? ", under Directive 2004/38/EC" : ""
        return "You may appeal against this decision in the State of the unit named above,\(term)\(law). The ETIAS website says how."
    }

    private func names(_ states: [CountryCode]) -> String { states.map(\.name).joined(separator: ", ") }

    func reason(_ ground: RefusalGround) -> String {
        switch ground {
        case .documentReported:
            "you used a travel document that is reported in the Schengen Information System as lost, stolen, misappropriated (wrongly taken or kept) or declared invalid"
        case .securityRisk:
            "you are considered a security risk, that is, a threat to public policy, internal security or international relations"
        case .illegalImmigrationRisk: "you are considered an illegal immigration risk, that is, you might not meet the conditions of entry and stay"
        case .epidemicRisk: "you are considered a high epidemic risk, that is, a serious infectious disease might be spread"
        case .refusalAlert: "an alert in the Schengen Information System says that you are to be refused entry and stay"
        case .noReply: "you did not send in time the information or documents that we asked for"
        case .interviewMissed: "you did not attend the interview"
        case .doubts: "there are reasonable and serious doubts about your data, your statements or your supporting documents"
        case .negativeOpinion: "a State that was consulted objects"
        }
    }
}
