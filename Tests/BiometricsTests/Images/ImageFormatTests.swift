import Testing

@testable import Biometrics

@Suite struct ImageFormatTests {
    /// Waves and a little noise: something like a print, small.
    static func wavy(_ width: Int, _ height: Int, seed: UInt64 = 1) -> GrayImage {
        var random = SeededGenerator(seed: seed)
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let v = 128 + 90 * Float.cosine(Float(x) * 0.6 + Float(y) * 0.25) + random.normal() * 6
                pixels.append(UInt8(min(max(v, 0), 255)))
            }
        }
        return GrayImage(unchecked: width, height, pixels, 500)
    }

    @Test func `PNG gives back every pixel and the resolution`() throws {
        for (w, h) in [(1, 1), (7, 3), (64, 65), (301, 44)] {
            let image = Self.wavy(w, h, seed: UInt64(w))
            let back = try PNG.decode(PNG.encode(image))
            #expect(back.pixels == image.pixels)
            #expect(back.width == w && back.height == h)
            #expect(abs((back.resolution ?? 0) - 500) < 0.1)
        }
    }

    @Test func `PGM gives back every pixel`() throws {
        let image = Self.wavy(33, 21)
        #expect(try PGM.decode(PGM.encode(image)).pixels == image.pixels)
        let plain = try PGM.decode(Array("P2\n# a comment\n2 2\n15\n0 15\n5 10\n".utf8))
        #expect(plain.pixels == [0, 255, 85, 170])
    }

    @Test func `BMP of 24 bits is read bottom up`() throws {
        var b = [UInt8](repeating: 0, count: 54)
        b[0] = 0x42
        b[1] = 0x4d
        b[10] = 54
        b[14] = 40
        b[18] = 2
        b[22] = 2
        b[26] = 1
        b[28] = 24
        b += [10, 10, 10, 20, 20, 20, 0, 0, 30, 30, 30, 40, 40, 40, 0, 0]
        #expect(try BMP.decode(b).pixels == [30, 40, 10, 20])
    }

    @Test(arguments: [(64, 64), (97, 131), (200, 150), (255, 33)])
    func `WSQ comes back alike at every size`(_ width: Int, _ height: Int) throws {
        let image = Self.wavy(width, height)
        let bytes = try WSQ.encode(image, bitRate: 2.25)
        let back = try WSQ.decode(bytes)
        #expect(back.width == width && back.height == height && back.resolution == 500)
        let error = zip(image.pixels, back.pixels).reduce(0) { $0 + (Int($1.0) - Int($1.1)) * (Int($1.0) - Int($1.1)) }
        // 30 dB at the least.
        #expect(Double(error) / Double(width * height) < 65)
    }

    @Test func `a lower bit rate gives a smaller file and a larger error`() throws {
        let image = Self.wavy(160, 160)
        let small = try WSQ.encode(image, bitRate: 0.5), large = try WSQ.encode(image, bitRate: 3)
        #expect(small.count < large.count)
        func error(_ b: [UInt8]) throws -> Int {
            zip(image.pixels, try WSQ.decode(b).pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        }
        #expect(try error(small) > error(large))
    }

    @Test func `a flat image is coded`() throws {
        let flat = GrayImage(unchecked: 64, 64, [UInt8](repeating: 77, count: 4_096), nil)
        #expect(try WSQ.encode(flat).count > 0)
    }

    @Test(.enabled(if: TestData.present && TestData.optimised)) func `WSQ decodes bit for bit as the reference decoder`() throws {
        let image = try WSQ.decode(try TestData.bytes("formats/wsq/jnbis-sample.wsq"))
        #expect(image.pixels == (try TestData.bytes("formats/wsq/jnbis-sample.nbis-dwsq.raw")))
        let other = try WSQ.decode(try TestData.bytes("formats/wsq/wsq-original.wsq"))
        #expect(other.pixels == (try PNG.decode(try TestData.bytes("formats/wsq/wsq-converted.png"))).pixels)
    }

    @Test(.enabled(if: TestData.present)) func `one print as PNG, BMP and JPEG is one print`() throws {
        let png = try ImageFile.decode(try TestData.bytes("formats/images/probe.png"))
        let bmp = try ImageFile.decode(try TestData.bytes("formats/images/probe.bmp"))
        #expect(png.width == bmp.width && png.height == bmp.height)
        let apart = zip(png.pixels, bmp.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
        #expect(Double(apart) / Double(png.pixels.count) < 1)
        do {
            let jpeg = try ImageFile.decode(try TestData.bytes("formats/images/probe.jpeg"))
            let off = zip(png.pixels, jpeg.pixels).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }
            #expect(Double(off) / Double(png.pixels.count) < 8)
        } catch {
            #expect("\(error)".contains("not installed"))
        }
    }

    @Test func `hostile bytes are refused or read, never fatal`() throws {
        var mutator = Mutator(seed: 9)
        let image = Self.wavy(48, 40)
        let good = [try WSQ.encode(image), PNG.encode(image), PGM.encode(image)]
        for round in 0..<240 {
            let bytes = mutator.mutate(good[round % good.count])
            if let read = try? ImageFile.decode(bytes) { #expect(read.pixels.count == read.width * read.height) }
        }
        #expect(throws: FormatError.self) { try ImageFile.decode([]) }
        #expect(throws: FormatError.self) { try ImageFile.decode([UInt8](repeating: 0xff, count: 100)) }
    }

    @Test func `whoever decodes may ask for fewer pixels than there can be`() throws {
        let image = Self.wavy(64, 48)
        for bytes in [try WSQ.encode(image), PNG.encode(image), PGM.encode(image), LosslessJPEGTests.encode(image, predictor: 1)] {
            #expect(try ImageFile.decode(bytes, pixelLimit: 64 * 48).width == 64)
            #expect(throws: FormatError.self) { try ImageFile.decode(bytes, pixelLimit: 64 * 48 - 1) }
        }
    }

    @Test func `a stream of empty blocks and one letter is that letter`() throws {
        var bits: [Int] = []
        // Not the last, fixed codes, end of block; at last one with an "a".
        for _ in 0..<1_000 { bits += [0, 1, 0, 0, 0, 0, 0, 0, 0, 0] }
        bits += [1, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
        while bits.count % 8 != 0 { bits.append(0) }
        var stream: [UInt8] = [0x78, 0x9c]
        for at in stride(from: 0, to: bits.count, by: 8) {
            var byte: UInt8 = 0
            for k in 0..<8 where bits[at + k] == 1 { byte |= 1 << UInt8(k) }
            stream.append(byte)
        }
        #expect(try Inflate.zlib(stream, size: 1, format: "test") == [0x61])
    }

    @Test func `a header that declares a giant image is refused before memory is taken`() {
        #expect(throws: FormatError.self) { try PGM.decode(Array("P5 1000000 1000000 255\nxx".utf8)) }
        let said = [UInt8]("P5 8000 8000 255\nxx".utf8)
        #expect(throws: FormatError.self) { try PGM.decode(said) }
    }

    @Test func `resampling keeps brightness and changes size by the ratio`() {
        let image = Self.wavy(120, 80)
        for (from, to) in [(500.0, 250.0), (500.0, 569.0), (1_000.0, 500.0)] {
            let r = image.resampled(from: from, to: to)
            #expect(abs(Double(r.width) - 120 * to / from) <= 1)
            let a = Double(image.pixels.reduce(0) { $0 + Int($1) }) / Double(image.pixels.count)
            let b = Double(r.pixels.reduce(0) { $0 + Int($1) }) / Double(r.pixels.count)
            #expect(abs(a - b) < 2)
        }
    }
}

extension Float {
    static func cosine(_ x: Float) -> Float { Float(_cos(Double(x))) }
    static func arc(_ y: Float, _ x: Float) -> Float { atan2f(y, x) }
}

import Foundation

private func _cos(_ x: Double) -> Double { cos(x) }
