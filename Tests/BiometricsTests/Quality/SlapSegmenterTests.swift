import Testing

@testable import Biometrics

@Suite struct SlapSegmenterTests {
    /// White, with ellipses of ridges.
    static func slap(centres: [(x: Int, y: Int)], width: Int = 800, height: Int = 500) -> GrayImage {
        var image = GrayImage(unchecked: width, height, [UInt8](repeating: 245, count: width * height), 500)
        for c in centres {
            for y in max(0, c.y - 140)..<min(height, c.y + 140) {
                for x in max(0, c.x - 75)..<min(width, c.x + 75) {
                    let u = Float(x - c.x) / 75, v = Float(y - c.y) / 140
                    guard u * u + v * v < 1 else { continue }
                    image[x, y] = UInt8(128 + 100 * Float.cosine(Float(x) * 0.3 + Float(y) * 0.62))
                }
            }
        }
        return image
    }

    static let centres = [(x: 100, y: 260), (x: 290, y: 210), (x: 480, y: 200), (x: 680, y: 270)]

    @Test(arguments: [SlapSegmenter.Slap.rightFour, .leftFour])
    func `four fingers are cut out in the order of the hand`(_ kind: SlapSegmenter.Slap) throws {
        let parts = try SlapSegmenter.segment(Self.slap(centres: Self.centres), as: kind)
        #expect(parts.map(\.position) == kind.positions)
        for (part, c) in zip(parts, Self.centres) {
            #expect(part.x < c.x && part.x + part.width > c.x)
            #expect(abs(part.x + part.width / 2 - c.x) < 30)
            #expect((110...230).contains(part.width))
            #expect(part.image.width == part.width && part.image.height == part.height)
        }
    }

    @Test func `a missing finger is said to be missing`() {
        let three = Self.slap(centres: Array(Self.centres.prefix(3)))
        #expect(throws: ExtractionError.self) { try SlapSegmenter.segment(three, as: .rightFour) }
        let blank = GrayImage(unchecked: 400, 300, [UInt8](repeating: 255, count: 120_000), 500)
        #expect(throws: ExtractionError.self) { try SlapSegmenter.segment(blank, as: .thumbs) }
    }

    @Test func `the same finger given twice is found, ten different ones are not`() {
        func finger(_ seed: UInt64, _ impression: Int, _ position: FingerPosition) -> FingerprintTemplate {
            SyntheticFinger(seed: seed).template(impression: impression, position: position)
        }
        let good = [finger(1, 1, .rightIndex), finger(2, 1, .rightMiddle), finger(3, 1, .rightRing)]
        #expect(SequenceCheck.findings(good).isEmpty)
        let twice = [finger(1, 1, .rightIndex), finger(1, 2, .rightMiddle), finger(3, 1, .rightRing)]
        #expect(SequenceCheck.findings(twice) == [.repeated(.rightIndex, .rightMiddle)])
        let slap = [finger(2, 2, .rightIndex), finger(1, 2, .rightMiddle)]
        #expect(SequenceCheck.findings(Array(good.prefix(2)), reference: slap).contains(.swapped(claimed: .rightIndex, actual: .rightMiddle)))
    }

    @Test(.enabled(if: TestData.optimised)) func `quality falls with area and noise, and says why`() throws {
        let whole = Self.slap(centres: [(x: 120, y: 160)], width: 240, height: 320)
        var small = whole
        for y in 120..<320 { for x in 0..<240 { small[x, y] = 245 } }
        var noisy = whole
        var random = SeededGenerator(seed: 5)
        for i in noisy.pixels.indices {
            noisy.pixels[i] = UInt8(min(max(Float(noisy.pixels[i]) * 0.25 + 95 + random.normal() * 45, 0), 255))
        }
        let a = try FingerprintQuality.assess(whole), b = try FingerprintQuality.assess(small), c = try FingerprintQuality.assess(noisy)
        #expect(a.score > b.score && a.clarity > c.clarity)
        #expect(b.reasons.contains(.tooLittleArea) || b.reasons.contains(.noFinger))
        let blank = GrayImage(unchecked: 128, 128, [UInt8](repeating: 250, count: 16_384), 500)
        #expect(try FingerprintQuality.assess(blank).reasons == [.noFinger])
    }
}
