import Access
import Identity

/// What a `MemoryStore` holds: the contract in its plainest form. Texts are compared by their bytes, as a database does.
struct MemoryState {
    struct Entry {
        /// Order of first commit.
        var number: Int
        /// Oldest first; never empty.
        var versions: [StoredRecord]
        var projection: Projection
        var standing: StoredRecord { versions[versions.count - 1] }
    }

    struct KeyPlace: Hashable {
        let kind: RecordKind
        let name: [UInt8]
        let value: [UInt8]
        init(_ kind: RecordKind, _ name: String, _ value: String) {
            self.kind = kind
            self.name = Array(name.utf8)
            self.value = Array(value.utf8)
        }
    }

    struct ReplyPlace: Hashable {
        let authority: [UInt8]
        let key: [UInt8]
        init(_ authority: String, _ key: String) {
            self.authority = Array(authority.utf8)
            self.key = Array(key.utf8)
        }
    }

    var isClosed = false
    var records: [RecordID: Entry] = [:]
    var nextNumber = 1
    var holders: [KeyPlace: Set<RecordID>] = [:]
    var uniqueHolder: [KeyPlace: RecordID] = [:]
    /// The records that carry each day; a simulated year asks for what is due every day.
    var due: [Day: Set<RecordID>] = [:]
    var feed: [FeedEntry] = []
    var replies: [ReplyPlace: IdempotentReply] = [:]
    var notices: [Notice] = []
    var facts: [EstablishedFact] = []
    var positions: [[UInt8]: Int64] = [:]
    var log: [LogRow] = []
    var logIndex: [RecordID: Int] = [:]
    /// The log entries whose contents go on each day.
    var logDue: [Day: [Int]] = [:]
    /// Log entries that wait for a record's erasure, and for how many.
    var waiting: [RecordID: Set<Int>] = [:]
    var waitsFor: [Int: Set<RecordID>] = [:]
    var sequenced = 0
    var tiles: [Int: [Int64: StoredTile]] = [:]
    var checkpoint: [UInt8]?

    // MARK: - Commit

    /// Applies all of the commit or, when it throws, nothing.
    mutating func apply(_ commit: Commit) throws(StoreError) -> [CommittedChange] {
        if isClosed { throw .unavailable("the store is closed") }
        if let fault = commit.fault { throw .invalid(fault) }
        if let reply = commit.idempotency, let used = replies[ReplyPlace(reply.authority, reply.key)],
            used.expires > commit.at
        {
            throw .replay(used)
        }
        var before: [(RecordID, Entry?)] = []
        let oldFeed = feed.count
        let oldNumber = nextNumber
        var committed: [CommittedChange] = []
        do throws(StoreError) {
            for change in commit.changes {
                before.append((change.id, records[change.id]))
                committed.append(try apply(change, of: commit))
            }
            for (index, row) in commit.log.enumerated()
            where logIndex[row.id] != nil || commit.log[..<index].contains(where: { $0.id == row.id }) {
                throw StoreError.alreadyExists(row.id)
            }
            for (index, notice) in commit.notices.enumerated() {
                if notices.contains(where: { $0.id == notice.id && !isGoing($0, in: commit) })
                    || commit.notices[..<index].contains(where: { $0.id == notice.id })
                {
                    throw StoreError.alreadyExists(notice.id)
                }
            }
        } catch {
            for (id, entry) in before.reversed() { set(id, entry) }
            feed.removeSubrange(oldFeed...)
            nextNumber = oldNumber
            throw error
        }
        for case .erase(let id, _, _) in commit.changes { forget(id, at: commit.at) }
        notices.removeAll { commit.acknowledged.contains($0.id) }
        for row in commit.log { append(row, at: commit.at) }
        if let reply = commit.idempotency { replies[ReplyPlace(reply.authority, reply.key)] = reply }
        notices += commit.notices
        facts += commit.facts
        for (follower, position) in commit.positions { positions[Array(follower.utf8)] = position }
        return committed
    }

    private func isGoing(_ notice: Notice, in commit: Commit) -> Bool {
        if commit.acknowledged.contains(notice.id) { return true }
        return commit.changes.contains { change in
            if case .erase(let id, _, _) = change { return notice.record == id }
            return false
        }
    }

    private mutating func apply(_ change: Change, of commit: Commit) throws(StoreError) -> CommittedChange {
        let id = change.id
        let entry = records[id]
        let current = entry?.standing.version
        switch change {
        case .create(_, let draft):
            if entry != nil { throw .alreadyExists(id) }
            try check(draft, for: id)
            set(id, Entry(number: nextNumber, versions: [record(id, draft, 1, commit, created: commit.at)], projection: draft.projection))
            nextNumber += 1
            return publish(id, draft.kind, 1, .created, draft.projection)
        case .update(_, let expected, let draft):
            guard var entry, current == expected else { throw .versionConflict(id, current: current) }
            let standing = entry.standing
            guard standing.kind == draft.kind else { throw .invalid("a record keeps its kind") }
            try check(draft, for: id)
            entry.versions.append(record(id, draft, expected + 1, commit, created: standing.created))
            entry.projection = draft.projection
            set(id, entry)
            return publish(id, draft.kind, expected + 1, .updated, draft.projection)
        case .erase(_, let expected, _):
            guard let entry, let current, expected == nil || expected == current else {
                throw .versionConflict(id, current: current)
            }
            set(id, nil)
            return publish(id, entry.standing.kind, current, .erased, nil)
        }
    }

