import Access
import Identity
import Operations
import Quality
import Registry
import Wire

/// The weekly look at everything that is stored (2021/2224 Articles 3(8), 6(3)): issues are found that time brought about, flags
/// without a record go, and the reports are made.
///
/// It can stop anywhere and begin anew: issues come out the same, and the reports of a week are one commit with unique numbers.
public struct QualityRun: Sendable {
    private let runner: Runner
    private let owners: [any QualityOwner.Type]
    /// Records read at once: a reader is not kept from others for long.
    private let pageSize: Int

    public init(runner: Runner, owners: [any QualityOwner.Type] = DataQuality.owners, pageSize: Int = 200) {
        self.runner = runner
        self.owners = owners
        self.pageSize = pageSize
    }

    private static let article = "817 37(3), 2021/2224 6"

    /// Makes the reports of the last whole week, unless they are made. Returns whether it made any.
    public func runIfDue() async throws(Refusal) -> Bool {
        let week = runner.clock.now().utcDay.monday - 7
        let mandate = mandate([.CRRS])
        let made = try await read(mandate) { reader in
            try reader.find(QualityReport.kind, key: QualityReport.weekKey, value: week.description, after: nil, limit: 1)
        }
        guard made.isEmpty else { return false }
        try await run(week: week)
        return true
    }

    /// The reports of the last whole week.
    public func reports() async throws(Refusal) -> [QualityReport] {
        let week = runner.clock.now().utcDay.monday - 7
        return try await read(mandate([.CRRS])) { reader in
            try reader.values(QualityReport.self, key: QualityReport.weekKey, value: week.description).map(\.value)
                .sorted { $0.system.rawValue < $1.system.rawValue }
        }
    }

    /// Looks at everything and makes the reports of a week.
    public func run(week: Day) async throws(Refusal) {
        var reports: [QualityReport] = []
        for owner in owners { reports.append(try await report(owner, week: week)) }
        let mandate = mandate([.CRRS])
        let changes = reports.map { Change.create(runner.ids.next(), $0.draft(owner: "CRRS")) }
        do {
            try await commit(changes, event: "quality.report", system: .CRRS, mandate)
        } catch {
            // Another node was quicker: the reports of the week are there.
            guard error.kind == .alreadyExists else { throw error }
        }
    }

    private func report<Owner: QualityOwner>(_ owner: Owner.Type, week: Day) async throws(Refusal) -> QualityReport {
        let mandate = mandate([Owner.system])
        let today = runner.clock.now().utcDay
        var tallies: [String: QualityTally] = [:]
        for kind in Owner.checked {
            var after: RecordID?
            while let page = try await look(owner, at: kind, after: after, today: today, mandate, &tallies) { after = page }
        }
        let works = try await issues(owner, week: week, today: today, mandate)
        return QualityReport(Owner.register, week: week, made: runner.clock.now(), tallies: tallies, works: works)
    }

    /// One page of records; the last one's identifier, or `nil` at the end.
    private func look<Owner: QualityOwner>(
        _ owner: Owner.Type, at kind: RecordKind, after: RecordID?, today: Day, _ mandate: Mandate, _ tallies: inout [String: QualityTally]
    ) async throws(Refusal) -> RecordID? {
        let (size, ids) = (pageSize, runner.ids)
        var attempt = 0
        while true {
            attempt += 1
            let page = try await read(mandate) { reader in
                var page = Page()
                for record in try reader.page(kind, after: after, limit: size) {
                    page.last = record.id
                    page.count += 1
                    guard let checked = try reader.checked(Owner.self, record) else { continue }
                    let issue = try reader.issue(Owner.self, about: record.id)
                    let findings = QualityRules.findings(in: checked.value, today: today)
                    let before = try reader.checkedBefore(Owner.self, issue, record)
                    page.changes += IssueRule.changes(issue, checked: checked, before: before, found: findings, today: today, ids: ids)
                    let standing = IssueRule.findings(
                        issue?.value.findings ?? [], found: findings, in: checked.value, before: before, today: today)
                    let confirmed = Set(standing.filter { $0.standing == .confirmed }.map(\.finding))
                    let assessment = QualityAssessment(checked.value, findings: findings, confirmed: confirmed)
                    page.tallies[checked.memberState ?? Owner.unit, default: QualityTally()].add(checked.value, assessment)
                }
                return page
            }
            do {
                if !page.changes.isEmpty { try await commit(page.changes, event: "quality.detect", system: Owner.system, mandate) }
            } catch {
                // A follower was quicker with one of them: look again.
                guard error.kind == .conflict || error.kind == .alreadyExists, attempt < 8 else { throw error }
                continue
            }
            tallies.merge(page.tallies, uniquingKeysWith: +)
            return page.count == size ? page.last : nil
        }
    }

    private struct Page: Sendable {
        var last: RecordID?
        var count = 0
        var changes: [Change] = []
        var tallies: [String: QualityTally] = [:]
    }

