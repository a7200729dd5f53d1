import Identity
import Testing

@testable import Sandbox

@Suite("Labelled pairs")
struct LabelledPairTests {
    static let pairs = (0..<360).compactMap { World.population.labelledPair($0) }

    @Test("every kind comes in turn, and the same pair again")
    func kinds() {
        #expect(Self.pairs.count > 350)
        #expect(Set(Self.pairs.map(\.kind)) == Set(LabelledPair.Kind.allCases))
        for index in [0, 17, 100] { #expect(World.population.labelledPair(index) == World.population.labelledPair(index)) }
        #expect(World.population.labelledPair(-1) == nil)
        #expect(Population(seed: 1, count: 0, reference: World.today).labelledPair(0) == nil)
    }

    @Test("are what their kind says")
    func truth() {
        for pair in Self.pairs {
            let (a, b) = (pair.a, pair.b)
            switch pair.kind {
            case .variantSpelling, .marriage:
                #expect(pair.isSamePerson && a.identity.surnames + a.identity.givenNames != b.identity.surnames + b.identity.givenNames)
            case .swappedDayMonth, .partialBirthDate: #expect(pair.isSamePerson && a.identity.dateOfBirth != b.identity.dateOfBirth)
            case .renewedDocument: #expect(pair.isSamePerson && a.identity == b.identity && a.document.key != b.document.key)
            case .assumedIdentity: #expect(pair.isSamePerson && a.document.key != b.document.key && a.identity != b.identity)
            case .alteredData: #expect(pair.isSamePerson && a.document == b.document && a.identity != b.identity)
            case .twins: #expect(!pair.isSamePerson && World.population[a.personTruth].born == World.population[b.personTruth].born)
            case .siblings: #expect(!pair.isSamePerson && World.population[a.personTruth].household == World.population[b.personTruth].household)
            case .namesakes:
                #expect(
                    !pair.isSamePerson && a.identity.surnames[0] == b.identity.surnames[0] && a.identity.givenNames[0] == b.identity.givenNames[0])
            case .sharedDocument: #expect(!pair.isSamePerson && a.document == b.document)
            case .strangers: #expect(!pair.isSamePerson && a.document != b.document)
            }
        }
    }
}
