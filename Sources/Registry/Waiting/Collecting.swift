import Access
import Synchronization

extension Registry {
    /// Something to be read under a mandate of its own.
    public struct Part<Value: Sendable>: Sendable {
        let mandate: Mandate
        let read: @Sendable (Reader) throws -> Value
        let ended: @Sendable () -> Void
        /// - Parameter ended: called when the part has been read or will never be, whether anybody still waits for it or not.
        public init(
            under mandate: Mandate, ended: @escaping @Sendable () -> Void = {},
            _ read: @escaping @Sendable (Reader) throws -> Value
        ) {
            self.mandate = mandate
            self.read = read
            self.ended = ended
        }
    }

    /// Reads several parts of the same state, one after the other on one thread that may block, and waits no longer than
    /// `time`. What has been read by then is given; the rest is `nil`. A part that fails does not keep the others.
    public func collect<Value: Sendable>(
        _ parts: [Part<Value>], within time: Duration
    ) async -> [Result<Value, any Error>?] {
        let collected = Collected<Result<Value, any Error>>(count: parts.count)
        let race = Race<Void>()
        store.reading { view in
            for (place, part) in parts.enumerated() {
                let result = Result { try part.read(Reader(view: try view.get(), mandate: part.mandate)) }
                collected.values.withLock { $0[place] = result }
                part.ended()
            }
            race.finish(())
        }
        let wait = Deadlines.shared.after(time) { race.finish(()) }
        await race.outcome()
        wait.callOff()
        return collected.values.withLock { $0 }
    }
}

/// What has been read so far.
private final class Collected<Value: Sendable>: Sendable {
    let values: Mutex<[Value?]>
    init(count: Int) { values = Mutex(Array(repeating: nil, count: count)) }
}
