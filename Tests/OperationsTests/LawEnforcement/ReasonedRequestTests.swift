import Access
import Identity
import Registry
import Testing
import Wire

@testable import Operations

@Suite("Access for law enforcement, whatever the act")
struct ReasonedRequestTests {
    typealias Ask = RequestLawEnforcementAccess<SampleAct>
    typealias Verify = VerifyLawEnforcementAccess<SampleAct>

    func request(_ change: (inout Ask.Input) -> Void = { _ in }) -> Ask.Input {
        var input = Ask.Input()
        (input.necessity, input.specificCase, input.reasonableGrounds) = ("a", "b", "c")
        change(&input)
        return input
    }
    func verdict(_ id: RecordID, _ verdict: AccessVerdict, denied: [Condition] = []) -> Verify.Input {
        var input = Verify.Input()
        (input.request, input.verdict, input.denied, input.reasons) = (id, verdict, denied, "looked at")
        return input
    }

    @Test("The earlier searches that the act names are asked for, and no others")
    func searches() async throws {
        let bench = try await ProcedureBench()
        #expect(Ask.Input.fields.map(\.name).contains("visSearch") && !Ask.Input.fields.map(\.name).contains("prumSearch"))
        let bare = try await bench.run(Ask(), request(), as: .police, for: .lawEnforcement).id
        #expect(
            await bench.refusal(Verify(), verdict(bare, .verify), as: .accessPoint, for: .lawEnforcement, version: 1)
                == "vis/access-conditions-not-met")
        let history = try await bench.run(Ask(), request { $0.aim = .history }, as: .police, for: .visaHistory).id
        #expect(await bench.refusal(Verify(), verdict(history, .verify), as: .accessPoint, for: .lawEnforcement, version: 1) == nil)
        #expect(await bench.refusal(Ask(), request(), as: .police, for: .visaHistory) == "vis/access-request-unclear")
        #expect(await bench.refusal(Ask(), request(), as: .police, for: .lawEnforcement, reference: nil) == "vis/case-missing")
    }

    @Test("What needs a reasoned request of its own is shown only where that was asked for and not denied")
    func reasoned() async throws {
        let bench = try await ProcedureBench()
        var read = ReadDossier.Input()
        read.dossier = try await bench.dossier(of: "FRA")
        for (asks, denied, opens) in [(false, false, false), (true, true, false), (true, false, true)] {
            let reference = "case \(asks) \(denied)"
            let input = request { (input) in
                input.visSearch = .groundsAgainst
                input.reasonedRequest = asks ? "the occupation matters" : nil
            }
            let id = try await bench.run(Ask(), input, as: .police, for: .lawEnforcement, reference: reference).id
            _ = try await bench.run(
                Verify(), verdict(id, .verify, denied: denied ? [.reasonedRequest] : []), as: .accessPoint, for: .lawEnforcement,
                version: 1)
            #expect(await bench.refusal(ReadDossier(), read, as: .police, for: .lawEnforcement, reference: reference) == nil)
            let refused = await bench.refusal(
                ReadDossier(group: "occupation"), read, as: .police, for: .lawEnforcement, reference: reference)
            #expect((refused == nil) == opens)
        }
    }

    @Test("Urgency starts a clock of seven working days in the access point's queue; its verdict ends it")
    func urgency() async throws {
        let bench = try await ProcedureBench()
        let id = try await bench.run(Ask(), request { $0.urgency = "a hostage" }, as: .europol, for: .lawEnforcement).id
        #expect(await bench.refusal(Verify(), verdict(id, .processUrgently), as: .accessPoint, for: .lawEnforcement, version: 1) == "not-found")
        // The other agency's access point is not Europol's.
        #expect(
            await bench.refusal(Verify(), verdict(id, .processUrgently), as: .borderGuardAccessPoint, for: .lawEnforcement, version: 1) == "not-found"
        )
        #expect(
            try await bench.run(ListReasonedRequests<SampleAct>(), .init(), as: .borderGuardAccessPoint, for: .lawEnforcement).requests.isEmpty)
        #expect(
            try await bench.run(ListReasonedRequests<SampleAct>(), .init(), as: .europolAccessPoint, for: .lawEnforcement).requests.count == 1)
        _ = try await bench.run(Verify(), verdict(id, .processUrgently), as: .europolAccessPoint, for: .lawEnforcement, version: 1)
        // Monday, 1 March, and seven working days: Wednesday, 10 March; agencies keep Central European Time.
        #expect(try await bench.steps(.europolAccessPoint, for: .lawEnforcement) == ["verifyUrgentAccess 2027-03-10T23:00:00Z"])
        #expect(try await bench.steps(.borderGuardAccessPoint, for: .lawEnforcement).isEmpty)
        bench.set("2027-03-12T08:00:00Z")
        let report = try await bench.run(ReportOverdue<SampleAct>(), Nothing(), as: .supervisor, for: .supervision)
        #expect(report.lines.map(\.overdue) == [1] && report.lines.map(\.agency) == [.europol])
        _ = await bench.sweep("2027-03-12")
        #expect(try await bench.inbox("EUROPOL-CAP") == ["vis.verificationOverdue"])
        _ = try await bench.run(Verify(), verdict(id, .unjustified), as: .europolAccessPoint, for: .lawEnforcement, version: 3)
        #expect(try await bench.steps(.europolAccessPoint, for: .lawEnforcement).isEmpty)
        #expect(try await bench.inbox("EUROPOL") == ["vis.eraseAccessedData"])
        _ = await bench.sweep("2028-03-20")
        #expect(try await bench.count(ReasonedRequest<SampleAct>.kind) == 0)
        #expect(try await bench.count(LegalTask<SampleAct>.kind) == 0)
    }

    @Test("A confirmation holds for its authority, case and purpose, and for its time; nothing else does")
    func bounds() {
        var request = ReasonedRequest<SampleAct>()
        request.confirmed = [.necessary, .verified]
        request.validUntil = Instant("2027-03-08T08:00:00Z")
        let (before, after) = (Instant("2027-03-08T08:00:00Z")!, Instant("2027-03-08T08:00:01Z")!)
        for state in ReasonedRequestState.allCases {
            request.state = state
            let holds = [.verified, .urgent, .justified].contains(state)
            #expect(request.conditions(for: .lawEnforcement, at: before).isEmpty == !holds)
            #expect(request.conditions(for: .lawEnforcement, at: after).isEmpty)
            #expect(request.conditions(for: .visaHistory, at: before).isEmpty)
        }
    }
}
