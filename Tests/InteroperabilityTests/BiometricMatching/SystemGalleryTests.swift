import Access
import Biometrics
import Registry
import Testing

@testable import Interoperability

/// Galleries follow records: what is committed is found at once, what is erased is gone, and nothing crosses from one
/// system to another. The fingers are invented.
@Suite struct SystemGalleryTests {
    private static let kind = RecordKind(.EES, "biometricData")
    private static let positions: [FingerPosition] = [.rightIndex, .rightMiddle, .rightRing, .rightLittle]

    private func id(_ number: Int) -> RecordID { RecordID(high: 9, low: UInt64(number)) }

    private func prints(_ person: Int, impression: Int) throws -> [StoredTemplate] {
        try Self.positions.enumerated().map { offset, position in
            let template = SyntheticFinger(seed: UInt64(person) * 16 + UInt64(offset)).template(impression: impression, position: position)
            return StoredTemplate(
                kind: "fingerprint/\(position.rawValue)", format: "iso19794-2:2005", bytes: try MinutiaeRecord.encode(template))
        }
    }

    private func face(_ person: Int, noise: Float = 0) -> StoredTemplate {
        var state = UInt64(person) &* 0x9E37_79B9_7F4A_7C15 | 1
        let numbers = (0..<128).map { index -> Float in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int64(bitPattern: state) >> 40) / 8_388_608 + (index % 7 == 0 ? noise : 0)
        }
        return StoredTemplate(
            kind: "face", format: "embedding-f32le",
            bytes: numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * UInt32($0))) } })
    }

    private func filled(_ people: Int) throws -> BiometricMatching {
        let matching = BiometricMatching(systems: [.EES, .VIS], processors: 2)
        for person in 0..<people {
            matching.apply(id(person), Self.kind, Projection(templates: try prints(person, impression: 0) + [face(person)]))
        }
        return matching
    }

    @Test("a person is identified by other impressions of the same fingers, and nobody else is")
    func identifies() async throws {
        let matching = try filled(60)
        for person in stride(from: 0, to: 60, by: 6) {
            let found = try #require(await matching.identify(try prints(person, impression: 1), in: .EES, limit: 10))
            #expect(found.map(\.record) == [id(person)])
            #expect(found.first?.byFingerprints == true)
        }
        for stranger in 100..<110 {
            #expect(await matching.identify(try prints(stranger, impression: 1), in: .EES, limit: 10) == [])
        }
    }

    @Test("2019/817 Art. 13(2): templates of one system are not found in another")
    func separated() async throws {
        let matching = try filled(5)
        #expect(await matching.identify(try prints(2, impression: 1), in: .VIS, limit: 10) == [])
        #expect(await matching.identify(try prints(2, impression: 1), in: .SIS, limit: 10) == nil)
    }

    @Test("an erasure or a change is in effect at once, and a gallery equals its rebuild")
    func follows() async throws {
        let matching = try filled(12)
        matching.apply(id(3), Self.kind, nil)
        #expect(await matching.identify(try prints(3, impression: 1), in: .EES, limit: 10) == [])
        matching.apply(id(4), Self.kind, Projection(templates: try prints(44, impression: 0)))
        #expect(await matching.identify(try prints(4, impression: 1), in: .EES, limit: 10) == [])
        #expect(await matching.identify(try prints(44, impression: 1), in: .EES, limit: 10)?.map(\.record) == [id(4)])
        let gallery = try #require(matching.galleries[.EES])
        #expect(gallery.fingerprintRecords == 11)
        #expect(gallery.fingerprintCount == 44)
        #expect(gallery.faceCount == 10)
    }

    @Test("2018/1862 Art. 40, 43(2): prints from a scene are found by the fingers of who left them, by no others, and detection does not look")
    func unknownWantedPersons() async throws {
        let kind = RecordKind(.SIS, "alertSamples")
        let matching = BiometricMatching(systems: [.SIS], processors: 2)
        for person in 0..<20 { matching.apply(id(person), kind, Projection(templates: try prints(person, impression: 0))) }
        // Which fingers they are of is not known, whatever was entered.
        func scene(_ person: Int, impression: Int) throws -> [StoredTemplate] {
            try prints(person, impression: impression).enumerated().map { offset, print in
                StoredTemplate(kind: offset == 0 ? "latentPrint" : "latentPrint/1", format: print.format, bytes: print.bytes)
            }
        }
        matching.apply(id(90), kind, Projection(templates: try scene(50, impression: 0)))
        let gallery = try #require(matching.galleries[.SIS])
        #expect(gallery.fingerprintRecords == 21 && gallery.fingerprintCount == 84)

        #expect(await matching.identify(try prints(50, impression: 1), in: .SIS, limit: 10)?.map(\.record) == [id(90)])
        #expect(await matching.identify(try prints(3, impression: 1), in: .SIS, limit: 10)?.map(\.record) == [id(3)])
        #expect(await matching.identify(try prints(120, impression: 1), in: .SIS, limit: 10) == [])
        // Of somebody with an alert of their own who left prints, both alerts.
        matching.apply(id(91), kind, Projection(templates: try scene(7, impression: 1)))
        let both = try #require(await matching.identify(try prints(7, impression: 2), in: .SIS, limit: 10))
        #expect(Set(both.map(\.record)) == [id(7), id(91)])

        // Detection of multiple identities (2019/818 Art. 27(1)) does not know this chapter.
        let prepared = PreparedSamples(try prints(50, impression: 1))
        let detected = gallery.search(
            prints: prepared.fingers, face: nil, threshold: 4, limit: 10, effort: .setsOfFingers)
        #expect(!detected.map(\.record).contains(id(90)))
        matching.apply(id(90), kind, nil)
        #expect(await matching.identify(try prints(50, impression: 1), in: .SIS, limit: 10) == [])
    }

    @Test("one to one: the same person, another person, and what cannot be compared")
    func verifies() async throws {
        let matching = BiometricMatching(systems: [.EES], processors: 1)
        #expect(await matching.verify(try prints(1, impression: 1), against: try prints(1, impression: 0)) == .match)
        #expect(await matching.verify(try prints(1, impression: 1), against: try prints(2, impression: 0)) == .nonMatch)
        #expect(await matching.verify([face(7, noise: 0.1)], against: [face(7)]) == .match)
        #expect(await matching.verify([face(7)], against: [face(8)]) == .nonMatch)
        let junk = StoredTemplate(kind: "fingerprint/2", format: "iso19794-2:2005", bytes: Array("no template".utf8))
        #expect(await matching.verify([junk], against: try prints(2, impression: 0)) == .notComparable)
        #expect(await matching.verify(try prints(2, impression: 0), against: []) == .notComparable)
    }

    @Test("2019/817 Art. 13(1): of an image of a finger the template is kept to be compared, with the same evidence; nothing else is touched")
    func templatesOfImages() async throws {
        let matching = BiometricMatching(systems: [.EES], processors: 2)
        let print = SyntheticPrint(seed: 3)
        let images = (0..<2).map { StoredTemplate(kind: "fingerprint/2", format: "png", bytes: PNG.encode(print.impression($0))) }
        let junk = StoredTemplate(kind: "fingerprint/3", format: "png", bytes: [0x89, 0x50, 0x4E, 0x47, 1, 2, 3])
        let others = try prints(4, impression: 0) + [face(7), junk]
        let kept = await matching.templates(of: images + others)
        #expect(Array(kept.dropFirst(2)) == others)
        #expect(kept.prefix(2).allSatisfy { $0.kind == "fingerprint/2" && $0.format == "iso19794-2:2005" && MinutiaeRecord.isRecord($0.bytes) })
        #expect(await matching.verify([kept[0]], against: [kept[1]]) == .match)
        #expect(await matching.verify([images[0]], against: [kept[1]]) == .match)
        #expect(await matching.templates(of: kept) == kept)
    }

    @Test("2019/817 Art. 13(1), (3): a gallery takes templates in and reads no image; what could not be enrolled is none of its business")
    func noImages() async throws {
        let matching = BiometricMatching(systems: [.EES], processors: 2)
        let image = StoredTemplate(kind: "fingerprint/2", format: "png", bytes: PNG.encode(SyntheticPrint(seed: 3).impression(0)))
        matching.apply(id(1), Self.kind, Projection(templates: [image, face(7)]))
        let gallery = try #require(matching.galleries[.EES])
        #expect(gallery.fingerprintRecords == 0 && gallery.faceCount == 1)
        // Made before the commit, the template is there.
        matching.apply(id(1), Self.kind, Projection(templates: await matching.templates(of: [image, face(7)])))
        #expect(gallery.fingerprintRecords == 1 && gallery.faceCount == 1)
        // Seen among faces, an image of a finger is none.
        #expect([image, face(7)].faces == [face(7)].faces)
    }

    @Test("2019/329 annex: a print that is sent many times names whom it names once, with the same score")
    func copies() throws {
        let gallery = try #require(try filled(40).galleries[.EES])
        let one = try prints(7, impression: 1)[0]
        let unknown = StoredTemplate(kind: "fingerprint", format: one.format, bytes: one.bytes)
        for print in [one, unknown] {
            let once = gallery.search([print], falsePositiveRate: 1, limit: 40)
            #expect(once.first?.record == id(7))
            #expect(gallery.search([StoredTemplate](repeating: print, count: 20), falsePositiveRate: 1, limit: 40) == once)
        }
        // Whichever fingers the copies are said to be of.
        let renamed = Self.positions.map { StoredTemplate(kind: "fingerprint/\($0.rawValue)", format: one.format, bytes: one.bytes) }
        let kept = PreparedSamples.distinct(PreparedSamples(renamed).fingers, mistrusting: true)
        #expect(kept.count == 1)
        #expect(PreparedSamples.distinct(PreparedSamples(try prints(7, impression: 1)).fingers, mistrusting: true).count == 4)
        let (samples, copies) = (PreparedSamples(try prints(7, impression: 0)), PreparedSamples([StoredTemplate](repeating: one, count: 20)))
        #expect(BiometricEvidence(copies, samples) == BiometricEvidence(PreparedSamples([one]), samples))
        #expect(BiometricEvidence(samples, copies).fingers.count == 1)
    }

    @Test("2019/817 Art. 13(1): each finger of an ANSI/NIST-ITL transaction is a sample of its own, and a palm is none")
    func transactions() async throws {
        let matching = BiometricMatching(systems: [.EES], processors: 2)
        let (index, middle) = (SyntheticPrint(seed: 3), SyntheticPrint(seed: 4))
        let header = ITLComposer.Header(
            system: .vis, purpose: .enrolment, date: "20260302", destination: "EU-LISA", origin: "AT-BKA", control: "T-0001")
        var transaction = try ITLComposer.compose(
            header,
            fingers: [.init(position: .rightIndex, image: index.impression(0)), .init(position: .rightMiddle, image: middle.impression(0))])
        // Somebody sends a palm along.
        var palm = try #require(transaction.records.last)
        palm.type = 15
        palm.designation = 3
        transaction.records.append(palm)
        let sample = StoredTemplate(kind: "fingerprint", format: "nist", bytes: try transaction.encode())
        let kept = await matching.templates(of: [face(7), sample])
        #expect(kept.map(\.kind) == ["face", "fingerprint/2", "fingerprint/3"])
        #expect(kept.dropFirst().allSatisfy { MinutiaeRecord.isRecord($0.bytes) })
        let held = [(2, index), (3, middle)].map { position, print in
            StoredTemplate(kind: "fingerprint/\(position)", format: "png", bytes: PNG.encode(print.impression(1)))
        }
        #expect(await matching.verify([sample], against: held) == .match)
        #expect(await matching.verify(kept, against: held) == .match)
        #expect(await matching.verify([sample], against: try prints(9, impression: 0)) == .nonMatch)
        // Cut short, it is a failure to enrol.
        let cut = StoredTemplate(kind: "fingerprint", format: "nist", bytes: Array(sample.bytes.prefix(400)))
        #expect(BiometricSample.all(cut).isEmpty)
        #expect(await matching.templates(of: [cut]) == [cut])
    }

    @Test(
        "2019/817 Art. 13(1): of a minutiae record each view is a sample of its own finger, wherever it stands in the record",
        arguments: [
            MinutiaeRecord.Format.iso2005, .ansi2004,
        ])
    func views(format: MinutiaeRecord.Format) throws {
        func view(_ finger: FingerPosition, _ impression: Int) -> FingerprintTemplate {
            SyntheticFinger(seed: UInt64(finger.rawValue)).template(impression: impression, position: finger)
        }
        func record(_ views: [FingerprintTemplate], kind: String) throws -> StoredTemplate {
            StoredTemplate(kind: kind, format: format.rawValue, bytes: try MinutiaeRecord.encode(views, as: format))
        }
        let several = try record([view(.rightIndex, 0), view(.rightMiddle, 0), view(.rightMiddle, 2)], kind: "fingerprint")
        #expect([several].fingerprints.map(\.position) == [.rightIndex, .rightMiddle, .rightMiddle])
        #expect(BiometricSample.positions(of: several) == [2, 3, 3])
        let held = try record([view(.rightMiddle, 1)], kind: "fingerprint/3")
        // One finger is one piece of evidence, in the view that is likest; and what is drawn is what was compared.
        let paired = PairedPrint.of(PreparedSamples([several]), PreparedSamples([held]))
        let (likest, other) = (
            BiometricEvidence(PreparedSamples([try record([view(.rightMiddle, 0)], kind: "fingerprint")]), PreparedSamples([held])).score ?? 0,
            BiometricEvidence(PreparedSamples([try record([view(.rightMiddle, 2)], kind: "fingerprint")]), PreparedSamples([held])).score ?? 0
        )
        #expect(paired.map(\.position) == [3] && paired.first?.score == max(likest, other))
        #expect(paired.first?.first.views == 2 && paired.first?.second.views == 1)
        let expected = PreparedSamples([several]).fingers[likest >= other ? 1 : 2].template.minutiae.count
        #expect(paired.first?.first.minutiae.count == expected)
        // Whoever sends views of one finger may say which; of several each says it for itself.
        #expect(BiometricSample.positions(of: try record([view(.unknown, 0), view(.unknown, 1)], kind: "fingerprint/7")) == [7, 7])
        #expect(BiometricSample.positions(of: try record([view(.rightIndex, 0), view(.rightMiddle, 0)], kind: "fingerprint/2")) == [2, 3])
        // A latent is of nobody knows which finger.
        #expect([try record([view(.rightIndex, 0), view(.rightMiddle, 0)], kind: "latentPrint")].fingerprints.allSatisfy { $0.position == .unknown })
        // More views than fingers are no person's.
        let many = try record((0..<40).map { view(.rightIndex, $0 % 3) }, kind: "fingerprint/2")
        #expect(BiometricSample.all(many).count == 20)
        #expect(BiometricEvidence(PreparedSamples([many]), PreparedSamples([many])).fingers.count == 1)
    }

    @Test("what cannot be read is a failure to enrol, not a failure")
    func failureToEnrol() {
        var state: UInt64 = 11
        for length in [0, 1, 3, 4, 17, 120, 4096, 4100] {
            let bytes = (0..<length).map { _ -> UInt8 in
                state = state &* 6_364_136_223_846_793_005 &+ 1
                return UInt8(truncatingIfNeeded: state >> 33)
            }
            for (kind, format) in [("fingerprint/2", "iso19794-2:2005"), ("fingerprint/99", "wsq"), ("face", "jpeg"), ("iris", "x"), ("", "")] {
                #expect(BiometricSample(StoredTemplate(kind: kind, format: format, bytes: bytes)) == nil)
            }
        }
    }
}

extension BiometricSample: Equatable {
    public static func == (a: BiometricSample, b: BiometricSample) -> Bool {
        switch (a, b) {
        case (.fingerprint(let a), .fingerprint(let b)): a == b
        case (.face(let a), .face(let b)): a == b
        default: false
        }
    }
}
