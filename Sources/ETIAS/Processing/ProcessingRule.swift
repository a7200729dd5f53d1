import Identity

/// What becomes of an application by the law: issued at once, verified by the Central Unit, assessed or refused by the
/// National Unit of which Member State, and by when (Articles 20–32). Pure.
public enum ProcessingRule {
    /// An application as far as the rule looks at it.
    public struct Case: Hashable, Sendable {
        /// When it was submitted and admissible.
        public var submittedAt: Instant
        public var firstIntendedStay: String
        public var hits: [ApplicationHit] = []
        /// A yes to a question of Article 17(4), or no home address (20(3)): nothing that could be verified against data.
        public var needsAssessment = false
        public var familyMember = false
        public var consulted: [Opinion] = []
        public var documents: Documents?
        public var interview: Interview?
        public var now: Instant?

        public init(submittedAt: Instant, firstIntendedStay: String) {
            self.submittedAt = submittedAt
            self.firstIntendedStay = firstIntendedStay
        }
    }

    /// Opinion of a consulted Member State. Silence for 60 hours is a positive one (Article 28(5)).
    public enum Opinion: String, CaseIterable, Hashable, Sendable { case positive, negative, silence }

    public struct Documents: Hashable, Sendable {
        public var requestedAt: Instant
        public var submittedAt: Instant?
        public init(requestedAt: Instant, submittedAt: Instant? = nil) {
            self.requestedAt = requestedAt
            self.submittedAt = submittedAt
        }

        /// Last moment for the applicant.
        public var deadline: Instant { requestedAt.adding(hours: ProcessingRule.hoursForDocuments) }

        /// They came too late, or did not come.
        public func isMissed(at now: Instant?) -> Bool { (submittedAt ?? now).map { $0 > deadline } ?? false }
        public func isAwaited(at now: Instant?) -> Bool { submittedAt == nil && !isMissed(at: now) }
    }

    public struct Interview: Hashable, Sendable {
        public var heldAt: Instant?
        public var missed: Bool
        public init(heldAt: Instant? = nil, missed: Bool = false) {
            self.heldAt = heldAt
            self.missed = missed
        }
    }

    public enum Outcome: String, CaseIterable, Hashable, Sendable { case issue, verify, assess, refuse }
    public enum Unit: String, CaseIterable, Hashable, Sendable { case centralUnit, nationalUnit }

    public struct Answer: Hashable, Sendable {
        public var outcome: Outcome
        public var unit: Unit?
        /// The Member State responsible (Article 25).
        public var memberState: String?
        public var decideBy: Instant?
        /// Grounds that leave no choice (Articles 26(3)(a), 28(7), 37(1)).
        public var grounds: [RefusalGround] = []
        public var article: String
    }

    public static let hoursOfVerification: Int64 = 12
    public static let hoursOfDecision: Int64 = 96
    public static let hoursAfterInterview: Int64 = 48
    public static let hoursOfConsultation: Int64 = 60
    public static let hoursForDocuments: Int64 = 240
    public static let daysToInterview = 10

    public static func answer(_ application: Case) -> Answer {
        let hits = application.hits.filter { !(application.familyMember && $0.check.isWaivedForFamilyMembers) }
        if hits.contains(where: { $0.confirmed == nil }) {
            return Answer(
                outcome: .verify, unit: .centralUnit,
                decideBy: application.submittedAt.adding(hours: hoursOfVerification), article: "22")
        }
        let confirmed = hits.filter { $0.confirmed == true }
        guard !confirmed.isEmpty || application.needsAssessment else {
            return Answer(outcome: .issue, article: hits.isEmpty ? "21(1)" : "22")
        }
        let grounds = forcedGrounds(application, confirmed)
        return Answer(
            outcome: grounds.isEmpty ? .assess : .refuse, unit: .nationalUnit,
            memberState: responsible(confirmed, firstIntendedStay: application.firstIntendedStay),
            decideBy: decideBy(application), grounds: grounds, article: grounds.isEmpty ? "26(3)(b)" : "37")
    }

    /// The Member State responsible: who supplied the data of the only or most serious confirmed hit (Article 25).
    public static func responsible(_ confirmed: [ApplicationHit], firstIntendedStay: String) -> String {
        let owned = confirmed.filter { $0.memberState != nil }
        guard let first = owned.first?.memberState else { return firstIntendedStay }
        if owned.allSatisfy({ $0.memberState == first }) { return first }
        for check in [Check.d, .c, .a] {
            if let state = latest(owned.filter { $0.check == check }) { return state }
        }
        return latest(owned) ?? firstIntendedStay
    }

    /// Whose data are the most recent; data without a day count as the oldest, of equals the first.
    private static func latest(_ hits: [ApplicationHit]) -> String? {
        var best: ApplicationHit?
        for hit in hits {
            guard let known = best else {
                best = hit
                continue
            }
            if let entered = hit.entered, known.entered.map({ $0 < entered }) ?? true { best = hit }
        }
        return best?.memberState
    }

    private static func forcedGrounds(_ application: Case, _ confirmed: [ApplicationHit]) -> [RefusalGround] {
        var grounds: Set<RefusalGround> = []
        for hit in confirmed {
            switch hit.check {
            case .a: grounds.insert(.documentReported)
            case .c: grounds.insert(.refusalAlert)
            case .o where hit.replacedByRefusalAlert: grounds.insert(.refusalAlert)
            default: break
            }
        }
        if application.consulted.contains(.negative) { grounds.insert(.negativeOpinion) }
        if application.documents?.isMissed(at: application.now) ?? false { grounds.insert(.noReply) }
        if application.interview?.missed ?? false { grounds.insert(.interviewMissed) }
        return RefusalGround.allCases.filter(grounds.contains)
    }

    /// 96 hours from submission, or from the documents; 48 from the interview; none while documents are awaited (Article 32).
    public static func decideBy(_ application: Case) -> Instant? {
        if let held = application.interview?.heldAt { return held.adding(hours: hoursAfterInterview) }
        if let documents = application.documents {
            if documents.isAwaited(at: application.now) { return nil }
            if let submitted = documents.submittedAt { return submitted.adding(hours: hoursOfDecision) }
        }
        return application.submittedAt.adding(hours: hoursOfDecision)
    }
}
