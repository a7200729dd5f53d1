import Foundation
import Registry
import Synchronization
import Testing

@testable import RegistrySQLite

/// Many callers, one fsync; and what it means when the disk says no.
@Suite struct GroupCommitTests {
    @Test func callersShareAnFsync() async throws {
        let scratch = Scratch()
        var configuration = SQLiteStore.Configuration()
        configuration.addedSyncDelay = .milliseconds(5)
        let store = try SQLiteStore(directory: scratch.path, configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<64 as Range<UInt64> {
                group.addTask {
                    for number in 0..<20 as Range<UInt64> { try await store.commit(Sample.commit(log: [Sample.logRow(caller << 8 | number)])) }
                }
            }
            try await group.waitForAll()
        }
        #expect(store.writer.batches.load(ordering: .relaxed) < 1280 / 8)
        #expect(try await store.unsequenced() == 1280)
        await store.close()
    }

    /// Refused commits beside good ones, in one transaction: each caller gets its own answer.
    @Test func aRefusedCommitTakesNobodyAlong() async throws {
        let scratch = Scratch()
        var configuration = SQLiteStore.Configuration()
        configuration.addedSyncDelay = .milliseconds(5)
        let store = try SQLiteStore(directory: scratch.path, configuration: configuration)
        let key = RecordKey("number", "one", unique: true)
        let answers = await withTaskGroup(of: Result<Receipt, StoreError>.self) { group in
            for number in 1...100 as ClosedRange<UInt64> {
                group.addTask {
                    do throws(StoreError) {
                        return .success(
                            try await store.commit(
                                Sample.commit(
                                    [
                                        .create(Sample.id(number + 1000), Sample.draft()),
                                        .create(Sample.id(number), Sample.draft(RecordKind(.EES, "kind\(number)"), keys: [])),
                                        .create(Sample.id(number + 2000), Sample.draft(keys: number % 2 == 0 ? [key] : [])),
                                    ], log: [Sample.logRow(number)])))
                    } catch { return .failure(error) }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let refused = answers.filter { $0 == .failure(.keyTaken(key)) }.count
        #expect(refused == 49)
        #expect(answers.count { if case .success = $0 { true } else { false } } == 51)
        #expect(try await store.unsequenced() == 51)
        #expect(try await store.sequence(limit: 999).map(\.position) == (0..<51).map { Int64($0) })
        #expect(try await store.examine() == [])
        let last = try await store.read { try $0.lastSequence() }
        #expect(last == 153)
        await store.close()
    }

    @Test func whatWouldWaitWithoutEndIsRefused() async throws {
        let scratch = Scratch()
        var configuration = SQLiteStore.Configuration()
        configuration.addedSyncDelay = .milliseconds(50)
        configuration.waitingCommits = 4
        configuration.commitsPerBatch = 1
        let store = try SQLiteStore(directory: scratch.path, configuration: configuration)
        let answers = await withTaskGroup(of: Bool.self) { group in
            for number in 1...50 as ClosedRange<UInt64> {
                group.addTask {
                    do throws(StoreError) {
                        try await store.commit(Sample.commit(log: [Sample.logRow(number)]))
                        return true
                    } catch {
                        #expect(error == .unavailable("too many commits are waiting"))
                        return false
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.contains(true) && answers.contains(false))
        #expect(try await store.unsequenced() == answers.count { $0 })
        await store.close()
    }

    /// The database may not grow: a full disk, as SQLite sees it.
    @Test func aFullDiskRefusesAndTheStoreGoesOn() async throws {
        let scratch = Scratch()
        let store = try SQLiteStore(directory: scratch.path)
        try await store.commit(.create(Sample.id(1), Sample.draft()))
        try await store.writer.between { (session) throws(StoreError) in
            let pages = try session.connection.number("PRAGMA page_count")
            do { try session.connection.database.execute(sql: "PRAGMA max_page_count = \(pages + 8)") } catch { throw StoreError(sqlite: error) }
        }
        let big = Sample.draft(Sample.file, String(repeating: "x", count: 200_000))
        await #expect { try await store.commit(Sample.commit([.create(Sample.id(2), big)], log: [Sample.logRow(1)])) } throws: {
            if case StoreError.unavailable = $0 { true } else { false }
        }
        #expect(store.failure == nil)
        try await store.commit(.create(Sample.id(3), Sample.draft()))
        let both = try await store.read { (try $0.record(Sample.id(2)), try $0.record(Sample.id(3))) }
        #expect(both.0 == nil && both.1 != nil)
        #expect(try await store.unsequenced() == 0)
        #expect(try await store.examine() == [])
        await store.close()
    }

    @Test func readersSeeOneStateAndDoNotStopCommits() async throws {
        let scratch = Scratch()
        let store = try SQLiteStore(directory: scratch.path)
        try await store.commit(.create(Sample.id(1), Sample.draft()))
        let begun = DispatchSemaphore(value: 0)
        let goOn = DispatchSemaphore(value: 0)
        async let counts = store.read { view in
            let before = try view.lastSequence()
            begun.signal()
            goOn.wait()
            return (before, try view.lastSequence())
        }
        await Task.detached { Self.wait(begun) }.value
        try await store.commit(.create(Sample.id(2), Sample.draft()))
        goOn.signal()
        let seen = try await counts
        #expect(seen == (1, 1))
        let now = try await store.read { try $0.lastSequence() }
        #expect(now == 2)
        await store.close()
    }

    private static func wait(_ semaphore: DispatchSemaphore) { semaphore.wait() }
}
