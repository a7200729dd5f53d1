import Access
import Identity
import Operations
import Registry
import Wire

/// A VIS designated authority or ETIAS National Unit lists the hits that its Member State has to verify (Articles 9d, 9e).
public struct ListHitVerifications: Query {
    public init() {}
    public typealias Input = Nothing

    public let about = OperationDescription.vis(
        "listVerifications", "List hits to be verified", "Hits that the caller's authority verifies; the earliest first.",
        article: "9d, 9e",
        .read, .GET, "/verifications", data: .hitVerification,
        grants: [VISGrants.designatedVerifies, VISGrants.nationalUnitVerifies])

    public struct Line: WireRecord, Hashable {
        public var verification = RecordID(high: 0, low: 0)
        public var point = QueryPoint.sisArrest
        public var notified = Instant(milliseconds: 0)
        public var confirmed = false
        public init() {}
        public static let wireName = "HitVerificationLine"
        public static let meaning = "A hit to be verified."
        public static let fields: [Field<Line>] = [
            .required("verification", \.verification, "The verification."), .required("point", \.point, "What was found."),
            .required("notified", \.notified, "When the authority was notified."),
            .defaulted("confirmed", \.confirmed, to: false, "The data correspond; follow-up is to be done."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var verifications: [Line] = []
        public init() {}
        public static let wireName = "HitVerifications"
        public static let meaning = "Hits to be verified."
        public static let fields: [Field<Output>] = [.list("verifications", \.verifications, "The hits.", count: 0...100_000)]
    }

    /// The list shows the caller's own alone, so ownership is established by what it looks for.
    public func demand(_ input: Nothing, facts: FactReader) throws -> Demand {
        Demand(data: .hitVerification, conditions: facts.caller.memberState == nil ? [] : [.owner])
    }

    public func answer(_ input: Nothing, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let queue = HitVerification.queue(context.caller.kind, context.owner)
        let all = try reader.values(HitVerification.self, key: VISKey.verifier, value: queue)
        var output = Output()
        output.verifications = all.sorted { ($0.value.notified, $0.id) < ($1.value.notified, $1.id) }.map { recorded in
            var line = Line()
            (line.verification, line.point) = (recorded.id, recorded.value.point)
            (line.notified, line.confirmed) = (recorded.value.notified, recorded.value.confirmed)
            return line
        }
        return Answer(output, log: LogDetails(records: all.map(\.id)))
    }
}
