import Identity

/// What an alert on a person in the Schengen Information System is entered for. The raw values are those of the `alert`
/// conformance vectors.
public enum PersonAlertCategory: String, CaseIterable, Hashable, Sendable {
    /// Return decision (Regulation (EU) 2018/1860, Article 3).
    case `return`
    /// Refusal of entry for a threat (2018/1861, Article 24(1)(a)).
    case refusal
    /// Entry ban (24(1)(b)).
    case entryBan
    /// Restrictive measure of the Council (25).
    case restrictiveMeasure
    /// Surrender or extradition (2018/1862, Article 26).
    case arrest
    /// Missing: to be placed under protection, or not (32(1)(a), (b)).
    case missingProtect, missing
    /// To be prevented from travelling (32(1)(c), (d), (e)).
    case childAbduction, childRisk, vulnerableAdult
    /// Sought to assist with a judicial procedure (34).
    case judicial
    /// Checks (36).
    case discreetCheck, inquiryCheck, specificCheck

    /// Entered under Regulation (EU) 2018/1860 or 2018/1861, on third-country nationals alone.
    public var isMigration: Bool {
        switch self {
        case .return, .refusal, .entryBan, .restrictiveMeasure: true
        default: false
        }
    }
}

public enum AlertWarning: String, CaseIterable, Hashable, Sendable {
    case armed, violent, escaped, suicideRisk, healthThreat, terrorism
}

/// A synthetic alert on a person, ready to be entered, with the truth about whom it means.
public struct PersonAlert: Hashable, Sendable {
    /// Unique in the population.
    public var id: Int
    /// `Person.index` of the person meant.
    public var personTruth: Int
    public var category: PersonAlertCategory
    public var issuer: CountryCode
    public var entered: Day
    /// The main identity first; then aliases. Names are Latin.
    public var identities: [PersonIdentity]
    /// The names in the original script, where the issuer knew them.
    public var nativeNames: NativeNames?
    /// How the main identity differs from the passport's; empty: it does not.
    public var variations: [Variation]
    public var documents: [TravelDocument]
    public var reason: String
    public var decisionReference: String?
    public var legalBasis: String?
    public var offence: String?
    public var warnings: [AlertWarning]
    /// Return decisions: the last day of the period for leaving by oneself, and whether an entry ban goes with it.
    public var voluntaryDepartureDate: Day?
    public var hasEntryBan: Bool?
}

extension Population {
    /// The states that enter alerts.
    static let alertIssuers = [
        "FRA", "DEU", "ITA", "ESP", "POL", "NLD", "BEL", "AUT", "SWE", "CHE", "GRC", "HUN", "CZE", "PRT", "ROU", "BGR", "NOR", "DNK",
        "FIN", "HRV", "SVN", "SVK", "LTU", "LVA", "EST", "LUX", "MLT", "ISL", "CYP", "IRL",
    ].compactMap { CountryCode($0) }

    private static let categories: [(PersonAlertCategory, weight: Int)] = [
        (.return, 330), (.entryBan, 300), (.refusal, 60), (.restrictiveMeasure, 4), (.arrest, 42), (.missingProtect, 35), (.missing, 45),
        (.childAbduction, 3), (.childRisk, 3), (.vulnerableAdult, 3), (.judicial, 90), (.discreetCheck, 65), (.inquiryCheck, 6), (.specificCheck, 14),
    ]

    /// Whether there is an alert on person `index`, where one in a thousand × `permille` has one. The same persons have
    /// one whatever else is asked; a greater share adds to those of a smaller one.
    public func hasAlert(_ index: Int, permille: Int) -> Bool {
        var g = streams.alerts[index]
        return g.below(1000) < permille
    }

    /// Whether the issuing State had fingerprints and a facial image of the person to enter (2018/1860 Article 4(1), 2018/1861 Article
    /// 20(2), 2018/1862 Article 20(3): where they are available). Shares are invented: whoever was returned or arrested was fingerprinted
    /// more often than who is missing.
    func alertHasSamples(_ alert: PersonAlert) -> Bool {
        var g = seed.streams(for: "alert samples")[alert.personTruth]
        let permille =
            switch alert.category {
            case .return, .entryBan: 600
            case .arrest: 500
            case .refusal, .discreetCheck, .inquiryCheck, .specificCheck: 350
            case .restrictiveMeasure, .missingProtect, .missing, .childAbduction, .childRisk, .vulnerableAdult, .judicial: 150
            }
        return g.chance(permille: permille)
    }

    /// The alert on person `index`, whoever has one or not by `hasAlert`; entered within two years before `today`.
    public func alert(on index: Int, today: Day) -> PersonAlert {
        alert(on: person(index), today: today)
    }

