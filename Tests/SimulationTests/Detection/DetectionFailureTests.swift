import Access
import Identity
import Interoperability
import Operations
import Registry
import Sandbox
import Synchronization
import Testing
import Wire

@testable import Installation
@testable import Simulation

/// Detection survives what happens to it: nothing is detected twice or not at all, and comparing everything at once comes to
/// the same as comparing one by one.
@Suite struct DetectionFailureTests {
    /// A store that dies at a commit: before it is on disk, or after, when nobody hears of it.
    final class DyingStore: Store {
        enum Death: Sendable { case before, after }
        private let inner: any Store
        private let plan: Mutex<(left: Int, death: Death)?>
        private let dead = Mutex(false)
        /// Commits that it takes for a mistake in Sextant.
        let refuses = Mutex<(@Sendable (Commit) -> Bool)?>(nil)

        init(_ inner: any Store, after commits: Int, _ death: Death) {
            self.inner = inner
            plan = Mutex((commits, death))
        }
        var isDead: Bool { dead.withLock { $0 } }

        func commit(_ commit: Commit) async throws(StoreError) -> Receipt {
            if isDead { throw .unavailable("dead") }
            if let refuses = refuses.withLock({ $0 }), refuses(commit) { throw .invalid("test") }
            let death: Death? = plan.withLock { plan in
                guard let now = plan else { return nil }
                guard now.left <= 0 else {
                    plan = (now.left - 1, now.death)
                    return nil
                }
                plan = nil
                return now.death
            }
            guard let death else { return try await inner.commit(commit) }
            if death == .after { _ = try await inner.commit(commit) }
            dead.withLock { $0 = true }
            throw .unavailable("killed")
        }
        func read<Value: Sendable>(_ body: @escaping @Sendable (any RecordReading) throws -> Value) async throws
            -> Value
        {
            if isDead { throw StoreError.unavailable("dead") }
            return try await inner.read(body)
        }
        func observe(_ observer: @escaping @Sendable ([CommittedChange]) -> Void) { inner.observe(observer) }
        func expire(at now: Instant) async throws(StoreError) -> Int { try await inner.expire(at: now) }
        func purge() async throws(StoreError) { try await inner.purge() }
        func close() async {}
        func sequence(limit: Int) async throws(StoreError) -> [SequencedLeaf] { try await inner.sequence(limit: limit) }
        func logRow(_ id: RecordID) async throws(StoreError) -> SequencedRow? { try await inner.logRow(id) }
        func logRows(from position: Int64, limit: Int) async throws(StoreError) -> [SequencedRow] {
            try await inner.logRows(from: position, limit: limit)
        }
        func logSize() async throws(StoreError) -> Int64 { try await inner.logSize() }
        func unsequenced() async throws(StoreError) -> Int { try await inner.unsequenced() }
        func storeTiles(_ tiles: [StoredTile], checkpoint: [UInt8]?) async throws(StoreError) {
            try await inner.storeTiles(tiles, checkpoint: checkpoint)
        }
        func tile(level: Int, index: Int64, width: Int) async throws(StoreError) -> [UInt8]? {
            try await inner.tile(level: level, index: index, width: width)
        }
        func checkpoint() async throws(StoreError) -> [UInt8]? { try await inner.checkpoint() }
        func eraseLogContents(upTo day: Day) async throws(StoreError) -> Int {
            try await inner.eraseLogContents(upTo: day)
        }
    }

    /// A few people in many systems: bodies, documents and names are shared often enough for links of every kind.
    static func records(_ count: Int, seed: UInt64) -> [HeldRecord] {
        var generator = SeededGenerator(seed: seed)
        let names = (0..<6).map { PersonIdentity.named("NAME\($0)", "GIVEN", born: "198\($0)-05-0\($0 + 1)") }
        let systems: [SystemName] = [.EES, .VIS, .Eurodac, .ETIAS, .ecrisTCN, .SIS]
        let states =
            "AUT BEL BGR CHE CZE DEU DNK ESP EST FIN FRA GRC HRV HUN ISL ITA LTU LUX LVA MLT NLD NOR POL PRT ROU SVK SVN SWE"
            .split(separator: " ").map(String.init)
        return (1...count).map { number in
            let system = systems[generator.below(systems.count)]
            var record = DetectionWorld.record(
                system, number, names[generator.below(names.count)],
                document: generator.below(4) == 0 ? nil : "DOC\(generator.below(8))",
                body: system == .ETIAS || system == .ecrisTCN || generator.below(5) == 0 ? nil : generator.below(6),
                taking: number,
                // A Member State has one alert on a person (2018/1862 Article 23).
                state: states[number % states.count])
            // Faces are enough, and compared in no time; where the system must have a finger, one.
            record.hasFingerprints = system == .Eurodac
            record.fingers = [2]
            return record
        }
    }

