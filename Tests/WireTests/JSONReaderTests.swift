import Foundation
import Testing

@testable import Wire

struct SeededRandom: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// A value drawn at random, nested and with every kind of text.
func randomJSON(_ random: inout SeededRandom, depth: Int = 0) -> JSON {
    switch Int.random(in: 0..<(depth > 4 ? 5 : 7), using: &random) {
    case 0: .null
    case 1: .bool(Bool.random(using: &random))
    case 2: .integer(Int64.random(in: .min ... .max, using: &random))
    case 3: .number(Double(Int64.random(in: -1_000_000...1_000_000, using: &random)) / 1024 + 0.0001)
    case 4: .string(randomText(&random))
    case 5: .array((0..<Int.random(in: 0...5, using: &random)).map { _ in randomJSON(&random, depth: depth + 1) })
    default:
        .object(
            JSONObject(
                (0..<Int.random(in: 0...20, using: &random)).map { ("\($0)" + randomText(&random), randomJSON(&random, depth: depth + 1)) }))
    }
}

func randomText(_ random: inout SeededRandom) -> String {
    let ranges: [ClosedRange<UInt32>] = [0...0x1F, 0x20...0x7F, 0x80...0x7FF, 0x800...0xD7FF, 0xE000...0xFFFF, 0x10000...0x10FFFF]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...12, using: &random) {
        if let scalar = Unicode.Scalar(UInt32.random(in: ranges.randomElement(using: &random)!, using: &random)) { text.append(scalar) }
    }
    return String(text)
}

/// RFC 8259, read more strictly than most readers do: whatever the bytes, the result is a value or a typed error.
@Suite struct JSONReaderTests {
    static func reason(_ text: String, _ limits: JSON.Limits = .standard) -> JSONSyntaxError.Reason? {
        do throws(JSONSyntaxError) {
            _ = try JSON(parsing: text, limits: limits)
            return nil
        } catch { return error.reason }
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>) func whatIsWrittenIsReadBack(seed: UInt64) throws {
        var random = SeededRandom(state: seed)
        for _ in 0..<50 {
            let value = randomJSON(&random)
            let read = try JSON(parsing: value.bytes)
            #expect(read == value)
            #expect(read.bytes == value.bytes, "the same value, other bytes")
            #expect(try JSON(parsing: value.pretty) == value)
        }
    }

    /// The same text is understood as Foundation's reader understands it, wherever both read it.
    @Test(arguments: 1...20 as ClosedRange<UInt64>) func agreesWithAnotherReader(seed: UInt64) throws {
        var random = SeededRandom(state: seed &* 77)
        for _ in 0..<30 {
            let value = randomJSON(&random)
            let other = try JSONSerialization.jsonObject(with: Data(value.bytes), options: .fragmentsAllowed)
            #expect(same(value, other), "\(value.compact.prefix(200))")
        }
    }

    private func same(_ value: JSON, _ other: Any) -> Bool {
        switch value {
        case .null: other is NSNull
        case .bool(let flag): (other as? Bool) == flag
        case .integer(let number): (other as? NSNumber)?.int64Value == number
        case .number(let number): abs(((other as? NSNumber)?.doubleValue ?? .nan) - number) <= abs(number) * 1e-15
        case .string(let text): (other as? String).map { Array($0.unicodeScalars) == Array(text.unicodeScalars) } ?? false
        case .array(let elements):
            (other as? [Any]).map { $0.count == elements.count && zip(elements, $0).allSatisfy { same($0, $1) } } ?? false
        case .object(let object):
            (other as? [String: Any]).map { found in
                found.count == object.count && object.allSatisfy { member in found[member.name].map { same(member.value, $0) } ?? false }
            } ?? false
        }
    }

    static let document =
        #"{"surnames":["Müller","O\u0027Brien"],"born":"1985-04-12","n":[-1.5e3,0,12345678901,true,false,null],"deep":{"a":{"b":[[],{}]}},"\ud83d\ude00":"\"\\\/\b\f\n\r\t"}"#

