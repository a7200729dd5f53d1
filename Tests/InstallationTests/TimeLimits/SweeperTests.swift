import Access
import EES
import Identity
import Operations
import Registry
import SIS
import Testing
import Wire

@testable import Installation

/// Time limits are carried out by the sweeper, once, and in a report that names no person.
@Suite struct SweeperTests {
    static func at(_ world: World, _ text: String) async -> Sweeper.Report {
        world.now = Instant(day: day(text), secondOfDay: 7200)
        return await world.installation.sweeper.sweep(today: day(text))
    }

    /// EES Article 34(1): an entry/exit record three years after the exit; 34(2): the file a day more after the last record.
    @Test func recordsOfTheEESGoThreeYearsAfterTheExit() async throws {
        let world = try await World()
        let file = try await world.file(number: "S1")
        try await world.enter(file)
        world.now = Instant(day: day("2026-03-10"), secondOfDay: 43_200)
        try await world.run("ees.recordExit", .object(["file": .string(file.description), "crossingPoint": "FRCDG"]))
        func count(_ kind: RecordKind) async throws -> Int { try await world.installation.store.read { try $0.count(kind) } }
        _ = await Self.at(world, "2029-03-09")
        #expect(try await count(EntryExitRecord.kind) == 1)
        var left: [String: (records: Int, files: Int)] = [:]
        for text in ["2029-03-10", "2029-03-11", "2029-03-12", "2029-03-13"] {
            let report = await Self.at(world, text)
            #expect(report.failed.isEmpty, "\(report.failed)")
            left[text] = (try await count(EntryExitRecord.kind), try await count(IndividualFile.kind))
        }
        // Three years from 10 March 2026 end with 10 March 2029; the file stays a day longer.
        #expect(left["2029-03-10"]?.records == 1)
        #expect(left["2029-03-11"]?.records == 0)
        #expect(left["2029-03-11"]?.files == 1)
        #expect(left["2029-03-13"]?.files == 0)
        #expect(try await count(BiometricData.kind) == 0)
    }

    /// EES Article 12(1), 16(4): who has not left is flagged and the state is told, once.
    @Test func whoHasNotLeftIsFlaggedOnce() async throws {
        let world = try await World()
        let file = try await world.file(number: "S2")
        try await world.enter(file)
        func listed() async throws -> Int { try await world.installation.store.read { try $0.count(OverstayerEntry.kind) } }
        func told() async throws -> [Notice] {
            try await world.installation.store.read { try $0.inbox(recipient: "FRA", after: nil, limit: 100) }
                .filter { $0.kind == "ees.authorisedStayExpired" }
        }
        // Ninety days from 2 March 2026 end with 30 May.
        _ = await Self.at(world, "2026-05-30")
        #expect(try await listed() == 0)
        let report = await Self.at(world, "2026-05-31")
        #expect(report.failed.isEmpty)
        #expect(try await listed() == 1)
        #expect(try await told().count == 1)
        #expect(report.acted.values.reduce(0, +) == 1)
        _ = await Self.at(world, "2026-06-01")
        #expect(try await listed() == 1)
        #expect(try await told().count == 1)
    }

    /// 2018/1862 Article 53(2), (7): five years, and a warning four months before.
    @Test func anArrestAlertGoesAfterFiveYearsWithAWarning() async throws {
        let world = try await World()
        _ = try await world.alert("Sought")
        func alerts() async throws -> Int { try await world.installation.store.read { try $0.count(Alert.kind) } }
        func warnings() async throws -> Int {
            try await world.installation.store.read { try $0.inbox(recipient: "FRA", after: nil, limit: 100) }
                .filter { $0.kind == "sis.erasureInFourMonths" }.count
        }
        _ = await Self.at(world, "2030-10-15")
        #expect(try await warnings() == 0)
        _ = await Self.at(world, "2030-11-05")
        #expect(try await warnings() == 1)
        _ = await Self.at(world, "2030-12-05")
        #expect(try await warnings() == 1)
        _ = await Self.at(world, "2031-03-01")
        #expect(try await alerts() == 1)
        let report = await Self.at(world, "2031-03-04")
        #expect(try await alerts() == 0)
        #expect(report.erased.values.reduce(0, +) == 1)
        #expect(report.failed.isEmpty)
    }

    @Test func aSecondSweepDoesNothing() async throws {
        let world = try await World()
        for number in 0..<12 {
            let file = try await world.file("Person\(number)", number: "T\(number)")
            if number.isMultiple(of: 2) { try await world.enter(file) }
            if number.isMultiple(of: 3) { try await world.alert("Person\(number)") }
        }
        for text in ["2026-07-01", "2029-03-20", "2031-02-01", "2034-01-01"] {
            let first = await Self.at(world, text)
            #expect(first.failed.isEmpty, "\(first.failed)")
            let sequence = try await world.sequence()
            let entries = try await world.logCount()
            let second = await Self.at(world, text)
            #expect(second.erased.isEmpty && second.acted.isEmpty && second.logContentsErased == 0, "\(text): \(second)")
            #expect(try await world.sequence() == sequence)
            #expect(try await world.logCount() == entries)
        }
        let left = try await world.installation.store.read { view in
            try [IndividualFile.kind, EntryExitRecord.kind, BiometricData.kind, OverstayerEntry.kind, Alert.kind].map { try view.count($0) }
        }
        #expect(left == [0, 0, 0, 0, 0])
    }

    /// Where the store takes no more, nothing is claimed to be done, and the next sweep does it.
    @Test func whatCouldNotBeDoneIsSaidAndDoneLater() async throws {
        let store = TamperingStore()
        let world = try await World(store: store)
        try await world.file("Due", number: "W1")
        store.fault = .full
        let failed = await Self.at(world, "2034-01-01")
        #expect(failed.erased.isEmpty)
        #expect(!failed.failed.isEmpty)
        store.fault = .none
        let done = await Self.at(world, "2034-01-01")
        #expect(done.failed.isEmpty)
        #expect(done.erased.values.reduce(0, +) > 0)
    }

    /// The report proves that limits were kept and names nobody.
    @Test func theReportIsWithoutPersonalData() async throws {
        let world = try await World()
        try await world.file("Unmentioned", "Ysolde", number: "Q7788")
        try await world.alert("Unmentioned", "Ysolde", born: "1985-04-12")
        let report = await Self.at(world, "2034-01-01")
        let text = "\(report)"
        for word in ["Unmentioned", "Ysolde", "Q7788", "1985"] { #expect(!text.contains(word)) }
        #expect(report.erased.keys.allSatisfy { $0.contains("34") || $0.contains("53") || $0.contains("35") }, "\(report.erased)")
    }
}
