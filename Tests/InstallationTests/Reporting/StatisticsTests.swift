import Access
import EES
import Foundation
import Identity
import Operations
import Registry
import RegistrySQLite
import Synchronization
import Testing
import Wire

@testable import Installation
@testable import Interoperability

/// The central repository for reporting and statistics in a whole Sextant (817 39, 66).
@Suite struct StatisticsTests {
    /// What a recount of the records as they stand comes to.
    private func recount(_ world: World) async throws -> [Cell: Int] {
        let sources = Figures.sources
        let mandate = world.installation.policy.mandate(
            forTask: "recount", systems: Set(SystemName.allCases), actions: [.read], article: "817 39", requestID: "recount")
        return try await world.installation.registry.read(mandate) { reader in
            var counts: [Cell: Int] = [:]
            for source in sources {
                for record in try reader.page(source.kind, after: nil, limit: 100_000) {
                    for (cell, number) in try source.counts(record, reader: reader) { counts[cell, default: 0] += number }
                }
            }
            return counts.filter { $0.value != 0 }
        }
    }

    private func counted(_ world: World, source: String = "feed") async throws -> [Cell: Int] {
        let mandate = world.installation.policy.mandate(
            forTask: "recount", systems: [.CRRS], actions: [.read], article: "817 39", requestID: "counted")
        return try await world.installation.registry.read(mandate) { reader in
            var counts: [Cell: Int] = [:]
            for batch in try reader.values(CountedBatch.self, key: CountedBatch.allKey, value: source) { batch.value.add(to: &counts) }
            return counts.filter { $0.value != 0 }
        }
    }

