import Access
import Operations
import Registry
import Wire

/// Whether detection for a record, or for everything up to a change, has been carried out (Articles 27, 28(1)).
public struct ReadDetection: Query {
    public init() {}

    public let about = OperationDescription.mid(
        "readDetection", "Read the state of detection",
        "Whether the detector has dealt with a change, named by the sequence number that its reply carried, or with all changes of a record.",
        article: "27, 28", .read, .GET, "/detection", data: .detectionState, grants: MIDGrants.seeState)

    public struct Input: WireRecord, Hashable {
        public var sequence: Int?
        public var record: RecordID?
        public init() {}
        public static let wireName = "ReadDetection"
        public static let meaning = "Which change or record."
        public static let fields: [Field<Input>] = [
            .optional("sequence", \.sequence, "Sequence number of a reply.", limits: .integer(0...Int64.max >> 11)),
            .optional("record", \.record, "A record."),
        ]
    }

    public enum State: String, CaseIterable, Sendable, WireChoice { case pending, done }

    public struct Output: WireRecord, Hashable {
        public var state = State.done
        /// Sequence number up to which detection was carried out.
        public var reached = 0
        public var last = 0
        public init() {}
        public static let wireName = "DetectionState"
        public static let meaning = "How far detection has come."
        public static let fields: [Field<Output>] = [
            .required("state", \.state, "Pending or done."),
            .required("reached", \.reached, "Sequence number up to which detection was carried out."),
            .required("last", \.last, "The last sequence number."),
        ]
    }

    /// Changes that are looked through for a record; where more wait, it counts as pending.
    private static let pageMax = 20_000

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        let reached = try reader.position(MultipleIdentityDetector.follower)
        (output.reached, output.last) = (Int(reached), Int(try reader.lastSequence()))
        if let sequence = input.sequence, sequence > output.reached { output.state = .pending }
        if let record = input.record {
            let waiting = try reader.wholeFeed(after: reached, limit: ReadDetection.pageMax)
            if waiting.count == ReadDetection.pageMax || waiting.contains(where: { $0.id == record }) {
                output.state = .pending
            }
            // Stepped over, and tried again.
            let aside = try reader.find(WaitingDetection.kind, key: WaitingDetection.recordKey, value: record.description)
            if !aside.isEmpty { output.state = .pending }
        }
        if input.sequence == nil, input.record == nil {
            let aside = try reader.find(WaitingDetection.kind, key: WaitingDetection.waitingKey, value: WaitingDetection.everyone)
            if output.last > output.reached || !aside.isEmpty { output.state = .pending }
        }
        return Answer(output, log: LogDetails(records: input.record.map { [$0] } ?? []))
    }
}
