import Foundation
import HTTPTypes
import Identity
import Registry
import Testing

@testable import Access
@testable import Console

@Suite("The console's pages over HTTP")
struct ConsoleTests {
    let zone = [("zone", ZoneTextTests.td3.joined(separator: "\n")), ("place", "exit")]

    @Test func `a check: question, verdict, stay, evidence`() async throws {
        let house = try await TestHouse(Samples.reply(ees: [Samples.file(Samples.lawfulStays)]))
        let reply = try await house.check(zone)
        #expect(reply.status == 200)
        #expect(reply.text.contains("May leave: the stay is lawful until 25 April 2027, 34 of 90 days used"))
        #expect(reply.text.contains("class=\"verdict proceed\""))
        #expect(
            reply.text.contains(
                "role=\"img\" aria-label=\"The 180 days from 15 August 2026 to 10 February 2027: 146 days away, 34 days present, counted.\""))
        #expect(reply.text.contains("same number and issuer"))
        #expect(reply.text.contains("SYNTHETIC"))
    }

    @Test func `the log proof is computed, and told to nobody else`() async throws {
        let house = try await TestHouse(isDemo: false)
        let mine = ["sextant_session": "good"]
        let reply = try await house.check(zone, cookies: mine)
        let entry = try #require(reply.logEntry)
        #expect(try await house.get("/proof/\(entry)", cookies: mine).status == 202)
        _ = try await house.sequencer.advance()
        let proof = try await house.get("/proof/\(entry)", cookies: mine)
        #expect(proof.status == 200)
        #expect(proof.text.contains(">verified<"))
        #expect(!proof.text.contains("data-proof=\""))

        let file = try await house.get("/proof/\(entry)/tlog-proof", cookies: mine)
        let logged = try await house.get("/proof/\(entry)/entry", cookies: mine)
        #expect(file.headers[.contentDisposition] == "attachment; filename=\"\(entry).tlog-proof\"")
        let read = try EntryProof(bytes: Array(file.text.utf8))
        #expect(throws: Never.self) { try read.verify(entry: logged.bytes, log: house.console.ports.logKey) }

        for path in ["/proof/\(entry)", "/proof/\(entry)/entry", "/proof/\(entry)/tlog-proof"] {
            let others = try await house.get(path, cookies: ["sextant_session": "other"])
            #expect(others.status == 404)
            #expect(!others.text.contains("L898902C3"))
            #expect(try await house.get(path).status == 303)
        }
        #expect(try await house.get("/proof/nonsense", cookies: mine).status == 404)
        #expect(try await house.get("/proof/00000000000000000000000000000001", cookies: mine).status == 404)
    }

    @Test func `a proof that does not hold is not called verified`() async throws {
        let house = try await TestHouse()
        let reply = try await house.check(zone)
        _ = try await house.sequencer.advance()
        let entry = try #require(reply.logEntry.flatMap { RecordID($0) })
        let (proof, bytes) = try await house.console.ports.proof(entry)
        let other = try SigningKey(name: NoteName("test.local/log")!, algorithm: .ed25519, seed: [UInt8](repeating: 8, count: 32))
        let wrongKey = try ProvedEntry(entry.description, proof, entry: bytes, for: TestHouse.officer, key: other.verifierKey)
        #expect(wrongKey.failure != nil)
        #expect(ProofView(wrongKey).proved?.holds == false)
        let right = try ProvedEntry(entry.description, proof, entry: bytes, for: TestHouse.officer, key: house.console.ports.logKey)
        #expect(right.failure == nil)
    }

    @Test func `nobody asks without signing in`() async throws {
        let house = try await TestHouse(isDemo: false)
        #expect(try await house.get("/").headers[.location] == "/session")
        #expect(try await house.post("/check", zone).headers[.location] == "/session")
        #expect(try await house.get("/", cookies: ["sextant_session": "forged"]).headers[.location] == "/session")
        let page = try await house.get("/session")
        let form = try #require(page.formToken)
        let cookies = ["sextant_form": try #require(page.cookie("sextant_form"))]
        #expect(try await house.post("/session", [("client", "client"), ("secret", "wrong"), ("form", form)], cookies: cookies).status == 401)
        let signed = try await house.post("/session", [("client", "client"), ("secret", "secret"), ("form", form)], cookies: cookies)
        #expect(signed.status == 303)
        #expect(signed.cookie("sextant_session") == "good")
        let header = try #require(signed.headers[values: .setCookie].first)
        #expect(header.contains("HttpOnly") && header.contains("SameSite=Strict") && !header.contains("Secure"))
        #expect(try await house.post("/session", [("token", "good\r\nSet-Cookie: x=y"), ("form", form)], cookies: cookies).status == 401)
        #expect(try await house.post("/session", [("token", "good"), ("form", form)], cookies: cookies).status == 303)
        #expect(try await house.get("/", cookies: ["sextant_session": "good"]).status == 200)
    }

    @Test func `forms from elsewhere are refused`() async throws {
        let house = try await TestHouse()
        let page = try await house.get("/")
        let form = try #require(page.formToken)
        let cookies = ["sextant_form": try #require(page.cookie("sextant_form"))]
        #expect(try await house.post("/check", zone).status == 403)
        #expect(try await house.post("/check", zone, cookies: cookies).status == 403)
        #expect(try await house.post("/check", zone + [("form", form)]).status == 403)
        #expect(try await house.post("/check", zone + [("form", form)], cookies: ["sextant_form": String(repeating: "a", count: 32)]).status == 403)
        #expect(try await house.post("/check", zone + [("form", form)], cookies: cookies, headers: ["Sec-Fetch-Site": "cross-site"]).status == 403)
        // The form of before signing in is not the form of after.
        #expect(
            try await house.post("/check", zone + [("form", form)], cookies: cookies.merging(["sextant_session": "good"]) { a, _ in a }).status == 403
        )
        #expect(try await house.post("/check", zone + [("form", form)], cookies: cookies, headers: ["Sec-Fetch-Site": "same-origin"]).status == 200)
    }

    @Test func `refusals and mistakes are pages with what was typed`() async throws {
        let house = try await TestHouse(isDemo: false)
        let refused = try await house.check(zone, cookies: ["sextant_session": "visa"])
        #expect(refused.status == 403)
        #expect(refused.text.contains("No provision gives this right"))
        #expect(refused.text.contains("L898902C36UTO"))
        let mistaken = try await house.check([("surnames", "Öztürk")], cookies: ["sextant_session": "good"])
        #expect(mistaken.status == 422)
        #expect(mistaken.text.contains("value=\"Öztürk\""))
    }

    @Test func `nothing runs or loads from the page itself`() async throws {
        let house = try await TestHouse(Samples.reply(ees: [Samples.file(Samples.overstay)], sis: [Samples.alert(.arrest, "1862 26")]))
        for reply in [try await house.get("/"), try await house.check(zone), try await house.get("/session")] {
            #expect(reply.status == 200)
            #expect(!reply.text.contains(" style="))
            #expect(reply.text.matches(of: /<script/).count == 1)
            #expect(reply.text.contains("<script src=\"/static/console.js?v="))
            #expect(reply.text.firstMatch(of: /\son[a-z]+=/) == nil)
            #expect(reply.text.firstMatch(of: /(src|href|action)="(https?:)?\/\//) == nil)
            let policy = try #require(reply.headers[.contentSecurityPolicy])
            #expect(!policy.contains("unsafe"))
            #expect(!reply.text.contains("{{"))
        }
        for path in ["/static/console.css", "/static/console.js", "/static/icon.svg"] {
            #expect(try await house.get(path).status == 200)
        }
    }

    @Test func `every label has its field, every reference its target, every id is one`() async throws {
        let house = try await TestHouse(Samples.reply(ees: [Samples.file(Samples.overstay)], sis: [Samples.alert(.arrest, "1862 26")]))
        for reply in [try await house.get("/"), try await house.check(zone), try await house.check([("surnames", "X")])] {
            let ids = reply.text.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
            #expect(Set(ids).count == ids.count, "\(ids.sorted())")
            for match in reply.text.matches(of: /(?:for|aria-labelledby|aria-describedby)="([^"]+)"/) {
                for id in match.1.split(separator: " ") { #expect(ids.contains(String(id)), "\(id)") }
            }
        }
    }
}
