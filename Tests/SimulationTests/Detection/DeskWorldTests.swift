import Access
import Administration
import Identity
import Interoperability
import Operations
import Registry
import Sandbox
import Testing
import Wire

@testable import Installation
@testable import Simulation

/// The desk that verifies links, end to end: opinions before the comparison, known pairs, and what a score rests on (2019/817 and
/// 2019/818 Articles 21(1), 29(3), 44).
@Suite struct DeskWorldTests {
    private let ada = PersonIdentity.named("TRAVELLER", "ADA")
    private let eva = PersonIdentity.named("SOMEBODY", "EVA", born: "1990-09-09")
    private let guardDEU = Caller.of(.border, "DEU")
    private let colleague = Caller.of(.border, "DEU", user: "user-8")

    private func world(opinionFirst: Bool = false, knownPairs: Int = 0) async throws -> (DetectionWorld, RecordID) {
        let world = try await DetectionWorld()
        var authority = Authority(name: "DEU-BORDER", title: "SYNTHETIC", kind: .border, memberState: "DEU")
        (authority.asksOpinionFirst, authority.knownPairsPercent) = (opinionFirst, knownPairs)
        try await world.installation.register(authority)
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        return (world, try #require(try await world.links().first?.id))
    }

    private func input(_ link: RecordID, _ more: (String, JSON)...) -> JSON {
        .object(JSONObject([("link", .string(link.description))] + more))
    }

    private func ask(_ world: DetectionWorld, _ operation: String, _ link: RecordID, as caller: Caller) async throws -> JSON {
        try await world.run(operation, input(link), as: caller, for: .borderCheck).body
    }

    @Test("Art. 29(3): where the authority wants it, no score, no evidence and no colleague's opinion before one's own")
    func opinionFirst() async throws {
        let (world, link) = try await world(opinionFirst: true)
        let data = try ReadLinkedData.Output(reading: try await ask(world, "cir.readLinkedData", link, as: guardDEU))
        #expect(data.withheld && data.sides.count == 2)
        #expect(data.comparison == nil && data.categories.isEmpty && data.fingers.isEmpty && data.evidence.isEmpty)
        #expect(data.bits == nil && data.probability == nil && data.falseMatchRate == nil && data.cosine == nil)
        let samples = try ReadLinkedSamples.Output(reading: try await ask(world, "cir.readLinkedSamples", link, as: guardDEU))
        #expect(samples.withheld && samples.fingers.count == 4)
        #expect(samples.fingers.allSatisfy { $0.score == nil && $0.pairs.isEmpty && !$0.launching.minutiae.isEmpty })
        let view = try LinkView(reading: try await ask(world, "mid.readLink", link, as: guardDEU))
        #expect(view.withheld && view.comparison == nil && view.articles.isEmpty)

        _ = try await world.run("mid.noteOpinion", input(link, ("leaning", "onePerson")), as: guardDEU, for: .borderCheck)
        let after = try ReadLinkedData.Output(reading: try await ask(world, "cir.readLinkedData", link, as: guardDEU))
        #expect(!after.withheld && after.comparison?.biometrics == .same && after.fingers.count == 4 && after.bits != nil)
        #expect(try LinkView(reading: try await ask(world, "mid.readLink", link, as: guardDEU)).unaided?.leaning == .onePerson)
        // One official's opinion opens nothing for another, and an authority without the wish withholds nothing.
        #expect(try ReadLinkedData.Output(reading: try await ask(world, "cir.readLinkedData", link, as: colleague)).withheld)
        let (plain, plainLink) = try await self.world()
        #expect(try !ReadLinkedData.Output(reading: try await ask(plain, "cir.readLinkedData", plainLink, as: guardDEU)).withheld)
    }

    @Test("Art. 26(1), 29(3): nobody but the responsible authority notes an opinion or sees samples")
    func strangers() async throws {
        let (world, link) = try await world(opinionFirst: true)
        for caller in [Caller.of(.border, "FRA"), .of(.immigration, "DEU")] {
            let purpose: Purpose = caller.kind == .border ? .borderCheck : .verification
            #expect(await world.refusal("mid.noteOpinion", input(link, ("leaning", "onePerson")), as: caller, for: purpose) == .notFound)
            #expect(await world.refusal("cir.readLinkedSamples", input(link), as: caller, for: purpose) == .notFound)
        }
        #expect(await world.refusal("cir.readLinkedSamples", input(link), as: .of(.police, "DEU"), for: .policeCheck) == .forbidden)
    }

    @Test("Art. 21(1): the minutiae shown are those that the scores rest on, on both sides")
    func samples() async throws {
        let (world, link) = try await world()
        let data = try ReadLinkedData.Output(reading: try await ask(world, "cir.readLinkedData", link, as: guardDEU))
        let samples = try ReadLinkedSamples.Output(reading: try await ask(world, "cir.readLinkedSamples", link, as: guardDEU))
        #expect(samples.fingers.map(\.position) == data.fingers.map(\.position))
        #expect(samples.fingers.compactMap(\.score) == data.fingers.map(\.score))
        for finger in samples.fingers {
            #expect(finger.pairs.count >= 8)
            #expect(Set(finger.pairs.map(\.launching)).count == finger.pairs.count)
            #expect(Set(finger.pairs.map(\.other)).count == finger.pairs.count)
            #expect(
                finger.pairs.allSatisfy {
                    finger.launching.minutiae.indices.contains($0.launching) && finger.other.minutiae.indices.contains($0.other)
                })
        }

    }

