import Access
import Identity
import Registry
import Wire

/// One thing that can be asked of Sextant. A value without state; its file is found by the law's own word.
public protocol Operation: Sendable {
    associatedtype Input: WireRecord
    associatedtype Output: WireRecord
    var about: OperationDescription { get }
    /// Asks the policy for what it needs, reads, decides. It commits nothing: what it returns is committed by the runner
    /// together with its log entry.
    func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output>
    /// What there may be one of alone, where the rule reads that there is none and then creates it: operations that claim the same are
    /// carried out one after another.
    func claims(_ input: Input) -> [String]
}

extension Operation {
    public func claims(_ input: Input) -> [String] { [] }
}

/// What an operation asks of the access policy for a certain input.
public struct Demand: Sendable {
    public var keys: Set<SearchKey>
    public var data: DataGroup?
    /// Facts established from Sextant's own records.
    public var conditions: Set<Condition>
    public init(keys: Set<SearchKey> = [], data: DataGroup? = nil, conditions: Set<Condition> = []) {
        self.keys = keys
        self.data = data
        self.conditions = conditions
    }
}

/// What an operation came to: committed whole, or not at all.
public struct Outcome<Output: WireRecord>: Sendable {
    public var output: Output
    public var changes: [Change]
    /// Version of the record that the reply shows: its `ETag`.
    public var version: Int?
    public var notices: [Notice]
    public var facts: [EstablishedFact]
    /// Notices that their recipient has dealt with; they go.
    public var acknowledged: [RecordID] = []
    public var mandate: Mandate
    /// The mandate of a task of Sextant's own whose changes belong to the same commit: what somebody asks who may change nothing can start
    /// the clock of another authority.
    public var entailed: Mandate?
    public var log: LogDetails
    /// The rights under which fields are shown; `nil` shows all.
    public var visible: Set<DataGroup>?

    public init(
        _ output: Output, under mandate: Mandate, changes: [Change] = [], version: Int? = nil, notices: [Notice] = [],
        facts: [EstablishedFact] = [], log: LogDetails = LogDetails(), visible: Set<DataGroup>? = nil
    ) {
        self.output = output
        self.changes = changes
        self.version = version
        self.notices = notices
        self.facts = facts
        self.mandate = mandate
        self.log = log
        self.visible = visible
    }
}

/// What the log keeps of a case besides who, when and what for.
public struct LogDetails: Sendable, Hashable {
    /// Records read or changed.
    public var records: [RecordID]
    /// Kinds of data that a search started from. Of biometrics the kind is all that is ever kept.
    public var keys: Set<SearchKey>
    /// The data that a search started from, as typed; never a biometric sample.
    public var query: String?
    /// Hits per system asked; `nil` where the system gave no answer.
    public var results: [SystemName: Int?]
    /// Names of the fields that were entered or changed; the runner fills them in.
    public var entered: [String] = []
    /// Of a request that asked several systems: what each was asked and answered. Each gets an entry of its own in the same
    /// commit, because each act sets a term of its own for the log of its system.
    public var bySystem: [SystemName: LogDetails] = [:]

    public init(
        records: [RecordID] = [], keys: Set<SearchKey> = [], query: String? = nil, results: [SystemName: Int?] = [:]
    ) {
        self.records = records
        self.keys = keys
        self.query = query
        self.results = results
    }
}

/// Reads and changes nothing.
public protocol Query: Operation {
    /// What this input asks of the policy. `facts` reads Sextant's own records to establish conditions.
    func demand(_ input: Input, facts: FactReader) throws -> Demand
    func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<Output>
}

/// What a query found.
public struct Answer<Output: WireRecord>: Sendable {
    public var output: Output
    public var version: Int?
    public var log: LogDetails
    public init(_ output: Output, version: Int? = nil, log: LogDetails = LogDetails()) {
        self.output = output
        self.version = version
        self.log = log
    }
}

/// Changes records: `load` reads what the rule needs, `decide` is pure.
public protocol Command: Operation {
    associatedtype Current: Sendable
    func demand(_ input: Input, facts: FactReader) throws -> Demand
    func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current
    /// Pure: the clock, the identifiers and the rules are in the context.
    func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<Output>
}

/// What a command decided.
public struct Decision<Output: WireRecord>: Sendable {
    public var output: Output
    public var changes: [Change]
    public var version: Int?
    public var notices: [Notice]
    public var facts: [EstablishedFact]
    public init(
        _ output: Output, changes: [Change], version: Int? = nil, notices: [Notice] = [], facts: [EstablishedFact] = []
    ) {
        self.output = output
        self.changes = changes
        self.version = version
        self.notices = notices
        self.facts = facts
    }
}

extension Query {
    public func demand(_ input: Input, facts: FactReader) throws -> Demand { Demand(data: about.data) }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about) { facts in try demand(input, facts: facts) }
        let context = desk.context(under: mandate)
        let found = try await desk.read(under: mandate) { reader in try answer(input, from: reader, in: context) }
        return Outcome(found.output, under: mandate, version: found.version, log: found.log, visible: mandate.visible)
    }
}

extension Command {
    public func demand(_ input: Input, facts: FactReader) throws -> Demand { Demand(data: about.data) }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about) { facts in try demand(input, facts: facts) }
        let context = desk.context(under: mandate)
        let current = try await desk.read(under: mandate) { reader in try load(input, from: reader, in: context) }
        let decision = try decide(input, current, in: context)
        return Outcome(
            decision.output, under: mandate, changes: decision.changes, version: decision.version,
            notices: decision.notices, facts: decision.facts,
            log: LogDetails(records: decision.changes.map(\.id)))
    }
}
