import Identity
import Operations
import Testing
import Wire

@testable import ECRISTCN

@Suite("What a record must have")
struct RecordRuleTests {
    static let day = Day("2027-03-01")!

    static func blank(_ datum: ObligatoryDatum, in person: inout ConvictedPerson) {
        switch datum {
        case .surnames: person.surnames = []
        case .givenNames: person.givenNames = []
        case .dateOfBirth: person.dateOfBirth = nil
        case .townOfBirth: person.townOfBirth = nil
        case .countryOfBirth: person.countryOfBirth = nil
        case .nationalities: person.nationalities = []
        case .gender: person.gender = nil
        }
    }

    @Test(
        "Art. 5(1)(a)(i): each obligatory datum is given or said to be unknown, and never both",
        arguments: ObligatoryDatum.allCases)
    func obligatory(_ datum: ObligatoryDatum) throws {
        var person = ConvictedPerson.person()
        try RecordRule.check(person, on: Self.day)
        person.notKnown = [datum]
        #expect(throws: Refusal.self) { try RecordRule.check(person, on: Self.day) }
        Self.blank(datum, in: &person)
        try RecordRule.check(person, on: Self.day)
        person.notKnown = []
        do {
            try RecordRule.check(person, on: Self.day)
            Issue.record("accepted without \(datum)")
        } catch {
            #expect(error.kind == .obligatoryDataMissing)
            #expect(error.pointer == "/person/\(datum.rawValue)")
        }
    }

    @Test("Art. 5(1): a record by which nobody could be found is none")
    func noName() {
        var person = ConvictedPerson.person()
        person.surnames = []
        person.givenNames = []
        person.notKnown = [.surnames, .givenNames]
        #expect(throws: Refusal.self) { try RecordRule.check(person, on: Self.day) }
        person.aliases = ["Abu Nobody"]
        #expect(throws: Never.self) { try RecordRule.check(person, on: Self.day) }
    }

    @Test("Art. 2: who is only a citizen of the Union is not recorded, who is so besides is")
    func scope() throws {
        #expect(try RecordRule.check(.person(nationalities: ["PAK"]), on: Self.day) == .thirdCountryNational)
        #expect(try RecordRule.check(.person(nationalities: ["FRA", "PAK"]), on: Self.day) == .alsoUnionCitizen)
        #expect(throws: Refusal.self) { try RecordRule.check(.person(nationalities: ["FRA", "ITA"]), on: Self.day) }
        #expect(
            try RecordRule.check(.person(nationalities: ["FRA"]), on: Self.day, isRecorded: true) == .unionCitizenOnly)
        // Stateless persons, British citizens since 2020, nationals of Norway.
        for code in ["XXA", "GBR", "NOR"] {
            #expect(try RecordRule.check(.person(nationalities: [code]), on: Self.day) == .thirdCountryNational)
        }
        #expect(throws: Refusal.self) { try RecordRule.check(.person(nationalities: ["GBR"]), on: Day("2019-12-31")!) }
    }

    @Test("Art. 5(1)(b)(ii): fingerprints where there is a duty, but of third-country nationals alone")
    func duty() throws {
        let prints = FingerprintImpression.ten("A")
        for duty in FingerprintDuty.allCases {
            #expect(throws: Refusal.self) {
                try FingerprintRule.holding([], duty: duty, absence: nil, standing: .thirdCountryNational)
            }
            #expect(
                try FingerprintRule.holding([], duty: duty, absence: nil, standing: .alsoUnionCitizen).positions == [])
            #expect(
                try FingerprintRule.holding(prints, duty: duty, absence: nil, standing: .thirdCountryNational).positions
                    == Array(1...10))
            for absence in FingerprintAbsence.allCases {
                #expect(
                    try FingerprintRule.holding([], duty: duty, absence: absence, standing: .thirdCountryNational)
                        .absence == absence)
                #expect(throws: Refusal.self) {
                    try FingerprintRule.holding(prints, duty: duty, absence: absence, standing: .thirdCountryNational)
                }
            }
        }
        #expect(
            try FingerprintRule.holding([], duty: nil, absence: nil, standing: .thirdCountryNational).positions == [])
        #expect(throws: Refusal.self) {
            try FingerprintRule.holding(
                [prints[0], prints[0]], duty: nil, absence: nil, standing: .thirdCountryNational)
        }
        var plain = prints[0]
        plain.impression = .plain
        #expect(
            try FingerprintRule.holding([prints[0], plain], duty: nil, absence: nil, standing: .thirdCountryNational)
                .positions == [1])
    }

    @Test("Art. 5(1)(c): a flag needs a conviction of the last 25 or 15 years, and three years for a listed offence")
    func flags() throws {
        let today = Self.day
        #expect(
            try NewFlag(.terrorist, convicted: Day("2002-03-01")!, punishableByThreeYears: false).flag(on: today)
                .created == today)
        #expect(throws: Refusal.self) { try NewFlag(.terrorist, convicted: Day("2002-02-28")!).flag(on: today) }
        #expect(throws: Never.self) { try NewFlag(.listed, convicted: Day("2012-03-01")!).flag(on: today) }
        #expect(throws: Refusal.self) { try NewFlag(.listed, convicted: Day("2012-02-29")!).flag(on: today) }
        #expect(throws: Refusal.self) {
            try NewFlag(.listed, convicted: today, punishableByThreeYears: false).flag(on: today)
        }
        #expect(throws: Refusal.self) { try NewFlag(.terrorist, convicted: today + 1).flag(on: today) }
    }

    @Test("Art. 5(1): no field takes a text in which an offence could stand")
    func noOffence() throws {
        // A reference is a number; of words with spaces none gets in.
        for text in ["theft of a car", "Diebstahl\n", "§ 242 StGB", "vol à main armée", "A B"] {
            #expect(!DataRecord.isReference(text))
        }
        for text in ["CJN-2027/004711", "12.3_4", "A"] { #expect(DataRecord.isReference(text)) }
        let wire = DataRecord().wire
        guard case .object(var object) = wire else { return }
        for name in ["offence", "conviction", "sentence", "judgment", "remarks"] {
            object[name] = .string("theft")
            #expect(throws: WireError.self) { try DataRecord(reading: .object(object)) }
            object[name] = nil
        }
    }
}
