import Biometrics
import Foundation
import Registry
import Testing

@testable import Interoperability

/// What a picture is of, told by its brightness alone: persons are shades of grey here, and black shows nobody.
private struct ShadeEncoder: FaceEncoder {
    let name = "shade"
    let dimensions = 16
    func encode(_ image: GrayImage) throws(FaceError) -> [Float] {
        let shade = image.pixels.reduce(0) { $0 + Int($1) } / max(1, image.pixels.count)
        guard shade > 8 else { throw .noFace }
        return (0..<dimensions).map { $0 == shade / 16 ? 1 : 0.01 }
    }
}

/// Portraits become embeddings where an installation has an encoder, in whatever they are carried.
@Suite struct PortraitTests {
    private static let kind = RecordKind(.EES, "biometricData")
    private let matching = BiometricMatching(systems: [.EES], processors: 2, faceEncoder: ShadeEncoder())
    private func id(_ number: Int) -> RecordID { RecordID(high: 9, low: UInt64(number)) }

    private func picture(_ shade: UInt8, width: Int = 40, height: Int = 50) throws -> GrayImage {
        try GrayImage(width: width, height: height, pixels: [UInt8](repeating: shade, count: width * height), resolution: nil)
    }
    private func portrait(_ shade: UInt8, kind: String = "face", width: Int = 40, height: Int = 50) throws -> StoredTemplate {
        StoredTemplate(kind: kind, format: "png", bytes: PNG.encode(try picture(shade, width: width, height: height)))
    }

    @Test("a portrait is kept as an embedding of a named encoder, and found by another picture of the person")
    func found() async throws {
        for (number, shade) in [UInt8(40), 120, 200].enumerated() {
            let kept = await matching.templates(of: [try portrait(shade)])
            #expect(kept.map(\.format) == ["embedding-f32le;shade"] && kept.map(\.kind) == ["face"])
            matching.apply(id(number), Self.kind, Projection(templates: kept))
        }
        #expect(await matching.identify([try portrait(122, kind: "facialImage")], in: .EES, limit: 5)?.map(\.record) == [id(1)])
        #expect(await matching.identify([try portrait(90)], in: .EES, limit: 5) == [])
        #expect(await matching.verify([try portrait(200)], against: [try portrait(205)]) == .match)
        #expect(await matching.verify([try portrait(200)], against: [try portrait(40)]) == .nonMatch)
        // Nobody is on it, and nobody could be compared.
        #expect(await matching.identify([try portrait(0)], in: .EES, limit: 5) == nil)
        #expect(await matching.verify([try portrait(0)], against: [try portrait(40)]) == .notComparable)
        #expect(matching.isWithoutFace(try portrait(0)))
    }

    @Test("without an encoder a portrait is kept as it came and compared with nothing")
    func withoutAnEncoder() async throws {
        let plain = BiometricMatching(systems: [.EES], processors: 1)
        let portrait = try portrait(120)
        #expect(await plain.templates(of: [portrait]) == [portrait])
        #expect(await plain.verify([portrait], against: [portrait]) == .notComparable)
        #expect(await plain.identify([portrait], in: .EES, limit: 5) == nil)
        #expect(!plain.isWithoutFace(portrait))
    }

    @Test("embeddings of two encoders are never compared, though they have as many dimensions")
    func encodersApart() async throws {
        let kept = await matching.templates(of: [try portrait(120)])
        matching.apply(id(1), Self.kind, Projection(templates: kept))
        for format in ["embedding-f32le", "embedding-f32le;other"] {
            let same = StoredTemplate(kind: "face", format: format, bytes: kept[0].bytes)
            #expect(await matching.identify([same], in: .EES, limit: 5) == [])
            #expect(await matching.verify([same], against: kept) == .notComparable)
            #expect(await matching.verify([same], against: [same]) == .match)
        }
        // An encoder that is changed takes the place of the one before.
        matching.apply(id(1), Self.kind, Projection(templates: [StoredTemplate(kind: "face", format: "embedding-f32le", bytes: kept[0].bytes)]))
        #expect(matching.galleries[.EES]?.faceCount == 1)
        #expect(await matching.identify(kept, in: .EES, limit: 5) == [])
    }

    @Test("face image records, CBEFF packages and transactions with a record of type 10 are portraits")
    func packages() async throws {
        let png = PNG.encode(try picture(120))
        let jpeg = try JPEG.encode(try picture(120))
        let record = try FaceRecord(faces: [.init(width: 40, height: 50, image: jpeg)]).encode()
        func cbeff(_ data: [UInt8]) -> [UInt8] {
            Array(
                """
                <BIR xmlns="http://standards.iso.org/iso-iec/19785/-3/ed-2/"><BIR><BDBInfo><Type>Face</Type></BDBInfo>\
                <BDB>\(Data(data).base64EncodedString())</BDB></BIR></BIR>
                """.utf8)
        }
        for bytes in [png, jpeg, record, cbeff(record), cbeff(jpeg)] {
            let sample = StoredTemplate(kind: "face", format: "portrait", bytes: bytes)
            let kept = await matching.templates(of: [sample])
            #expect(kept.map(\.format) == ["embedding-f32le;shade"])
            #expect(await matching.verify(kept, against: [try portrait(120)]) == .match)
        }
    }

    @Test("large pictures are made smaller, giants and broken ones are failures to enrol")
    func sizes() async throws {
        #expect(await matching.verify([try portrait(120, width: 2400, height: 3000)], against: [try portrait(120)]) == .match)
        let giant = try portrait(120, width: 5000, height: 3000)
        #expect(await matching.templates(of: [giant]) == [giant])
        var state: UInt64 = 7
        let whole = PNG.encode(try picture(120))
        for length in stride(from: 0, to: whole.count, by: 7) {
            state = state &* 6_364_136_223_846_793_005 &+ 1
            var bytes = Array(whole.prefix(length))
            if !bytes.isEmpty { bytes[Int(state >> 33) % bytes.count] ^= 0x55 }
            let broken = StoredTemplate(kind: "face", format: "png", bytes: bytes)
            #expect(await matching.templates(of: [broken]).count == 1)
        }
    }

    /// Real faces and the installed network, where both are there.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["SEXTANT_FACES"] != nil))
    func dlib() async throws {
        let folder = ProcessInfo.processInfo.environment["SEXTANT_FACES"] ?? ""
        let matching = BiometricMatching(systems: [.EES], processors: 2, faceEncoder: try DlibFaceEncoder())
        func face(_ person: Int, _ picture: Int) throws -> StoredTemplate {
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/s\(person)/\(picture).pgm"))
            return StoredTemplate(kind: "face", format: "pgm", bytes: Array(data))
        }
        for person in 1...10 { matching.apply(id(person), Self.kind, Projection(templates: await matching.templates(of: [try face(person, 1)]))) }
        var right = 0
        for person in 1...10 {
            let found = await matching.identify([try face(person, 2)], in: .EES, limit: 5) ?? []
            #expect(found.allSatisfy { $0.record == id(person) })
            if !found.isEmpty { right += 1 }
        }
        #expect(right >= 8)
    }
}
