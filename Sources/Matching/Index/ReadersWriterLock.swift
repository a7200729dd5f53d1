import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Many readers or one writer. A waiting writer is let in before new readers, so that a change is never starved by searches.
/// Held for microseconds, so waiting spins briefly and then gives up its time slice.
final class ReadersWriterLock: Sendable {
    private let writing = Atomic<Bool>(false)
    private let readers = Atomic<Int>(0)

    private static func wait(_ round: inout Int) {
        round += 1
        if round > 40 { sched_yield() }
    }

    func read<Result>(_ body: () -> Result) -> Result {
        var round = 0
        while true {
            if !writing.load(ordering: .sequentiallyConsistent) {
                readers.add(1, ordering: .sequentiallyConsistent)
                if !writing.load(ordering: .sequentiallyConsistent) { break }
                readers.subtract(1, ordering: .sequentiallyConsistent)
            }
            ReadersWriterLock.wait(&round)
        }
        defer { readers.subtract(1, ordering: .sequentiallyConsistent) }
        return body()
    }

    func write<Result>(_ body: () -> Result) -> Result {
        var round = 0
        while !writing.compareExchange(expected: false, desired: true, ordering: .sequentiallyConsistent).exchanged {
            ReadersWriterLock.wait(&round)
        }
        round = 0
        while readers.load(ordering: .sequentiallyConsistent) > 0 { ReadersWriterLock.wait(&round) }
        defer { writing.store(false, ordering: .sequentiallyConsistent) }
        return body()
    }
}
