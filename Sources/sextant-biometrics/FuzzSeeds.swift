import Biometrics
import Foundation

/// Small sound files of every format, made by this library's own writers: what a fuzzer starts from. One folder a parser.
enum FuzzSeeds {
    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else { return print("seeds FOLDER") }
        let image = try GrayImage(
            width: 64, height: 66, pixels: (0..<(64 * 66)).map { UInt8(128 + 90 * sin(Double($0 % 64) / 1.4 + Double($0 / 64) / 5)) }, resolution: 500)
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
        var seeds: [String: [String: [UInt8]]] = [
            "wsq": ["wave": wsq], "png": ["wave": PNG.encode(image)],
            "template": ["iso": try MinutiaeRecord.encode(template), "ansi": try MinutiaeRecord.encode(template, as: .ansi2004)],
            "transaction": ["ees": try transaction.encode()], "xml": ["ees": try ITLXML.encode(transaction)],
            "face": ["record": try FaceRecord(faces: [.init(width: 64, height: 66, image: [0xff, 0xd8, 0xff, 0xe0, 0, 0])]).encode()],
            "bitmap": ["pgm": PGM.encode(image)],
            "gallery": ["one": gallery.snapshot()],
            "fingerimage": ["iso": try record.encode(), "extensible": try extensible.encode()],
        ]
        if let jpeg = try? JPEG.encode(image) { seeds["jpeg"] = ["wave": jpeg] }
        // TIFF: little-endian, one strip, as databases of fingerprints are distributed.
        var tiff: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 8, 0]
        func entry(_ tag: Int, _ kind: Int, _ value: Int) {
            for v in [tag, kind] { tiff += [UInt8(v & 255), UInt8(v >> 8)] }
            for v in [1, value] { tiff += [UInt8(v & 255), UInt8(v >> 8 & 255), UInt8(v >> 16 & 255), 0] }
        }
        for (tag, kind, value) in [
            (256, 4, image.width), (257, 4, image.height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8 + 2 + 8 * 12 + 4), (277, 3, 1),
            (279, 4, image.pixels.count),
        ] { entry(tag, kind, value) }
        tiff += [0, 0, 0, 0] + image.pixels
        seeds["tiff"] = ["strip": tiff]
        for (parser, files) in seeds {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(parser)", withIntermediateDirectories: true)
            for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(parser)/\(name)")) }
        }
        print("\(seeds.values.reduce(0) { $0 + $1.count }) files for \(seeds.count) parsers")
    }
}
