import Identity
import Testing

@testable import Sandbox

@Suite("A shift at the border")
struct BorderShiftTests {
    static let shift = BorderShift(population: World.population, day: World.today, count: 1000, seed: 5)
    static let checks = Array(shift)

    @Test("begins with the specimens, is the same made again, and each check alone")
    func determinism() {
        #expect(Self.checks.prefix(5).map(\.lines) == SpecimenZone.allCases.map(\.lines))
        let again = BorderShift(population: World.population, day: World.today, count: 1000, seed: 5)
        for index in stride(from: 999, through: 0, by: -13) { #expect(again[index] == Self.checks[index]) }
        let other = BorderShift(population: World.population, day: World.today, count: 1000, seed: 6)
        #expect((5..<40).contains { other[$0].lines != Self.checks[$0].lines })
    }

    @Test("has every kind of traveller")
    func kinds() {
        let counts = Dictionary(grouping: Self.checks, by: \.kind).mapValues(\.count)
        for kind in BorderCheck.Kind.allCases { #expect(counts[kind, default: 0] > 0, "\(kind)") }
        #expect(counts[.returning, default: 0] > 300)
    }

    @Test("expectations agree with the population, asked anew")
    func truth() {
        let objects = World.population.objectAlerts(0..<Self.shift.objectAlertCount, today: World.today)
        var reported: [String: ObjectAlert.DocumentLoss] = [:]
        for alert in objects { if case .issuedDocument(let document, let loss) = alert.object { reported[document.key] = loss } }
        for check in Self.checks where check.kind != .specimen {
            guard let truth = check.expected.personTruth else {
                Issue.record("nobody at the desk")
                continue
            }
            let shown = World.population.traveller(check.expected.shownTruth ?? truth, until: World.today - 1)
            #expect(check.expected.hasFile == shown.history.hasFile)
            #expect(check.expected.isPresent == shown.history.isPresent)
            let alert =
                World.population.hasAlert(shown.person.index, permille: 20) ? World.population.alert(on: shown.person.index, today: World.today) : nil
            #expect(check.expected.alert == alert?.category)
            #expect(check.expected.documentReported == check.contents.flatMap { reported[$0.document.key] })
            switch check.kind {
            case .returning: #expect(check.expected.hasFile && !check.expected.isPresent)
            case .firstTime: #expect(!check.expected.hasFile && check.direction == .entry)
            case .leaving: #expect(check.expected.isPresent && check.direction == .exit)
            case .overstayer: #expect(check.expected.overstayDays > 0)
            case .alertSameData: #expect(check.expected.alert != nil && check.expected.alertVariations.isEmpty)
            case .alertOtherData: #expect(check.expected.alert != nil && !check.expected.alertVariations.isEmpty)
            case .reportedDocument: #expect(check.expected.documentReported != nil)
            case .impostor: #expect(check.expected.shownTruth != nil && check.expected.shownTruth != truth)
            case .twin: #expect(check.expected.mustNotBe == World.population[truth].twin)
            case .expiredDocument: #expect(check.expected.isDocumentExpired)
            case .visaSticker: #expect(check.lines[0].hasPrefix("V<"))
            case .residencePermit: #expect(check.lines.count == 3)
            case .misreadZone, .spoiledZone: #expect(!check.expected.isValidZone)
            case .specimen: break
            }
        }
    }

    @Test("damaged zones differ from what was printed: a few places, all mendable or not at all")
    func damage() {
        for check in Self.checks where check.kind == .misreadZone || check.kind == .spoiledZone {
            guard let contents = check.contents else { continue }
            let printed = SimpleZoneComposer.compose(contents)
            #expect(check.lines[0] == printed[0] && check.lines.count == printed.count)
            let pairs = zip(check.lines[1].utf8, printed[1].utf8).filter { $0 != $1 }
            #expect(!pairs.isEmpty && pairs.count <= 7)
            #expect(check.lines[1].utf8.count == printed[1].utf8.count)
        }
    }

    @Test("moments rise from six to two o'clock on the clock of each place")
    func clock() {
        for check in Self.checks {
            #expect(check.crossing.point.zone.localDay(at: check.crossing.instant) == World.today)
            let local =
                check.crossing.instant.milliseconds / 1000 + Int64(check.crossing.point.zone.minutesEastOfUTC(at: check.crossing.instant) * 60)
            #expect((6 * 3600..<14 * 3600).contains(Int(local - Int64(World.today.number) * 86_400)))
        }
    }

    @Test("another composer makes the lines")
    func otherComposer() {
        let shift = BorderShift(population: World.population, day: World.today, count: 20, seed: 5) { ["number " + $0.document.number] }
        #expect(shift[12].lines == [shift[12].contents.map { "number " + $0.document.number }])
    }

    @Test("small and empty populations make a shift too", arguments: [0, 1, 3, 40])
    func smallPopulations(count: Int) {
        let few = Population(seed: 1, count: count, reference: World.today)
        let shift = BorderShift(population: few, day: World.today, count: 60, seed: 1, objectAlertCount: 30)
        #expect(shift.count == 60)
        for check in shift { #expect(!check.lines.isEmpty) }
        #expect(BorderShift(population: few, day: World.today, count: -1, seed: 1).isEmpty)
    }
}
