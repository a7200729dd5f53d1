import Access
import Identity
import Registry
import Synchronization
import Testing
import Wire

@testable import Operations

/// A record and its operations, small enough to see everything that the runner does with them.
private struct Counter: RecordValue, Equatable {
    static let kind = RecordKind(.EES, "counter")
    var name = ""
    var count = 0
    static let meaning = "A counter."
    static let fields: [Field<Counter>] = [.required("name", \.name, "Name."), .required("count", \.count, "Count.")]
    var projection: Projection { Projection(keys: [RecordKey("name", name, unique: true)]) }
}

private let group: DataGroup = "counters"
private let grant = Grant.data(.EES, [.create, .read, .update, .delete], [group], [.border], for: [.borderCheck], article: "1")

private struct Make: Command {
    typealias Input = Counter
    typealias Output = Counter
    var about: OperationDescription {
        OperationDescription(
            id: "make", title: "Make", meaning: "Makes one.", article: "1", system: .EES, action: .create, .POST, "/c", data: group, grants: [grant])
    }
    func load(_ input: Counter, from reader: Reader, in context: DecisionContext) throws -> Bool { true }
    func decide(_ input: Counter, _ current: Bool, in context: DecisionContext) throws(Refusal) -> Decision<Counter> {
        if input.count < 0 { throw Refusal(.malformed, "negative", pointer: "/count") }
        return Decision(input, changes: [.create(context.ids.next(), input.draft(owner: "FRA"))], version: 1)
    }
}

private struct Name: WireRecord {
    var name = ""
    static let meaning = "Which."
    static let fields: [Field<Name>] = [.required("name", \.name, "Name.")]
}

/// Adds one; whether a version is asked for is the test's to say.
private struct Add: Command {
    typealias Input = Name
    typealias Output = Counter
    var strict = false
    var about: OperationDescription {
        OperationDescription(
            id: "add", title: "Add", meaning: "Adds one.", article: "1", system: .EES, action: .update, .PUT, "/c/{name}", data: group,
            grants: [grant], needsVersion: strict)
    }
    func load(_ input: Name, from reader: Reader, in context: DecisionContext) throws -> Recorded<Counter> {
        guard let found = try reader.values(Counter.self, key: "name", value: input.name).first else { throw Refusal(.notFound, "none") }
        return found
    }
    func decide(_ input: Name, _ current: Recorded<Counter>, in context: DecisionContext) throws(Refusal) -> Decision<Counter> {
        try context.require(version: current.version)
        var next = current
        next.value.count += 1
        return Decision(next.value, changes: [next.update], version: current.version + 1)
    }
}

/// Tries to change another system's data with a right in this one.
private struct Stray: Command {
    typealias Input = Name
    typealias Output = Nothing
    var kind = RecordKind(.SIS, "counter")
    var about: OperationDescription {
        OperationDescription(
            id: "stray", title: "Stray", meaning: "Strays.", article: "1", system: .EES, action: .update, .POST, "/s", data: group, grants: [grant],
            needsVersion: false)
    }
    func load(_ input: Name, from reader: Reader, in context: DecisionContext) throws -> Bool { true }
    func decide(_ input: Name, _ current: Bool, in context: DecisionContext) throws(Refusal) -> Decision<Nothing> {
        Decision(
            Nothing(), changes: [.create(context.ids.next(), RecordDraft(kind: kind, owner: "FRA", payload: [], schema: 1, projection: Projection()))]
        )
    }
}

private struct Crash: Query {
    typealias Input = Nothing
    typealias Output = Nothing
    struct Unforeseen: Error {}
    var about: OperationDescription {
        OperationDescription(
            id: "crash", title: "Crash", meaning: "Fails.", article: "1", system: .EES, action: .read, .GET, "/x", data: group, grants: [grant])
    }
    func answer(_ input: Nothing, from reader: Reader, in context: DecisionContext) throws -> Answer<Nothing> { throw Unforeseen() }
}

private final class Drafts: LogWriter {
    let all = Mutex<[LogDraft]>([])
    let broken = Mutex(false)
    func row(_ draft: LogDraft) throws(Refusal) -> LogRow {
        if broken.withLock({ $0 }) { throw Refusal(.unavailable, "the log cannot be kept") }
        all.withLock { $0.append(draft) }
        return LogRow(
            id: IDGenerator.random.next(), at: draft.at, leafData: [UInt8](repeating: 1, count: 32), sealed: [1], eraseOn: nil, follows: [],
            system: draft.system, event: draft.event)
    }
    private let last = Mutex<[LogDraft.Verdict]>([])
    /// The verdict that was drafted last in each run.
    var ends: [LogDraft.Verdict] { last.withLock { $0 } }
    func endOfRun() { if let verdict = verdicts.last { last.withLock { $0.append(verdict) } } }
    var verdicts: [LogDraft.Verdict] { all.withLock { $0.map(\.verdict) } }
}

@Suite struct RunnerTests {
    private let store = MemoryStore()
    private let log = Drafts()
    private var runner: Runner {
        Runner(policy: AccessPolicy(grants: [grant]), registry: Registry(store: store), clock: Clock { Instant(milliseconds: 1) }, log: log)
    }

