import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import VIS

@Suite("VIS 8, 9, 22a, 24, 25: application files")
struct ApplicationTests {
    @Test("Art. 8(1), 9: a file holds what was entered; samples stand apart; the status is requested")
    func created() async throws {
        let bench = Bench()
        let created = try await bench.lodge()
        let file = try await bench.file(created.application)
        #expect(file.owner == "FRA")
        #expect(file.value.status == .requested)
        #expect(file.value.fingerprints.positions.count == 10)
        #expect(!file.value.createdLate)
        let samples = try await bench.values(ApplicantSamples.self)
        #expect(samples.count == 1)
        #expect(samples.first?.value.application == created.application)
        #expect(String(decoding: file.value.wire.bytes, as: UTF8.self).contains(ApplicantImage.live.data.wireText) == false)
    }

    @Test("Art. 8(1): three working days after admissibility, weekends not counted")
    func late() async throws {
        // 25 February 2027 is a Thursday: the third working day is Tuesday, 2 March.
        for (now, late) in [("2027-03-02T20:00:00Z", false), ("2027-03-03T08:00:00Z", true)] {
            let bench = Bench(now: now)
            var new = NewApplication.visa()
            new.date = Day("2027-02-25")!
            #expect(try await bench.lodge(new).createdLate == late)
        }
    }

