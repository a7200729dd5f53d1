import Access
import Identity
import Operations
import Registry
import Wire

/// Launches multiple-identity detection for every record on a person that is created or changed (2019/817 and 2019/818 Article
/// 27), in the background of the commit.
///
/// It reads the change feed from a durable position. The links that a record leads to, the log entry and the position behind
/// it are one commit: whatever happens in between, nothing is detected twice or not at all.
public final class MultipleIdentityDetector: Sendable {
    /// The position is kept under this name.
    public static let follower = "multiple-identity-detector"

    let runner: Runner
    let search: CandidateSearch
    let authorityNamed: @Sendable (String) -> (kind: AuthorityKind, memberState: String?)?
    let persons = ComparedPersons()

    /// Records that share a commit, at most.
    let batchMax: Int
    static let page = 500

    /// - Parameters:
    ///   - batch: records that share a commit. Few, so that a kill costs little; some, so that they share a sync.
    ///   - authorityNamed: kind and Member State of an authority in the administration's directory, also of one that is withdrawn.
    public init(
        runner: Runner, search: CandidateSearch, batch: Int = 32,
        authorityNamed: @escaping @Sendable (String) -> (kind: AuthorityKind, memberState: String?)?
    ) {
        (self.runner, self.search, self.authorityNamed) = (runner, search, authorityNamed)
        batchMax = max(1, batch)
    }

    /// What a run came to.
    public struct Report: Sendable, Hashable {
        /// Records for which detection was carried out.
        public var detected = 0
        public var linksCreated = 0
        public var linksChanged = 0
        public var linksErased = 0
        /// Why it stands still, where it does. The next run tries again.
        public var failure: String?
        /// Records that were tried in this run and could not be compared, and why: they are stepped over and tried again later.
        public var aside: [RecordID: String] = [:]
        /// All that wait to be tried again.
        public var waiting: Set<RecordID> = []
        public init() {}

        /// What went wrong, in words; `nil` where nothing did.
        public var trouble: String? {
            failure ?? aside.min { $0.key < $1.key }.map { "\($0.key) could not be compared: \($0.value)" }
        }

        mutating func add(_ outcomes: [Detection.Outcome]) {
            detected += outcomes.count
            linksCreated += outcomes.reduce(0) { $0 + $1.created }
            linksChanged += outcomes.reduce(0) { $0 + $1.changed }
            linksErased += outcomes.reduce(0) { $0 + $1.erased.count }
        }
    }

    /// Detects until nothing new is there, or the task is cancelled.
    public func catchUp() async -> Report {
        var report = Report()
        do throws(Refusal) {
            try await tryAgain(&report)
            while !Task.isCancelled, try await followPage(&report) {}
        } catch {
            report.failure = error.detail
        }
        return report
    }

    /// Begins behind what is recorded now, for a register whose records are compared by a transitional run instead.
    public func beginHere() async throws(Refusal) {
        let mandate = mandate()
        do {
            let last = try await runner.registry.read(mandate) { reader in try reader.lastSequence() }
            _ = try await runner.registry.commit(
                Commit(
                    positions: [MultipleIdentityDetector.follower: last], at: runner.clock.now(),
                    by: mandate.caller.authority),
                under: mandate)
        } catch { throw Refusal.from(error) }
    }

    // MARK: - Following

    /// One record to be detected, or one that is gone.
    enum Work: Hashable, Sendable {
        case person(RecordID)
        case gone(SystemName, RecordID)
    }

    /// - Returns: whether there was anything new.
    private func followPage(_ report: inout Report) async throws(Refusal) -> Bool {
        let mandate = mandate()
        let (entries, work): ([FeedEntry], [[Work]])
        do {
            (entries, work) = try await runner.registry.read(mandate) { reader in
                let reached = try reader.position(MultipleIdentityDetector.follower)
                let entries = try reader.wholeFeed(after: reached, limit: MultipleIdentityDetector.page)
                return (entries, try entries.map { try DetectionLaunch.work(for: $0, from: reader) })
            }
        } catch { throw Refusal.from(error) }
        guard !entries.isEmpty else { return false }
        var batch: [Work] = []
        for (place, entry) in entries.enumerated() {
            for item in work[place] where !batch.contains(item) { batch.append(item) }
            let isLast = place == entries.count - 1
            guard batch.count >= batchMax || isLast else { continue }
            let (outcomes, aside) = try await carryOutOrPutAside(batch, positions: [MultipleIdentityDetector.follower: entry.sequence])
            report.add(outcomes)
            report.aside.merge(aside, uniquingKeysWith: { _, last in last })
            report.waiting.formUnion(aside.keys)
            batch.removeAll(keepingCapacity: true)
            if Task.isCancelled { break }
        }
        return true
    }

    // MARK: - Detecting

    func mandate() -> Mandate {
        runner.policy.mandate(
            forTask: MultipleIdentityDetector.follower, systems: PersonRecords.systems.union([.MID, .CIR, .sBMS]),
            actions: [.read, .search, .create, .update, .delete], article: "817 27",
            requestID: runner.ids.next().description)
    }

