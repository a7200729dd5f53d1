import Access
import Operations
import Registry
import Wire

/// The ETIAS Central Unit evaluates a specific risk indicator, and keeps or deletes it (Article 9j(6)), as often as the risks that it is based
/// on are reviewed: at least every six months (9j(3)).
public struct ReviewRiskIndicator: Command {
    public init() {}
    public typealias Output = EnterRiskIndicator.Output

    public let about = OperationDescription.vis(
        "reviewRiskIndicator", "Review a specific risk indicator", "Keeps it for six more months, or deletes it.", article: "9j(3), (6)",
        .update, .POST, "/risk-indicators/{indicator}/review", data: .riskIndicators, grants: [VISGrants.riskIndicators],
        refusals: [.notFound, .conflict], needsVersion: false, consequences: [.create, .delete])

    public struct Input: WireRecord, Hashable {
        public var indicator = RecordID(high: 0, low: 0)
        public var keep = true
        public init() {}
        public static let wireName = "ReviewRiskIndicator"
        public static let meaning = "Whether an indicator stays."
        public static let fields: [Field<Input>] = [
            .required("indicator", \.indicator, "The indicator."), .required("keep", \.keep, "Whether it stays."),
        ]
    }

    public func load(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> (indicator: Recorded<RiskIndicator>, tasks: [Recorded<LegalTask<VISTasks>>]) {
        (try reader.require(RiskIndicator.self, input.indicator), try reader.tasks(VISTasks.self, about: input.indicator))
    }

    public func decide(
        _ input: Input, _ current: (indicator: Recorded<RiskIndicator>, tasks: [Recorded<LegalTask<VISTasks>>]),
        in context: DecisionContext
    ) throws(Refusal) -> Decision<Output> {
        var indicator = current.indicator
        var output = Output()
        output.indicator = indicator.id
        guard input.keep else {
            output.reviewBy = context.today
            return Decision(
                output,
                changes: [.erase(indicator.id, expected: indicator.version, article: "VIS 9j(6)")]
                    + current.tasks.erased(article: "VIS 9j(6)"))
        }
        indicator.value.reviewed = context.today
        output.reviewBy = indicator.value.reviewBy
        return Decision(
            output,
            changes: [indicator.update] + current.tasks.ending(.reviewIndicator, at: context.now) + [
                VISTasks.start(.reviewIndicator, about: indicator.id, .etiasCentral, of: nil, at: context.now)
                    .started(context.ids, owner: indicator.owner)
            ], version: indicator.version + 1)
    }
}
