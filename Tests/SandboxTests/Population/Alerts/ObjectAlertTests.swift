import Identity
import Testing

@testable import Sandbox

@Suite("1862 Article 38: alerts on objects")
struct ObjectAlertTests {
    static let alerts = Array(World.population.objectAlerts(0..<6000, today: World.today))

    @Test("one in three is a vehicle with a number of its own and a right check digit")
    func vehicles() {
        var numbers: Set<String> = []
        for alert in Self.alerts {
            guard case .vehicle(let vehicle) = alert.object else { continue }
            numbers.insert(vehicle.identificationNumber)
            let places = Array(vehicle.identificationNumber)
            #expect(places.count == 17 && !places.contains { "IOQ".contains($0) })
            #expect(places[8] == Population.checkDigit(places))
            #expect(!vehicle.make.isEmpty && !vehicle.model.isEmpty)
        }
        #expect(numbers.count == 2000)
    }

    @Test("the check digit of a known number")
    func knownNumber() {
        #expect(Population.checkDigit(Array("1M8GDM9AXKP042788")) == "X")
        #expect(Population.checkDigit(Array("11111111111111111")) == "1")
    }

    @Test("reported documents belong to their holder or to nobody, and no two reports name one that is nobody's")
    func documents() {
        var nobodys: [String] = []
        var held = 0
        for alert in Self.alerts {
            guard case .issuedDocument(let document, _) = alert.object else { continue }
            if let holder = alert.holderTruth {
                held += 1
                #expect(World.population[holder].documents.contains(document))
            } else {
                nobodys.append(document.key)
            }
        }
        #expect(Set(nobodys).count == nobodys.count)
        #expect(held > 100)
        let owned = Set((0..<6000).flatMap { World.population[$0].documents.map(\.key) })
        #expect(owned.isDisjoint(with: nobodys))
    }
}

@Suite("Second identities")
struct SecondIdentityTests {
    static let all = (0..<20_000).compactMap { World.population.secondIdentity(of: World.population[$0]) }

    @Test("three in a hundred by honest error, five in a thousand by fraud; each says whose it is")
    func shares() {
        let (fraud, honest) = (Self.all.filter(\.kind.isFraud), Self.all.filter { !$0.kind.isFraud })
        #expect((500...700).contains(honest.count))
        #expect((60...145).contains(fraud.count))
        #expect(Set(Self.all.map(\.kind)) == Set(SecondIdentity.Kind.allCases))
        for second in Self.all {
            let person = World.population[second.personTruth]
            switch second.kind {
            case .impostor:
                #expect(second.victimTruth != nil && second.victimTruth != second.personTruth && second.sharesDocument)
                #expect(second.victimTruth.map { World.population[$0].document } == second.document)
            case .forgedDocument: #expect(!second.sharesDocument && !person.documents.contains(second.document))
            case .alteredData: #expect(second.document == person.document && second.identity != person.identity)
            default: #expect(person.documents.contains(second.document))
            }
        }
    }

    @Test("no two persons share a document unless the label says so")
    func sharing() {
        let owned = Dictionary(
            (0..<20_000).flatMap { index in World.population[index].documents.map { ($0.key, index) } }, uniquingKeysWith: { a, _ in a })
        for second in Self.all where !second.sharesDocument {
            #expect(owned[second.document.key].map { $0 == second.personTruth } ?? true)
        }
    }
}
