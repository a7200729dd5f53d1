import Access
import Identity
import Operations
import Registry
import Wire

/// The Central Unit defines a screening rule, or changes a draft (Article 33(4), (6)).
public struct DefineScreeningRule: Command {
    public init() {}
    public typealias Output = ScreeningRuleReply

    public let about = OperationDescription.etias(
        "defineScreeningRule", "Define a screening rule",
        "A draft: it reports nothing until it was tested on past applications and activated.", article: "33(4)–(6)", .create, .POST,
        "/screening-rules", data: .etiasScreeningRules, grants: [ETIASGrants.screeningRules],
        refusals: [.indicatorsNotAllowed, .alreadyExists])

    public struct Input: WireRecord, Hashable {
        public var name = ""
        public var risk = ScreeningRule.Risk.security
        public var basis = ""
        public var indicators = RiskIndicators()
        public init() {}
        public static let wireName = "DefineScreeningRule"
        public static let meaning = "A screening rule."
        public static let fields: [Field<Input>] = [
            .required("name", \.name, "Name.", limits: .text(.init(length: 1...120))), .required("risk", \.risk, "Which risk."),
            .required("basis", \.basis, "Evidence that the risk is real.", limits: .text(.init(length: 10...4000))),
            .required("indicators", \.indicators, "Risk indicators."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<ScreeningRuleReply> {
        try input.indicators.check()
        var rule = ScreeningRule()
        (rule.name, rule.risk, rule.basis, rule.indicators) = (input.name, input.risk, input.basis, input.indicators)
        rule.defined = context.now
        let id = context.ids.next()
        return Decision(
            ScreeningRuleReply(id, 1, rule), changes: [.create(id, rule.draft(owner: context.owner))], version: 1)
    }
}

/// Tests a rule on the applications of the past: how often it would have reported a hit, by nationality, sex and age, with
/// 95 % intervals (Article 33(5): targeted, proportionate, not discriminating). Nothing is said of any person.
public struct TestScreeningRule: Command {
    public init() {}
    public typealias Input = ScreeningRuleReference
    public typealias Output = HitRateReport

    public let about = OperationDescription.etias(
        "testScreeningRule", "Test a screening rule on past applications",
        "Hit rates over all stored applications and by nationality, sex and age group, with 95 % intervals; kept with the rule.",
        article: "33(5)–(6)", .update, .PUT, "/screening-rules/{rule}/test", data: .etiasScreeningRules,
        grants: [ETIASGrants.screeningRules],
        refusals: [.notFound, .conflict], needsVersion: false)

    public struct Current: Sendable {
        var rule: Recorded<ScreeningRule>
        var report: HitRateReport
    }

    public func load(_ input: ScreeningRuleReference, from reader: Reader, in context: DecisionContext) throws -> Current {
        let rule = try reader.require(ScreeningRule.self, input.rule)
        var counter = HitRateReport.Counter()
        var after: RecordID?
        while true {
            let page = try reader.page(ApplicationFile.kind, after: after, limit: 1000)
            for stored in page {
                let file = try ApplicationFile(stored: stored)
                let day = file.submitted.utcDay
                counter.add(file.form, hit: rule.value.applies(to: file.form, on: day), on: day)
            }
            guard page.count == 1000, let last = page.last else { break }
            after = last.id
        }
        return Current(rule: rule, report: counter.report(at: context.now, revision: rule.value.revision))
    }

    public func decide(_ input: ScreeningRuleReference, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<
        HitRateReport
    > {
        var rule = current.rule
        rule.value.test = current.report
        return Decision(current.report, changes: [rule.update], version: rule.version + 1)
    }
}

/// Activates a tested rule, reviews an active one, changes its indicators or ends it (Article 33(3), (6)).
public struct SetScreeningRule: Command {
    public init() {}
    public typealias Output = ScreeningRuleReply

    public let about = OperationDescription.etias(
        "setScreeningRule", "Activate, review, change or end a screening rule",
        "Activation and review need a test of the rule as it stands, not older than six months. A change makes it a draft again.",
        article: "33(3), (6)", .update, .PUT, "/screening-rules/{rule}", data: .etiasScreeningRules, grants: [ETIASGrants.screeningRules],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .ruleNotTested, .indicatorsNotAllowed, .wrongStage],
        consequences: [.create])

    public enum Step: String, CaseIterable, Sendable, WireChoice { case activate, review, change, end }

    public struct Input: WireRecord, Hashable {
        public var rule = RecordID(high: 0, low: 0)
        public var step = Step.activate
        public var indicators: RiskIndicators?
        public init() {}
        public init(_ rule: RecordID, _ step: Step) {
            self.rule = rule
            self.step = step
        }
        public static let wireName = "SetScreeningRule"
        public static let meaning = "What happens to the rule."
        public static let fields: [Field<Input>] = [
            .required("rule", \.rule, "The rule."), .required("step", \.step, "What happens."),
            .optional("indicators", \.indicators, "New indicators, for a change."),
        ]
    }

    public struct Current: Sendable {
        var rule: Recorded<ScreeningRule>
        var tasks: [Recorded<ETIASTask>]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        Current(rule: try reader.require(ScreeningRule.self, input.rule), tasks: try reader.tasks(ETIASTasks.self, about: input.rule))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<ScreeningRuleReply> {
        var rule = current.rule
        try context.require(version: rule.version)
        guard (input.indicators != nil) == (input.step == .change) else {
            throw Refusal(
                .indicatorsNotAllowed, "indicators come with a change, and only with it", pointer: "/indicators", article: "ETIAS 33(4)")
        }
        switch (input.step, rule.value.state) {
        case (.activate, .draft), (.review, .active):
            if let obstacle = rule.value.obstacle(at: context.now) { throw obstacle }
            rule.value.state = .active
            if input.step == .activate { rule.value.activated = context.now } else { rule.value.reviewed = context.now }
        case (.change, .draft), (.change, .active):
            guard let indicators = input.indicators else { break }
            try indicators.check()
            rule.value.indicators = indicators
            rule.value.revision += 1
            rule.value.state = .draft
        case (.end, .draft), (.end, .active): rule.value.state = .ended
        default:
            throw Refusal(.wrongStage, "the rule is \(rule.value.state.rawValue)", pointer: "/step", article: "ETIAS 33")
        }
        var changes: [Change] = [rule.update] + current.tasks.ending(at: context.now)
        if let by = rule.value.reviewBy {
            let task = ETIASStep.ruleReview.task(about: rule.id, .etiasCentral, nil, begun: context.now, deadline: Instant(day: by + 1))
            changes.append(.create(context.ids.next(), task.draft(owner: rule.owner)))
        }
        return Decision(ScreeningRuleReply(rule.id, rule.version + 1, rule.value), changes: changes, version: rule.version + 1)
    }
}

/// The screening rules with their tests; supervision sees them too.
public struct ListScreeningRules: Query {
    public init() {}
    public typealias Input = Nothing

    public let about = OperationDescription.etias(
        "listScreeningRules", "List screening rules", "All rules with their state and last test.", article: "33, 10", .read, .GET,
        "/screening-rules", data: .etiasScreeningRules, grants: [ETIASGrants.screeningRules, ETIASGrants.screeningRulesSupervised])

    public struct Output: WireRecord, Hashable {
        public var rules: [ScreeningRuleReply] = []
        public init() {}
        public static let wireName = "ScreeningRules"
        public static let meaning = "Screening rules."
        public static let fields: [Field<Output>] = [.list("rules", \.rules, "Rules.", count: 0...1000)]
    }

    public func answer(_ input: Nothing, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        output.rules = try reader.page(ScreeningRule.kind, after: nil, limit: 1000).map { stored in
            ScreeningRuleReply(stored.id, stored.version, try ScreeningRule(stored: stored))
        }
        return Answer(output)
    }
}

/// Names a screening rule.
public struct ScreeningRuleReference: WireRecord, Hashable {
    public var rule = RecordID(high: 0, low: 0)
    public init() {}
    public init(_ rule: RecordID) { self.rule = rule }
    public static let meaning = "A screening rule."
    public static let fields: [Field<ScreeningRuleReference>] = [.required("rule", \.rule, "The rule.")]
}

/// A rule as it is shown.
public struct ScreeningRuleReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var rule = ScreeningRule()
    public init() {}
    init(_ id: RecordID, _ version: Int, _ rule: ScreeningRule) { (self.id, self.version, self.rule) = (id, version, rule) }
    public static let meaning = "A screening rule and how it stands."
    public static let fields: [Field<ScreeningRuleReply>] = [
        .required("id", \.id, "The rule."), .required("version", \.version, "Version, for If-Match."),
        .required("rule", \.rule, "The rule."),
    ]
}
