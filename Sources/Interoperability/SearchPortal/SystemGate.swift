import Access
import Operations
import Registry
import Synchronization

/// Stands between the portal and one system: bounds how long it may take and how many questions may wait in it, so that a
/// system that is slow or down costs the others nothing.
public final class SystemGate: Sendable {
    /// What an operator or a sandbox has set.
    public enum Condition: String, Sendable, CaseIterable {
        case inService
        /// Answers at once that it cannot be asked.
        case outOfService
        /// Takes questions and never answers: what a hanging database looks like.
        case stalled
    }

    private struct State {
        var condition = Condition.inService
        var waiting = 0
        var timeoutsInARow = 0
        var closedUntil: ContinuousClock.Instant?
    }

    public let system: SystemName
    private let state = Mutex(State())
    private let waitingMax: Int
    private let timeoutsMax: Int
    private let pause: Duration

    /// - Parameters:
    ///   - waitingMax: questions that may be inside at a time; more are turned away as unavailable.
    ///   - timeoutsMax: after so many timeouts in a row the system is left alone for `pause`, then tried with one question.
    public init(system: SystemName, waitingMax: Int = 256, timeoutsMax: Int = 8, pause: Duration = .seconds(2)) {
        self.system = system
        self.waitingMax = waitingMax
        self.timeoutsMax = timeoutsMax
        self.pause = pause
    }

    public var condition: Condition {
        get { state.withLock { $0.condition } }
        set {
            state.withLock { state in
                state.condition = newValue
                state.timeoutsInARow = 0
                state.closedUntil = nil
            }
        }
    }

    /// Whether questions are being let through.
    public var isOpen: Bool {
        state.withLock { state in
            state.condition != .outOfService && (state.closedUntil.map { ContinuousClock.now >= $0 } ?? true)
        }
    }

    /// Asks; `nil` where no answer came in time. The question itself is not waited for any longer, whatever it is doing.
    func ask<Value: Sendable>(
        before deadline: ContinuousClock.Instant, _ body: @escaping @Sendable () async throws -> Value
    ) async -> Result<Value, any Error>? {
        guard enter() else { return nil }
        let stalled = condition == .stalled
        let outcome = await within(deadline - .now) {
            defer { self.leave() }
            if stalled { try await Task.sleep(for: .seconds(3600)) }
            return try await body()
        }
        note(timedOut: outcome == nil)
        return outcome
    }

    /// Whether a question may go in at once, for a system that is asked without a way through `ask`; then `leave` and `note` follow.
    func enterIfInService() -> Bool { condition == .inService && enter() }

    private func enter() -> Bool {
        state.withLock { state in
            guard state.condition != .outOfService, state.waiting < waitingMax else { return false }
            if let closed = state.closedUntil {
                guard ContinuousClock.now >= closed else { return false }
                // One question tries; the others stay out until it has come back.
                state.closedUntil = ContinuousClock.now + pause
            }
            state.waiting += 1
            return true
        }
    }

    func leave() { state.withLock { $0.waiting -= 1 } }

    func note(timedOut: Bool) {
        state.withLock { state in
            guard timedOut else {
                state.timeoutsInARow = 0
                state.closedUntil = nil
                return
            }
            state.timeoutsInARow += 1
            if state.timeoutsInARow >= timeoutsMax { state.closedUntil = ContinuousClock.now + pause }
        }
    }
}
