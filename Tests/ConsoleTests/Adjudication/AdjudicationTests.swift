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

    private func house(_ desk: Desk, colour: LinkRule.Colour = .yellow, surname: String = "MUELLER") async throws
        -> TestHouse
    {
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
        var piece = PortalEvidence()
        (piece.kind, piece.asked, piece.found, piece.rule, piece.bits) = (
            "surname", "MUELLER", "MULLER", "one letter", -1.25
        )
        data.evidence = [piece]
        var view = LinkView()
        (view.link, view.colour, view.effect, view.number) = (Self.id, colour, "effect", "MID0G7K2M9QXT4B1")
        view.responsible = ResponsibleAuthority(kind: .border, memberState: "FRA")
        let (dataBytes, viewBytes) = (data.wireBytes, view.wireBytes)
        return try await TestHouse(
            run: { operation, request throws(Refusal) in
                desk.asked.withLock {
                    $0.append((operation, request.input, request.expectedVersion, request.case.purpose))
                }
                if operation == "mid.verifyLink", let refusal = desk.refusal.withLock({ $0 }) { throw refusal }
                let bytes: [UInt8] =
                    switch operation {
                    case "mid.listTasks":
                        Array(
                            #"{"tasks":[{"id":"x","system":"MID","about":"\#(Self.id)","step":"verifyLink","article":"817 29(4)","authority":"border","begun":"2026-03-02T09:00:00Z","deadline":"2026-03-02T21:00:00Z","overdue":true}]}"#
                                .utf8)
                    case "cir.readLinkedData": dataBytes
                    case "mid.readLink": viewBytes
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
        // Conclusions that the comparison allows: biometrics are the same, so that nobody can be two persons with a colour.
        for value in ["samePersonJustified", "samePersonUnjustified", "twoPersons"] {
            #expect(reply.text.contains("value=\"\(value)\""))
        }
        #expect(!reply.text.contains("value=\"twoPersonsUnjustified\""))
        let keys = reply.text.matches(of: /data-key="(.)"/).map { String($0.1) }
        #expect(Set(keys).count == keys.count && keys.count == 3 + 16 + 4)
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
}
