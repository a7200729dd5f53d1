import Identity
import Operations
import Registry
import Sandbox
import Synchronization

/// The clock of a simulated Schengen: it stands still until the simulation sets it.
public final class SimulatedClock: Sendable {
    private let value: Mutex<Instant>

    public init(_ now: Instant) { value = Mutex(now) }

    public var now: Instant {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }

    /// For an installation.
    public var clock: Operations.Clock { Operations.Clock { self.now } }
}

/// Identifiers that follow from who does what and when, and from nothing that anybody else does: another actor in the
/// world changes none of them.
final class SimulatedIDs: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(_ generator: SeededGenerator) { self.generator = Mutex(generator) }

    /// Begins the identifiers of one appointment.
    func begin(_ next: SeededGenerator) { generator.withLock { $0 = next } }

    /// For entries of the log: in the order in which they are written, as an installation's own are in the order of time.
    static func inOrder() -> IDGenerator {
        let counter = Counter()
        return IDGenerator { RecordID(high: 1, low: counter.next) }
    }

    private final class Counter: Sendable {
        private let value = Mutex<UInt64>(0)
        var next: UInt64 {
            value.withLock { value in
                value += 1
                return value
            }
        }
    }

    var ids: IDGenerator {
        IDGenerator { self.generator.withLock { RecordID(high: $0.next(), low: $0.next()) } }
    }
}
