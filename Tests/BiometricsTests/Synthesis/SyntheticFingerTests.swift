import Testing

@testable import Biometrics

@Suite struct SyntheticFingerTests {
    @Test func `the same seed gives the same finger, another seed another`() {
        let a = SyntheticFinger(seed: 5), b = SyntheticFinger(seed: 5), c = SyntheticFinger(seed: 6)
        #expect(a.minutiae == b.minutiae && a.template(impression: 3) == b.template(impression: 3))
        #expect(a.minutiae != c.minutiae)
        #expect(a.template(impression: 3) != a.template(impression: 4))
    }

    @Test func `numbers of minutiae and patterns are a population's`() {
        var patterns: [OrientationModel.Pattern: Int] = [:]
        var total = 0
        for seed in 0..<400 {
            let f = SyntheticFinger(seed: UInt64(seed))
            patterns[f.orientation.pattern, default: 0] += 1
            let t = f.template(impression: 1)
            total += t.minutiae.count
            #expect(t.minutiae.allSatisfy { $0.x >= 0 && $0.x < 388 && $0.y >= 0 && $0.y < 500 })
        }
        #expect((25...60).contains(total / 400))
        #expect(patterns.count == OrientationModel.Pattern.allCases.count)
        let loops = (patterns[.leftLoop] ?? 0) + (patterns[.rightLoop] ?? 0)
        #expect((200...320).contains(loops))
    }

    @Test(.enabled(if: TestData.optimised)) func `printed impressions of one finger match, those of two do not`() throws {
        let matcher = FingerprintMatcher(), extractor = ClassicalExtractor()
        let one = SyntheticPrint(seed: 21), two = SyntheticPrint(seed: 22)
        var random = SeededGenerator(seed: 1)
        let clean = SyntheticFinger.Impression(
            rotation: 0.1, shift: (5, -8), area: (150, 190), centre: (0, 0), distortion: 2, noise: 0.1)
        let a = try extractor.extract(one.render(clean, using: &random))
        var other = clean
        other.rotation = -0.2
        let b = try extractor.extract(one.render(other, using: &random))
        let c = try extractor.extract(two.render(clean, using: &random))
        #expect(a.minutiae.count > 15)
        let mated = matcher.compare(a, b).score, strange = matcher.compare(a, c).score
        #expect(ScoreCalibration.falseMatchRate(mated) < 1e-3)
        #expect(strange < mated - 5)
    }
}
