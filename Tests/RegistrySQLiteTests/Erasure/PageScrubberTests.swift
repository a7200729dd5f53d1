import Testing

@testable import RegistrySQLite

/// Which bytes of a page belong to nothing; hostile pages included.
@Suite struct PageScrubberTests {
    private func page(_ head: [UInt8], at: Int = 0, size: Int = 512, _ rest: [Int: [UInt8]] = [:]) -> [UInt8] {
        var page = [UInt8](repeating: 0xAA, count: size)
        page.replaceSubrange(at..<(at + head.count), with: head)
        for (place, bytes) in rest { page.replaceSubrange(place..<(place + bytes.count), with: bytes) }
        return page
    }

    @Test func theRoomBetweenPointersAndRowsIsVacant() {
        #expect(PageScrubber.vacant(page([13, 0, 0, 0, 3, 1, 0x90, 0]), isFirst: false, usable: 512) == [14..<0x190])
        #expect(PageScrubber.vacant(page([5, 0, 0, 0, 3, 1, 0x90, 0]), isFirst: false, usable: 512) == [18..<0x190])
        #expect(PageScrubber.vacant(page([13, 0, 0, 0, 0, 1, 0x90, 0], at: 100), isFirst: true, usable: 512) == [108..<0x190])
    }

    @Test func freeBlocksAreVacantBehindTheirHead() {
        let bytes = page([10, 1, 0x80, 0, 1, 1, 0, 0], [0x180: [1, 0xC0, 0, 16], 0x1C0: [0, 0, 0, 4]])
        #expect(PageScrubber.vacant(bytes, isFirst: false, usable: 512) == [10..<0x100, 0x184..<0x190, 0x1C4..<0x1C4])
    }

    @Test func whatIsNoTreePageOrDamagedIsLeftAlone() {
        for kind in 0...255 as ClosedRange<UInt8> where ![2, 5, 10, 13].contains(kind) {
            #expect(PageScrubber.vacant(page([kind, 0, 0, 0, 3, 1, 0x90, 0]), isFirst: false, usable: 512) == [])
        }
        #expect(PageScrubber.vacant(page([13, 0, 0, 0xFF, 0xFF, 1, 0, 0]), isFirst: false, usable: 512) == [])
        #expect(PageScrubber.vacant(page([13, 0, 0, 0, 3, 2, 1, 0]), isFirst: false, usable: 512) == [])
        // A chain of free blocks that turns back, or leaves the page.
        #expect(PageScrubber.vacant(page([13, 1, 0x80, 0, 1, 1, 0, 0], [0x180: [1, 0x80, 0, 16]]), isFirst: false, usable: 512) == [])
        #expect(PageScrubber.vacant(page([13, 1, 0xFE, 0, 1, 1, 0, 0]), isFirst: false, usable: 512) == [])
        var random = Seeded(6)
        for _ in 0..<20_000 {
            let bytes = (0..<64).map { _ in UInt8.random(in: 0...255, using: &random) }
            for range in PageScrubber.vacant([13] + bytes, isFirst: false, usable: 65) { #expect(range.upperBound <= 65) }
        }
    }
}
