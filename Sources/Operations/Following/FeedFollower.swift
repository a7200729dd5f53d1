import Access
import Identity
import Registry
import Wire

/// What follows elsewhere when a record changes: a visa revoked is told to the EES. A follower reads the feed from a
/// durable position, so that nothing is followed twice or not at all, whatever happens in between.
///
/// Following an entry twice must come to the same: the follower looks at the records as they stand.
public protocol FeedFollower: Sendable {
    /// Stable: the position is kept under it.
    var name: String { get }
    var kinds: Set<RecordKind> { get }
    /// Systems that it reads and changes.
    var systems: Set<SystemName> { get }
    var article: String { get }
    func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing>
}

/// Carries followers out: each entry of the feed in a commit of its own, together with the position behind it.
public struct FeedFollowing: Sendable {
    private let runner: Runner
    public let followers: [any FeedFollower]

    public init(runner: Runner, followers: [any FeedFollower]) {
        self.runner = runner
        self.followers = followers
    }

    /// What one run came to.
    public struct Report: Sendable, Hashable {
        /// Entries that led to changes.
        public var followed = 0
        /// Followers that stand still before an entry that they could not follow, and why. The next run tries again.
        public var failed: [String: String] = [:]
        public init(followed: Int = 0, failed: [String: String] = [:]) {
            self.followed = followed
            self.failed = failed
        }
    }

    /// Follows until nothing new is there. A follower that cannot go on does not hold up the others.
    public func catchUp() async -> Report {
        var report = Report()
        for follower in followers {
            do throws(Refusal) {
                report.followed += try await catchUp(follower)
            } catch {
                report.failed[follower.name] = error.detail
            }
        }
        return report
    }

    /// Lets every follower begin after what is recorded now: a register that was filled at once, and consistently, holds
    /// nothing to follow.
    public func beginHere() async throws(Refusal) {
        for follower in followers {
            let mandate = runner.policy.mandate(
                forTask: follower.name, systems: follower.systems, actions: [.read], article: follower.article,
                requestID: runner.ids.next().description)
            let last: Int64
            do { last = try await runner.registry.read(mandate) { reader in try reader.lastSequence() } } catch { throw Refusal.from(error) }
            try await advance(follower, to: last, mandate)
        }
    }

    private func catchUp(_ follower: any FeedFollower) async throws(Refusal) -> Int {
        var count = 0
        while true {
            let requestID = runner.ids.next().description
            let mandate = runner.policy.mandate(
                forTask: follower.name, systems: follower.systems, actions: [.read, .create, .update, .delete],
                article: follower.article, requestID: requestID)
            let reached: Int64
            let entries: [FeedEntry]
            let last: Int64
            do {
                (reached, entries, last) = try await runner.registry.read(mandate) { reader in
                    let reached = try reader.position(follower.name)
                    let page = try reader.wholeFeed(after: reached, limit: 1000)
                    return (reached, page, page.last?.sequence ?? reached)
                }
            } catch { throw Refusal.from(error) }
            guard last > reached else { return count }
            var done = reached
            for entry in entries where follower.kinds.contains(entry.kind) {
                if try await follow(entry, follower, mandate) {
                    count += 1
                    done = entry.sequence
                }
            }
            if done < last { try await advance(follower, to: last, mandate) }
        }
    }

    /// Returns whether anything was committed, its position included.
    private func follow(
        _ entry: FeedEntry, _ follower: any FeedFollower, _ mandate: Mandate
    ) async throws(Refusal) -> Bool {
        var attempt = 0
        while true {
            attempt += 1
            let now = runner.clock.now()
            let context = DecisionContext(
                caller: mandate.caller, case: mandate.case, now: now, today: now.utcDay, ids: runner.ids,
                expectedVersion: nil, visible: [])
            do {
                let decision = try await runner.registry.read(mandate) { reader in
                    try follower.follow(entry, reader: reader, context: context)
                }
                guard !decision.changes.isEmpty || !decision.notices.isEmpty || !decision.facts.isEmpty else { return false }
                let row = try runner.log.row(
                    LogDraft(
                        event: "follow.\(follower.name)", system: entry.kind.system, action: .update, article: follower.article,
                        at: now, caller: mandate.caller, case: mandate.case, policyRevision: mandate.policyRevision,
                        verdict: .allowed, details: LogDetails(records: decision.changes.map(\.id)),
                        erased: decision.changes.compactMap { if case .erase(let id, _, _) = $0 { id } else { nil } }))
                _ = try await runner.registry.commit(
                    Commit(
                        changes: decision.changes, log: [row], notices: decision.notices, facts: decision.facts,
                        positions: [follower.name: entry.sequence], at: now, by: mandate.caller.authority), under: mandate)
                return true
            } catch {
                let refusal = Refusal.from(error)
                guard refusal.kind == .conflict, attempt < 8 else { throw refusal }
            }
        }
    }

    private func advance(_ follower: any FeedFollower, to sequence: Int64, _ mandate: Mandate) async throws(Refusal) {
        do {
            _ = try await runner.registry.commit(
                Commit(positions: [follower.name: sequence], at: runner.clock.now(), by: mandate.caller.authority),
                under: mandate)
        } catch { throw Refusal.from(error) }
    }
}
