import Identity
import Testing

@testable import Access

@Suite struct AccessLogEntryTests {
    static let alphabet = Array("abc XYZ09.-/éßЖ中ا👮")

    static func text(_ limit: Int, _ generator: inout SeededGenerator) -> String {
        let length = Int.random(in: 1...max(1, Bool.random(using: &generator) ? 12 : limit), using: &generator)
        var text = ""
        while true {
            let letter = alphabet[Int.random(in: alphabet.indices, using: &generator)]
            if text.utf8.count + String(letter).utf8.count > length { break }
            text.append(letter)
        }
        return text.isEmpty ? "x" : text
    }

    static func entry(_ generator: inout SeededGenerator) -> AccessLogEntry {
        func maybe<Value>(_ make: (inout SeededGenerator) -> Value) -> Value? {
            Bool.random(using: &generator) ? make(&generator) : nil
        }
        func some<Value>(_ limit: Int, _ make: (inout SeededGenerator) -> Value) -> [Value] {
            (0..<Int.random(in: 0...limit, using: &generator)).map { _ in make(&generator) }
        }
        typealias Limit = AccessLogEntry.Limit
        return AccessLogEntry(
            id: .random(using: &generator),
            instant: Instant(milliseconds: [0, 1_800_000_000_123, -1, .min, .max].randomElement(using: &generator)!),
            event: text(Limit.name, &generator), operation: text(Limit.name, &generator),
            authority: text(Limit.name, &generator), user: maybe { text(Limit.reference, &$0) },
            orderedBy: maybe { text(Limit.reference, &$0) }, purpose: text(Limit.name, &generator),
            profile: maybe { text(Limit.name, &$0) }, caseReference: maybe { text(Limit.reference, &$0) },
            systems: some(6) { text(Limit.name, &$0) }, policyRevision: text(Limit.name, &generator),
            decision: [
                .allowed, .refused(code: text(Limit.name, &generator)), .failed(code: text(Limit.name, &generator)),
            ].randomElement(using: &generator)!,
            searched: some(8) {
                Bool.random(using: &$0)
                    ? .biometric(BiometricKind.allCases.randomElement(using: &$0)!)
                    : .alphanumeric(
                        LoggedKey.allCases.randomElement(using: &$0)!,
                        Bool.random(using: &$0) ? SearchText(text(SearchText.maximumByteCount, &$0)) : nil)
            },
            fields: some(20) { text(Limit.name, &$0) },
            records: some(10) {
                LogRecordUse(
                    LogRecordUse.Use.allCases.randomElement(using: &$0)!, system: text(Limit.name, &$0),
                    id: .random(using: &$0), version: UInt32.random(in: 0...(.max), using: &$0))
            },
            results: some(6) {
                LogResult(
                    system: text(Limit.name, &$0),
                    [.answered(hits: UInt32.random(in: 0...(.max), using: &$0)), .unavailable, .pending]
                        .randomElement(using: &$0)!)
            },
            request: maybe { .random(using: &$0) },
            retention: LogRetention(
                article: text(Limit.name, &generator),
                term: Bool.random(using: &generator)
                    ? .lastDay(Day(number: Int32.random(in: .min...(.max), using: &generator)))
                    : .monthsAfterErasure(Int.random(in: 1...1200, using: &generator)),
                suspension: maybe { text(Limit.reference, &$0) }))
    }

    /// A plain border check.
    static let check = AccessLogEntry(
        id: OpaqueID(high: 1, low: 2), instant: Instant("2027-03-01T08:00:00.050Z")!, event: "search.asked",
        operation: "search.person", authority: "FR-PAF-CDG2", user: "officer 4711", purpose: "borderChecks",
        systems: ["EES", "SIS"], policyRevision: "2027-1", decision: .allowed,
        searched: [.alphanumeric(.machineReadableZone, SearchText("P<UTOERIKSSON<<ANNA<MARIA L898902C36UTO")!)],
        records: [LogRecordUse(.matched, system: "SIS", id: OpaqueID(high: 3, low: 4), version: 2)],
        results: [LogResult(system: "EES", .answered(hits: 1)), LogResult(system: "SIS", .unavailable)],
        retention: LogRetention(article: "2017/2226 46(2)", term: .monthsAfterErasure(12)))

    @Test func everyEntryRoundTrips() throws {
        var generator = SeededGenerator(50)
        for _ in 0..<1000 {
            let entry = Self.entry(&generator)
            let bytes = try entry.encoded()
            #expect(try AccessLogEntry(decoding: bytes) == entry)
            #expect(try AccessLogEntry(decoding: bytes).encoded() == bytes)
        }
    }

