import Wire

/// Grounds for refusing a visa, and for annulling or revoking one (Articles 12(2), 13(2)(a)).
public enum RefusalGround: String, CaseIterable, Hashable, Sendable, WireChoice {
    case falseDocument
    case purposeNotJustified
    /// Airport transit; since the revision.
    case transitNotJustified
    case meansNotProven
    case ninetyDaysUsed
    case alertForRefusal
    case threat
    case insuranceNotProven
    case informationNotReliable
    case intentionToLeaveNotEstablished
    case borderApplicationNotJustified

    /// Point of Article 12(2).
    public var point: String {
        switch self {
        case .falseDocument: "(a)(i)"
        case .purposeNotJustified: "(a)(ii)"
        case .transitNotJustified: "(a)(iia)"
        case .meansNotProven: "(a)(iii)"
        case .ninetyDaysUsed: "(a)(iv)"
        case .alertForRefusal: "(a)(v)"
        case .threat: "(a)(vi)"
        case .insuranceNotProven: "(a)(vii)"
        case .informationNotReliable: "(b)"
        case .intentionToLeaveNotEstablished: "(c)"
        case .borderApplicationNotJustified: "(d)"
        }
    }

    func isForeseen(for kind: ApplicationKind, under edition: VISEdition) -> Bool {
        self != .transitNotJustified || (edition == .revised && kind == .airportTransitVisa)
    }

    /// Reasons that a later application for a long stay is checked against (Article 22b(3)(d)(i)).
    var countsForLongStay: Bool { [.falseDocument, .alertForRefusal, .threat, .informationNotReliable].contains(self) }
}

/// Grounds for extending a visa (Article 14(2)).
public enum ExtensionGround: String, CaseIterable, Hashable, Sendable, WireChoice {
    case forceMajeure, humanitarian, seriousPersonal
}

/// Why an application was closed without a decision (Article 10(2)).
public enum ClosureReason: String, CaseIterable, Hashable, Sendable, WireChoice {
    case withdrawn, notPursued
}

/// Grounds on which a refusal of a long stay, or the end of one, is recorded (Articles 22d(1), 22e(d)).
public enum LongStayGround: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// To public policy, internal security or public health.
    case threat
    /// Fraudulently acquired, falsified or tampered with.
    case fraudulentDocuments
    /// Any other: a refusal on it leads to the deletion of the file (Article 22d(2)).
    case other
}