    private func check(_ draft: RecordDraft, for id: RecordID) throws(StoreError) {
        for key in draft.projection.distinctKeys where key.isUnique {
            if let holder = uniqueHolder[KeyPlace(draft.kind, key.name, key.value)], holder != id { throw .keyTaken(key) }
        }
    }

    private func record(
        _ id: RecordID, _ draft: RecordDraft, _ version: Int, _ commit: Commit, created: Instant
    ) -> StoredRecord {
        StoredRecord(
            id: id, kind: draft.kind, version: version, owner: draft.owner, payload: draft.payload,
            schema: draft.schema, created: created, changed: commit.at, changedBy: commit.by)
    }

    private mutating func publish(
        _ id: RecordID, _ kind: RecordKind, _ version: Int, _ event: FeedEntry.Event, _ projection: Projection?
    ) -> CommittedChange {
        let entry = FeedEntry(sequence: Int64(feed.count + 1), id: id, kind: kind, version: version, event: event)
        feed.append(entry)
        return CommittedChange(feed: entry, projection: projection)
    }

    /// Puts a record as it should be and keeps the keys in step.
    private mutating func set(_ id: RecordID, _ entry: Entry?) {
        if let old = records[id] {
            for key in old.projection.distinctKeys {
                let place = KeyPlace(old.standing.kind, key.name, key.value)
                holders[place]?.remove(id)
                if holders[place]?.isEmpty == true { holders[place] = nil }
                if key.isUnique { uniqueHolder[place] = nil }
            }
            for item in old.projection.due {
                due[item.day]?.remove(id)
                if due[item.day]?.isEmpty == true { due[item.day] = nil }
            }
        }
        records[id] = entry
        if let entry {
            for item in entry.projection.due { due[item.day, default: []].insert(id) }
            for key in entry.projection.distinctKeys {
                let place = KeyPlace(entry.standing.kind, key.name, key.value)
                holders[place, default: []].insert(id)
                if key.isUnique { uniqueHolder[place] = id }
            }
        }
    }

    /// Removes what names an erased record.
    private mutating func forget(_ id: RecordID, at: Instant) {
        notices.removeAll { $0.record == id }
        replies = replies.filter { !$0.value.records.contains(id) }
        for index in waiting.removeValue(forKey: id) ?? [] {
            waitsFor[index]?.remove(id)
            if waitsFor[index]?.isEmpty == true {
                waitsFor[index] = nil
                let day = LogRow.eraseDay(afterErasureAt: at)
                log[index] = log[index].erasing(on: day)
                logDue[day, default: []].append(index)
            }
        }
    }

    private mutating func append(_ row: LogRow, at: Instant) {
        let index = log.count
        logIndex[row.id] = index
        guard row.eraseOn == nil, !row.follows.isEmpty else {
            log.append(row)
            if let day = row.eraseOn { logDue[day, default: []].append(index) }
            return
        }
        let standing = Set(row.follows.filter { records[$0] != nil })
        if standing.isEmpty {
            let day = LogRow.eraseDay(afterErasureAt: at)
            log.append(row.erasing(on: day))
            logDue[day, default: []].append(index)
        } else {
            log.append(row)
            waitsFor[index] = standing
            for id in standing { waiting[id, default: []].insert(index) }
        }
    }

    mutating func expire(at now: Instant) -> Int {
        let before = replies.count + facts.count
        replies = replies.filter { $0.value.expires > now }
        facts.removeAll { $0.expires <= now }
        return before - replies.count - facts.count
    }

    // MARK: - Log

    mutating func sequence(limit: Int) -> [SequencedLeaf] {
        let end = sequenced + min(log.count - sequenced, max(0, limit))
        defer { sequenced = end }
        return (sequenced..<end).map { SequencedLeaf(position: Int64($0), leafData: log[$0].leafData) }
    }

    func row(_ index: Int) -> SequencedRow {
        SequencedRow(position: index < sequenced ? Int64(index) : nil, row: log[index])
    }

    mutating func store(_ tile: StoredTile) {
        if let old = tiles[tile.level]?[tile.index], old.width > tile.width { return }
        tiles[tile.level, default: [:]][tile.index] = tile
    }

    mutating func eraseLogContents(upTo day: Day) -> Int {
        var count = 0
        for passed in logDue.keys.filter({ $0 <= day }) {
            for index in logDue.removeValue(forKey: passed) ?? [] where log[index].sealed != nil {
                log[index].sealed = nil
                count += 1
            }
        }
        return count
    }
}

extension LogRow {
    /// The row with another day of erasure.
    public func erasing(on day: Day) -> LogRow {
        LogRow(
            id: id, at: at, leafData: leafData, sealed: sealed, eraseOn: day, follows: follows, system: system,
            event: event)
    }
}
