import Dispatch
import Synchronization

/// Ends waits at their time. One clock for all of them: what is due within the same few milliseconds shares a timer, so that
/// thousands of requests a second, nearly all of which end long before, cost no timer each.
public final class Deadlines: Sendable {
    public static let shared = Deadlines()

    /// Waits end up to this much late, in nanoseconds.
    private static let tick: UInt64 = 10_000_000

    private let queue = DispatchQueue(label: "sextant.deadlines")
    private let waits = Mutex<[UInt64: [Wait]]>([:])

    /// One wait that ends by itself unless it is called off.
    public final class Wait: Sendable {
        private let action: Mutex<(@Sendable () -> Void)?>

        fileprivate init(_ action: @escaping @Sendable () -> Void) { self.action = Mutex(action) }

        /// What was to be done is forgotten, with everything that it held.
        public func callOff() { action.withLock { $0 = nil } }

        fileprivate func end() {
            let due = action.withLock { action in
                defer { action = nil }
                return action
            }
            due?()
        }
    }

    /// Does `action` once, on a thread of its own kind, when `time` has passed. It must be short.
    public func after(_ time: Duration, _ action: @escaping @Sendable () -> Void) -> Wait {
        let wait = Wait(action)
        let parts = time.components
        let nanoseconds = max(0, min(parts.seconds, 1 << 32)) * 1_000_000_000 + max(0, parts.attoseconds / 1_000_000_000)
        let place = (DispatchTime.now().uptimeNanoseconds + UInt64(nanoseconds)) / Deadlines.tick + 1
        let isFirst = waits.withLock { waits in
            waits[place, default: []].append(wait)
            return waits[place]?.count == 1
        }
        if isFirst {
            queue.asyncAfter(deadline: DispatchTime(uptimeNanoseconds: place * Deadlines.tick)) { [self] in
                let due = waits.withLock { $0.removeValue(forKey: place) } ?? []
                for wait in due { wait.end() }
            }
        }
        return wait
    }
}

/// Waits for `body` no longer than `time`; `nil` where it has not come to an end by then. It is told to stop, and goes on
/// by itself where it does not listen.
public func within<Value: Sendable>(
    _ time: Duration, _ body: @escaping @Sendable () async throws -> Value
) async -> Result<Value, any Error>? {
    let race = Race<Result<Value, any Error>?>()
    let work = Task {
        do { race.finish(.success(try await body())) } catch { race.finish(.failure(error)) }
    }
    let wait = Deadlines.shared.after(time) { race.finish(nil) }
    let outcome = await withTaskCancellationHandler {
        await race.outcome()
    } onCancel: {
        work.cancel()
    }
    wait.callOff()
    if outcome == nil { work.cancel() }
    return outcome
}

/// Hands on whichever outcome comes first.
final class Race<Outcome: Sendable>: Sendable {
    private enum State {
        case running
        case awaited(CheckedContinuation<Outcome, Never>)
        case finished(Outcome)
        case over
    }
    private let state = Mutex(State.running)

    /// Later outcomes are dropped.
    func finish(_ outcome: Outcome) {
        let waiter = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
            switch state {
            case .running:
                state = .finished(outcome)
                return nil
            case .awaited(let waiter):
                state = .over
                return waiter
            case .finished, .over: return nil
            }
        }
        waiter?.resume(returning: outcome)
    }

    /// Asked for once.
    func outcome() async -> Outcome {
        await withCheckedContinuation { waiter in
            let ready = state.withLock { state -> Outcome? in
                if case .finished(let outcome) = state {
                    state = .over
                    return outcome
                }
                state = .awaited(waiter)
                return nil
            }
            if let ready { waiter.resume(returning: ready) }
        }
    }
}
