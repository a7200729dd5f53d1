import Biometrics
import Foundation

/// Small sound files of every format, made by this library's own writers: what a fuzzer starts from. One folder a parser.
enum FuzzSeeds {
    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else { return print("seeds FOLDER") }
        let image = try wave()
        let template = SyntheticFinger(seed: 4).template(impression: 1, position: .rightIndex)
        let header = ITLComposer.Header(
            system: .ees, purpose: .enrolment, date: "20261012", destination: "EU-LISA", origin: "AT-BKA", control: "T-1")
        let transaction = try ITLComposer.compose(header, fingers: [.init(position: .rightIndex, image: image, quality: 60)])
        let wsq = try WSQ.encode(image)
        let record = FingerImageRecord(
            format: .iso2005, prints: [.init(position: 2, quality: 60, width: image.width, height: image.height, data: wsq)])
        var extensible = record
        extensible.format = .extensible
        let gallery = FingerprintGallery()
        gallery.insert(GalleryKey(high: 1, low: 2), [template])
        var seeds: [String: [String: [UInt8]]] = [:]
        seeds["wsq"] = ["wave": wsq]
        seeds["png"] = ["wave": PNG.encode(image)]
        seeds["template"] = ["iso": try MinutiaeRecord.encode(template), "ansi": try MinutiaeRecord.encode(template, as: .ansi2004)]
        seeds["transaction"] = ["ees": try transaction.encode()]
        seeds["xml"] = ["ees": try ITLXML.encode(transaction)]
        let face = FaceRecord.Face(width: 64, height: 66, image: [0xff, 0xd8, 0xff, 0xe0, 0, 0])
        seeds["face"] = ["record": try FaceRecord(faces: [face]).encode()]
        seeds["bitmap"] = ["pgm": PGM.encode(image)]
        seeds["gallery"] = ["one": gallery.snapshot()]
        seeds["fingerimage"] = ["iso": try record.encode(), "extensible": try extensible.encode()]
        if let jpeg = try? JPEG.encode(image) { seeds["jpeg"] = ["wave": jpeg] }
        if let jpeg = try? JPEG2000.encode(image) { seeds["jpeg", default: [:]]["wave2000"] = jpeg }
        seeds["tiff"] = ["strip": tiff(image)]
        for (parser, files) in seeds {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(parser)", withIntermediateDirectories: true)
            for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(parser)/\(name)")) }
        }
        print("\(seeds.values.reduce(0) { $0 + $1.count }) files for \(seeds.count) parsers")
    }

    private static func wave() throws -> GrayImage {
        var pixels: [UInt8] = []
        for y in 0..<66 {
            for x in 0..<64 {
                let phase = Double(x) / 1.4 + Double(y) / 5
                pixels.append(UInt8(128 + 90 * sin(phase)))
            }
        }
        return try GrayImage(width: 64, height: 66, pixels: pixels, resolution: 500)
    }

    /// Little-endian, one strip, as databases of fingerprints are distributed.
    private static func tiff(_ image: GrayImage) -> [UInt8] {
        let entries: [(tag: Int, kind: Int, value: Int)] = [
            (256, 4, image.width), (257, 4, image.height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8 + 2 + 8 * 12 + 4), (277, 3, 1),
            (279, 4, image.pixels.count),
        ]
        var out: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 8, 0]
        for e in entries {
            for v in [e.tag, e.kind] { out += [UInt8(v & 255), UInt8(v >> 8)] }
            for v in [1, e.value] { out += [UInt8(v & 255), UInt8(v >> 8 & 255), UInt8(v >> 16 & 255), 0] }
        }
        return out + [0, 0, 0, 0] + image.pixels
    }
}
