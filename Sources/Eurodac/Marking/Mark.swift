import Identity
import Wire

/// What a Member State of origin marks a data set with.
public enum MarkKind: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// International protection was granted (603 Article 18(1); 1358 Article 31(1)).
    case protection
    /// A residence document was granted (1358 Article 31(4)).
    case residenceDocument

    /// The categories whose sets may carry the mark.
    public func isForeseen(_ category: EurodacCategory, in regime: EurodacRegime) -> Bool {
        switch self {
        case .protection: category == .applicant
        case .residenceDocument:
            regime == .regulation1358 && [.irregularCrossing, .illegalStay, .disembarked].contains(category)
        }
    }
}

/// The marks of a data set: the day on which the status or document was granted.
public struct Marks: WireRecord, Hashable {
    public var protection: Day?
    public var residenceDocument: Day?
    public init() {}
    public static let wireName = "EurodacMarks"
    public static let meaning = "Marks of a data set."
    public static let fields: [Field<Marks>] = [
        .optional("protection", \.protection, "Day on which international protection was granted."),
        .optional("residenceDocument", \.residenceDocument, "Day on which a residence document was granted."),
    ]

    subscript(kind: MarkKind) -> Day? {
        get { kind == .protection ? protection : residenceDocument }
        set { if kind == .protection { protection = newValue } else { residenceDocument = newValue } }
    }
}
