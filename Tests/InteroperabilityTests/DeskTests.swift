import Access
import Identity
import Operations
import Registry
import Testing

@testable import Interoperability

/// How an authority has its officials work through links (2019/817 and 2019/818 Articles 29(3), 44).
@Suite struct DeskTests {
    private static let now = Instant(day: Day("2026-03-02")!, secondOfDay: 32_400)

    private func official(_ user: String, authority: String = "DEU-BORDER") -> Caller {
        Caller(authority: authority, kind: .border, memberState: "DEU", user: user)
    }

    private func line(_ number: Int, minutes: Int64, step: String = "verifyLink") -> TaskLine {
        var line = TaskLine()
        (line.id, line.about) = (RecordID(high: 1, low: UInt64(number)), RecordID(high: 2, low: UInt64(number)))
        (line.step, line.begun) = (step, DeskTests.now)
        line.deadline = DeskTests.now.adding(seconds: minutes * 60)
        return line
    }

    @Test("Art. 29(4): no order of an official's own puts what is due later before what is due an hour earlier")
    func urgency() {
        let lines = (0..<200).map { line($0, minutes: Int64($0 * 7 % 600)) }
        for user in ["a", "b", "c"] {
            let hours = DeskOrder(official(user)).shuffled(lines).map { $0.deadline.milliseconds / 3_600_000 }
            #expect(hours == hours.sorted())
        }
    }

    @Test("Art. 29(3): the order is the same after a reload, another for another official, and depends on nothing but both")
    func shuffle() {
        let lines = (0..<40).map { line($0, minutes: 10) }
        let (ada, eva) = (DeskOrder(official("ada")), DeskOrder(official("eva")))
        #expect(ada.shuffled(lines) == ada.shuffled(lines.reversed()))
        #expect(ada.shuffled(lines) != eva.shuffled(lines))
        #expect(ada.shuffled(lines) != lines)
        #expect(Set(ada.shuffled(lines)) == Set(lines))
        // A link more moves no other.
        let more = ada.shuffled(lines + [line(99, minutes: 10)])
        #expect(more.filter { $0.about != line(99, minutes: 0).about } == ada.shuffled(lines))
        // No place is anybody's: over many officials the first link stands in the first half about as often as in the second.
        let first = (0..<400).count { user in
            DeskOrder(official("user-\(user)")).shuffled(lines).prefix(20).contains { $0.about == lines[0].about }
        }
        #expect((150...250).contains(first))
    }

    @Test("Art. 44: of a hundred lines as many are known pairs as the authority asked for; none where nothing waits")
    func share() {
        let order = DeskOrder(official("ada"))
        let pairs = (0..<100).map { RecordID(high: 3, low: UInt64($0)) }
        for (real, percent, known) in [
            (90, 10, 10), (50, 50, 50), (95, 5, 5), (1, 10, 1), (9, 10, 1), (10, 10, 2), (20, 0, 0), (0, 10, 0), (30, 90, 30),
        ] {
            let lines = (0..<real).map { line($0, minutes: Int64($0)) }
            #expect(order.known(pairs, among: lines, percent: percent).count == known, "\(real) links, \(percent) %")
        }
        // Tasks that ask for no verification are no measure and no cover.
        #expect(order.known(pairs, among: [line(1, minutes: 1, step: "informPerson")], percent: 50).isEmpty)
    }

    @Test("Art. 44: a known pair has the likeness of a link that waits, and keeps it as others come and go")
    func likeness() throws {
        let order = DeskOrder(official("ada"))
        let lines = (0..<30).map { line($0, minutes: Int64($0 * 20)) }
        let pair = RecordID(high: 3, low: 1)
        let known = try #require(order.known([pair], among: lines, percent: 10).first)
        #expect(known.about == pair && lines.contains { $0.deadline == known.deadline && $0.begun == known.begun && $0.step == known.step })
        #expect(!lines.contains { $0.id == known.id || $0.about == known.about })
        let others = lines.filter { $0.deadline != known.deadline }
        let neighbour = lines.filter { $0.deadline == known.deadline }
        for kept in 1..<others.count {
            #expect(order.known([pair], among: Array(others.prefix(kept)) + neighbour, percent: 10).first == known)
        }
    }

    private func pair(_ truth: KnownPair.Truth, _ conclusions: [LinkRule.Conclusion]) -> KnownPair {
        var pair = KnownPair()
        pair.truth = truth
        pair.answers = conclusions.enumerated().map { place, conclusion in
            var answer = KnownPair.Answer()
            (answer.user, answer.conclusion) = ("user-\(place)", conclusion)
            return answer
        }
        return pair
    }

    @Test("Art. 44: two persons taken for one are false positives, one taken for two is a false negative, each with its interval")
    func figures() {
        let desk = ResponsibleAuthority(kind: .border, memberState: "DEU")
        let figures = DeskFigures(
            desk,
            [
                pair(.twoPersons, [.samePersonJustified, .samePersonUnjustified, .twoPersons, .twoPersonsUnjustified, .twoPersons]),
                pair(.onePerson, [.twoPersons, .samePersonJustified, .samePersonUnjustified]), pair(.onePerson, []),
            ])
        #expect(figures.pairs == 3)
        #expect(figures.falsePositives.hits == 2 && figures.falsePositives.of == 5)
        #expect(figures.falseNegatives.hits == 1 && figures.falseNegatives.of == 3)
        // Wilson's interval of 2 in 5, worked out by hand: 0.118 to 0.769.
        #expect(abs(figures.falsePositives.interval.lowerBound - 0.1176) < 0.001)
        #expect(abs(figures.falsePositives.interval.upperBound - 0.7693) < 0.001)
        #expect(ReportDesk.Rate(DeskFigures(desk, []).falsePositives).rate == nil)
    }

    @Test("Art. 29(3): the comparison is withheld until the official's own opinion, and again once the data were compared again")
    func withheld() {
        var settings = DeskSettings()
        let (ada, eva) = (official("ada"), official("eva"))
        var link = IdentityLink()
        link.created = DeskTests.now
        #expect(!link.withholdsComparison(from: ada, settings))
        settings.isOpinionFirst = true
        #expect(link.withholdsComparison(from: ada, settings))
        link.note(UnaidedOpinion(.onePerson, of: ada, at: DeskTests.now.adding(seconds: 5)))
        #expect(!link.withholdsComparison(from: ada, settings) && link.withholdsComparison(from: eva, settings))
        #expect(link.withholdsComparison(from: official("ada", authority: "DEU-BORDER-2"), settings))
        var again = LinkEvent()
        (again.kind, again.at) = (.detectedAgain, DeskTests.now.adding(seconds: 60))
        link.note(again)
        #expect(link.withholdsComparison(from: ada, settings))
        link.note(UnaidedOpinion(.twoPersons, of: ada, at: DeskTests.now.adding(seconds: 70)))
        #expect(link.opinions.count == 1 && !link.withholdsComparison(from: ada, settings))
        link.colour = .red
        #expect(!link.withholdsComparison(from: eva, settings))
    }
}
