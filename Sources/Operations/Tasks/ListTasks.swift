import Access
import Identity
import Registry
import Wire

extension DataGroup {
    /// The queue of what an authority must do by a certain moment.
    public static let legalTasks: DataGroup = "legalTasks"
    /// What is overdue anywhere, for those who supervise.
    public static let overdueReport: DataGroup = "overdueReport"
}

/// A task with its identifier.
public struct TaskLine: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var system = SystemName.EES
    public var about = RecordID(high: 0, low: 0)
    public var step = ""
    public var article = ""
    public var authority = AuthorityKind.operator_
    public var memberState: String?
    public var agency: UnionAgency?
    public var begun = Instant(milliseconds: 0)
    public var deadline = Instant(milliseconds: 0)
    public var silence = "overdue"
    public var overdue = false
    public init() {}
    public init<Owner: TaskOwner>(_ task: Recorded<LegalTask<Owner>>, now: Instant) {
        (id, system, about) = (task.id, Owner.system, task.value.about)
        (step, article) = (task.value.step, task.value.article)
        (authority, memberState, agency) = (task.value.authority, task.value.memberState, task.value.agency)
        (begun, deadline) = (task.value.begun, task.value.deadline)
        silence = task.value.silence.rawValue
        overdue = task.value.isOverdue(at: now)
    }
    /// The words of `LegalTask.Silence`, which is the same for every owner.
    private static let silences = ["overdue", "positiveOpinion", "refusal", "erasure", "proceeds"]
    public static let wireName = "TaskLine"
    public static let meaning = "An open task."
    public static let fields: [Field<TaskLine>] = [
        .required("id", \.id, "The task."), .required("system", \.system, "System."),
        .required("about", \.about, "The record concerned."), .required("step", \.step, "What is to be done."),
        .required("article", \.article, "Under which article."),
        .required("authority", \.authority, "The kind of authority that must act."),
        .optional("memberState", \.memberState, "Whose authority; absent for a central unit or an agency."),
        .optional("agency", \.agency, "The agency of the Union that a central access point serves."),
        .required("begun", \.begun, "When the clock started."),
        .required("deadline", \.deadline, "Until when it may be done in time."),
        .required(
            "silence", \.silence,
            "What it means when nothing is done: the duty stays and is overdue, a positive opinion, a refusal, erasure, or the procedure goes on.",
            limits: .choice(silences)),
        .required("overdue", \.overdue, "The deadline has passed."),
    ]
}

/// The open tasks of the caller's own queue, the most urgent first.
public struct ListTasks<Owner: TaskOwner>: Query {
    public init() {}

    public struct Input: WireRecord, Hashable {
        public var limit = 100
        public init() {}
        public static var wireName: String { "ListTasks" }
        public static var meaning: String { "Which tasks." }
        public static var fields: [Field<Input>] {
            [.defaulted("limit", \.limit, to: 100, "Most tasks to show.", limits: .integer(1...1000))]
        }
    }

    public struct Output: WireRecord, Hashable {
        public var tasks: [TaskLine] = []
        public var more = false
        public init() {}
        public static var wireName: String { "TaskQueue" }
        public static var meaning: String { "Open tasks, the most urgent first." }
        public static var fields: [Field<Output>] {
            [
                .list("tasks", \.tasks, "The tasks.", count: 0...1000),
                .defaulted("more", \.more, to: false, "There are more than shown."),
            ]
        }
    }

    public var about: OperationDescription {
        let word = Owner.system.rawValue
        return OperationDescription(
            id: "\(word.lowercased()).listTasks", title: "List one's tasks",
            meaning: "What the caller's authority must do, by when, and under which article; the most urgent first.",
            article: "\(word) clocks", system: Owner.system, action: .read, .GET, "/v1/\(word.lowercased())/tasks",
            data: .legalTasks, grants: Owner.grants)
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let queue = LegalTask<Owner>.queue(of: context.caller)
        let all = try reader.values(LegalTask<Owner>.self, key: LegalTask<Owner>.queueKey, value: queue)
            .sorted { ($0.value.deadline, $0.id) < ($1.value.deadline, $1.id) }
        var output = Output()
        output.tasks = all.prefix(input.limit).map { TaskLine($0, now: context.now) }
        output.more = all.count > input.limit
        return Answer(output)
    }
}

