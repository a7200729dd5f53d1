import Access
import Identity
import Interoperability
import Operations
import Registry
import SIS
import Sandbox
import Testing
import Wire

@testable import Installation
@testable import Simulation

/// What the detector does of its own accord (2019/817 and 2019/818 Articles 27, 28, 30, 33–36).
@Suite struct DetectionTests {
    private let ada = PersonIdentity.named("TRAVELLER", "ADA")
    private let eva = PersonIdentity.named("SOMEBODY", "EVA", born: "1990-09-09")

    @Test("Art. 27(1), 33(1)(a): one body and one identity in two systems are linked white, once, by themselves")
    func white() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5))
        #expect(try await world.detect().linksCreated == 0)
        try await world.put(DetectionWorld.record(.VIS, 2, ada, document: "D2", body: 5))
        let report = try await world.detect()
        #expect(report.linksCreated == 1)
        let link = try #require(try await world.links().first?.value)
        #expect(link.colour == .white && link.articles.contains("33(1)(a)"))
        #expect(link.comparison == LinkComparison(biometrics: .same, identity: .same, document: .different))
        #expect(link.launching.system == .VIS && link.other.system == .EES)
        #expect(link.responsible == nil)
        #expect(try await world.tasks().isEmpty)
        // Nothing new: nothing is done.
        #expect(try await world.detect().detected == 0)
        #expect(try await world.links().count == 1)
    }

    @Test("Art. 27(5): never within one system, whatever is the same")
    func acrossSystemsOnly() async throws {
        let world = try await DetectionWorld()
        for number in 1...3 { try await world.put(DetectionWorld.record(.VIS, number, ada, document: "D1", body: 5)) }
        try await world.detect()
        #expect(try await world.links().isEmpty)
    }

    @Test(
        "Art. 30(1)(a), 29(1), 29(4): one body under two names waits for the authority that launched, at the border twelve hours"
    )
    func yellowAtTheBorder() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let link = try #require(try await world.links().first)
        #expect(link.value.colour == .yellow && link.value.articles == ["30(1)(a)"])
        #expect(link.value.responsible == ResponsibleAuthority(kind: .border, memberState: "DEU"))
        let task = try #require(try await world.tasks().first?.value)
        #expect(task.about == link.id && task.state == .open && task.article == "817 29(4)")
        #expect(task.deadline == world.clock.now.adding(hours: 12))
        let queue = try await world.run("mid.listTasks", .object([:]), as: .of(.border, "DEU"), for: .borderCheck).body
        #expect(queue["tasks"]?.elements?.count == 1)
        let other = try await world.run("mid.listTasks", .object([:]), as: .of(.border, "FRA"), for: .borderCheck).body
        #expect(other["tasks"]?.elements?.count ?? 0 == 0)
    }

    @Test(
        "Art. 29(2): an alert for arrest, missing, judicial or check makes it SIRENE's of the Member State that created it; a refusal alert does not"
    )
    func sireneVerifies() async throws {
        for (category, sirene) in [
            (AlertCategory.arrest, true), (.missing, true), (.judicial, true), (.discreetCheck, true),
            (.refusal, false), (.return, false),
        ] {
            let world = try await DetectionWorld()
            var alert = DetectionWorld.record(.SIS, 1, eva, body: 5, state: "ITA")
            alert.alert = category
            try await world.put(alert)
            try await world.put(DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5, state: "DEU"))
            try await world.detect()
            let link = try #require(try await world.links().first?.value, "\(category)")
            let expected =
                sirene
                ? ResponsibleAuthority(kind: .sirene, memberState: "ITA")
                : ResponsibleAuthority(kind: .border, memberState: "DEU")
            #expect(link.responsible == expected, "\(category)")
        }
    }

    @Test("Art. 30(1)(b), 33(1)(b): without biometrics the document joins; the same name alone joins nothing")
    func withoutBiometrics() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5))
        try await world.put(
            DetectionWorld.record(.ETIAS, 2, ada, document: "D1"),
            DetectionWorld.record(.ETIAS, 3, eva, document: "D1"),
            DetectionWorld.record(.ETIAS, 4, ada, document: "D9"))
        try await world.detect()
        let colours = Dictionary(
            uniqueKeysWithValues: try await world.links().map {
                (try #require($0.value.sides.first { $0.system == .ETIAS }).record, $0.value.colour)
            })
        #expect(colours == [DetectionWorld.id(2): .white, DetectionWorld.id(3): .yellow])
    }

    @Test("Art. 30(1)(c)–(d): two bodies under one identity, or with one document, are yellow")
    func twoBodies() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.VIS, 2, ada, document: "D2", body: 6))
        try await world.put(DetectionWorld.record(.Eurodac, 3, eva, document: "D1", body: 8, state: "ITA"))
        try await world.detect()
        let links = try await world.links().map(\.value)
        #expect(links.map(\.colour) == [.yellow, .yellow])
        #expect(Set(links.flatMap(\.articles)).isSuperset(of: ["30(1)(c)", "30(1)(d)"]))
    }

    @Test("2023/333, Art. 30(1)(c): one surname, one given name and the day in common are the same identity, whatever else the names are")
    func namesakes() async throws {
        func named(_ surnames: [String], _ givenNames: [String]) -> PersonIdentity {
            var identity = PersonIdentity.named("", "", born: "1985-01-01")
            (identity.surnames, identity.givenNames) = (surnames, givenNames)
            return identity
        }
        let world = try await DetectionWorld()
        try await world.put(
            DetectionWorld.record(.VIS, 1, named(["KHAN", "ZULFIQAR", "DOGAR"], ["ALI", "TARIQ", "QASIM"]), document: "D1", body: 5))
        // Closer to whom is sought, and none of them the same.
        for number in 2..<60 {
            try await world.put(
                DetectionWorld.record(
                    .VIS, number, named(["KHANN", "AFRIDY"], ["ALEE\(number)", "REZZA", "NOORE"]), document: "D\(number)", body: 2 * number + 5))
        }
        try await world.put(
            DetectionWorld.record(.EES, 99, named(["KHAN", "AFRIDI", "BABAR"], ["ALI", "REZA", "NOOR"]), document: "D99", body: 300))
        try await world.detect()
        let links = try await world.links().map(\.value)
        #expect(links.map(\.colour) == [.yellow] && links.first?.articles == ["30(1)(c)"])
        #expect(links.first?.sides.map(\.record).contains(DetectionWorld.id(1)) == true)
    }

    @Test("1358 Art. 17(3): a Eurodac set without all of its data launches nothing, and is found by nothing")
    func incompleteDataset() async throws {
        let world = try await DetectionWorld()
        var identity = ada
        identity.dateOfBirth = nil
        let incomplete = DetectionWorld.record(.Eurodac, 1, identity, body: 5)
        try await world.put(incomplete)
        try await world.put(DetectionWorld.record(.VIS, 2, ada, document: "D2", body: 5))
        try await world.detect()
        #expect(try await world.links().isEmpty)
        var complete = incomplete
        complete.identity = ada
        try await world.change(complete)
        try await world.detect()
        #expect(try await world.links().map(\.value.colour) == [.white])
    }

    @Test("Art. 27(1): what leaves the compared data as they were launches nothing; what changes them does")
    func onlyWhatIsCompared() async throws {
        let world = try await DetectionWorld()
        let file = DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5)
        try await world.put(file)
        try await world.detect()
        var moved = file
        moved.day = file.day + 1
        let draft = try #require(moved.drafts.first).draft
        try await world.commit([.update(file.id, expected: 1, draft)])
        // The note on the samples carries a day: it is another enrolment, and is compared.
        #expect(try await world.detect().detected == 1)
        try await world.commit([.update(file.id, expected: 2, draft)])
        #expect(try await world.detect().detected == 0)
        var renamed = moved
        renamed.identity = eva
        try await world.change(renamed)
        #expect(try await world.detect().detected == 1)
    }

    @Test("Art. 28: data that change are compared again; what nothing joins any longer is not linked")
    func changes() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        let file = DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5)
        try await world.put(file)
        try await world.detect()
        #expect(try await world.links().map(\.value.colour) == [.yellow])
        // The name was a clerk's error.
        var corrected = file
        corrected.identity = ada
        try await world.change(corrected)
        try await world.detect()
        let white = try #require(try await world.links().first)
        #expect(white.value.colour == .white)
        #expect(white.value.history.map(\.kind) == [.detected, .detectedAgain])
        #expect(try await world.tasks().map(\.value.state) == [.withdrawn])
        // The samples were another person's.
        var other = file
        other.samples = SyntheticSamples(person: 99, taking: 3)
        try await world.change(other)
        try await world.detect()
        #expect(try await world.links().isEmpty)
        #expect(try await world.files().isEmpty)
    }

    @Test("Art. 35: links and files go with the data of either side, and take their tasks along")
    func retention() async throws {
        let world = try await DetectionWorld()
        let visa = DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5)
        let file = DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5)
        let set = DetectionWorld.record(.Eurodac, 3, ada, body: 5, state: "ITA")
        try await world.put(visa, file, set)
        try await world.detect()
        #expect(try await world.links().count == 3)
        #expect(try await world.files().count == 1)
        try await world.erase(file)
        try await world.detect()
        #expect(try await world.links().map(\.value.colour) == [.white])
        #expect(try await world.tasks().isEmpty)
        try await world.erase(visa)
        try await world.detect()
        #expect(try await world.links().isEmpty)
        #expect(try await world.files().isEmpty)
    }

    @Test("Art. 35, 69: a run over everything erases what joins data that are gone, also where the detector has stepped over their erasure")
    func retentionInARun() async throws {
        let world = try await DetectionWorld()
        let (visa, file) = (
            DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5), DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU")
        )
        let (second, third) = (
            DetectionWorld.record(.VIS, 3, ada, document: "D3", body: 6),
            DetectionWorld.record(.EES, 4, .named("ANOTHER", "IDA", born: "1971-02-03"), document: "D4", body: 6, state: "DEU")
        )
        let ola = PersonIdentity.named("KEPT", "OLA", born: "1964-07-08")
        let kept = [DetectionWorld.record(.VIS, 5, ola, document: "D5", body: 7), DetectionWorld.record(.ETIAS, 6, ola, document: "D5")]
        try await world.put(visa, second)
        try await world.put(file, third, kept[0], kept[1])
        try await world.detect()
        // One of the pairs was looked at and has no link.
        let looked = try #require(try await world.links().first { $0.value.launching.record == third.id && $0.value.other.record == second.id })
        let decision = JSON.object([
            "link": .string(looked.id.description), "conclusion": "twoPersons", "reasons": ["twoPersonsByComparison"], "personPresent": true,
        ])
        _ = try await world.run("mid.verifyLink", decision, as: .of(.border, "DEU"), for: .borderCheck, version: looked.version)
        try await world.detect()
        #expect(try await world.all(SettledPair.self).count == 1)
        #expect(try await TransitionalRun(world.installation.detector).run().isFinished)
        for record in [visa, file, second, third] { try await world.erase(record) }
        try await world.installation.detector.beginHere()
        try await world.detect()
        // The detector has not seen it: link, task and pair are still there.
        #expect(try await world.links().contains { $0.value.sides.contains { $0.record == file.id } })
        #expect(try await world.all(SettledPair.self).count == 1)
        let run = try await TransitionalRun(world.installation.detector, batch: 1).run(again: true)
        #expect(run.isFinished && run.detected == 2)
        #expect(try await world.links().map { Set($0.value.sides.map(\.record)) } == [Set(kept.map(\.id))])
        #expect(try await world.all(SettledPair.self).isEmpty)
        #expect(try await world.files().count == 1)
        #expect(try await world.tasks().allSatisfy { task in task.value.state != .open })
    }

    @Test("Art. 35, 69: what was erased before a run begins is not passed over by the detector, which goes on behind the run")
    func erasedBeforeARun() async throws {
        let world = try await DetectionWorld()
        let visa = DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5)
        let file = DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU")
        try await world.put(visa, file)
        try await world.detect()
        #expect(try await world.links().count == 1)
        // Swept while the server was stopped.
        try await world.erase(file)
        try await world.erase(visa)
        _ = try await TransitionalRun(world.installation.detector).run()
        try await world.detect()
        #expect(try await world.links().isEmpty)
        #expect(try await world.files().isEmpty)
        #expect(try await world.tasks().isEmpty)
    }

    @Test("Art. 28(2), 34: what hangs together is one file with one number, however it grew and whatever goes")
    func confirmationFiles() async throws {
        var generator = SeededGenerator(seed: 11)
        let systems: [SystemName] = [.EES, .VIS, .Eurodac, .ETIAS, .ecrisTCN]
        let world = try await DetectionWorld()
        var standing: [Int: HeldRecord] = [:]
        var numberOfOldest: [RecordID: String] = [:]
        for step in 0..<40 {
            if generator.below(4) == 0, let number = standing.keys.sorted().randomElement(using: &generator),
                let gone = standing.removeValue(forKey: number)
            {
                try await world.erase(gone)
            } else {
                // A few documents in many hands: every link is by a document.
                let name = PersonIdentity.named("N\(step)", "X", born: "19\(50 + step)-01-01")
                let record = DetectionWorld.record(
                    systems[generator.below(systems.count)], step + 1, name, document: "DOC\(generator.below(7))")
                standing[step + 1] = record
                try await world.put(record)
            }
            world.clock.now = world.clock.now.adding(seconds: 60)
            try await world.detect()
            let links = try await world.links()
            // Components, by walking.
            var component: [String: Int] = [:]
            for link in links {
                let (a, b) = (link.value.launching.key, link.value.other.key)
                let (x, y) = (component[a] ?? component.count * 2, component[b] ?? component.count * 2 + 1)
                for (key, value) in component where value == y { component[key] = x }
                (component[a], component[b]) = (x, x)
            }
            var fileOf: [Int: Set<RecordID>] = [:]
            for link in links { fileOf[component[link.value.launching.key] ?? -1, default: []].insert(link.value.file) }
            #expect(fileOf.values.allSatisfy { $0.count == 1 }, "step \(step)")
            #expect(Set(fileOf.values.compactMap(\.first)).count == fileOf.count, "step \(step)")
            let files = try await world.files()
            #expect(files.count == fileOf.count)
            for file in files {
                #expect(
                    Set(file.value.links) == Set(links.filter { $0.value.file == file.id }.map(\.id)), "step \(step)")
                #expect(file.value.links.count == Set(file.value.links).count)
                // A number that a person may have been told is understood as long as its link is there.
                for link in file.value.links {
                    if let told = numberOfOldest[link] {
                        #expect(file.value.number == told || file.value.formerNumbers.contains(told), "step \(step)")
                    }
                    if numberOfOldest[link] == nil { numberOfOldest[link] = file.value.number }
                }
            }
        }
        #expect(numberOfOldest.count > 20)
    }

    @Test("Art. 28(2), 34: a file that is split and joined again, however often, keeps each former number once")
    func splitAndJoined() async throws {
        let world = try await DetectionWorld()
        func passport(_ number: String) throws -> TravelDocument {
            TravelDocument(kind: .passport, number: number, issuer: try #require(CountryCode("UTO")), expiry: DetectionWorld.today + 900)
        }
        // A chain of three links: by the body, by D1, and by D2.
        try await world.put(
            DetectionWorld.record(.EES, 1, ada, document: "D0", body: 5), DetectionWorld.record(.VIS, 2, ada, document: "D1", body: 5),
            DetectionWorld.record(.SIS, 3, eva, document: "D1", state: "ITA"),
            DetectionWorld.record(.ETIAS, 4, .named("ANOTHER", "IDA", born: "1971-02-03"), document: "D2"))
        func carry(_ numbers: [String]) async throws {
            var alert = try #require(try await world.all(Alert.self).first)
            alert.value.content.documents = try numbers.map(passport)
            try await world.commit([alert.update])
            try await world.detect()
        }
        try await carry(["D1", "D2"])
        #expect(try await world.links().count == 3)
        let number = try #require(try await world.files().first?.value.number)
        for round in 1...12 {
            try await carry(["D2"])
            #expect(try await world.files().count == 2, "round \(round)")
            try await carry(["D1", "D2"])
            let files = try await world.files().map(\.value)
            #expect(files.count == 1 && files.first?.links.count == 3, "round \(round)")
            let former = try #require(files.first).formerNumbers
            #expect(Set(former).count == former.count && former.count <= 2 * round, "round \(round)")
            #expect(files.first?.number == number || former.contains(number), "round \(round)")
        }
    }

    @Test(
        "Art. 36; 2023/333 Art. 4: every detection is logged by kinds of data, references and matches, never by contents"
    )
    func logged() async throws {
        let world = try await DetectionWorld()
        try await world.put(
            DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5),
            DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5))
        try await world.detect()
        _ = try await world.installation.sequencer.advance()
        let entries = try await world.installation.logBook.entries(from: 0, looking: 100_000, of: .MID) {
            $0.entry?.event == "mid.detect"
        }
        .found.compactMap(\.entry)
        #expect(entries.count == 2)
        let launched = try #require(entries.last)
        #expect(launched.records.contains { $0.id == OpaqueID(high: 77, low: 2) })
        #expect(launched.searched.contains(.biometric(.fingerprints)))
        #expect(launched.searched.allSatisfy { if case .alphanumeric(_, let text) = $0 { text == nil } else { true } })
        #expect(launched.results.count == 5)
    }

    @Test("Art. 28: the state of detection is pending until the detector has come past the change")
    func state() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5))
        let sequence = try await world.installation.store.read { try $0.lastSequence() }
        func state(_ input: JSON) async throws -> String? {
            try await world.run("mid.readDetection", input, as: .of(.border), for: .borderCheck).body["state"]?.text
        }
        let byRecord = JSON.object(["record": .string(DetectionWorld.id(1).description)])
        let bySequence = JSON.object(["sequence": .integer(sequence)])
        #expect(try await state(byRecord) == "pending")
        #expect(try await state(bySequence) == "pending")
        try await world.detect()
        #expect(try await state(byRecord) == "done")
        #expect(try await state(bySequence) == "done")
    }
}
