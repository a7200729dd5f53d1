import Identity

/// What Eurodac would know of a synthetic person: where they were fingerprinted, by which Member States, and as what.
public struct AsylumHistory: Hashable, Sendable {
    public enum Category: String, CaseIterable, Hashable, Sendable {
        /// Applicant for international protection (2024/1358 Article 15).
        case applicant
        /// Apprehended when crossing an external border irregularly (Article 22).
        case irregularCrossing
        /// Found staying illegally (Article 23).
        case illegalStay
    }
    public struct Taking: Hashable, Sendable {
        public var category: Category
        public var state: CountryCode
        public var day: Day
        /// `nil`: as the person really is called; else what they said.
        public var alias: PersonIdentity?
    }
    /// In order of day; several of more than one Member State are one person's way through the Union.
    public var takings: [Taking]
}

extension Population {
    static let arrivals = ["ITA", "GRC", "ESP", "HRV", "BGR", "MLT", "CYP", "HUN", "POL", "LVA"].compactMap {
        CountryCode($0)
    }
    static let destinations = ["DEU", "FRA", "AUT", "BEL", "NLD", "SWE", "CHE"].compactMap { CountryCode($0) }

    /// Eight in a thousand persons; children from six years on give fingerprints.
    public func asylumHistory(of person: Person, from first: Day, days: Int, permille: Int = 8) -> AsylumHistory? {
        var g = seed.streams(for: "asylum")[person.index]
        guard g.chance(permille: permille), person.visaRequirement == .required, person.age(on: first) >= 6 else {
            return nil
        }
        var day = first + g.below(Swift.max(1, days - 60))
        var takings: [AsylumHistory.Taking] = []
        if g.chance(permille: 600) {
            takings.append(
                .init(
                    category: .irregularCrossing, state: Population.arrivals[g.below(Population.arrivals.count)],
                    day: day))
            day = day + (1 + g.below(30))
        }
        let asked = takings.isEmpty || g.chance(permille: 800)
        if asked {
            let stays = takings.last.map { _ in g.chance(permille: 350) } ?? false
            let state = stays ? takings[0].state : Population.destinations[g.below(Population.destinations.count)]
            takings.append(.init(category: .applicant, state: state, day: day))
            day = day + (5 + g.below(60))
        }
        if g.chance(permille: 300) {
            let category: AsylumHistory.Category = g.chance(permille: 700) ? .applicant : .illegalStay
            let alias = g.chance(permille: 250) ? assumedIdentity(for: person, number: 1, &g) : nil
            takings.append(
                .init(
                    category: category, state: Population.destinations[g.below(Population.destinations.count)],
                    day: day, alias: alias))
        }
        return AsylumHistory(takings: takings)
    }
}
