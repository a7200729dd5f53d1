import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Eurodac

@Suite("603 29; 1358 43: the rights of persons concerned")
struct RightsTests {
    @Test(
        "43: a person's prints find all data on them, those of the Member State asked included, and nothing is recorded"
    )
    func finding() async throws {
        for regime in EurodacRegime.allCases {
            let bench = Bench(regime)
            try await bench.transmit(.of("amal", .applicant, "FR1A", in: regime))
            try await bench.transmit(.of("amal", .irregularCrossing, "GR2A", in: regime), as: .greekBorder)
            var data = TransmittedData.of("amal", .dataSubject, regime == .regulation603 ? "FR9C" : "FR6C", in: regime)
            let sets = try await bench.values(EurodacDataset.self).count
            let reply = try await bench.transmit(data, for: .dataSubjectRequest)
            #expect(Set(reply.comparison?.hits.map(\.memberState) ?? []) == ["FRA", "GRC"] && reply.dataset == nil)
            #expect(try await bench.values(EurodacDataset.self).count == sets)
            // The digit of the other Regulation is another category's.
            data.reference = ReferenceNumber(wireText: regime == .regulation603 ? "FR6D" : "FR9D")!
            #expect(await bench.refusal(data, for: .dataSubjectRequest) == .referenceWrong)
            #expect(await bench.refusal(data) == .forbidden)
        }
    }

    @Test("43(3): a request for another Member State's data is forwarded to it, with its own clock")
    func forwarding() async throws {
        let bench = Bench()
        let id = try #require(try await bench.transmit(.of("amal", .applicant, "DE1A"), as: .germanAsylum).dataset)
        var input = SubmitRightsRequest<EurodacProcedures>.Input()
        input.subject = id
        input.right = .rectification
        input.statement = "my name is wrong"
        let reply = try await bench.run(SubmitRightsRequest<EurodacProcedures>(), input, for: .dataSubjectRequest)
        #expect(reply.request.responsible == "DEU" && reply.request.memberState == "FRA")
        #expect(try await bench.inbox("DEU").count == 1)
    }

    @Test("43: processing that is restricted is shown to whoever reads the set")
    func restriction() async throws {
        let bench = Bench()
        let id = try #require(try await bench.transmit(.of("amal", .applicant, "FR1A")).dataset)
        var input = SubmitRightsRequest<EurodacProcedures>.Input()
        input.subject = id
        input.right = .restriction
        input.statement = "it is contested"
        let request = try await bench.run(SubmitRightsRequest<EurodacProcedures>(), input, for: .dataSubjectRequest)
        #expect(try await bench.run(ReadDataset(), DatasetReference(id)).processingRestricted == false)
        var decide = DecideRightsRequest<EurodacProcedures>.Input()
        decide.request = request.id
        decide.state = .granted
        _ = try await bench.run(DecideRightsRequest<EurodacProcedures>(), decide, for: .dataSubjectRequest, version: 1)
        #expect(try await bench.run(ReadDataset(), DatasetReference(id)).processingRestricted)
    }
}
