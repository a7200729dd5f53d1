import Foundation
import Testing

@testable import Biometrics

@Suite struct FingerprintMatcherTests {
    /// The template as another placing of the same finger would give it.
    static func moved(_ t: FingerprintTemplate, rotation: Float, dx: Float, dy: Float, keep: Float, seed: UInt64) -> FingerprintTemplate {
        var random = SeededGenerator(seed: seed)
        var result = t
        let c = cosf(rotation), s = sinf(rotation)
        result.minutiae = t.minutiae.filter { _ in random.unit() < keep }.map { m in
            let x = m.x - 200, y = m.y - 250
            return Minutia(
                x: 200 + c * x + s * y + dx, y: 250 + c * y - s * x + dy, angle: m.angle + rotation, kind: m.kind, quality: m.quality)
        }
        return result
    }

    @Test(arguments: [Float(0), 0.3, -0.7, 1.6, 3.1])
    func `a template turned, shifted and thinned still matches itself`(_ rotation: Float) {
        let matcher = FingerprintMatcher()
        for seed in 1...3 {
            let t = SyntheticFinger(seed: UInt64(seed)).template(impression: 0)
            let other = Self.moved(t, rotation: rotation, dx: 17, dy: -23, keep: 0.75, seed: UInt64(seed))
            let result = matcher.compare(t, other)
            #expect(ScoreCalibration.falseMatchRate(result.score) < 1e-5)
            let gap = abs(remainder(Double(result.rotation - rotation), 2 * .pi))
            #expect(gap < 0.03)
            #expect(Double(result.pairs.count) > 0.85 * Double(min(other.minutiae.count, 128)))
        }
    }

    @Test func `pairs are minutiae that are the same`() {
        let t = SyntheticFinger(seed: 5).template(impression: 0)
        let other = Self.moved(t, rotation: 0.4, dx: 5, dy: 9, keep: 1, seed: 1)
        let result = FingerprintMatcher().compare(t, other)
        let right = result.pairs.count { $0.first == $0.second }
        #expect(right == result.pairs.count && right == t.minutiae.count)
    }

    @Test func `impressions of one finger score above those of different ones`() {
        let matcher = FingerprintMatcher()
        var mated: [Double] = [], other: [Double] = []
        let fingers = (1...10).map { SyntheticFinger(seed: UInt64($0)) }
        let first = fingers.map { PreparedTemplate($0.template(impression: 1)) }
        let second = fingers.map { PreparedTemplate($0.template(impression: 2)) }
        for i in fingers.indices {
            for j in fingers.indices {
                let s = matcher.compare(first[i], second[j]).score
                if i == j { mated.append(s) } else { other.append(s) }
            }
        }
        let rates = ErrorRates(genuine: mated, impostor: other)
        #expect(rates.equalErrorRate <= 0.1)
        #expect(mated.sorted()[5] > 8)
    }

    @Test func `the order of the two prints hardly matters`() {
        let matcher = FingerprintMatcher()
        for seed in 1...4 {
            let f = SyntheticFinger(seed: UInt64(seed))
            let a = PreparedTemplate(f.template(impression: 1)), b = PreparedTemplate(f.template(impression: 2))
            #expect(abs(matcher.compare(a, b).score - matcher.compare(b, a).score) < 6)
        }
    }

    @Test func `empty, tiny and crowded templates are compared without harm`() {
        let matcher = FingerprintMatcher()
        let none = FingerprintTemplate(width: 1, height: 1, minutiae: [])
        let one = SyntheticFinger(seed: 1).template(impression: 0)
        #expect(matcher.compare(none, one).score == FingerprintMatcher.floor)
        var random = SeededGenerator(seed: 4)
        let crowd = FingerprintTemplate(
            width: 500, height: 500,
            minutiae: (0..<255).map { _ in
                Minutia(x: random.between(0, 500), y: random.between(0, 500), angle: random.between(0, 6), kind: .ending, quality: 9)
            })
        let same = FingerprintTemplate(
            width: 500, height: 500, minutiae: (0..<255).map { _ in Minutia(x: 7, y: 7, angle: 1, kind: .ending) })
        for t in [crowd, same] {
            for u in [crowd, same, one] { #expect(matcher.compare(t, u).score.isFinite) }
        }
        let wild = FingerprintTemplate(
            width: 1, height: 1, minutiae: [Minutia(x: .nan, y: 0, angle: .infinity, kind: .other), Minutia(x: 1e30, y: 2, angle: 3, kind: .other)])
        #expect(matcher.compare(wild, one).score == FingerprintMatcher.floor)
    }

    @Test func `a higher score means a lower false match rate`() {
        var last = 1.0
        for s in stride(from: -10.0, through: 40, by: 1) {
            let rate = ScoreCalibration.falseMatchRate(s)
            #expect(rate <= last && rate > 0)
            last = rate
        }
        for rate in [1e-2, 1e-4, 1e-6] {
            let t = ScoreCalibration.threshold(falseMatchRate: rate)
            #expect(abs(log10(ScoreCalibration.falseMatchRate(t)) - log10(rate)) < 1e-6)
        }
    }

    @Test func `codes ignore how the finger lies`() {
        let t = SyntheticFinger(seed: 9).template(impression: 0)
        let turned = Self.moved(t, rotation: 1.1, dx: 30, dy: -12, keep: 1, seed: 1)
        let a = NeighbourhoodCode.codes(of: t.minutiae), b = NeighbourhoodCode.codes(of: turned.minutiae)
        for (x, y) in zip(a, b) {
            let d = x.bits ^ y.bits
            #expect(d.x.nonzeroBitCount + d.y.nonzeroBitCount + d.z.nonzeroBitCount <= 3)
        }
    }
}
