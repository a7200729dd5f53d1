import Access
import Administration
import Eurodac
import Identity
import Interoperability
import Operations
import Registry
import SIS
import Testing
import VIS
import Wire

@testable import Installation
@testable import Simulation

/// The common identity repository (2019/817 and 2019/818 Articles 17–24).
@Suite struct RepositoryTests {
    private let ada = PersonIdentity.named("TRAVELLER", "ADA")
    private let eva = PersonIdentity.named("SOMEBODY", "EVA", born: "1990-09-09")
    /// A police authority that national law empowers.
    private let police = Caller(
        authority: "FRA-POLICE", kind: .police, memberState: "FRA", user: "user-7", standing: [.nationalLaw])
    private let investigator = Caller(
        authority: "FRA-DESIGNATED", kind: .designated, memberState: "FRA", user: "user-9")

    private func sample(_ person: Int, taking: Int = 50) -> JSON {
        let samples = SyntheticSamples(person: person, taking: taking)
        return .array(
            SyntheticSamples.positions.map { position in
                ProbeSample(
                    .fingerprint, position: position, format: "iso19794-2:2005", data: samples.fingerprint(position)
                ).wire
            })
    }
    private func check(_ circumstance: String = "noDocument", under12: Bool = false, more: [(String, JSON)] = [])
        -> JSON
    {
        .object(
            JSONObject(
                [
                    ("circumstance", .string(circumstance)), ("personPresent", true), ("underTwelve", .bool(under12)),
                    ("nationalLaw", "Code, Article 78-3"),
                ] + more))
    }

    private func identified(_ world: DetectionWorld, _ input: JSON, case reference: String = "case-1") async throws
        -> JSON
    {
        try await world.run("cir.identifyPerson", input, as: police, for: .policeIdentification, case: reference).body
    }

