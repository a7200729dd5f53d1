import Access
import Identity
import Operations
import Registry
import Testing

@testable import Eurodac

@Suite("603 19–21; 1358 32–34: comparisons for law enforcement")
struct LawEnforcementTests {
    /// A request as a designated authority writes it.
    func request<Owner: AccessRequestOwner>(
        _ bench: Bench, _ owner: Owner.Type, as caller: Caller = .police, vis: EarlierSearch = .notDone,
        urgency: String? = nil
    ) async throws(Refusal) -> RecordID where Owner.Aim == EurodacAccessAim {
        var input = RequestLawEnforcementAccess<Owner>.Input()
        input.aim = .identification
        (input.necessity, input.specificCase, input.reasonableGrounds) = ("bombing", "case 7", "prints at the scene")
        if caller.kind == .europol {
            input.ownSearch = .done
        } else {
            (input.nationalSearch, input.prumSearch) = (.done, .groundsAgainst)
        }
        input.visSearch = vis
        input.urgency = urgency
        return try await bench.run(RequestLawEnforcementAccess<Owner>(), input, as: caller, for: .lawEnforcement).id
    }

    func verify<Owner: AccessRequestOwner>(
        _ bench: Bench, _ owner: Owner.Type, _ id: RecordID, _ verdict: AccessVerdict = .verify,
        as caller: Caller = .verifying, version: Int = 1
    ) async throws(Refusal) {
        var input = VerifyLawEnforcementAccess<Owner>.Input()
        input.request = id
        input.verdict = verdict
        input.reasons = "checked"
        _ = try await bench.run(
            VerifyLawEnforcementAccess<Owner>(), input, as: caller, for: .lawEnforcement, version: version)
    }

    func prints(_ person: String, _ reference: String = "FR4A") -> CompareForLawEnforcement.Input {
        var input = CompareForLawEnforcement.Input()
        input.reference = ReferenceNumber(wireText: reference)!
        input.fingerprints = BiometricSet.of(person).fingerprints
        return input
    }