/// How many tasks are open and overdue, by step, article and Member State: numbers, no person and no record.
public struct ReportOverdue<Owner: TaskOwner>: Query {
    public init() {}
    public typealias Input = Nothing

    public struct Line: WireRecord, Hashable {
        public var step = ""
        public var article = ""
        public var authority = AuthorityKind.operator_
        public var memberState: String?
        public var agency: UnionAgency?
        public var open = 0
        public var overdue = 0
        public var oldestDeadline: Instant?
        public init() {}
        public static var wireName: String { "OverdueLine" }
        public static var meaning: String { "Open tasks of one kind." }
        public static var fields: [Field<Line>] {
            [
                .required("step", \.step, "What is to be done."), .required("article", \.article, "Under which article."),
                .required("authority", \.authority, "The kind of authority that must act."),
                .optional("memberState", \.memberState, "Whose authority."),
                .optional("agency", \.agency, "The agency of the Union that a central access point serves."),
                .required("open", \.open, "Tasks open."), .required("overdue", \.overdue, "Of these, past their deadline."),
                .optional("oldestDeadline", \.oldestDeadline, "The earliest deadline that has passed."),
            ]
        }
    }

    public struct Output: WireRecord, Hashable {
        public var lines: [Line] = []
        public init() {}
        public static var wireName: String { "OverdueReport" }
        public static var meaning: String { "What is open and what is overdue." }
        public static var fields: [Field<Output>] { [.list("lines", \.lines, "By step, article and authority.", count: 0...10_000)] }
    }

    public var about: OperationDescription {
        let word = Owner.system.rawValue
        return OperationDescription(
            id: "\(word.lowercased()).reportOverdue", title: "Report what is overdue",
            meaning: "How many tasks are open and how many are past their deadline, by step, article and authority.",
            article: "\(word) clocks", system: Owner.system, action: .read, .GET, "/v1/\(word.lowercased())/tasks/overdue",
            data: .overdueReport, grants: Owner.grants)
    }

    public func answer(_ input: Nothing, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        var output = Output()
        output.lines = try Self.lines(reader, at: context.now)
        return Answer(output)
    }

    public static func lines(_ reader: Reader, at now: Instant) throws -> [Line] {
        var lines: [[String]: Line] = [:]
        for task in try reader.values(LegalTask<Owner>.self, key: LegalTask<Owner>.openKey, value: "open") {
            let value = task.value
            let group = [value.step, value.article, value.authority.rawValue, value.memberState ?? "", value.agency?.rawValue ?? ""]
            var line = lines[group] ?? Line()
            (line.step, line.article) = (value.step, value.article)
            (line.authority, line.memberState, line.agency) = (value.authority, value.memberState, value.agency)
            line.open += 1
            if value.isOverdue(at: now) {
                line.overdue += 1
                line.oldestDeadline = min(line.oldestDeadline ?? value.deadline, value.deadline)
            }
            lines[group] = line
        }
        return lines.values.sorted {
            ($0.step, $0.article, $0.memberState ?? "", $0.agency?.rawValue ?? "")
                < ($1.step, $1.article, $1.memberState ?? "", $1.agency?.rawValue ?? "")
        }
    }
}

extension Grant {
    /// The rights to a system's queue: those who work in it see their own part, those who supervise the numbers.
    public static func tasks(_ system: SystemName, _ workers: [(AuthorityKind, Set<Purpose>)], article: String) -> [Grant] {
        workers.map { .data(system, [.read], [.legalTasks], [$0.0], for: $0.1, article: article) }
            + [.data(system, [.read], [.overdueReport], [.supervisory], for: [.supervision], article: article)]
    }
}
