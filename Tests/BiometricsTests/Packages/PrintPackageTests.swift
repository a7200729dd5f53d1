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
