import Access
import Identity

/// The only way to records. Every call takes a mandate; what it does not cover is refused here once more, whatever the
/// operation meant to do.
public struct Registry: Sendable {
    let store: any Store
    /// What becomes of samples before they are committed, away from the thread that commits.
    private let preparing: Preparing?

    /// Makes templates of samples.
    public typealias Preparing = @Sendable ([StoredTemplate]) async -> [StoredTemplate]

    public init(store: any Store, preparing: Preparing? = nil) { (self.store, self.preparing) = (store, preparing) }

    /// Reads under a mandate, on a thread that may block; all reads of one call see the same state.
    public func read<Value: Sendable>(
        _ mandate: Mandate, _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws -> Value {
        try await store.read { view in try body(Reader(view: view, mandate: mandate)) }
    }

    /// Commits what an operation decided. Each change must lie within the mandate, or within that of a task of Sextant's own which the
    /// operation sets off.
    public func commit(_ commit: Commit, under mandate: Mandate, entailing task: Mandate? = nil) async throws(RegistryError) -> Receipt {
        let mandates = [mandate] + (task.map { [$0] } ?? [])
        for change in commit.changes {
            let (action, kind): (AccessAction, RecordKind?) =
                switch change {
                case .create(_, let draft): (.create, draft.kind)
                case .update(_, _, let draft): (.update, draft.kind)
                case .erase: (.delete, nil)
                }
            let covered = mandates.contains { mandate in
                kind.map { mandate.allows(action, in: $0.system) } ?? mandate.actions.contains(action)
            }
            guard covered else { throw .outsideMandate("\(action.rawValue) \(kind?.description ?? "record")") }
        }
        guard commit.acknowledged.isEmpty || mandate.allows(.update, in: .administration) else {
            throw .outsideMandate("acknowledging notices")
        }
        let prepared = await prepared(commit)
        do { return try await store.commit(prepared) } catch { throw .store(error) }
    }

    private func prepared(_ commit: Commit) async -> Commit {
        guard let preparing else { return commit }
        func prepared(_ draft: RecordDraft) async -> RecordDraft {
            var projection = draft.projection
            projection.templates = await preparing(projection.templates)
            return RecordDraft(kind: draft.kind, owner: draft.owner, payload: draft.payload, schema: draft.schema, projection: projection)
        }
        var commit = commit
        for (place, change) in commit.changes.enumerated() {
            switch change {
            case .create(let id, let draft) where !draft.projection.templates.isEmpty:
                commit.changes[place] = .create(id, await prepared(draft))
            case .update(let id, let expected, let draft) where !draft.projection.templates.isEmpty:
                commit.changes[place] = .update(id, expected: expected, await prepared(draft))
            case .create, .update, .erase: break
            }
        }
        return commit
    }

    /// Commits what carries no change of a record: log entries of refusals and failures have no mandate to show.
    public func log(_ rows: [LogRow], at: Instant, by authority: String) async throws(StoreError) -> Receipt {
        try await store.commit(Commit(log: rows, at: at, by: authority))
    }
}

public enum RegistryError: Error, Sendable {
    case store(StoreError)
    /// The operation tried what its mandate does not cover: a mistake in Sextant, not of the caller.
    case outsideMandate(String)
}

/// One consistent view of the records under a mandate.
public struct Reader {
    let view: any RecordReading
    public let mandate: Mandate

    public func record(_ id: RecordID) throws -> StoredRecord? {
        guard let record = try view.record(id) else { return nil }
        try check(record.kind)
        return record
    }

    public func history(_ id: RecordID) throws -> [StoredRecord] {
        let versions = try view.history(id)
        if let first = versions.first { try check(first.kind) }
        return versions
    }

    /// What is known of a record as it stands beside its payload; `nil` where there is none.
    public func projection(_ id: RecordID) throws -> Projection? {
        guard let record = try view.record(id) else { return nil }
        try check(record.kind)
        return try view.projection(id)
    }

    public func find(_ kind: RecordKind, key: String, value: String) throws -> [StoredRecord] {
        try check(kind)
        return try view.records(kind, key: key, value: value)
    }

    /// A page of the records with that key, in order of identifier, after `after`.
    public func find(
        _ kind: RecordKind, key: String, value: String, after: RecordID?, limit: Int
    ) throws -> [StoredRecord] {
        try check(kind)
        var page: [StoredRecord] = []
        for id in try view.find(kind, key: key, value: value) where after.map({ $0 < id }) ?? true {
            guard page.count < limit else { break }
            if let record = try view.record(id) { page.append(record) }
        }
        return page
    }

    public func page(_ kind: RecordKind, after: RecordID?, limit: Int) throws -> [StoredRecord] {
        try check(kind)
        return try view.page(kind, after: after, limit: limit)
    }

    /// The same of a record that has been read already.
    public func projection(of record: StoredRecord) throws -> Projection? {
        try check(record.kind)
        return try view.projection(record.id)
    }

    public func count(_ kind: RecordKind) throws -> Int {
        try check(kind)
        return try view.count(kind)
    }

    /// Facts that Sextant established for the caller in this case.
    public func facts(at: Instant) throws -> [EstablishedFact] {
        guard let reference = mandate.case.reference else { return [] }
        return try view.facts(authority: mandate.caller.authority, caseReference: reference, at: at)
    }

    public func inbox(recipient: String, after: RecordID?, limit: Int) throws -> [Notice] {
        try view.inbox(recipient: recipient, after: after, limit: limit)
    }

    public func notice(_ id: RecordID) throws -> Notice? { try view.notice(id) }

    public func feed(after sequence: Int64, limit: Int) throws -> [FeedEntry] {
        try view.feed(after: sequence, limit: limit).filter { mandate.systems.contains($0.kind.system) }
    }

    /// The feed as it is, of all systems: sequence, identifier and version are nothing personal, and a follower must know
    /// how far it has read.
    public func wholeFeed(after sequence: Int64, limit: Int) throws -> [FeedEntry] {
        try view.feed(after: sequence, limit: limit)
    }

    public func lastSequence() throws -> Int64 { try view.lastSequence() }

    /// Everything of some kinds that is due, however much is due of others.
    public func due(_ kinds: Set<RecordKind>, upTo day: Day, pageSize: Int) throws -> [DueItem] {
        for kind in kinds { try check(kind) }
        return try view.allDue(upTo: day, pageSize: pageSize).filter { kinds.contains($0.kind) }
    }

    public func position(_ follower: String) throws -> Int64 { try view.position(follower) }

    private func check(_ kind: RecordKind) throws(RegistryError) {
        guard mandate.allows(.read, in: kind.system) else { throw .outsideMandate("read \(kind)") }
    }
}

extension Registry {
    /// The reply that was given to a key. No mandate: it was given to this very authority before.
    public func idempotentReply(authority: String, key: String) async throws -> IdempotentReply? {
        try await store.read { view in try view.idempotentReply(authority: authority, key: key) }
    }
}
