import Access
import Identity
import Operations
import Registry
import Wire

/// A supervisory authority records that it has verified whether the conditions of Article 22(1) and (2) were met, in the logs of access up to
/// an instant (Article 24(4)). What it looks at are the log and `cir.listPresenceRequests`; what it finds is its own to keep.
///
/// Each authority ends what waits in its own queue: that of a Member State its authorities' access, the European Data Protection Supervisor
/// Europol's. Where nothing waits there was nothing to verify, and the log says that somebody looked.
public struct VerifyPresenceLogs: Command {
    public init() {}

    public let about = OperationDescription.cir(
        "verifyLogs", "Record that the logs of queries for law enforcement were verified",
        "Ends the tasks of the caller's own queue for access up to an instant. Each access is to be verified within six months.",
        article: "24(4)", .update, .POST, "/presence-requests/verification", data: .presenceVerification,
        grants: [CIRGrants.verifyLogs], refusals: [.conflict], needsVersion: false)

    /// Tasks that one request ends; an entry of the log names them all.
    static let most = 1000

    public struct Input: WireRecord, Hashable {
        public var until: Instant?
        public init() {}
        public static let wireName = "VerifyPresenceLogs"
        public static let meaning = "Which access was verified."
        public static let fields: [Field<Input>] = [
            .optional("until", \.until, "The last instant whose access was verified; now, where absent.")
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var verified = 0
        public var left = 0
        public init() {}
        public static let wireName = "PresenceLogsVerified"
        public static let meaning = "What was recorded as verified."
        public static let fields: [Field<Output>] = [
            .required("verified", \.verified, "Queries that no longer wait."),
            .required("left", \.left, "Queries up to the instant that still do; ask again."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> [Recorded<LegalTask<CIRTasks>>] {
        let until = input.until ?? context.now
        return try reader.values(
            LegalTask<CIRTasks>.self, key: LegalTask<CIRTasks>.queueKey, value: LegalTask<CIRTasks>.queue(of: context.caller)
        )
        .filter { $0.value.step == CIRTasks.verifyLogs && $0.value.begun <= until }
        .sorted { ($0.value.begun, $0.id) < ($1.value.begun, $1.id) }
    }

    public func decide(_ input: Input, _ current: [Recorded<LegalTask<CIRTasks>>], in context: DecisionContext) throws(Refusal)
        -> Decision<Output>
    {
        let verified = current.prefix(VerifyPresenceLogs.most)
        var output = Output()
        (output.verified, output.left) = (verified.count, current.count - verified.count)
        return Decision(output, changes: verified.ending(at: context.now))
    }
}
