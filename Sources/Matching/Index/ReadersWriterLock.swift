import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Many readers or one writer, by turns, so that neither side can keep the other out (after the phase-fair locks of Brandenburg and
/// Anderson, "Reader-writer synchronization for shared-memory multiprocessor real-time systems", ECRTS 2009).
///
/// A writer waits for the readers that are inside when it comes; readers that come later wait for it. Changes that follow each
/// other closely share one turn, which ends after `turnNanoseconds` where a reader waits: a change by itself would cost the length
/// of a search, and few could be made. When the turn ends, all readers that wait are inside before another change can begin. So a reader waits for the other readers'
/// searches and one turn at most, and a writer for one search of each reader.
///
/// Not to be taken again by who holds it.
final class ReadersWriterLock: @unchecked Sendable {
    /// How long changes may go on while a reader waits. A change that has begun is always finished.
    static let turnNanoseconds: UInt64 = 50_000
    /// For how long the next change is awaited before those who wait are let in: the time in which a change is prepared.
    private static let lingerNanoseconds: UInt64 = 20_000
    private static let spinNanoseconds: UInt64 = 30_000

    private enum Phase {
        /// Readers come and go.
        static let open: UInt64 = 0
        /// A change is being made, or waits for readers to leave.
        static let writing: UInt64 = 1
        /// Nobody is inside; the turn of the writers lasts.
        static let lingering: UInt64 = 2
        static let mask: UInt64 = 3
    }

    /// The phase, and above its two bits how often it has changed. Becomes and ceases to be `open` under `mutex` only.
    private let phase = Atomic<UInt64>(Phase.open)
    /// Readers inside, and those who look whether they can be.
    private let readers = Atomic<Int>(0)
    private let isWriterAsleep = Atomic<Bool>(false)
    /// How many times waiting readers were let in.
    private let admissions = Atomic<UInt64>(0)

    /// One writer at a time.
    private let writers = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let admitted = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private let left = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Readers to be let in, and those of them that sleep. Guarded by `mutex`.
    private var waiting = 0
    private var sleeping = 0
    /// When the turn of the writers began. Guarded by `writers`.
    private var turnBegan: UInt64 = 0

    init() {
        pthread_mutex_init(writers, nil)
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(admitted, nil)
        pthread_cond_init(left, nil)
    }

    deinit {
        pthread_mutex_destroy(writers)
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(admitted)
        pthread_cond_destroy(left)
        writers.deallocate()
        mutex.deallocate()
        admitted.deallocate()
        left.deallocate()
    }

    // MARK: - Reading

    @inline(__always)
    func read<Result>(_ body: () -> Result) -> Result {
        enter()
        defer { leave() }
        return body()
    }

    private func enter() {
        readers.add(1, ordering: .sequentiallyConsistent)
        if phase.load(ordering: .sequentiallyConsistent) & Phase.mask == Phase.open { return }
        leave()
        waitForAdmission()
    }

    private func leave() {
        if readers.subtract(1, ordering: .sequentiallyConsistent).newValue == 0, isWriterAsleep.load(ordering: .sequentiallyConsistent) {
            pthread_mutex_lock(mutex)
            pthread_cond_signal(left)
            pthread_mutex_unlock(mutex)
        }
    }

    /// Whoever lets this reader in has counted it among the readers.
    private func waitForAdmission() {
        pthread_mutex_lock(mutex)
        if phase.load(ordering: .sequentiallyConsistent) & Phase.mask == Phase.open {
            readers.add(1, ordering: .sequentiallyConsistent)
            pthread_mutex_unlock(mutex)
            return
        }
        waiting += 1
        let before = admissions.load(ordering: .sequentiallyConsistent)
        // The first to wait stays awake and ends the turn when no change follows: writers do not come back to do so.
        let isWatch = waiting == 1
        pthread_mutex_unlock(mutex)
        let began = ReadersWriterLock.nanoseconds()
        var (seen, since): (UInt64, UInt64) = (0, began)
        while admissions.load(ordering: .sequentiallyConsistent) == before {
            let now = ReadersWriterLock.nanoseconds()
            let current = phase.load(ordering: .sequentiallyConsistent)
            if current != seen {
                (seen, since) = (current, now)
            } else if current & Phase.mask == Phase.lingering, now &- since >= ReadersWriterLock.lingerNanoseconds {
                endTurn(current)
            }
            guard now &- began >= ReadersWriterLock.spinNanoseconds else { continue }
            if isWatch {
                sleepBriefly()
            } else {
                pthread_mutex_lock(mutex)
                sleeping += 1
                while admissions.load(ordering: .sequentiallyConsistent) == before { pthread_cond_wait(admitted, mutex) }
                sleeping -= 1
                pthread_mutex_unlock(mutex)
            }
        }
    }

    /// Lets readers in where nothing has happened since the phase was this.
    private func endTurn(_ seen: UInt64) {
        pthread_mutex_lock(mutex)
        let next = ReadersWriterLock.next(seen, Phase.open)
        if phase.compareExchange(expected: seen, desired: next, ordering: .sequentiallyConsistent).exchanged { admit() }
        pthread_mutex_unlock(mutex)
    }

    /// Under `mutex`, in the open phase.
    private func admit() {
        readers.add(waiting, ordering: .sequentiallyConsistent)
        waiting = 0
        admissions.add(1, ordering: .sequentiallyConsistent)
        if sleeping > 0 { pthread_cond_broadcast(admitted) }
    }

    // MARK: - Writing

    func write<Result>(_ body: () -> Result) -> Result { write(after: {}, { _ in body() }) }

    /// `preparing` reads beside other readers, while no other writer changes anything; `body` then changes with what it brought.
    func write<Prepared, Result>(after preparing: () -> Prepared, _ body: (Prepared) -> Result) -> Result {
        pthread_mutex_lock(writers)
        let prepared = preparing()
        begin()
        defer {
            end()
            pthread_mutex_unlock(writers)
        }
        return body(prepared)
    }

    /// Keeps changes out while `body` reads; other readers come and go.
    func readUnchanged<Result>(_ body: () -> Result) -> Result {
        pthread_mutex_lock(writers)
        defer { pthread_mutex_unlock(writers) }
        return body()
    }

    private func begin() {
        let current = phase.load(ordering: .sequentiallyConsistent)
        let goesOn =
            current & Phase.mask == Phase.lingering
            && phase.compareExchange(
                expected: current, desired: ReadersWriterLock.next(current, Phase.writing), ordering: .sequentiallyConsistent
            ).exchanged
        if goesOn { return }
        pthread_mutex_lock(mutex)
        change(to: Phase.writing)
        pthread_mutex_unlock(mutex)
        waitForReaders()
        turnBegan = ReadersWriterLock.nanoseconds()
    }

    private func waitForReaders() {
        guard readers.load(ordering: .sequentiallyConsistent) > 0 else { return }
        let began = ReadersWriterLock.nanoseconds()
        while ReadersWriterLock.nanoseconds() &- began < ReadersWriterLock.spinNanoseconds {
            if readers.load(ordering: .sequentiallyConsistent) == 0 { return }
        }
        pthread_mutex_lock(mutex)
        isWriterAsleep.store(true, ordering: .sequentiallyConsistent)
        while readers.load(ordering: .sequentiallyConsistent) > 0 { pthread_cond_wait(left, mutex) }
        isWriterAsleep.store(false, ordering: .sequentiallyConsistent)
        pthread_mutex_unlock(mutex)
    }

    private func end() {
        pthread_mutex_lock(mutex)
        if waiting == 0 {
            change(to: Phase.open)
        } else if ReadersWriterLock.nanoseconds() &- turnBegan >= ReadersWriterLock.turnNanoseconds {
            change(to: Phase.open)
            admit()
        } else {
            change(to: Phase.lingering)
        }
        pthread_mutex_unlock(mutex)
    }

    /// Under `mutex`, by a writer.
    private func change(to new: UInt64) {
        phase.store(ReadersWriterLock.next(phase.load(ordering: .sequentiallyConsistent), new), ordering: .sequentiallyConsistent)
    }

    private static func next(_ phase: UInt64, _ new: UInt64) -> UInt64 { (phase | Phase.mask) &+ 1 | new }

    private static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}
