import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Installation
@testable import Interoperability
@testable import Simulation

/// Whoever was told that a link is red is told when it is so no longer (2019/817 and 2019/818 Articles 32(4)–(7), 33(4)).
@Suite struct ToldOfLinkTests {
    private let ada = PersonIdentity.named("TRAVELLER", "ADA")
    private let eva = PersonIdentity.named("SOMEBODY", "EVA", born: "1990-09-09")
    private let guardDEU = Caller.of(.border, "DEU")

    /// A red link of Article 32(1)(a) on data of the French visa authority and the German border guard; its version is 2.
    private func red(told language: String? = nil) async throws -> (DetectionWorld, RecordID) {
        let world = try await DetectionWorld()
        try await world.put(DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let link = try #require(try await world.links().first).id
        try await verify(world, link, .samePersonUnjustified)
        if let language { _ = try await inform(world, link, [("language", .string(language))]) }
        return (world, link)
    }

    @discardableResult
    private func verify(_ world: DetectionWorld, _ link: RecordID, _ conclusion: LinkRule.Conclusion) async throws -> JSON {
        let input = JSON.object([
            "link": .string(link.description), "conclusion": .string(conclusion.rawValue), "reasons": ["personExplained"],
            "explanation": "The person has explained it.", "personPresent": true,
        ])
        return try await world.run("mid.verifyLink", input, as: guardDEU, for: .borderCheck, version: try await version(world, link)).body
    }

    private func inform(_ world: DetectionWorld, _ link: RecordID, _ more: [(String, JSON)] = []) async throws -> JSON {
        let input = JSON.object(JSONObject([("link", .string(link.description)), ("outcome", "informed")] + more))
        return try await world.run("mid.recordInformation", input, as: guardDEU, for: .borderCheck).body
    }

    private func rectify(_ world: DetectionWorld, _ link: RecordID, _ step: String) async throws -> JSON {
        let input = JSON.object([
            "link": .string(link.description), "step": .string(step), "reasons": ["clericalError"],
            "explanation": "The name was mistyped by a clerk.",
        ])
        return try await world.run("mid.rectifyLink", input, as: guardDEU, for: .borderCheck, version: try await version(world, link)).body
    }

    private func version(_ world: DetectionWorld, _ link: RecordID) async throws -> Int {
        try #require(try await world.links().first { $0.id == link }).version
    }

    private func open(_ world: DetectionWorld) async throws -> [String] {
        try await world.tasks().filter { $0.value.state == .open }.map(\.value.step).sorted()
    }

    private func notices(_ world: DetectionWorld, _ recipient: String) async throws -> [String] {
        try await world.inbox(recipient).map(\.kind).sorted()
    }

    @Test("Art. 32(4)–(7), 33(4): a red link that is reopened and turns white is told to both owners and to the person, in their language")
    func reopenedToWhite() async throws {
        let (world, link) = try await red(told: "fr")
        _ = try await rectify(world, link, "reopen")
        #expect(try await open(world) == ["verifyLink"])
        for recipient in ["visa/FRA", "border/DEU"] {
            #expect(try await notices(world, recipient) == ["mid.redLink", "mid.redLinkRectified"], "\(recipient)")
        }
        try await verify(world, link, .samePersonJustified)
        for recipient in ["visa/FRA", "border/DEU"] {
            #expect(try await notices(world, recipient) == ["mid.redLink", "mid.redLinkCorrected", "mid.redLinkRectified"], "\(recipient)")
        }
        let number = try #require(try await world.files().first?.value.number)
        let last = try #require(try await world.inbox("visa/FRA").first { $0.kind == "mid.redLinkCorrected" })
        // Which colour it has now is for those who may see such a link (Article 26(3)).
        #expect(last.text.contains("red no longer") && last.text.contains(number) && !last.text.contains("white"))
        // What was told is kept, and what is to be told waits on the desk.
        #expect(try await open(world) == ["informPerson"])
        let shown = try await world.run(
            "mid.readLink", .object(["link": .string(link.description)]), as: guardDEU, for: .borderCheck
        ).body
        #expect(shown["toInform"] == .bool(true) && shown["information"] == nil)
        let earlier = try #require(shown["earlierInformation"]?.elements?.first)
        #expect(earlier["colour"]?.text == "red" && earlier["language"]?.text == "fr" && earlier["outcome"]?.text == "informed")
        let form = try await inform(world, link)
        let words = FormWords.of(.fr)
        #expect(form["language"]?.text == "fr" && form["says"]?.text == words.white && form["number"]?.text == number)
        #expect(form["letter"]?.text?.contains(words.replaces) == true)
        #expect(form["letter"]?.text?.contains("\(words.earlierDate): \(DetectionWorld.today)") == true)
        #expect(try await open(world).isEmpty)
        let stands = try #require(try await world.links().first?.value)
        #expect(stands.knownAsRedTo.isEmpty && stands.letterToMend == nil)
        #expect(stands.history.map(\.kind) == [.detected, .verified, .personInformed, .rectified, .verified, .personInformed])
        #expect(stands.history.first { $0.kind == .rectified }?.reasons == [.clericalError])
    }

    @Test("Art. 28, 32(4), 32(7): a red link that corrected data turn white is told in the same way, by the authority that answered for it")
    func correctedToWhite() async throws {
        let (world, link) = try await red(told: "de")
        try await world.change(DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        let now = try #require(try await world.links().first?.value)
        #expect(now.colour == .white && now.conclusion == nil && now.responsible?.reference == "border/DEU")
        #expect(try await open(world) == ["informPerson"])
        #expect(try await notices(world, "visa/FRA") == ["mid.redLink", "mid.redLinkCorrected"])
        #expect(try await inform(world, link)["letter"]?.text?.contains(FormWords.of(.de).replaces) == true)
        #expect(try await open(world).isEmpty)
        // Where nothing says otherwise any more there is nothing to tell: neither of a white link that nobody verified, nor twice.
        let (other, _) = try await red()
        try await other.change(DetectionWorld.record(.EES, 2, ada, document: "D2", body: 5, state: "DEU"))
        try await other.detect()
        #expect(try await open(other).isEmpty)
        #expect(try await notices(other, "visa/FRA") == ["mid.redLink", "mid.redLinkCorrected"])
    }

    @Test("Art. 32(7): of a link that is erased both owners are told, and the form for the person comes with the reply")
    func erased() async throws {
        let (world, link) = try await red(told: "mt")
        let number = try #require(try await world.files().first?.value.number)
        let form = try #require(try await rectify(world, link, "erase")["form"])
        #expect(form["language"]?.text == "mt" && form["says"]?.text == FormWords.of(.mt).erased && form["number"]?.text == number)
        for recipient in ["visa/FRA", "border/DEU"] { #expect(try await notices(world, recipient).contains("mid.redLinkRectified")) }
        #expect(try await world.links().isEmpty)
        // Of one that nobody was told of there is no form.
        let (other, another) = try await red()
        #expect(try await rectify(other, another, "erase")["form"] == nil)
    }

    @Test("Art. 32(6), 29(3): reopened and verified to be of no colour, the link goes, and whoever knew it as red is told")
    func reopenedToNothing() async throws {
        let (world, link) = try await red(told: "en")
        _ = try await rectify(world, link, "reopen")
        let reply = try await verify(world, link, .twoPersons)
        #expect(reply["result"]?.text == "noLink" && reply["form"]?["says"]?.text == FormWords.of(.en).erased)
        let last = try await world.inbox("visa/FRA")
        #expect(last.map(\.kind) == ["mid.redLinkRectified"] && last.first?.text.contains("erased") == true)
    }

    @Test("Art. 32(6): a link that is red again is told again, and a letter that says so still holds")
    func redAgain() async throws {
        let (world, link) = try await red(told: "en")
        _ = try await rectify(world, link, "reopen")
        try await verify(world, link, .samePersonUnjustified)
        #expect(try await notices(world, "visa/FRA") == ["mid.redLink", "mid.redLink", "mid.redLinkRectified"])
        #expect(try await world.links().first?.value.letterToMend == nil)
        let form = try await inform(world, link)
        #expect(form["letter"]?.text?.contains(FormWords.of(.en).replaces) == false)
    }

    @Test("Art. 32(7): a link that somebody knows as red does not vanish because data changed, even while it is yellow")
    func doesNotVanish() async throws {
        let (world, link) = try await red(told: "en")
        _ = try await rectify(world, link, "reopen")
        // Nothing links the two any longer: another body, another name, another document.
        try await world.change(DetectionWorld.record(.EES, 2, eva, document: "D2", body: 6, state: "DEU"))
        try await world.detect()
        #expect(try await world.links().map(\.value.colour) == [.yellow])
        #expect(try await open(world) == ["verifyLink"])
        let reply = try await verify(world, link, .twoPersons)
        #expect(reply["form"] != nil)
        #expect(try await world.links().isEmpty)
    }

    @Test("Art. 26(1), 29(6): whoever verifies a link sees which links the data have already, and nobody else does by this way")
    func existingLinks() async throws {
        let world = try await DetectionWorld()
        try await world.put(
            DetectionWorld.record(.Eurodac, 3, ada, body: 5, state: "ITA"), DetectionWorld.record(.VIS, 1, ada, document: "D1", body: 5))
        try await world.put(DetectionWorld.record(.EES, 2, eva, document: "D2", body: 5, state: "DEU"))
        try await world.detect()
        #expect(try await world.links().map(\.value.colour.rawValue).sorted() == ["white", "yellow", "yellow"])
        for link in try await world.links() where link.value.colour == .yellow {
            let responsible = try #require(link.value.responsible)
            #expect(responsible.reference == "border/DEU")
            let data = try ReadLinkedData.Output(
                reading: try await world.run(
                    "cir.readLinkedData", .object(["link": .string(link.id.description)]), as: guardDEU, for: .borderCheck
                ).body)
            #expect(data.existing.map(\.colour.rawValue).sorted() == ["white", "yellow"])
            #expect(!data.existing.contains { $0.link == link.id })
        }
        let white = try #require(try await world.links().first { $0.value.colour == .white })
        #expect(
            await world.refusal(
                "cir.readLinkedData", .object(["link": .string(white.id.description)]), as: guardDEU, for: .borderCheck) == .notFound)
    }

    @Test("Art. 29(3): before an own opinion nothing shows what colleagues had concluded, nor what the person was told")
    func withheld() {
        var settings = MIDSettings()
        settings.desk = { _ in
            var desk = DeskSettings()
            desk.isOpinionFirst = true
            return desk
        }
        var link = IdentityLink()
        link.responsible = ResponsibleAuthority(kind: .border, memberState: "DEU")
        for (kind, colour) in [(LinkEvent.Kind.detected, LinkRule.Colour.yellow), (.personInformed, .red), (.rectified, .yellow)] {
            var event = LinkEvent()
            (event.kind, event.colour) = (kind, colour)
            link.note(event)
        }
        var letter = PersonInformation()
        letter.colour = .red
        link.earlierInformation = [letter]
        var piece = LinkEvidence()
        piece.text = "The two were seen together."
        link.note(piece)
        #expect(link.withholdsComparison(from: guardDEU, settings.desk(guardDEU.authority)))
        let question = AccessQuestion(
            authority: .border, purpose: .borderCheck, system: .MID, action: .read, data: .yellowLink, conditions: [.responsible])
        let known = LinkAccess.Known(
            id: DetectionWorld.id(1), version: 3, link: link, number: nil, question: question, isWithheld: true)
        let view = LinkView(known, visible: [.linkedRecords, .linkDetails], for: guardDEU)
        #expect(view.history.map(\.kind) == [.detected, .rectified] && view.earlierInformation.isEmpty && view.evidence.isEmpty)
    }
}