    /// Crossings, refusals, corrections, alerts: some of each, spread over weeks.
    private func life(_ world: World, seed: UInt64, travellers: Int = 8) async throws {
        var state = seed
        func random(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        for number in 0..<travellers {
            world.now = world.now.adding(hours: Int64(1 + random(200)))
            let file = try await world.file(
                ["Okonkwo", "Haddad", "Silva"][random(3)], "Ada", born: "19\(60 + random(39))-04-12", number: "A0531\(1000 + number)")
            if random(4) > 0 {
                try await world.enter(file)
                world.now = world.now.adding(hours: Int64(24 * (1 + random(20))))
                if random(3) > 0 {
                    try await world.run("ees.recordExit", .object(["file": .string(file.description), "crossingPoint": "FRCDG"]))
                }
            }
            if random(3) == 0 {
                try await world.alert("Sought\(["a", "b", "c", "d"][random(4)])\(["x", "y", "z"][random(3)])", born: "1970-02-0\(1 + number % 9)")
            }
            if random(2) == 0 { try await world.installation.statistics.catchUp() }
        }
    }

    /// The numbers are those of a recount from the records, however often and in whatever steps they were gathered.
    @Test(arguments: [1, 2, 3]) func statisticsEqualARecount(seed: Int) async throws {
        let world = try await World()
        try await life(world, seed: UInt64(seed))
        try await world.installation.statistics.catchUp()
        let recounted = try await recount(world)
        #expect(!recounted.isEmpty)
        #expect(try await counted(world) == recounted)
        #expect(recounted.keys.contains { $0.figure == "ees.entries.nationality" && $0.state == "FRA" && $0.category == "UTO" })
        #expect(recounted.keys.contains { $0.figure == "ees.entries.documentIssuer" && $0.category == "UTO" })
        // Each event once in every figure of its population, under the same State; and no figure that is not published.
        var sums: [String: [String: [String: Int]]] = [:]
        for (cell, number) in recounted {
            let figure = try #require(Figures.figure(cell.figure), "\(cell.figure)")
            sums[figure.population, default: [:]][figure.id, default: [:]]["\(cell.month) \(cell.state)", default: 0] += number
        }
        for (population, figures) in sums {
            #expect(Set(figures.values).count == 1, "\(population)")
            #expect(figures.count == Figures.all.count { $0.population == population }, "\(population)")
        }
        // Nothing new: nothing is added.
        #expect(try await world.installation.statistics.catchUp() == 0)
        #expect(try await counted(world) == recounted)
    }

    /// A correction moves what was counted; an erasure leaves it.
    @Test func aCorrectionMovesAndAnErasureLeaves() async throws {
        let world = try await World()
        let file = try await world.file("Okonkwo", number: "A05312447")
        try await world.installation.statistics.catchUp()
        let before = try await counted(world)
        #expect(before[Cell("ees.files.fingerprints", "2026-03", "FRA", "taken")] == 1)
        world.now = Instant(day: day("2036-01-01"))
        _ = await world.installation.sweeper.sweep(today: day("2036-01-01"))
        #expect(try await world.installation.store.read { try $0.record(file) } == nil)
        try await world.installation.statistics.catchUp()
        #expect(try await counted(world) == before)
    }

    /// Many small stretches are put together, and the sum stays.
    @Test func manyBatchesBecomeFew() async throws {
        let world = try await World()
        let gathering = StatisticsGathering(runner: world.installation.runner, pageSize: 1, batchesPerLevel: 3)
        for number in 0..<12 {
            try await world.file("Okonkwo", number: "A0531\(1000 + number)")
            try await gathering.catchUp()
        }
        let batches = try await world.installation.store.read { try $0.count(CountedBatch.kind) }
        #expect(batches < 9)
        #expect(try await counted(world) == recount(world))
    }

    /// The log cannot be kept at the n-th commit, for every n: what comes up afterwards counts on, and the sum is the recount.
    @Test func failuresAtAnyCommitLoseAndDoubleNothing() async throws {
        let world = try await World()
        try await life(world, seed: 11, travellers: 6)
        for number in 0..<12 {
            let runner = world.dying(after: number % 5)
            let gathering = StatisticsGathering(runner: runner, pageSize: 1 + number % 3, batchesPerLevel: 3)
            _ = try? await gathering.catchUp()
            _ = await FeedFollowing(runner: runner, followers: DataQuality.followers).catchUp()
            if number % 3 == 0 { try await world.file("Unknown", number: "A0532\(1000 + number)") }
        }
        try await StatisticsGathering(runner: world.installation.runner, pageSize: 2, batchesPerLevel: 3).catchUp()
        #expect(try await counted(world) == recount(world))
        // And the flags are those of looking at everything anew.
        #expect(await world.installation.following.catchUp().failed.isEmpty)
        let before = try await world.sequence()
        _ = try await world.installation.quality.runIfDue()
        let changed = try await world.installation.store.read { try $0.feed(after: before, limit: 1000) }
        #expect(changed.allSatisfy { $0.kind.system == .CRRS }, "the weekly look finds what the followers found")
    }

    /// A store that is closed under the counting, again and again, and opened by another process.
    @Test func killsLoseAndDoubleNothing() async throws {
        let folder = Folder()
        let keys = try World.keys()
        for cycle in 0..<6 {
            let store = try SQLiteStore(directory: folder.path)
            let world = try await World(store: store, now: World.morning.adding(hours: Int64(cycle * 24)), keys: keys, bootstrap: cycle == 0)
            for number in 0..<3 {
                try await world.run("ees.createFile", newFile("Okonkwo", number: "A0\(cycle)31\(1000 + number)"), key: "cycle-\(cycle)-\(number)")
            }
            let gathering = StatisticsGathering(runner: world.installation.runner, pageSize: 2, batchesPerLevel: 3)
            let task = Task { try await gathering.catchUp() }
            if cycle % 2 == 1 { _ = try? await task.value }
            await store.close()
            _ = try? await task.value
        }
        let store = try SQLiteStore(directory: folder.path)
        let world = try await World(store: store, keys: keys, bootstrap: false)
        try await StatisticsGathering(runner: world.installation.runner, pageSize: 2, batchesPerLevel: 3).catchUp()
        let recounted = try await recount(world)
        #expect(recounted[Cell("ees.files.fingerprints", "2026-03", "FRA", "taken")] == 18)
        #expect(try await counted(world) == recounted)
        await store.close()
    }

    /// 817 66(1): the portal's queries by profile, and searches by their answer, from the log.
    @Test func theLogIsCountedToo() async throws {
        let world = try await World()
        try await world.file("Okonkwo", number: "A05312447")
        for _ in 0..<7 { try await world.run("portal.search", question("Okonkwo", "Ada", born: "1985-04-12")) }
        _ = try await world.installation.sequencer.advance()
        try await world.installation.statistics.catchUp()
        let counts = try await counted(world, source: "log")
        func sum(_ figure: String, _ category: String) -> Int {
            counts.filter { $0.key.figure == figure && $0.key.category == category }.values.reduce(0, +)
        }
        #expect(sum("esp.use.profile", "border.borderCheck") == 7 && sum("esp.use.authority", "border") == 7)
        #expect(sum("ees.use.answer", "portal.search.EES hit") == 7 && sum("ees.use.answer", "ees.createFile") == 1)
        #expect(counts.contains { $0.key.figure == "ees.use.operation" && $0.key.category == "ees.createFile" && $0.value == 1 })
        // Gathering is logged, and does not count itself for ever.
        for _ in 0..<3 {
            _ = try await world.installation.sequencer.advance()
            try await world.installation.statistics.catchUp()
        }
        #expect(try await counted(world, source: "log") == counts)
    }

    /// Published after the period, once, and the same for ever; as JSON and as lines.
    @Test func figuresArePublishedOnceAndStay() async throws {
        let world = try await World()
        for number in 0..<9 { try await world.enter(try await world.file("Okonkwo", number: "A0531\(1000 + number)")) }
        try await world.installation.report()
        func read(_ figure: String) async throws -> JSON {
            try await world.run("statistics.readFigure", .object(["figure": .string(figure)]), as: .of(.supervisory, nil), for: .supervision).body
        }
        #expect(try await read("ees.entries.nationality")["published"]?.elements?.isEmpty ?? true)
        world.now = Instant(day: day("2026-04-15"))
        try await world.installation.report()
        let first = try await read("ees.entries.nationality")
        let table = try #require(first["published"]?.elements?.first)
        #expect(table["period"]?.text == "2026-Q1")
        #expect(table["figures"]?.elements?.first?["total"]?.number == 9)
        #expect(table["figures"]?.elements?.first?["rows"]?.elements?.first?["category"]?.text == "UTO")
        // Held records of a month that ended are counted once.
        #expect(try await read("ees.held.traveller")["figure"]?["period"]?.text == "month")
        world.now = Instant(day: day("2026-05-20"))
        try await world.enter(try await world.file("Haddad", number: "A05319999"))
        try await world.installation.report()
        #expect(try await read("ees.entries.nationality") == first)
        let format = try #require(world.installation.catalogue["statistics.readFigure"]?.formats.first)
        let lines = String(decoding: try format.write(first, []), as: UTF8.self)
        #expect(lines.contains("ees.entries.nationality,2026-Q1,FRA,UTO,9\r\n"))
        #expect(
            await world.refusal("statistics.readFigure", .object(["figure": "no.such.figure"]), as: .of(.supervisory, nil), for: .supervision)
                == .notFound)
    }

