import Access
import Dispatch
import Identity
import Synchronization
import Testing

@testable import Registry

/// Waits that end at their time, whatever is waited for.
@Suite struct WaitingTests {
    struct Broken: Error {}

    @Test func whatIsReadyIsGiven() async throws {
        #expect(try await within(.seconds(30)) { 7 }?.get() == 7)
        let failed = await within(.seconds(30)) { () throws -> Int in throw Broken() }
        #expect(throws: Broken.self) { try failed?.get() }
    }

    @Test func whoIsSlowIsTold() async {
        let box = Box(false)
        let begun = ContinuousClock.now
        let result = await within(.milliseconds(50)) {
            do { try await Task.sleep(for: .seconds(600)) } catch { box.value.withLock { $0 = true } }
        }
        #expect(result == nil)
        #expect(ContinuousClock.now - begun < .seconds(20))
        for _ in 0..<2000 where !box.value.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(5)) }
        #expect(box.value.withLock { $0 })
    }

    /// Nobody is told before the time, and everybody soon after it.
    @Test func everyWaitEndsAtItsTime() async {
        await withTaskGroup(of: Void.self) { group in
            for milliseconds in [0, 1, 9, 10, 11, 50, 120] {
                group.addTask {
                    let begun = ContinuousClock.now
                    let result: Result<Void, any Error>? = await within(.milliseconds(milliseconds)) { try await Task.sleep(for: .seconds(600)) }
                    #expect(result == nil)
                    let waited = ContinuousClock.now - begun
                    #expect(waited >= .milliseconds(milliseconds) && waited < .milliseconds(milliseconds) + .seconds(20))
                }
            }
        }
    }

    /// What a called-off wait held is let go at once, not when its time would have come.
    @Test func calledOffWaitsHoldNothing() {
        weak var held: Held?
        let wait: Deadlines.Wait
        do {
            let object = Held()
            held = object
            wait = Deadlines.shared.after(.seconds(3600)) { _ = object }
        }
        #expect(held != nil)
        wait.callOff()
        #expect(held == nil)
    }

    // MARK: - Several parts of one reading

    static let mandate = AccessPolicy(grants: []).mandate(
        forTask: "test", systems: [.EES], actions: [.read], article: "test", requestID: "test")

    @Test func partsHaveTheirOwnOutcomes() async throws {
        let registry = Registry(store: MemoryStore())
        let ended = Box(0)
        let parts: [Registry.Part<Int>] = [
            .init(under: Self.mandate, ended: { ended.value.withLock { $0 += 1 } }) { _ in 1 },
            .init(under: Self.mandate, ended: { ended.value.withLock { $0 += 1 } }) { _ in throw Broken() },
            // Outside its mandate: the part fails, the others do not.
            .init(under: Self.mandate, ended: { ended.value.withLock { $0 += 1 } }) { try $0.count(RecordKind(.SIS, "alert")) },
            .init(under: Self.mandate, ended: { ended.value.withLock { $0 += 1 } }) { try $0.count(RecordKind(.EES, "file")) },
        ]
        let results = await registry.collect(parts, within: .seconds(30))
        #expect(results.map { try? $0?.get() } == [1, nil, nil, 0])
        #expect(results.allSatisfy { $0 != nil })
        #expect(ended.value.withLock { $0 } == 4)
    }

    /// A part that hangs keeps nobody: what came before it is given, and it is inside until it ends.
    @Test func aPartThatHangsIsNotWaitedFor() async throws {
        let registry = Registry(store: MemoryStore())
        let (release, ended) = (DispatchSemaphore(value: 0), Box(0))
        let parts: [Registry.Part<Int>] = [
            .init(under: Self.mandate) { _ in 1 },
            .init(under: Self.mandate, ended: { ended.value.withLock { $0 += 1 } }) { _ in
                release.wait()
                return 2
            },
        ]
        let begun = ContinuousClock.now
        let results = await registry.collect(parts, within: .milliseconds(50))
        #expect(ContinuousClock.now - begun < .seconds(20))
        #expect(try results[0]?.get() == 1)
        #expect(results[1] == nil)
        #expect(ended.value.withLock { $0 } == 0)
        release.signal()
        for _ in 0..<2000 where ended.value.withLock({ $0 }) == 0 { try? await Task.sleep(for: .milliseconds(5)) }
        #expect(ended.value.withLock { $0 } == 1)
    }

    private final class Held: Sendable {}
    private final class Box<Value: Sendable>: Sendable {
        let value: Mutex<Value>
        init(_ value: Value) { self.value = Mutex(value) }
    }
}