    /// As `alert(on:today:)`, for a person already made.
    public func alert(on person: Person, today: Day) -> PersonAlert {
        var g = streams.alerts[person.index]
        _ = g.below(1000)
        let age = person.age(on: today)
        var category = Population.categories[g.weighted(Population.categories.map(\.weight))].0
        // Children are sought for their own sake, and only they are.
        if age < 18 {
            switch category {
            case .arrest, .discreetCheck, .inquiryCheck, .specificCheck, .restrictiveMeasure, .refusal: category = .missingProtect
            case .judicial, .entryBan: category = g.chance(permille: 500) ? .childRisk : .childAbduction
            case .vulnerableAdult: category = .childRisk
            default: break
            }
        } else if category == .childAbduction || category == .childRisk {
            category = .vulnerableAdult
        }
        let entered = today - (2 + g.below(700))
        let issuer = Population.alertIssuers[Swift.min(g.below(Population.alertIssuers.count), g.below(Population.alertIssuers.count))]

        var main = person.identity
        main.placeOfBirth = g.chance(permille: 600) ? main.placeOfBirth : nil
        var variations: [Variation] = []
        if g.chance(permille: 420) { (main, variations) = IdentityVariations.vary(main, &g) }
        main.category = g.chance(permille: 650) ? .confirmed : .notConfirmed
        var identities = [main]
        var aliases = streams.aliases[person.index]
        let aliasCount = [0, 0, 0, 0, 0, 1, 1, 1, 2, 3][aliases.below(10)]
        for number in 0..<aliasCount {
            var alias =
                aliases.chance(permille: 160)
                ? assumedIdentity(for: person, number: number, &aliases) : IdentityVariations.vary(person.identity, &aliases).identity
            alias.category = .alias
            if !identities.contains(where: {
                $0.surnames == alias.surnames && $0.givenNames == alias.givenNames && $0.dateOfBirth == alias.dateOfBirth
            }) {
                identities.append(alias)
            }
        }
        let number = entered.components.year * 1_000_000 + g.below(1_000_000)
        let offences = [
            "theft by housebreaking", "fraud", "trafficking in drugs", "grievous bodily injury", "trafficking in human beings", "robbery", "murder",
            "participation in a criminal organisation",
        ]
        var alert = PersonAlert(
            id: person.index, personTruth: person.index, category: category, issuer: issuer, entered: entered, identities: identities,
            nativeNames: g.chance(permille: 350) ? person.nativeNames : nil, variations: variations,
            documents: g.chance(permille: 450) ? [person.document] : [], reason: Population.reason(category) + " (\(PersonAlert.mark))",
            decisionReference: category.isMigration ? "\(PersonAlert.mark) \(issuer.text)/\(number)" : nil,
            legalBasis: category.isMigration ? Population.legalBasis(category) : nil,
            offence: category == .arrest ? offences[g.below(offences.count)] : nil, warnings: [],
            voluntaryDepartureDate: nil, hasEntryBan: nil)
        if category == .return {
            if g.chance(permille: 600) { alert.voluntaryDepartureDate = entered + g.within(7...30) }
            alert.hasEntryBan = g.chance(permille: 350)
        }
        if [.arrest, .discreetCheck, .specificCheck, .inquiryCheck].contains(category), g.chance(permille: 220) {
            alert.warnings = [[.armed], [.violent], [.escaped], [.armed, .violent], [.terrorism]][g.below(5)]
        } else if [.missing, .missingProtect, .vulnerableAdult].contains(category), g.chance(permille: 120) {
            alert.warnings = [.suicideRisk]
        }
        return alert
    }

    /// All alerts on persons of a range of indices, one after the other; nothing is kept.
    public func alerts(on indices: Range<Int>, permille: Int, today: Day) -> some Sequence<PersonAlert> {
        indices.lazy.filter { hasAlert($0, permille: permille) }.map { alert(on: $0, today: today) }
    }

    /// An identity out of thin air, of the same sex and about the same age.
    func assumedIdentity(for person: Person, number: Int, _ g: inout SeededGenerator) -> PersonIdentity {
        let profile = CountryProfile.all[g.below(CountryProfile.all.count)]
        let table = profile.names[g.below(profile.names.count)]
        let sex = person.identity.sex ?? .male
        let roots = Roots(
            surname: table.surname(&g), mothersSurname: table.surname(&g), fathersGiven: table.male.pick(&g), grandfathersGiven: table.male.pick(&g))
        let name = profile.custom.compose(
            given: table.given(sex).pick(&g), second: table.given(sex).pick(&g), roots: roots, husbandsSurname: nil, sex: sex, table: table, &g)
        let born = person.born + g.within(-1500...1500)
        return PersonIdentity(
            category: .alias, surnames: name.surnames, givenNames: name.givenNames, dateOfBirth: PartialDate(born), sex: person.identity.sex,
            nationalities: [profile.code], placeOfBirth: profile.places[g.below(profile.places.count)], countryOfBirth: profile.code)
    }

    private static func reason(_ category: PersonAlertCategory) -> String {
        switch category {
        case .return: "Return decision"
        case .refusal: "Threat to public policy or public security"
        case .entryBan: "Entry ban under national law implementing Directive 2008/115/EC"
        case .restrictiveMeasure: "Restrictive measure adopted by the Council"
        case .arrest: "European Arrest Warrant"
        case .missingProtect: "Missing person to be placed under protection"
        case .missing: "Missing person"
        case .childAbduction: "Child at risk of abduction by a parent"
        case .childRisk: "Child at risk of being taken abroad"
        case .vulnerableAdult: "Vulnerable person to be prevented from travelling"
        case .judicial: "Witness summoned in criminal proceedings"
        case .discreetCheck: "Prevention of a serious criminal offence"
        case .inquiryCheck: "Questions on a serious criminal offence"
        case .specificCheck: "Search for the prevention of a serious criminal offence"
        }
    }

    private static func legalBasis(_ category: PersonAlertCategory) -> String {
        switch category {
        case .return: "Regulation (EU) 2018/1860, Article 3"
        case .refusal: "Regulation (EU) 2018/1861, Article 24(1)(a)"
        case .entryBan: "Regulation (EU) 2018/1861, Article 24(1)(b)"
        default: "Regulation (EU) 2018/1861, Article 25"
        }
    }
}