    @Test("Art. 29(3): names that have nothing in common are evidence too, and it speaks against one person")
    func evidence() async throws {
        let (world, link) = try await world()
        let data = try ReadLinkedData.Output(reading: try await ask(world, "cir.readLinkedData", link, as: guardDEU))
        let surname = try #require(data.evidence.first { $0.kind == "surname" || $0.kind == "name" })
        #expect(surname.bits < 0)
        #expect(try #require(data.bits) < 0)
        #expect(abs(data.evidence.reduce(0) { $0 + $1.bits } - (data.bits ?? 0)) < 0.1)
    }

    @Test("Art. 34(d), 49(2): the reference that a person's letter gives leads to the contact details of that authority")
    func reference() async throws {
        let (world, link) = try await world()
        try await world.installation.register(
            ContactPoint(authority: "DEU-BORDER", title: "Grenze", address: ["Weg 1"], email: nil))
        let responsible = try #require(try await world.links().first { $0.id == link }?.value.responsible?.reference)
        let directory = world.installation.directory
        #expect(directory.contact(responsible)?.title == "Grenze")
        #expect(directory.contact("BORDER/deu")?.title == "Grenze")
        for unknown in ["border/FRA", "visa/DEU", "/", "border/", "a/b/c"] { #expect(directory.contact(unknown) == nil) }
    }

    private func side(_ record: HeldRecord) throws -> JSON {
        let projections = record.drafts.map(\.draft.projection)
        var side = PlantKnownPair.Side()
        (side.system, side.owner) = (record.system, record.state)
        (side.identities, side.documents) = (projections[0].identities, projections[0].documents)
        side.samples = (projections.count > 1 ? projections[1].templates : []).map(KnownPair.Sample.init)
        return try JSON(parsing: side.wireBytes)
    }

    private func plant(
        _ world: DetectionWorld, _ truth: KnownPair.Truth, bodies: (Int, Int), number: Int
    ) async throws -> RecordID {
        let records = [
            DetectionWorld.record(.EES, number, .named("KNOWN\(number)", "ONE"), document: "K\(number)", body: bodies.0, state: "DEU"),
            DetectionWorld.record(
                .VIS, number + 1, truth == .onePerson ? .named("OTHER\(number)", "TWO", born: "1971-01-01") : .named("KNOWN\(number)", "ONE"),
                document: "L\(number)", body: bodies.1),
        ]
        let reply = try await world.run(
            "mid.plantKnownPair",
            .object(["truth": .string(truth.rawValue), "launching": try side(records[0]), "other": try side(records[1])]),
            as: guardDEU, for: .borderCheck)
        return try #require(reply.body["pair"]?.text.flatMap { RecordID($0) })
    }

    @Test("Art. 44: a known pair looks like a link to its desk and to nobody else, and no link, file, task or search hit comes of it")
    func knownPair() async throws {
        let (world, link) = try await world(knownPairs: 50)
        let known = try await plant(world, .onePerson, bodies: (41, 41), number: 500)
        try await world.detect()
        #expect(try await world.links().map(\.id) == [link])
        #expect(try await world.files().count == 1)
        #expect(try await world.tasks().map(\.value.about) == [link])

        let queue = try await world.run("mid.listDesk", .object([:]), as: guardDEU, for: .borderCheck).body["tasks"]?.elements ?? []
        #expect(Set(queue.compactMap { $0["about"]?.text }) == [link.description, known.description])
        #expect(Set(queue.map(shape)).count == 1)
        // Every reply about it has the same members as the reply about the link.
        for operation in ["mid.readLink", "cir.readLinkedData", "cir.readLinkedSamples"] {
            let (real, shown) = (try await ask(world, operation, link, as: guardDEU), try await ask(world, operation, known, as: guardDEU))
            #expect(shape(real) == shape(shown), "\(operation)")
            #expect(await world.refusal(operation, input(known), as: .of(.border, "FRA"), for: .borderCheck) == .notFound)
        }
        // Nobody finds the person in a register.
        let search = JSON.object(["surnames": ["OTHER500"], "dateOfBirth": "1971-01-01"])
        let found = try await world.run("portal.search", search, as: guardDEU, for: .borderCheck).body
        #expect(!found.compact.contains("OTHER500\",\"TWO"))

        let decision = input(
            known, ("conclusion", "samePersonUnjustified"), ("reasons", ["samePersonByComparison"]), ("personPresent", true),
            ("explanation", "The name is not theirs."))
        let reply = try await world.run("mid.verifyLink", decision, as: guardDEU, for: .borderCheck, version: 1).body
        #expect(reply["result"]?.text == "knownPair" && reply["right"] == .bool(true) && reply["colour"] == nil)
        #expect(try await world.links().map(\.value.colour) == [.yellow])
        #expect(try await world.inbox("visa/FRA").isEmpty)
        // Once is enough, for this official; a colleague still has it.
        #expect(await world.refusal("mid.verifyLink", decision, as: guardDEU, for: .borderCheck, version: 2)?.code == "mid/link-verified")
        for (caller, count) in [(guardDEU, 1), (colleague, 2)] {
            let tasks = try await world.run("mid.listDesk", .object([:]), as: caller, for: .borderCheck).body["tasks"]?.elements
            #expect(tasks?.count == count)
        }
    }

    /// Names of members at every depth; lists by the shape of their elements.
    private func shape(_ json: JSON) -> Set<String> {
        if case .object(let members) = json {
            return members.reduce(into: []) { found, member in
                found.insert(member.name)
                for inner in shape(member.value) { found.insert("\(member.name).\(inner)") }
            }
        }
        return (json.elements ?? []).reduce(into: []) { $0.formUnion(shape($1)) }
    }

    @Test("Art. 44: the report tells a desk's errors with their intervals, and no official; supervision sees all desks")
    func report() async throws {
        let (world, _) = try await world(knownPairs: 50)
        let pairs = [
            try await plant(world, .twoPersons, bodies: (61, 62), number: 600), try await plant(world, .onePerson, bodies: (63, 63), number: 610),
        ]
        for caller in [guardDEU, colleague] {
            for (place, pair) in pairs.enumerated() {
                // The first official takes two for one and the other way round.
                let saysOne = (place == 1) == (caller.user == colleague.user)
                let conclusion = place == 0 ? (saysOne ? "samePersonJustified" : "twoPersons") : (saysOne ? "samePersonJustified" : "twoPersons")
                let version = try await world.all(KnownPair.self).first { $0.id == pair }?.version
                _ = try await world.run(
                    "mid.verifyLink",
                    input(pair, ("conclusion", .string(conclusion)), ("reasons", ["otherEvidence"]), ("personPresent", true)), as: caller,
                    for: .borderCheck, version: version)
            }
        }
        for (caller, purpose) in [(guardDEU, Purpose.borderCheck), (.of(.supervisory, nil), .supervision)] {
            let body = try await world.run("mid.reportDesk", .object([:]), as: caller, for: purpose).body
            let line = try #require(try ReportDesk.Output(reading: body).desks.first)
            #expect(line.pairs == 2 && line.desk == ResponsibleAuthority(kind: .border, memberState: "DEU"))
            #expect(line.falsePositives.wrong == 1 && line.falsePositives.of == 2 && line.falsePositives.rate == 0.5)
            #expect(line.falseNegatives.wrong == 1 && line.falseNegatives.of == 2)
            #expect(line.falsePositives.low > 0.09 && line.falsePositives.high < 0.91)
            #expect(!body.compact.contains("user-"))
        }
        #expect(
            try await ReportDesk.Output(
                reading: world.run("mid.reportDesk", .object([:]), as: .of(.border, "FRA"), for: .borderCheck).body
            ).desks.isEmpty)
        // Pairs that would be no yellow link measure nothing.
        let record = try side(DetectionWorld.record(.EES, 700, ada, document: "S", body: 71, state: "DEU"))
        let same = try side(DetectionWorld.record(.VIS, 701, ada, document: "S", body: 71))
        #expect(
            await world.refusal(
                "mid.plantKnownPair", .object(["truth": "onePerson", "launching": record, "other": same]), as: guardDEU, for: .borderCheck
            )?.code == "mid/known-pair-not-yellow")
    }

    @Test("The desk of a demonstration: pairs as they are said to be, all of them yellow and of one desk")
    func demonstration() async throws {
        let world = try await DetectionWorld()
        let pairs = DeskPairs(
            population: Population(seed: 2026, count: 100, reference: DetectionWorld.today), today: DetectionWorld.today, state: "FRA"
        ).pairs(12)
        #expect(pairs.count == 12 && Set(pairs.map(\.truth)).count == 2)
        for pair in pairs { try await world.put(pair.earlier) }
        for pair in pairs { try await world.put(pair.launching) }
        try await world.detect()
        let links = try await world.links().map(\.value)
        #expect(links.count == 12 && links.allSatisfy { $0.colour == .yellow })
        #expect(Set(links.compactMap(\.responsible?.reference)) == ["border/FRA"])
        for pair in pairs {
            let link = links.first { $0.launching.record == pair.launching.id }
            #expect(link?.comparison.biometrics == (pair.truth == .onePerson ? .same : .different))
        }
    }
}
