import Access
import Operations
import Registry

/// The names of the events that the log of an installation can hold: a closed set, so that a misspelt name is told from something that
/// did not happen.
///
/// What was logged under another edition of an act is still there when the edition changes, and so is what an operation was called in an
/// earlier release: the set holds all editions, and names that have gone.
public struct LogEvents: Sendable {
    private let operations: Set<String>
    private let tasks: Set<String>

    /// - Parameters:
    ///   - operations: identifiers of operations, of every edition that an installation can be set to.
    ///   - followers: names of what follows changes from one system in another.
    public init(operations: [String], followers: [String]) {
        self.operations = Set(operations).union(LogEvents.retired)
        tasks = Set(LogEvents.ofTasks).union(followers.map { "follow." + $0 })
    }

    /// Names that operations bore in earlier releases. Whoever renames an operation or takes it out adds the old name: entries under it
    /// stay until their term.
    static let retired: [String] = []

    /// What Sextant itself writes and no operation does.
    static let ofTasks: [String] =
        DueDate.Action.allCases.map { "sweep." + $0.rawValue } + [
            "carriers.extraction", "faces.encode", "mid.detect", "mid.detectAndErase", "mid.transitionalRun", "mid.transitionalStep",
            "quality.detect", "quality.report", "sandbox.reset", "sandbox.seed", "statistics.count", "statistics.gather", "statistics.publish",
        ]

    /// Whether an entry can bear this name. What an operation asks of a system for somebody is logged under its own name and the system's.
    public func holds(_ event: String) -> Bool {
        if operations.contains(event) || tasks.contains(event) { return true }
        guard let dot = event.lastIndex(of: ".") else { return false }
        let system = SystemName(rawValue: String(event[event.index(after: dot)...]))
        return system != nil && operations.contains(String(event[..<dot]))
    }

    /// Refuses a name that no entry can bear, with those that begin as it does. What was typed is not repeated: it might be anything.
    func check(_ event: String) throws(Refusal) {
        guard !holds(event) else { return }
        let names = operations.union(tasks).sorted()
        let beginning = LogEvents.beginning(of: event.lowercased())
        let near = names.filter { LogEvents.beginning(of: $0.lowercased()) == beginning }.joined(separator: ", ")
        let beginnings = Set(names.map { LogEvents.beginning(of: $0) }).sorted().joined(separator: ", ")
        throw Refusal(
            .unknownEvent, near.isEmpty ? "names of events begin with \(beginnings)" : "of those that begin like this there are \(near)",
            pointer: "/event")
    }

    private static func beginning(of event: String) -> String { String(event.prefix { $0 != "." }) }
}

extension RefusalKind {
    public static let unknownEvent = RefusalKind(
        "log/unknown-event", 422, "No event of the log has this name", article: "2017/2226 46, 2018/1862 18, 2019/817 10")
}