    /// Every byte of a document replaced by every other byte, left out, and doubled.
    @Test func everyMutationIsAValueOrATypedError() throws {
        let original = Array(Self.document.utf8)
        let whole = try JSON(parsing: original)
        var read = 0
        var refused: [JSONSyntaxError.Reason: Int] = [:]
        func attempt(_ bytes: [UInt8]) {
            do throws(JSONSyntaxError) {
                let value = try JSON(parsing: bytes)
                read += 1
                // Whatever was read can be written and read again, to the same.
                if (try? JSON(parsing: value.bytes)) != value { Issue.record("\(String(decoding: bytes, as: UTF8.self))") }
            } catch {
                refused[error.reason, default: 0] += 1
                if !(0...bytes.count).contains(error.offset) { Issue.record("offset \(error.offset) of \(bytes.count)") }
            }
        }
        for place in original.indices {
            var bytes = original
            for byte in UInt8.min...UInt8.max where byte != original[place] {
                bytes[place] = byte
                attempt(bytes)
            }
            bytes = original
            bytes.remove(at: place)
            attempt(bytes)
            bytes = original
            bytes.insert(original[place], at: place)
            attempt(bytes)
            attempt(Array(original.prefix(place)))
            attempt(Array(original.suffix(place)))
        }
        #expect(read > 0)
        #expect(try JSON(parsing: original) == whole)
        for reason in [JSONSyntaxError.Reason.unexpected, .end, .trailing, .escape, .utf8, .repeatedName] where reason != .repeatedName {
            #expect(refused[reason, default: 0] > 0, "\(reason) was never provoked")
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>) func randomBytesAreAValueOrATypedError(seed: UInt64) {
        var random = SeededRandom(state: seed)
        let words = ["{", "}", "[", "]", ",", ":", "\"", "\\u", "\\", "true", "nul", "-", "0", "1e", ".5", "\u{FEFF}", " ", "\n", "é"]
        for _ in 0..<2000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 0...24, using: &random) {
                if Bool.random(using: &random) {
                    bytes += words.randomElement(using: &random)!.utf8
                } else {
                    bytes.append(UInt8.random(in: 0...255, using: &random))
                }
            }
            do throws(JSONSyntaxError) { _ = try JSON(parsing: bytes) } catch { #expect(error.offset <= bytes.count) }
        }
    }

    @Test func depthIsBounded() {
        for count in [1, 10, 25] {
            let text = String(repeating: "[", count: count) + String(repeating: "]", count: count)
            #expect(Self.reason(text) == (count <= 25 ? nil : .depth), "\(count)")
        }
        #expect(Self.reason(String(repeating: "[", count: 26) + String(repeating: "]", count: 26)) == .depth)
        // A million opening brackets cost nothing and do not reach the end of the stack.
        #expect(Self.reason(String(repeating: "[", count: 1_000_000)) == .depth)
        #expect(Self.reason(String(repeating: #"{"a":"#, count: 100_000)) == .depth)
        #expect(Self.reason(String(repeating: "[", count: 1000) + "1", .init(bytesMax: 1 << 20, depthMax: 999)) == .depth)
    }

    @Test func sizeIsBounded() throws {
        let text = "[\"" + String(repeating: "x", count: 10 << 20) + "\"]"
        #expect(Self.reason(text) == .size)
        let value = try JSON(parsing: text, limits: .init(bytesMax: 11 << 20, depthMax: 4))
        #expect(value.elements?.first?.text?.utf8.count == 10 << 20)
        #expect(Self.reason("  1  ", .init(bytesMax: 4, depthMax: 4)) == .size)
        #expect(Self.reason("  1 ", .init(bytesMax: 4, depthMax: 4)) == nil)
        // Ten megabytes of elements and of names.
        let many = "[" + String(repeating: "0,", count: 2_000_000) + "0]"
        #expect(try JSON(parsing: many, limits: .init(bytesMax: 1 << 24, depthMax: 4)).elements?.count == 2_000_001)
        let names = "{" + (0..<100_000).map { "\"n\($0)\":0" }.joined(separator: ",") + "}"
        let begun = ContinuousClock.now
        #expect(Self.reason(names, .init(bytesMax: 1 << 24, depthMax: 4)) == nil)
        #expect(ContinuousClock.now - begun < .seconds(30), "names are compared pair by pair")
    }

