import Dispatch
import Foundation
import Identity
import Synchronization
import Testing

@testable import Matching

/// What the lock guards: two numbers that are equal whenever nobody writes.
private final class Guarded: @unchecked Sendable {
    let lock = ReadersWriterLock()
    var first = 0
    var second = 0

    /// A change that takes some microseconds.
    func change() {
        lock.write {
            first += 1
            busy(microseconds: 5)
            second += 1
        }
    }
}

private func busy(microseconds: Int) {
    let clock = ContinuousClock()
    let end = clock.now + .microseconds(microseconds)
    while clock.now < end {}
}

/// Threads of their own: who waits for a lock must not hold up the tasks of other tests.
private func sideBySide(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) async {
    await withCheckedContinuation { continuation in
        let group = DispatchGroup()
        for number in 0..<count {
            group.enter()
            let thread = Thread {
                body(number)
                group.leave()
            }
            thread.start()
        }
        group.notify(queue: .global()) { continuation.resume() }
    }
}

@Suite struct ReadersWriterLockTests {
    @Test func readersNeverSeeAChangeHalfMade() async {
        let guarded = Guarded()
        let torn = Atomic<Int>(0)
        let writersDone = Atomic<Int>(0)
        await sideBySide(5) { thread in
            if thread < 2 {
                for _ in 0..<1500 { guarded.change() }
                writersDone.add(1, ordering: .sequentiallyConsistent)
            } else {
                while writersDone.load(ordering: .sequentiallyConsistent) < 2 {
                    let isWhole = guarded.lock.read {
                        let before = guarded.first
                        busy(microseconds: 10)
                        return before == guarded.second && before == guarded.first
                    }
                    if !isWhole { torn.add(1, ordering: .sequentiallyConsistent) }
                }
            }
        }
        let tornSeen = torn.load(ordering: .sequentiallyConsistent)
        #expect(tornSeen == 0)
        #expect(guarded.first == 3000 && guarded.second == 3000)
    }

    /// One thread writes without a pause. How many changes are made while a reader waits follows from the length of a turn, which holds ten
    /// changes of five microseconds, not from how many there are to make.
    @Test func aReaderWaitsForOneTurnOfChangesAtMost() async {
        var least = Int.max
        // A reader that is taken off its processor just before it asks seems to wait for what is written until it comes back: where that
        // happens much, another round tells. Readers that starve do so in each.
        for _ in 0..<5 where least > 50 { least = min(least, await changesWhileAReaderWaits()) }
        #expect(least <= 50, "changes made during a wait, on average")
    }

    private func changesWhileAReaderWaits() async -> Int {
        let guarded = Guarded()
        let writes = Atomic<Int>(0)
        let readersDone = Atomic<Int>(0)
        let waited = Atomic<Int>(0)
        let (readers, rounds) = (2, 150)
        await sideBySide(readers + 1) { thread in
            if thread == readers {
                // Bounded, so that the test ends even where readers starve.
                while readersDone.load(ordering: .sequentiallyConsistent) < readers, guarded.first < 200_000 {
                    guarded.change()
                    writes.add(1, ordering: .sequentiallyConsistent)
                }
            } else {
                for _ in 0..<rounds {
                    let before = writes.load(ordering: .sequentiallyConsistent)
                    let after = guarded.lock.read {
                        busy(microseconds: 30)
                        return writes.load(ordering: .sequentiallyConsistent)
                    }
                    waited.add(after - before, ordering: .sequentiallyConsistent)
                }
                readersDone.add(1, ordering: .sequentiallyConsistent)
            }
        }
        return waited.load(ordering: .sequentiallyConsistent) / (readers * rounds)
    }

    /// Readers come without a pause. A writer waits for those that are inside, not for those that come after it.
    @Test func aWriterWaitsOnlyForReadersThatAreInside() async {
        let guarded = Guarded()
        let reads = Atomic<Int>(0)
        let isDone = Atomic<Bool>(false)
        let waits = Mutex<[Int]>([])
        let readers = 3
        await sideBySide(readers + 1) { thread in
            if thread == readers {
                for _ in 0..<200 {
                    let before = reads.load(ordering: .sequentiallyConsistent)
                    let after = guarded.lock.write { reads.load(ordering: .sequentiallyConsistent) }
                    waits.withLock { $0.append(after - before) }
                    busy(microseconds: 50)
                }
                isDone.store(true, ordering: .sequentiallyConsistent)
            } else {
                for _ in 0..<400_000 where !isDone.load(ordering: .sequentiallyConsistent) {
                    guarded.lock.read { busy(microseconds: 20) }
                    reads.add(1, ordering: .sequentiallyConsistent)
                }
            }
        }
        let ordered = waits.withLock { $0.sorted() }
        #expect(ordered[ordered.count / 2] <= 2 * readers, "searches during the median wait: \(ordered[ordered.count / 2])")
        let cameToItsEnd = isDone.load(ordering: .sequentiallyConsistent)
        #expect(cameToItsEnd)
    }

