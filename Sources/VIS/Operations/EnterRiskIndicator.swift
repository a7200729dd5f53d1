import Access
import Identity
import Operations
import Registry
import Wire

/// The ETIAS Central Unit enters a specific risk indicator (Article 9j(4)–(6)). Age and sex alone are none.
public struct EnterRiskIndicator: Command {
    public init() {}

    public let about = OperationDescription.vis(
        "enterRiskIndicator", "Enter a specific risk indicator", "A combination of data that points to a risk; it decides nothing.",
        article: "9j(4)–(6)", .create, .POST, "/risk-indicators", data: .riskIndicators, grants: [VISGrants.riskIndicators],
        refusals: [.indicatorNotProportionate])

    public struct Input: WireRecord, Hashable {
        public var indicator = RiskIndicator()
        public init() {}
        public static let wireName = "EnterRiskIndicator"
        public static let meaning = "A specific risk indicator."
        public static let fields: [Field<Input>] = [.required("indicator", \.indicator, "The indicator; its day of review is today's.")]
    }

    public struct Output: WireRecord, Hashable {
        public var indicator = RecordID(high: 0, low: 0)
        public var reviewBy = Day(number: 0)
        public init() {}
        public static let wireName = "RiskIndicatorEntered"
        public static let meaning = "The indicator was entered or reviewed."
        public static let fields: [Field<Output>] = [
            .required("indicator", \.indicator, "The indicator."), .required("reviewBy", \.reviewBy, "Day of the next review."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Nothing { Nothing() }

    public func decide(_ input: Input, _ current: Nothing, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        var indicator = input.indicator
        guard indicator.isProportionate else {
            throw Refusal(.indicatorNotProportionate, "an indicator is never based on age or sex alone", pointer: "/indicator")
        }
        guard indicator.ageMin ?? 0 <= indicator.ageMax ?? 130 else {
            throw Refusal(.indicatorNotProportionate, "nobody is in this range of ages", pointer: "/indicator/ageMax")
        }
        indicator.reviewed = context.today
        let id = context.ids.next()
        var output = Output()
        (output.indicator, output.reviewBy) = (id, indicator.reviewBy)
        return Decision(
            output,
            changes: [
                .create(id, indicator.draft(owner: context.owner)),
                VISTasks.start(.reviewIndicator, about: id, .etiasCentral, of: nil, at: context.now).started(
                    context.ids, owner: context.owner),
            ], version: 1)
    }
}

extension RefusalKind {
    static let indicatorNotProportionate = RefusalKind(
        "vis/indicator-not-proportionate", 422, "The indicator is not one that may be entered", article: "VIS 9j(5)")
}
