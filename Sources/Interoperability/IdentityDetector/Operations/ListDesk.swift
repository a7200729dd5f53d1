import Access
import Operations
import Registry
import Wire

/// What an official has before them: the tasks of their authority, ordered and mixed as the authority wants it.
public struct ListDesk: Query {
    public typealias Input = ListTasks<MIDTasks>.Input
    public typealias Output = ListTasks<MIDTasks>.Output

    let settings: MIDSettings
    public init(_ settings: MIDSettings = MIDSettings()) { self.settings = settings }

    public let about = OperationDescription.mid(
        "listDesk", "List what is on one's desk",
        "The tasks of the caller's authority as its officials work through them: what is due at about the same time in an order of the official's own, known pairs among them, where the authority wants it.",
        article: "29, 44", .read, .GET, "/desk", data: .legalTasks, grants: MIDTasks.grants)

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let (caller, working) = (context.caller, settings.desk(context.caller.authority))
        let queue = LegalTask<MIDTasks>.queue(of: caller)
        let tasks = try reader.values(LegalTask<MIDTasks>.self, key: LegalTask<MIDTasks>.queueKey, value: queue)
            .sorted { ($0.value.deadline, $0.id) < ($1.value.deadline, $1.id) }
        var lines = tasks.prefix(input.limit).map { TaskLine($0, now: context.now) }
        let order = DeskOrder(caller)
        if working.knownPairsPercent > 0 {
            let pairs = try reader.values(
                KnownPair.self, key: KnownPair.deskKey, value: KnownPair.key(caller.kind, caller.memberState)
            ).filter { !$0.value.isAnswered(by: caller) }.map(\.id)
            lines += order.known(pairs, among: lines, percent: working.knownPairsPercent)
        }
        // Mixed in at the end, known pairs would be known for such.
        let isMixed = working.isShuffled || working.knownPairsPercent > 0
        var output = Output()
        output.tasks = isMixed ? order.shuffled(lines) : lines
        output.more = tasks.count > input.limit
        return Answer(output)
    }
}
