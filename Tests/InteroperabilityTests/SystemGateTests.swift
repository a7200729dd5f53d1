import Access
import Operations
import Registry
import Synchronization
import Testing

@testable import Interoperability

/// The gate between the portal and one system.
@Suite(.serialized) struct SystemGateTests {
    struct Broken: Error {}

    final class Tally: Sendable {
        private let count = Mutex((now: 0, most: 0))
        func enter() { count.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
        func leave() { count.withLock { $0.now -= 1 } }
        var most: Int { count.withLock { $0.most } }
    }

    static func soon(_ milliseconds: Int) -> ContinuousClock.Instant { .now + .milliseconds(milliseconds) }

    @Test func anAnswerComesThrough() async throws {
        let gate = SystemGate(system: .EES)
        #expect(try await gate.ask(before: Self.soon(2000)) { 7 }?.get() == 7)
        #expect(gate.isOpen)
    }

    @Test func aFailureIsAFailureAndNotSilence() async {
        let gate = SystemGate(system: .EES)
        let result = await gate.ask(before: Self.soon(2000)) { () throws -> Int in throw Broken() }
        #expect(result != nil)
        #expect(throws: Broken.self) { try result?.get() }
    }

    @Test func outOfServiceAsksNothing() async {
        let gate = SystemGate(system: .EES)
        gate.condition = .outOfService
        let tally = Tally()
        let result = await gate.ask(before: Self.soon(2000)) { tally.enter() }
        #expect(result == nil)
        #expect(tally.most == 0)
        #expect(!gate.isOpen)
        gate.condition = .inService
        #expect(await gate.ask(before: Self.soon(2000)) { 1 } != nil)
    }

    @Test(arguments: [SystemGate.Condition.stalled, .inService]) func whoIsSlowIsNotWaitedFor(condition: SystemGate.Condition) async {
        let gate = SystemGate(system: .EES)
        gate.condition = condition
        let begun = ContinuousClock.now
        let result = await gate.ask(before: Self.soon(100)) { try await Task.sleep(for: .seconds(60)) }
        #expect(result == nil)
        #expect(ContinuousClock.now - begun < .seconds(5))
    }

    /// So many may wait inside; the next are turned away at once.
    @Test func atMostSoManyWait() async {
        let gate = SystemGate(system: .EES, waitingMax: 4, timeoutsMax: 1000)
        let tally = Tally()
        let answered = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    let result = await gate.ask(before: Self.soon(3000)) {
                        tally.enter()
                        try await Task.sleep(for: .milliseconds(200))
                        tally.leave()
                    }
                    return result != nil
                }
            }
            var count = 0
            for await yes in group where yes { count += 1 }
            return count
        }
        #expect(tally.most <= 4)
        #expect(answered >= 4)
        #expect(answered < 40)
        // They have all left again.
        #expect(await gate.ask(before: Self.soon(2000)) { 1 } != nil)
    }

    /// After so many timeouts the system is left alone for a while, then tried with one question.
    @Test func aSystemThatDoesNotAnswerIsLeftAlone() async throws {
        let gate = SystemGate(system: .EES, timeoutsMax: 3, pause: .milliseconds(300))
        gate.condition = .stalled
        for _ in 0..<3 { #expect(await gate.ask(before: Self.soon(20)) { 1 } == nil) }
        #expect(!gate.isOpen)
        let begun = ContinuousClock.now
        #expect(await gate.ask(before: Self.soon(5000)) { 1 } == nil)
        #expect(ContinuousClock.now - begun < .seconds(2), "a closed gate must not be waited for")
        gate.condition = .inService
        #expect(gate.isOpen)
    }

    @Test func itOpensAgainByItself() async throws {
        let gate = SystemGate(system: .EES, timeoutsMax: 2, pause: .milliseconds(100))
        for _ in 0..<2 { _ = await gate.ask(before: Self.soon(10)) { try await Task.sleep(for: .seconds(30)) } }
        #expect(!gate.isOpen)
        try await Task.sleep(for: .milliseconds(200))
        #expect(try await gate.ask(before: Self.soon(2000)) { 5 }?.get() == 5)
        #expect(gate.isOpen)
    }
}
