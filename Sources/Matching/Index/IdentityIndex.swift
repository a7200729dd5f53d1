import Identity
import Synchronization

/// Finds persons by name, date of birth and documents among millions, in memory.
///
/// Safe to share: searches run side by side, and an insert, update or erasure is seen by every search that begins after it
/// returns. Searches and changes take turns, so that neither keeps the other waiting for long, however many there are of either. An
/// index is derived data: whatever it holds can be rebuilt from the records it was given, and equals that rebuild. It keeps levelled
/// words and hashes of document numbers, no text as recorded.
public final class IdentityIndex: Sendable {
    private let lock = ReadersWriterLock()
    private let scratches = Mutex<[SearchScratchBox]>([])
    /// Guarded by `lock`.
    nonisolated(unsafe) private var store = IdentityStore()
    public let model: MatchModel

    public init(model: MatchModel = .standard) { self.model = model }

    deinit { store.release() }

    /// One change, prepared outside the lock.
    public enum Change: Sendable {
        /// Puts in a person, in place of what the reference stood for before.
        case insert(IndexReference, identities: [PersonIdentity], documents: [TravelDocument])
        case remove(IndexReference)
    }

    /// Puts in a person; what the reference stood for before is replaced.
    public func insert(_ reference: IndexReference, identities: [PersonIdentity], documents: [TravelDocument] = []) {
        let prepared = PreparedPerson(reference, identities, documents)
        change { $0.insert(prepared) }
    }

    /// Replaces a person, at once: no search sees the reference missing.
    public func update(_ reference: IndexReference, identities: [PersonIdentity], documents: [TravelDocument] = []) {
        insert(reference, identities: identities, documents: documents)
    }

    /// Erases a person and wipes what was held. False where the reference is unknown.
    @discardableResult
    public func remove(_ reference: IndexReference) -> Bool {
        change { $0.remove(reference.number) }
    }

    /// Several changes that every search sees together or not at all.
    public func apply(_ changes: [Change]) {
        enum Prepared {
            case insert(PreparedPerson)
            case remove(UInt64)
        }
        let prepared = changes.map { change -> Prepared in
            switch change {
            case .insert(let reference, let identities, let documents):
                .insert(PreparedPerson(reference, identities, documents))
            case .remove(let reference): .remove(reference.number)
            }
        }
        change { store in
            for change in prepared {
                switch change {
                case .insert(let person): store.insert(person)
                case .remove(let number): store.remove(number)
                }
            }
        }
    }

    /// Tables that would have to grow within the change are built before it, while searches go on.
    private func change<Result>(_ body: (inout IdentityStore) -> Result) -> Result {
        lock.write(after: { store.builtBeforehand() }) { built in
            if let built { store.take(built) }
            return body(&store)
        }
    }

    /// The best `limit` records of at least `minimumScore` bits and `minimumProbability`, best first, one for each reference; each with
    /// its evidence, unless `explained` is false, which is faster.
    public func search(
        _ query: IdentityQuery, limit: Int = 10, minimumScore: Double = 0, minimumProbability: Double = 0, explained: Bool = true
    ) -> [Candidate] {
        let box = scratches.withLock { $0.popLast() } ?? SearchScratchBox()
        defer { scratches.withLock { $0.append(box) } }
        return lock.read {
            // Reading the names costs more than finding nobody.
            if store.recordCount == 0 { return [] }
            var search = IdentitySearch(store: store, model: model, scratch: box.scratch, query: query)
            return search.run(
                limit: limit, minimumScore: minimumScore, minimumProbability: minimumProbability, explained: explained)
        }
    }

    /// What speaks for and against one reference, even where a search would not come upon it; `nil` where it is not held.
    public func compare(_ query: IdentityQuery, with reference: IndexReference) -> Candidate? {
        let box = scratches.withLock { $0.popLast() } ?? SearchScratchBox()
        defer { scratches.withLock { $0.append(box) } }
        return lock.read {
            var search = IdentitySearch(store: store, model: model, scratch: box.scratch, query: query)
            return search.run(over: reference.number)
        }
    }

    /// Every record scored, best first: the slow way that tests hold the fast one against.
    func bruteForceSearch(_ query: IdentityQuery) -> [Candidate] {
        let box = SearchScratchBox()
        return lock.read {
            var search = IdentitySearch(store: store, model: model, scratch: box.scratch, query: query)
            return search.runOverAll()
        }
    }

    /// References that hold this document: same issuer, same number once levelled. In order.
    public func find(document: TravelDocument) -> [IndexReference] {
        find(number: document.number, issuer: StateCode.code(document.issuer), misread: false)
    }

    /// References that hold a document of this number, whoever issued it; with `misread`, also numbers that differ only in characters
    /// that are taken for each other (O and 0, I and 1, B and 8).
    public func find(documentNumber: String, misread: Bool = false) -> [IndexReference] {
        find(number: documentNumber, issuer: 0, misread: misread)
    }

    private func find(number: String, issuer: UInt16, misread: Bool) -> [IndexReference] {
        guard let key = DocumentKey(number: number, issuer: issuer) else { return [] }
        return lock.read {
            var found: Set<IndexReference> = []
            store.documents.forEach(key) { slot, exact, sameIssuer in
                if exact || misread, sameIssuer { found.insert(IndexReference(store.references[Int(slot)])) }
            }
            return found.sorted()
        }
    }

    public func contains(_ reference: IndexReference) -> Bool { lock.read { store.firstSlot(of: reference.number) != nil } }

    /// References held.
    public var count: Int { lock.read { store.referenceCount } }
    /// Identities and aliases held.
    public var recordCount: Int { lock.read { store.recordCount } }
    /// Bytes of memory that searches touch, slack in tables and lists included.
    public var byteCount: Int { lock.read { store.byteCount } }
    /// The same by part.
    public var byteCounts: [(part: String, bytes: Int)] { lock.read { store.byteCounts.map { ($0.0, $0.1) } } }

    /// Changes wait until `body` is done; searches do not.
    func readingUnchanged<Result>(_ body: (IdentityStore) -> Result) -> Result { lock.readUnchanged { body(store) } }

    // What the file drivers use: they read names straight from a file's bytes.

    func insert(_ person: PreparedPerson) { change { $0.insert(person) } }
    func insert(_ persons: [PreparedPerson]) {
        change { store in for person in persons { store.insert(person) } }
    }
}

/// A scratch is used by one search at a time; the index's pool hands it on.
private struct SearchScratchBox: @unchecked Sendable {
    let scratch = SearchScratch()
}
