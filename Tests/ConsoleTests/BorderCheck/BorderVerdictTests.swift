import EES
import Identity
import Interoperability
import SIS
import Testing

@testable import Console

@Suite("The verdict of a border check")
struct BorderVerdictTests {
    @Test func `an alert for refusal of entry goes before a lawful stay`() {
        let verdict = Samples.verdict(Samples.reply(ees: [Samples.file([])], sis: [Samples.alert(.refuseEntry, "1861 24(1)(a)")]))
        #expect(verdict.level == .stop)
        #expect(verdict.headline == "Refuse entry — alert of France under 2018/1861 Art 24(1)(a)")
        #expect(verdict.actions.first?.detail == AlertAction.refuseEntry.words)
    }

    @Test func `arrest is first whatever the order of the reply (2018/1862 Article 23(4))`() {
        let verdict = Samples.verdict(
            Samples.reply(sis: [Samples.alert(.refuseEntry, "1861 24(1)(a)"), Samples.alert(.arrest, "1862 26", by: "ITA")]))
        #expect(verdict.actions.first?.title == "Arrest — alert of Italy under 2018/1862 Art 26")
        #expect(verdict.headline == verdict.actions.first?.title)
        #expect(verdict.actions.map(\.isFirst).prefix(2) == [true, false])
    }

    @Test func `a discreet check changes neither colour nor headline (2018/1862 Article 37(3))`() {
        let files = [Samples.file([("2026-12-01", "2026-12-10")])]
        let without = Samples.verdict(Samples.reply(ees: files))
        let with = Samples.verdict(Samples.reply(ees: files, sis: [Samples.alert(.discreetCheck, "1862 36")]))
        #expect(with.level == without.level)
        #expect(with.headline == without.headline)
        #expect(with.reasons == without.reasons)
        #expect(with.actions.count == without.actions.count + 1)
        #expect(with.actions.first?.isDiscreet == true)
    }

    @Test func `a similar alert asks for verification and decides nothing`() {
        let verdict = Samples.verdict(
            Samples.reply(ees: [Samples.file([])], sis: [Samples.alert(.arrest, "1862 26", match: Samples.match(0.6, exact: false))]))
        #expect(verdict.level == .check)
        #expect(verdict.headline == "Possible alert of France under 2018/1862 Art 26: verify the identity first")
        #expect(verdict.actions.first?.title.hasPrefix("Verify the identity; then: arrest") == true)
    }

    @Test func `a likely but not identical alert stops and asks for verification too`() {
        let verdict = Samples.verdict(Samples.reply(sis: [Samples.alert(.arrest, "1862 26", match: Samples.match(0.97, exact: false))]))
        #expect(verdict.level == .stop)
        #expect(verdict.reasons.contains { $0.contains("similar, not the same") })
    }

    @Test func `found by the document alone, the holder is verified; a sought document needs no holder`() {
        var match = Samples.match()
        match.evidence = [Samples.evidence("document", "UKR/FA1", "UKR/FA1", "the same document", 0)]
        let person = Samples.verdict(Samples.reply(ees: [Samples.file([], match: match)], sis: [Samples.alert(.arrest, "1862 26", match: match)]))
        #expect(person.level == .stop)
        #expect(person.reasons.count { $0.contains("by the document alone") } == 2)
        #expect(Samples.verdict(Samples.reply(ees: [Samples.file([], match: match)])).level == .check)
        var stolen = Samples.alert(.seize, "1862 38", match: match)
        stolen.alert.object = SoughtObject(
            document: TravelDocument(kind: .passport, number: "FA1", issuer: CountryCode("UKR")!), circumstance: .stolen)
        let object = Samples.verdict(Samples.reply(sis: [stolen]))
        #expect(object.headline.hasPrefix("Seize the document"))
        #expect(!object.reasons.contains { $0.contains("by the document alone") })
    }

