import Testing

@testable import Biometrics

@Suite struct ClassicalExtractorTests {
    /// Parallel ridges at an angle, y up.
    static func parallel(width: Int = 160, height: Int = 160, period: Float = 9, angle: Float) -> GrayImage {
        var pixels: [UInt8] = []
        let c = Float.cosine(angle), s = Float.cosine(angle - .pi / 2)
        for y in 0..<height {
            for x in 0..<width {
                let u = s * Float(x) + c * Float(y)  // across ridges that run at `angle`, y up
                pixels.append(UInt8(128 + 100 * Float.cosine(2 * .pi * u / period)))
            }
        }
        return GrayImage(unchecked: width, height, pixels, 500)
    }

    @Test(arguments: [Float(0.4), 2.4])
    func `straight ridges have their direction, their period and no minutiae`(_ angle: Float) throws {
        let (template, trace) = try ClassicalExtractor().trace(Self.parallel(angle: angle))
        #expect(template.minutiae.isEmpty)
        for by in 8..<(trace.rows - 8) {
            for bx in 8..<(trace.columns - 8) {
                let i = by * trace.columns + bx
                #expect(trace.mask[i] == 1)
                let gap = abs(trace.direction[i] - angle).truncatingRemainder(dividingBy: .pi)
                #expect(min(gap, .pi - gap) < 0.06)
                #expect(abs(trace.period[i] - 9) < 0.8)
            }
        }
    }

    /// A minutia is a point around which the phase of the ridges turns once (Larkin and Fletcher, Optics Express 2007):
    /// one ridge more on one side of it than on the other.
    @Test func `a ridge that ends is found, at its place and along its direction`() throws {
        let side = 160, centre = Float(80)
        var pixels: [UInt8] = []
        for y in 0..<side {
            for x in 0..<side {
                let turn = Float.arc(Float(y) - centre, Float(x) - centre)
                pixels.append(UInt8(128 + 100 * Float.cosine(2 * .pi * Float(y) / 9 + turn)))
            }
        }
        let template = try ClassicalExtractor().extract(GrayImage(unchecked: side, side, pixels, 500))
        try #require(template.minutiae.count == 1)
        let m = template.minutiae[0]
        #expect(abs(m.x - centre) < 10 && abs(m.y - centre) < 10)
        #expect(abs(Float.cosine(m.angle)) > 0.9)
    }

    @Test func `an empty image has no minutiae, a small one is refused`() throws {
        let white = GrayImage(unchecked: 128, 128, [UInt8](repeating: 255, count: 128 * 128), 500)
        #expect(try ClassicalExtractor().extract(white).minutiae.isEmpty)
        let small = GrayImage(unchecked: 40, 200, [UInt8](repeating: 255, count: 8_000), 500)
        #expect(throws: ExtractionError.self) { try ClassicalExtractor().extract(small) }
        #expect(throws: ExtractionError.self) { try ClassicalExtractor().extract(white, resolution: 20) }
    }

    @Test func `noise does not crash and is not a finger`() throws {
        var random = SeededGenerator(seed: 2)
        let noise = GrayImage(unchecked: 150, 140, (0..<(150 * 140)).map { _ in UInt8(random.next() & 255) }, 500)
        let template = try ClassicalExtractor().extract(noise)
        #expect(template.minutiae.allSatisfy { $0.x >= 0 && $0.x < 150 && $0.y >= 0 && $0.y < 140 })
    }

    @Test func `thinning leaves lines of one pixel and as many pieces as before`() {
        var random = SeededGenerator(seed: 8)
        var bits = BitImage(width: 130, height: 90)
        for _ in 0..<9 {
            let x0 = Int(random.next() % 100), y0 = Int(random.next() % 70)
            for y in y0..<(y0 + 14) { for x in x0..<(x0 + 25) { bits[x, y] = true } }
        }
        func pieces(_ b: BitImage) -> Int {
            var plane = Plane(130, 90, UInt8(0))
            for y in 0..<90 { for x in 0..<130 where b[x, y] { plane[x, y] = 1 } }
            var seen = Set<Int>(), n = 0
            for start in 0..<(130 * 90) where plane.values[start] == 1 && !seen.contains(start) {
                n += 1
                var stack = [start]
                seen.insert(start)
                while let i = stack.popLast() {
                    for dy in -1...1 {
                        for dx in -1...1 {
                            let x = i % 130 + dx, y = i / 130 + dy
                            guard x >= 0, y >= 0, x < 130, y < 90 else { continue }
                            if plane[x, y] == 1, seen.insert(y * 130 + x).inserted { stack.append(y * 130 + x) }
                        }
                    }
                }
            }
            return n
        }
        let before = pieces(bits)
        bits.thin()
        #expect(pieces(bits) == before)
        var full = 0
        for y in 0..<89 { for x in 0..<129 where bits[x, y] && bits[x + 1, y] && bits[x, y + 1] && bits[x + 1, y + 1] { full += 1 } }
        #expect(full == 0)
    }

    @Test func `the picture of the stages is a readable image`() throws {
        let (_, trace) = try ClassicalExtractor().trace(Self.parallel(width: 96, height: 96, angle: 0.7))
        let picture = try PNG.decode(ExtractionPicture.draw(trace))
        #expect(picture.width == 192 && picture.height == 192)
    }

    @Test func `an absent network is said to be absent`() {
        do {
            _ = try LearntExtractor(folder: "/nonexistent")
            Issue.record("no refusal")
        } catch {
            #expect(error.description.contains("not installed"))
        }
    }
}
