import Access
import Identity
import Operations
import Registry
import Testing

@testable import VIS

@Suite("VIS 6(2-a): the security check of a screening")
struct SecurityCheckTests {
    let screening = Caller(authority: "IT-HOTSPOT", kind: .screening, memberState: "ITA", user: "agente")

    func search(_ bench: Bench, document: String = "AB123456") async throws -> [VisaApplicationView] {
        var input = SearchVisaApplications.Input()
        input.document = DocumentNumber(number: document, issuer: CountryCode("CIV")!)
        return try await bench.run(SearchVisaApplications(bench.ports), input, as: screening, for: .securityCheck).hits
    }

    func refuse(_ bench: Bench, _ id: RecordID, _ grounds: [RefusalGround]) async throws {
        var input = RefuseVisa.Input()
        (input.application, input.decision, input.grounds) = (id, .on("2027-03-01"), grounds)
        _ = try await bench.run(RefuseVisa(bench.ports), input, version: 1)
    }

    @Test("6(2-a): refused, annulled or revoked on Article 12(2)(a)(i), (v) or (vi), and on no other ground")
    func grounds() {
        for status in VisaStatus.allCases {
            for ground in RefusalGround.allCases {
                var decision = VisaDecision()
                (decision.status, decision.refusalGrounds) = (status, [.purposeNotJustified, ground])
                let isNegative = [.refused, .annulled, .revoked, .withdrawn].contains(status)
                #expect(decision.isOfSecurity == (isNegative && ["(a)(i)", "(a)(v)", "(a)(vi)"].contains(ground.point)), "\(status) \(ground)")
            }
        }
        var longStay = VisaDecision()
        (longStay.status, longStay.longStayGrounds) = (.refused, [.other])
        #expect(!longStay.isOfSecurity)
        longStay.longStayGrounds = [.threat]
        #expect(longStay.isOfSecurity)
    }

    @Test("6(2-a): a file without such a decision is no hit; of a hit what bears on the decision is seen, and no form")
    func hits() async throws {
        let bench = Bench()
        let first = try await bench.lodge().application
        #expect(try await search(bench).isEmpty)
        try await refuse(bench, first, [.meansNotProven])
        #expect(try await search(bench).isEmpty)
        let second = try await bench.lodge(.visa("FRA-2", document: "ZZ9")).application
        try await refuse(bench, second, [.threat, .meansNotProven])
        let hit = try #require(try await search(bench, document: "ZZ9").first)
        #expect(hit.application == second && hit.identity?.surnames == ["KONE"] && hit.documents.count == 1)
        #expect(hit.decisions.last?.refusalGrounds.contains(.threat) == true && hit.decisions.last?.authority != "withheld")
        #expect(hit.form == nil && hit.previous.isEmpty && hit.together.isEmpty && hit.hits.isEmpty && hit.opinions.isEmpty)
        // The file itself is not opened by it.
        let read = await bench.refusal(ReadVisaApplication(), ApplicationReference(second), as: screening, for: .securityCheck)
        #expect(read == "forbidden")
        var face = SearchVisaApplications.Input()
        face.facialImage = .live
        #expect(await bench.refusal(SearchVisaApplications(bench.ports), face, as: screening, for: .securityCheck) == "forbidden")
    }

    @Test("6(2-a), 817 9(4): the portal shows a hit, and of other files nothing") func portal() async throws {
        let bench = Bench()
        let id = try await bench.lodge().application
        func view() async throws -> VISPortalView? {
            let mandate = bench.runner.policy.mandate(
                forTask: "t", systems: [.VIS], actions: [.read], article: "VIS 6(2-a)", requestID: "r")
            return try await bench.runner.registry.read(mandate) { reader in
                try VISPortalView.read(
                    id, from: reader, asOf: Day("2027-03-02")!, memberState: "ITA", authority: .screening, purpose: .securityCheck,
                    usesSamples: false, visible: [.visaSecurityHit])
            }
        }
        #expect(try await view() == nil)
        try await refuse(bench, id, [.alertForRefusal])
        let shown = try #require(try await view())
        #expect(shown.file.identity?.surnames == ["KONE"] && shown.file.form == nil)
    }
}
