import Testing

@testable import Biometrics

@Suite struct TIFFTests {
    /// A TIFF of one strip, in either byte order.
    static func file(_ image: GrayImage, little: Bool = true, compression: Int = 1, photometric: Int = 1, strip: [UInt8]? = nil) -> [UInt8] {
        func number(_ v: Int, _ size: Int) -> [UInt8] {
            let bytes = (0..<size).map { UInt8(v >> (8 * $0) & 255) }
            return little ? bytes : bytes.reversed()
        }
        let data = strip ?? image.pixels
        let entries = [
            (256, 4, image.width), (257, 4, image.height), (258, 3, 8), (259, 3, compression), (262, 3, photometric),
            (273, 4, 8 + 2 + 9 * 12 + 4 + 8),
            (277, 3, 1), (279, 4, data.count), (282, 5, 8 + 2 + 9 * 12 + 4),
        ]
        var out: [UInt8] = (little ? [0x49, 0x49] : [0x4d, 0x4d]) + number(42, 2) + number(8, 4) + number(entries.count, 2)
        for (tag, kind, value) in entries {
            out += number(tag, 2) + number(kind, 2) + number(1, 4)
            out += kind == 3 ? number(value, 2) + [0, 0] : number(value, 4)
        }
        return out + number(0, 4) + number(500, 4) + number(1, 4) + data
    }

    @Test(arguments: [true, false]) func `grey images of both byte orders are read`(_ little: Bool) throws {
        let image = ImageFormatTests.wavy(67, 71)
        let bytes = Self.file(image, little: little)
        #expect(ImageFile.format(of: bytes) == .tiff)
        let read = try ImageFile.decode(bytes)
        #expect(read.pixels == image.pixels && read.width == 67 && read.resolution == 500)
        #expect(try TIFF.decode(Self.file(image, little: little, photometric: 0)).pixels == image.pixels.map { 255 - $0 })
    }

    @Test func `PackBits is unpacked as the specification's example is`() throws {
        // TIFF 6.0, section 9.
        let packed: [UInt8] = [0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa]
        let plain: [UInt8] = [
            0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0xaa, 0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0x22, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa,
            0xaa, 0xaa,
        ]
        let size = try GrayImage(width: 6, height: 4, pixels: plain)
        #expect(try TIFF.decode(Self.file(size, compression: 32_773, strip: packed)).pixels == plain)
    }

    @Test func `other kinds are refused with their reason, hostile files never fatal`() throws {
        let image = ImageFormatTests.wavy(64, 64)
        #expect { try TIFF.decode(Self.file(image, compression: 5)) } throws: { ($0 as? FormatError)?.place == "compression" }
        #expect { try TIFF.decode(Self.file(image, strip: Array(image.pixels.dropLast(9)))) } throws: { ($0 as? FormatError)?.place == "strips" }
        let good = Self.file(image)
        for n in stride(from: 0, to: good.count, by: 61) { #expect(throws: FormatError.self) { try TIFF.decode(Array(good.prefix(n))) } }
        var mutator = Mutator(seed: 8)
        for _ in 0..<1_500 { _ = try? TIFF.decode(mutator.mutate(good)) }
    }

    @Test func `a small file cannot claim a large image`() throws {
        var bytes = PNG.encode(ImageFormatTests.wavy(64, 64))
        // Width and height stand behind the signature and the chunk's head.
        for (i, v) in [0, 0, 0x1f, 0x40, 0, 0, 0x1f, 0x40].enumerated() { bytes[16 + i] = UInt8(v) }
        #expect { try PNG.decode(bytes) } throws: { ($0 as? FormatError)?.place == "size" }
    }

    @Test func `what is no biometric file is called what it is`() {
        #expect(ImageFile.stranger([]).contains("empty"))
        #expect(ImageFile.stranger(Array("GIF89a".utf8)).contains("GIF"))
        #expect(ImageFile.stranger(Array("%PDF-1.7".utf8)).contains("PDF"))
        #expect(ImageFile.stranger(Array("once upon a time".utf8)).contains("plain text"))
    }

    @Test func `JPEG 2000 gives back every pixel, where its library is installed`() throws {
        let image = ImageFormatTests.wavy(67, 71)
        switch Result(catching: { () throws(FormatError) in try JPEG2000.encode(image) }) {
        case .success(let bytes):
            #expect(ImageFile.format(of: bytes) == .jpeg2000)
            #expect(try JPEG2000.decode(bytes).pixels == image.pixels)
        case .failure(let error): #expect(error.reason.contains("libopenjp2-7"))
        }
        #expect { try JPEG2000.encode(ImageFormatTests.wavy(20, 71)) } throws: { ($0 as? FormatError)?.place == "size" }
    }
}
