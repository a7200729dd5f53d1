import Access
import EES
import Foundation
import Identity
import Interoperability
import Matching
import Operations
import Registry
import SIS
import Testing
import Wire

@testable import Installation

/// The indexes follow every commit, and are what a rebuild would make of the store.
@Suite struct IndexTests {
    static let surnames = ["Novák", "García López", "Müller", "Öztürk", "Иванов", "Nguyen", "O'Brien", "Al-Sayed", "Kovács", "Ó Súilleabháin"]
    static let givenNames = ["Anna", "José", "Jürgen", "Ayşe", "Пётр", "Thi", "Mary", "Omar", "Zoltán", "Seán"]

    struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    struct Known {
        var surname: String
        var given: String
        var born: String
        var number: String
    }

    /// What an index finds for a question, in a form that can be compared.
    static func findings(_ index: SystemIndex, _ person: Known) -> [String] {
        let identity = PersonIdentity(
            surnames: [person.surname], givenNames: [person.given], dateOfBirth: PartialDate(person.born), sex: nil,
            nationalities: [])
        let document = TravelDocument(kind: .passport, number: person.number, issuer: CountryCode("UTO") ?? .unspecified)
        let byName = index.search(IdentityQuery(identity), limit: 500, minimumScore: 0)
        let byDocument = index.find(document: document)
        return byName.map { "\($0.id) \($0.kind) \(Int(($0.candidate.probability * 1000).rounded()))" }.sorted()
            + byDocument.map { "\($0.id) \($0.kind)" }.sorted()
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func indexesEqualARebuildAfterRandomOperations(seed: UInt64) async throws {
        let world = try await World()
        var random = Random(state: seed)
        var people: [Known] = []
        var files: [(id: RecordID, person: Known)] = []
        var alerts: [(id: String, person: Known)] = []
        for step in 0..<120 {
            let person =
                people.isEmpty || Int.random(in: 0..<3, using: &random) > 0
                ? Known(
                    surname: Self.surnames.randomElement(using: &random)!, given: Self.givenNames.randomElement(using: &random)!,
                    born:
                        "19\(Int.random(in: 50...99, using: &random))-0\(Int.random(in: 1...9, using: &random))-1\(Int.random(in: 0...9, using: &random))",
                    number: "N\(seed)\(step)")
                : people.randomElement(using: &random)!
            switch Int.random(in: 0..<10, using: &random) {
            case 0...3:
                do throws(Refusal) {
                    let reply = try await world.run("ees.createFile", newFile(person.surname, person.given, born: person.born, number: person.number))
                    if let id = reply.body["file"]?.text.flatMap({ RecordID($0) }) { files.append((id, person)) }
                    people.append(person)
                } catch { #expect(error.kind.status < 500, "\(error)") }
            case 4...5:
                do throws(Refusal) {
                    let reply = try await world.run(
                        "sis.enterAlert", arrest(person.surname, person.given, born: person.born), as: .policeFRA, for: .policeCheck)
                    if let id = reply.body["schengenId"]?.text { alerts.append((id, person)) }
                    people.append(person)
                } catch { #expect(error.kind.status < 500, "\(error)") }
            case 6:
                guard let file = files.randomElement(using: &random) else { continue }
                let version = try? await world.run("ees.readFile", .object(["file": .string(file.id.description)])).version
                let changed = Known(
                    surname: Self.surnames.randomElement(using: &random)!, given: file.person.given, born: file.person.born, number: "M\(seed)\(step)"
                )
                people.append(changed)
                let input = json(
                    """
                    {"file":"\(file.id)","identity":{"surnames":["\(changed.surname)"],"givenNames":["\(changed.given)"],"dateOfBirth":"\(changed.born)","nationalities":["UTO"],"sex":"F"},
                    "document":{"kind":"passport","number":"\(changed.number)","issuer":"UTO"}}
                    """)
                _ = await world.refusal("ees.updateFile", input, version: version)
            case 7:
                guard let file = files.randomElement(using: &random) else { continue }
                _ = try? await world.enter(file.id)
            case 8:
                guard !files.isEmpty else { continue }
                let file = files.remove(at: Int.random(in: files.indices, using: &random))
                let kind = await world.refusal(
                    "ees.eraseFile", json(#"{"file":"\#(file.id)","ground":"inaccurate","evidence":"a letter"}"#), for: .dataSubjectRequest)
                #expect(kind == nil, "\(kind?.code ?? "")")
            default:
                guard !alerts.isEmpty else { continue }
                let alert = alerts.remove(at: Int.random(in: alerts.indices, using: &random))
                let operation = try #require(world.installation.catalogue["sis.deleteAlert"])
                guard case .object(var object) = SchemaExample.value(operation.input) else { continue }
                object["schengenId"] = .string(alert.id)
                _ = await world.refusal("sis.deleteAlert", .object(object), as: .policeFRA, for: .policeCheck)
            }
        }
        #expect(people.count > 20)
        for (system, index) in world.installation.indexes {
            let rebuilt = SystemIndex(system: system)
            try await world.installation.store.read { view in
                try view.forEachProjection { id, kind, projection in rebuilt.apply(id, kind, projection) }
            }
            #expect(index.count == rebuilt.count, "\(system)")
            for person in people {
                #expect(Self.findings(index, person) == Self.findings(rebuilt, person), "\(system) \(person.surname) \(person.born)")
            }
        }
        // What stands is found; the files erased above are not.
        for file in files.prefix(10) {
            let reply = try await world.run("portal.search", json(#"{"document":{"number":"\#(file.person.number)","issuer":"UTO"}}"#))
            #expect(reply.body.compact.contains(file.id.description), "\(file.person)")
        }
    }

    @Test func whatIsErasedIsNotFound() async throws {
        let world = try await World()
        let file = try await world.file("Gone", "Ada", number: "G1")
        let hit = try await world.run("portal.search", question("Gone", "Ada", born: "1985-04-12"))
        #expect(hit.body.compact.contains(file.description))
        try await world.run(
            "ees.eraseFile", json(#"{"file":"\#(file)","ground":"inaccurate","evidence":"a letter"}"#), for: .dataSubjectRequest)
        for question in [question("Gone", "Ada", born: "1985-04-12"), json(#"{"document":{"number":"G1","issuer":"UTO"}}"#)] {
            let reply = try await world.run("portal.search", question)
            #expect(PartialReplyTests.states(reply.body)["EES"] == "noHit")
            #expect(!reply.body.compact.contains(file.description))
        }
        #expect(await world.refusal("ees.readFile", .object(["file": .string(file.description)])) == .notFound)
    }

    /// A start from the store finds what was there before.
    @Test func aNewStartFindsTheSame() async throws {
        let store = MemoryStore()
        let keys = try World.keys()
        let first = try await World(store: store, keys: keys)
        let file = try await first.file("Restart", "Ada", number: "R1")
        try await first.alert("Restart", "Ada", born: "1985-04-12")
        let before = try await first.run("portal.search", question("Restart", "Ada", born: "1985-04-12"))
        let second = try await World(store: store, keys: keys)
        let after = try await second.run("portal.search", question("Restart", "Ada", born: "1985-04-12"))
        #expect(after.body == before.body)
        #expect(after.body.compact.contains(file.description))
        #expect(second.installation.started.records > 0)
    }
}
