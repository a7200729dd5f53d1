import Access
import Foundation
import Identity
import Interoperability
import Registry
import Synchronization
import Testing
import Wire

@testable import Console
@testable import Operations

/// The pages of the adjudication over HTTP; what they ask is answered by hand.
@Suite struct AdjudicationTests {
    /// Operations that were asked for, with their input and version.
    final class Desk: Sendable {
        let asked = Mutex<[(operation: String, input: JSON, version: Int?, purpose: Purpose)]>([])
        let refusal = Mutex<Refusal?>(nil)
        var verifications: [(operation: String, input: JSON, version: Int?, purpose: Purpose)] {
            asked.withLock { $0.filter { $0.operation == "mid.verifyLink" } }
        }
    }
    static let id = RecordID(high: 3, low: 4)

    private func print(_ places: [(Int, Int)]) -> ReadLinkedSamples.Print {
        var print = ReadLinkedSamples.Print()
        (print.width, print.height) = (500, 500)
        print.minutiae = places.map {
            var point = ReadLinkedSamples.Point()
            (point.x, point.y, point.angle) = ($0.0, $0.1, 90)
            return point
        }
        return print
    }

    private func house(
        _ desk: Desk, colour: LinkRule.Colour = .yellow, surname: String = "MUELLER", withheld: Bool = false, fingers: [Int] = [2],
        change: (inout LinkView) -> Void = { _ in }
    ) async throws -> TestHouse {
        var data = ReadLinkedData.Output()
        (data.link, data.version, data.colour) = (Self.id, 7, colour)
        data.comparison = LinkComparison(biometrics: .same, identity: .different, document: .different)
        func side(_ system: SystemName, _ name: String, launching: Bool) -> ReadLinkedData.Side {
            var side = ReadLinkedData.Side()
            side.side = LinkSide(system: system, record: RecordID(high: 1, low: 1), owner: "FRA")
            side.launching = launching
            side.identities = [
                PersonIdentity(
                    surnames: [name], givenNames: ["ADA"], dateOfBirth: PartialDate("1985-04-12"), sex: .female)
            ]
            side.fingers = [2, 3]
            return side
        }
        data.sides = [side(.EES, "MULLER", launching: true), side(.VIS, surname, launching: false)]
        data.bits = -3.5
        var existing = ReadLinkedData.Existing()
        (existing.colour, existing.systems) = (.green, [.EES, .Eurodac])
        if !withheld { data.existing = [existing] }
        var piece = PortalEvidence()
        (piece.kind, piece.asked, piece.found, piece.rule, piece.bits) = (
            "surname", "MUELLER", "MULLER", "one letter", -1.25
        )
        data.evidence = [piece]
        var view = LinkView()
        (view.link, view.colour, view.effect, view.number) = (Self.id, colour, "effect", "MID0G7K2M9QXT4B1")
        view.responsible = ResponsibleAuthority(kind: .border, memberState: "FRA")
        view.version = 7
        (data.withheld, view.withheld) = (withheld, withheld)
        if withheld { (data.comparison, data.bits, data.evidence) = (nil, nil, []) }
        var samples = ReadLinkedSamples.Output()
        (samples.link, samples.withheld) = (Self.id, withheld)
        var finger = ReadLinkedSamples.Finger()
        finger.position = 2
        (finger.launching, finger.other) = (print([(100, 100), (140, 160), (90, 210)]), print([(300, 305), (345, 360)]))
        if !withheld {
            (finger.score, finger.pairs) = (
                17.25,
                (0..<2).map { place in
                    var pair = ReadLinkedSamples.Pair()
                    (pair.launching, pair.other) = (place, place)
                    return pair
                }
            )
        }
        samples.fingers = fingers.map { position in
            var other = finger
            other.position = position
            other.launching.views = position == 2 ? 1 : 3
            return other
        }
        var face = ReadLinkedSamples.Face()
        (face.launching, face.format, face.data) = (true, "png", .init([137, 80, 78, 71]))
        samples.faces = [face]
        change(&view)
        let (dataBytes, viewBytes, sampleBytes) = (data.wireBytes, view.wireBytes, samples.wireBytes)
        return try await TestHouse(
            run: { operation, request throws(Refusal) in
                desk.asked.withLock {
                    $0.append((operation, request.input, request.expectedVersion, request.case.purpose))
                }
                if operation == "mid.verifyLink", let refusal = desk.refusal.withLock({ $0 }) { throw refusal }
                let bytes: [UInt8] =
                    switch operation {
                    case "mid.listDesk":
                        Array(
                            #"{"tasks":[{"id":"x","system":"MID","about":"\#(Self.id)","step":"verifyLink","article":"817 29(4)","authority":"border","begun":"2026-03-02T09:00:00Z","deadline":"2026-03-02T21:00:00Z","overdue":true}]}"#
                                .utf8)
                    case "cir.readLinkedData": dataBytes
                    case "mid.readLink": viewBytes
                    case "cir.readLinkedSamples": sampleBytes
                    case "mid.recordInformation":
                        Array(
                            #"{"number":"MID0G7K2M9QXT4B1","authority":"border/FRA","portal":"https://portal.example/","says":"Several sets."}"#.utf8)
                    case "mid.noteOpinion": Array("{}".utf8)
                    case "mid.rectifyLink":
                        request.input["step"]?.text == "erase"
                            ? Array(#"{"form":{"authority":"border/FRA","portal":"p","language":"fr","letter":"Le lien n’existe plus."}}"#.utf8)
                            : Array(#"{"colour":"red"}"#.utf8)
                    default: Array(#"{"result":"decided","colour":"red","number":"MID0G7K2M9QXT4B1"}"#.utf8)
                    }
                return OperationReply(
                    bytes: bytes, version: nil, sequence: 1, logEntry: RecordID(high: 0, low: 1), isReplay: false)
            })
    }

    private let decision = [
        ("conclusion", "samePersonUnjustified"), ("reason.identityInvented", "1"), ("reason.otherEvidence", "1"),
        ("explanation", "The name is an invention."),
        ("personPresent", "1"), ("version", "7"),
    ]

    private func post(_ house: TestHouse, _ form: [(String, String)]) async throws -> TestHouse.Reply {
        let first = try await house.get("/adjudication/\(Self.id)")
        return try await house.post(
            "/adjudication/\(Self.id)", form + [("form", first.formToken ?? "")],
            cookies: [ConsoleCookies.form: first.cookie(ConsoleCookies.form) ?? ""])
    }

    @Test func `the queue: what waits, until when, and late ones said to be late`() async throws {
        let desk = Desk()
        let reply = try await house(desk).get("/adjudication")
        #expect(reply.status == 200)
        #expect(reply.text.contains("href=\"/adjudication/\(Self.id)\""))
        #expect(reply.text.contains("2026-03-02 21:00 UTC") && reply.text.contains(">late<"))
        #expect(desk.asked.withLock { $0.map(\.purpose) } == [.borderCheck])
    }

    @Test func `both sides, the marked characters, the bits, and a key for everything`() async throws {
        let reply = try await house(Desk()).get("/adjudication/\(Self.id)")
        #expect(reply.status == 200)
        #expect(reply.text.contains("MU<mark>E</mark>LLER"))
        #expect(reply.text.contains("−1.25") && reply.text.contains("−3.50 bits"))
        #expect(reply.text.contains("A green link of EES and Eurodac"))
        // Conclusions that the comparison allows: biometrics are the same, so that nobody can be two persons with a colour.
        for value in ["samePersonJustified", "samePersonUnjustified", "twoPersons"] {
            #expect(reply.text.contains("value=\"\(value)\""))
        }
        #expect(!reply.text.contains("value=\"twoPersonsUnjustified\""))
        let keys = reply.text.matches(of: /data-key="(.)"/).map { String($0.1) }
        #expect(Set(keys).count == keys.count && keys.count == 3 + 16 + 5)
        #expect(!keys.contains(where: { "PVIAC".contains($0) }))
    }

    @Test func `a decision is reviewed before it is committed, can be undone, and carries the version that was seen`()
        async throws
    {
        let desk = Desk()
        let house = try await house(desk)
        let review = try await post(house, decision + [("step", "review")])
        #expect(review.status == 200 && review.text.contains("Nothing is committed yet."))
        #expect(desk.verifications.isEmpty)
        let undone = try await post(house, decision + [("step", "undo")])
        #expect(undone.text.contains("value=\"samePersonUnjustified\" data-key=\"2\" checked"))
        #expect(undone.text.contains("The name is an invention."))
        #expect(desk.verifications.isEmpty)
        let decided = try await post(house, decision + [("step", "commit")])
        #expect(decided.text.contains("The link is red") && decided.text.contains("MID0G7K2M9QXT4B1"))
        let asked = try #require(desk.verifications.first)
        #expect(asked.version == 7)
        #expect(asked.input["reasons"]?.elements?.compactMap(\.text) == ["identityInvented", "otherEvidence"])
        #expect(asked.input["personPresent"] == .bool(true))
    }

    @Test func `what is missing is said, and nothing is asked; a refusal keeps what was typed`() async throws {
        let desk = Desk()
        let house = try await house(desk)
        for (left, words) in [(0, "Choose what you conclude."), (3, "Say in words")] {
            var form = decision
            form.remove(at: left)
            let reply = try await post(house, form + [("step", "commit")])
            #expect(reply.status == 422 && reply.text.contains(words))
        }
        let noReason = decision.filter { !$0.0.hasPrefix("reason.") } + [("step", "commit")]
        #expect(try await post(house, noReason).text.contains("Choose at least one reason."))
        #expect(desk.verifications.isEmpty)
        desk.refusal.withLock {
            $0 = Refusal(RefusalKind("mid/person-absent", 422, "absent"), "the person is not there")
        }
        let refused = try await post(house, decision + [("step", "commit")])
        #expect(
            refused.status == 422 && refused.text.contains("the person is not there")
                && refused.text.contains("The name is an invention."))
    }

    @Test func `a form from elsewhere decides nothing, and nobody decides without signing in`() async throws {
        let desk = Desk()
        let house = try await house(desk)
        let reply = try await house.post("/adjudication/\(Self.id)", decision + [("step", "commit"), ("form", "00")])
        #expect(reply.status == 403)
        #expect(desk.verifications.isEmpty)
        #expect(try await house.get("/adjudication/nonsense").status == 404)
        let strangers = try await TestHouse(
            isDemo: false, run: { _, _ throws(Refusal) in throw Refusal(.forbidden, "no") })
        #expect(try await strangers.get("/adjudication").headers[.location] == "/session")
        // A console without operations has no such pages.
        #expect(try await TestHouse().get("/adjudication").status == 404)
    }

    @Test func `a name cannot become markup`() async throws {
        let reply = try await house(Desk(), surname: "<b>\"'&\u{202E}").get("/adjudication/\(Self.id)")
        #expect(reply.status == 200)
        #expect(!reply.text.contains("<b>"))
        #expect(!reply.text.unicodeScalars.contains("\u{202E}"))
    }

    @Test func `a link that is not yellow has nothing to decide`() async throws {
        let reply = try await house(Desk(), colour: .red).get("/adjudication/\(Self.id)")
        #expect(reply.text.contains("Nothing is to be decided."))
        #expect(!reply.text.contains("name=\"conclusion\""))
    }

    @Test("Art. 21(1): paired minutiae bear one number on both sides, those without a partner none; faces stand beside them")
    func prints() async throws {
        let reply = try await house(Desk()).get("/adjudication/\(Self.id)")
        let drawings = reply.text.matches(of: /<svg class="print".*?<\/svg>/).map { String($0.0) }
        #expect(drawings.count == 2)
        for drawing in drawings {
            #expect(drawing.matches(of: /class="paired"/).count == 2)
            #expect(drawing.matches(of: /<text[^>]*>([0-9]+)</).map { String($0.1) }.sorted() == ["1", "2"])
        }
        // The launching side is on the right and has one more; both are drawn at one scale.
        #expect(drawings[1].contains("class=\"lone\"") && !drawings[0].contains("class=\"lone\""))
        let sizes = drawings.compactMap { $0.firstMatch(of: /viewBox="([^"]*)"/).map { String($0.1) } }
        #expect(Set(sizes).count == 1)
        #expect(reply.text.contains("score 17.25 · 2 of 2 and 3 minutiae paired"))
        #expect(reply.text.contains("src=\"data:image/png;base64,iVBORw==\""))
        #expect(reply.headers[.contentSecurityPolicy]?.contains("img-src 'self' data:;") == true)
    }

    @Test("Art. 29(3): until an own opinion is noted the page has no score, no pairing and no conclusion to choose")
    func opinionFirst() async throws {
        let desk = Desk()
        let house = try await house(desk, withheld: true)
        let page = try await house.get("/adjudication/\(Self.id)")
        for word in ["bits", "17.25", "name=\"conclusion\"", "Compared", "class=\"paired\"", ">Evidence<"] {
            #expect(!page.text.contains(word), "\(word)")
        }
        #expect(page.text.contains("MU<mark>E</mark>LLER") && page.text.contains("class=\"lone\""))
        #expect(page.text.contains("value=\"onePerson\" data-key=\"1\""))
        let missing = try await post(house, [("step", "opinion")])
        #expect(missing.status == 422 && missing.text.contains("Choose what you think"))
        let noted = try await post(house, [("step", "opinion"), ("leaning", "undecided")])
        #expect(noted.status == 303 && noted.headers[.location] == "/adjudication/\(Self.id)")
        #expect(desk.asked.withLock { $0.last }?.operation == "mid.noteOpinion")
    }

    @Test func `names in letters A to Z by the address alone, and the differences then are those of the letters`() async throws {
        let house = try await house(Desk(), surname: "Мюллер")
        let recorded = try await house.get("/adjudication/\(Self.id)")
        #expect(recorded.text.contains("href=\"/adjudication/\(Self.id)?script=latin\""))
        let latin = try await house.get("/adjudication/\(Self.id)", query: "script=latin")
        #expect(latin.text.contains("In letters A to Z") == false && latin.text.contains("As recorded"))
        #expect(!latin.text.contains("Мюллер") && latin.text.contains("LLER"))
    }

    @Test("Art. 32(4), 33(4): a verified link asks for the person to be informed, and the standard form's words are shown")
    func inform() async throws {
        let desk = Desk()
        let house = try await house(desk, colour: .red) { view in
            view.toInform = true
            var letter = PersonInformation()
            (letter.at, letter.authority, letter.colour, letter.language) = (TestHouse.now, "FR-PAF-CDG", .white, .mt)
            view.earlierInformation = [letter]
        }
        let page = try await house.get("/adjudication/\(Self.id)")
        #expect(page.status == 200 && page.text.contains("Inform the person"))
        // Each of the 24 languages, the one of the letter that the person holds chosen.
        #expect(page.text.matches(of: /<option value="[a-z]{2}"/).count == 24)
        #expect(page.text.contains("<option value=\"mt\" lang=\"mt\" selected>Malti<"))
        #expect(page.text.contains("that says the link is white"))
        // Data of both sides are for verifying alone (Article 21(1)).
        #expect(!desk.asked.withLock { $0.map(\.operation) }.contains("cir.readLinkedData"))
        let short = try await post(house, [("step", "inform"), ("outcome", "limited"), ("ground", "no")])
        #expect(short.status == 422)
        let told = try await post(house, [("step", "inform"), ("outcome", "informed"), ("language", "fi")])
        #expect(told.text.contains("Several sets.") && told.text.contains("MID0G7K2M9QXT4B1"))
        #expect(desk.asked.withLock { $0.last }?.input["outcome"]?.text == "informed")
        #expect(desk.asked.withLock { $0.last }?.input["language"]?.text == "fi")
    }

    private let rectification = [
        ("rectification", "erase"), ("reason.clericalError", "1"), ("explanation", "The name was mistyped by a clerk."), ("version", "7"),
    ]

    private func rectify(_ house: TestHouse, _ form: [(String, String)]) async throws -> TestHouse.Reply {
        let first = try await house.get("/adjudication/\(Self.id)/rectification")
        return try await house.post(
            "/adjudication/\(Self.id)/rectification", form + [("form", first.formToken ?? "")],
            cookies: [ConsoleCookies.form: first.cookie(ConsoleCookies.form) ?? ""])
    }

    private func rectifications(_ desk: Desk) -> [(operation: String, input: JSON, version: Int?, purpose: Purpose)] {
        desk.asked.withLock { $0.filter { $0.operation == "mid.rectifyLink" } }
    }

    @Test("Art. 31(3), 32(7), 33(5): reopened, erased or upheld in the steps of a decision: reasons, a review, and undoing before the commit")
    func rectifies() async throws {
        let desk = Desk()
        let house = try await house(desk, colour: .red) { view in
            view.reviewed = true
            var piece = LinkEvidence()
            (piece.authority, piece.text) = ("ITA-POLICE", "<b>Seen together.</b>")
            view.evidence = [piece]
        }
        #expect(try await house.get("/adjudication/\(Self.id)").text.contains("/adjudication/\(Self.id)/rectification\" data-key=\"v\""))
        let page = try await house.get("/adjudication/\(Self.id)/rectification")
        for (place, step) in RectifyLink.Step.allCases.enumerated() {
            #expect(page.text.contains("value=\"\(step.rawValue)\" data-key=\"\(place + 1)\""))
        }
        #expect(page.text.contains("&lt;b&gt;Seen together.") && page.text.contains("ITA-POLICE"))
        let keys = page.text.matches(of: /data-key="(.)"/).map { String($0.1) }
        #expect(Set(keys).count == keys.count && keys.count == 3 + 16 + 3)
        for (left, words) in [(0, "Choose what is done"), (1, "Choose at least one reason."), (2, "Say why in words")] {
            var form = rectification
            form.remove(at: left)
            let reply = try await rectify(house, form + [("step", "commit")])
            #expect(reply.status == 422 && reply.text.contains(words))
        }
        let review = try await rectify(house, rectification + [("step", "review")])
        #expect(review.status == 200 && review.text.contains("Nothing is committed yet.") && review.text.contains("Clerical error"))
        let undone = try await rectify(house, rectification + [("step", "undo")])
        #expect(undone.text.contains("value=\"erase\" data-key=\"2\" checked") && undone.text.contains("The name was mistyped by a clerk."))
        #expect(rectifications(desk).isEmpty)
        let erased = try await rectify(house, rectification + [("step", "commit")])
        #expect(erased.text.contains("The link is erased") && erased.text.contains("lang=\"fr\"") && erased.text.contains("existe plus."))
        let asked = try #require(rectifications(desk).first)
        #expect(asked.version == 7 && asked.input["step"]?.text == "erase")
        #expect(asked.input["reasons"]?.elements?.compactMap(\.text) == ["clericalError"])
        let upheld = try await rectify(house, [("rectification", "uphold"), ("step", "commit")] + Array(rectification.dropFirst()))
        #expect(upheld.text.contains("The link stays red"))
        let foreign = try await house.post(
            "/adjudication/\(Self.id)/rectification", rectification + [("step", "commit"), ("form", "00")])
        #expect(foreign.status == 403 && rectifications(desk).count == 2)
    }

    @Test("Art. 29(3), 48(5): a yellow link is verified; it is erased only where somebody had decided or something speaks against it")
    func rectifiesYellow() async throws {
        let plain = try await house(Desk()).get("/adjudication/\(Self.id)")
        #expect(!plain.text.contains("/rectification"))
        let nothing = try await house(Desk()).get("/adjudication/\(Self.id)/rectification")
        #expect(nothing.text.contains("Nothing is to be put right.") && !nothing.text.contains("name=\"rectification\""))
        let reviewed = try await house(Desk()) { $0.reviewed = true }.get("/adjudication/\(Self.id)/rectification")
        #expect(reviewed.text.contains("value=\"erase\"") && reviewed.text.contains("value=\"uphold\""))
        #expect(!reviewed.text.contains("value=\"reopen\""))
        // What was granted to a person is carried out, and not upheld against.
        let granted = try await house(Desk()) { ($0.reviewed, $0.granted) = (true, true) }.get("/adjudication/\(Self.id)/rectification")
        #expect(granted.text.contains("value=\"erase\"") && !granted.text.contains("value=\"uphold\"") && granted.text.contains("was granted"))
        let verified = try await house(Desk(), colour: .white).get("/adjudication/\(Self.id)/rectification")
        #expect(verified.text.contains("value=\"reopen\"") && !verified.text.contains("value=\"uphold\""))
        // Whoever sees a red link and does not answer for it has nothing to put right.
        let other = try await house(Desk(), colour: .red) { ($0.version, $0.responsible) = (nil, nil) }.get("/adjudication/\(Self.id)")
        #expect(!other.text.contains("/rectification"))
    }

    @Test("Art. 21(1): of several fingers one is open, each has both sides, and how many views a side has is said")
    func fingers() async throws {
        let reply = try await house(Desk(), fingers: [2, 3, 7]).get("/adjudication/\(Self.id)")
        let parts = reply.text.matches(of: /<details class="print-pair" name="finger" data-finger( open)?><summary>([A-Za-z ]+) </)
        #expect(parts.map { String($0.2) } == ["Right index", "Right middle", "Left index"])
        #expect(parts.map { $0.1 != nil } == [true, false, false])
        #expect(reply.text.matches(of: /<svg class="print"/).count == 6)
        #expect(reply.text.matches(of: /the likest of 1 and 3 views/).count == 2)
        #expect(reply.text.contains("fingerprints: right index, right middle"))
        #expect(try await !house(Desk()).get("/adjudication/\(Self.id)").text.contains("Open another finger"))
    }
}
