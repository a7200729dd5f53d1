import Testing

@testable import Sandbox

@Suite("SeededGenerator")
struct SeededGeneratorTests {
    @Test("is xoshiro256**: the numbers that its authors' code gives for the state 1, 2, 3, 4")
    func publishedNumbers() {
        var generator = SeededGenerator(state: (1, 2, 3, 4))
        let expected: [UInt64] = [
            11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360, 607_988_272_756_665_600,
            16_172_922_978_634_559_625, 8_476_171_486_693_032_832, 10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
        ]
        #expect(expected.map { _ in generator.next() } == expected)
    }

    @Test("draws every number below a bound about equally often", arguments: [2, 3, 7, 10, 41])
    func evenness(bound: Int) {
        var generator = SeededGenerator(seed: UInt64(bound))
        var counts = [Int](repeating: 0, count: bound)
        for _ in 0..<(bound * 2000) { counts[generator.below(bound)] += 1 }
        // Six standard deviations of a count of mean 2000.
        #expect(counts.allSatisfy { abs($0 - 2000) < 6 * 45 })
    }

    @Test("stays within its ranges and needs no luck with bounds of 0 and 1")
    func edges() {
        var generator = SeededGenerator(seed: 1)
        #expect(generator.below(0) == 0)
        #expect(generator.below(-5) == 0)
        #expect(generator.below(1) == 0)
        #expect(generator.within(4...4) == 4)
        #expect(generator.pick([Int]()) == nil)
        #expect(generator.weighted([]) == 0)
        #expect(generator.weighted([0, 0, 3]) == 2)
        for _ in 0..<1000 { #expect((-3...3).contains(generator.within(-3...3))) }
    }

    @Test("weighs: twice the weight, twice as often")
    func weights() {
        var generator = SeededGenerator(seed: 2)
        var counts = [0, 0, 0]
        for _ in 0..<30_000 { counts[generator.weighted([1, 2, 3])] += 1 }
        #expect(abs(counts[0] - 5000) < 400)
        #expect(abs(counts[1] - 10_000) < 500)
        #expect(abs(counts[2] - 15_000) < 550)
    }
}
