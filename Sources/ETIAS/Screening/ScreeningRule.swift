import Access
import Identity
import Operations
import Registry
import Wire

/// A screening rule: risk indicators for a risk that the Commission has determined (Article 33).
public struct ScreeningRule: RecordValue, Hashable {
    public static let kind = RecordKind(.ETIAS, "screeningRule")

    public enum Risk: String, CaseIterable, Hashable, Sendable, WireChoice { case security, illegalImmigration, epidemic }
    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice { case draft, active, ended }

    public var name = ""
    public var risk = Risk.security
    /// The evidence: statistics, or information of a Member State, ECDC or WHO (Article 33(2)).
    public var basis = ""
    public var indicators = RiskIndicators()
    public var state = State.draft
    public var defined = Instant(milliseconds: 0)
    /// Grows with every change of the indicators; a test counts for one revision.
    public var revision = 1
    public var test: HitRateReport?
    public var activated: Instant?
    public var reviewed: Instant?

    public init() {}

    public static let meaning = "Screening rule (Article 33)."
    public static let fields: [Field<ScreeningRule>] = [
        .required("name", \.name, "Name.", limits: .text(.init(length: 1...120))),
        .required("risk", \.risk, "Which risk."),
        .required("basis", \.basis, "Evidence that the risk is real (Article 33(2)).", limits: .text(.init(length: 10...4000))),
        .required("indicators", \.indicators, "Risk indicators."),
        .required("state", \.state, "Draft, active or ended."), .required("defined", \.defined, "When it was defined."),
        .required("revision", \.revision, "Revision of the indicators."),
        .optional("test", \.test, "The last test on past applications."),
        .optional("activated", \.activated, "When it became active."), .optional("reviewed", \.reviewed, "Last review."),
    ]

    /// Six months after activation or the last review (Article 33(3)).
    public static let monthsOfReview = 6
    public var reviewBy: Day? {
        state == .active ? (reviewed ?? activated ?? defined).utcDay.adding(months: ScreeningRule.monthsOfReview) : nil
    }

    public var projection: Projection {
        Projection(
            keys: [RecordKey(ETIASKey.state, state.rawValue, unique: false), RecordKey("name", name, unique: true)],
            due: reviewBy.map { [DueDate($0, .review, article: "33(3)")] } ?? [])
    }

    /// Whether the rule reports a hit. Risks of illegal immigration do not apply to family members (Article 24(4)).
    public func applies(to form: ApplicationForm, on day: Day) -> Bool {
        if risk == .illegalImmigration, form.familyMember != nil { return false }
        return indicators.apply(to: form, on: day)
    }

    /// What stands against activating it; `nil` where it may become active.
    public func obstacle(at now: Instant) -> Refusal? {
        guard let test, test.revision == revision else {
            return Refusal(.ruleNotTested, "the rule as it stands was not tested on past applications")
        }
        guard test.at.utcDay.adding(months: ScreeningRule.monthsOfReview) >= now.utcDay else {
            return Refusal(.ruleNotTested, "the test of \(test.at.utcDay) is older than six months")
        }
        guard test.all.applications > 0 else {
            return Refusal(.ruleNotTested, "there were no past applications to test it on")
        }
        return nil
    }
}

extension RefusalKind {
    public static let ruleNotTested = RefusalKind(
        "etias/rule-not-tested", 409, "The rule was not tested on past applications", article: "ETIAS 33(5)")
}
