import Identity
import Testing

@testable import Sandbox

@Suite("Alerts on persons")
struct PersonAlertTests {
    static let alerts = Array(World.population.alerts(on: 0..<6000, permille: 1000, today: World.today))

    @Test("the share asked for, the same persons in every share above")
    func share() {
        let small = (0..<20_000).filter { World.population.hasAlert($0, permille: 20) }
        let large = (0..<20_000).filter { World.population.hasAlert($0, permille: 50) }
        #expect((330...470).contains(small.count))
        #expect(Set(small).isSubset(of: Set(large)))
        #expect((0..<20_000).filter { World.population.hasAlert($0, permille: 0) }.isEmpty)
        #expect(Array(World.population.alerts(on: 0..<20_000, permille: 20, today: World.today)).map(\.personTruth) == small)
    }

    @Test("1861 Article 22 and 1862 Article 22: minimum data are there")
    func minimumData() {
        for alert in Self.alerts {
            #expect(!alert.identities.isEmpty)
            #expect(!alert.identities[0].surnames.isEmpty && alert.identities[0].dateOfBirth != nil)
            #expect(!alert.reason.isEmpty && alert.entered <= World.today)
            if alert.category.isMigration { #expect(alert.decisionReference != nil && alert.legalBasis != nil) }
            if alert.category == .return { #expect(alert.hasEntryBan != nil) }
            #expect(alert.identities.dropFirst().allSatisfy { $0.category == .alias })
            #expect(alert.identities[0].category != .alias)
        }
    }

    @Test("the data say that they are synthetic, wherever a text of the alert is shown")
    func marked() {
        for alert in Self.alerts.prefix(500) {
            #expect(alert.reason.contains("SYNTHETIC"))
            #expect(alert.decisionReference?.contains("SYNTHETIC") ?? true)
        }
    }

    @Test("1862 Article 32: children are sought as children, and only they; nobody is wanted under age")
    func ages() {
        for alert in Self.alerts {
            let age = World.population[alert.personTruth].age(on: World.today)
            switch alert.category {
            case .childAbduction, .childRisk: #expect(age < 18)
            case .arrest, .discreetCheck, .inquiryCheck, .specificCheck, .vulnerableAdult: #expect(age >= 18)
            default: break
            }
        }
    }

    @Test("categories are spread as in the system: return and refusal most, then judicial, checks, missing, arrest")
    func categories() {
        let counts = Dictionary(grouping: Self.alerts, by: \.category).mapValues(\.count)
        #expect(counts.count == PersonAlertCategory.allCases.count)
        let migration = Self.alerts.filter(\.category.isMigration).count
        #expect((55...75).contains(migration * 100 / Self.alerts.count))
        #expect(counts[.arrest, default: 0] > 120 && counts[.arrest, default: 0] < 330)
    }

    @Test("variations are what they say: none, none said; some, something differs from the passport")
    func variations() {
        var varied = 0
        for alert in Self.alerts {
            let passport = World.population[alert.personTruth].identity
            let main = alert.identities[0]
            let isSame =
                main.surnames == passport.surnames && main.givenNames == passport.givenNames
                && main.surnamesAtBirth == passport.surnamesAtBirth && main.dateOfBirth == passport.dateOfBirth
                && main.nationalities == passport.nationalities
            #expect(isSame == alert.variations.isEmpty, "\(alert.personTruth)")
            if !alert.variations.isEmpty { varied += 1 }
        }
        #expect((30...50).contains(varied * 100 / Self.alerts.count))
        #expect(Set(Self.alerts.flatMap(\.variations)).count >= 10)
        #expect(Self.alerts.contains { $0.identities.count > 2 })
        #expect(Self.alerts.contains { $0.nativeNames.map { $0.script != .latin } ?? false })
        #expect(Self.alerts.contains { $0.identities[0].dateOfBirth?.isComplete == false })
    }
}

@Suite("Variations of an identity")
struct VariationTests {
    private func identity() throws -> PersonIdentity {
        PersonIdentity(
            surnames: ["Al-Khatib", "Müller"], givenNames: ["Mohammad", "Youssef"], surnamesAtBirth: ["Haddad"],
            dateOfBirth: PartialDate(year: 1981, month: 4, day: 9), sex: .male, nationalities: [try #require(CountryCode("SYR"))])
    }

    @Test("each kind changes what it names and nothing else", arguments: Variation.allCases.filter { $0 != .assumed }, 0..<20)
    func eachKind(kind: Variation, seed: Int) throws {
        let before = try identity()
        var after = before
        var generator = SeededGenerator(seed: UInt64(seed))
        IdentityVariations.apply(kind, to: &after, &generator)
        let namesSame = before.surnames == after.surnames && before.givenNames == after.givenNames
        let dateSame = before.dateOfBirth == after.dateOfBirth
        switch kind {
        case .dayMonthSwapped:
            #expect(namesSame && after.dateOfBirth == PartialDate(year: 1981, month: 9, day: 4))
        case .dateDigit:
            #expect(namesSame && !dateSame && after.dateOfBirth?.exactDay != nil)
            let (a, b) = (Array(before.dateOfBirth!.description), Array(after.dateOfBirth!.description))
            #expect(zip(a, b).filter { $0 != $1 }.count == 1)
        case .yearOnly: #expect(namesSame && after.dateOfBirth == PartialDate(year: 1981))
        case .otherNationality: #expect(namesSame && dateSame && after.nationalities != before.nationalities)
        case .maidenName: #expect(after.surnames == ["Haddad"] && dateSame)
        case .namesSwapped: #expect(after.surnames == before.givenNames && after.givenNames == before.surnames)
        case .marksLost: #expect(after.surnames == ["Al-Khatib", "Muller"] && dateSame)
        case .partMissing: #expect(after.surnames.count + after.givenNames.count == 3 && dateSame)
        case .respelling, .misreading, .runTogether:
            #expect(!namesSame && dateSame)
            let differing = zip(before.surnames + before.givenNames, after.surnames + after.givenNames).filter { $0 != $1 }
            #expect(differing.count == 1)
        case .typing:
            #expect(dateSame)
            #expect(zip(before.surnames + before.givenNames, after.surnames + after.givenNames).filter { $0 != $1 }.count <= 1)
        case .assumed: break
        }
    }

    @Test("empty and one-letter names are left alone, never emptied", arguments: 0..<200)
    func tinyNames(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        let tiny = PersonIdentity(surnames: ["O"], dateOfBirth: nil, nationalities: [])
        let result = IdentityVariations.vary(tiny, &generator)
        #expect(result.identity.surnames.allSatisfy { !$0.isEmpty })
        _ = IdentityVariations.vary(PersonIdentity(), &generator)
    }
}
