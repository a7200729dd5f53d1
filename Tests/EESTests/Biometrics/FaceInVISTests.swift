import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import EES

@Suite("EES 15(1), 16(1)(d), (1a): the face of a visa holder of whom the VIS holds one that was taken live")
struct FaceInVISTests {
    private let application = RecordID(high: 5, low: 1)
    private func image(_ day: String, _ number: UInt64 = 1) -> FaceInVIS {
        FaceInVIS(application: RecordID(high: 5, low: number), takenOn: Day(day)!)
    }

    /// Ports of an EES beside a VIS that holds one face.
    private func ports(_ engine: FakeEngine = FakeEngine(), face: FaceInVIS?) -> EESPorts {
        var ports = engine.ports
        ports.faceInVIS = { _, _ in face }
        ports.liveFace = { id in
            id == face?.application ? [StoredTemplate(kind: "face", format: "jpeg2000", bytes: Array("VISFACE".utf8))] : nil
        }
        return ports
    }

    private func create(_ bench: Bench, _ ports: EESPorts, _ traveller: TravellerCategory = .visaRequired, face: FacialImage?) async throws
        -> Recorded<IndividualFile>
    {
        var input = CreateFile.Input()
        input.file = NewFile(traveller: traveller, identity: .person(), document: .passport())
        input.facialImage = face
        if traveller.storesFingerprints { input.fingerprints = .right }
        let id = try await bench.run(CreateFile(ports), input).file
        return try #require(try await bench.value(IndividualFile.self, id))
    }

    @Test("16(1)(d): a file is made without a face; one that is sent all the same is not kept")
    func newFile() async throws {
        for sent in [nil, FacialImage.live] {
            let bench = Bench()
            let file = try await create(bench, ports(face: image("2027-01-20")), face: sent)
            #expect(file.value.facialImage == nil && file.value.faceInVIS == application)
            #expect(try await bench.values(BiometricData.self).isEmpty)
            // Nothing is due at a crossing either.
            let entry = try await bench.enter(file.id) { $0.visa = .sticker() }
            #expect(!entry.warnings.contains(.facialImageDue))
        }
    }

    @Test("15(1): without one in the VIS, and of whoever needs no visa, it is taken live")
    func others() async throws {
        var input = CreateFile.Input()
        input.file = NewFile(traveller: .visaRequired, identity: .person(), document: .passport())
        #expect(await Bench().refusal(CreateFile(ports(face: nil)), input) == .facialImageRequired)
        let bench = Bench()
        let exempt = try await create(bench, ports(face: image("2027-01-20")), .visaExempt, face: .live)
        #expect(exempt.value.facialImage != nil && exempt.value.faceInVIS == nil)
        #expect(try await bench.values(BiometricData.self).first?.value.facialImage != nil)
    }

    @Test("16(1a): a face recorded in the VIS later takes the place of the one held, with the samples in the same commit")
    func later() async throws {
        let bench = Bench()
        let file = try #require(try await bench.value(IndividualFile.self, try await bench.register(.visaRequired)))
        let samples = try #require(try await bench.values(BiometricData.self).first)
        #expect(file.leavingFace(to: [], samples: samples).isEmpty)
        let changes = file.leavingFace(to: [image("2027-01-20")], samples: samples)
        #expect(changes.map(\.id) == [file.id, samples.id])
        guard case .erase? = changes.last else { Issue.record("the samples are erased"); return }
        // Done twice it comes to the same.
        var left = file
        (left.value.facialImage, left.value.faceInVIS) = (nil, application)
        #expect(left.leavingFace(to: [image("2027-01-20")], samples: nil).isEmpty)
    }

    @Test("18(2)(c): fingerprints that the EES holds of a visa holder stay when the face goes")
    func fingerprintsStay() async throws {
        let bench = Bench()
        let file = try #require(try await bench.value(IndividualFile.self, try await bench.register()))
        var samples = try #require(try await bench.values(BiometricData.self).first)
        var holder = file
        holder.value.traveller = .visaRequired
        let changes = holder.leavingFace(to: [image("2027-01-20")], samples: samples)
        samples.value.facialImage = nil
        guard case .update(samples.id, _, let draft)? = changes.last else { Issue.record("the samples are updated"); return }
        #expect(draft.projection.templates == samples.value.projection.templates)
    }

