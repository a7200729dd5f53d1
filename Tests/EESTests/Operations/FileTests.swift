import Identity
import Operations
import Registry
import Testing
import Wire

@testable import EES

@Suite("EES 14–17: individual files")
struct FileTests {
    @Test("14(4), 17(1): a file with its samples kept apart, projected as opaque templates")
    func create() async throws {
        let bench = Bench()
        let id = try await bench.register()
        let file = try #require(try await bench.value(IndividualFile.self, id))
        #expect(file.owner == "FRA" && file.value.fingerprints.mark == .taken && file.value.facialImage?.source == .live)
        let samples = try await bench.values(BiometricData.self)
        #expect(samples.map(\.value.file) == [id])
        #expect(samples[0].value.projection.templates.map(\.kind) == ["face", "fingerprint/2", "fingerprint/3", "fingerprint/4", "fingerprint/5"])
        #expect(samples[0].value.projection.templates[1].bytes == Array("PRINT2".utf8))
        #expect(file.value.projection.identities.map(\.surnames) == [["DOE"]] && file.value.projection.templates.isEmpty)
    }

    @Test("14(1): one document, one file, unless the officer has looked at the other")
    func duplicates() async throws {
        let bench = Bench()
        let first = try await bench.register()
        var input = CreateFile.Input()
        input.file = NewFile(traveller: .visaExempt, identity: .person("CHILD", born: "2020-01-01"), document: .passport("AB 123-456"))
        input.facialImage = .live
        #expect(await bench.refusal(CreateFile(), input) == .fileExists)
        input.otherPersons = [first]
        #expect(await bench.refusal(CreateFile(), input) == nil)
        #expect(try await bench.values(IndividualFile.self).count == 2)
    }

    @Test("14(2), 17(4): fingerprints that were impossible for a time are given later, and the ground goes")
    func update() async throws {
        let bench = Bench()
        var input = CreateFile.Input()
        input.file = NewFile(traveller: .visaExempt, identity: .person(), document: .passport())
        input.facialImage = .live
        input.fingerprints = FingerprintEnrolment(temporarilyImpossible: "burnt hands")
        let id = try await bench.run(CreateFile(), input).file
        let entry = try await bench.enter(id)
        #expect(entry.warnings.contains(.fingerprintsDue))

        let version = try #require(try await bench.value(IndividualFile.self, id)).version
        var update = UpdateFile.Input()
        update.file = id
        update.fingerprints = .right
        update.document = .passport("NEW99999")
        #expect(await bench.refusal(UpdateFile(), update) == .preconditionRequired)
        #expect(await bench.refusal(UpdateFile(), update, version: version + 7) == .preconditionFailed)
        let reply = try await bench.run(UpdateFile(), update, version: version)
        #expect(reply.file.fingerprints == FingerprintNote(mark: .taken, positions: [2, 3, 4, 5], takenOn: Day("2027-03-01")))
        #expect(reply.file.documents.map(\.number) == ["NEW99999", "AB123456"])
        #expect(try await bench.values(BiometricData.self)[0].value.fingerprints.count == 4)
        #expect(try await bench.leave(id, at: "2027-03-01T08:04:00Z").warnings.isEmpty)
    }

    @Test("16(1): who becomes subject to a visa requirement leaves no fingerprints in the EES")
    func becomesVisaHolder() async throws {
        let bench = Bench()
        let id = try await bench.register()
        var update = UpdateFile.Input()
        update.file = id
        update.traveller = .visaRequired
        let reply = try await bench.run(UpdateFile(), update, version: 1)
        #expect(reply.file.fingerprints.mark == .heldInVIS)
        #expect(try await bench.values(BiometricData.self)[0].value.fingerprints.isEmpty)
    }

    @Test("An Idempotency-Key creates once")
    func idempotent() async throws {
        let bench = Bench()
        var input = CreateFile.Input()
        input.file = NewFile(traveller: .visaRequired, identity: .person(), document: .passport())
        input.facialImage = .live
        let first = try await bench.run(CreateFile(), input, key: "k")
        let second = try await bench.run(CreateFile(), input, key: "k")
        #expect(first == second)
        #expect(try await bench.values(IndividualFile.self).count == 1)
    }

    @Test("34: the term of a file")
    func term() {
        var file = IndividualFile()
        file.opened = Day("2027-01-10")!
        #expect(file.term.eraseOn == Day("2030-01-12"))
        file.lastDeparture = Day("2028-02-29")
        #expect(file.term.eraseOn == Day("2031-03-02") && file.term.article == "34(2)")
        file.openStay = .init(record: RecordID(high: 0, low: 1), entry: Day("2028-03-01")!, authorisedEnd: Day("2028-05-29"), euFamily: false)
        #expect(file.term.eraseOn == Day("2033-05-30") && file.term.article == "34(3)")
        file.openStay?.euFamily = true
        #expect(file.term.eraseOn == Day("2033-03-02") && file.term.article == "34(4)")
    }

    @Test("No sample is ever logged")
    func log() async throws {
        let bench = Bench()
        let id = try await bench.register()
        var search = SearchFiles.Input()
        search.fingerprints = FingerprintEnrolment.right.prints
        search.facialImage = .live
        _ = try? await bench.run(SearchFiles(), search, as: .visa, for: .visaExamination)
        var verify = VerifyIdentity.Input()
        verify.file = id
        verify.facialImage = .live
        _ = try await bench.run(VerifyIdentity(), verify)
        let samples = ([FacialImage.live.data] + FingerprintEnrolment.right.prints.map(\.data)).map(\.wireText)
        for draft in bench.log.drafts {
            for sample in samples { #expect(!(draft.details.query ?? "").contains(sample)) }
        }
        #expect(bench.log.drafts.map(\.event) == ["ees.createFile", "ees.search", "ees.verifyIdentity"])
    }
}
