import Access
import Biometrics
import EES
import Foundation
import Operations
import Registry
import Testing
import Wire

@testable import Installation
@testable import Interoperability

/// What a picture is of, told by its brightness alone: persons are shades of grey here, and black shows nobody.
private struct ShadeEncoder: FaceEncoder {
    var name = "shade"
    let dimensions = 16
    func encode(_ image: GrayImage) throws(FaceError) -> [Float] {
        let shade = image.pixels.reduce(0) { $0 + Int($1) } / max(1, image.pixels.count)
        guard shade > 8 else { throw .noFace }
        return (0..<dimensions).map { $0 == shade / 16 ? 1 : 0.01 }
    }
}

/// 817 13(1): portraits that were stored before an encoder was installed become comparable without being entered anew.
@Suite struct FaceEncodingTests {
    private func portrait(_ shade: UInt8) throws -> [UInt8] {
        PNG.encode(try GrayImage(width: 40, height: 50, pixels: [UInt8](repeating: shade, count: 2000), resolution: nil))
    }

    /// Registers a traveller with the portrait; the file.
    private func register(_ shade: UInt8, _ number: String, in world: World) async throws -> RecordID {
        let data = Data(try portrait(shade)).base64EncodedString()
        let input = json(newFile("Traveller\(number.lowercased().filter(\.isLetter))", number: number).compact.replacing(faceSample, with: data))
        let reply = try await world.run("ees.createFile", input)
        return try #require(reply.body["file"]?.text.flatMap { RecordID($0) })
    }

    private func samples(_ file: RecordID, in world: World) async throws -> (record: StoredRecord, face: String?) {
        let found = try await world.installation.store.read { view -> (StoredRecord, Projection)? in
            guard let record = try view.records(BiometricData.kind, key: EESKey.file, value: file.description).first,
                let projection = try view.projection(record.id)
            else { return nil }
            return (record, projection)
        }
        let (record, projection) = try #require(found)
        return (record, projection.templates.first { $0.kind == "face" }?.format)
    }

    private func run(_ world: World, batch: Int = 2) -> FaceEncodingRun {
        FaceEncodingRun(runner: world.installation.runner, matching: world.installation.matching, batch: batch)
    }

