import Identity
import Testing

@testable import Sandbox

@Suite("Population")
struct PopulationTests {
    let population = World.population

    @Test("the same seed gives the same bytes, another seed other ones")
    func determinism() {
        let again = Population(seed: 20_261_122, count: 100_000, reference: World.today)
        let other = Population(seed: 20_261_123, count: 100_000, reference: World.today)
        var differing = 0
        for index in 0..<2000 {
            let text = canonical(population[index])
            #expect(text == canonical(again[index]))
            if text != canonical(other[index]) { differing += 1 }
        }
        #expect(differing == 2000)
    }

    @Test("person k made alone equals person k in sequence, backwards, in parallel and from a larger population")
    func alone() async {
        let sequence = population.prefix(600).map { canonical($0) }
        for index in stride(from: 599, through: 0, by: -7) {
            #expect(canonical(population.person(index)) == sequence[index])
            #expect(canonical(Population(seed: 20_261_122, count: 1, reference: World.today).person(index)) == sequence[index])
        }
        let parallel = await withTaskGroup(of: (Int, String).self) { group in
            for index in 0..<600 { group.addTask { (index, canonical(World.population[index])) } }
            return await group.reduce(into: [Int: String]()) { $0[$1.0] = $1.1 }
        }
        #expect((0..<600).allSatisfy { parallel[$0] == sequence[$0] })
    }

    @Test("the sandbox of this version is the one of the last: change these numbers only when names or rules are meant to change")
    func sameInEveryVersion() {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in 0..<500 {
            let traveller = population.traveller(index, until: World.today)
            fingerprint(canonical(traveller.person), into: &hash)
            fingerprint(canonical(traveller.history), into: &hash)
        }
        #expect(hash == 14_529_881_242_063_125_068)
    }

    @Test("indices outside the largest population wrap around instead of trapping")
    func outside() {
        #expect(population.person(-1).index == Population.countMaximum - 1)
        #expect(population.person(Population.countMaximum).index == 0)
        #expect(Population(seed: 1, count: -5, reference: World.today).count == 0)
        #expect(Population(seed: 1, count: .max, reference: World.today).count == Population.countMaximum)
    }

    @Test("a reference day at the edge of the calendar makes people too", arguments: ["1970-01-01", "2000-02-29", "2099-12-31"])
    func referenceDays(text: String) throws {
        let day = try #require(Day(text))
        let people = Population(seed: 4, count: 300, reference: day)
        for person in people {
            #expect(person.born < day)
            #expect(person.documents.allSatisfy { ($0.issued ?? day) <= day + 2 })
        }
    }
}

@Suite("People of a population")
struct PersonTests {
    static let people = Array(World.population.prefix(6000))

    @Test("every name is written in the script that it claims, and its Latin form in Latin letters, value for value")
    func names() {
        var wrong: [String] = []
        for person in Self.people {
            let (latin, native) = (person.identity, person.nativeNames)
            #expect(!latin.surnames.isEmpty)
            #expect(latin.surnames.count == native.surnames.count)
            for name in native.surnames + native.givenNames {
                if name.isEmpty || !name.unicodeScalars.allSatisfy({ native.script.contains($0) }) { wrong.append("\(person.index) \(name)") }
                if name != name.split(separator: " ").joined(separator: " ") { wrong.append("\(person.index) \(name)") }
            }
            for name in latin.surnames + latin.givenNames + latin.surnamesAtBirth {
                if name.isEmpty || !name.unicodeScalars.allSatisfy({ Script.latin.contains($0) }) { wrong.append("\(person.index) \(name)") }
                if name != name.split(separator: " ").joined(separator: " ") { wrong.append("\(person.index) \(name)") }
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(9))")
    }

    @Test("a patronymic stands in Cyrillic and never in Latin")
    func patronymics() {
        let russians = Self.people.filter { $0.nativeNames.script == .cyrillic && $0.document.issuer.text == "RUS" }
        #expect(russians.count > 60)
        for person in russians {
            #expect(person.nativeNames.givenNames.count == 2)
            #expect(person.identity.givenNames.count == 1)
        }
    }

    @Test("single names are surnames, and occur where they do in life")
    func singleNames() {
        let single = Self.people.filter { $0.identity.givenNames.isEmpty }
        let countries = Set(single.compactMap { $0.identity.nationalities.first?.text })
        #expect(countries.isSuperset(of: ["IDN", "AFG"]))
        #expect(
            countries.isDisjoint(
                with: ["USA", "GBR", "JPN", "RUS", "BRA"].filter { code in
                    !single.contains { $0.identity.nationalities.count > 1 && $0.identity.nationalities[0].text == code }
                }))
    }