    @Test("Art. 20(1)–(3): live fingerprints in an open check show one person's data from all systems, and never which")
    func identify() async throws {
        let world = try await DetectionWorld()
        try await world.put(
            DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5),
            DetectionWorld.record(.VIS, 2, ada, document: "D2", body: 5))
        try await world.put(DetectionWorld.record(.Eurodac, 3, eva, body: 9, state: "ITA"))
        try await world.detect()
        let probe = JSON.object(["samples": sample(5)])
        // Without a check on the record there is no right.
        #expect(await world.refusal("cir.identifyPerson", probe, as: police, for: .policeIdentification) == .forbidden)
        _ = try await world.run("cir.openIdentityCheck", check(), as: police, for: .policeIdentification)
        let reply = try await identified(world, probe)
        #expect(reply["result"]?.text == "found")
        let persons = reply["persons"]?.elements ?? []
        #expect(persons.count == 1)
        #expect(persons.first?["documents"]?.elements?.count == 2)
        let text = reply.compact
        for word in ["EES", "VIS", "Eurodac", DetectionWorld.id(1).description, DetectionWorld.id(2).description] {
            #expect(!text.contains(word), "\(word)")
        }
        // Another case has no check.
        #expect(
            await world.refusal("cir.identifyPerson", probe, as: police, for: .policeIdentification, case: "case-2")
                == .forbidden)
        // The check is over after some hours.
        world.clock.now = world.clock.now.adding(hours: 5)
        #expect(await world.refusal("cir.identifyPerson", probe, as: police, for: .policeIdentification) == .forbidden)
    }

    @Test("Art. 32(2)–(3): a query of the repository indicates that a red link joins the data, and not what it joins")
    func redLinkIsIndicated() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        _ = try await world.run("cir.openIdentityCheck", check(), as: police, for: .policeIdentification)
        let probe = JSON.object(["samples": sample(5)])
        #expect(try await identified(world, probe)["persons"]?.elements?.allSatisfy { $0["redLink"] == nil } == true)
        let link = try #require(try await world.links().first)
        let decision = JSON.object([
            "link": .string(link.id.description), "conclusion": "samePersonUnjustified", "reasons": ["identityInvented"], "personPresent": true,
            "explanation": "The name is an invention.",
        ])
        _ = try await world.run("mid.verifyLink", decision, as: .of(.border, "DEU"), for: .borderCheck, version: 1)
        let reply = try await identified(world, probe)
        #expect(reply["persons"]?.elements?.map { $0["redLink"] } == [.bool(true)])
        for word in ["EES", "VIS", link.id.description] { #expect(!reply.compact.contains(word), "\(word)") }
    }

    @Test("Art. 32(2), 26(2): a red link with an alert is indicated too; that with an alert for arrest which is unavailable here is not")
    func redLinkWithAlertIsIndicated() async throws {
        for category in [AlertCategory.refusal, .arrest] {
            let world = try await DetectionWorld()
            var alert = DetectionWorld.record(.SIS, 1, ada, document: "D1", body: 5, state: "ITA")
            alert.alert = category
            try await world.put(alert)
            try await world.put(DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU"))
            try await world.detect()
            let link = try #require(try await world.links().first)
            var red = link
            red.value.colour = .red
            red.value.conclusion = .samePersonUnjustified
            try await world.commit([red.update])
            _ = try await world.run("cir.openIdentityCheck", check(), as: police, for: .policeIdentification)
            let probe = JSON.object(["samples": sample(5)])
            let reply = try await identified(world, probe)
            #expect(reply["persons"]?.elements?.map { $0["redLink"] } == [.bool(true)], "\(category)")
            #expect(reply["persons"]?.elements?.first?["documents"]?.elements?.count == 1 && !reply.compact.contains("SIS"))
            guard category == .arrest else { continue }
            var stored = try #require(try await world.all(Alert.self).first)
            var unavailability = Unavailability()
            unavailability.until = world.clock.now.adding(hours: 48)
            unavailability.memberStates = [CountryCode("FRA")!]
            (unavailability.authorisation, unavailability.necessity) = ("A-1", "Nothing else serves.")
            stored.value.unavailability = unavailability
            try await world.commit([stored.update])
            #expect(try await identified(world, probe)["persons"]?.elements?.map { $0["redLink"] } == [nil])
        }
    }

    @Test("Art. 18(1), 20(3): of Eurodac under 603 nothing is in the repository, and samples without a name are nobody's file")
    func nothingOfTheEarlierEurodac() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.Eurodac, 1, ada, body: 5, state: "ITA"))
        _ = try await world.run("cir.openIdentityCheck", check(), as: police, for: .policeIdentification)
        let probe = JSON.object(["samples": sample(5)])
        #expect(try await identified(world, probe)["result"]?.text == "found")
        let stored = try #require(try await world.all(EurodacDataset.self).first)
        var nameless = stored
        nameless.value.identity = PersonIdentity()
        nameless.value.document = nil
        try await world.commit([nameless.update])
        #expect(try await identified(world, probe)["result"]?.text == "notFound")
        var earlier = try #require(try await world.all(EurodacDataset.self).first)
        earlier.value = stored.value
        earlier.value.regime = .regulation603
        try await world.commit([earlier.update])
        #expect(try await identified(world, probe)["result"]?.text == "notFound")
    }

    @Test(
        "Art. 20(5): without national law there is no check, whoever says so; its presence is the administration's to record"
    )
    func nationalLaw() async throws {
        let world = try await DetectionWorld()
        let other = Caller.of(.police)
        #expect(
            await world.refusal("cir.openIdentityCheck", check(), as: other, for: .policeIdentification) == .forbidden)
        var authority = Authority(name: "FRA-POLICE", title: "Police", kind: .police, memberState: "FRA")
        #expect(!authority.standing.contains(.nationalLaw))
        authority.mayIdentify = true
        #expect(authority.standing.contains(.nationalLaw))
    }

    @Test(
        "Art. 20(1): never under twelve, whether the officer sees it or the data say it, unless it is in the child's best interests"
    )
    func children() async throws {
        let world = try await DetectionWorld()
        let child = PersonIdentity.named("CHILD", "TOM", born: "2018-05-05", sex: .male)
        try await world.put(DetectionWorld.record(.Eurodac, 1, child, body: 5, state: "ITA"))
        #expect(
            await world.refusal("cir.openIdentityCheck", check(under12: true), as: police, for: .policeIdentification)?
                .code == "cir/check-not-lawful")
        _ = try await world.run("cir.openIdentityCheck", check(), as: police, for: .policeIdentification)
        #expect(try await identified(world, .object(["samples": sample(5)]))["result"]?.text == "notFound")
        _ = try await world.run(
            "cir.openIdentityCheck",
            check(under12: true, more: [("bestInterests", "A child alone at a station, looking for its parents.")]),
            as: police,
            for: .policeIdentification, case: "case-9")
        #expect(
            try await identified(world, .object(["samples": sample(5)]), case: "case-9")["result"]?.text == "found"
        )
    }

    @Test("Art. 20(1): of whom nothing but the year of birth is known, and who may be under twelve, nobody is shown")
    func mayBeChild() async throws {
        let world = try await DetectionWorld()
        var child = PersonIdentity.named("CHILD", "TIM", sex: .male)
        child.dateOfBirth = PartialDate(year: DetectionWorld.today.components.year - 12)
        try await world.put(DetectionWorld.record(.Eurodac, 1, child, body: 5, state: "ITA"))
        _ = try await world.run("cir.openIdentityCheck", check(), as: police, for: .policeIdentification)
        #expect(try await identified(world, .object(["samples": sample(5)]))["result"]?.text == "notFound")
    }

    @Test("Art. 20(2): a live facial image is biometric data as fingerprints are, alone or with them")
    func byFace() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5))
        _ = try await world.run("cir.openIdentityCheck", check(), as: police, for: .policeIdentification)
        let samples = SyntheticSamples(person: 5, taking: 50)
        let face = ProbeSample(.face, format: SyntheticSamples.faceFormat, data: samples.face()).wire
        for probe in [[face], [face] + (sample(5).elements ?? [])] {
            #expect(try await identified(world, .object(["samples": .array(probe)]))["result"]?.text == "found")
        }
    }

    @Test("Art. 20(3): names only once biometrics have failed or cannot be used")
    func byIdentity() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.ETIAS, 1, ada, document: "D1"), DetectionWorld.record(.SIS, 2, ada))
        _ = try await world.run("cir.openIdentityCheck", check(), as: police, for: .policeIdentification)
        let byName = JSON.object([
            "identity": ada.wire,
            "document": TravelDocument(kind: .passport, number: "D1", issuer: CountryCode("UTO")!).wire,
        ])
        #expect(await world.refusal("cir.identifyPerson", byName, as: police, for: .policeIdentification) == .forbidden)
        #expect(try await identified(world, .object(["samples": sample(77)]))["result"]?.text == "notFound")
        let reply = try await identified(world, byName)
        // SIS is never in the repository (Article 17(2)).
        #expect(reply["persons"]?.elements?.count == 1)
    }

    @Test("2016/679 Art. 18(2): a white link whose processing is restricted joins no data in the repository until the restriction is lifted")
    func restrictedWhite() async throws {
        let world = try await DetectionWorld()
        try await world.put(
            DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5), DetectionWorld.record(.VIS, 2, ada, document: "D2", body: 5))
        try await world.detect()
        let link = try #require(try await world.links().first)
        #expect(link.value.colour == .white)
        func file() async throws -> Set<RecordID> {
            let mandate = world.installation.policy.mandate(
                forTask: "test", systems: Set(SystemName.allCases), actions: [.read], article: "test", requestID: "test")
            return try await world.installation.registry.read(mandate) { reader in
                Set(try RepositoryFiles.members(of: DetectionWorld.id(1), from: reader))
            }
        }
        let (one, two) = (DetectionWorld.id(1), DetectionWorld.id(2))
        #expect(try await file() == [one, two])
        let officer = Caller.of(.border, "FRA")
        let wish = try await world.run(
            "mid.submitDataSubjectRequest",
            .object(["link": .string(link.id.description), "right": "restriction", "statement": "That is not me."]), as: officer,
            for: .dataSubjectRequest
        ).body
        let request = wish["id"] ?? .null
        _ = try await world.run(
            "mid.decideDataSubjectRequest", .object(["request": request, "state": "granted"]), as: officer, for: .dataSubjectRequest, version: 1)
        #expect(try await file() == [one])
        _ = try await world.run(
            "mid.liftRestriction", .object(["request": request, "reasons": "The link was checked."]), as: officer, for: .dataSubjectRequest,
            version: 2)
        #expect(try await file() == [one, two])
    }

    @Test(
        "Art. 19(2), 23: white and red links make one file, yellow and green do not; what is erased or unlinked is apart at once"
    )
    func merging() async throws {
        let world = try await DetectionWorld()
        let visa = DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5)
        try await world.put(visa, DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5))
        try await world.put(DetectionWorld.record(.ecrisTCN, 3, eva, body: 5, state: "ITA"))
        try await world.detect()
        let reader = try await world.installation.store.read { view in try view.lastSequence() }
        #expect(reader > 0)
        func files(_ number: Int) async throws -> Set<RecordID> {
            let mandate = world.installation.policy.mandate(
                forTask: "test", systems: Set(SystemName.allCases), actions: [.read], article: "test", requestID: "test"
            )
            return try await world.installation.registry.read(mandate) { reader in
                Set(try RepositoryFiles.members(of: DetectionWorld.id(number), from: reader))
            }
        }
        let (one, two, three) = (DetectionWorld.id(1), DetectionWorld.id(2), DetectionWorld.id(3))
        #expect(try await files(1) == [one, two])
        #expect(try await files(3) == [three])
        // Red joins as well (Article 32(3)).
        for link in try await world.links() where link.value.colour == .yellow {
            let responsible = try #require(link.value.responsible)
            let input = JSON.object([
                "link": .string(link.id.description), "conclusion": "samePersonUnjustified",
                "reasons": ["identityInvented"],
                "explanation": "The name is an invention.",
            ])
            _ = try await world.run(
                "mid.verifyLink", input, as: .of(responsible.kind, responsible.memberState), for: .criminalProceedings,
                version: link.version)
        }
        #expect(try await files(3) == [one, two, three])
        try await world.erase(visa)
        #expect(try await files(2).contains(one) == false)
        try await world.detect()
        #expect(try await files(3) == [two, three])
    }

    @Test(
        "Art. 21: data of a yellow link are for who verifies it, SIS data included (29(3)); of a red one, without SIS, for those who fight fraud"
    )
    func linkedData() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.SIS, 1, eva, body: 5, state: "ITA"))
        try await world.put(DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let link = try #require(try await world.links().first)
        let input = JSON.object(["link": .string(link.id.description)])
        let verifier = Caller.of(.border, "DEU")
        let data = try await world.run("cir.readLinkedData", input, as: verifier, for: .borderCheck).body
        let read = try ReadLinkedData.Output(reading: data)
        #expect(read.sides.count == 2 && read.comparison?.biometrics == .same)
        #expect(read.fingers.count == 4 && (read.falseMatchRate ?? 1) < 1e-9)
        #expect(read.categories.map(\.result) == [.different, .different, .same, .same])
        for (caller, purpose) in [
            (Caller.of(.border, "FRA"), Purpose.borderCheck), (.of(.police, "DEU"), .policeCheck),
            (.of(.visa, "DEU"), .visaExamination),
        ] {
            #expect(
                await world.refusal("cir.readLinkedData", input, as: caller, for: purpose) == .notFound,
                "\(caller.kind)")
        }
        let decision = JSON.object([
            "link": .string(link.id.description), "conclusion": "samePersonUnjustified",
            "reasons": ["identityInvented"], "personPresent": true,
            "explanation": "The name is an invention.",
        ])
        _ = try await world.run("mid.verifyLink", decision, as: verifier, for: .borderCheck, version: 1)
        let fraud = try ReadLinkedData.Output(
            reading: try await world.run("cir.readLinkedData", input, as: .of(.police, "FRA"), for: .policeCheck).body)
        #expect(fraud.sides.map(\.side.system) == [.EES])
        #expect(fraud.fingers.isEmpty && fraud.evidence.isEmpty)
        // What comparing came to would tell what an alert holds.
        #expect(fraud.comparison == nil && fraud.existing.isEmpty)
    }

    @Test(
        "Art. 22: grounds, then systems and nothing else; a request for full access must follow, or the reason why not")
    func presence() async throws {
        let world = try await DetectionWorld()
        try await world.put(
            DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5),
            DetectionWorld.record(.Eurodac, 2, ada, body: 5, state: "ITA"),
            DetectionWorld.record(.ecrisTCN, 3, ada, body: 5, state: "ITA"))
        let probe = JSON.object(["samples": sample(5)])
        #expect(await world.refusal("cir.searchPresence", probe, as: investigator, for: .lawEnforcement) == .forbidden)
        let grounds = JSON.object([
            "offence": "terroristOffence", "necessity": "A life may depend on it.",
            "specificCase": "Case 17 of the unit.",
            "reasonableGrounds": "A witness knows the person as a traveller.",
        ])
        let stated = try await world.run("cir.stateGrounds", grounds, as: investigator, for: .lawEnforcement).body
        let before = await world.refusal(
            "vis.search",
            .object(["document": TravelDocument(kind: .passport, number: "D1", issuer: CountryCode("UTO")!).wire]),
            as: investigator, for: .lawEnforcement)
        #expect(before == .forbidden || before == .malformed)
        let reply = try await world.run("cir.searchPresence", probe, as: investigator, for: .lawEnforcement).body
        // ECRIS-TCN is none of the systems of the Article; nothing but names of systems is shown.
        #expect(reply.compact == #"{"systems":["Eurodac","VIS"]}"#)
        let facts = try await world.installation.store.read { view in
            try view.facts(authority: "FRA-DESIGNATED", caseReference: "case-1", at: world.clock.now)
        }
        #expect(Set(facts.filter { $0.condition == .cirHit }.map(\.system)) == [.VIS, .Eurodac, .CIR])
        func open() async throws -> Int {
            try await world.all(LegalTask<CIRTasks>.self).count { $0.value.state == .open && $0.value.step == "requestFullAccess" }
        }
        #expect(try await open() == 1)
        // Somebody else's query is not ours to justify.
        let justify = JSON.object([
            "request": .string(stated["request"]?.text ?? ""), "justification": "The case was closed meanwhile.",
        ])
        #expect(
            await world.refusal(
                "cir.justifyNoAccess", justify,
                as: Caller(authority: "FRA-OTHER", kind: .designated, memberState: "FRA", user: "x"),
                for: .lawEnforcement)
                == .forbidden)
        // Full access is asked for in one of the systems: the duty is done.
        _ = try await world.run(
            "vis.requestAccess",
            .object([
                "aim": "lawEnforcement", "offence": "terroristOffence", "necessity": "needed", "specificCase": "case",
                "reasonableGrounds": "grounds",
            ]), as: investigator, for: .lawEnforcement)
        let followed = await world.installation.following.catchUp()
        #expect(followed.failed.isEmpty)
        #expect(try await open() == 0)
        #expect(try await world.all(PresenceRequest.self).map(\.value.state) == [.accessRequested])
        #expect(
            await world.refusal("cir.justifyNoAccess", justify, as: investigator, for: .lawEnforcement)?.code
                == "cir/nothing-to-justify")
        // Asking again for what full access was requested in asks nothing new; another system's name does.
        _ = try await world.run("cir.searchPresence", probe, as: investigator, for: .lawEnforcement)
        #expect(try await open() == 0)
        try await world.put(DetectionWorld.record(.EES, 4, eva, document: "D4", body: 9))
        let other = try await world.run("cir.searchPresence", .object(["samples": sample(9)]), as: investigator, for: .lawEnforcement).body
        #expect(other.compact == #"{"systems":["EES"]}"#)
        #expect(try await open() == 1)
        #expect(try await world.all(PresenceRequest.self).map(\.value.state) == [.named])
        // Nothing compared is not nothing found.
        let rubbish = JSON.array([ProbeSample(.fingerprint, position: 2, format: "wsq", data: [1, 2, 3]).wire])
        #expect(
            await world.refusal("cir.searchPresence", .object(["samples": rubbish]), as: investigator, for: .lawEnforcement)?.code
                == "cir/samples-unusable")
    }

    @Test("Art. 22(2): exceptionally no request is made, and the record says why; supervisors see all of them")
    func justification() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5))
        let grounds = JSON.object([
            "offence": "seriousCriminalOffence", "necessity": "A life may depend on it.",
            "specificCase": "Case 18 of the unit.",
            "reasonableGrounds": "A witness knows the person as a traveller.",
        ])
        let stated = try await world.run("cir.stateGrounds", grounds, as: investigator, for: .lawEnforcement).body
        _ = try await world.run(
            "cir.searchPresence", .object(["samples": sample(5)]), as: investigator, for: .lawEnforcement)
        _ = try await world.run(
            "cir.justifyNoAccess",
            .object(["request": stated["request"] ?? .null, "justification": "The case was closed meanwhile."]),
            as: investigator,
            for: .lawEnforcement)
        let duties = try await world.all(LegalTask<CIRTasks>.self).filter { $0.value.step == "requestFullAccess" }
        #expect(duties.map(\.value.state) == [.done])
        let seen = try await world.run(
            "cir.listPresenceRequests", .object([:]), as: .of(.supervisory, nil), for: .supervision
        ).body
        #expect(seen["requests"]?.elements?.count == 1)
        #expect(seen["requests"]?.elements?.first?["request"]?["state"]?.text == "justified")
    }

    @Test("Art. 24(4): each access is to be verified within six months, whatever it found, by whoever supervises the authority that asked")
    func verification() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5))
        let grounds = JSON.object([
            "offence": "seriousCriminalOffence", "necessity": "A life may depend on it.",
            "specificCase": "Case 19 of the unit.",
            "reasonableGrounds": "A witness knows the person as a traveller.",
        ])
        let europol = Caller(authority: "EUROPOL", kind: .europol, memberState: nil, user: "user-1")
        let (national, protection) = (Caller.of(.supervisory, "FRA"), Caller.of(.supervisory, nil))
        func search(_ body: Int, as caller: Caller) async throws {
            world.clock.now = world.clock.now.adding(seconds: 60)
            _ = try await world.run("cir.searchPresence", .object(["samples": sample(body)]), as: caller, for: .lawEnforcement)
        }
        func waiting(_ caller: Caller, _ operation: String = "cir.listTasks") async throws -> [JSON] {
            try await world.run(operation, .object([:]), as: caller, for: .supervision).body["tasks"]?.elements ?? []
        }
        func verify(_ caller: Caller, until: Instant? = nil) async throws -> JSON? {
            var input = JSONObject()
            if let until { input.append("until", until.wire) }
            return try await world.run("cir.verifyLogs", .object(input), as: caller, for: .supervision).body["verified"]
        }
        for caller in [investigator, europol] {
            _ = try await world.run("cir.stateGrounds", grounds, as: caller, for: .lawEnforcement)
            try await search(5, as: caller)
        }
        let first = world.clock.now
        // Nobody is found, and it was an access.
        try await search(9, as: investigator)
        let tasks = try await waiting(national)
        #expect(tasks.count == 2 && tasks.allSatisfy { $0["step"] == "verifyLogs" && $0["article"] == "817 24(4)" })
        #expect(try await waiting(national, "work.list").count == 2)
        #expect(try await waiting(protection).count == 1)
        for task in tasks {
            let begun = try #require(task["begun"]?.text.flatMap { Instant($0) })
            let deadline = try #require(task["deadline"]?.text.flatMap { Instant($0) })
            #expect(deadline > begun.adding(hours: 24 * 180) && deadline <= Instant(day: begun.utcDay.adding(months: 6), secondOfDay: 0))
        }
        // Nobody else ends what waits: not another State's supervisor, and not who asked.
        #expect(try await verify(.of(.supervisory, "DEU")) == 0)
        #expect(await world.refusal("cir.verifyLogs", .object([:]), as: investigator, for: .lawEnforcement) == .forbidden)
        #expect(try await verify(national, until: first) == 1)
        #expect(try await waiting(national).count == 1)
        world.clock.now = world.clock.now.adding(hours: 24 * 190)
        #expect(try await waiting(national).allSatisfy { $0["overdue"] == true })
        #expect(try await verify(national) == 1)
        #expect(try await verify(national) == 0)
        #expect(try await waiting(national).isEmpty)
        #expect(try await waiting(protection).count == 1)
        #expect(try await verify(protection) == 1)
        // The duty to ask for full access is another one, and stays.
        let open = try await world.all(LegalTask<CIRTasks>.self).filter { $0.value.state == .open }
        #expect(open.map(\.value.step) == ["requestFullAccess", "requestFullAccess"])
    }

    @Test("a part of the repository that is out makes no reply of nobody")
    func outage() async throws {
        let world = try await DetectionWorld()
        _ = try await world.run("cir.openIdentityCheck", check(), as: police, for: .policeIdentification)
        world.installation.gates[.VIS]?.condition = .outOfService
        #expect(
            await world.refusal(
                "cir.identifyPerson", .object(["samples": sample(5)]), as: police, for: .policeIdentification)?
                .code
                == "cir/system-unavailable")
    }
}