    /// Nothing personal: tokens planted in every text of a person's data are nowhere in what the repository holds.
    @Test func theRepositoryHoldsNoPersonalData() async throws {
        let world = try await World()
        let token = "Zqxjtoken"
        for number in 0..<6 {
            let file = try await world.file(token, token, number: "ZQXJTOKEN\(number)")
            try await world.enter(file)
            try await world.run("portal.search", question(token, token, born: "1985-04-12"))
        }
        try await world.alert(token, token)
        _ = await world.installation.following.catchUp()
        _ = try await world.installation.sequencer.advance()
        world.now = Instant(day: day("2026-07-20"))
        try await world.installation.report()
        _ = try await world.installation.quality.runIfDue()
        let held = try await world.installation.store.read { view in
            var records: [StoredRecord] = []
            for kind in [
                CountedBatch.kind, PublishedTables.kind, QualityReport.kind, RecordKind(.EES, "qualityIssue"), RecordKind(.SIS, "qualityIssue"),
            ] {
                records += try view.page(kind, after: nil, limit: 10_000)
            }
            return records
        }
        #expect(held.count > 10)
        for record in held {
            let text = String(decoding: record.payload, as: UTF8.self).lowercased()
            #expect(!text.contains("zqxj"), "\(record.kind)")
            // Nor the identifier of any record, in what is for everybody.
            if record.kind.system == .CRRS { #expect(!text.contains("\"about\"")) }
        }
        for figure in Figures.all {
            let reply = try await world.run(
                "statistics.readFigure", .object(["figure": .string(figure.id)]), as: .of(.supervisory, nil), for: .supervision)
            #expect(!String(decoding: reply.bytes, as: UTF8.self).lowercased().contains("zqxj"))
        }
    }
}

/// A log that can be kept a number of times, and then not any more.
private final class DyingLog: LogWriter {
    private let base: any LogWriter
    private let left: Mutex<Int>
    init(_ base: any LogWriter, after count: Int) {
        self.base = base
        left = Mutex(count)
    }
    func row(_ draft: LogDraft) throws(Refusal) -> LogRow {
        let lives = left.withLock { left in
            left -= 1
            return left >= 0
        }
        guard lives else { throw Refusal(.unavailable, "the log cannot be kept") }
        return try base.row(draft)
    }
}

extension World {
    /// The installation's runner, until its log has been written so many times.
    fileprivate func dying(after count: Int) -> Runner {
        let runner = installation.runner
        return Runner(policy: runner.policy, registry: runner.registry, clock: runner.clock, ids: runner.ids, log: DyingLog(runner.log, after: count))
    }
}