    @Test("customs: two surnames in Mexico, women's forms in Russia, fathers' names in Ethiopia, hyphens and apostrophes somewhere")
    func customs() {
        let all = Self.people
        func of(_ code: String) -> [Person] {
            all.filter { $0.identity.countryOfBirth?.text == code && $0.identity.nationalities.map(\.text) == [code] }
        }
        #expect(of("MEX").allSatisfy { $0.identity.surnames.count == 2 })
        let russianWomen = of("RUS").filter { $0.identity.sex == .female }
        #expect(russianWomen.filter { $0.identity.surnames[0].hasSuffix("a") }.count * 2 > russianWomen.count)
        let men = Set(NameTable.ethiopia.male.names.map(\.latin))
        #expect(of("ETH").allSatisfy { $0.identity.surnames.allSatisfy(men.contains) })
        let names = all.flatMap { $0.identity.surnames + $0.identity.givenNames }
        #expect(names.contains { $0.contains("-") })
        #expect(names.contains { $0.contains("'") })
        #expect(names.contains { $0.hasPrefix("Al-") || $0.hasPrefix("El ") })
        #expect(names.contains { $0.contains("ş") || $0.contains("ğ") })
        #expect(all.contains { !$0.identity.surnamesAtBirth.isEmpty && $0.identity.surnamesAtBirth != $0.identity.surnames })
    }

    @Test("names are many: few share both names with another of the same country")
    func variety() {
        var seen: [String: Int] = [:]
        for person in Self.people {
            let key = person.identity.nationalities[0].text + person.identity.surnames.joined() + "|" + person.identity.givenNames.joined()
            seen[key, default: 0] += 1
        }
        let sharing = seen.values.filter { $0 > 1 }.reduce(0, +)
        #expect(sharing * 100 < 12 * Self.people.count, "\(sharing)")
    }

    @Test("ages, sexes and nationalities are spread as among travellers")
    func distribution() {
        let people = Self.people
        let count = Double(people.count)
        func share(_ test: (Person) -> Bool) -> Double { Double(people.filter(test).count) / count }
        #expect((0.10...0.30).contains(share { $0.age(on: World.today) < 18 }))
        #expect((0.05...0.22).contains(share { $0.age(on: World.today) >= 65 }))
        #expect((0.45...0.55).contains(share { $0.identity.sex == .female }))
        let x = share { $0.identity.sex == .unspecified }
        #expect(x > 0 && x < 0.005)
        #expect((0.005...0.06).contains(share { $0.identity.nationalities.count > 1 }))
        #expect(Set(people.map { $0.identity.nationalities[0] }).count == 41)
        #expect((0.10...0.16).contains(share { $0.identity.nationalities[0].text == "GBR" }))
        #expect((0.25...0.50).contains(share { $0.visaRequirement == .required }))
        let twins = share { $0.twin != nil }
        #expect(twins > 0.005 && twins < 0.05, "\(twins)")
        #expect(people.allSatisfy { (0...95).contains($0.age(on: World.today)) })
    }

