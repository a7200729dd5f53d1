import Identity
import Operations
import Registry
import Testing

@testable import EES

@Suite("EES 16(2)(b), 16(3), 18(6)(b): the border crossing point")
struct CrossingPointRuleTests {
    /// FRCDG and FRNCE are French, the latter closed; ESMAD is Spanish.
    static let ports = EESPorts(crossingPoint: { code in
        switch code {
        case "FRCDG": .open(memberState: "FRA")
        case "FRNCE": .closed(memberState: "FRA")
        case "ESMAD": .open(memberState: "ESP")
        default: .notRegistered
        }
    })

    @Test("16(2)(b): another Member State's never, a closed one only for the past, an unknown one always")
    func rule() {
        func refusal(_ entry: CrossingPointEntry, isPast: Bool) -> Refusal? {
            do {
                try CrossingPointRule.check(entry, for: "FRA", isPast: isPast)
                return nil
            } catch { return error }
        }
        for isPast in [false, true] {
            #expect(refusal(.notRegistered, isPast: isPast) == nil && refusal(.open(memberState: "FRA"), isPast: isPast) == nil)
            for entry in [CrossingPointEntry.open(memberState: "ESP"), .closed(memberState: "ESP")] {
                let found = refusal(entry, isPast: isPast)
                #expect(found?.kind == .crossingPointNotPossible && found?.pointer == "/crossingPoint")
                #expect(found?.article == "EES 16(2)(b), 18(6)(b)")
            }
        }
        #expect(refusal(.closed(memberState: "FRA"), isPast: false)?.kind == .crossingPointNotPossible)
        #expect(refusal(.closed(memberState: "FRA"), isPast: true) == nil)
    }

    @Test("16(2)(b), 16(3): entries and exits; nothing is recorded of what is refused")
    func crossings() async throws {
        let bench = Bench(Self.ports)
        let file = try await bench.register()
        var entry = RecordEntry.Input()
        entry.file = file
        for point in ["ESMAD", "FRNCE"] {
            entry.crossingPoint = point
            #expect(await bench.refusal(RecordEntry(Self.ports), entry) == .crossingPointNotPossible, "\(point)")
        }
        #expect(try await bench.values(EntryExitRecord.self).isEmpty)
        entry.crossingPoint = "FRCDG"
        #expect(await bench.refusal(RecordEntry(Self.ports), entry) == nil)
        bench.set("2027-03-02T10:00:00Z")
        var exit = RecordExit.Input()
        exit.file = file
        exit.crossingPoint = "FRCDG"
        #expect(await bench.refusal(RecordExit(Self.ports), exit, as: .spanishBorder) == .crossingPointNotPossible)
        exit.crossingPoint = "FRNCE"
        #expect(await bench.refusal(RecordExit(Self.ports), exit) == .crossingPointNotPossible)
        // 21: what comes late may tell of the days before it was closed.
        exit.fallback = .localElectronic
        #expect(await bench.refusal(RecordExit(Self.ports), exit) == nil)
        bench.set("2027-03-03T10:00:00Z")
        entry.crossingPoint = "P-17"
        #expect(await bench.refusal(RecordEntry(Self.ports), entry) == nil)
    }

    @Test("18(6)(b): refusals of entry")
    func refusals() async throws {
        let bench = Bench(Self.ports)
        var input = RecordRefusal.Input()
        input.file = try await bench.register()
        input.reasons = [.A]
        input.crossingPoint = "ESMAD"
        #expect(await bench.refusal(RecordRefusal(Self.ports), input) == .crossingPointNotPossible)
        #expect(try await bench.values(RefusalRecord.self).isEmpty)
        #expect(await bench.refusal(RecordRefusal(Self.ports), input, as: .spanishBorder) == nil)
    }

    @Test("35: a rectification names a crossing point of the Member State that it names, also a closed one")
    func rectification() async throws {
        let bench = Bench(Self.ports)
        let file = try await bench.register()
        let record = try await bench.enter(file).record
        bench.set("2027-03-04T10:00:00Z")
        var input = RectifyEntryExit.Input()
        input.record = record
        input.evidence = "A boarding card."
        var correction = RectifyEntryExit.Correction()
        correction.time = Instant("2027-03-01T07:00:00Z")!
        correction.crossingPoint = "ESMAD"
        input.entry = correction
        do {
            _ = try await bench.run(RectifyEntryExit(Self.ports), input, version: 1)
            Issue.record("a French crossing at Madrid")
        } catch { #expect(error.kind == .crossingPointNotPossible && error.pointer == "/entry/crossingPoint") }
        correction.crossingPoint = nil
        correction.memberState = CountryCode("ESP")
        input.entry = correction
        #expect(await bench.refusal(RectifyEntryExit(Self.ports), input, version: 1) == .crossingPointNotPossible)
        correction.crossingPoint = "ESMAD"
        input.entry = correction
        #expect(await bench.refusal(RectifyEntryExit(Self.ports), input, version: 1) == nil)
        correction.memberState = CountryCode("FRA")
        correction.crossingPoint = "FRNCE"
        input.entry = correction
        #expect(await bench.refusal(RectifyEntryExit(Self.ports), input, version: 2) == nil)
    }
}
