import Access
import Operations
import Registry
import Wire

/// The requests for flags on one alert: all of them for the issuing Member State, one's own for everybody else.
public struct ReadFlagRequests: AlertQuery {
    public typealias Input = AlertReference

    public init() {}
    public var asks: DataGroup? { .sisFlagRequest }

    public let about = OperationDescription.sis(
        "readFlagRequests", "Read the requests for flags on an alert",
        "The issuing Member State reads all requests, another its own.", article: "1862 24, 25", .read, .GET,
        "/alerts/{schengenId}/flag-requests", data: .sisFlagRequest, grants: [SISGrants.supplementary],
        refusals: [.notFound])

    public struct Output: WireRecord, Hashable {
        public var requests: [FlagRequest] = []
        public init() {}
        public static let wireName = "FlagRequests"
        public static let meaning = "Requests for flags on an alert."
        public static let fields: [Field<Output>] = [
            .list("requests", \.requests, "The requests, oldest first.", count: 0...1000)
        ]
    }

    public func answer(
        _ input: AlertReference, from reader: Reader, in context: DecisionContext
    ) throws -> Answer<Output> {
        let alert = try reader.alert(input.schengenID)
        let requests = try reader.values(FlagRequest.self, key: SISKey.schengenID, value: input.schengenID)
            .filter { alert.owner == context.owner || $0.value.memberState == context.owner }
            .sorted { ($0.value.requested, $0.id) < ($1.value.requested, $1.id) }.prefix(1000)
        var output = Output()
        output.requests = requests.map(\.value)
        return Answer(output, log: LogDetails(records: [alert.id] + requests.map(\.id)))
    }
}