    /// What a detector that nothing happens to comes to, record by record.
    private func clean(_ records: [HeldRecord], erasing gone: [HeldRecord] = []) async throws -> [String: LinkRule
        .Colour]
    {
        let world = try await DetectionWorld()
        for record in records {
            try await world.put(record)
            try await world.detect()
        }
        for record in gone { try await world.erase(record) }
        try await world.detect()
        return try await world.pairs()
    }

    @Test("a kill at any point of detection loses nothing and doubles nothing")
    func kill() async throws {
        let records = Self.records(18, seed: 3)
        let gone = [records[4], records[11]]
        let expected = try await clean(records, erasing: gone)
        #expect(Set(expected.values) == [.white, .yellow])
        let creations = records.map(\.creations)
        var deaths = 0
        for cycle in 0..<25 {
            let store = MemoryStore()
            let world = try await DetectionWorld(store: store, seed: UInt64(cycle + 50))
            for changes in creations { try await world.commit(changes) }
            var generator = SeededGenerator(seed: UInt64(cycle))
            var lives = 0
            var erased = false
            while true {
                lives += 1
                let dying = DyingStore(
                    store, after: lives < 4 ? generator.below(5) : 1_000_000, generator.below(2) == 0 ? .before : .after
                )
                // A new process: indexes are built anew from what is on disk.
                let again = try await DetectionWorld(
                    store: dying, seed: UInt64(cycle * 100 + lives + 1000), batch: 3, bootstrap: false)
                let report = await again.installation.detector.catchUp()
                if report.failure != nil {
                    deaths += 1
                    continue
                }
                guard !erased else { break }
                for record in gone { try await world.erase(record) }
                erased = true
            }
            let found = try await world.pairs()
            #expect(found == expected, "cycle \(cycle), \(lives) lives")
            // Every yellow link waits exactly once.
            let open = try await world.tasks().filter { $0.value.state == .open }.map(\.value.about)
            let yellow = try await world.links().filter { $0.value.colour == .yellow }.map(\.id)
            #expect(open.sorted() == yellow.sorted(), "cycle \(cycle)")
            let filed = try await world.files().flatMap(\.value.links).sorted()
            let standing = try await world.links().map(\.id).sorted()
            #expect(filed == standing, "cycle \(cycle)")
        }
        #expect(deaths >= 25)
    }

