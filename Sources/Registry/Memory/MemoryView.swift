import Access
import Identity

/// One state of a `MemoryStore`, for reading.
struct MemoryView: RecordReading {
    let state: MemoryState

    func record(_ id: RecordID) -> StoredRecord? { state.records[id]?.standing }
    func history(_ id: RecordID) -> [StoredRecord] { state.records[id]?.versions ?? [] }
    func projection(_ id: RecordID) -> Projection? { state.records[id]?.projection }

    func find(_ kind: RecordKind, key: String, value: String) -> [RecordID] {
        (state.holders[.init(kind, key, value)] ?? []).sorted()
    }

    func page(_ kind: RecordKind, after: RecordID?, limit: Int) -> [StoredRecord] {
        state.records.lazy.filter { id, entry in
            guard entry.standing.kind == kind else { return false }
            guard let after else { return true }
            return after < id
        }
        .map(\.value.standing).sorted { $0.id < $1.id }.prefix(max(0, limit)).map { $0 }
    }

    func count(_ kind: RecordKind) -> Int { state.records.values.count { $0.standing.kind == kind } }

    func forEachProjection(_ visit: (RecordID, RecordKind, Projection) -> Void) {
        for (id, entry) in state.records.sorted(by: { $0.value.number < $1.value.number }) {
            visit(id, entry.standing.kind, entry.projection)
        }
    }

    func feed(after sequence: Int64, limit: Int) -> [FeedEntry] {
        Array(state.feed.dropFirst(Int(clamping: max(0, sequence))).prefix(max(0, limit)))
    }

    func lastSequence() -> Int64 { Int64(state.feed.count) }

    func due(upTo day: Day, limit: Int) -> [DueItem] {
        var found: [(number: Int, item: DueItem)] = []
        for passed in state.due.keys.filter({ $0 <= day }).sorted() {
            for entry in (state.due[passed] ?? []).compactMap({ state.records[$0] }) {
                let record = entry.standing
                for due in entry.projection.distinctDue where due.day == passed {
                    found.append((entry.number, DueItem(id: record.id, kind: record.kind, version: record.version, due: due)))
                }
            }
            // What is due later comes later in any case.
            if found.count >= limit { break }
        }
        found.sort { a, b in
            if a.item.due.day != b.item.due.day { return a.item.due.day < b.item.due.day }
            if a.number != b.number { return a.number < b.number }
            let (x, y) = (a.item.due, b.item.due)
            if x.action != y.action { return x.action.storedNumber < y.action.storedNumber }
            return x.article.utf8.lexicographicallyPrecedes(y.article.utf8)
        }
        return found.prefix(max(0, limit)).map(\.item)
    }

    func idempotentReply(authority: String, key: String) -> IdempotentReply? { state.replies[.init(authority, key)] }

    func facts(authority: String, caseReference: String, at: Instant) -> [EstablishedFact] {
        state.facts.filter {
            $0.authority.utf8.elementsEqual(authority.utf8) && $0.caseReference.utf8.elementsEqual(caseReference.utf8)
                && $0.expires > at
        }
    }

    func inbox(recipient: String, after: RecordID?, limit: Int) -> [Notice] {
        let start = after.flatMap { id in state.notices.firstIndex { $0.id == id } }.map { $0 + 1 } ?? 0
        return state.notices[start...].lazy.filter { $0.recipient.utf8.elementsEqual(recipient.utf8) }
            .prefix(max(0, limit)).map { $0 }
    }

    func notice(_ id: RecordID) -> Notice? { state.notices.first { $0.id == id } }

    func position(_ follower: String) -> Int64 { state.positions[Array(follower.utf8)] ?? 0 }
}
