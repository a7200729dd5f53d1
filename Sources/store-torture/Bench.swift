import Access
import Foundation
import Identity
import Registry
import RegistrySQLite

/// What the store does in a second.
enum Bench {
    static func run(_ arguments: [String]) async throws {
        func value(_ name: String, _ fallback: Int) -> Int {
            guard let at = arguments.firstIndex(of: "--" + name), at + 1 < arguments.count else { return fallback }
            return Int(arguments[at + 1]) ?? fallback
        }
        let directory = NSTemporaryDirectory() + "store-bench-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var configuration = SQLiteStore.Configuration()
        let delay = value("sync-delay-us", 0)
        if delay > 0 { configuration.addedSyncDelay = .microseconds(delay) }
        let store = try SQLiteStore(directory: directory, configuration: configuration)
        let seconds = Double(value("seconds", 3))
        for callers in [1, 8, 64, 256] { try await logRows(store, callers: callers, seconds: seconds) }
        let records = value("records", 100_000)
        try await create(store, records: min(records, 20_000))
        try await load(store, from: min(records, 20_000), to: records, portion: value("portion", 20_000))
        try await pointReads(store, records: records, callers: 1)
        try await pointReads(store, records: records, callers: 64)
        let clock = ContinuousClock()
        let visited = try await store.read { view in
            var count = 0
            try view.forEachProjection { _, _, projection in count += projection.identities.count }
            return count
        }
        let scan = try await { () async throws -> Duration in
            let start = clock.now
            _ = try await store.read { view in try view.forEachProjection { _, _, _ in } }
            return clock.now - start
        }()
        print("forEachProjection: \(visited) in \(scan)")
        let size = try FileManager.default.attributesOfItem(atPath: directory + "/store.sqlite")[.size] ?? 0
        print("database: \(size) bytes")
        let closing = clock.now
        await store.close()
        print("close: \(clock.now - closing)")
        let opening = clock.now
        let again = try SQLiteStore(directory: directory)
        print("open: \(clock.now - opening)")
        let examining = clock.now
        print("examine: \(try await again.examine().count) findings in \(clock.now - examining)")
        await again.close()
    }

    static func logRow(_ ids: IDGenerator) -> LogRow {
        LogRow(
            id: ids.next(), at: Instant(milliseconds: 1_700_000_000_000), leafData: [UInt8](repeating: 7, count: 32),
            sealed: [UInt8](repeating: 9, count: 400), eraseOn: Day(number: 21_000), follows: [], system: .EES,
            event: "ees.search")
    }

    private static func logRows(_ store: SQLiteStore, callers: Int, seconds: Double) async throws {
        for (name, ids) in [("random ids", IDGenerator.random), ("ordered ids", Self.ordered())] {
            let clock = ContinuousClock()
            let spent = processorTime()
            let end = clock.now + .seconds(seconds)
            let start = clock.now
            let latencies = try await withThrowingTaskGroup(of: [Double].self) { group in
                for _ in 0..<callers {
                    group.addTask {
                        var out: [Double] = []
                        while clock.now < end {
                            let before = clock.now
                            try await store.commit(
                                Commit(log: [logRow(ids)], at: Instant(milliseconds: 1_700_000_000_000), by: "bench"))
                            out.append((clock.now - before) / .microseconds(1))
                        }
                        return out
                    }
                }
                return try await group.reduce(into: [Double]()) { $0 += $1 }
            }.sorted()
            let elapsed = (clock.now - start) / .seconds(1)
            let cost = (processorTime() - spent) / Double(latencies.count)
            print(
                "log rows, \(callers) callers, \(name): \(Int(Double(latencies.count) / elapsed))/s,",
                "p50 \(Int(latencies[latencies.count / 2])) µs, p99 \(Int(latencies[latencies.count * 99 / 100])) µs,",
                "max \(Int(latencies.last ?? 0)) µs, \(Int(cost)) µs of processors")
        }
    }

    static func ordered() -> IDGenerator {
        let counter = Counter()
        return IDGenerator { RecordID(high: counter.next(), low: UInt64.random(in: 0 ... .max)) }
    }

    private static func create(_ store: SQLiteStore, records: Int) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let callers = 64
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    for number in stride(from: caller, to: records, by: callers) {
                        try await store.commit(
                            Commit(
                                changes: [.create(id(number), draft(number))], log: [logRow(.random)],
                                at: Instant(milliseconds: 1_700_000_000_000), by: "bench"))
                    }
                }
            }
            try await group.waitForAll()
        }
        let elapsed = (clock.now - start) / .seconds(1)
        print("creates, \(callers) callers: \(Int(Double(records) / elapsed))/s")
    }

    /// As an import does it: many records in a commit, so that an index's page is written once for several of them.
    private static func load(_ store: SQLiteStore, from first: Int, to end: Int, portion size: Int) async throws {
        guard first < end else { return }
        let clock = ContinuousClock()
        let start = clock.now
        for portion in stride(from: first, to: end, by: size) {
            try await store.commit(
                Commit(
                    changes: (portion..<min(end, portion + size)).map { .create(id($0), draft($0)) },
                    at: Instant(milliseconds: 1_700_000_000_000), by: "bench"))
        }
        print("import, \(size) in a commit: \(Int(Double(end - first) / ((clock.now - start) / .seconds(1))))/s")
    }

    static func id(_ number: Int) -> RecordID {
        RecordID(high: UInt64(number) &* 0x9E37_79B9_7F4A_7C15, low: UInt64(number))
    }

    static func draft(_ number: Int) -> RecordDraft {
        RecordDraft(
            kind: RecordKind(.EES, "individualFile"), owner: "FRA", payload: [UInt8](repeating: 65, count: 500),
            schema: 1,
            projection: Projection(
                identities: [
                    PersonIdentity(
                        surnames: ["SURNAME\(number)"], givenNames: ["GIVEN", "SECOND"],
                        dateOfBirth: PartialDate(year: 1980, month: 1, day: 2), sex: .female,
                        nationalities: [CountryCode("UKR")].compactMap { $0 })
                ],
                documents: [TravelDocument(kind: .passport, number: "P\(number)", issuer: .unspecified)],
                keys: [RecordKey("document", "UKR/P\(number)", unique: false)],
                due: [DueDate(Day(number: 21_000 + Int32(number % 1000)), .erase, article: "EES Art 34(1)")]))
    }

    private static func pointReads(_ store: SQLiteStore, records: Int, callers: Int) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let each = 100_000 / callers
        let spent = processorTime()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<callers {
                group.addTask {
                    for number in 0..<each {
                        let wanted = id((caller * each + number) &* 7919 % records)
                        guard try await store.read({ try $0.record(wanted) }) != nil else { fatalError("no record") }
                    }
                }
            }
            try await group.waitForAll()
        }
        let elapsed = (clock.now - start) / .microseconds(1)
        let count = Double(each * callers)
        print("point reads, \(callers) callers: \(elapsed / count) µs each, \((processorTime() - spent) / count) µs of processors")
    }
}

/// Microseconds that the process has used.
func processorTime() -> Double {
    var usage = rusage()
    getrusage(0, &usage)  // RUSAGE_SELF
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
}

final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var value: UInt64 = 0
    func next() -> UInt64 {
        lock.lock()
        defer { lock.unlock() }
        value += 1
        return value
    }
}