    @Test("Art. 27(1): a record that cannot be compared holds up no other; it is pending, and is tried again until it is compared")
    func steppedOver() async throws {
        let store = DyingStore(MemoryStore(), after: 1_000_000, .before)
        let world = try await DetectionWorld(store: store)
        let ada = PersonIdentity.named("TRAVELLER", "ADA")
        let eva = PersonIdentity.named("SOMEBODY", "EVA", born: "1990-09-09")
        try await world.put(
            DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5), DetectionWorld.record(.ETIAS, 2, eva, document: "D2"))
        try await world.detect()
        let side = LinkSide.key(.EES, DetectionWorld.id(3))
        store.refuses.withLock {
            $0 = { commit in
                commit.changes.contains { change in
                    if case .create(_, let draft) = change { draft.projection.keys.contains { $0.value == side } } else { false }
                }
            }
        }
        try await world.put(
            DetectionWorld.record(.EES, 3, ada, document: "D3", body: 5), DetectionWorld.record(.ecrisTCN, 4, eva, document: "D2"))
        func state(_ input: JSON) async throws -> String? {
            try await world.run("mid.readDetection", input, as: .of(.border), for: .borderCheck).body["state"]?.text
        }
        func record(_ number: Int) -> JSON { .object(["record": .string(DetectionWorld.id(number).description)]) }
        let report = await world.installation.detector.catchUp()
        #expect(report.failure == nil && Set(report.aside.keys) == [DetectionWorld.id(3)] && report.trouble != nil)
        #expect(try await world.links().map { Set($0.value.sides.map(\.system)) } == [[.ETIAS, .ecrisTCN]])
        #expect(try await state(record(3)) == "pending")
        #expect(try await state(record(4)) == "done")
        #expect(try await state(.object([:])) == "pending")
        // Not at once again, and not lost when the process ends.
        #expect(await world.installation.detector.catchUp().aside.isEmpty)
        world.clock.now = world.clock.now.adding(seconds: 601)
        #expect(await Set(world.installation.detector.catchUp().aside.keys) == [DetectionWorld.id(3)])
        store.refuses.withLock { $0 = nil }
        let again = try await DetectionWorld(store: store, seed: 2, bootstrap: false)
        again.clock.now = world.clock.now.adding(seconds: 601)
        let last = await again.installation.detector.catchUp()
        #expect(last.trouble == nil && last.waiting.isEmpty && last.linksCreated == 1)
        #expect(try await world.links().count == 2)
        #expect(try await world.all(WaitingDetection.self).isEmpty)
        #expect(try await state(record(3)) == "done")
    }

    @Test("Art. 69: a record that cannot be compared does not hold up the comparison of everything")
    func steppedOverByTheRun() async throws {
        let store = DyingStore(MemoryStore(), after: 1_000_000, .before)
        let world = try await DetectionWorld(store: store)
        let ada = PersonIdentity.named("TRAVELLER", "ADA")
        let eva = PersonIdentity.named("SOMEBODY", "EVA", born: "1990-09-09")
        try await world.put(
            DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5), DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5),
            DetectionWorld.record(.ETIAS, 3, eva, document: "D4"), DetectionWorld.record(.ecrisTCN, 4, eva, document: "D4"))
        let side = LinkSide.key(.EES, DetectionWorld.id(2))
        store.refuses.withLock {
            $0 = { commit in
                commit.changes.contains { change in
                    if case .create(_, let draft) = change { draft.projection.keys.contains { $0.value == side } } else { false }
                }
            }
        }
        let run = try await TransitionalRun(world.installation.detector, batch: 10).run()
        #expect(run.isFinished)
        #expect(try await world.links().count == 1)
        #expect(try await Set(world.installation.detector.waiting().keys) == [DetectionWorld.id(1), DetectionWorld.id(2)])
        store.refuses.withLock { $0 = nil }
        world.clock.now = world.clock.now.adding(seconds: 601)
        try await world.detect()
        // The transitional period's authority verifies what its run would have found (Article 69(1)).
        let kinds = try await world.links().compactMap(\.value.responsible?.kind)
        #expect(try await world.links().count == 2 && kinds == [.etiasCentral])
        #expect(try await world.installation.detector.waiting().isEmpty)
    }

    @Test(
        "Art. 69: everything at once, killed and gone on with, links what one by one would have linked",
        arguments: [1, 2, 3] as [UInt64])
    func transitionalRun(seed: UInt64) async throws {
        let records = Self.records(24, seed: seed)
        let expected = try await clean(records)
        let store = MemoryStore()
        let filled = try await DetectionWorld(store: store, seed: seed + 10)
        for record in records { try await filled.put(record) }
        var generator = SeededGenerator(seed: seed)
        var deaths = 0
        while true {
            let dying = DyingStore(
                store, after: deaths < 6 ? generator.below(4) : 1_000_000, generator.below(2) == 0 ? .before : .after)
            let world = try await DetectionWorld(store: dying, seed: seed * 1000 + UInt64(deaths), bootstrap: false)
            do throws(Refusal) {
                let run = try await TransitionalRun(world.installation.detector, batch: 3).run()
                #expect(run.isFinished)
                #expect(run.detected == records.count)
                break
            } catch { deaths += 1 }
        }
        #expect(deaths > 0)
        #expect(try await filled.pairs() == expected)
        // During the transitional period the ETIAS Central Unit verifies (Article 69(1)).
        let kinds = Set(try await filled.links().compactMap(\.value.responsible?.kind))
        #expect(kinds.isSubset(of: [.etiasCentral, .sirene]))
        // What is stored has been compared: the detector goes on behind it.
        let report = try await filled.detect()
        #expect(report.linksCreated == 0)
        #expect(try await filled.pairs() == expected)
    }

    @Test("the order in which records come does not change what is linked")
    func order() async throws {
        let records = Self.records(20, seed: 8)
        let expected = try await clean(records)
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<3 {
            #expect(try await clean(records.shuffled(using: &generator)) == expected)
        }
        // All at once, followed afterwards.
        let world = try await DetectionWorld()
        for record in records { try await world.put(record) }
        try await world.detect()
        #expect(try await world.pairs() == expected)
    }
}
