import Testing

@testable import Sandbox

@Suite("Scatter")
struct ScatterTests {
    @Test("is one to one on its range", arguments: [2, 3, 10, 1000, 1024, 4097, 65_537] as [UInt64])
    func bijection(size: UInt64) {
        let scatter = Scatter(size: size, key: 99)
        let images = Set((0..<size).map { scatter($0) })
        #expect(images.count == Int(size))
        #expect(images.allSatisfy { $0 < size })
    }

    @Test("another key, another order")
    func keys() {
        let (a, b) = (Scatter(size: 100_000, key: 1), Scatter(size: 100_000, key: 2))
        #expect((0..<100 as Range<UInt64>).filter { a($0) == b($0) }.count < 5)
    }

    @Test("numbers in a row land far apart")
    func spread() {
        let scatter = Scatter(size: 100_000_000, key: 3)
        let steps = (0..<1000 as Range<UInt64>).map { i -> UInt64 in
            let (x, y) = (scatter(i), scatter(i + 1))
            return x > y ? x - y : y - x
        }
        #expect(steps.filter { $0 < 1000 }.count < 5)
        #expect(Set(steps).count > 990)
    }
}