    @Test(
        "32(1)–(2): without a verified request nothing is compared; with it hits come with their data and leave a record without a sample"
    )
    func verified() async throws {
        let bench = Bench()
        try await bench.transmit(.of("amal", .illegalStay, "DE3A"), as: .immigration)
        let operation = CompareForLawEnforcement(bench.ports)
        #expect(await bench.refusal(operation, prints("amal"), as: .police, for: .lawEnforcement) == .forbidden)
        let id = try await request(bench, EurodacProcedures.self)
        #expect(await bench.refusal(operation, prints("amal"), as: .police, for: .lawEnforcement) == .forbidden)
        try await verify(bench, EurodacProcedures.self, id)
        let reply = try await bench.run(operation, prints("amal"), as: .police, for: .lawEnforcement)
        #expect(reply.hits.map(\.category) == [.illegalStay] && reply.hits.first?.data?.identity?.surnames == ["AMAL"])
        #expect(reply.hits.first?.precedence == false)
        let draft = try #require(bench.log.drafts.last)
        #expect(draft.details.keys == [.fingerprints] && draft.details.query?.contains("data") == false)
        // Another case is another matter, and another authority's result is not there.
        #expect(
            await bench.refusal(operation, prints("amal"), as: .police, for: .lawEnforcement, reference: "case-2")
                == .forbidden)
        var read = ReadComparison.Input()
        read.comparison = reply.id
        #expect(await bench.refusal(ReadComparison(), read, as: .police, for: .lawEnforcement) == nil)
        #expect(await bench.refusal(ReadComparison(), read, as: .asylum) == .notFound)
        // A negative result leaves nothing but the log.
        let before = try await bench.recordsOfPersons()
        #expect(try await bench.run(operation, prints("omar", "FR4B"), as: .police, for: .lawEnforcement).hits.isEmpty)
        #expect(try await bench.recordsOfPersons() == before)
    }

    @Test(
        "32(3), 33(3): the recast compares latent prints, faces, identities and documents too; used together all must fit"
    )
    func otherKeys() async throws {
        let bench = Bench()
        var data = TransmittedData.of("amal", .applicant, "DE1A")
        data.document = TravelDocument(kind: .passport, number: "N1", issuer: CountryCode("SYR")!)
        try await bench.transmit(data, as: .germanAsylum)
        try await bench.transmit(.of("omar", .applicant, "DE1B"), as: .germanAsylum)
        try await verify(bench, EurodacProcedures.self, try await request(bench, EurodacProcedures.self))
        func hits(_ change: (inout CompareForLawEnforcement.Input) -> Void) async throws -> [HitReply] {
            var input = CompareForLawEnforcement.Input()
            input.reference = ReferenceNumber(wireText: "FR4A")!
            change(&input)
            return try await bench.run(CompareForLawEnforcement(bench.ports), input, as: .police, for: .lawEnforcement)
                .hits
        }
        let latent = [Fingerprint(position: 0, format: "iso19794-2:2005", data: Array("amal3".utf8))]
        #expect(try await hits { $0.latentFingerprints = latent }.count == 1)
        #expect(try await hits { $0.facialImage = BiometricSet.of("amal").facialImage }.map(\.basis) == [.face])
        #expect(try await hits { $0.identity = PersonIdentity(surnames: ["AMAL"]) }.map(\.basis) == [.alphanumeric])
        #expect(try await hits { $0.document = data.document }.count == 1)
        #expect(
            try await hits {
                $0.document = data.document
                $0.identity = PersonIdentity(surnames: ["OMAR"])
            }.isEmpty)
        #expect(
            try await hits {
                $0.fingerprints = BiometricSet.of("amal").fingerprints
                $0.identity = PersonIdentity(surnames: ["OMAR"])
            }.isEmpty)
        #expect(
            try await hits {
                $0.fingerprints = BiometricSet.of("amal").fingerprints
                $0.document = data.document
            }.map(\.basis) == [.fingerprints])
        var none = CompareForLawEnforcement.Input()
        none.reference = ReferenceNumber(wireText: "FR4A")!
        #expect(
            await bench.refusal(CompareForLawEnforcement(bench.ports), none, as: .police, for: .lawEnforcement)
                == .noKey)
        #expect(
            await bench.refusal(
                CompareForLawEnforcement(bench.ports), prints("amal", "FR1A"), as: .police, for: .lawEnforcement)
                == .referenceWrong)
        bench.engine.state = .notAvailable
        #expect(
            await bench.refusal(
                CompareForLawEnforcement(bench.ports), prints("amal"), as: .police, for: .lawEnforcement)
                == .comparisonNotAvailable)
    }

    @Test("603 18(2), 20: the VIS comes first, fingerprints alone, no mark; blocked data look absent")
    func oldRegime() async throws {
        let bench = Bench(.regulation603, now: "2024-03-01T08:00:00Z")
        let operation = CompareForLawEnforcement(bench.ports, regime: .regulation603)
        let marked = try await bench.transmit(
            .of("amal", .applicant, "DE1A", in: .regulation603, taken: "2024-02-28"), as: .germanAsylum)
        _ = try await bench.mark(try #require(marked.dataset), "2024-02-29", as: .germanAsylum)
        let id = try await request(bench, EurodacProcedures603.self)
        do {
            try await verify(bench, EurodacProcedures603.self, id)
            Issue.record("the VIS was not searched")
        } catch { #expect(error.kind == EurodacProcedures603.accessConditionsNotMet) }
        func compare(_ day: String) async throws -> ComparisonReply {
            bench.set(day + "T08:00:00Z")
            try await verify(
                bench, EurodacProcedures603.self, try await request(bench, EurodacProcedures603.self, vis: .done))
            return try await bench.run(operation, prints("amal"), as: .police, for: .lawEnforcement)
        }
        let open = try await compare("2027-02-28")
        #expect(
            open.hits.count == 1 && open.hits.first?.mark == false && open.hits.first?.data?.protectionGranted == nil)
        #expect(try await compare("2027-03-01").hits.isEmpty)
        var face = CompareForLawEnforcement.Input()
        face.reference = ReferenceNumber(wireText: "FR4A")!
        face.facialImage = BiometricSet.of("amal").facialImage
        #expect(await bench.refusal(operation, face, as: .police, for: .lawEnforcement) == .forbidden)
    }

    @Test("34, 7: Europol asks through its own verifying authority, after its own databases")
    func europol() async throws {
        let bench = Bench()
        try await bench.transmit(.of("amal", .applicant, "DE1A"), as: .germanAsylum)
        let id = try await request(bench, EurodacProcedures.self, as: .europol)
        do {
            try await verify(bench, EurodacProcedures.self, id)
            Issue.record("another verifying authority")
        } catch { #expect(error.kind == .notFound) }
        try await verify(bench, EurodacProcedures.self, id, as: .europolVerifying)
        let reply = try await bench.run(
            CompareForLawEnforcement(bench.ports), prints("amal", "EP5A"), as: .europol, for: .lawEnforcement)
        #expect(reply.hits.count == 1)
        let counted = try await bench.values(CountedEvents.self).filter { $0.value.memberState == nil }.flatMap(
            \.value.points)
        #expect(counted.sorted() == ["u/hits", "u/requests"])
    }

    @Test("32(4)–(5): in urgency at once, verified afterwards; what was not justified must be erased")
    func urgency() async throws {
        let bench = Bench()
        try await bench.transmit(.of("amal", .applicant, "DE1A"), as: .germanAsylum)
        let id = try await request(bench, EurodacProcedures.self, urgency: "a second device")
        try await verify(bench, EurodacProcedures.self, id, .processUrgently)
        #expect(
            try await bench.run(
                CompareForLawEnforcement(bench.ports), prints("amal"), as: .police, for: .lawEnforcement
            ).hits.count == 1)
        try await verify(bench, EurodacProcedures.self, id, .unjustified, version: 2)
        #expect(try await bench.inbox("FR-DGSI").map(\.kind) == ["eurodac.eraseAccessedData"])
        #expect(
            await bench.refusal(
                CompareForLawEnforcement(bench.ports), prints("amal"), as: .police, for: .lawEnforcement) == .forbidden)
    }
}