    private func request(_ input: JSON, kind: AuthorityKind = .border, key: String? = nil, version: Int? = nil) -> OperationRequest {
        OperationRequest(
            caller: Caller(authority: "FRA-1", kind: kind, memberState: "FRA", user: "u"),
            case: CaseReference(purpose: .borderCheck, requestID: "r"), input: input, idempotencyKey: key, expectedVersion: version)
    }

    private func run(_ operation: some Operation, _ request: OperationRequest) async -> Result<OperationReply, Refusal> {
        let result: Result<OperationReply, Refusal>
        do throws(Refusal) { result = .success(try await runner.run(operation, request)) } catch { result = .failure(error) }
        log.endOfRun()
        return result
    }

    private static let one = JSON.object(["name": "a", "count": 0])

    @Test func everyEndIsLoggedOnce() async {
        let ends: [(Result<OperationReply, Refusal>, LogDraft.Verdict)] = [
            (await run(Make(), request(Self.one, key: "k")), .allowed),
            (await run(Make(), request(Self.one, key: "k")), .allowed),
            (await run(Make(), request(.object(["name": "b", "count": 0]), key: "k")), .refused("idempotency-key-reused")),
            (await run(Make(), request(Self.one)), .refused("idempotency-key-missing")),
            (await run(Make(), request(.object(["x": 0]), key: "m")), .refused("malformed")),
            (await run(Make(), request(.object(["name": "c", "count": -1]), key: "n")), .refused("malformed")),
            (await run(Make(), request(Self.one, kind: .visa, key: "o")), .refused("forbidden")),
            (await run(Make(), request(Self.one, key: "p")), .refused("already-exists")),
            (await run(Add(), request(.object(["name": "z"]))), .refused("not-found")),
            (await run(Add(strict: true), request(.object(["name": "a"]))), .refused("precondition-required")),
            (await run(Add(strict: true), request(.object(["name": "a"]), version: 9)), .refused("precondition-failed")),
            (await run(Add(strict: true), request(.object(["name": "a"]), version: 1)), .allowed),
            (await run(Crash(), request(.object([:]))), .failed("internal")),
            (await run(Stray(), request(.object(["name": "a"]))), .failed("internal")),
        ]
        // A commit that fails takes its row with it; what stands is the row written last.
        #expect(log.ends == ends.map(\.1))
        #expect((try? await store.unsequenced()) == ends.count)
        for (result, verdict) in ends {
            switch (result, verdict) {
            case (.success, .allowed): break
            case (.failure(let refusal), .refused(let code)), (.failure(let refusal), .failed(let code)): #expect(refusal.kind.code == code)
            default: Issue.record("\(result) \(verdict)")
            }
        }
    }

    /// An operation cannot leave its mandate, whatever it decides.
    @Test func aStrayOperationChangesNothing() async throws {
        for kind in [RecordKind(.SIS, "counter"), RecordKind(.EES, "counter")] {
            // A right to update is none to create, in another system or its own.
            let result = await run(Stray(kind: kind), request(.object(["name": "a"])))
            guard case .failure(let refusal) = result else { Issue.record("it was let"); continue }
            #expect(refusal.kind == .internalError)
        }
        #expect(try await store.read { try $0.lastSequence() } == 0)
    }

    /// Whoever saw no version is decided anew where somebody else came between: no addition is lost.
    @Test func concurrentAdditionsAllCount() async throws {
        _ = await run(Make(), request(Self.one, key: "k"))
        let added = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<40 { group.addTask { if case .success = await run(Add(), request(.object(["name": "a"]))) { true } else { false } } }
            var count = 0
            for await yes in group where yes { count += 1 }
            return count
        }
        let standing = try await store.read { view in try view.find(Counter.kind, key: "name", value: "a").first.flatMap { try view.record($0) } }
        #expect(try Counter(stored: try #require(standing)).count == added)
        // A retry drafts anew; what counts is what was committed.
        #expect((try? await store.unsequenced()) == 41)
    }

    /// No log, no answer: neither for what would be allowed nor for what would be refused.
    @Test func withoutALogThereIsNoAnswer() async throws {
        log.broken.withLock { $0 = true }
        for request in [request(Self.one, key: "k"), request(.object([:]), key: "l"), request(Self.one, kind: .visa, key: "m")] {
            guard case .failure(let refusal) = await run(Make(), request) else { Issue.record("an answer without a log"); continue }
            #expect(refusal.kind == .unavailable)
        }
        #expect(try await store.read { try $0.lastSequence() } == 0)
    }

    /// Refusals of rules carry no personal data by themselves: what is logged of them is their code.
    @Test func theLogNamesTheCodeAndNoContents() async {
        _ = await run(Make(), request(.object(["name": "Somebody", "count": -1]), key: "k"))
        #expect(log.verdicts == [.refused("malformed")])
        #expect(log.all.withLock { $0[0].details } == LogDetails())
    }

    @Test func expiredRepliesAreForgotten() async throws {
        _ = await run(Make(), request(Self.one, key: "k"))
        #expect(try await store.expire(at: Instant(milliseconds: 86_400_002)) == 1)
        guard case .failure(let refusal) = await run(Make(), request(Self.one, key: "k")) else { Issue.record("made twice"); return }
        #expect(refusal.kind == .alreadyExists)
    }
}
