import Access
import Identity
import Interoperability
import Operations
import Registry
import SIS
import Testing
import Wire

@testable import Installation
@testable import Simulation

/// Verification of links and who may see them (2019/817 and 2019/818 Articles 26, 29, 31–34).
@Suite struct VerificationTests {
    private let ada = PersonIdentity.named("TRAVELLER", "ADA")
    private let eva = PersonIdentity.named("SOMEBODY", "EVA", born: "1990-09-09")
    private let guardDEU = Caller.of(.border, "DEU")

    /// A yellow link of Article 30(1)(a): one body, two names; the German border guard verifies.
    private func yellow(_ settings: MIDSettings = MIDSettings()) async throws -> (
        DetectionWorld, Recorded<IdentityLink>
    ) {
        let world = try await DetectionWorld(mid: settings)
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        return (world, try #require(try await world.links().first))
    }

    private func decision(
        _ link: RecordID, _ conclusion: LinkRule.Conclusion, present: Bool = true,
        explanation: String? = "The person used a name that is not theirs."
    ) -> JSON {
        var object = JSONObject([
            ("link", .string(link.description)), ("conclusion", .string(conclusion.rawValue)),
            ("reasons", ["personExplained", "samePersonByComparison"]),
        ])
        if let explanation { object.append("explanation", .string(explanation)) }
        if present { object.append("personPresent", true) }
        return .object(object)
    }

    @Test("Art. 48(1)-(3): any Member State takes a request about a link; the one that verifies is contacted in seven days, the answer is due in 45")
    func rightsOfPersons() async throws {
        let (world, link) = try await yellow()
        let wish = JSON.object(["link": .string(link.id.description), "right": "rectification", "statement": "That is not me."])
        let own = try await world.run("mid.submitDataSubjectRequest", wish, as: guardDEU, for: .dataSubjectRequest)
        #expect(own.body["id"]?.text != nil)
        #expect(own.body["forwardBy"] == nil)
        let other = try await world.run("mid.submitDataSubjectRequest", wish, as: Caller.of(.visa, "FRA"), for: .dataSubjectRequest)
        let day = try #require(other.body["answerBy"]?.text.flatMap { Day($0) })
        #expect(other.body["forwardBy"]?.text.flatMap { Day($0) }.map { day - $0 } == 38)
        #expect(try #require(own.body["answerBy"]?.text) == day.description)
    }

    private func rectification(_ link: RecordID, _ step: String) -> JSON {
        .object(["link": .string(link.description), "step": .string(step), "explanation": "The evidence leaves no other way."])
    }

    @Test(
        "Art. 48(1), 48(5), 49(3): a request by the number in the person's letter; what is granted waits on the desk that answers for the link")
    func requestsByNumber() async throws {
        let (world, link) = try await yellow()
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: 1)
        let number = try #require(try await world.files().first?.value.number)
        func submit(_ number: String, _ right: String) -> JSON {
            .object(["number": .string(number), "right": .string(right), "statement": "That is not me."])
        }
        func grant(_ request: JSON) async throws {
            _ = try await world.run(
                "mid.decideDataSubjectRequest", .object(["request": request["id"] ?? .null, "state": "granted"]), as: guardDEU,
                for: .dataSubjectRequest, version: 1)
        }
        #expect(
            await world.refusal(
                "mid.submitDataSubjectRequest", submit("MID0000000000000", "erasure"), as: .of(.visa, "FRA"), for: .dataSubjectRequest)
                == .notFound)
        let wish = try await world.run(
            "mid.submitDataSubjectRequest", submit(number, "erasure"), as: .of(.visa, "FRA"), for: .dataSubjectRequest
        ).body
        #expect(wish["request"]?["link"]?.text == link.id.description)
        #expect(wish["request"]?["responsible"]?.text == "DEU")
        // A restriction is shown to who answers for the link, and asks nothing of it.
        try await grant(
            try await world.run("mid.submitDataSubjectRequest", submit(number, "restriction"), as: guardDEU, for: .dataSubjectRequest).body)
        let asked = JSON.object(["link": .string(link.id.description)])
        #expect(try await world.run("mid.readLink", asked, as: guardDEU, for: .borderCheck).body["restricted"] == .bool(true))
        #expect(try await !world.tasks().contains { $0.value.step == "carryOutRequest" })
        try await grant(wish)
        let task = try #require(try await world.tasks().first { $0.value.step == "carryOutRequest" }?.value)
        #expect(task.state == .open && task.authority == .border && task.memberState == "DEU")
        #expect(try await world.inbox("border/DEU").contains { $0.kind == "mid.requestGranted" })
        _ = try await world.run("mid.rectifyLink", rectification(link.id, "erase"), as: guardDEU, for: .borderCheck, version: 2)
        #expect(try await world.links().isEmpty)
    }

    private func ask(_ world: DetectionWorld, _ link: RecordID, _ right: String, of caller: Caller) async throws -> JSON {
        try await world.run(
            "mid.submitDataSubjectRequest",
            .object(["link": .string(link.description), "right": .string(right), "statement": "That is not me."]), as: caller,
            for: .dataSubjectRequest
        ).body
    }

    private func answer(_ request: JSON, _ state: String) -> JSON {
        .object(["request": request["id"] ?? .null, "state": .string(state)])
    }

    private func open(_ world: DetectionWorld) async throws -> [String] {
        try await world.tasks().filter { $0.value.state == .open }.map(\.value.step).sorted()
    }

    private func version(_ world: DetectionWorld) async throws -> Int { try #require(try await world.links().first).version }

    @Test("Art. 48(5): what was granted to a person is corrected or erased, and neither upheld nor verified away")
    func grantedIsCarriedOut() async throws {
        let (world, link) = try await yellow()
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: 1)
        let wish = try await ask(world, link.id, "erasure", of: guardDEU)
        _ = try await world.run("mid.decideDataSubjectRequest", answer(wish, "granted"), as: guardDEU, for: .dataSubjectRequest, version: 1)
        let asked = JSON.object(["link": .string(link.id.description)])
        #expect(try await world.run("mid.readLink", asked, as: guardDEU, for: .borderCheck).body["granted"] == .bool(true))
        // Neither by itself nor beside evidence that comes to nothing.
        for isEvidence in [false, true] {
            if isEvidence {
                _ = try await world.run(
                    "mid.giveEvidence", .object(["link": .string(link.id.description), "evidence": "They were seen together."]),
                    as: .of(.police, "ITA"), for: .policeCheck)
            }
            let seen = try await version(world)
            #expect(
                await world.refusal("mid.rectifyLink", rectification(link.id, "uphold"), as: guardDEU, for: .borderCheck, version: seen)?.code
                    == "mid/request-granted")
        }
        _ = try await world.run(
            "mid.rectifyLink", rectification(link.id, "reopen"), as: guardDEU, for: .borderCheck, version: try await version(world))
        #expect(try await open(world) == ["carryOutRequest", "verifyLink"])
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: try await version(world))
        #expect(try await open(world) == ["informPerson"])
        #expect(try await world.tasks().first { $0.value.step == "carryOutRequest" }?.value.state == .done)
    }

    @Test("Art. 48(5): of a yellow link a red conclusion alone does not carry out what was granted, and changed data do not take it away")
    func grantedOnYellow() async throws {
        let (world, link) = try await yellow()
        let wish = try await ask(world, link.id, "rectification", of: guardDEU)
        _ = try await world.run("mid.decideDataSubjectRequest", answer(wish, "granted"), as: guardDEU, for: .dataSubjectRequest, version: 1)
        #expect(try await open(world) == ["carryOutRequest", "verifyLink"])
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: try await version(world))
        #expect(try await open(world) == ["carryOutRequest", "informPerson"])
        // White by itself: nobody would answer for it, were it not for the person's request.
        try await world.change(DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let white = try #require(try await world.links().first)
        #expect(white.value.colour == .white && white.value.responsible?.reference == "border/DEU")
        #expect(try await open(world) == ["carryOutRequest"])
        _ = try await world.run("mid.rectifyLink", rectification(link.id, "erase"), as: guardDEU, for: .borderCheck, version: white.version)
        #expect(try await world.links().isEmpty)
        #expect(try await world.tasks().allSatisfy { $0.value.about != link.id })
    }

    @Test("Art. 48(3): a Member State that did not verify the link contacts the one that did before it grants")
    func contactComesFirst() async throws {
        let (world, link) = try await yellow()
        let visaFRA = Caller.of(.visa, "FRA")
        let wish = try await ask(world, link.id, "rectification", of: visaFRA)
        #expect(
            await world.refusal("mid.decideDataSubjectRequest", answer(wish, "granted"), as: visaFRA, for: .dataSubjectRequest, version: 1)?.code
                == "mid/not-contacted")
        _ = try await world.run("mid.decideDataSubjectRequest", answer(wish, "forwarded"), as: visaFRA, for: .dataSubjectRequest, version: 1)
        _ = try await world.run("mid.decideDataSubjectRequest", answer(wish, "granted"), as: visaFRA, for: .dataSubjectRequest, version: 2)
        #expect(try await open(world) == ["carryOutRequest", "verifyLink"])
        // To show somebody their data nobody need be asked.
        let access = try await ask(world, link.id, "access", of: visaFRA)
        _ = try await world.run("mid.decideDataSubjectRequest", answer(access, "granted"), as: visaFRA, for: .dataSubjectRequest, version: 1)
    }

    @Test("Art. 48(4)-(5): where the ETIAS Central Unit verifies it gives its opinion in thirty days, fifteen more once; the State asked corrects")
    func centralUnit() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU"))
        _ = try await TransitionalRun(world.installation.detector, batch: 3).run()
        let link = try #require(try await world.links().first)
        #expect(link.value.colour == .yellow && link.value.responsible?.reference == "etiasCentral/-")
        let (visaFRA, unit) = (Caller.of(.visa, "FRA"), Caller.of(.etiasCentral, nil))
        let wish = try await ask(world, link.id, "erasure", of: visaFRA)
        #expect(wish["request"]?["responsible"]?.text == "etiasCentral/-" && wish["forwardBy"] != nil)
        #expect(try await world.inbox("etiasCentral/-").contains { $0.kind == "mid.dataSubjectRequest" })
        func opinion(_ word: String) -> JSON {
            .object(["request": wish["id"] ?? .null, "opinion": .string(word), "reasons": "Two names were confused."])
        }
        func code(_ operation: String, _ input: JSON, _ caller: Caller, _ version: Int) async -> String? {
            await world.refusal(operation, input, as: caller, for: .dataSubjectRequest, version: version)?.code
        }
        // Nothing is asked of the unit before it is contacted; it decides nothing, and nothing is granted without asking it.
        #expect(await code("mid.giveOpinionOnRequest", opinion("wrong"), unit, 1) == "mid/no-opinion-asked")
        #expect(await code("mid.decideDataSubjectRequest", answer(wish, "granted"), unit, 1) == "forbidden")
        #expect(await code("mid.decideDataSubjectRequest", answer(wish, "granted"), visaFRA, 1) == "mid/not-contacted")
        let forwarded = try await world.run(
            "mid.decideDataSubjectRequest", answer(wish, "forwarded"), as: visaFRA, for: .dataSubjectRequest, version: 1
        ).body
        #expect(forwarded["checkBy"]?.text.flatMap { Day($0) }.map { $0 - DetectionWorld.today } == 30)
        let desk = try await world.run("mid.listTasks", .object([:]), as: unit, for: .dataSubjectRequest).body["tasks"]?.elements ?? []
        #expect(desk.contains { $0["step"]?.text == "giveOpinionOnRequest" })
        let later = try await world.run(
            "mid.giveOpinionOnRequest", opinion("later"), as: unit, for: .dataSubjectRequest, version: 2
        ).body
        #expect(later["checkBy"]?.text.flatMap { Day($0) }.map { $0 - DetectionWorld.today } == 45)
        #expect(await code("mid.giveOpinionOnRequest", opinion("later"), unit, 3) == "mid/no-extension")
        #expect(await code("mid.giveOpinionOnRequest", opinion("wrong"), visaFRA, 3) == "forbidden")
        _ = try await world.run("mid.giveOpinionOnRequest", opinion("wrong"), as: unit, for: .dataSubjectRequest, version: 3)
        #expect(try await world.inbox("FRA").contains { $0.kind == "mid.requestOpinion" })
        let reference = JSON.object(["request": wish["id"] ?? .null])
        let read = try await world.run("mid.readDataSubjectRequest", reference, as: unit, for: .dataSubjectRequest).body
        #expect(read["request"]?["opinion"]?["finding"]?.text == "wrong")
        _ = try await world.run("mid.decideDataSubjectRequest", answer(wish, "granted"), as: visaFRA, for: .dataSubjectRequest, version: 4)
        #expect(try await open(world) == ["carryOutRequest", "verifyLink"])
        #expect(
            try await world.tasks().filter { $0.value.state == .open }.allSatisfy { $0.value.authority == .visa && $0.value.memberState == "FRA" })
        let seen = try await version(world)
        _ = try await world.run("mid.rectifyLink", rectification(link.id, "erase"), as: visaFRA, for: .visaExamination, version: seen)
        #expect(try await world.links().isEmpty)
    }

    @Test("Art. 48(5): a link that nobody had to verify is put right by the Member State asked")
    func nobodyVerified() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let link = try #require(try await world.links().first)
        #expect(link.value.colour == .white && link.value.responsible == nil)
        let visaITA = Caller.of(.visa, "ITA")
        let wish = try await ask(world, link.id, "rectification", of: visaITA)
        #expect(wish["request"]?["responsible"]?.text == "ITA" && wish["forwardBy"] == nil)
        _ = try await world.run("mid.decideDataSubjectRequest", answer(wish, "granted"), as: visaITA, for: .dataSubjectRequest, version: 1)
        #expect(try await open(world) == ["carryOutRequest"])
        let granted = try #require(try await world.links().first)
        #expect(granted.value.responsible?.reference == "visa/ITA")
        _ = try await world.run("mid.rectifyLink", rectification(link.id, "reopen"), as: visaITA, for: .visaExamination, version: granted.version)
        #expect(try await open(world) == ["carryOutRequest", "verifyLink"])
    }

    @Test("Art. 48(9)-(10): what identifies the person goes with the decision, in every version; the written record stays")
    func statementsGo() async throws {
        let (world, link) = try await yellow()
        let visaFRA = Caller.of(.visa, "FRA")
        let wish = try await ask(world, link.id, "rectification", of: visaFRA)
        #expect(wish["request"]?["statement"]?.text == "That is not me.")
        _ = try await world.run("mid.decideDataSubjectRequest", answer(wish, "forwarded"), as: visaFRA, for: .dataSubjectRequest, version: 1)
        let reference = JSON.object(["request": wish["id"] ?? .null])
        let open = try await world.run("mid.readDataSubjectRequest", reference, as: guardDEU, for: .dataSubjectRequest).body
        #expect(open["request"]?["statement"]?.text == "That is not me.")
        #expect(try await world.all(RequestStatement<MIDTasks>.self).count == 1)
        _ = try await world.run(
            "mid.decideDataSubjectRequest",
            .object(["request": wish["id"] ?? .null, "state": "refused", "reasons": "The data were checked and are right."]), as: guardDEU,
            for: .dataSubjectRequest, version: 2)
        let decided = try await world.run("mid.readDataSubjectRequest", reference, as: guardDEU, for: .dataSubjectRequest).body
        #expect(decided["request"]?["statement"] == nil && decided["request"]?["state"]?.text == "refused")
        #expect(try await world.all(RequestStatement<MIDTasks>.self).isEmpty)
        let id = try #require(wish["id"]?.text.flatMap { RecordID($0) })
        let versions = try await world.installation.store.read { try $0.history(id) }
        #expect(versions.count == 3)
        #expect(versions.allSatisfy { !String(decoding: $0.payload, as: UTF8.self).contains("not me") })
    }

    @Test("Art. 48(1), 48(10); 2016/679 Art. 4(3), 18: a restriction is seen by whoever sees the link, and ends with the data")
    func restriction() async throws {
        let (world, link) = try await yellow()
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: 1)
        let wish = try await ask(world, link.id, "restriction", of: guardDEU)
        _ = try await world.run("mid.decideDataSubjectRequest", answer(wish, "granted"), as: guardDEU, for: .dataSubjectRequest, version: 1)
        let seen = try await world.run(
            "mid.readLink", .object(["link": .string(link.id.description)]), as: .of(.police, "ITA"), for: .policeCheck
        ).body
        #expect(seen["restricted"] == .bool(true) && seen["number"] == nil)
        #expect(try await world.all(RightsRequest<MIDTasks>.self).first?.value.projection.due.isEmpty == true)
        try await world.erase(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.detect()
        #expect(try await world.links().isEmpty)
        let request = try #require(try await world.all(RightsRequest<MIDTasks>.self).first?.value)
        #expect(!request.isRestriction && request.restrictionLifted != nil && request.reasons == "The data are gone.")
        #expect(request.projection.due.map(\.article) == ["48(10)"])
    }

    @Test("Art. 33(5): a white link that nobody had to verify is put right by whose record launched it, once there is evidence")
    func evidenceAgainstWhite() async throws {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let link = try #require(try await world.links().first)
        #expect(link.value.colour == .white && link.value.responsible == nil)
        // Who does not see the link puts nothing right.
        #expect(
            await world.refusal("mid.rectifyLink", rectification(link.id, "reopen"), as: .of(.police, "ITA"), for: .policeCheck, version: 1)
                == .notFound)
        func give() async throws -> String? {
            try await world.run(
                "mid.giveEvidence", .object(["link": .string(link.id.description), "evidence": "Twins: both were seen at one time."]),
                as: .of(.border, "FRA"), for: .borderCheck
            ).body["passedTo"]?.text
        }
        #expect(try await give() == "border/DEU")
        func steps() async throws -> [String] { try await world.tasks().filter { $0.value.state == .open }.map(\.value.step) }
        #expect(try await steps() == ["reviewEvidence"])
        // Looked at and found right: the link stays.
        let upheld = try await world.run(
            "mid.rectifyLink", rectification(link.id, "uphold"), as: guardDEU, for: .borderCheck, version: 2)
        #expect(upheld.body["colour"]?.text == "white")
        #expect(try await steps().isEmpty)
        #expect(
            await world.refusal("mid.rectifyLink", rectification(link.id, "uphold"), as: guardDEU, for: .borderCheck, version: 3)?.code
                == "mid/nothing-to-review")
        // Looked at again and found wrong: it is verified by hand.
        #expect(try await give() == "border/DEU")
        let shown = try await world.run(
            "mid.readLink", .object(["link": .string(link.id.description)]), as: guardDEU, for: .borderCheck
        ).body
        #expect(shown["reviewed"] == .bool(true) && shown["evidence"]?.elements?.count == 2)
        // Evidence makes another version: whoever has not seen it decides nothing.
        #expect(
            await world.refusal("mid.rectifyLink", rectification(link.id, "reopen"), as: guardDEU, for: .borderCheck, version: 3)
                == .preconditionFailed)
        _ = try await world.run("mid.rectifyLink", rectification(link.id, "reopen"), as: guardDEU, for: .borderCheck, version: 4)
        #expect(try await world.links().map(\.value.colour) == [.yellow])
        #expect(try await steps() == ["verifyLink"])
    }

    @Test("Art. 29(3), 48(5): a yellow link is verified, and not erased unless something speaks against it")
    func yellowIsNotErased() async throws {
        let (world, link) = try await yellow()
        for step in ["reopen", "erase"] {
            #expect(
                await world.refusal("mid.rectifyLink", rectification(link.id, step), as: guardDEU, for: .borderCheck, version: 1)?.code
                    == "mid/link-not-verified", "\(step)")
        }
        _ = try await world.run(
            "mid.giveEvidence", .object(["link": .string(link.id.description), "evidence": "The data were entered unlawfully."]), as: guardDEU,
            for: .borderCheck)
        _ = try await world.run("mid.rectifyLink", rectification(link.id, "erase"), as: guardDEU, for: .borderCheck, version: 2)
        #expect(try await world.links().isEmpty)
    }

    @Test("Art. 28, 32(4): where changed data take a conclusion away, nobody is to be told of it any more")
    func dutiesGoWithTheConclusion() async throws {
        let (world, link) = try await yellow()
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: 1)
        #expect(try await world.tasks().contains { $0.value.step == "informPerson" && $0.value.state == .open })
        try await world.change(DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        #expect(try await world.links().map(\.value.colour) == [.white])
        #expect(try await world.tasks().allSatisfy { $0.value.state != .open })
    }

    @Test("Art. 32(4): of an alert for discreet checks the person does not learn; the record says that the information is limited")
    func informationIsLimited() async throws {
        let world = try await DetectionWorld()
        var alert = DetectionWorld.record(.SIS, 1, eva, body: 5, state: "ITA")
        alert.alert = .discreetCheck
        try await world.put(alert)
        try await world.put(DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let link = try #require(try await world.links().first)
        let bureau = Caller.of(.sirene, "ITA")
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: bureau, for: .supplementaryInformation, version: 1)
        func record(_ outcome: String, _ more: (String, JSON)...) -> JSON {
            .object(JSONObject([("link", .string(link.id.description)), ("outcome", .string(outcome))] + more))
        }
        #expect(
            await world.refusal("mid.recordInformation", record("informed"), as: bureau, for: .supplementaryInformation)?.code
                == "mid/information-limited")
        let reply = try await world.run(
            "mid.recordInformation", record("limited", ("ground", "The person must not learn of the alert.")), as: bureau,
            for: .supplementaryInformation)
        #expect(reply.body["says"] == nil)
        #expect(try await world.tasks().allSatisfy { $0.value.state != .open })
    }

    @Test(
        "Art. 29(3), 32(1)(a), 32(4), 32(6): red by the authority responsible; both owners are told, and the person is to be"
    )
    func red() async throws {
        let (world, link) = try await yellow()
        let reply = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck,
            version: link.version)
        #expect(reply.body["colour"]?.text == "red")
        let now = try #require(try await world.links().first?.value)
        #expect(now.colour == .red && now.articles == ["32(1)(a)"] && now.conclusion == .samePersonUnjustified)
        #expect(now.history.last?.user == "user-7" && now.history.last?.personPresent == true)
        let number = try #require(try await world.files().first?.value.number)
        #expect(reply.body["number"]?.text == number)
        for recipient in ["visa/FRA", "border/DEU"] {
            #expect(try await world.inbox(recipient).map(\.kind) == ["mid.redLink"], "\(recipient)")
        }
        let tasks = try await world.tasks().map(\.value)
        #expect(tasks.first { $0.step == "verifyLink" }?.state == .done)
        #expect(tasks.first { $0.step == "informPerson" }?.state == .open)
        // The standard form has number, authority and portal; then nothing is left to be done.
        let letter = try await world.run(
            "mid.recordInformation", .object(["link": .string(link.id.description), "outcome": "informed"]),
            as: guardDEU, for: .borderCheck
        ).body
        #expect(
            letter["number"]?.text == number && letter["authority"]?.text == "border/DEU"
                && letter["portal"]?.text?.isEmpty == false)
        #expect(try await world.tasks().allSatisfy { $0.value.state != .open })
    }

    @Test(
        "Art. 29(1), 26(1): another authority, another Member State and another purpose verify nothing, and see no yellow link"
    )
    func onlyTheResponsible() async throws {
        let (world, link) = try await yellow()
        for (caller, purpose) in [
            (Caller.of(.border, "FRA"), Purpose.borderCheck), (.of(.immigration, "DEU"), .verification),
            (.of(.visa, "DEU"), .visaExamination),
            (.of(.sirene, "DEU"), .supplementaryInformation),
        ] {
            #expect(
                await world.refusal(
                    "mid.verifyLink", decision(link.id, .samePersonJustified), as: caller, for: purpose, version: 1)
                    == .notFound)
            #expect(
                await world.refusal(
                    "mid.readLink", .object(["link": .string(link.id.description)]), as: caller, for: purpose)
                    == .notFound)
            // A link that is not there looks the same.
            #expect(
                await world.refusal(
                    "mid.readLink", .object(["link": .string(DetectionWorld.id(9).description)]), as: caller,
                    for: purpose) == .notFound)
        }
        #expect(
            await world.refusal(
                "mid.verifyLink", decision(link.id, .samePersonJustified), as: .of(.police, "DEU"), for: .policeCheck,
                version: 1) == .forbidden)
        #expect(try await world.links().map(\.version) == [1])
    }

    @Test("Art. 29(4): of data in the EES nobody is verified behind their back")
    func present() async throws {
        let (world, link) = try await yellow()
        #expect(
            await world.refusal(
                "mid.verifyLink", decision(link.id, .samePersonJustified, present: false), as: guardDEU,
                for: .borderCheck, version: 1)?.code
                == "mid/person-absent")
    }

    @Test("Art. 29(4): a verification that began in the person's presence is gone on with, by a second official and after it was reopened")
    func begunInPresence() async throws {
        var settings = MIDSettings()
        settings.needsTwoForRed = true
        let (world, link) = try await yellow(settings)
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: 1)
        let second = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified, present: false), as: .of(.border, "DEU", user: "user-8"),
            for: .borderCheck, version: 2)
        #expect(second.body["colour"]?.text == "red")
        // What is recorded is what was said: at the second opinion the person was not there.
        #expect(try await world.links().first?.value.history.map(\.personPresent) == [false, true, false])
        _ = try await world.run("mid.rectifyLink", rectification(link.id, "reopen"), as: guardDEU, for: .borderCheck, version: 3)
        // Other data are another verification.
        try await world.change(DetectionWorld.record(.EES, 2, eva, document: "D1", body: 5, state: "DEU"))
        try await world.detect()
        let again = try #require(try await world.links().first)
        #expect(again.value.colour == .yellow && again.value.history.last?.kind == .detectedAgain)
        #expect(
            await world.refusal(
                "mid.verifyLink", decision(link.id, .samePersonJustified, present: false), as: guardDEU, for: .borderCheck,
                version: again.version)?.code == "mid/person-absent")
        let (other, reopened) = try await yellow()
        _ = try await other.run("mid.verifyLink", decision(reopened.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: 1)
        _ = try await other.run("mid.rectifyLink", rectification(reopened.id, "reopen"), as: guardDEU, for: .borderCheck, version: 2)
        let white = try await other.run(
            "mid.verifyLink", decision(reopened.id, .samePersonJustified, present: false), as: guardDEU, for: .borderCheck, version: 3)
        #expect(white.body["colour"]?.text == "white")
    }

    @Test(
        "Art. 30–33: a conclusion that no point knows is refused; where one is right and has no colour, the link goes for good"
    )
    func conclusions() async throws {
        let (world, link) = try await yellow()
        #expect(
            await world.refusal(
                "mid.verifyLink", decision(link.id, .twoPersonsUnjustified), as: guardDEU, for: .borderCheck, version: 1
            )?.code
                == "mid/conclusion-impossible")
        #expect(
            await world.refusal(
                "mid.verifyLink", decision(link.id, .samePersonUnjustified, explanation: nil), as: guardDEU,
                for: .borderCheck, version: 1)?.code
                == "mid/explanation-missing")
        #expect(
            await world.refusal(
                "mid.verifyLink", decision(link.id, .samePersonJustified), as: guardDEU, for: .borderCheck, version: 7)
                == .preconditionFailed)
        // The matcher was wrong: two persons.
        let reply = try await world.run(
            "mid.verifyLink", decision(link.id, .twoPersons), as: guardDEU, for: .borderCheck, version: 1)
        #expect(reply.body["result"]?.text == "noLink")
        #expect(try await world.links().isEmpty)
        #expect(try await world.files().isEmpty)
        #expect(try await world.tasks().isEmpty)
        // Detection does not ask again as long as the comparison comes to the same…
        var same = DetectionWorld.record(.EES, 2, eva, document: "D3", body: 5, state: "DEU")
        try await world.change(same)
        try await world.detect()
        #expect(try await world.links().isEmpty)
        // …and does when it comes to something else.
        same.identity = ada
        try await world.change(same)
        try await world.detect()
        #expect(try await world.links().map(\.value.colour) == [.white])
    }

    private let zoe = PersonIdentity.named("NOBODY", "ZOE", born: "1979-11-30")

    @Test("Art. 28(4), 29(3), 30(1)(a): a conclusion is no pass for every later name, nor for samples that nobody has seen")
    func conclusionsAreOfWhatWasSeen() async throws {
        for isRenamed in [true, false] {
            let (world, link) = try await yellow()
            _ = try await world.run(
                "mid.verifyLink", decision(link.id, .samePersonJustified), as: guardDEU, for: .borderCheck, version: 1)
            // What leaves identities and samples as they were leaves the conclusion, and the link, as they were.
            var file = DetectionWorld.record(.EES, 2, eva, document: "D3", body: 5, state: "DEU")
            try await world.change(file)
            try await world.detect()
            let white = try #require(try await world.links().first)
            #expect(white.value.colour == .white && white.value.conclusion == .samePersonJustified && white.version == 2)
            if isRenamed { file.identity = zoe } else { file.samples = SyntheticSamples(person: 5, taking: 7) }
            try await world.change(file)
            try await world.detect()
            let again = try #require(try await world.links().first?.value)
            #expect(again.comparison == link.value.comparison)
            #expect(again.colour == .yellow && again.conclusion == nil && again.articles == ["30(1)(a)"])
            #expect(again.history.last?.kind == .detectedAgain)
            #expect(again.responsible == ResponsibleAuthority(kind: .border, memberState: "DEU"))
            #expect(try await world.tasks().filter { $0.value.state == .open }.map(\.value.step) == ["verifyLink"])
            // Once, however often it is looked at.
            let version = try await world.links().first?.version
            try await world.change(file)
            try await world.detect()
            #expect(try await world.links().first?.version == version)
        }
    }

    @Test("Art. 28(4), 29(3): a pair that was found to need no link is linked again where a name comes that nobody has seen")
    func settledPairsAreOfWhatWasSeen() async throws {
        for isErased in [false, true] {
            let (world, link) = try await yellow()
            if isErased {
                _ = try await world.run(
                    "mid.giveEvidence", .object(["link": .string(link.id.description), "evidence": "The data were entered unlawfully."]),
                    as: guardDEU, for: .borderCheck)
                _ = try await world.run("mid.rectifyLink", rectification(link.id, "erase"), as: guardDEU, for: .borderCheck, version: 2)
            } else {
                _ = try await world.run("mid.verifyLink", decision(link.id, .twoPersons), as: guardDEU, for: .borderCheck, version: 1)
            }
            #expect(try await world.links().isEmpty)
            try await world.change(DetectionWorld.record(.EES, 2, zoe, document: "D2", body: 5, state: "DEU"))
            try await world.detect()
            #expect(try await world.links().map(\.value.colour) == [.yellow])
        }
    }

    @Test("Art. 29(3): nothing is concluded of data that have changed since they were compared; who verifies nothing does not learn of it")
    func conclusionsOfChangedData() async throws {
        let (world, link) = try await yellow()
        let justified = decision(link.id, .samePersonJustified)
        try await world.change(DetectionWorld.record(.EES, 2, zoe, document: "D2", body: 5, state: "DEU"))
        #expect(await world.refusal("mid.verifyLink", justified, as: guardDEU, for: .borderCheck, version: 1) == .conflict)
        #expect(await world.refusal("mid.verifyLink", justified, as: .of(.border, "FRA"), for: .borderCheck, version: 1) == .notFound)
        try await world.detect()
        // Compared again it is another version, which the official has not seen.
        #expect(await world.refusal("mid.verifyLink", justified, as: guardDEU, for: .borderCheck, version: 1) == .preconditionFailed)
        let reply = try await world.run("mid.verifyLink", justified, as: guardDEU, for: .borderCheck, version: 2)
        #expect(reply.body["colour"]?.text == "white")
    }

    @Test("Art. 28(4): what was concluded before it was kept what was seen stands, until data change that are known to have been seen")
    func conclusionsFromBefore() async throws {
        let (world, link) = try await yellow()
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonJustified), as: guardDEU, for: .borderCheck, version: 1)
        var stored = try #require(try await world.links().first)
        #expect(stored.value.compared.count == 2)
        stored.value.compared = []
        try await world.commit([stored.update])
        try await world.change(DetectionWorld.record(.EES, 2, zoe, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let white = try #require(try await world.links().first?.value)
        #expect(white.colour == .white && white.compared.count == 2)
        try await world.change(
            DetectionWorld.record(.EES, 2, .named("ANOTHER", "IDA", born: "1971-02-03"), document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        #expect(try await world.links().map(\.value.colour) == [.yellow])
    }

    @Test("Art. 33(1)(d), 33(4): white by verification is told to the person, white by itself is not")
    func whiteByHand() async throws {
        let (world, link) = try await yellow()
        let reply = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonJustified), as: guardDEU, for: .borderCheck, version: 1)
        #expect(reply.body["colour"]?.text == "white")
        #expect(try await world.tasks().filter { $0.value.state == .open }.map(\.value.step) == ["informPerson"])
        #expect(
            await world.refusal(
                "mid.verifyLink", decision(link.id, .samePersonJustified), as: guardDEU, for: .borderCheck, version: 2)?
                .code == "mid/link-verified")
    }

    @Test("four eyes: a red link needs a second official who concludes the same; nobody is their own second")
    func fourEyes() async throws {
        var settings = MIDSettings()
        settings.needsTwoForRed = true
        let (world, link) = try await yellow(settings)
        let first = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: 1)
        #expect(first.body["result"]?.text == "secondOpinionNeeded")
        #expect(try await world.links().map(\.value.colour) == [.yellow])
        #expect(
            await world.refusal(
                "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: 2
            )?.code
                == "mid/second-person-needed")
        let second = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: .of(.border, "DEU", user: "user-8"),
            for: .borderCheck, version: 2)
        #expect(second.body["colour"]?.text == "red")
        #expect(try await world.tasks().filter { $0.value.state == .open }.map(\.value.step) == ["informPerson"])
    }

    @Test(
        "Art. 26(2), 34(a)–(b): of a red link others see that it is there and between which systems, and nothing else")
    func redForOthers() async throws {
        let (world, link) = try await yellow()
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: 1)
        let seen = try await world.run(
            "mid.readLink", .object(["link": .string(link.id.description)]), as: .of(.police, "ITA"), for: .policeCheck
        ).body
        var names: [String] = []
        if case .object(let object) = seen { names = object.names }
        #expect(Set(names) == ["link", "colour", "systems", "effect"])
        let own = try await world.run(
            "mid.readLink", .object(["link": .string(link.id.description)]), as: guardDEU, for: .borderCheck
        ).body
        #expect(own["number"] != nil && own["history"]?.elements?.count == 2 && own["launching"] != nil)
        #expect(
            await world.refusal(
                "mid.readLink", .object(["link": .string(link.id.description)]), as: .of(.carrier, nil), for: .boarding)
                == .forbidden)
    }

    @Test("Art. 26(3)–(4): white with both systems open; green with both systems open and both records found")
    func whiteAndGreen() async throws {
        let world = try await DetectionWorld()
        try await world.put(
            DetectionWorld.record(.EES, 1, ada, document: "D1", body: 5),
            DetectionWorld.record(.VIS, 2, ada, document: "D2", body: 5))
        // Two persons under one name in EES and Eurodac.
        try await world.put(DetectionWorld.record(.Eurodac, 3, ada, body: 8, state: "ITA"))
        try await world.detect()
        let white = try #require(try await world.links().first { $0.value.colour == .white })
        func found(_ records: [(SystemName, Int)], _ caller: Caller, _ purpose: Purpose) async throws -> [String] {
            let input = JSON.object([
                "records": .array(
                    records.map {
                        .object([
                            "system": .string($0.0.rawValue), "record": .string(DetectionWorld.id($0.1).description),
                        ])
                    })
            ])
            return try await world.run("mid.findLinks", input, as: caller, for: purpose).body["links"]?.elements?
                .compactMap { $0["colour"]?.text }.sorted() ?? []
        }
        #expect(try await found([(.EES, 1)], .of(.border, "ITA"), .borderCheck) == ["white"])
        // A police authority has no access to the EES for a check within the territory.
        #expect(try await found([(.EES, 1)], .of(.police, "ITA"), .policeCheck) == [])
        #expect(
            await world.refusal(
                "mid.readLink", .object(["link": .string(white.id.description)]), as: .of(.police, "ITA"),
                for: .policeCheck) == .notFound)
        // Green: nobody but who verified sees it by asking for it, and an authority whose queries found both sees it beside them.
        for link in try await world.links() where link.value.colour == .yellow {
            let responsible = try #require(link.value.responsible)
            _ = try await world.run(
                "mid.verifyLink", decision(link.id, .twoPersons), as: .of(responsible.kind, responsible.memberState),
                for: responsible.kind == .asylum
                    ? .asylumExamination : responsible.kind == .visa ? .visaExamination : .borderCheck,
                version: link.version)
        }
        let green = try #require(try await world.links().first { $0.value.colour == .green })
        #expect(green.value.articles == ["31(1)(a)"])
        let both = green.value.sides.map { ($0.system, Int($0.record.low)) }
        let asker = Caller.of(.visa, "ITA")
        let open = green.value.sides.allSatisfy { side in
            !world.installation.policy.readable(side.system, by: .visa, for: .visaExamination, conditions: []).isEmpty
        }
        #expect(try await found(both, asker, .visaExamination).contains("green") == open)
        #expect(try await found([both[0]], asker, .visaExamination).contains("green") == false)
    }

    @Test("1862 Art. 26(4): a link with an alert that is hidden for now looks absent to all but SIRENE, red or not")
    func hiddenAlert() async throws {
        let world = try await DetectionWorld()
        var alert = DetectionWorld.record(.SIS, 1, eva, body: 5, state: "ITA")
        alert.alert = .arrest
        try await world.put(alert)
        try await world.put(DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let link = try #require(try await world.links().first)
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: .of(.sirene, "ITA"),
            for: .supplementaryInformation, version: 1)
        let input = JSON.object(["link": .string(link.id.description)])
        #expect(await world.refusal("mid.readLink", input, as: guardDEU, for: .borderCheck) == nil)
        let stored = try #require(try await world.all(Alert.self).first)
        var hidden = stored
        var unavailability = Unavailability()
        (unavailability.until, unavailability.memberStates) = (world.clock.now.adding(hours: 10), [CountryCode("DEU")!])
        (unavailability.authorisation, unavailability.necessity) = ("A-1", "an operation")
        hidden.value.unavailability = unavailability
        try await world.commit([hidden.update])
        #expect(await world.refusal("mid.readLink", input, as: guardDEU, for: .borderCheck) == .notFound)
        #expect(
            await world.refusal("mid.readLink", input, as: .of(.sirene, "ITA"), for: .supplementaryInformation) == nil)
    }

    @Test(
        "Art. 32(7), 31(3): evidence goes to SIRENE where its alert is linked, else to who verified; a reopened link waits again"
    )
    func evidence() async throws {
        let (world, link) = try await yellow()
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: 1)
        let given = try await world.run(
            "mid.giveEvidence",
            .object(["link": .string(link.id.description), "evidence": "The persons were seen together."]),
            as: .of(.police, "ITA"), for: .policeCheck
        ).body
        // Who looks at it is not told to whoever sees no more of a red link than that it is there (Article 26(2)).
        #expect(given["passedTo"] == nil)
        #expect(try await world.tasks().contains { $0.value.step == "reviewEvidence" && $0.value.state == .open })
        // Whoever has evidence may put the link right, on the version that it has now; upholding is for who answers for it.
        for (step, version, kind) in [("reopen", 2, RefusalKind.preconditionFailed), ("uphold", 3, .forbidden)] {
            #expect(
                await world.refusal(
                    "mid.rectifyLink",
                    .object(["link": .string(link.id.description), "step": .string(step), "explanation": "Not ours to decide."]),
                    as: .of(.border, "FRA"), for: .borderCheck, version: version) == kind)
        }
        _ = try await world.run(
            "mid.rectifyLink",
            .object([
                "link": .string(link.id.description), "step": "reopen", "explanation": "New evidence has come in.",
            ]), as: guardDEU,
            for: .borderCheck, version: 3)
        let reopened = try #require(try await world.links().first)
        #expect(reopened.value.colour == .yellow && reopened.value.conclusion == nil)
        #expect(try await world.tasks().filter { $0.value.state == .open }.map(\.value.step) == ["verifyLink"])
        _ = try await world.run(
            "mid.rectifyLink",
            .object([
                "link": .string(link.id.description), "step": "erase",
                "explanation": "Processed in breach of the rules.",
            ]), as: guardDEU,
            for: .borderCheck, version: 4)
        #expect(try await world.links().isEmpty)
        #expect(try await world.files().isEmpty)
    }

    @Test(
        "Art. 31(3), 32(7)(b), 33(5): whoever has the evidence reopens or erases the link, and who verified is informed",
        arguments: ["reopen", "erase"])
    func correctedByOthers(step: String) async throws {
        let (world, link) = try await yellow()
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: guardDEU, for: .borderCheck, version: 1)
        _ = try await world.run(
            "mid.recordInformation", .object(["link": .string(link.id.description), "outcome": "informed"]), as: guardDEU, for: .borderCheck)
        let police = Caller.of(.police, "ITA")
        let seen = try await world.run("mid.readLink", .object(["link": .string(link.id.description)]), as: police, for: .policeCheck)
        #expect(seen.version == 3 && seen.body["version"] == nil)
        let reply = try await world.run("mid.rectifyLink", rectification(link.id, step), as: police, for: .policeCheck, version: seen.version)
        // What the person was told is for who told them.
        #expect(reply.body["form"] == nil)
        let told = try #require(try await world.inbox("border/DEU").first { $0.kind == "mid.linkRectified" })
        #expect(told.text.contains("ITA-POLICE") && told.text.contains("The evidence leaves no other way."))
        if step == "erase" {
            #expect(try await world.links().isEmpty)
            #expect(told.text.contains("The person holds a letter of \(DetectionWorld.today)"))
        } else {
            let reopened = try #require(try await world.links().first?.value)
            #expect(reopened.colour == .yellow && reopened.responsible?.reference == "border/DEU")
            #expect(try await open(world) == ["verifyLink"])
        }
        // It has no more rights to the link than that.
        #expect(
            await world.refusal(
                "mid.recordInformation", .object(["link": .string(link.id.description), "outcome": "informed"]), as: .of(.border, "FRA"),
                for: .borderCheck) == .notFound)
    }

    @Test("Art. 32(7)(a): where an alert of SIRENE's is linked, others give their evidence and correct nothing")
    func correctedBySIRENEAlone() async throws {
        let world = try await DetectionWorld()
        var alert = DetectionWorld.record(.SIS, 1, eva, body: 5, state: "ITA")
        alert.alert = .discreetCheck
        try await world.put(alert)
        try await world.put(DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let link = try #require(try await world.links().first)
        _ = try await world.run(
            "mid.verifyLink", decision(link.id, .samePersonUnjustified), as: .of(.sirene, "ITA"), for: .supplementaryInformation, version: 1)
        for step in ["reopen", "erase"] {
            #expect(
                await world.refusal("mid.rectifyLink", rectification(link.id, step), as: guardDEU, for: .borderCheck, version: 2) == .forbidden)
        }
        _ = try await world.run(
            "mid.giveEvidence", .object(["link": .string(link.id.description), "evidence": "The persons were seen together."]), as: guardDEU,
            for: .borderCheck)
        #expect(try await world.inbox("sirene/ITA").contains { $0.kind == "mid.linkEvidence" })
    }

    @Test("Art. 34: a file is read by its number, and by a former one, as far as its links may be seen")
    func confirmationFile() async throws {
        let (world, _) = try await yellow()
        let number = try #require(try await world.files().first?.value.number)
        let file = try await world.run(
            "mid.readConfirmationFile", .object(["number": .string(number)]), as: guardDEU, for: .borderCheck
        ).body
        #expect(file["links"]?.elements?.count == 1)
        #expect(file["systems"]?.elements?.compactMap(\.text) == ["EES", "VIS"])
        #expect(
            await world.refusal(
                "mid.readConfirmationFile", .object(["number": .string(number)]), as: .of(.border, "FRA"),
                for: .borderCheck) == .notFound)
        #expect(
            await world.refusal(
                "mid.readConfirmationFile", .object(["number": "MID0000000000000"]), as: guardDEU, for: .borderCheck)
                == .notFound)
    }
}