    @Test("Each refusal of a new application, and nothing is stored")
    func refusals() async throws {
        let bench = Bench()
        func code(_ change: (inout NewApplication) -> Void) async -> String? {
            var new = NewApplication.visa()
            change(&new)
            return await bench.refusal(CreateVisaApplication(bench.ports), new)
        }
        #expect(await code { $0.date = Day("2027-03-02")! } == "vis/day-not-possible")
        #expect(await code { $0.admissible = Day("2027-02-28")! } == "vis/day-not-possible")
        #expect(await code { $0.form.homeAddress = nil } == "vis/form-incomplete")
        #expect(await code { $0.form.departure = Day("2027-03-31") } == "vis/form-contradiction")
        #expect(
            await code {
                $0.identity = .person(born: "2015-01-01")
                $0.minorSafeguards = .kept
            } == "vis/form-incomplete")
        #expect(await code { $0.previous = [RecordID(high: 9, low: 9)] } == "vis/link-not-possible")
        #expect(await code { $0.facialImage = nil } == "vis/image-missing")
        #expect(await code { $0.fingerprints = nil } == "vis/fingerprints-missing")
        #expect(await code { $0.sort = .longStayVisa } == "vis/not-foreseen")
        #expect(await bench.refusal(CreateLongStayApplication(bench.ports), .visa()) == "vis/not-foreseen")
        var long = NewApplication.longStay()
        long.form = .full
        #expect(await bench.refusal(CreateLongStayApplication(bench.ports), long) == "vis/not-foreseen")
        #expect(try await bench.values(ApplicationFile.self).isEmpty)
        #expect(await bench.refusal(CreateVisaApplication(bench.ports), .visa(), as: .border, for: .borderCheck) == "forbidden")
    }

    @Test("Art. 8(5): what is marked as not applicable is not missing")
    func notApplicable() async throws {
        let bench = Bench()
        var new = NewApplication.visa()
        new.form.jobGroup = nil
        new.form.notApplicable = [.jobGroup]
        _ = try await bench.lodge(new)
    }

    @Test("Art. 9(1): an application number is given once")
    func numberTaken() async throws {
        let bench = Bench()
        try await bench.lodge()
        #expect(await bench.refusal(CreateVisaApplication(bench.ports), .visa("fra 1", document: "ZZ1")) == "already-exists")
    }

    @Test("Visa Code 13(3): fingerprints of an earlier application of the same applicant are copied")
    func copied() async throws {
        let bench = Bench()
        let first = try await bench.lodge().application
        bench.set("2029-03-01T08:00:00Z")
        var new = NewApplication.visa("FRA-2")
        new.date = Day("2029-03-01")!
        (new.facialImage, new.fingerprints) = (nil, ApplicantFingerprints())
        new.fingerprints?.copyFrom = first
        #expect(await bench.refusal(CreateVisaApplication(bench.ports), new) == "vis/copy-not-allowed")
        new.previous = [first]
        let second = try await bench.file(try await bench.lodge(new).application)
        #expect(second.value.fingerprints.mark == .copied)
        #expect(second.value.fingerprints.takenOn == Day("2027-03-01"))
        #expect(try await bench.values(ApplicantSamples.self).map(\.value.fingerprints.count) == [10, 10])
    }

    @Test("Art. 8(3)–(4): links are seen from both sides, relations the other way round")
    func links() async throws {
        let bench = Bench()
        let mother = try await bench.lodge().application
        var child = NewApplication.visa("FRA-2", document: "CH1", born: "2022-01-01")
        child.fingerprints = nil
        child.minorSafeguards = .kept
        child.form.guardian = Guardian(surname: "KONE", givenNames: "AWA")
        child.together = [TravelLink(mother, .parent)]
        let second = try await bench.lodge(child).application
        let seen = try await bench.run(ReadVisaApplication(), ApplicationReference(mother))
        #expect(seen.together == [TravelLink(second, .child)])
        #expect(try await bench.run(ReadVisaApplication(), ApplicationReference(second)).together == [TravelLink(mother, .parent)])
    }

    @Test("Art. 24(1): the owner rectifies, nobody else; the version that was seen is needed")
    func rectified() async throws {
        let bench = Bench()
        let id = try await bench.lodge().application
        var input = RectifyApplication.Input()
        (input.application, input.identity, input.evidence) = (id, .person("KONE-TRAORE"), "passport")
        #expect(await bench.refusal(RectifyApplication(), input, as: .german, version: 1) == "forbidden")
        #expect(await bench.refusal(RectifyApplication(), input) == "precondition-required")
        #expect(await bench.refusal(RectifyApplication(), input, version: 7) == "precondition-failed")
        #expect(try await bench.run(RectifyApplication(), input, version: 1).version == 2)
        #expect(await bench.refusal(RectifyApplication(), input, version: 2) == "vis/nothing-to-rectify")
        #expect(try await bench.file(id).value.identity.surnames == ["KONE-TRAORE"])
    }

    @Test("Art. 25(1), 23(2): a file goes with samples, clocks and the links to it")
    func erased() async throws {
        let bench = Bench(VISPorts(sources: .finding([SourceHit(.sisArrest, memberState: "DEU", reference: "A")])))
        let first = try await bench.lodge().application
        var new = NewApplication.visa("FRA-2")
        new.previous = [first]
        let second = try await bench.lodge(new).application
        var input = EraseApplication.Input()
        (input.application, input.ground) = (first, .nationalityAcquired)
        #expect(await bench.refusal(EraseApplication(), input, as: .german) == "forbidden")
        let reply = try await bench.run(EraseApplication(), input)
        #expect(reply.article == "VIS 25(1)")
        // File and samples; that somebody was verifying something is not said.
        #expect(reply.erased.count == 2)
        #expect(try await bench.file(second).value.previous.isEmpty)
        #expect(try await bench.values(ApplicantSamples.self).map(\.value.application) == [second])
        #expect(try await bench.values(HitVerification.self).map(\.value.application) == [second])
        let abouts = Set(try await bench.values(LegalTask<VISTasks>.self).map(\.value.about))
        #expect(abouts == Set(try await bench.values(HitVerification.self).map(\.id)))
    }

    @Test("2021/1134 11: before the revised VIS no queries, no long stays, ages of twelve; afterwards all of it")
    func editions() async throws {
        let ports = VISPorts(
            sources: .finding([SourceHit(.sisRefusal, reference: "R")]), timetable: VISTimetable(revisedFrom: Day("2027-03-02")!))
        let bench = Bench(ports)
        let before = try await bench.lodge()
        #expect(before.hits.isEmpty)
        #expect(try await bench.file(before.application).value.edition == .original)
        #expect(await bench.refusal(CreateLongStayApplication(ports), .longStay()) == "vis/edition-not-in-force")
        bench.set("2027-03-02T08:00:00Z")
        #expect(try await bench.lodge(.visa("FRA-2")).hits.map(\.point) == [.sisRefusal])
        _ = try await bench.lodgeLongStay()
        // Discontinued only under the law before.
        var input = DiscontinueExamination.Input()
        (input.application, input.decision, input.competentState) = (before.application, .on("2027-03-02"), CountryCode("DEU")!)
        #expect(await bench.refusal(DiscontinueExamination(ports), input, version: 1) == "vis/edition-not-in-force")
    }

    @Test("Art. 11 (original edition): an examination in representation is discontinued")
    func discontinued() async throws {
        let bench = Bench(VISPorts(sources: .quiet, timetable: .original))
        var new = NewApplication.visa()
        let own = try await bench.lodge(new).application
        (new.number, new.onBehalfOf) = ("FRA-2", CountryCode("DEU")!)
        let represented = try await bench.lodge(new).application
        var input = DiscontinueExamination.Input()
        (input.decision, input.competentState) = (.on("2027-03-01"), CountryCode("DEU")!)
        input.application = own
        #expect(await bench.refusal(DiscontinueExamination(bench.ports), input, version: 1) == "vis/not-foreseen")
        input.application = represented
        let reply = try await bench.run(DiscontinueExamination(bench.ports), input, version: 1)
        #expect(reply.status == .discontinued)
        #expect(reply.keptUntil == Day("2032-03-01"))
    }

    @Test("Art. 38: a request of the person has its clocks; the export holds everything but opinions and hits")
    func rights() async throws {
        let bench = Bench(VISPorts(sources: .finding([SourceHit(.sisRefusal, reference: "R")])))
        let id = try await bench.lodge().application
        var request = SubmitRightsRequest<VISTasks>.Input()
        (request.subject, request.right, request.statement) = (id, .rectification, "my name is misspelt")
        _ = try await bench.run(SubmitRightsRequest<VISTasks>(), request, as: .german, for: .dataSubjectRequest)
        let tasks = try await bench.values(LegalTask<VISTasks>.self)
        #expect(tasks.count == 2)
        #expect(tasks.map(\.value.deadline.utcDay).sorted() == [Day("2027-03-08")!, Day("2027-04-01")!])
        let export = try await bench.run(ExportApplication(), ApplicationReference(id), for: .dataSubjectRequest)
        #expect(export.samples?.fingerprints.count == 10)
        #expect(export.file.form?.jobGroup == "TEACHERS")
        #expect(export.file.hits.isEmpty)
        #expect(await bench.refusal(ExportApplication(), ApplicationReference(id), as: .border, for: .borderCheck) == "forbidden")
    }
}

extension MinorSafeguards {
    static let kept: MinorSafeguards = {
        var kept = MinorSafeguards()
        (kept.trainedStaff, kept.accompanied, kept.withoutForce) = (true, true, true)
        return kept
    }()
}
