import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import EES

@Suite("EES at a border check")
struct EESPortalViewTests {
    let everything: Set<DataGroup> = [.individualFile, .entryExitRecords, .refusalRecords, .calculator]

    func view(_ bench: Bench, _ file: RecordID, _ day: String, _ visible: Set<DataGroup>) async throws -> EESPortalView? {
        let mandate = bench.runner.policy.mandate(forTask: "t", systems: [.EES], actions: [.read], article: "-", requestID: "t")
        return try await bench.runner.registry.read(mandate) { reader in
            try EESPortalView.read(file, from: reader, asOf: Day(day)!, visible: visible)
        }
    }

    @Test("One screen says who, whether inside, and what is left")
    func whole() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file, at: "2026-12-01T08:00:00Z")
        _ = try await bench.leave(file, at: "2026-12-10T08:00:00Z")
        _ = try await bench.enter(file, at: "2027-02-20T08:00:00Z")
        let view = try #require(try await view(bench, file, "2027-03-01", everything))
        #expect(view.identity?.surnames == ["DOE"] && view.document?.number == "AB123456" && view.present == true)
        #expect(view.crossings.map(\.entry) == [Day("2027-02-20"), Day("2026-12-01")])
        #expect(view.stay?.usedDays == 20 && view.stay?.authorisedEnd == Day("2027-05-10"))
        let marks = Array(try #require(view.strip).marks)
        #expect(marks.count == 180 && marks.filter { $0 == "c" }.count == 20 && marks.suffix(10) == Array("cccccccccc")[...])
        #expect(view.refusals == 0 && view.warnings.isEmpty && view.listed == false)
        // What is written is read back the same.
        #expect(try EESPortalView(reading: view.wire) == view)
    }

    @Test("Overstay, missed exit and revoked stay are on the screen")
    func warnings() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file)
        bench.set("2027-07-01T08:00:00Z")
        _ = await bench.sweep("2027-07-01")
        let view = try #require(try await view(bench, file, "2027-07-01", everything))
        #expect(view.listed == true && view.warnings == [.overstay] && view.stay?.overstayDays == 33)
        #expect(view.strip?.marks.filter { $0 == "o" }.count == 33)
    }

    @Test("9, 32(4): what the right does not cover is not there")
    func visible() async throws {
        let bench = Bench()
        let file = try await bench.register()
        _ = try await bench.enter(file)
        for bits in 0..<16 {
            let groups = everything.sorted().enumerated().filter { bits >> $0.offset & 1 == 1 }.map(\.element)
            let view = try #require(try await view(bench, file, "2027-03-01", Set(groups)))
            #expect((view.identity != nil) == groups.contains(.individualFile))
            #expect((view.present != nil) == groups.contains(.entryExitRecords))
            #expect(view.crossings.isEmpty == !groups.contains(.entryExitRecords))
            #expect((view.stay != nil) == groups.contains(.calculator))
            #expect((view.strip != nil) == groups.contains(.calculator))
            #expect((view.refusals != nil) == groups.contains(.refusalRecords))
        }
        #expect(try await self.view(bench, RecordID(high: 5, low: 5), "2027-03-01", everything) == nil)
    }
}
