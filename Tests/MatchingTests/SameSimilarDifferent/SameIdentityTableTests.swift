import Identity
import Testing

@testable import Matching

/// The table against the comparison that it stands in for: whoever has the same names and date of birth, and nobody else.
@Suite struct SameIdentityTableTests {
    /// Persons of few names and days, so that they meet in every way there is.
    struct Village {
        var dice: Dice

        init(_ seed: UInt64) { dice = Dice(state: seed) }

        mutating func names(_ most: Int) -> [String] {
            (0..<Int.random(in: 0...most, using: &dice)).map { _ in
                dice.pick(["ALI", "BO", "Bö", " ali", "CY", "DAN  EVE", "Dan Eve", "FAY"])
            }
        }

        mutating func identity() -> PersonIdentity {
            var identity = PersonIdentity(
                category: Bool.random(using: &dice) ? .confirmed : .alias, surnames: names(2), givenNames: names(3),
                surnamesAtBirth: names(1), previousSurnames: names(1), previousGivenNames: names(1),
                otherNames: Int.random(in: 0..<4, using: &dice) == 0 ? names(1) : [], sex: .female)
            switch Int.random(in: 0..<8, using: &dice) {
            case 0: identity.dateOfBirth = nil
            case 1: identity.dateOfBirth = PartialDate("1980")
            default: identity.dateOfBirth = PartialDate("198\(Int.random(in: 0..<3, using: &dice))-01-01")
            }
            return identity
        }

        mutating func person() -> [PersonIdentity] { (0..<dice.pick([1, 1, 1, 2, 3])).map { _ in identity() } }
    }

    @Test("2023/333 Annex I: those with the same names and date of birth are found, and no others, after any changes")
    func sameAsComparison() {
        var met = 0
        for round in 0..<4 {
            var village = Village(UInt64(round))
            var table = SameIdentityTable()
            var held: [UInt32: [PersonIdentity]] = [:]
            for _ in 0..<200 {
                let number = UInt32.random(in: 0..<60, using: &village.dice)
                if Int.random(in: 0..<4, using: &village.dice) == 0 {
                    table.remove(number)
                    held[number] = nil
                } else {
                    let person = village.person()
                    table.insert(number, SameIdentityTable.Keys(person))
                    held[number] = person
                }
            }
            for _ in 0..<25 {
                let asked = village.person()
                let compared = ComparedIdentity(asked)
                let expected = held.filter { _, other in
                    let comparison = IdentityComparison.compare(compared, ComparedIdentity(other))
                    return comparison.names.result == .same && comparison.dateOfBirth.result == .same
                }.keys.sorted()
                let found = table.find(SameIdentityTable.Keys(asked))
                #expect(found == expected)
                #expect(table.find(SameIdentityTable.Keys(asked), limit: 2) == Array(expected.prefix(2)))
                met += expected.count
            }
        }
        #expect(met > 100)
    }

    @Test("who is taken out leaves nothing behind, and room is used again")
    func roomIsUsedAgain() {
        var village = Village(7)
        var table = SameIdentityTable()
        let persons = (0..<500).map { _ in village.person() }
        var bytes = 0
        for round in 0..<5 {
            for (number, person) in persons.enumerated() { table.insert(UInt32(number), SameIdentityTable.Keys(person)) }
            if round == 0 { bytes = table.byteCount }
            #expect(table.byteCount == bytes)
            for number in persons.indices.shuffled(using: &village.dice) { table.remove(UInt32(number)) }
            #expect(persons.allSatisfy { table.find(SameIdentityTable.Keys($0)).isEmpty })
        }
        table.remove(9_999_999)
    }

    @Test("an alert of a hundred aliases is bounded, and is found by each of them")
    func manyAliases() {
        let aliases = (0..<100).map {
            PersonIdentity(
                category: .alias, surnames: ["SUR\($0)"], givenNames: ["GIVEN\($0)"], dateOfBirth: PartialDate("1980-02-\(10 + $0 % 10)"))
        }
        var table = SameIdentityTable()
        let keys = SameIdentityTable.Keys(aliases)
        #expect(keys.hashes.count == SameIdentityTable.Keys.limit)
        table.insert(3, keys)
        for alias in aliases { #expect(table.find(SameIdentityTable.Keys([alias])) == [3]) }
    }

    @Test("a text of ASCII is levelled as any other")
    func plainTexts() {
        var dice = Dice(state: 11)
        for _ in 0..<2000 {
            let length = Int.random(in: 0..<300, using: &dice)
            let text = String(
                decoding: (0..<length).map { _ in
                    Bool.random(using: &dice) ? UInt8.random(in: 0..<128, using: &dice) : UInt8.random(in: 65...90, using: &dice)
                }, as: UTF8.self)
            #expect(ComparedText(text).level == ComparedText.level(text))
        }
    }
}
