import Identity

/// A synthetic application for a short-stay visa, consistent with the visas on which the person then travels.
public struct VisaApplication: Hashable, Sendable {
    public enum Outcome: Hashable, Sendable {
        /// Index into the history's visas.
        case issued(visa: Int)
        /// Grounds of 767/2008 Article 12(2), by their letters.
        case refused(grounds: [String])
        case withdrawn
    }

    /// Unique in the population.
    public var number: String
    public var applicant: Int
    /// The Member State that examines it.
    public var state: CountryCode
    public var applied: Day
    public var decided: Day
    public var outcome: Outcome
    /// Index into the person's documents.
    public var document: Int
    /// Members of the household who applied for the same journey, the applicant included (Article 8(4)).
    public var group: [Int]
    /// Number of the application before (Article 8(3)).
    public var previous: String?
    /// Days of the intended stay.
    public var intended: ClosedRange<Day>
}

extension Population {
    /// The applications of a person subject to a visa requirement, oldest first; none of others.
    public func visaApplications(of traveller: Traveller) -> [VisaApplication] {
        guard traveller.person.visaRequirement == .required else { return [] }
        let family = seed.streams(for: "visa applications of a household")
        let own = seed.streams(for: "visa applications")
        var g = own[traveller.person.index]
        var applications: [VisaApplication] = []
        for (place, visa) in traveller.history.visas.enumerated() {
            guard let use = traveller.history.stays.first(where: { $0.visa == place }) else { continue }
            // Those who travel together apply together, whoever of them is asked.
            var shared = family[traveller.person.household.id &* 100_003 &+ Int(use.entry.day.number)]
            let applied = Swift.min(visa.validFrom, use.entry.day) - (16 + shared.below(60))
            let decided = applied + (5 + shared.below(11))
            if g.chance(permille: 140) {
                applications.append(
                    failed(traveller, before: applied, number: applications.count, document: use.document, &g))
            }
            applications.append(
                VisaApplication(
                    number: applicationNumber(visa.issuer, traveller.person.index, applications.count),
                    applicant: traveller.person.index,
                    state: visa.issuer, applied: applied, decided: decided, outcome: .issued(visa: place),
                    document: use.document,
                    group: [], previous: nil,
                    intended: use.entry.day...Swift.max(use.entry.day, use.exit?.day ?? use.entry.day + (visa.days - 1))
                ))
        }
        // Some never got any.
        if applications.isEmpty, g.chance(permille: 60), let day = traveller.history.refusals.first?.crossing.day {
            applications.append(failed(traveller, before: day, number: 0, document: 0, &g))
        }
        applications.sort { ($0.applied, $0.number) < ($1.applied, $1.number) }
        for place in applications.indices.dropFirst() { applications[place].previous = applications[place - 1].number }
        return applications
    }

    /// As `visaApplications(of:)`, with the groups of those who applied together; makes the whole household.
    public func groupedVisaApplications(of traveller: Traveller, until: Day, since: Day) -> [VisaApplication] {
        var applications = visaApplications(of: traveller)
        guard traveller.person.household.members.count > 1, !applications.isEmpty else { return applications }
        let others = traveller.person.household.members.filter { $0 != traveller.person.index }
            .map { visaApplications(of: self.traveller($0, until: until, since: since)) }
        for place in applications.indices {
            let together = others.flatMap { $0 }.filter {
                $0.applied == applications[place].applied
                    && $0.intended.lowerBound == applications[place].intended.lowerBound
            }
            if !together.isEmpty {
                applications[place].group = (together.map(\.applicant) + [traveller.person.index]).sorted()
            }
        }
        return applications
    }

    private func failed(
        _ traveller: Traveller, before day: Day, number: Int, document: Int, _ g: inout SeededGenerator
    ) -> VisaApplication {
        let applied = day - (30 + g.below(300))
        let grounds = ["ai", "aii", "aiii", "aiii", "avi", "b", "b", "b"]
        let state = Population.consulates[g.below(Population.consulates.count)]
        let withdrawn = g.chance(permille: 150)
        return VisaApplication(
            number: applicationNumber(state, traveller.person.index, number), applicant: traveller.person.index,
            state: state,
            applied: applied, decided: applied + (5 + g.below(11)),
            outcome: withdrawn ? .withdrawn : .refused(grounds: [grounds[g.below(grounds.count)]]), document: document,
            group: [],
            previous: nil, intended: (applied + 30)...(applied + 40))
    }

    private func applicationNumber(_ state: CountryCode, _ person: Int, _ number: Int) -> String {
        let digits = String(person * 32 + number)
        return state.text + String(repeating: "0", count: Swift.max(0, 12 - digits.count)) + digits
    }
}
