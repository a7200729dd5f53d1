import Testing

@testable import Console

@Suite("Text of the machine-readable zone as typed")
struct ZoneTextTests {
    static let td3 = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]

    @Test func `lines as a scanner ends them, with blanks and in lower case`() {
        for text in [
            ZoneTextTests.td3.joined(separator: "\r\n") + "\r\n", ZoneTextTests.td3.joined(separator: "\n\n"),
            "  " + ZoneTextTests.td3.joined(separator: " \r ").lowercased(), ZoneTextTests.td3.joined(),
        ] { #expect(ZoneText.lines(text) == ZoneTextTests.td3) }
    }

    @Test func `a whole zone on one line falls into lines by its length alone`() {
        #expect(ZoneText.lines(String(repeating: "A", count: 90)).map(\.count) == [30, 30, 30])
        #expect(ZoneText.lines(String(repeating: "A", count: 72)).map(\.count) == [36, 36])
        #expect(ZoneText.lines(String(repeating: "A", count: 80)).map(\.count) == [80])
    }

    @Test func `what is too long is not looked at, and hostile text does no harm`() {
        #expect(ZoneText.lines(String(repeating: "A", count: 2001)).isEmpty)
        #expect(ZoneText.lines("\u{0}\u{1B}").isEmpty)
        #expect(ZoneText.lines("P<\u{301}\u{202E}UTO").count == 1)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0..<200)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let lines = ZoneText.lines(String(decoding: bytes, as: UTF8.self))
            #expect(lines.allSatisfy { !$0.isEmpty && !$0.contains(where: \.isNewline) })
        }
    }
}
