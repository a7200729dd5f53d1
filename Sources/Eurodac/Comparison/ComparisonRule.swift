import Identity

/// What a set of data is compared with, whether it is kept, and which of the sets of the same person may be named in the
/// answer (603 Articles 9, 15, 17, 18, 19; 1358 Articles 27, 28, 29, 31, 32). Pure.
public struct ComparisonRule: Hashable, Sendable {
    public var regime: EurodacRegime
    /// The day of the question: blocking counts from it (603 Article 18(2)).
    public var asOf: Day

    public init(regime: EurodacRegime, asOf: Day) {
        self.regime = regime
        self.asOf = asOf
    }

    /// A set or request that arrives.
    public struct Transmitted: Hashable, Sendable {
        public var category: EurodacCategory
        public var memberState: String
        /// Years; `nil`: old enough, as far as is known.
        public var age: Int?
        /// The Member State asks that its own earlier sets be compared too (603 Article 9(4); 1358 Articles 27(3), 28(4)).
        public var includeOwn: Bool
        /// Sent on arrival after a take-charge transfer (603 Article 10(b); 1358 Article 16(2)(a)).
        public var takeChargeTransfer: Bool
        public var admission: AdmissionState?

        public init(
            category: EurodacCategory, memberState: String, age: Int? = nil, includeOwn: Bool = false,
            takeChargeTransfer: Bool = false, admission: AdmissionState? = nil
        ) {
            self.category = category
            self.memberState = memberState
            self.age = age
            self.includeOwn = includeOwn
            self.takeChargeTransfer = takeChargeTransfer
            self.admission = admission
        }

        var isLawEnforcement: Bool { category == .lawEnforcement || category == .europol }
        /// The person is registered for an admission procedure, and nothing is decided.
        var awaitsAdmission: Bool { category == .admission && (admission ?? .registered) == .registered }
    }

    /// A set that Eurodac holds.
    public struct Stored: Hashable, Sendable {
        public var category: EurodacCategory
        public var memberState: String
        /// Day on which international protection was granted, where the set carries the mark (603 Article 18(1); 1358
        /// Article 31(1)).
        public var protectionGranted: Day?

        public init(category: EurodacCategory, memberState: String, protectionGranted: Day? = nil) {
            self.category = category
            self.memberState = memberState
            self.protectionGranted = protectionGranted
        }
    }

    /// How a stored set answers.
    public struct Answer: Hashable, Sendable {
        /// The mark of granted protection is transmitted with it.
        public var mark: Bool
    }

    /// Whether data of somebody of this age are taken at all. Requests know no age: whoever is in Eurodac was old enough.
    public func isTaken(_ new: Transmitted) -> Bool {
        new.category.isRequest || (new.age ?? regime.minimumAge) >= regime.minimumAge
    }

    /// Whether the set is kept.
    public func isStored(_ new: Transmitted) -> Bool {
        guard isTaken(new), !new.category.isRequest else { return false }
        switch regime {
        // 17(3): compared, and not recorded.
        case .regulation603: return new.category == .applicant || new.category == .irregularCrossing
        // 29(2).
        case .regulation1358: return !new.awaitsAdmission
        }
    }

    /// Whether the set is compared with anything.
    public func isCompared(_ new: Transmitted) -> Bool {
        guard isTaken(new) else { return false }
        switch (regime, new.category) {
        case (_, .lawEnforcement), (_, .europol), (_, .dataSubject): return true
        case (.regulation603, .applicant): return !new.takeChargeTransfer
        case (.regulation603, .illegalStay): return true
        // 15(1): data of those apprehended at the border never search.
        case (.regulation603, _): return false
        case (.regulation1358, .applicant), (.regulation1358, .irregularCrossing), (.regulation1358, .illegalStay),
            (.regulation1358, .disembarked), (.regulation1358, .temporaryProtection):
            return !new.takeChargeTransfer
        case (.regulation1358, .admission): return new.awaitsAdmission
        // 27(1) leaves out what is transmitted under Articles 18 and 20.
        case (.regulation1358, .nationalResettlement): return false
        }
    }

    /// What a stored set of the same person answers; `nil` where the two may not meet.
    public func answer(of stored: Stored, to new: Transmitted) -> Answer? {
        guard isCompared(new), !stored.category.isRequest, new.includeOwn || stored.memberState != new.memberState,
            meets(stored, new), !isBlocked(stored, for: new)
        else { return nil }
        return Answer(mark: isMarked(stored) && !(regime == .regulation603 && new.isLawEnforcement))
    }

    private func meets(_ stored: Stored, _ new: Transmitted) -> Bool {
        switch regime {
        case .regulation603:
            if new.category == .illegalStay { return stored.category == .applicant }
            return stored.category == .applicant || stored.category == .irregularCrossing
        case .regulation1358:
            guard new.category == .admission else { return true }
            switch stored.category {
            case .applicant: return isMarked(stored)
            case .admission, .nationalResettlement: return true
            default: return false
            }
        }
    }

    private func isMarked(_ stored: Stored) -> Bool { stored.protectionGranted != nil }

    /// Marked data answer law enforcement for three years and then as though there were none (603 Article 18(2)).
    private func isBlocked(_ stored: Stored, for new: Transmitted) -> Bool {
        guard new.isLawEnforcement, let granted = stored.protectionGranted else { return false }
        return ComparisonRule.blocked(since: granted, in: regime).map { $0 <= asOf } ?? false
    }

    /// First day on which data marked with protection granted on a day are blocked for law enforcement; `nil` where the
    /// Regulation knows no blocking.
    public static func blocked(since granted: Day, in regime: EurodacRegime) -> Day? {
        regime == .regulation603 ? granted.adding(years: 3) + 1 : nil
    }
}
