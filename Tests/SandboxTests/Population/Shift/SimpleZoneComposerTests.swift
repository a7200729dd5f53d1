import Identity
import Testing

@testable import Sandbox

@Suite("Simple zone composer")
struct SimpleZoneComposerTests {
    private func eriksson(
        _ format: ZoneContents.Format, _ kind: TravelDocument.Kind, number: String, born: String, expiry: String, nationality: String,
        optional: String = ""
    ) throws -> [String] {
        let utopia = try #require(CountryCode("UTO"))
        let identity = PersonIdentity(
            surnames: ["Eriksson"], givenNames: ["Anna", "Maria"], dateOfBirth: PartialDate(born), sex: .female,
            nationalities: [try #require(CountryCode(nationality))])
        let document = TravelDocument(kind: kind, number: number, issuer: utopia, expiry: Day(expiry))
        return SimpleZoneComposer.compose(ZoneContents(format: format, identity: identity, document: document, optional: optional))
    }

    @Test("composes the specimens of ICAO Doc 9303 parts 4 to 7")
    func specimens() throws {
        let passport = try eriksson(
            .td3, .passport, number: "L898902C3", born: "1974-08-12", expiry: "2012-04-15", nationality: "UTO", optional: "ZE184226B")
        #expect(passport == SpecimenZone.passport.lines)
        let card = try eriksson(.td1, .identityCard, number: "D23145890", born: "1974-08-12", expiry: "2012-04-15", nationality: "UTO")
        #expect(card == SpecimenZone.card.lines)
        let old = try eriksson(.td2, .identityCard, number: "D23145890", born: "1974-08-12", expiry: "2012-04-15", nationality: "UTO")
        #expect(old == SpecimenZone.oldCard.lines)
        let visa = try eriksson(.mrvB, .visa, number: "L8988901C", born: "1940-09-07", expiry: "1996-12-10", nationality: "XXX")
        #expect(visa == SpecimenZone.visaB.lines)
        let large = try eriksson(
            .mrvA, .visa, number: "L8988901C", born: "1940-09-07", expiry: "1996-12-10", nationality: "XXX", optional: "6ZE184226B")
        #expect(large == SpecimenZone.visaA.lines)
    }

    @Test("every person's zone has the right lengths and letters", arguments: ZoneContents.Format.allCases)
    func everybody(format: ZoneContents.Format) {
        let widths: [ZoneContents.Format: [Int]] = [.td1: [30, 30, 30], .td2: [36, 36], .td3: [44, 44], .mrvA: [44, 44], .mrvB: [36, 36]]
        for person in World.population.prefix(1500) {
            let lines = SimpleZoneComposer.compose(ZoneContents(format: format, identity: person.identity, document: person.document))
            #expect(lines.map(\.utf8.count) == widths[format])
            #expect(lines.joined().utf8.allSatisfy { ($0 >= 48 && $0 <= 57) || ($0 >= 65 && $0 <= 90) || $0 == 60 }, "\(lines)")
        }
    }
}
