import Foundation
import Identity
import Operations
import Synchronization

/// A clock that can be set: it goes on from the instant that it was set to.
final class SandboxClock: Sendable {
    private let offset = Mutex<Int64>(0)

    var now: Instant {
        Instant(milliseconds: Clock.machine.now().milliseconds + offset.withLock { $0 })
    }

    func set(_ instant: Instant) {
        let machine = Clock.machine.now().milliseconds
        offset.withLock { $0 = instant.milliseconds - machine }
    }

    var clock: Clock { Clock { self.now } }
}
