import Identity
import Testing

@testable import Sandbox

@Suite("Name tables")
struct NameTableTests {
    static let countries = CountryProfile.all

    @Test("every row of the country table is read, and there are at least 25 countries and 12 scripts")
    func breadth() {
        #expect(Self.countries.count == 41)
        #expect(Set(Self.countries.map(\.code)).count == Self.countries.count)
        #expect(Set(Self.countries.flatMap { $0.names.map(\.script) }).count == Script.allCases.count)
        #expect(Self.countries.reduce(0) { $0 + $1.weight } > 900)
    }

    @Test("each country has 60 surnames and 40 given names of each sex", arguments: 0..<41)
    func size(place: Int) {
        let country = Self.countries[place]
        func distinct(_ lists: [NameList]) -> Int { Set(lists.flatMap { $0.names.map(\.native) }).count }
        #expect(distinct(country.names.map(\.surnames)) >= 60, "\(country.code)")
        #expect(distinct(country.names.map(\.male)) >= 40, "\(country.code)")
        #expect(distinct(country.names.map(\.female)) >= 40, "\(country.code)")
        #expect(country.places.count >= 7)
    }

    @Test("native forms are written in the script that they claim, Latin ones in Latin", arguments: 0..<41)
    func wellFormed(place: Int) {
        let country = Self.countries[place]
        for table in country.names {
            let all = table.surnames.names + table.male.names + table.female.names + table.stems + table.endings
            for name in all {
                for native in [name.native, name.nativeOfWomen] {
                    #expect(native.unicodeScalars.allSatisfy { table.script.contains($0) }, "\(country.code) \(native)")
                    #expect(native.contains { $0.isLetter }, "\(country.code) \(native)")
                }
                for latin in [name.latin, name.latinOfWomen] {
                    #expect(latin.unicodeScalars.allSatisfy { Script.latin.contains($0) }, "\(country.code) \(latin)")
                    #expect(latin.contains { $0.isLetter }, "\(country.code) \(name.native) \(latin)")
                    #expect(!latin.contains("=") && !latin.contains("/") && !latin.contains("_"))
                }
            }
            for name in table.surnames.names + table.male.names + table.female.names {
                // Particles (da Silva) are written small.
                #expect(name.latin.split(separator: " ").last?.first?.isUppercase == true, "\(country.code) \(name.latin)")
                if table.script != .latin { #expect(name.latin != name.native) }
            }
        }
    }

    @Test("frequent names come first: the draw falls on rank 1 about ten times as often as on rank 60")
    func skew() {
        let list = NameTable.china.surnames
        var generator = SeededGenerator(seed: 11)
        var counts = [Int](repeating: 0, count: list.names.count)
        for _ in 0..<200_000 { counts[list.draw(&generator)] += 1 }
        let expected = (66.0 - 1) / 6
        let ratio = Double(counts[0]) / Double(counts[59])
        #expect(ratio > expected * 0.8 && ratio < expected * 1.25)
        #expect(counts.allSatisfy { $0 > 0 })
    }

    @Test("an empty list draws its first place and no name is made of nothing")
    func emptyList() {
        var generator = SeededGenerator(seed: 1)
        #expect(NameList([]).draw(&generator) == 0)
    }
}
