import Access
import Crypto
import Identity
import Registry
import Wire

/// The clock that operations get their instant from.
public struct Clock: Sendable {
    public let now: @Sendable () -> Instant
    public init(now: @escaping @Sendable () -> Instant) { self.now = now }
}

/// One request as it arrives, whatever carried it.
public struct OperationRequest: Sendable {
    public var caller: Caller
    public var `case`: CaseReference
    public var input: JSON
    public var idempotencyKey: String?
    public var expectedVersion: Int?

    public init(
        caller: Caller, case: CaseReference, input: JSON, idempotencyKey: String? = nil, expectedVersion: Int? = nil
    ) {
        self.caller = caller
        self.case = `case`
        self.input = input
        self.idempotencyKey = idempotencyKey
        self.expectedVersion = expectedVersion
    }
}

/// What leaves after the log entry is on disk.
public struct OperationReply: Sendable {
    /// The output as JSON, in the bytes that leave.
    public var bytes: [UInt8]
    public var version: Int?
    /// Who asks again with this sees at least what this request saw.
    public var sequence: Int64
    /// Identifier of the log entry, with which its inclusion can be proved.
    public var logEntry: RecordID
    /// The reply was given before, to the same `Idempotency-Key`.
    public var isReplay: Bool
    /// Multiple-identity detection follows for what was created or changed (2019/817 and 2019/818 Articles 27 and 28(1)).
    public var isDetectionPending = false

    /// The output as a value, for callers within the same program; read anew each time.
    public var body: JSON { (try? JSON(parsing: bytes, limits: JSON.Limits(bytesMax: .max, depthMax: 64))) ?? .null }
}

/// Carries operations out: decode, ask the policy, read, decide, commit with the log entry, and only then reply.
public struct Runner: Sendable {
    public let policy: AccessPolicy
    public let registry: Registry
    public let clock: Clock
    public let ids: IDGenerator
    public let log: any LogWriter
    /// How long a reply is kept for its `Idempotency-Key`.
    public let idempotencySeconds: Int64
    /// Kinds of records whose creation or change launches multiple-identity detection.
    public let detectedKinds: Set<RecordKind>
    private let turns = Turns()

    public init(
        policy: AccessPolicy, registry: Registry, clock: Clock, ids: IDGenerator = .random, log: any LogWriter,
        idempotencySeconds: Int64 = 86_400, detectedKinds: Set<RecordKind> = []
    ) {
        self.policy = policy
        self.registry = registry
        self.clock = clock
        self.ids = ids
        self.log = log
        self.idempotencySeconds = idempotencySeconds
        self.detectedKinds = detectedKinds
    }

    /// Runs one operation. Every end is logged before the answer leaves: a reply, a refusal, a failure. When the log
    /// cannot be written there is no answer but `unavailable`.
    public func run<Op: Operation>(_ operation: Op, _ request: OperationRequest) async throws(Refusal) -> OperationReply {
        var attempt = 0
        while true {
            attempt += 1
            let now = clock.now()
            do {
                return try await once(operation, request, now: now)
            } catch {
                // Optimistic concurrency: without If-Match the caller saw no version, so deciding anew is right.
                if error.kind == .conflict, request.expectedVersion == nil, attempt < 8 { continue }
                try await logRefusal(operation.about, request, error, at: now)
                throw error
            }
        }
    }

    private func once<Op: Operation>(
        _ operation: Op, _ request: OperationRequest, now: Instant
    ) async throws(Refusal) -> OperationReply {
        let about = operation.about
        let digest = try await replayCheck(about, request, now: now)
        if let replay = digest.reply { return replay }
        guard !about.needsVersion || request.expectedVersion != nil else {
            throw Refusal(.preconditionRequired, "send the version you saw in If-Match")
        }
        let input: Op.Input
        do { input = try Op.Input(reading: request.input) } catch { throw Refusal(error) }
        let claims = Set(operation.claims(input)).sorted()
        for claim in claims { await turns.take(claim) }
        defer { for claim in claims { turns.leave(claim) } }
        // Nobody waits any more for whose turn came too late; and the same request may have been carried out meanwhile.
        guard claims.isEmpty || !Task.isCancelled else { throw Refusal(.timedOut, "another request for the same thing was not done in time") }
        if !claims.isEmpty, let replay = try await replayCheck(about, request, now: now).reply { return replay }
        let desk = Desk(
            caller: request.caller, case: request.case, now: now, ids: ids, expectedVersion: request.expectedVersion,
            policy: policy, registry: registry)
        let outcome = try await operation.perform(input, at: desk)
        var body: [UInt8] = []
        body.reserveCapacity(4096)
        outcome.output.write(visible: outcome.visible.map { Set($0.map(\.rawValue)) }, into: &body)
        return try await commit(outcome, body: body, about, request, digest: digest.digest, now: now)
    }

