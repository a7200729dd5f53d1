import Access
import Identity

/// A person with everything that the six systems would hold on them, under which identity, and who it really is: the label
/// that searching, matching and linking are measured against.
public struct LabelledPerson: Sendable {
    public var traveller: Traveller
    public var visaApplications: [VisaApplication]
    public var authorisations: [AuthorisationApplication]
    public var asylum: AsylumHistory?
    public var convictions: [Conviction]
    public var alert: PersonAlert?
    /// Known under a second identity: by honest error in three persons of a hundred, by fraud in five of a thousand.
    public var second: SecondIdentity?
    /// What is held where.
    public var holdings: [Holding]

    public var person: Person { traveller.person }

    /// That a system holds something on somebody, and who that is.
    public struct Holding: Hashable, Sendable {
        public var system: SystemName
        /// The kind of record in the system's own word.
        public var kind: String
        /// Whose data it is.
        public var state: String
        public var day: Day
        public var identity: PersonIdentity
        public var document: TravelDocument?
        /// `Person.index` of whose name and papers these are; `nil` of an invented identity.
        public var identityTruth: Int?
        /// `Person.index` of whose face and fingers these are; `nil` where there are none.
        public var biometricTruth: Int?
        /// Recorded under the person's second identity.
        public var isSecondIdentity = false
    }
}

/// A population with its labels: as lazy as the population itself, so that a million people take no memory.
public struct LabelledWorld: RandomAccessCollection, Sendable {
    public let population: Population
    public let firstDay: Day
    public let days: Int
    /// Persons of whom there is an alert, in thousandths.
    public let alertPermille: Int

    public init(population: Population, firstDay: Day, days: Int, alertPermille: Int = 8) {
        self.population = population
        self.firstDay = firstDay
        self.days = Swift.max(1, days)
        self.alertPermille = alertPermille
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { population.count }
    public var lastDay: Day { firstDay + (days - 1) }

    public subscript(index: Int) -> LabelledPerson {
        labelled(population.traveller(index, until: lastDay, since: firstDay))
    }

    /// The labels of a traveller already made.
    public func labelled(_ traveller: Traveller) -> LabelledPerson {
        let person = traveller.person
        let alert =
            population.hasAlert(person.index, permille: alertPermille)
            ? population.alert(on: person, today: lastDay) : nil
        var labelled = LabelledPerson(
            traveller: traveller,
            visaApplications: population.groupedVisaApplications(of: traveller, until: lastDay, since: firstDay),
            authorisations: population.authorisationApplications(of: traveller),
            asylum: population.asylumHistory(of: person, from: firstDay, days: days),
            convictions: population.convictions(of: person, from: firstDay, days: days), alert: alert,
            second: population.secondIdentity(of: person), holdings: [])
        labelled.holdings = holdings(of: labelled)
        return labelled
    }

    // MARK: - What is held where

    private func holdings(of labelled: LabelledPerson) -> [LabelledPerson.Holding] {
        let (person, history) = (labelled.person, labelled.traveller.history)
        func holding(
            _ system: SystemName, _ kind: String, _ state: String, _ day: Day, document: TravelDocument?,
            biometrics: Bool,
            identity: PersonIdentity? = nil, truth: Int?? = .none
        ) -> LabelledPerson.Holding {
            LabelledPerson.Holding(
                system: system, kind: kind, state: state, day: day, identity: identity ?? person.identity,
                document: document,
                identityTruth: truth ?? person.index, biometricTruth: biometrics ? person.index : nil)
        }
        var found: [LabelledPerson.Holding] = []
        let first = (history.stays.map(\.entry) + history.refusals.map(\.crossing)).min { $0.instant < $1.instant }
        if let first {
            let place = history.stays.first?.document ?? history.refusals.first?.document ?? 0
            found.append(
                holding(
                    .EES, "individualFile", first.point.state.text, first.day, document: person.documents[place],
                    biometrics: true))
        }
        for application in labelled.visaApplications {
            let old = person.age(on: application.applied) >= 6
            found.append(
                holding(
                    .VIS, "application", application.state.text, application.applied,
                    document: person.documents[application.document],
                    biometrics: old))
        }
        for application in labelled.authorisations {
            found.append(
                holding(
                    .ETIAS, "application", application.state.text, application.applied,
                    document: person.documents[application.document],
                    biometrics: false))
        }
        for taking in labelled.asylum?.takings ?? [] {
            found.append(
                holding(
                    .Eurodac, taking.category.rawValue, taking.state.text, taking.day, document: nil, biometrics: true,
                    identity: taking.alias, truth: taking.alias == nil ? .none : .some(nil)))
        }
        for conviction in labelled.convictions {
            found.append(
                holding(
                    .ecrisTCN, "dataRecord", conviction.state.text, conviction.convicted, document: nil,
                    biometrics: conviction.hasFingerprints))
        }
        if let alert = labelled.alert {
            found.append(
                holding(
                    .SIS, "alert", alert.issuer.text, alert.entered, document: alert.documents.first,
                    biometrics: population.alertHasSamples(alert), identity: alert.identities.first))
        }
        return second(labelled, found)
    }

    /// The second identity stands in one of the systems: honest errors wherever the person is held besides the EES, fraud in
    /// whichever was asked last.
    private func second(_ labelled: LabelledPerson, _ found: [LabelledPerson.Holding]) -> [LabelledPerson.Holding] {
        guard let second = labelled.second, !found.isEmpty else { return found }
        var found = found
        let place =
            second.kind.isFraud
            ? found.indices.max { (found[$0].day, $0) < (found[$1].day, $1) } ?? 0 : found.firstIndex { $0.system != .EES } ?? 0
        found[place].identity = second.identity
        if found[place].document != nil { found[place].document = second.document }
        found[place].identityTruth =
            second.kind.isFraud && second.kind != .alteredData ? second.victimTruth : labelled.person.index
        found[place].isSecondIdentity = true
        return found
    }
}
