import Access
import Identity
import Matching
import Registry
import Synchronization

/// The identity index of one system, kept in step with the store.
///
/// Each system has an index of its own, so that a search never touches the data of a system that it may not see and a
/// failing one stops nobody else. Derived: rebuilt from projections when starting, and equal to that rebuild ever after.
public final class SystemIndex: Sendable {
    public let system: SystemName
    private let identities = IdentityIndex()
    private let sameIdentities = Mutex(SameIdentityTable())
    private let table = Mutex(RecordTable())

    /// Numbers for identifiers: the identity index works with dense numbers.
    private struct RecordTable {
        var numbers: [RecordID: UInt32] = [:]
        var records: [(id: RecordID, kind: UInt8)] = []
        var kinds: [RecordKind] = []
        var free: [UInt32] = []

        mutating func number(_ id: RecordID, _ kind: RecordKind) -> UInt32 {
            if let known = numbers[id] { return known }
            let place =
                kinds.firstIndex(of: kind)
                ?? {
                    kinds.append(kind)
                    return kinds.count - 1
                }()
            let number: UInt32
            if let reused = free.popLast() {
                number = reused
                records[Int(reused)] = (id, UInt8(place))
            } else {
                number = UInt32(records.count)
                records.append((id, UInt8(place)))
            }
            numbers[id] = number
            return number
        }
    }

    public init(system: SystemName) { self.system = system }

    /// A record found, and why.
    public struct Found: Sendable {
        public let id: RecordID
        public let kind: RecordKind
        public let candidate: Candidate
    }

    /// Puts in what a record projects, or takes it out.
    public func apply(_ id: RecordID, _ kind: RecordKind, _ projection: Projection?) {
        guard kind.system == system else { return }
        if let projection, !projection.identities.isEmpty || !projection.documents.isEmpty {
            let number = table.withLock { $0.number(id, kind) }
            identities.insert(
                IndexReference(UInt64(number)), identities: projection.identities, documents: projection.documents)
            let keys = SameIdentityTable.Keys(projection.identities)
            sameIdentities.withLock { $0.insert(number, keys) }
            return
        }
        let number = table.withLock { $0.numbers[id] }
        guard let number else { return }
        identities.remove(IndexReference(UInt64(number)))
        sameIdentities.withLock { $0.remove(number) }
        table.withLock { table in
            table.numbers[id] = nil
            table.free.append(number)
        }
    }

    /// Called on the committing thread, before the replies of the batch leave.
    public func apply(_ changes: [CommittedChange]) {
        for change in changes { apply(change.feed.id, change.feed.kind, change.projection) }
    }

    public func search(
        _ query: IdentityQuery, limit: Int, minimumScore: Double, minimumProbability: Double = 0
    ) -> [Found] {
        resolve(
            identities.search(query, limit: limit, minimumScore: minimumScore, minimumProbability: minimumProbability))
    }

    /// What speaks for and against one record, even where a search would not come upon it; `nil` where it is not indexed.
    public func compare(_ query: IdentityQuery, with id: RecordID) -> Candidate? {
        guard let number = table.withLock({ $0.numbers[id] }) else { return nil }
        return identities.compare(query, with: IndexReference(UInt64(number)))
    }

    /// Records that hold this very document.
    public func find(document: TravelDocument) -> [(id: RecordID, kind: RecordKind)] {
        resolve(identities.find(document: document).map { Int($0.number) })
    }

    /// Records whose names and date of birth are the same (Delegated Regulation (EU) 2023/333): all of them, up to `limit`.
    public func find(sameNamesAndBirth keys: SameIdentityTable.Keys, limit: Int) -> [(id: RecordID, kind: RecordKind)] {
        resolve(sameIdentities.withLock { $0.find(keys, limit: limit) }.map(Int.init))
    }

    private func resolve(_ numbers: [Int]) -> [(id: RecordID, kind: RecordKind)] {
        table.withLock { table in
            numbers.compactMap { number in
                guard number < table.records.count else { return nil }
                let record = table.records[number]
                return table.numbers[record.id] == UInt32(number) ? (record.id, table.kinds[Int(record.kind)]) : nil
            }
        }
    }

    private func resolve(_ candidates: [Candidate]) -> [Found] {
        table.withLock { table in
            candidates.compactMap { candidate in
                let number = Int(candidate.reference.number)
                guard number < table.records.count else { return nil }
                let record = table.records[number]
                guard table.numbers[record.id] == UInt32(number) else { return nil }
                return Found(id: record.id, kind: table.kinds[Int(record.kind)], candidate: candidate)
            }
        }
    }

    public var count: Int { identities.count }
    /// Bytes of memory that the index holds, its table of records included.
    public var byteCount: Int {
        identities.byteCount + sameIdentities.withLock { $0.byteCount }
            + table.withLock { $0.records.capacity * MemoryLayout<(RecordID, UInt8)>.stride + $0.numbers.capacity * 24 }
    }
}
