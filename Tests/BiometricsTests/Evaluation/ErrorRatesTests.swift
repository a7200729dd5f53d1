import Testing

@testable import Biometrics

@Suite struct ErrorRatesTests {
    /// Rates by counting, for every threshold that occurs.
    static func naive(_ genuine: [Double], _ impostor: [Double]) -> (eer: Double, fmr100: Double) {
        var best = (gap: 9.0, rate: 1.0), strict = 1.0
        for t in genuine + impostor + [1e9] {
            let fnmr = Double(genuine.count { $0 < t }) / Double(genuine.count)
            let fmr = Double(impostor.count { $0 >= t }) / Double(impostor.count)
            if abs(fnmr - fmr) < best.gap || (abs(fnmr - fmr) == best.gap && (fnmr + fmr) / 2 < best.rate) {
                best = (abs(fnmr - fmr), (fnmr + fmr) / 2)
            }
            if fmr <= 0.01 { strict = min(strict, fnmr) }
        }
        return (best.rate, strict)
    }

    @Test func `rates agree with counting`() {
        var random = SeededGenerator(seed: 6)
        for _ in 0..<12 {
            let genuine = (0..<60).map { _ in Double((random.normal() + 2) * 4).rounded() }
            let impostor = (0..<300).map { _ in Double(random.normal() * 4).rounded() }
            let rates = ErrorRates(genuine: genuine, impostor: impostor), naive = Self.naive(genuine, impostor)
            #expect(abs(rates.equalErrorRate - naive.eer) < 1e-12)
            #expect(abs(rates.mergedEqualErrorRate - naive.eer) < 0.02)
            // At that threshold or a lower one that still keeps the rate: never worse.
            #expect(abs(rates.fmr100 - naive.fmr100) < 1e-12)
        }
    }

    @Test func `perfect and hopeless scores`() {
        let perfect = ErrorRates(genuine: [5, 6, 7], impostor: [1, 2, 3])
        #expect(perfect.equalErrorRate == 0 && perfect.zeroFMR == 0 && perfect.fmr1000 == 0)
        let hopeless = ErrorRates(genuine: [1, 2, 3], impostor: [5, 6, 7])
        #expect(hopeless.zeroFMR == 1)
        #expect(ErrorRates(genuine: [], impostor: []).equalErrorRate == 0)
    }
}