    /// Detects for these records and commits what follows, together with the positions and what else belongs to the step.
    func carryOut(
        _ work: [Work], positions: [String: Int64], isTransitional: Bool = false,
        extra: @escaping @Sendable ([Detection.Outcome]) -> [Change] = { _ in [] }
    ) async throws(Refusal) -> [Detection.Outcome] {
        let mandate = mandate()
        var attempt = 0
        while true {
            attempt += 1
            let now = runner.clock.now()
            let context = DecisionContext(
                caller: mandate.caller, case: mandate.case, now: now, today: now.utcDay, ids: runner.ids,
                expectedVersion: nil, visible: [])
            do {
                let found = try await candidates(work, under: mandate)
                let detection = Detection(
                    responsibility: Responsibility(authorityNamed: authorityNamed, isTransitional: isTransitional),
                    authority: mandate.caller.authority)
                let persons = persons
                let (outcomes, changes, notices) = try await runner.registry.read(mandate) { reader in
                    var book = LinkBook(reader: reader, context: context)
                    let outcomes = try MultipleIdentityDetector.decide(work, found, detection, persons, &book)
                    return (outcomes, book.changes(), book.notices)
                }
                let more = extra(outcomes)
                guard !outcomes.isEmpty || !more.isEmpty || !positions.isEmpty else { return [] }
                var rows: [LogRow] = []
                for outcome in outcomes { rows.append(try row(outcome, mandate, now)) }
                if rows.isEmpty, !more.isEmpty {
                    rows.append(
                        try runner.log.row(
                            LogDraft(
                                event: isTransitional ? "mid.transitionalStep" : "mid.detect", system: .MID, action: .update,
                                article: isTransitional ? "817 69" : "817 27", at: now, caller: mandate.caller,
                                case: mandate.case, policyRevision: mandate.policyRevision, verdict: .allowed,
                                details: LogDetails(records: more.map(\.id)))))
                }
                _ = try await runner.registry.commit(
                    Commit(
                        changes: changes + more, log: rows, notices: notices, positions: positions, at: now,
                        by: mandate.caller.authority),
                    under: mandate)
                return outcomes
            } catch {
                let refusal = Refusal.from(error)
                guard refusal.kind == .conflict || refusal.kind == .alreadyExists, attempt < 8 else { throw refusal }
            }
        }
    }

    /// Asks galleries and indexes, on the threads that processor time is spent on.
    private func candidates(_ work: [Work], under mandate: Mandate) async throws -> [RecordID: CandidateSearch
        .Candidates]
    {
        let compared = persons
        let persons = try await runner.registry.read(mandate) { reader in
            try work.compactMap { item -> ComparedPerson? in
                guard case .person(let id) = item else { return nil }
                return try compared.read(id, from: reader)
            }
        }
        let search = search
        let faces = await withTaskGroup(of: (SystemName, [RecordID: [RecordID]]).self) { group in
            for system in PersonRecords.systems {
                group.addTask { await search.matching.off { (system, search.faces(of: persons, in: system)) } }
            }
            return await group.reduce(into: [SystemName: [RecordID: [RecordID]]]()) { $0[$1.0] = $1.1 }
        }
        return await withTaskGroup(of: (RecordID, CandidateSearch.Candidates).self) { group in
            for person in persons {
                group.addTask {
                    await search.matching.off { (person.side.record, search.candidates(for: person, faces: faces)) }
                }
            }
            var found: [RecordID: CandidateSearch.Candidates] = [:]
            for await (id, candidates) in group { found[id] = candidates }
            return found
        }
    }

    private static func decide(
        _ work: [Work], _ found: [RecordID: CandidateSearch.Candidates], _ detection: Detection,
        _ persons: ComparedPersons, _ book: inout LinkBook
    ) throws -> [Detection.Outcome] {
        var outcomes: [Detection.Outcome] = []
        for item in work {
            switch item {
            case .gone(let system, let id):
                persons.forget(id)
                let gone = try book.forget(side: LinkSide.key(system, id), article: "817 35")
                guard !gone.isEmpty else { continue }
                var outcome = Detection.Outcome(record: LinkSide(system: system, record: id, owner: LinkBook.owner))
                outcome.erased = gone
                outcomes.append(outcome)
            case .person(let id):
                guard let subject = try persons.read(id, from: book.reader) else { continue }
                let candidates = found[id] ?? CandidateSearch.Candidates()
                var ids = candidates.persons
                for sample in candidates.samples {
                    guard let kind = PersonRecords.sampleKinds.first(where: { $0.system == sample.kind }),
                        let person = try PersonRecords.person(ofSamples: sample.id, kind, from: book.reader)
                    else { continue }
                    ids.insert(person)
                }
                let others = try ids.sorted().compactMap { try persons.read($0, from: book.reader) }
                var outcome = try detection.detect(subject, among: others, in: &book) { try persons.read($0, from: $1) }
                outcome.keys = candidates.keys
                outcomes.append(outcome)
            }
        }
        return outcomes
    }

    /// What Article 36 and Article 4 of Delegated Regulation (EU) 2023/333 keep of a comparison: the kinds of data, the linked
    /// data by reference, the matches.
    private func row(_ outcome: Detection.Outcome, _ mandate: Mandate, _ now: Instant) throws(Refusal) -> LogRow {
        var details = LogDetails(records: [outcome.record.record] + outcome.links, keys: outcome.keys)
        for system in PersonRecords.systems where system != outcome.record.system {
            details.results[system] = outcome.matches[system] ?? 0
        }
        return try runner.log.row(
            LogDraft(
                event: outcome.erased.isEmpty ? "mid.detect" : "mid.detectAndErase", system: .MID,
                action: outcome.erased.isEmpty ? .search : .delete, article: "817 27, 28, 35", at: now,
                caller: mandate.caller,
                case: mandate.case, policyRevision: mandate.policyRevision, verdict: .allowed, details: details,
                erased: outcome.erased))
    }
}
