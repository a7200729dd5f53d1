import Operations
import Testing
import Wire

@Suite struct SampleBytesTests {
    private enum Ten: SampleLimit { static let bytesMax = 10 }
    private typealias Sample = Base64Sample<Ten>

    @Test("RFC 4648, 4: every sample has one text, and only that one is read")
    func canonical() throws {
        for count in 1...10 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) }
            let text = Sample(bytes).wireText
            #expect(text.count == (count + 2) / 3 * 4)
            #expect(Sample(wireText: text)?.bytes == bytes)
        }
        // Bits that encode nothing, a missing padding, another alphabet, blanks, nothing at all.
        for text in ["QR==", "QQ", "QQ=", "Q===", "QQ=Q", "-_-_", "QQ== ", " QQ==", "QQ\n==", "", "====", "QUJDRA==QUJD"] {
            #expect(Sample(wireText: text) == nil, "\(text)")
        }
    }

    @Test func noMoreThanTheSystemTakes() {
        #expect(Sample(wireText: Sample([UInt8](repeating: 1, count: 10)).wireText) != nil)
        #expect(Sample(wireText: Sample([UInt8](repeating: 1, count: 11)).wireText) == nil)
    }
}