    @Test("The encoding is the one documented, byte for byte")
    func documentedBytes() throws {
        func field(_ tag: UInt8, _ value: [UInt8]) -> [UInt8] { [tag, UInt8(value.count)] + value }
        func text(_ tag: UInt8, _ value: String) -> [UInt8] { field(tag, Array(value.utf8)) }
        let id: (UInt8, UInt8) -> [UInt8] = { [0, 0, 0, 0, 0, 0, 0, $0, 0, 0, 0, 0, 0, 0, 0, $1] }
        // 2027-03-01T08:00:00.050Z is 1803888000050 ms; zigzag doubles it.
        var zigzag: [UInt8] = []
        var rest = 2 * 1_803_888_000_050
        while rest >= 128 {
            zigzag.append(UInt8(rest % 128 + 128))
            rest /= 128
        }
        zigzag.append(UInt8(rest))
        var expected: [UInt8] = [1]
        expected += field(1, id(1, 2))
        expected += field(2, zigzag)
        expected += text(3, "search.asked")
        expected += text(4, "search.person")
        expected += text(5, "FR-PAF-CDG2")
        expected += text(6, "officer 4711")
        expected += text(8, "borderChecks")
        expected += text(11, "EES")
        expected += text(11, "SIS")
        expected += text(12, "2027-1")
        expected += field(13, [0])
        expected += field(14, [0, 1] + Array("P<UTOERIKSSON<<ANNA<MARIA L898902C36UTO".utf8))
        expected += field(16, [5, 2] + id(3, 4) + Array("SIS".utf8))
        expected += field(17, [0, 1] + Array("EES".utf8))
        expected += field(17, [1] + Array("SIS".utf8))
        expected += field(19, [1, 12, 15] + Array("2017/2226 46(2)".utf8))
        #expect(try Self.check.encoded() == expected)
    }

    @Test func hostileBytesAreRefusedOrHaveNoOtherForm() throws {
        var generator = SeededGenerator(51)
        var good = [try Self.check.encoded()]
        while good.count < 4 { good.append(try Self.entry(&generator).encoded()) }
        for (seed, bytes) in good.enumerated() {
            for version in hostileVersions(of: Array(bytes.prefix(1500)), seed: UInt64(60 + seed)) {
                guard let entry = try? AccessLogEntry(decoding: version) else { continue }
                #expect(try entry.encoded() == version)
            }
        }
    }

