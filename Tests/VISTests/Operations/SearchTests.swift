import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import VIS

@Suite("VIS 15, 18–22, 22g–22k, 22n–22r, 45c: searches")
struct SearchTests {
    /// A bench whose engines find everything, or nothing.
    func makeBench(identity: [Int] = [], samples: [Int]? = [], comparison: SampleComparison = .match) -> Bench {
        let ids: @Sendable ([Int]) -> [RecordID] = { $0.map { RecordID(high: 1, low: UInt64($0)) } }
        return Bench(
            VISPorts(
                identitySearch: { _, _ in ids(identity) }, identification: { _, _, _ in samples.map(ids) },
                verification: { _, _ in comparison }, sources: .quiet))
    }

    func prints() -> SearchVisaApplications.Input {
        var input = SearchVisaApplications.Input()
        input.fingerprints = ApplicantFingerprints.prints(1...10)
        return input
    }
    func identity() -> SearchVisaApplications.Input {
        var input = SearchVisaApplications.Input()
        input.identity = PersonIdentity(surnames: ["KONE"])
        return input
    }

    @Test("Art. 15(2): number, document, inviter and sticker lead to the file; several keys are used together")
    func keys() async throws {
        let bench = makeBench()
        let id = try await bench.lodge().application
        try await bench.lodge(.visa("FRA-2", document: "ZZ9"))
        try await bench.issue(id)
        func hits(_ change: (inout SearchVisaApplications.Input) -> Void) async throws -> [RecordID] {
            var input = SearchVisaApplications.Input()
            change(&input)
            return try await bench.run(SearchVisaApplications(bench.ports), input).hits.map(\.application)
        }
        #expect(try await hits { $0.applicationNumber = "fra-1" } == [id])
        #expect(try await hits { $0.document = DocumentNumber(number: "AB 123456", issuer: CountryCode("CIV")!) } == [id])
        #expect(try await hits { $0.visaSticker = DocumentNumber(number: "F0001", issuer: CountryCode("FRA")!) } == [id])
        #expect(try await hits { $0.inviter = Inviter(surname: "Dupont", givenNames: "Marie") }.count == 2)
        #expect(try await hits { $0.inviter = Inviter(surname: "Dupont", givenNames: "Marie", address: "elsewhere") }.isEmpty)
        #expect(
            try await hits {
                $0.inviter = Inviter(surname: "Dupont", givenNames: "Marie")
                $0.applicationNumber = "FRA-1"
            } == [id])
        #expect(await bench.refusal(SearchVisaApplications(bench.ports), .init()) == "vis/no-key")
        var empty = SearchVisaApplications.Input()
        empty.inviter = Inviter(address: "somewhere")
        #expect(await bench.refusal(SearchVisaApplications(bench.ports), empty) == "vis/no-key")
    }

    @Test("Art. 18(1): a border needs names and document together, or the sticker; what it sees holds no refusal and no authority")
    func border() async throws {
        let bench = makeBench(identity: [1])
        let id = try await bench.lodge().application
        #expect(id == RecordID(high: 1, low: 1))
        var refuse = RefuseVisa.Input()
        (refuse.application, refuse.decision, refuse.grounds) = (id, .on("2027-03-01"), [.threat])
        _ = try await bench.run(RefuseVisa(bench.ports), refuse, version: 1)
        var input = identity()
        #expect(await bench.refusal(SearchVisaApplications(bench.ports), input, as: .border, for: .borderCheck) == "forbidden")
        input.document = DocumentNumber(number: "AB123456", issuer: CountryCode("CIV")!)
        let hit = try #require(try await bench.run(SearchVisaApplications(bench.ports), input, as: .border, for: .borderCheck).hits.first)
        #expect(hit.status == .refused)
        #expect(hit.decisions.isEmpty)
        #expect(hit.lodging == nil)
        #expect(hit.opinions.isEmpty && hit.hits.isEmpty)
        #expect(hit.form?.jobGroup == "TEACHERS")
        #expect(bench.log.drafts.last?.details.query?.contains("KONE") == true)
    }

    @Test("Art. 20(1): by fingerprints; by data only once they have failed in the same case, or an officer says why they cannot be used")
    func identification() async throws {
        let bench = makeBench(identity: [1])
        try await bench.lodge()
        #expect(await bench.refusal(SearchVisaApplications(bench.ports), identity(), as: .border, for: .identification) == "forbidden")
        let reply = try await bench.run(SearchVisaApplications(bench.ports), prints(), as: .border, for: .identification)
        #expect(reply.established == [.fingerprintsUnusable])
        let found = try await bench.run(SearchVisaApplications(bench.ports), identity(), as: .border, for: .identification)
        #expect(found.hits.count == 1)
        #expect(found.hits.first?.lodging != nil)
        #expect(
            await bench.refusal(SearchVisaApplications(bench.ports), identity(), as: .border, for: .identification, reference: "case-2")
                == "forbidden")
        var state = StateUnusableFingerprints.Input()
        state.reason = "both hands are injured"
        #expect(
            await bench.refusal(StateUnusableFingerprints(), state, as: .border, for: .identification, reference: nil) == "vis/case-missing"
        )
        _ = try await bench.run(StateUnusableFingerprints(), state, as: .border, for: .identification, reference: "case-2")
        _ = try await bench.run(SearchVisaApplications(bench.ports), identity(), as: .border, for: .identification, reference: "case-2")
        var face = SearchVisaApplications.Input()
        face.facialImage = .live
        #expect(
            await bench.refusal(SearchVisaApplications(bench.ports), face, as: .border, for: .identification, reference: "case-2")
                == "forbidden")
    }

    @Test("An engine that gives no answer is named, and no fact follows from it")
    func notAvailable() async throws {
        let bench = makeBench(samples: nil)
        try await bench.lodge()
        let reply = try await bench.run(SearchVisaApplications(bench.ports), prints(), as: .border, for: .identification)
        #expect(reply.state == .notAvailable)
        #expect(reply.notAvailable == [.fingerprints])
        #expect(reply.established.isEmpty)
        // Samples are never in the log.
        #expect(bench.log.drafts.allSatisfy { !($0.details.query ?? "").contains("UFJJTlQ") })
    }

    @Test("Art. 18(6), 5(1b): fingerprints one to one, else the face, and that only against an image taken live")
    func verification() async throws {
        for (comparison, verified) in [(SampleComparison.match, true), (.nonMatch, false), (.notAvailable, false)] {
            let bench = makeBench(comparison: comparison)
            let id = try await bench.lodge().application
            var input = VerifyVisaHolder.Input()
            input.application = id
            #expect(await bench.refusal(VerifyVisaHolder(bench.ports), input, as: .border, for: .borderCheck) == "vis/no-key")
            input.fingerprints = ApplicantFingerprints.prints(1...2)
            let reply = try await bench.run(VerifyVisaHolder(bench.ports), input, as: .border, for: .borderCheck)
            #expect(reply.verified == verified)
            #expect(reply.established == (comparison == .nonMatch))
            #expect(await bench.refusal(VerifyVisaHolder(bench.ports), input) == "forbidden")
        }
        let bench = makeBench()
        var chip = NewApplication.visa()
        chip.facialImage = ApplicantImage(source: .chip, verifiedAgainstLive: true, format: "jpeg", quality: nil, data: [1])
        var input = VerifyVisaHolder.Input()
        (input.application, input.facialImage) = (try await bench.lodge(chip).application, .live)
        let reply = try await bench.run(VerifyVisaHolder(bench.ports), input, as: .immigration, for: .verification)
        #expect(reply.face == .notCompared)
        #expect(!reply.verified)
    }

    @Test("Art. 21(2): for the responsibility only visas that expired at most six months before the application count")
    func responsibility() async throws {
        let bench = makeBench(samples: [1])
        let id = try await bench.lodge().application
        var input = prints()
        #expect(try await bench.run(SearchVisaApplications(bench.ports), input, as: .asylum, for: .asylumResponsibility).hits.isEmpty)
        try await bench.issue(id)
        for (day, count) in [("2028-03-30", 1), ("2028-03-31", 0)] {
            input.protectionApplied = Day(day)
            let hits = try await bench.run(SearchVisaApplications(bench.ports), input, as: .asylum, for: .asylumResponsibility).hits
            #expect(hits.count == count, "\(day)")
            #expect(hits.first?.documents.isEmpty ?? true)
        }
        // The examination (Article 22) knows no such limit, and sees the document.
        input.protectionApplied = nil
        #expect(
            try await bench.run(SearchVisaApplications(bench.ports), input, as: .asylum, for: .asylumExamination).hits.first?.documents
                .count == 1)
    }

    @Test("Art. 22n–22o: designated authorities search after a verified request and a reply of the CIR; occupation only if asked for")
    func enforcement() async throws {
        let bench = makeBench(identity: [1])
        try await bench.lodge()
        let search = SearchVisaApplications(bench.ports)
        #expect(await bench.refusal(search, identity(), as: .police, for: .visaHistory) == "forbidden")
        func ask(_ aim: VISAccessAim, reasoned: String? = nil) async throws {
            var request = RequestLawEnforcementAccess<VISTasks>.Input()
            request.aim = aim
            (request.necessity, request.specificCase, request.reasonableGrounds) = ("needed", "case 1", "evidence")
            request.reasonedRequest = reasoned
            let asked = try await bench.run(RequestLawEnforcementAccess<VISTasks>(), request, as: .police, for: aim.purpose)
            var verify = VerifyLawEnforcementAccess<VISTasks>.Input()
            (verify.request, verify.verdict, verify.reasons) = (asked.id, .verify, "all conditions are met")
            _ = try await bench.run(
                VerifyLawEnforcementAccess<VISTasks>(), verify, as: .accessPoint, for: .lawEnforcement, version: asked.version)
        }
        try await ask(.visaHistory)
        let hit = try #require(try await bench.run(search, identity(), as: .police, for: .visaHistory).hits.first)
        #expect(hit.form?.jobGroup == nil)
        #expect(hit.form?.homeAddress != nil)
        // A request for the history opens nothing else, and without the CIR's reply nothing at all.
        #expect(await bench.refusal(search, identity(), as: .police, for: .lawEnforcement) == "forbidden")
        try await ask(.lawEnforcement, reasoned: "the employer is a suspect")
        #expect(await bench.refusal(search, identity(), as: .police, for: .lawEnforcement) == "forbidden")
        try await bench.establish(.cirHit, for: .police)
        #expect(try await bench.run(search, identity(), as: .police, for: .lawEnforcement).hits.first?.form?.jobGroup == "TEACHERS")
        #expect(await bench.refusal(search, identity(), as: .police, for: .lawEnforcement, reference: "case-2") == "forbidden")
    }

    @Test("Art. 22o(6): samples of children below 14 serve only to find missing persons and victims")
    func children() async throws {
        let bench = makeBench(samples: [1])
        var new = NewApplication.visa(born: "2014-01-01")
        new.minorSafeguards = .kept
        new.form.guardian = Guardian(surname: "KONE", givenNames: "ALI")
        try await bench.lodge(new)
        for condition in [Condition.necessary, .specificCase, .reasonableGrounds, .verified, .cirHit] {
            try await bench.establish(condition, for: .police)
        }
        let search = SearchVisaApplications(bench.ports)
        #expect(try await bench.run(search, prints(), as: .police, for: .lawEnforcement).hits.isEmpty)
        #expect(try await bench.run(search, prints(), as: .police, for: .missingPersonIdentification).hits.count == 1)
        #expect(
            await bench.refusal(ReadApplicantImage(), ApplicationReference(RecordID(high: 1, low: 1)), as: .police, for: .lawEnforcement)
                == "not-found")
        bench.set("2028-01-01T08:00:00Z")
        for condition in [Condition.necessary, .specificCase, .reasonableGrounds, .verified, .cirHit] {
            try await bench.establish(condition, for: .police)
        }
        #expect(try await bench.run(search, prints(), as: .police, for: .lawEnforcement).hits.count == 1)
    }

    @Test("Art. 6(2d)–(2e): after ten years of permits asylum and law enforcement see nothing; borders still see the document")
    func longResidence() async throws {
        let bench = makeBench(samples: [1])
        let id = try await bench.lodgeLongStay(.longStay(.residencePermit)).application
        var issue = IssueLongStay.Input()
        (issue.application, issue.decision) = (id, .on("2027-03-01"))
        issue.document = .longStay(.residencePermit, "P1", from: "2027-04-01", until: "2032-03-31")
        _ = try await bench.run(IssueLongStay(bench.ports), issue, version: 1)
        issue.document = .longStay(.residencePermit, "P2", from: "2032-04-01", until: "2038-03-31")
        _ = try await bench.run(ProlongLongStay(bench.ports), issue, version: 2)
        for (now, seen) in [("2037-03-31T08:00:00Z", 1), ("2037-04-01T08:00:00Z", 0)] {
            bench.set(now)
            let asylum = try await bench.run(SearchVisaApplications(bench.ports), prints(), as: .asylum, for: .asylumExamination)
            #expect(asylum.hits.count == seen)
            var sticker = SearchVisaApplications.Input()
            sticker.visaSticker = DocumentNumber(number: "P2", issuer: CountryCode("FRA")!)
            let hit = try #require(
                try await bench.run(SearchVisaApplications(bench.ports), sticker, as: .border, for: .borderCheck).hits.first)
            #expect(hit.document?.number.number == "P2")
            // Article 22g(2): nothing else of a long stay.
            #expect(hit.identity == nil && hit.number == nil && hit.form == nil)
        }
        let file = try await bench.file(id).value
        #expect(!LongResidence.isReached(by: file, on: Day("2038-04-01")!))
    }

    @Test("Art. 23(3): the EES tells of a child's exit, and the samples go when visa and journey are over")
    func childSamples() async throws {
        let bench = makeBench()
        var new = NewApplication.visa(born: "2018-06-01")
        new.minorSafeguards = .kept
        new.form.guardian = Guardian(surname: "KONE", givenNames: "ALI")
        new.documentScan = DocumentScan(format: "jpeg", data: [1, 2, 3])
        let id = try await bench.lodge(new).application
        try await bench.issue(id)
        let sticker = DocumentNumber(number: "F0001", issuer: CountryCode("FRA")!)
        try await bench.follow(ChildMovement(sticker: sticker, exit: Day("2027-05-01")!))
        #expect(try await bench.file(id).version == 3)
        try await bench.follow(ChildMovement(sticker: sticker, exit: Day("2027-05-01")!))
        #expect(try await bench.file(id).version == 3)
        await bench.sweep("2027-09-30")
        #expect(try await bench.values(ApplicantSamples.self).first?.value.fingerprints.count == 10)
        await bench.sweep("2027-10-01")
        let samples = try #require(try await bench.values(ApplicantSamples.self).first)
        #expect(samples.value.fingerprints.isEmpty && samples.value.facialImage == nil)
        #expect(samples.value.documentScan != nil)
        #expect(try await bench.file(id).value.fingerprints.mark == .erased)
        #expect(await bench.sweep("2027-10-02").acted.isEmpty)
        // Article 23(1): and the whole file five years after the visa.
        await bench.sweep("2032-09-30")
        #expect(try await bench.values(ApplicationFile.self).count == 1)
        let report = await bench.sweep("2032-10-01")
        #expect(report.failed.isEmpty)
        #expect(try await bench.values(ApplicationFile.self).isEmpty)
        #expect(try await bench.values(ApplicantSamples.self).isEmpty)
    }
}

extension Bench {
    /// Puts a fact on record as another part of Sextant would.
    func establish(_ condition: Condition, for caller: Caller, reference: String = "case-1") async throws {
        try await store.commit(
            Commit(
                facts: [
                    EstablishedFact(
                        condition: condition, authority: caller.authority, caseReference: reference, system: .VIS, at: now,
                        expires: now.adding(hours: 24))
                ], at: now, by: caller.authority))
    }

    /// Carries out what a follower of the EES would.
    func follow(_ movement: ChildMovement) async throws {
        let mandate = runner.policy.mandate(
            forTask: "follow", systems: [.VIS], actions: [.read, .update], article: "VIS 23(3)", requestID: "f")
        let decision = try await runner.registry.read(mandate) { reader in try movement.followed(from: reader) }
        guard !decision.changes.isEmpty else { return }
        try await store.commit(Commit(changes: decision.changes, at: now, by: "SEXTANT"))
    }
}
