import Identity
import Synchronization

/// Holds the extract that carriers are answered from, and puts the next in its place in one step: a query sees the one or the
/// other, never parts of both.
public final class ReadOnlyDatabase: Sendable {
    private let current = Mutex<CarrierExtract?>(nil)

    public init() {}
    /// With an extract in place, for simulators.
    public init(_ extract: CarrierExtract) { current.withLock { $0 = extract } }

    public var extract: CarrierExtract? { current.withLock { $0 } }

    /// Whether an extraction is due: none was made yet, or not since the last midnight UTC.
    public func isDue(at now: Instant) -> Bool {
        guard let made = extract?.made else { return true }
        return made < Instant(day: now.utcDay)
    }

    /// Makes the extract of this moment and puts it in place. Where a source fails, the one before stays until it is too old.
    /// - Returns: how many documents are known, by source; for the log of extractions (1409 Article 8(2)).
    @discardableResult
    public func renew(from sources: CarrierSources, at now: Instant) async throws -> [CarrierRule.Source: Int] {
        let next = try await CarrierExtract.make(from: sources, asOf: now)
        current.withLock { $0 = next }
        return next.counts
    }
}
