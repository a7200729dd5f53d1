import Access
import Identity
import Wire

/// One trap of the law, told as a story that can be played: who asks what at which moment, and what must come of it.
///
/// Scenarios are data (`Examples/scenarios/NAME.json`), so that they can be played against any system that offers the same
/// operations, and read by people who do not program.
public struct Scenario: WireRecord {
    /// Stable; the name of the file.
    public var name = ""
    public var title = ""
    public var story = ""
    public var articles = ""
    /// Number of the trap in the specification's list, where it is one of these.
    public var trap: Int?
    public var starts = Instant(milliseconds: 0)
    public var steps: [Step] = []

    public init() {}
    public static let wireName = "Scenario"
    public static let meaning = "A trap of the law as a story that can be played."
    public static let fields: [Field<Scenario>] = [
        .required("name", \.name, "Stable name.", limits: .text(.init(length: 1...80, pattern: "^[a-z0-9-]+$"))),
        .required("title", \.title, "What it is about, in a line."),
        .required("story", \.story, "What happens and why it is a trap.", limits: .text(.init(length: 1...2000))),
        .required("articles", \.articles, "Acts and articles."),
        .optional("trap", \.trap, "Number in the specification's list of traps."),
        .required("starts", \.starts, "The moment at which the clock stands when it begins."),
        .list("steps", \.steps, "What happens, in order.", count: 1...200),
    ]

    /// One step: a question with what must come of it, a sweep, or an outage.
    public struct Step: WireRecord {
        /// For whoever watches.
        public var say: String?
        /// The clock is set before the step.
        public var at: Instant?
        /// Operation.
        public var ask: String?
        /// Authority by name: `FRA-BORDER`, `EUROPOL`.
        public var by: String?
        public var purpose: Purpose?
        /// Case reference.
        public var reference: String?
        /// Input; texts that begin with `$` are what was kept before.
        public var input: WireJSON?
        /// Version seen (`If-Match`): a number, or something kept.
        public var version: WireJSON?
        /// Name → path in the reply; `@version` is the version.
        public var keep: WireJSON?
        /// Path in the reply → value that must stand there; `null`: nothing may.
        public var expect: WireJSON?
        /// Code of the refusal that must come.
        public var refused: String?
        /// Time limits are carried out on this day.
        public var sweep: Day?
        /// A system is taken out of service, or put back.
        public var outage: SystemName?
        public var restored: SystemName?

        public init() {}
        public static let wireName = "ScenarioStep"
        public static let meaning = "One step."
        public static let fields: [Field<Step>] = [
            .optional("say", \.say, "For whoever watches.", limits: .text(.init(length: 1...500))),
            .optional("at", \.at, "The clock is set to this moment first."),
            .optional("ask", \.ask, "Operation that is asked for."),
            .optional("by", \.by, "Authority that asks."),
            .optional("for", \.purpose, "Purpose."),
            .optional("case", \.reference, "Case reference."),
            .optional("input", \.input, "Input; texts that begin with $ are what was kept before."),
            .optional("version", \.version, "Version that the asker saw."),
            .optional("keep", \.keep, "What is kept of the reply: name and path."),
            .optional("expect", \.expect, "What must stand in the reply: path and value."),
            .optional("refused", \.refused, "Code of the refusal that must come."),
            .optional("sweep", \.sweep, "Time limits are carried out on this day."),
            .optional("outage", \.outage, "System that is taken out of service."),
            .optional("restored", \.restored, "System that is put back into service."),
        ]
    }
}

/// Any JSON value as a field of a record.
public struct WireJSON: WireValue, Hashable {
    public var value: JSON
    public init(_ value: JSON) { self.value = value }
    public static var schema: Schema { .either([]) }
    public static func check(_ value: JSON, at path: WirePath) throws(WireError) {}
    public init(wire: JSON, at path: WirePath) throws(WireError) { value = wire }
    public var wire: JSON { value }
}
