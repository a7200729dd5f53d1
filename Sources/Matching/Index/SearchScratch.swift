/// Working memory of one search at a time, used again by the next: a search allocates next to nothing.
final class SearchScratch {
    static let queryTokens = 12

    /// What a query word is to a word of the dictionary.
    struct Relation: BitwiseCopyable {
        /// The weight, or an upper bound of it before the level's own weight is known.
        var bits: Float = 0
        var kind: NameRelation = .none
    }

    struct Found: BitwiseCopyable {
        var slot: UInt32
        var estimate: Float
    }

    let patternMemory = UnsafeMutablePointer<UInt64>.allocate(capacity: 32 * SearchScratch.queryTokens * 2)

    // Relations of query words to dictionary words.
    static let relationSize = 1 << 14
    /// Key and value side by side, so that a look-up reads one place in memory.
    private struct KnownRelation: BitwiseCopyable {
        var key: UInt64 = 0
        var value = Relation()
    }
    private let relations = UnsafeMutablePointer<KnownRelation>.allocate(capacity: SearchScratch.relationSize)

    // Records already met.
    static let metSize = 1 << 15
    private let met = UnsafeMutablePointer<UInt64>.allocate(capacity: SearchScratch.metSize)

    // The best by estimate, to be scored in full.
    static let poolSize = 512
    let pool = UnsafeMutablePointer<Found>.allocate(capacity: SearchScratch.poolSize)
    static let keep = 48
    /// Counters behind a pointer: read and written for every record, they must not pay for access checks.
    private struct State: BitwiseCopyable {
        var generation: UInt64 = 0
        var relationCount = 0
        var metCount = 0
        var poolCount = 0
        var poolFloor: Float = -.infinity
        var touched: UInt32 = 0
    }
    private let state = UnsafeMutablePointer<State>.allocate(capacity: 1)
    var poolCount: Int { state.pointee.poolCount }
    @inline(__always) var poolFloor: Float { state.pointee.poolFloor }

    /// Takes what was read only to have it near: without a use the reading would be left out.
    func note(touched: UInt32) { state.pointee.touched = touched }

    static let wordLimit = 1000
    let words = UnsafeMutablePointer<UInt32>.allocate(capacity: SearchScratch.wordLimit)
    static let blockSize = 64
    let block = UnsafeMutablePointer<IdentityStore.Core>.allocate(capacity: SearchScratch.blockSize)

    // Alignment of one record.
    let matched = UnsafeMutablePointer<Int8>.allocate(capacity: 32)
    let taken = UnsafeMutablePointer<Int8>.allocate(capacity: 32)
    let cells = UnsafeMutablePointer<Relation>.allocate(capacity: 32 * 32)

    init() {
        state.initialize(to: State())
        block.initialize(repeating: IdentityStore.Core(), count: SearchScratch.blockSize)
        relations.initialize(repeating: KnownRelation(), count: SearchScratch.relationSize)
        met.initialize(repeating: 0, count: SearchScratch.metSize)
        pool.initialize(repeating: Found(slot: 0, estimate: 0), count: SearchScratch.poolSize)
        cells.initialize(repeating: Relation(), count: 32 * 32)
        matched.initialize(repeating: -1, count: 32)
        taken.initialize(repeating: -1, count: 32)
    }

    deinit {
        patternMemory.deallocate()
        relations.deallocate()
        met.deallocate()
        pool.deallocate()
        matched.deallocate()
        taken.deallocate()
        cells.deallocate()
        state.deallocate()
        block.deallocate()
        words.deallocate()
    }

    func begin() {
        state.pointee.generation += 1
        if state.pointee.generation >> 24 != 0 {
            state.pointee.generation = 1
            relations.update(repeating: KnownRelation(), count: SearchScratch.relationSize)
            met.update(repeating: 0, count: SearchScratch.metSize)
        }
        state.pointee.relationCount = 0
        state.pointee.metCount = 0
        beginPool()
    }

    func beginPool() {
        state.pointee.poolCount = 0
        state.pointee.poolFloor = -.infinity
    }

    /// The relation, computed once; `isNew` the first time.
    @inline(__always)
    func relation(_ query: Int, _ id: UInt32, _ compute: () -> Relation) -> (value: Relation, isNew: Bool) {
        let generation = state.pointee.generation
        let key = generation << 40 | UInt64(id) << 5 | UInt64(query)
        var at =
            Int(truncatingIfNeeded: ((UInt64(id) << 5 | UInt64(query)) &* 0x9E37_79B9_7F4A_7C15) >> 40)
            & (SearchScratch.relationSize - 1)
        while relations[at].key >> 40 == generation {
            if relations[at].key == key { return (relations[at].value, false) }
            at = (at + 1) & (SearchScratch.relationSize - 1)
        }
        let value = compute()
        if state.pointee.relationCount < SearchScratch.relationSize * 3 / 4 {
            relations[at] = KnownRelation(key: key, value: value)
            state.pointee.relationCount += 1
        }
        return (value, true)
    }

    /// True the first time a record is met in this search; false too when the bound on records is reached.
    @inline(__always)
    func meet(_ slot: UInt32) -> Bool {
        let generation = state.pointee.generation
        let key = generation << 32 | UInt64(slot)
        var at = Int(truncatingIfNeeded: (UInt64(slot) &* 0x9E37_79B9_7F4A_7C15) >> 32) & (SearchScratch.metSize - 1)
        while met[at] >> 32 == generation {
            if met[at] == key { return false }
            at = (at + 1) & (SearchScratch.metSize - 1)
        }
        guard state.pointee.metCount < SearchScratch.metSize * 3 / 4 else { return false }
        met[at] = key
        state.pointee.metCount += 1
        return true
    }

    /// Takes a record into the pool of those to be scored, once; its estimate beat the floor.
    @inline(__always)
    func offer(_ slot: UInt32, _ estimate: Float) {
        guard estimate > state.pointee.poolFloor, meet(slot) else { return }
        pool[state.pointee.poolCount] = Found(slot: slot, estimate: estimate)
        state.pointee.poolCount += 1
        if state.pointee.poolCount == SearchScratch.poolSize { trim() }
    }

    /// Keeps the best.
    func trim() {
        var buffer = UnsafeMutableBufferPointer(start: pool, count: poolCount)
        buffer.sort { $0.estimate != $1.estimate ? $0.estimate > $1.estimate : $0.slot < $1.slot }
        guard poolCount > SearchScratch.keep else { return }
        state.pointee.poolCount = SearchScratch.keep
        state.pointee.poolFloor = pool[SearchScratch.keep - 1].estimate
    }
}