    @Test("16(1)(d): where the image goes from the VIS, the EES asks for one again; a copy of it changes nothing")
    func gone() async throws {
        let bench = Bench()
        var file = try await create(bench, ports(face: image("2027-01-20")), face: nil)
        #expect(file.leavingFace(to: [image("2027-01-20"), image("2027-01-20", 0)], samples: nil).isEmpty)
        guard case .update(_, _, let copied)? = file.leavingFace(to: [image("2027-01-20", 2)], samples: nil).first else {
            Issue.record("the file rests on the copy")
            return
        }
        #expect(copied.projection.keys.contains(RecordKey(EESKey.faceInVIS, RecordID(high: 5, low: 2).description, unique: false)))
        #expect(file.leavingFace(to: [], samples: nil).count == 1)
        file.value.faceInVIS = nil
        #expect(file.value.warnings(on: Day("2027-03-01")!).contains(.facialImageDue))
    }

    @Test("18(2): where the image in the VIS is doubted, one is taken live and stays until a later one is in the VIS")
    func doubted() async throws {
        let bench = Bench()
        var input = RecordRefusal.Input()
        input.newFile = NewFile(traveller: .visaRequired, identity: .person(), document: .passport())
        input.crossingPoint = "FRCDG"
        input.reasons = [.B]
        input.doubtsAboutVISImage = true
        let operation = RecordRefusal(ports(face: image("2027-01-20")))
        #expect(await bench.refusal(operation, input) == .facialImageRequired)
        input.facialImage = .live
        let id = try await bench.run(operation, input).file
        let file = try #require(try await bench.value(IndividualFile.self, id))
        #expect(file.value.facialImage?.irrespectiveOfVIS == true && file.value.faceInVIS == nil)
        #expect(file.leavingFace(to: [image("2027-01-20")], samples: nil).isEmpty)
        #expect(!file.leavingFace(to: [image("2027-03-02", 2)], samples: nil).isEmpty)
    }

    @Test("18(2)(a): a refusal needs no face of whom the VIS holds one; without a doubt none is kept")
    func refused() async throws {
        for sent in [nil, FacialImage.live] {
            let bench = Bench()
            var input = RecordRefusal.Input()
            input.newFile = NewFile(traveller: .visaRequired, identity: .person(), document: .passport())
            input.crossingPoint = "FRCDG"
            input.reasons = [.H]
            input.facialImage = sent
            // Doubts count for reasons B and D alone.
            input.doubtsAboutVISImage = sent != nil
            let reply = try await bench.run(RecordRefusal(ports(face: image("2027-01-20"))), input)
            #expect(try await bench.value(IndividualFile.self, reply.file)?.value.faceInVIS == application)
            #expect(try await bench.values(BiometricData.self).isEmpty)
        }
    }

    @Test("23(2)(b)(i): the live face is compared with the one of the VIS, and the VIS logs it")
    func verification() async throws {
        let engine = FakeEngine()
        let ports = ports(engine, face: image("2027-01-20"))
        let bench = Bench(ports)
        let file = try await create(bench, ports, face: nil)
        var input = VerifyIdentity.Input()
        input.file = file.id
        input.facialImage = .live
        engine.will(.match)
        let match = try await bench.run(VerifyIdentity(ports), input)
        #expect(match.verified && match.faceInVIS && match.face == .match && match.next == .none)
        #expect(bench.log.drafts.contains { $0.system == .VIS && $0.details.records == [application] && $0.details.results == [.VIS: 1] })
        engine.will(.nonMatch)
        let failed = try await bench.run(VerifyIdentity(ports), input)
        #expect(failed.established && failed.next == .compareFingerprintsInVIS)
        // A VIS that gives no answer establishes nothing.
        var silent = ports
        silent.liveFace = { _ in nil }
        let unanswered = try await bench.run(VerifyIdentity(silent), input)
        #expect(unanswered.face == .notAvailable && unanswered.next == .checkManually && !unanswered.established)
    }
}
