import Access
import Identity
import Registry
import Synchronization
import Testing
import Wire

@testable import Operations

private enum Office: TaskOwner {
    static let system = SystemName.ETIAS
    static let grants = Grant.tasks(.ETIAS, [(.etiasNational, [.etiasProcessing])], article: "test")
}
private typealias OfficeTask = LegalTask<Office>

/// What the tasks are about.
private struct Paper: RecordValue, Equatable {
    static let kind = RecordKind(.ETIAS, "paper")
    var opinion = ""
    static let meaning = "A paper."
    static let fields: [Field<Paper>] = [.defaulted("opinion", \.opinion, to: "", "Opinion.", limits: .text(.init(length: 0...40)))]
    var projection: Projection { Projection() }
}

private final class Rows: LogWriter {
    func row(_ draft: LogDraft) throws(Refusal) -> LogRow {
        LogRow(
            id: IDGenerator.random.next(), at: draft.at, leafData: [UInt8](repeating: 1, count: 32), sealed: [1], eraseOn: nil,
            follows: [], system: draft.system, event: draft.event)
    }
}

@Suite final class LegalTaskTests: Sendable {
    private let store = MemoryStore()
    private let now = Mutex(Instant(day: Day("2027-03-01")!, secondOfDay: 8 * 3600))

    private var runner: Runner {
        let time = now.withLock { $0 }
        return Runner(
            policy: AccessPolicy(grants: Office.grants), registry: Registry(store: store), clock: Clock { time }, log: Rows())
    }

    private func sweep() async -> Sweeper.Report {
        let clock = TaskClock<Office> { task, reader, context in
            guard var paper = try reader.value(Paper.self, task.value.about) else { return Decision(Nothing(), changes: []) }
            paper.value.opinion = "positive"
            return Decision(Nothing(), changes: [paper.update])
        }
        return await Sweeper(store: store, runner: runner, rules: [clock]).sweep(today: now.withLock { $0.utcDay })
    }

    private func make(_ silence: OfficeTask.Silence, hours: Int64, memberState: String = "FRA") async throws -> (paper: RecordID, task: RecordID) {
        let (paper, task) = (IDGenerator.random.next(), IDGenerator.random.next())
        let begun = now.withLock { $0 }
        let value = OfficeTask(
            about: paper, step: "opinion", article: "ETIAS 28(3)", authority: .etiasNational, memberState: memberState, begun: begun,
            deadline: begun.adding(hours: hours), silence: silence)
        try await store.commit(
            Commit(changes: [.create(paper, Paper().draft(owner: "FRA")), .create(task, value.draft(owner: "FRA"))], at: begun, by: "t"))
        return (paper, task)
    }

    private func task(_ id: RecordID) async throws -> OfficeTask? {
        try await store.read { view in try view.record(id).map { try Recorded<OfficeTask>($0).value } }
    }
    private func paper(_ id: RecordID) async throws -> Paper? {
        try await store.read { view in try view.record(id).map { try Recorded<Paper>($0).value } }
    }
    private func advance(hours: Int64) { now.withLock { $0 = $0.adding(hours: hours) } }

    @Test("silence has its effect after the deadline, to the hour, and once")
    func silence() async throws {
        let made = try await make(.positiveOpinion, hours: 60)
        advance(hours: 59)
        _ = await sweep()
        #expect(try await task(made.task)?.state == .open)
        #expect(try await paper(made.paper)?.opinion == "")
        advance(hours: 2)
        #expect(await sweep().acted == ["ETIAS 28(3)": 1])
        #expect(try await task(made.task)?.state == .lapsed)
        #expect(try await paper(made.paper)?.opinion == "positive")
        #expect(await sweep().acted.isEmpty)
    }

    @Test("where silence means nothing, the duty stays and is reported")
    func overdue() async throws {
        let made = try await make(.overdue, hours: 12)
        _ = try await make(.overdue, hours: 40)
        _ = try await make(.overdue, hours: 40, memberState: "DEU")
        advance(hours: 13)
        #expect(await sweep().acted.isEmpty)
        #expect(try await task(made.task)?.state == .open)

        let queue = try await run(ListTasks<Office>(), as: .etiasNational, .etiasProcessing)
        #expect(queue.tasks.map(\.overdue) == [true, false])
        #expect(queue.tasks.first?.id == made.task)
        let report = try await run(ReportOverdue<Office>(), as: .supervisory, .supervision)
        #expect(report.lines.map(\.open) == [1, 2])
        #expect(report.lines.map(\.overdue) == [0, 1])
        #expect(report.lines.last?.oldestDeadline == queue.tasks.first?.deadline)
    }

    @Test("a queue is its own authority's, and numbers are the supervisor's")
    func rights() async throws {
        for (kind, purpose) in [(AuthorityKind.border, Purpose.borderCheck), (.supervisory, .supervision)] {
            await #expect(throws: Refusal.self) { try await run(ListTasks<Office>(), as: kind, purpose) }
        }
        await #expect(throws: Refusal.self) { try await run(ReportOverdue<Office>(), as: .etiasNational, .etiasProcessing) }
    }

    @Test("767/2008 22m(2), 45e(2): the access points of two agencies, and of a Member State, have queues of their own")
    func queuesOfAgencies() {
        func queue(_ standing: Set<Condition>, of memberState: String? = nil, _ kind: AuthorityKind = .centralAccessPoint) -> String {
            OfficeTask.queue(of: Caller(authority: "X", kind: kind, memberState: memberState, user: "u", standing: standing))
        }
        #expect(queue([.servesEuropol]) == "centralAccessPoint/EUROPOL")
        #expect(queue([.servesBorderGuardAgency]) == "centralAccessPoint/EBCGA")
        #expect(queue([], of: "FRA") == "centralAccessPoint/FRA")
        // Only an access point serves an agency, and only one that belongs to no Member State.
        #expect(queue([.servesEuropol], of: "FRA") == "centralAccessPoint/FRA")
        #expect(queue([.servesEuropol], .europol) == "europol/-")
    }

    @Test("an ended task stops its clock and goes after a year")
    func ended() async throws {
        let made = try await make(.refusal, hours: 24)
        let ended = now.withLock { $0.adding(hours: 1) }
        try await store.commit(
            Commit(
                changes: try await store.read { view in
                    [try view.record(made.task).map { try Recorded<OfficeTask>($0) }].compactMap { $0 }.ending(step: "opinion", at: ended)
                }, at: ended, by: "t"))
        advance(hours: 100)
        _ = await sweep()
        #expect(try await task(made.task)?.state == .done)
        #expect(try await paper(made.paper)?.opinion == "")
        advance(hours: 24 * 366)
        #expect(await sweep().erased.values.reduce(0, +) == 1)
        #expect(try await task(made.task) == nil)
    }

    private func run<Op: Operation>(_ operation: Op, as kind: AuthorityKind, _ purpose: Purpose) async throws -> Op.Output {
        let reply = try await runner.run(
            operation,
            OperationRequest(
                caller: Caller(authority: "FR-1", kind: kind, memberState: "FRA", user: "u"),
                case: CaseReference(purpose: purpose, requestID: "r"), input: .object([:])))
        return try Op.Output(reading: reply.body)
    }
}