    /// What is open, what was settled in the week, what should be gone; flags without a record go.
    private func issues<Owner: QualityOwner>(_ owner: Owner.Type, week: Day, today: Day, _ mandate: Mandate) async throws(Refusal) -> [String:
        IssueWork]
    {
        var works: [String: IssueWork] = [:]
        var after: RecordID?
        let size = pageSize
        repeat {
            let start = after
            let (found, orphans, last) = try await read(mandate) { reader in
                var works: [String: IssueWork] = [:]
                var orphans: [Change] = []
                let page = try reader.page(QualityIssue<Owner>.kind, after: start, limit: size)
                for stored in page {
                    let issue = try Recorded<QualityIssue<Owner>>(stored)
                    guard try reader.record(issue.value.about) != nil else {
                        orphans.append(.erase(issue.id, expected: issue.version, article: "2021/2224 3(8)"))
                        continue
                    }
                    let state = issue.value.memberState ?? Owner.unit
                    if issue.value.isOpen { works[state, default: IssueWork()].open += 1 }
                    if let resolved = issue.value.resolved, (week...(week + 6)).contains(resolved) {
                        works[state, default: IssueWork()].resolved += 1
                    }
                }
                return (works, orphans, page.count == size ? page.last?.id : nil)
            }
            works.merge(found, uniquingKeysWith: +)
            if !orphans.isEmpty { try await commit(orphans, event: "quality.detect", system: Owner.system, mandate) }
            after = last
        } while after != nil
        let overdue = try await overdue(owner, today: today, mandate)
        works.merge(overdue, uniquingKeysWith: +)
        return works
    }

    /// Records past the day of their erasure, each once, whatever else is due and by however many provisions it should be gone.
    private func overdue<Owner: QualityOwner>(_ owner: Owner.Type, today: Day, _ mandate: Mandate) async throws(Refusal) -> [String: IssueWork] {
        let size = max(1, pageSize)
        let records: [RecordID] = try await read(mandate) { reader in
            let items = try reader.due(Set(Owner.checked), upTo: today - 1, pageSize: size)
            return Set(items.filter { $0.due.action == .erase }.map(\.id)).sorted()
        }
        var works: [String: IssueWork] = [:]
        for start in stride(from: 0, to: records.count, by: size) {
            let page = Array(records[start..<min(start + size, records.count)])
            let found = try await read(mandate) { reader in
                var works: [String: IssueWork] = [:]
                for id in page {
                    guard let record = try reader.record(id) else { continue }
                    let state = try Owner.responsible(record) ?? Owner.unit
                    works[state, default: IssueWork()].overdue += 1
                    works[state, default: IssueWork()].overdueKinds[record.kind.name, default: 0] += 1
                }
                return works
            }
            works.merge(found, uniquingKeysWith: +)
        }
        return works
    }

    // MARK: - Parts

    private func mandate(_ systems: Set<SystemName>) -> Mandate {
        runner.policy.mandate(
            forTask: "quality", systems: systems, actions: [.read, .create, .update, .delete], article: QualityRun.article,
            requestID: runner.ids.next().description)
    }

    private func read<Value: Sendable>(
        _ mandate: Mandate, _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws(Refusal) -> Value {
        do { return try await runner.registry.read(mandate, body) } catch { throw Refusal.from(error) }
    }

    private func commit(_ changes: [Change], event: String, system: SystemName, _ mandate: Mandate) async throws(Refusal) {
        let now = runner.clock.now()
        let erased = changes.compactMap { if case .erase(let id, _, _) = $0 { id } else { nil } }
        let row = try runner.log.row(
            LogDraft(
                event: event, system: system, action: .update, article: QualityRun.article, at: now, caller: mandate.caller,
                case: mandate.case, policyRevision: mandate.policyRevision, verdict: .allowed,
                details: LogDetails(records: changes.map(\.id)), erased: erased))
        do {
            _ = try await runner.registry.commit(
                Commit(changes: changes, log: [row], at: now, by: mandate.caller.authority), under: mandate)
        } catch { throw Refusal.from(error) }
    }
}

extension QualityOwner {
    /// Name in reports of data that no Member State is responsible for.
    static var unit: String { "UNION" }
}

/// Data quality as it is put together: operations, followers, and the registers that are checked.
public enum DataQuality {
    public static let owners: [any QualityOwner.Type] = [
        EESQuality.self, SISQuality.self, VISQuality.self, EurodacQuality.self, ETIASQuality.self, ECRISTCNQuality.self,
    ]

    public static var operations: [AnyOperation] {
        [AnyOperation(CheckData()), AnyOperation(ListQualityRules()), AnyOperation(ReadQualityReport())] + owners.flatMap { operations(of: $0) }
    }

    public static var followers: [any FeedFollower] { owners.map { follower(of: $0) } }

    private static func operations<Owner: QualityOwner>(of owner: Owner.Type) -> [AnyOperation] {
        [AnyOperation(ListQualityIssues<Owner>()), AnyOperation(MarkQualityIssue<Owner>())]
    }

    private static func follower<Owner: QualityOwner>(of owner: Owner.Type) -> any FeedFollower { IssueFollower<Owner>() }
}
