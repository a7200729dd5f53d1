import Access
import Identity
import Registry
import Synchronization

/// Records on persons made ready for comparison, kept as long as there is room: reading samples costs far more than comparing them, and
/// one record is looked at several times. What is kept is used only where the store still has the very versions that it was made of.
final class ComparedPersons: Sendable {
    private struct Kept: Sendable {
        let version: Int
        let changed: Instant
        let place: PersonRecords.SamplesPlace?
        let samples: (id: RecordID, version: Int)?
        /// `nil` of a record that is on no person.
        let person: ComparedPerson?
        var used: UInt64
    }

    private struct State {
        var kept: [RecordID: Kept] = [:]
        var clock: UInt64 = 0
    }

    private let state = Mutex(State())
    private let most: Int

    /// - Parameter most: records kept; one takes about 20 KB.
    init(most: Int = 2048) { self.most = max(2, most) }

    /// `nil` where there is no such record, or it is on no person.
    func read(_ id: RecordID, from reader: Reader) throws -> ComparedPerson? {
        guard let stored = try reader.record(id), PersonRecords.kinds.contains(stored.kind) else { return nil }
        if let known = known(stored) {
            let samples = try known.place?.samples(from: reader)
            if samples?.id == known.samples?.id, samples?.version == known.samples?.version { return known.person }
        }
        guard let (record, place) = try PersonRecords.plain(stored) else {
            keep(id, Kept(version: stored.version, changed: stored.changed, place: nil, samples: nil, person: nil, used: 0))
            return nil
        }
        let samples = try place?.samples(from: reader)
        let person = ComparedPerson(try record.with(samples, from: reader))
        keep(
            id,
            Kept(
                version: stored.version, changed: stored.changed, place: place, samples: samples.map { ($0.id, $0.version) }, person: person,
                used: 0))
        return person
    }

    /// What is erased is not kept here either.
    func forget(_ id: RecordID) { state.withLock { $0.kept[id] = nil } }

    private func known(_ stored: StoredRecord) -> Kept? {
        state.withLock { state in
            guard var kept = state.kept[stored.id], kept.version == stored.version, kept.changed == stored.changed else { return nil }
            state.clock += 1
            kept.used = state.clock
            state.kept[stored.id] = kept
            return kept
        }
    }

    private func keep(_ id: RecordID, _ kept: Kept) {
        state.withLock { state in
            state.clock += 1
            var kept = kept
            kept.used = state.clock
            state.kept[id] = kept
            guard state.kept.count > most else { return }
            // The half that was used longest ago goes at once, so that choosing costs little.
            let middle = state.kept.values.map(\.used).sorted()[state.kept.count / 2]
            state.kept = state.kept.filter { $0.value.used > middle }
        }
    }
}
