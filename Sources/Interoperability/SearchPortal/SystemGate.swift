import Access
import Operations
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
        let race = Race<Value>()
        let work = Task {
            let result: Result<Value, any Error>
            do {
                if stalled { try await Task.sleep(for: .seconds(3600)) }
                result = .success(try await body())
            } catch {
                result = .failure(error)
            }
            self.leave()
            race.finish(result)
        }
        let timer = Task {
            try? await Task.sleep(until: deadline, clock: .continuous)
            if !Task.isCancelled { race.finish(nil) }
        }
        let outcome = await race.value()
        timer.cancel()
        if outcome == nil { work.cancel() }
        note(timedOut: outcome == nil)
        return outcome
    }

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

    private func leave() { state.withLock { $0.waiting -= 1 } }

    private func note(timedOut: Bool) {
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

/// Hands on whichever outcome comes first.
private final class Race<Value: Sendable>: Sendable {
    private struct State {
        var outcome: Result<Value, any Error>??
        var waiter: CheckedContinuation<Result<Value, any Error>?, Never>?
    }
    private let state = Mutex(State())

    func finish(_ outcome: Result<Value, any Error>?) {
        let waiter = state.withLock { state -> CheckedContinuation<Result<Value, any Error>?, Never>? in
            guard state.outcome == nil else { return nil }
            state.outcome = .some(outcome)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: outcome)
    }

    func value() async -> Result<Value, any Error>? {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> Result<Value, any Error>?? in
                if state.outcome == nil { state.waiter = continuation }
                return state.outcome
            }
            if let ready { continuation.resume(returning: ready) }
        }
    }
}
