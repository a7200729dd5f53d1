import Testing

@testable import Biometrics

@Suite struct LosslessJPEGTests {
    /// A small encoder: one Huffman table of nine codes of four bits for differences of 0 to 8 bits.
    static func encode(_ image: GrayImage, predictor: Int) -> [UInt8] {
        var out = ByteWriter()
        out.u16(0xffd8)
        out.u16(0xffc3)
        out.u16(11)
        out.u8(8)
        out.u16(image.height)
        out.u16(image.width)
        out.put([1, 1, 0x11, 0])
        out.u16(0xffc4)
        out.u16(2 + 17 + 10)
        out.u8(0)
        out.put([0, 0, 0, 10] + [UInt8](repeating: 0, count: 12))
        out.put((0..<10).map { UInt8($0) })
        out.u16(0xffda)
        out.u16(8)
        out.put([1, 1, 0, UInt8(predictor), 0, 0])
        var buffer = 0, bits = 0
        func put(_ v: Int, _ n: Int) {
            buffer = (buffer & 0xffff) << n | v
            bits += n
            while bits >= 8 {
                bits -= 8
                let byte = buffer >> bits & 255
                out.u8(byte)
                if byte == 255 { out.u8(0) }
            }
        }
        for y in 0..<image.height {
            for x in 0..<image.width {
                func p(_ dx: Int, _ dy: Int) -> Int { Int(image[x - dx, y - dy]) }
                let prediction: Int
                if x == 0 && y == 0 {
                    prediction = 128
                } else if y == 0 {
                    prediction = p(1, 0)
                } else if x == 0 {
                    prediction = p(0, 1)
                } else {
                    let a = p(1, 0), b = p(0, 1), c = p(1, 1)
                    prediction = [a, b, c, a + b - c, a + (b - c) >> 1, b + (a - c) >> 1, (a + b) >> 1][predictor - 1]
                }
                let d = Int(image[x, y]) - prediction
                let size = d == 0 ? 0 : Int.bitWidth - abs(d).leadingZeroBitCount
                put(size, 4)
                if size > 0 { put(d > 0 ? d : d + (1 << size) - 1, size) }
            }
        }
        if bits > 0 { put((1 << (8 - bits)) - 1, 8 - bits) }
        out.u16(0xffd9)
        return out.bytes
    }

    @Test(arguments: 1...7)
    func `every predictor gives back every pixel`(_ predictor: Int) throws {
        let image = ImageFormatTests.wavy(41, 29, seed: UInt64(predictor))
        #expect(try ImageFile.decode(Self.encode(image, predictor: predictor)).pixels == image.pixels)
    }

    @Test func `a frame with more samples than the file has bits is refused before memory is taken`() {
        var bytes = Self.encode(ImageFormatTests.wavy(20, 20), predictor: 1)
        // 2000 × 2000, behind the marker, the length and the precision.
        bytes.replaceSubrange(7..<11, with: [0x07, 0xd0, 0x07, 0xd0])
        do {
            _ = try LosslessJPEG.decode(bytes)
            Issue.record("it was read")
        } catch {
            #expect(error.place == "frame", "\(error)")
        }
    }

    @Test func `hostile bytes are refused or read, never fatal`() {
        var mutator = Mutator(seed: 77)
        let good = Self.encode(ImageFormatTests.wavy(20, 20), predictor: 4)
        for _ in 0..<800 { _ = try? LosslessJPEG.decode(mutator.mutate(good)) }
    }
}
