import Access
import Identity
import Interoperability
import Matching
import Registry
import Sandbox

/// Pairs of invented records that detection links yellow, for the desks of a demonstration: one body under two names, two bodies under one
/// name, and one document in two hands, with names, papers, fingers and faces as the registers would hold them.
public struct DeskPairs: Sendable {
    /// What is true of a pair, whatever the records say.
    public enum Truth: Sendable, Hashable { case onePerson, twoPersons }

    public struct Pair: Sendable {
        public var truth: Truth
        /// The earlier record, of another system.
        public var earlier: HeldRecord
        /// The record whose creation starts the detection: an individual file of the EES.
        public var launching: HeldRecord
    }

    public let population: Population
    public let today: Day
    /// Member State whose border guards verify.
    public let state: String

    public init(population: Population, today: Day, state: String) {
        (self.population, self.today, self.state) = (population, today, state)
    }

    /// Of the same world, and met nowhere else in it: persons far beyond those of the population.
    static let firstPerson = 15_000_000

    /// - Parameter skipping: pairs that are another purpose's.
    public func pairs(_ count: Int, skipping: Int = 0) -> [Pair] {
        var found: [Pair] = []
        var index = DeskPairs.firstPerson
        while found.count < count + skipping, index < Population.countMaximum - 1 {
            let person = population.person(index)
            index += 1
            guard person.age(on: today) >= 18, let pair = pair(of: person, number: found.count) else { continue }
            found.append(pair)
        }
        return Array(found.dropFirst(skipping))
    }

    /// Two of three are one person under a second identity; of the others half share a name and a birthday, half a document.
    private func pair(of person: Person, number: Int) -> Pair? {
        let other = person.index + 1_000_000
        var second = person.identity
        var document: TravelDocument? = person.documents.last
        let truth: Truth
        var bodies = (person.index, person.index)
        switch number % 6 {
        case 4:
            truth = .twoPersons
            bodies.1 = other
            document = population.person(other).document
        case 5:
            truth = .twoPersons
            bodies.1 = other
            document = person.document
            second = population.person(other).identity
        default:
            guard let known = population.secondIdentity(of: person, honestPermille: 600, fraudPermille: 400) else { return nil }
            truth = .onePerson
            second = known.identity
            document = known.document
        }
        let systems: [SystemName] = [.VIS, .Eurodac, .VIS, .SIS, .VIS, .Eurodac]
        let system = number % 6 == 5 ? .VIS : systems[number % systems.count]
        var earlier = record(
            system, person.identity, system == .Eurodac ? nil : person.document, bodies.0, number: number * 2,
            days: 40 + number * 3)
        if system == .SIS { earlier.alert = .refusal }
        // Names as their bearer writes them stand beside the Latin ones where they were recorded.
        let native = person.nativeNames
        let original = (native.givenNames + native.surnames).joined(separator: " ")
        if !original.allSatisfy(\.isASCII) { earlier.identity.otherNames.append(original) }
        let launching = record(.EES, second, document, bodies.1, number: number * 2 + 1, days: 0)
        guard isYellow(earlier, launching, truth) else { return nil }
        return Pair(truth: truth, earlier: earlier, launching: launching)
    }

    private func record(
        _ system: SystemName, _ identity: PersonIdentity, _ document: TravelDocument?, _ body: Int, number: Int, days: Int
    ) -> HeldRecord {
        HeldRecord(
            system, id: RecordID(high: 0xDE5C, low: UInt64(number)), samplesID: RecordID(high: 0xDE5D, low: UInt64(number)),
            number: 90_000 + number, state: system == .EES ? state : "DEU", day: today - days, identity: identity,
            document: document, samples: SyntheticSamples(person: body, taking: number % 7))
    }

    /// A pair as `mid.plantKnownPair` takes it: to measure the desk instead of to be verified.
    /// - Parameter created: when both sides are said to have been recorded, the launching one last; like those of links around it.
    public func known(_ pair: Pair, created: (launching: Instant, earlier: Instant)) -> PlantKnownPair.Input {
        func side(_ record: HeldRecord, _ created: Instant) -> PlantKnownPair.Side {
            let projections = record.drafts.map(\.draft.projection)
            var side = PlantKnownPair.Side()
            (side.system, side.owner) = (record.system, record.state)
            side.alert = record.system == .SIS ? .refusal : nil
            side.identities = projections.first?.identities ?? []
            side.documents = projections.first?.documents ?? []
            side.samples = projections.flatMap(\.templates).map(KnownPair.Sample.init)
            side.created = created
            return side
        }
        var input = PlantKnownPair.Input()
        input.truth = pair.truth == .onePerson ? .onePerson : .twoPersons
        (input.launching, input.other) = (side(pair.launching, created.launching), side(pair.earlier, created.earlier))
        return input
    }

    private func isYellow(_ a: HeldRecord, _ b: HeldRecord, _ truth: Truth) -> Bool {
        let (x, y) = (a.recorded, b.recorded)
        let identity: LinkRule.Identity =
            switch IdentityComparison.compare(ComparedIdentity(x.identities), ComparedIdentity(y.identities)).result {
            case .same: .same
            case .similar: .similar
            case .different: .different
            }
        let keys = (Set(x.documents.map(\.key)), Set(y.documents.map(\.key)))
        let document: LinkRule.Document =
            keys.0.isEmpty || keys.1.isEmpty ? .none : keys.0.isDisjoint(with: keys.1) ? .different : .same
        return LinkRule.verdict(
            .init(system: b.system), .init(system: a.system), biometrics: truth == .onePerson ? .same : .different,
            identity: identity, document: document
        ).colour == .yellow
    }
}
