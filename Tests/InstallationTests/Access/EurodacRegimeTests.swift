import Access
import Eurodac
import Identity
import Operations
import Testing
import Wire

@testable import Installation

/// Regulation (EU) No 603/2013 as the rule set of an installation: its terms, its data and its conditions, and nothing of the recast.
@Suite struct EurodacRegimeTests {
    private static let prints = (1...10).map { #"{"position":\#($0),"format":"synthetic","data":"UFJJTlQ="}"# }.joined(separator: ",")

    private func transmission(
        _ category: String = "applicant", _ reference: String = "FR1A", identity: String = #"{"sex":"F"}"#, more: String = ""
    ) -> JSON {
        json(
            """
            {"data":{"category":"\(category)","reference":"\(reference)","taken":"2026-03-01","place":"Calais","event":"2026-03-01",
            "identity":\(identity),"biometrics":{"fingerprints":[\(Self.prints)]\(more)}}}
            """)
    }

    @Test("603 11, 12(1): fingers and the sex are kept for ten years from the taking; names, faces and later categories are not taken")
    func transmissions() async throws {
        let world = try await World(eurodac: .regulation603)
        let asylum = Caller.of(.asylum)
        func refusal(_ input: JSON) async -> RefusalKind? {
            await world.refusal("eurodac.transmitDataset", input, as: asylum, for: .asylumResponsibility)
        }
        let named = #"{"surnames":["EXAMPLE"],"givenNames":["ADA"],"dateOfBirth":"1985-04-12","sex":"F","nationalities":["UTO"]}"#
        #expect(await refusal(transmission(identity: named)) == .notForeseen)
        #expect(await refusal(transmission(more: #","facialImage":{"format":"synthetic","data":"RkFDRQ=="}"#)) == .notForeseen)
        // Nobody has a right to a category that the Regulation does not know.
        #expect(await refusal(transmission("nationalResettlement", "FR8A")) == .forbidden)
        let reply = try await world.run("eurodac.transmitDataset", transmission(), as: asylum, for: .asylumResponsibility)
        #expect(reply.body["keptUntil"]?.text == "2036-03-01")
    }

    @Test("603 20(1)–(2): the VIS comes first, and fingerprints are all that is compared")
    func lawEnforcement() async throws {
        let world = try await World(eurodac: .regulation603)
        let (police, verifying) = (Caller.of(.designated), Caller.of(.centralAccessPoint))
        let reasons = #""aim":"identification","offence":"terroristOffence","necessity":"n","specificCase":"s","reasonableGrounds":"r""#
        let searched = #""nationalSearch":"done","prumSearch":"done""#
        func ask(_ more: String, in reference: String) async throws -> String {
            let reply = try await world.run(
                "eurodac.requestAccess", json("{\(reasons),\(searched)\(more)}"), as: police, for: .lawEnforcement, case: reference)
            return try #require(reply.body["id"]?.text)
        }
        func verdict(_ request: String) -> JSON { json(#"{"request":"\#(request)","verdict":"verify","reasons":"checked"}"#) }
        let early = try await ask("", in: "case-1")
        let refused = await world.refusal("eurodac.verifyAccess", verdict(early), as: verifying, for: .lawEnforcement, version: 1)
        #expect(refused?.code == "eurodac/access-conditions-not-met")

        let whole = try await ask(#","visSearch":"done""#, in: "case-2")
        try await world.run("eurodac.verifyAccess", verdict(whole), as: verifying, for: .lawEnforcement, version: 1)
        func compare(_ key: String, in reference: String) async -> RefusalKind? {
            await world.refusal(
                "eurodac.compareForLawEnforcement", json(#"{"reference":"FR4A",\#(key)}"#), as: police, for: .lawEnforcement,
                case: reference)
        }
        let prints = #""fingerprints":[\#(Self.prints)]"#
        #expect(await compare(#""document":{"kind":"passport","number":"X1","issuer":"UTO"}"#, in: "case-2") == .forbidden)
        #expect(await compare(prints, in: "case-1") == .forbidden)
        #expect(await compare(prints, in: "case-2") != .forbidden)
    }

    @Test("Operations of the recast are not served, and those of both name the older articles")
    func served() async throws {
        let before = try await World(bootstrap: false, eurodac: .regulation603).installation.catalogue
        let recast = try await World(bootstrap: false).installation.catalogue
        for id in ["eurodac.flagSecurity", "eurodac.recordCouncilDecision", "eurodac.extendTemporaryProtection"] {
            #expect(before[id] == nil, "\(id)")
            #expect(recast[id] != nil, "\(id)")
        }
        #expect(before["eurodac.readProcessing"]?.about.article.contains("603 29") == true)
        #expect(before["eurodac.transmitDataset"]?.about.article == "Eurodac 603 9, 14, 17")
    }
}