    @Test func `a suspended return decision does not stop (2018/1860 Article 4)`() {
        var hit = Samples.alert(.reportToIssuer, "1860 3")
        #expect(Samples.verdict(Samples.reply(ees: [Samples.file([])], sis: [hit])).level == .stop)
        hit.alert.returnSuspended = true
        #expect(Samples.verdict(Samples.reply(ees: [Samples.file([])], sis: [hit])).level == .check)
    }

    @Test func `a misused identity is never simply executed (2018/1862 Article 62)`() {
        var hit = Samples.alert(.arrest, "1862 26")
        hit.alert.misusedIdentity = true
        let verdict = Samples.verdict(Samples.reply(sis: [hit]))
        #expect(verdict.level == .stop)
        #expect(verdict.headline.hasPrefix("Verify the identity"))
    }

    @Test func `lawful stay: last day, days used and left (2017/2226 Article 11)`() throws {
        // While the 18 days of October leave the window one by one, from 1 to 18 April, the count stands still at 83.
        let verdict = Samples.verdict(Samples.reply(ees: [Samples.file(Samples.lawfulStays)]), at: .exit)
        #expect(verdict.level == .proceed)
        #expect(verdict.headline == "May leave: the stay is lawful until 25 April 2027, 34 of 90 days used")
        let outside = Samples.verdict(Samples.reply(ees: [Samples.file([("2026-10-03", "2026-10-20")])]))
        #expect(outside.level == .proceed)
        #expect(outside.headline.hasPrefix("May stay until "))
        #expect(outside.headline.contains(": 18 of 90 days used"))
    }

    @Test func `overstay in days, counted from the day after the last lawful one`() {
        // Inside since 1 November: day 90 is 29 January, 10 February is the twelfth day after.
        let verdict = Samples.verdict(Samples.reply(ees: [Samples.file(Samples.overstay)]), at: .exit)
        #expect(verdict.level == .stop)
        #expect(verdict.headline == "Overstay: 12 days")
    }

    @Test func `ninety days used: no lawful stay, refusal for reason F`() {
        let verdict = Samples.verdict(Samples.reply(ees: [Samples.file([("2026-11-01", "2027-01-29")])]))
        #expect(verdict.level == .stop)
        #expect(verdict.headline == "No lawful stay: 90 of 90 days used, none left")
        #expect(verdict.actions.contains { $0.detail.contains("reason F") })
    }

    @Test(arguments: [
        (CheckPlace.entry, "Not found in the EES: first entry — create a file"),
        (.exit, "Not found in the EES: no entry is recorded (Art 20)"),
        (.inside, "Not found in the EES: the stay may be presumed unlawful (Art 20)"),
    ])
    func `without a file`(place: CheckPlace, headline: String) {
        let verdict = Samples.verdict(Samples.reply(), at: place)
        #expect(verdict.level == .check)
        #expect(verdict.headline == headline)
        #expect(!verdict.actions.isEmpty)
    }

    @Test(arguments: ["SWE", "NOR", "CHE"])
    func `nationals who move freely need no file (Article 2)`(code: String) {
        var person = Samples.traveller
        person.nationalities = [CountryCode(code)!]
        let verdict = Samples.verdict(Samples.reply(asked: Samples.asked(person)))
        #expect(verdict.level == .proceed)
        #expect(verdict.actions.isEmpty)
    }

    @Test func `British citizens are third-country nationals since 2020`() {
        var person = Samples.traveller
        person.nationalities = [CountryCode("GBR")!]
        #expect(Samples.verdict(Samples.reply(asked: Samples.asked(person))).level == .check)
    }

    @Test func `silence of the EES is not absence (Article 21)`() {
        let verdict = Samples.verdict(Samples.reply(ees: nil))
        #expect(verdict.level == .check)
        #expect(verdict.headline == "The EES did not answer: ask again or use the fall-back procedure (Art 21)")
        #expect(!verdict.headline.contains("Not found"))
    }

