import Testing

@testable import Access

@Suite struct TextFormTests {
    @Test("RFC 4648, section 10: the test vectors of base64")
    func base64Vectors() {
        let vectors = [
            "": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg==", "fooba": "Zm9vYmE=",
            "foobar": "Zm9vYmFy",
        ]
        for (clear, text) in vectors {
            #expect(Base64.encode(Array(clear.utf8)) == text)
            #expect(Base64.decode(text.utf8) == Array(clear.utf8))
        }
    }

    @Test func base64HasOneTextPerValue() {
        var generator = SeededGenerator(10)
        for length in 0..<200 {
            let bytes = generator.bytes(length)
            #expect(Base64.decode(Base64.encode(bytes).utf8) == bytes)
            #expect(Hexadecimal.decode(Hexadecimal.encode(bytes).utf8) == bytes)
        }
        for text in [
            "Z", "Zg", "Zg=", "Zh==", "Zm9=", "Zg==Zg==", "====", "=", "Z===", "Zm9v\n", "Zm 9v", "Zm-_", "Zg==\n",
            "Zm9vé", "=m9v", "Z=9v",
        ] {
            #expect(Base64.decode(text.utf8) == nil, "\(text)")
        }
        for good in ["Zg==", "Zm9vYmE=", "Zm9vYmFy"] {
            for version in hostileVersions(of: Array(good.utf8), seed: 11) {
                guard let bytes = Base64.decode(version) else { continue }
                #expect(Array(Base64.encode(bytes).utf8) == version)
            }
        }
        for text in ["0", "0G", "AB", "0x00", "é"] { #expect(Hexadecimal.decode(text.utf8) == nil) }
    }

    @Test func decimalsHaveOneText() {
        for value in [0, 1, 9, 10, 1_000_000, UInt64(Int64.max)] {
            #expect(LineReader.decimal(Array("\(value)".utf8)[...]) == value)
        }
        for text in ["", "00", "01", "+1", "-1", " 1", "1 ", "9223372036854775808", "99999999999999999999", "1e3", "٣"] {
            #expect(LineReader.decimal(Array(text.utf8)[...]) == nil, "\(text)")
        }
    }

    @Test func opaqueIDsRoundTrip() throws {
        var generator = SeededGenerator(12)
        for _ in 0..<100 {
            let id = OpaqueID.random(using: &generator)
            #expect(OpaqueID(id.bytes) == id)
            #expect(OpaqueID(id.description) == id)
        }
        #expect(OpaqueID(high: 1, low: 2).description == "00000000000000010000000000000002")
        #expect(OpaqueID(high: 1, low: .max) < OpaqueID(high: 2, low: 0))
        #expect(OpaqueID([1, 2, 3]) == nil)
        #expect(OpaqueID("0000000000000001000000000000000G") == nil)
    }
}