    /// As a snapshot reads: changes wait until it is written, searches do not, even where changes wait.
    @Test func readingUnchangedKeepsOutChangesAndNotReaders() async {
        let guarded = Guarded()
        let reads = Atomic<Int>(0)
        let hasBegun = Atomic<Bool>(false)
        let isOver = Atomic<Bool>(false)
        let seen = Mutex<(before: Int, after: Int, reads: Int)>((0, -1, 0))
        await sideBySide(3) { thread in
            switch thread {
            case 0:
                guarded.lock.readUnchanged {
                    hasBegun.store(true, ordering: .sequentiallyConsistent)
                    let before = guarded.first
                    let clock = ContinuousClock()
                    // Readers that were kept out would make this wait to its end.
                    let end = clock.now + .seconds(20)
                    while reads.load(ordering: .sequentiallyConsistent) < 50, clock.now < end { usleep(100) }
                    seen.withLock { $0 = (before, guarded.first, reads.load(ordering: .sequentiallyConsistent)) }
                }
                isOver.store(true, ordering: .sequentiallyConsistent)
            case 1:
                while !hasBegun.load(ordering: .sequentiallyConsistent) { usleep(100) }
                for _ in 0..<20 { guarded.change() }
            default:
                while !hasBegun.load(ordering: .sequentiallyConsistent) { usleep(100) }
                usleep(2000)
                while !isOver.load(ordering: .sequentiallyConsistent) {
                    guarded.lock.read {}
                    reads.add(1, ordering: .sequentiallyConsistent)
                }
            }
        }
        let (before, after, readsMeanwhile) = seen.withLock { $0 }
        #expect(before == after)
        #expect(readsMeanwhile >= 50)
        #expect(guarded.first == 20)
    }

    /// One thread replaces persons without a pause while others search: the persons are always found, and the index equals one
    /// built afresh.
    @Test func searchesAndChangesGoOnSideBySide() async {
        let index = IdentityIndex()
        var crowd = Crowd(dice: Dice(state: 4))
        let people = (0..<300).map { _ in crowd.someone() }
        let others = (0..<300).map { _ in crowd.someone() }
        for (number, someone) in people.enumerated() { index.insert(IndexReference(UInt64(number)), identities: [someone]) }
        let missed = Atomic<Int>(0)
        let searched = Atomic<Int>(0)
        let changed = Atomic<Int>(0)
        await sideBySide(3) { thread in
            if thread == 0 {
                var round = 0
                while searched.load(ordering: .sequentiallyConsistent) < 160, round < 400_000 {
                    let number = round % 150
                    // The person stays; with every round somebody else's name and date come and go beside theirs.
                    var identities = [people[number]]
                    if round / 150 % 2 == 0 { identities.append(others[number]) }
                    index.update(IndexReference(UInt64(number)), identities: identities)
                    round += 1
                    changed.add(1, ordering: .sequentiallyConsistent)
                }
                for number in 0..<150 { index.update(IndexReference(UInt64(number)), identities: [people[number]]) }
            } else {
                for round in 0..<80 {
                    let number = (round * 37 + thread) % 300
                    let found = index.search(IdentityQuery(people[number]), limit: 3)
                    if !found.contains(where: { $0.reference.number == UInt64(number) }) { missed.add(1, ordering: .sequentiallyConsistent) }
                    searched.add(1, ordering: .sequentiallyConsistent)
                }
            }
        }
        let (notFound, searches) = (missed.load(ordering: .sequentiallyConsistent), searched.load(ordering: .sequentiallyConsistent))
        #expect(notFound == 0)
        #expect(searches == 160)
        let changes = changed.load(ordering: .sequentiallyConsistent)
        #expect(changes > 0 && changes < 400_000, "\(changes) changes were made")
        let rebuilt = IdentityIndex()
        for (number, someone) in people.enumerated() { rebuilt.insert(IndexReference(UInt64(number)), identities: [someone]) }
        #expect(index.count == rebuilt.count && index.recordCount == rebuilt.recordCount)
        for someone in people.prefix(40) {
            let (a, b) = (index.search(IdentityQuery(someone), limit: 1), rebuilt.search(IdentityQuery(someone), limit: 1))
            #expect(a.map(\.score) == b.map(\.score) && a.map(\.reference) == b.map(\.reference))
        }
    }

    /// Words come and go until the table of shortened spellings has been built afresh several times, beforehand and within a batch.
    @Test func wordsThatComeAndGoAreFoundAfterTablesAreBuiltAfresh() {
        let index = IdentityIndex()
        var crowd = Crowd(dice: Dice(state: 8))
        let stays = PersonIdentity(surnames: ["Quintavalle"], givenNames: ["Rosamunde"], dateOfBirth: PartialDate("1971-03-04"))
        index.insert(IndexReference(0), identities: [stays])
        for round in 0..<3000 {
            var someone = crowd.someone()
            someone.surnames = ["Wortlaut" + String(UInt32.random(in: 0..<UInt32.max, using: &crowd.dice), radix: 36)]
            index.update(IndexReference(UInt64(1 + round % 40)), identities: [someone])
        }
        index.apply(
            (0..<1500).map { number in
                .insert(
                    IndexReference(UInt64(1000 + number)),
                    identities: [PersonIdentity(surnames: ["Sammel" + String(number, radix: 26)], givenNames: ["Ute"])], documents: [])
            })
        let misspelt = PersonIdentity(surnames: ["Quintavale"], givenNames: ["Rosamunda"], dateOfBirth: PartialDate("1917-03-04"))
        #expect(index.search(IdentityQuery(misspelt), limit: 1).first?.reference == IndexReference(0))
        #expect(
            index.search(IdentityQuery(misspelt), limit: 1).first?.score == index.bruteForceSearch(IdentityQuery(misspelt)).first?.score)
    }
}