    @Test func eachKindOfMalformationIsNamed() throws {
        typealias Failure = AccessLogEntry.DecodingError
        let good = try Self.check.encoded()
        func decode(_ bytes: [UInt8]) throws { _ = try AccessLogEntry(decoding: bytes) }
        #expect(throws: Failure.unknownVersion) { try decode([]) }
        #expect(throws: Failure.unknownVersion) { try decode([2] + good.dropFirst()) }
        #expect(throws: Failure.missing(1)) { try decode([1]) }
        #expect(throws: Failure.unknownTag(20)) { try decode(good + [20, 0]) }
        #expect(throws: Failure.unknownTag(0)) { try decode([1, 0, 0]) }
        #expect(throws: Failure.wrongOrder(3)) { try decode(good + [3, 1, 65]) }
        #expect(throws: Failure.wrongOrder(19)) { try decode(good + [19, 0]) }
        #expect(throws: Failure.truncated) { try decode(good.dropLast()) }
        #expect(throws: Failure.truncated) {
            try decode([1, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01])
        }
        #expect(throws: Failure.truncated) { try decode([1, 1, 0x90, 0x00] + good[3...]) }
        #expect(throws: Failure.tooLong) {
            try decode([1] + [UInt8](repeating: 0, count: AccessLogEntry.Limit.bytes))
        }
        var many: [UInt8] = [1]
        for _ in 0...AccessLogEntry.Limit.systems { many += [11, 1, 65] }
        #expect(throws: Failure.tooMany(11)) { try decode(many) }
        #expect(throws: Failure.malformed(3)) { try decode(altering(good, tag: 3, to: [0xC3])) }
        #expect(throws: Failure.malformed(3)) { try decode(altering(good, tag: 3, to: [])) }
        #expect(throws: Failure.malformed(3)) { try decode(altering(good, tag: 3, to: [0x0A])) }
        #expect(throws: Failure.malformed(3)) { try decode(altering(good, tag: 3, to: [0xC2, 0x85])) }
        #expect(throws: Failure.malformed(13)) { try decode(altering(good, tag: 13, to: [0, 65])) }
        #expect(throws: Failure.malformed(13)) { try decode(altering(good, tag: 13, to: [1])) }
        #expect(throws: Failure.malformed(13)) { try decode(altering(good, tag: 13, to: [3])) }
        #expect(throws: Failure.malformed(19)) { try decode(altering(good, tag: 19, to: [1, 0, 1, 65])) }
    }

    private func altering(_ bytes: [UInt8], tag: UInt8, to value: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [bytes[0]]
        var place = 1
        while place < bytes.count {
            let end = place + 2 + Int(bytes[place + 1])
            result += bytes[place] == tag ? [tag, UInt8(value.count)] + value : Array(bytes[place..<end])
            place = end
        }
        return result
    }

    @Test("2018/1862 Article 18(3): of a biometric search the log has the type, and no room for a sample")
    func biometricsAreTypesOnly() throws {
        var entry = Self.check
        entry.searched = [.biometric(.fingerprints), .biometric(.facialImage)]
        let bytes = try entry.encoded()
        #expect(try AccessLogEntry(decoding: bytes).searched == entry.searched)
        // Two bytes is all that such a datum has; a third one is refused.
        #expect(throws: AccessLogEntry.DecodingError.malformed(14)) {
            try AccessLogEntry(decoding: altering(bytes, tag: 14, to: [1, 2, 0]))
        }
        #expect(throws: AccessLogEntry.DecodingError.malformed(14)) {
            try AccessLogEntry(decoding: altering(bytes, tag: 14, to: [1, 99]))
        }
        #expect(SearchText(String(repeating: "A", count: 257)) == nil)
        #expect(SearchText("") == nil)
        #expect(SearchText("a\nb") == nil)
    }

    @Test func entriesThatCannotBeReadBackAreNotWritten() {
        func encode(_ change: (inout AccessLogEntry) -> Void) throws {
            var entry = Self.check
            change(&entry)
            _ = try entry.encoded()
        }
        typealias Failure = AccessLogEntry.EncodingError
        #expect(throws: Failure.invalidText("event")) { try encode { $0.event = "" } }
        #expect(throws: Failure.invalidText("user")) { try encode { $0.user = "a\u{7}" } }
        #expect(throws: Failure.invalidText("purpose")) {
            try encode { $0.purpose = String(repeating: "é", count: 65) }
        }
        #expect(throws: Failure.invalidText("decision")) { try encode { $0.decision = .refused(code: "") } }
        #expect(throws: Failure.invalidText("retention.article")) { try encode { $0.retention.article = "" } }
        #expect(throws: Failure.outOfRange("retention.term")) {
            try encode { $0.retention.term = .monthsAfterErasure(0) }
        }
        #expect(throws: Failure.tooMany("systems")) { try encode { $0.systems = Array(repeating: "a", count: 33) } }
        #expect(throws: Failure.tooMany("records")) {
            try encode { $0.records = Array(repeating: Self.check.records[0], count: 1025) }
        }
        #expect(throws: Failure.tooLong) {
            try encode {
                $0.records = Array(
                    repeating: LogRecordUse(
                        .read, system: String(repeating: "s", count: 128), id: OpaqueID(high: 0, low: 0)), count: 1024)
            }
        }
    }

    @Test("2017/2226 Article 46, 2018/1862 Article 18: the term of a log, and its suspension")
    func retention() throws {
        let day = try #require(Day("2027-02-28"))
        let ees = LogRetention(article: "2017/2226 46(2)", term: .monthsAfterErasure(12))
        #expect(ees.lastDay(dataErased: nil) == nil)
        #expect(!ees.mayBeErased(on: day, dataErased: nil))
        let erased = try #require(Day("2026-02-28"))
        #expect(!ees.mayBeErased(on: day, dataErased: erased))
        #expect(ees.mayBeErased(on: day + 1, dataErased: erased))
        var sis = LogRetention(article: "2018/1862 18(4)", term: .lastDay(day))
        #expect(!sis.mayBeErased(on: day, dataErased: nil))
        #expect(sis.mayBeErased(on: day + 1, dataErased: nil))
        sis.suspension = "inspection 2027/4"
        #expect(!sis.mayBeErased(on: day + 4000, dataErased: nil))
    }
}