    @Test("birth dates: exact in most countries, on 1 January or by year alone where registers are young")
    func birthDates() {
        func january(_ codes: Set<String>) -> Double {
            let of = Self.people.filter { codes.contains($0.document.issuer.text) }
            return Double(of.filter { ($0.identity.dateOfBirth?.month, $0.identity.dateOfBirth?.day) == (1, 1) }.count) / Double(of.count)
        }
        #expect(january(["USA", "GBR", "JPN", "UKR"]) < 0.01)
        #expect(january(["AFG", "SOM"]) > 0.15)
        let partial = Self.people.filter { $0.identity.dateOfBirth?.isComplete == false }
        #expect(!partial.isEmpty && partial.count < Self.people.count / 50)
        for person in Self.people {
            let date = person.identity.dateOfBirth
            #expect(date != nil && (date?.range) != nil)
            #expect(date.map { Int($0.year) } == person.born.components.year)
        }
    }

    @Test("documents are issued before they expire, in their holder's life, on a working day, in the shape of their country")
    func documents() throws {
        let shapes = Dictionary(uniqueKeysWithValues: CountryProfile.all.map { ($0.code, $0.passportShape) })
        for person in Self.people {
            #expect(!person.documents.isEmpty && person.documents.count <= 3)
            for document in person.documents {
                let issued = try #require(document.issued)
                let expiry = try #require(document.expiry)
                #expect(person.born < issued && issued < expiry && issued <= World.today + 2)
                #expect(!issued.isWeekend)
                #expect((2...10).contains((expiry - issued + 10) / 365))
                let shape = try #require(shapes[document.issuer])
                #expect(fits(document.number, shape), "\(document.key) \(shape)")
                #expect(document.number.utf8.count <= 9)
            }
            for (newer, older) in zip(person.documents, person.documents.dropFirst()) where newer.issuer == older.issuer {
                let (a, b) = (try #require(newer.issued), try #require(older.issued))
                #expect(a > b)
            }
        }
        let expired = Self.people.filter { ($0.document.expiry ?? World.today) < World.today }.count
        #expect(expired > 0 && expired * 100 < 8 * Self.people.count, "\(expired)")
        let two = Self.people.filter { $0.documents.count > 1 }.count
        #expect(two * 5 > Self.people.count && two * 2 < Self.people.count, "\(two)")
    }

    private func fits(_ number: String, _ shape: String) -> Bool {
        var places: [Set<Character>] = []
        var choice: Set<Character>?
        for character in shape {
            switch character {
            case "#": places.append(Set("0123456789"))
            case "@": places.append(Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            case "[": choice = []
            case "]":
                places.append(choice ?? [])
                choice = nil
            default: if choice != nil { choice?.insert(character) } else { places.append([character]) }
            }
        }
        return places.count == number.count && zip(number, places).allSatisfy { $1.contains($0) }
    }

    @Test("no two persons share a document, and every number format outlasts the largest population")
    func uniqueDocuments() {
        var keys: Set<String> = []
        var made = 0
        for index in 0..<30_000 {
            for document in World.population[index].documents {
                keys.insert(document.key)
                made += 1
            }
        }
        #expect(keys.count == made)
        for numbers in World.population.numbers { #expect(numbers.capacity >= UInt64(Population.countMaximum) * 5) }
        #expect(World.population.stickers.capacity >= UInt64(Population.countMaximum) * 16)
    }

    @Test("Regulation (EU) 2018/1806: who is exempt travels on a document of an exempt state")
    func visaRequirement() {
        for code in ["GBR", "USA", "UKR", "ALB", "SRB", "GEO", "BRA", "KOR", "RKS", "TWN"] {
            #expect(CountryCode(code).map { VisaRequirement(nationality: $0) } == .exempt)
        }
        for code in ["TUR", "RUS", "CHN", "IND", "MAR", "ARM", "ZAF", "VUT", "ECU"] {
            #expect(CountryCode(code).map { VisaRequirement(nationality: $0) } == .required)
        }
        #expect(VisaRequirement.exemptNationalities.count == 69)
        for person in Self.people {
            #expect(person.visaRequirement == VisaRequirement(nationality: person.document.issuer))
            // Who has two passports shows the one that needs no visa.
            if person.visaRequirement == .required {
                #expect(
                    !person.documents.contains {
                        VisaRequirement(nationality: $0.issuer) == .exempt && $0.kind == .passport && $0.issuer != person.document.issuer
                    })
            }
        }
    }
}
