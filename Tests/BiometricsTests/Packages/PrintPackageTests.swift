import Testing

@testable import Biometrics

@Suite struct PrintPackageTests {
    private struct Part {
        var type: String
        var subtype: String
        var data: [UInt8]
    }

    private func package(_ parts: [Part]) -> [UInt8] {
        var text = #"<?xml version="1.0" encoding="UTF-8"?><BIR xmlns="http://standards.iso.org/iso-iec/19785/-3/ed-2/">"#
        text += "<BIRInfo><Integrity>false</Integrity></BIRInfo>"
        for part in parts {
            text += "<BIR><BDBInfo><Format><Organization>Mosip</Organization><Type>7</Type></Format>"
            text += "<Type>\(part.type)</Type><Subtype>\(part.subtype)</Subtype></BDBInfo>"
            text += "<BDB>\(String(decoding: Base64.encode(part.data), as: UTF8.self))</BDB></BIR>"
        }
        return Array((text + "</BIR>").utf8)
    }

    private func sample() throws -> [UInt8] {
        let image = SyntheticPrint(seed: 3).impression(0)
        let record = FingerImageRecord(
            format: .iso2005, prints: [.init(position: 2, width: image.width, height: image.height, data: try WSQ.encode(image))])
        let minutiae = try MinutiaeRecord.encode(SyntheticFinger(seed: 9).template(impression: 0, position: .unknown))
        return package([
            Part(type: "Finger", subtype: "Right IndexFinger", data: try record.encode()),
            Part(type: "Face", subtype: "", data: [1, 2, 3]), Part(type: "Finger", subtype: "Left Thumb", data: minutiae),
            Part(type: "Iris", subtype: "Left", data: [4, 5]),
        ])
    }

    @Test func `of a CBEFF package the fingers are read, each as the package says which`() throws {
        let bytes = try sample()
        #expect(PrintPackage.isPackage(bytes))
        #expect(try CBEFFPackage.decode(bytes).others == ["Face", "Iris"])
        let prints = try PrintPackage(bytes, .exemplars, pixelsMax: 4 << 20, pixelsOfAllMax: 16 << 20)
        #expect(prints.templates.map(\.position) == [.rightIndex, .leftThumb])
        #expect(prints.read == 2)
        #expect(prints.templates.allSatisfy { $0.minutiae.count >= 8 })
        // An image above the limit is left out, and takes no memory.
        let small = try PrintPackage(bytes, .exemplars, pixelsMax: 1_000, pixelsOfAllMax: 16 << 20)
        #expect(small.templates.map(\.position) == [.leftThumb])
    }

    @Test func `an image of a coarse scanner counts as what it grows to at 500 dpi`() throws {
        // Empty: whether prints are looked at, and not what is in them.
        var image = try GrayImage(width: 100, height: 100, pixels: [UInt8](repeating: 255, count: 10_000))
        func record(_ resolution: Double, fingers: Int) throws -> [UInt8] {
            let prints = (0..<fingers).map { finger in
                FingerImageRecord.Print(position: 2 + finger, resolution: resolution, width: 100, height: 100, data: PNG.encode(image))
            }
            return try FingerImageRecord(format: .iso2005, prints: prints).encode()
        }
        func read(_ bytes: [UInt8], _ kind: PrintPackage.Kind = .exemplars, each: Int, all: Int) throws -> Int {
            try PrintPackage(bytes, kind, pixelsMax: each, pixelsOfAllMax: all).read
        }
        #expect(try read(record(500, fingers: 2), each: 10_000, all: 20_000) == 2)
        // Of half the resolution there are four times as many, of one image and of all.
        #expect(try read(record(250, fingers: 1), each: 39_999, all: 160_000) == 0)
        #expect(try read(record(250, fingers: 1), each: 40_000, all: 160_000) == 1)
        #expect(try read(record(250, fingers: 3), each: 40_000, all: 60_000) == 1)
        #expect(try read(record(100, fingers: 20), each: 100_000, all: 1_000_000) == 0)
        // A finer one shrinks, and was decoded all the same.
        #expect(try read(record(1_000, fingers: 2), each: 10_000, all: 19_999) == 1)
        // Neither does an image in a transaction outgrow the limit, which says how coarse it is beside the image.
        image.resolution = 250
        let header = ITLComposer.Header(
            system: .vis, purpose: .latentSearch, date: "20260302", destination: "EU-LISA", origin: "AT-BKA", control: "T-0001")
        let latent = try ITLComposer.compose(header, fingers: [.init(position: .unknown, image: image)]).encode()
        #expect(try read(latent, .latents, each: 39_999, all: 160_000) == 0)
        #expect(try read(latent, .latents, each: 40_000, all: 160_000) == 1)
        // What was decoded is spent, looked at or not.
        var fine = image
        fine.resolution = 500
        let both = try ITLComposer.compose(header, fingers: [image, fine].map { .init(position: .unknown, image: $0) }).encode()
        #expect(try read(both, .latents, each: 39_999, all: 20_000) == 1)
        #expect(try read(both, .latents, each: 39_999, all: 19_999) == 0)
    }

    @Test func `what is no package is refused`() throws {
        let bytes = try sample()
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 20)) {
            #expect(throws: FormatError.self) { try CBEFFPackage.decode(Array(bytes.prefix(length))) }
        }
        #expect(throws: FormatError.self) { try CBEFFPackage.decode(Array("<!DOCTYPE a><BIR/>".utf8)) }
        #expect(throws: FormatError.self) { try CBEFFPackage.decode(Array("<BIR></BIR>".utf8)) }
        #expect(throws: FormatError.self) {
            try CBEFFPackage.decode(Array("<BIR><BIR><BDBInfo><Type>Finger</Type></BDBInfo><BDB>%%</BDB></BIR></BIR>".utf8))
        }
        #expect(!PrintPackage.isPackage([0x46, 0x4d, 0x52, 0]) && !PrintPackage.isPackage([]))
    }
}