    private func commit<Output: WireRecord>(
        _ outcome: Outcome<Output>, body: [UInt8], _ about: OperationDescription, _ request: OperationRequest,
        digest: [UInt8], now: Instant
    ) async throws(Refusal) -> OperationReply {
        try await refuseLowQuality(outcome.changes, under: outcome.mandate, at: now)
        var details = outcome.log
        if about.action == .create || about.action == .update { details.entered = EnteredFields.names(in: request.input) }
        let row = try log.row(
            draft(
                about, request, .allowed, details, revision: outcome.mandate.policyRevision,
                article: outcome.mandate.article, at: now,
                erased: outcome.changes.compactMap { if case .erase(let id, _, _) = $0 { id } else { nil } }))
        var commit = Commit(
            changes: outcome.changes, log: [row] + (try rowsOfSystems(about, request, outcome, of: row.id, now: now)), notices: outcome.notices,
            facts: outcome.facts,
            acknowledged: outcome.acknowledged, at: now, by: request.caller.authority)
        if let key = request.idempotencyKey, about.needsIdempotencyKey {
            commit.idempotency = IdempotentReply(
                authority: request.caller.authority, key: key, requestDigest: digest,
                reply: StoredReply(body: body, version: outcome.version, log: row.id).bytes,
                records: Set(outcome.changes.map(\.id)).union(outcome.log.records).sorted(),
                expires: now.adding(seconds: idempotencySeconds))
        }
        do {
            let receipt = try await registry.commit(commit, under: outcome.mandate, entailing: outcome.entailed)
            return OperationReply(
                bytes: body, version: outcome.version, sequence: receipt.sequence, logEntry: row.id, isReplay: false,
                isDetectionPending: launchesDetection(outcome.changes, about))
        } catch RegistryError.store(.replay(let stored)) {
            return try await replay(stored, digest: digest, about, request, now: now)
        } catch {
            throw Refusal.from(error)
        }
    }

    /// Whether detection follows. Only the operation's own system counts: what an operation entails in another is not for the caller to
    /// know.
    private func launchesDetection(_ changes: [Change], _ about: OperationDescription) -> Bool {
        changes.contains { change in
            switch change {
            case .create(_, let draft), .update(_, _, let draft):
                draft.kind.system == about.system && detectedKinds.contains(draft.kind)
            case .erase: false
            }
        }
    }

    // MARK: - Idempotency

    private func replayCheck(
        _ about: OperationDescription, _ request: OperationRequest, now: Instant
    ) async throws(Refusal) -> (digest: [UInt8], reply: OperationReply?) {
        guard about.needsIdempotencyKey else { return ([], nil) }
        guard let key = request.idempotencyKey else {
            throw Refusal(.keyMissing, "send an Idempotency-Key, so that a repeated request does nothing twice")
        }
        // Purpose and case belong to the request: the same message for another purpose is another request.
        let asked = [about.id, request.case.purpose.rawValue, request.case.reference ?? ""].joined(separator: "\0")
        let digest = Array(SHA256.hash(data: Array(asked.utf8) + [0] + request.input.bytes))
        let stored: IdempotentReply?
        do {
            let authority = request.caller.authority
            stored = try await registry.idempotentReply(authority: authority, key: key)
        } catch {
            throw Refusal.from(error)
        }
        guard let stored else { return (digest, nil) }
        return (digest, try await replay(stored, digest: digest, about, request, now: now))
    }

    /// Gives the stored reply once more: a second handing over of the same data, and an entry of its own in the log. The
    /// reply names the entry of the first.
    private func replay(
        _ stored: IdempotentReply, digest: [UInt8], _ about: OperationDescription, _ request: OperationRequest, now: Instant
    ) async throws(Refusal) -> OperationReply {
        guard stored.requestDigest == digest else {
            throw Refusal(.keyReused, "the key belongs to a request with another content")
        }
        guard let given = StoredReply(stored.reply) else { throw Refusal(.unavailable, "the stored reply cannot be read") }
        let row = try self.log.row(
            draft(
                about, request, .allowed, LogDetails(records: stored.records), revision: policy.revision,
                article: about.article, at: now))
        do {
            let receipt = try await registry.log([row], at: now, by: request.caller.authority)
            return OperationReply(
                bytes: given.body, version: given.version, sequence: receipt.sequence, logEntry: given.log, isReplay: true)
        } catch {
            throw Refusal(.unavailable, "the log cannot be kept")
        }
    }

    // MARK: - Log

    private func draft(
        _ about: OperationDescription, _ request: OperationRequest, _ verdict: LogDraft.Verdict, _ details: LogDetails,
        revision: String, article: String, at: Instant, erased: [RecordID] = []
    ) -> LogDraft {
        LogDraft(
            event: about.id, system: about.system, action: about.action, article: article, at: at,
            caller: request.caller, case: request.case, policyRevision: revision, verdict: verdict, details: details,
            erased: erased)
    }

    /// One row for each system that was asked by way of another, with that system's own term. `whole` is the entry of the request.
    private func rowsOfSystems<Output: WireRecord>(
        _ about: OperationDescription, _ request: OperationRequest, _ outcome: Outcome<Output>, of whole: RecordID, now: Instant
    ) throws(Refusal) -> [LogRow] {
        var rows: [LogRow] = []
        for (system, details) in outcome.log.bySystem.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            var draft = draft(
                about, request, .allowed, details, revision: outcome.mandate.policyRevision, article: outcome.mandate.article,
                at: now)
            draft.system = system
            draft.event = "\(about.id).\(system.rawValue)"
            draft.request = whole
            rows.append(try log.row(draft))
        }
        return rows
    }

    /// Refusals and failures are logged too. If that is impossible, the caller gets `unavailable` instead.
    public func logRefusal(
        _ about: OperationDescription, _ request: OperationRequest, _ refusal: Refusal, at now: Instant
    ) async throws(Refusal) {
        let verdict: LogDraft.Verdict =
            refusal.kind.status >= 500 ? .failed(refusal.kind.code) : .refused(refusal.kind.code)
        let row = try log.row(
            draft(about, request, verdict, LogDetails(), revision: policy.revision, article: about.article, at: now))
        do {
            _ = try await registry.log([row], at: now, by: request.caller.authority)
        } catch {
            throw Refusal(.unavailable, "the log cannot be kept")
        }
    }
}