    @Test func numbersAreKeptExactlyOrRefused() throws {
        #expect(try JSON(parsing: "9223372036854775807") == .integer(.max))
        #expect(try JSON(parsing: "-9223372036854775808") == .integer(.min))
        #expect(try JSON(parsing: "1.0") == .integer(1))
        #expect(try JSON(parsing: "1e3") == .integer(1000))
        #expect(try JSON(parsing: "0.5") == .number(0.5))
        for text in [
            "9223372036854775808", "-9223372036854775809", "1e400", "-1e999", String(repeating: "9", count: 100),
            "0." + String(repeating: "1", count: 60),
        ] {
            #expect(Self.reason(text) == .number, "\(text)")
        }
        for text in ["01", "-", "+1", ".5", "5.", "1e", "1e+", "0x1", "NaN", "Infinity", "-Infinity", "1_000", "１"] {
            #expect(Self.reason(text) != nil, "\(text)")
        }
    }

    /// What two readers understand differently is a hole.
    @Test func repeatedNamesAreRefused() {
        #expect(Self.reason(#"{"a":1,"a":1}"#) == .repeatedName)
        #expect(Self.reason(#"{"a":1,"\u0061":2}"#) == .repeatedName)
        #expect(Self.reason(#"{"x":{"a":1},"y":{"a":1}}"#) == nil)
        for count in [2, 15, 16, 17, 40] {
            let names = (0..<count).map { "\"n\($0)\":0" }.joined(separator: ",")
            #expect(Self.reason("{\(names)}") == nil)
            for repeated in [0, count / 2, count - 1] {
                #expect(Self.reason("{\(names),\"n\(repeated)\":1}") == .repeatedName, "\(repeated) of \(count)")
            }
        }
    }

    @Test func textIsUTF8() {
        let hostile: [[UInt8]] = [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
        ]
        for bytes in hostile {
            for whole in [[0x22] + bytes + [0x22], [0x22, 0x5C, 0x6E] + bytes + [0x22], [0x7B, 0x22] + bytes + [0x22, 0x3A, 0x31, 0x7D]] as [[UInt8]]
            {
                do throws(JSONSyntaxError) {
                    let value = try JSON(parsing: whole)
                    Issue.record("\(bytes) was read as \(value)")
                } catch { #expect(error.reason == .utf8 || error.reason == .end || error.reason == .unexpected, "\(bytes): \(error)") }
            }
        }
        #expect(Self.reason("\u{FEFF}1") == .unexpected)
    }

    @Test func escapesAndControls() throws {
        #expect(try JSON(parsing: #""\ud83d\ude00""#) == .string("😀"))
        for text in [#""\ud83d""#, #""\ude00""#, #""\ud83d\u0041""#, #""\ud83dx""#, #""\u12G4""#, #""\x41""#, #""\'""#] {
            #expect(Self.reason(text) == .escape, "\(text)")
        }
        for code in 0..<0x20 {
            #expect(Self.reason("\"a\(Unicode.Scalar(UInt8(code)))b\"") != nil, "control \(code)")
            let escaped = try JSON(parsing: "\"\\u00\(code < 16 ? "0" : "")\(String(code, radix: 16))\"")
            #expect(escaped.text?.unicodeScalars.first?.value == UInt32(code))
        }
    }

    @Test func nothingFollowsTheValue() {
        for text in ["1 2", "{} {}", "null,", "[1]]", "true false", "{}\0"] { #expect(Self.reason(text) == .trailing, "\(text)") }
        for text in ["", " ", "[", "{", "[1", "{\"a\"", "{\"a\":", "{\"a\":1", "\"abc", "tru"] { #expect(Self.reason(text) != nil, "\(text)") }
        for text in ["[1,]", "{\"a\":1,}", "[,1]", "{,}", "{a:1}", "['a']", "// x\n1", "/**/1"] { #expect(Self.reason(text) != nil, "\(text)") }
    }
}