    @Test func portraitsStoredBeforeTheEncoderAreEncodedOnce() async throws {
        let (store, keys) = (MemoryStore(), try World.keys())
        let before = try await World(store: store, keys: keys)
        let light = try await register(200, "FA00001", in: before)
        let grey = try await register(120, "FB00002", in: before)
        let black = try await register(0, "FC00003", in: before)
        let plain = try await before.file("Plain", number: "FD00004")
        #expect(await before.installation.detector.catchUp().failure == nil)
        // Without an encoder there is nothing to do.
        #expect(try await run(before).run() == FaceEncodingRun.Report())

        let world = try await World(store: store, keys: keys, bootstrap: false, faceEncoder: ShadeEncoder())
        let probe = [StoredTemplate(kind: "face", format: "png", bytes: try portrait(122))]
        #expect(await world.installation.matching.identify(probe, in: .EES, limit: 5) == [])
        let untouched = try await samples(grey, in: world)
        let report = try await run(world).run()
        #expect(report.looked == 4 && report.encoded == 2 && report.withoutFace == 1)
        let encoded = try await samples(grey, in: world)
        #expect(encoded.face == "embedding-f32le;shade" && encoded.record.version == untouched.record.version + 1)
        #expect(encoded.record.payload == untouched.record.payload && encoded.record.owner == untouched.record.owner)
        #expect(await world.installation.matching.identify(probe, in: .EES, limit: 5)?.map(\.record) == [encoded.record.id])
        // What shows no face, or is no picture, stays as it was.
        for file in [black, plain] { #expect(try await samples(file, in: world).record.version == 1) }

        // Both are compared again, by the feed; and once more there is nothing to do.
        #expect(await world.installation.detector.catchUp().detected == 2)
        let last = try await world.sequence()
        let again = try await run(world).run()
        #expect(again.looked == 4 && again.encoded == 0 && again.withoutFace == 1)
        #expect(try await world.sequence() == last)

        // The log names the records, and can be asked for it.
        let logged = try await world.logged().filter { $0.event == "faces.encode" }
        let named = Set(logged.flatMap(\.records).map { RecordID(high: $0.id.high, low: $0.id.low) })
        let other = try await samples(light, in: world).record.id
        #expect(named == [encoded.record.id, other])
        #expect(logged.allSatisfy { $0.authority == "SEXTANT" && $0.systems == ["EES"] })
        let asked = JSON.object(["event": "faces.encode"])
        #expect(await world.refusal("log.search", asked, as: .of(.supervisory, nil), for: .supervision) == nil)
    }

    /// Another encoder starts from the portraits, not from what the one before made of them.
    @Test func anotherEncoderTakesTheirPlace() async throws {
        let (store, keys) = (MemoryStore(), try World.keys())
        let first = try await World(store: store, keys: keys, faceEncoder: ShadeEncoder())
        let file = try await register(120, "FE00005", in: first)
        #expect(try await samples(file, in: first).face == "embedding-f32le;shade")
        let second = try await World(store: store, keys: keys, bootstrap: false, faceEncoder: ShadeEncoder(name: "tint"))
        #expect(try await run(second).run().encoded == 1)
        #expect(try await samples(file, in: second).face == "embedding-f32le;tint")
    }

    /// Cancels the task that asks.
    private static func stop() { withUnsafeCurrentTask { $0?.cancel() } }

    /// A run that ends anywhere goes on where it was.
    @Test func aRunThatEndsGoesOn() async throws {
        let (store, keys) = (MemoryStore(), try World.keys())
        let before = try await World(store: store, keys: keys)
        for (place, shade) in [UInt8(40), 90, 140, 190, 240].enumerated() { _ = try await register(shade, "FF0000\(place)", in: before) }
        let world = try await World(store: store, keys: keys, bootstrap: false, faceEncoder: ShadeEncoder())
        let run = run(world, batch: 2)
        let stopped = try await Task {
            try await run.run { _, total in
                #expect(total == 5)
                FaceEncodingTests.stop()
            }
        }.value
        #expect(stopped.looked == 2 && stopped.encoded == 2)
        #expect(try await run.run().encoded == 3)
        #expect(try await run.run().encoded == 0)
    }

    /// Pure: what stands there is no embedding of the encoder, and the record holds a portrait.
    @Test func whatWaits() throws {
        let png = StoredTemplate(kind: "face", format: "png", bytes: try portrait(120))
        let finger = StoredTemplate(kind: "fingerprint/2", format: "iso19794-2:2005", bytes: [1])
        func embedding(_ encoder: String) -> StoredTemplate {
            FaceEmbedding(space: FaceSpace(encoder: encoder, dimensions: 2), numbers: [1, 0]).stored(as: "face")
        }
        func waiting(_ templates: [StoredTemplate], _ held: [StoredTemplate]) -> [Int: StoredTemplate] {
            PortraitReader.waiting(in: templates, heldAs: held, for: "shade")
        }
        #expect(waiting([finger, png], [finger, png]) == [1: png])
        #expect(waiting([embedding("other"), finger], [png, finger]) == [0: png])
        #expect(waiting([embedding("shade")], [png]).isEmpty)
        // What came as an embedding has no portrait; and what cannot be assigned is left.
        #expect(waiting([embedding("other")], [embedding("other")]).isEmpty)
        #expect(waiting([png, png], [png]).isEmpty)
        let broken = StoredTemplate(kind: "face", format: "png", bytes: [1, 2, 3])
        #expect(waiting([broken], [broken]).isEmpty)
    }
}
