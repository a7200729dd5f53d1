import Testing

@testable import Sandbox

@Suite("Streams of a seed")
struct SeedTests {
    private func start(_ seed: UInt64, _ name: String, _ index: Int) -> [UInt64] {
        var stream = Seed(seed).stream(for: name, index)
        return (0..<4).map { _ in stream.next() }
    }

    @Test("the same seed, name and number give the same stream")
    func same() {
        #expect(start(1, "person", 7) == start(1, "person", 7))
    }

    @Test("another seed, name or number gives another stream")
    func different() {
        var seen: Set<[UInt64]> = []
        var made = 0
        for seed in 0..<10 as Range<UInt64> {
            for name in ["person", "persons", "nosrep", "", "trips"] {
                for index in [-1, 0, 1, 2, 1 << 32, Int.max] {
                    seen.insert(start(seed, name, index))
                    made += 1
                }
            }
        }
        #expect(seen.count == made)
    }

    @Test("streams of neighbouring numbers share no visible pattern: their first bits are balanced")
    func neighbours() {
        let family = Seed(5).streams(for: "person")
        var ones = [Int](repeating: 0, count: 64)
        for index in 0..<10_000 {
            var stream = family[index]
            let value = stream.next()
            for bit in 0..<64 where value >> UInt64(bit) & 1 == 1 { ones[bit] += 1 }
        }
        #expect(ones.allSatisfy { abs($0 - 5000) < 300 })
    }
}
