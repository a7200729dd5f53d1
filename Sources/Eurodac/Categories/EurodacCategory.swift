import Access
import Wire

/// The category of a person or request, which the reference number of every transmission names by a digit (603 Article 24(4);
/// 1358 Article 37(4)).
public enum EurodacCategory: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Applicant for international protection (603 Article 9; 1358 Article 15).
    case applicant
    /// Apprehended in connection with the irregular crossing of an external border (603 Article 14; 1358 Article 22).
    case irregularCrossing
    /// Found illegally staying (603 Article 17; 1358 Article 23).
    case illegalStay
    /// Request of a designated authority (603 Article 20; 1358 Article 33).
    case lawEnforcement
    /// Request of Europol (603 Article 21; 1358 Article 34).
    case europol
    /// Request of a person concerned (603 Article 29; 1358 Article 43).
    case dataSubject
    /// Registered for an admission procedure of the Union (1358 Article 18).
    case admission
    /// Admitted under a national resettlement scheme (1358 Article 20).
    case nationalResettlement
    /// Disembarked after a search and rescue operation (1358 Article 24).
    case disembarked
    /// Beneficiary of temporary protection (1358 Article 26).
    case temporaryProtection

    /// The digit of the reference number; `nil` where the Regulation does not know the category.
    public func digit(in regime: EurodacRegime) -> Int? {
        switch (self, regime) {
        case (.applicant, _): 1
        case (.irregularCrossing, _): 2
        case (.illegalStay, _): 3
        case (.lawEnforcement, _): 4
        case (.europol, _): 5
        case (.dataSubject, .regulation603): 9
        case (.dataSubject, .regulation1358): 6
        case (.admission, .regulation1358): 7
        case (.nationalResettlement, .regulation1358): 8
        case (.disembarked, .regulation1358): 9
        case (.temporaryProtection, .regulation1358): 0
        case (.admission, .regulation603), (.nationalResettlement, .regulation603), (.disembarked, .regulation603),
            (.temporaryProtection, .regulation603):
            nil
        }
    }

    public init?(digit: Int, in regime: EurodacRegime) {
        guard let category = EurodacCategory.allCases.first(where: { $0.digit(in: regime) == digit }) else {
            return nil
        }
        self = category
    }

    /// A question and nothing else: no data set is transmitted with it.
    public var isRequest: Bool { self == .lawEnforcement || self == .europol || self == .dataSubject }

    /// The chapter's own article on collection.
    func article(in regime: EurodacRegime) -> String {
        switch self {
        case .applicant: regime.article("9", "15")
        case .irregularCrossing: regime.article("14", "22")
        case .illegalStay: regime.article("17", "23")
        case .lawEnforcement: regime.article("20", "33")
        case .europol: regime.article("21", "34")
        case .dataSubject: regime.article("29", "43")
        case .admission: "Eurodac 18"
        case .nationalResettlement: "Eurodac 20"
        case .disembarked: "Eurodac 24"
        case .temporaryProtection: "Eurodac 26"
        }
    }

    /// The group of data that rights are given on.
    public var dataGroup: DataGroup {
        switch self {
        case .applicant: .eurodacApplicant
        case .irregularCrossing: .eurodacIrregularCrossing
        case .illegalStay: .eurodacIllegalStay
        case .admission: .eurodacAdmission
        case .nationalResettlement: .eurodacNationalResettlement
        case .disembarked: .eurodacDisembarked
        case .temporaryProtection: .eurodacTemporaryProtection
        case .lawEnforcement, .europol: .eurodacComparison
        case .dataSubject: .eurodacDataSubjectSearch
        }
    }
}

/// How an admission procedure of the Union stands (1358 Article 18).
public enum AdmissionState: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// Registered, not decided: compared, never recorded (18(1), 29(2)).
    case registered
    /// Protection or humanitarian status granted (18(2)(a)).
    case granted
    /// Admission refused on a ground of Article 6(1)(f) of Regulation (EU) 2024/1350 (18(2)(b)).
    case refused
    /// Discontinued for want of consent (18(2)(c)).
    case discontinued
}