    @Test func `silence of SIS never lets pass`() {
        let verdict = Samples.verdict(Samples.reply(ees: [Samples.file([])], sis: nil))
        #expect(verdict.level == .check)
        #expect(verdict.headline.hasPrefix("SIS did not answer"))
        #expect(verdict.reasons.contains { $0.hasPrefix("By the calculator alone") })
    }

    @Test func `inside by the records on entry: the exit is missing`() {
        let verdict = Samples.verdict(Samples.reply(ees: [Samples.file(Samples.lawfulStays)]))
        #expect(verdict.level == .check)
        #expect(verdict.headline == "Inside by the records: the last exit is not recorded")
    }

    @Test func `family members of Union citizens are outside the calculator (Article 11(1))`() {
        let verdict = Samples.verdict(Samples.reply(ees: [Samples.file([("2026-03-01", "2026-12-01")], euFamily: true)]))
        #expect(verdict.level == .proceed)
        #expect(verdict.headline.contains("Family member"))
    }

    @Test func `an expired document and a repaired zone are said`() {
        let asked = Samples.asked(remarks: ["line 2, column 10: read 0 for O"], expiry: day("2027-02-09"))
        let verdict = Samples.verdict(Samples.reply(ees: [Samples.file([])], asked: asked))
        #expect(verdict.level == .check)
        #expect(verdict.headline == "The document expired on 9 February 2027")
        #expect(verdict.reasons.contains { $0.contains("not read cleanly") })
        // Valid on its last day.
        #expect(Samples.verdict(Samples.reply(ees: [Samples.file([])], asked: Samples.asked(expiry: Samples.today))).level == .proceed)
    }

    @Test func `a file that is only possible is no file`() {
        let verdict = Samples.verdict(Samples.reply(ees: [Samples.file([], match: Samples.match(0.5, exact: false))]))
        #expect(verdict.level == .check)
        #expect(verdict.headline.contains("possibly this person's (50%)"))
    }

    @Test func `nothing asked is never green`() {
        let verdict = BorderVerdict.of(CheckFindings(today: Samples.today))
        #expect(verdict.level == .check)
    }

    @Test func `more trouble never makes the level milder`() {
        let parts: [(PortalReply) -> PortalReply] = [
            {
                var reply = $0; reply.systems[0].sis.append(Samples.alert(.refuseEntry, "1861 24(1)(b)")); reply.systems[0].state = .hit; return reply
            },
            {
                var reply = $0; reply.systems[0].sis.append(Samples.alert(.inquiryCheck, "1862 36")); reply.systems[0].state = .hit; return reply
            },
            {
                var reply = $0; reply.asked.remarks = ["repair"]; return reply
            },
            {
                var reply = $0; reply.systems.append(SystemAnswer(.VIS, .unavailable)); return reply
            },
            {
                var reply = $0; reply.systems[1].more = true; return reply
            },
        ]
        for base in [Samples.reply(), Samples.reply(ees: [Samples.file([])]), Samples.reply(ees: [Samples.file(Samples.overstay)])] {
            for place in CheckPlace.allCases {
                for mask in 0..<(1 << parts.count) {
                    var reply = base
                    for (bit, part) in parts.enumerated() where mask & (1 << bit) != 0 { reply = part(reply) }
                    let level = Samples.verdict(reply, at: place).level
                    for part in parts { #expect(Samples.verdict(part(reply), at: place).level >= level) }
                }
            }
        }
    }

    @Test func `every alert action has an order at every place`() {
        for action in AlertAction.allCases {
            for place in CheckPlace.allCases {
                let verdict = Samples.verdict(Samples.reply(ees: [Samples.file([])], sis: [Samples.alert(action, "1862 26")]), at: place)
                #expect(verdict.actions.first?.detail == action.words)
                #expect(verdict.level >= ([.discreetCheck, .discreetCollection, .noAction].contains(action) ? .proceed : .check))
            }
        }
    }
}
