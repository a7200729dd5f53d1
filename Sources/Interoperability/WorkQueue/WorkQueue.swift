import Access
import ECRISTCN
import EES
import ETIAS
import Eurodac
import Identity
import Operations
import Registry
import SIS
import VIS
import Wire

extension DataGroup {
    /// What an authority must do in all systems.
    public static let workQueue: DataGroup = "workQueue"
    /// What is overdue in all systems.
    public static let workOverdue: DataGroup = "workOverdue"
}

/// The legal clocks of all systems as one queue: an authority sees what it must do wherever that is, and a supervisory authority what is
/// overdue anywhere. What is seen of a system is that system's own grants.
public enum WorkQueue {
    static let queues = [
        SystemQueue(EESProcedures.self), SystemQueue(SISTasks.self), SystemQueue(VISTasks.self), SystemQueue(EurodacClocks.self),
        SystemQueue(ETIASTasks.self), SystemQueue(ECRISTCNTasks.self), SystemQueue(MIDTasks.self), SystemQueue(CIRTasks.self),
    ]

    /// Whoever has a queue in some system, for the same purposes.
    public static let grants: [Grant] = queues.flatMap(\.grants).filter { $0.data.contains(.legalTasks) }.map { queue in
        Grant.data(.administration, [.read], [.workQueue], queue.authorities, for: queue.purposes, article: queue.article)
    }
    public static let supervise = Grant.data(
        .administration, [.read], [.workOverdue], [.supervisory], for: [.supervision], article: "817 51, and the acts' own articles on supervision")

    public static let operations = [AnyOperation(ListWork()), AnyOperation(ReportOverdueWork())]
}

/// The queue of one system.
struct SystemQueue: Sendable {
    let system: SystemName
    let grants: [Grant]
    /// Open tasks of the caller's own part, the most urgent first.
    let mine: @Sendable (_ reader: Reader, _ caller: Caller, _ now: Instant) throws -> [TaskLine]
    let overdue: @Sendable (_ reader: Reader, _ now: Instant) throws -> [OverdueWork]

    init<Owner: TaskOwner>(_ owner: Owner.Type) {
        system = Owner.system
        grants = Owner.grants
        mine = { reader, caller, now in
            try reader.values(
                LegalTask<Owner>.self, key: LegalTask<Owner>.queueKey,
                value: LegalTask<Owner>.queue(of: caller)
            ).map { TaskLine($0, now: now) }
        }
        overdue = { reader, now in
            try ReportOverdue<Owner>.lines(reader, at: now).map { OverdueWork($0, in: Owner.system) }
        }
    }

    /// The right to one of its groups of data; `nil` where the caller has none for this purpose, and the system has no part in the reply.
    func right(to data: DataGroup, _ desk: Desk) -> Mandate? {
        try? desk.mandate(
            AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: system, action: .read, data: data,
                conditions: desk.caller.standing))
    }
}

/// Everything that the caller's authority must do, by when, under which article, and what silence means; the most urgent first.
public struct ListWork: Operation {
    public init() {}

    public let about = OperationDescription(
        id: "work.list", title: "List all of one's tasks",
        meaning:
            "What the caller's authority must do in every system for the purpose stated, by when, under which article, and what it means when nothing is done; the most urgent first.",
        article: "the clocks of all acts", system: .administration, action: .read, .GET, "/v1/work", data: .workQueue, grants: WorkQueue.grants)

    public struct Input: WireRecord, Hashable {
        public var limit = 100
        public init() {}
        public static let wireName = "ListWork"
        public static let meaning = "Which tasks."
        public static let fields: [Field<Input>] = [
            .defaulted("limit", \.limit, to: 100, "Most tasks to show.", limits: .integer(1...1000))
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var tasks: [TaskLine] = []
        public var more = false
        public var asked: [SystemName] = []
        public init() {}
        public static let wireName = "WorkQueue"
        public static let meaning = "Open tasks of all systems, the most urgent first."
        public static let fields: [Field<Output>] = [
            .list("tasks", \.tasks, "The tasks.", count: 0...1000),
            .defaulted("more", \.more, to: false, "There are more than shown."),
            .list("asked", \.asked, "Systems in which the authority has a queue for this purpose.", count: 0...20),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: .workQueue) }
        let (caller, now) = (desk.caller, desk.now)
        var output = Output()
        var tasks: [TaskLine] = []
        for queue in WorkQueue.queues {
            guard let right = queue.right(to: .legalTasks, desk) else { continue }
            tasks += try await desk.read(under: right) { reader in try queue.mine(reader, caller, now) }
            output.asked.append(queue.system)
        }
        tasks.sort { ($0.deadline, $0.id) < ($1.deadline, $1.id) }
        output.tasks = Array(tasks.prefix(input.limit))
        output.more = tasks.count > input.limit
        return Outcome(output, under: mandate)
    }
}

/// How many tasks are open and how many overdue, of every system and authority.
public struct ReportOverdueWork: Operation {
    public init() {}
    public typealias Input = Nothing

    public let about = OperationDescription(
        id: "work.reportOverdue", title: "Report what is overdue anywhere",
        meaning:
            "How many tasks are open and how many are past their deadline, by system, step, article and authority: numbers, no person and no record.",
        article: "the clocks of all acts", system: .administration, action: .read, .GET, "/v1/work/overdue", data: .workOverdue,
        grants: [WorkQueue.supervise])

    public struct Output: WireRecord, Hashable {
        public var lines: [OverdueWork] = []
        public init() {}
        public static let wireName = "OverdueWorkReport"
        public static let meaning = "What is open and what is overdue, in every system."
        public static let fields: [Field<Output>] = [.list("lines", \.lines, "By system, step, article and authority.", count: 0...50_000)]
    }

    public func perform(_ input: Nothing, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: .workOverdue) }
        let now = desk.now
        var output = Output()
        for queue in WorkQueue.queues {
            guard let right = queue.right(to: .overdueReport, desk) else { continue }
            output.lines += try await desk.read(under: right) { reader in try queue.overdue(reader, now) }
        }
        return Outcome(output, under: mandate)
    }
}

/// Open tasks of one kind in one system.
public struct OverdueWork: WireRecord, Hashable {
    public var system = SystemName.EES
    public var step = ""
    public var article = ""
    public var authority = AuthorityKind.operator_
    public var memberState: String?
    public var agency: UnionAgency?
    public var open = 0
    public var overdue = 0
    public var oldestDeadline: Instant?

    public init() {}
    init<Owner: TaskOwner>(_ line: ReportOverdue<Owner>.Line, in system: SystemName) {
        self.system = system
        (step, article) = (line.step, line.article)
        (authority, memberState, agency) = (line.authority, line.memberState, line.agency)
        (open, overdue) = (line.open, line.overdue)
        oldestDeadline = line.oldestDeadline
    }
    public static let meaning = "Open tasks of one kind in one system."
    public static let fields: [Field<OverdueWork>] = [
        .required("system", \.system, "System."), .required("step", \.step, "What is to be done."),
        .required("article", \.article, "Under which article."),
        .required("authority", \.authority, "The kind of authority that must act."),
        .optional("memberState", \.memberState, "Whose authority."),
        .optional("agency", \.agency, "The agency of the Union that a central access point serves."), .required("open", \.open, "Tasks open."),
        .required("overdue", \.overdue, "Of these, past their deadline."),
        .optional("oldestDeadline", \.oldestDeadline, "The earliest deadline that has passed."),
    ]
}
