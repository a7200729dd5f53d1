import Testing

@testable import Biometrics

@Suite struct FingerImageRecordTests {
    static func record(_ format: FingerImageRecord.Format) throws -> FingerImageRecord {
        let a = ImageFormatTests.wavy(64, 80), b = ImageFormatTests.wavy(70, 66, seed: 4)
        return FingerImageRecord(
            format: format,
            prints: [
                .init(position: 2, quality: format == .iso2005 ? 71 : nil, width: 64, height: 80, data: try WSQ.encode(a)),
                .init(position: 7, width: 70, height: 66, data: try WSQ.encode(b)),
            ])
    }

    @Test(arguments: [FingerImageRecord.Format.iso2005, .extensible])
    func `a record gives back what was written`(_ format: FingerImageRecord.Format) throws {
        let made = try Self.record(format)
        let bytes = try made.encode()
        #expect(FingerImageRecord.isRecord(bytes))
        let read = try FingerImageRecord.decode(bytes)
        #expect(read.format == format && read.remarks.isEmpty)
        for (a, b) in zip(made.prints, read.prints) {
            #expect(a.position == b.position && a.quality == b.quality && a.resolution == b.resolution && a.data == b.data)
            let image = try b.image()
            #expect(image.width == a.width && image.height == a.height && image.resolution == 500)
        }
        #expect(read.prints.count == 2)
    }

    @Test(arguments: [FingerImageRecord.Format.iso2005, .extensible])
    func `records cut short are refused, hostile ones never fatal`(_ format: FingerImageRecord.Format) throws {
        let bytes = try Self.record(format).encode()
        for n in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: FormatError.self) { try FingerImageRecord.decode(Array(bytes.prefix(n))) }
        }
        var mutator = Mutator(seed: 3)
        for _ in 0..<1_500 {
            if let read = try? FingerImageRecord.decode(mutator.mutate(bytes)) { for p in read.prints { _ = try? p.image() } }
        }
    }

    @Test func `what a record says of its images is checked`() throws {
        var wrong = try Self.record(.iso2005)
        wrong.prints[0].width = 65
        #expect(throws: FormatError.self) { try FingerImageRecord.decode(try wrong.encode()).prints[0].image() }
        var bytes = try Self.record(.iso2005).encode()
        bytes[29] = 3  // WSQ data said to be JPEG
        #expect { try FingerImageRecord.decode(bytes) } throws: { ($0 as? FormatError)?.place == "compression" }
        bytes[29] = 1
        #expect(throws: FormatError.self) { try FingerImageRecord.decode(bytes) }
        let uncompressed = FingerImageRecord(
            format: .iso2005, prints: [.init(position: 1, width: 64, height: 64, data: ImageFormatTests.wavy(64, 64).pixels)])
        #expect(try FingerImageRecord.decode(try uncompressed.encode()).prints[0].image().pixels == ImageFormatTests.wavy(64, 64).pixels)
    }

    @Test func `numbers in DER are as long as they must be`() {
        #expect(DER.integer(0) == [0] && DER.integer(127) == [127] && DER.integer(128) == [0, 128] && DER.integer(2019) == [7, 0xe3])
        #expect(DER.element(4, [UInt8](repeating: 1, count: 127)).prefix(2) == [4, 127])
        #expect(DER.element(4, [UInt8](repeating: 1, count: 128)).prefix(3) == [4, 0x81, 128])
        #expect(DER.element(4, [UInt8](repeating: 1, count: 256)).prefix(4) == [4, 0x82, 1, 0])
    }
}
