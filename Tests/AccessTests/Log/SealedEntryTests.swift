import Testing

@testable import Access

@Suite struct SealedEntryTests {
    let key = LogKey(id: 7, bytes: [UInt8](0..<32))!
    let salt = EntrySalt([UInt8](repeating: 9, count: 32))!

    @Test func whatIsSealedOpensAndIsTheSameLeaf() throws {
        var generator = SeededGenerator(70)
        let ring = LogKeyRing(current: .random(id: 8), older: [key])
        for _ in 0..<100 {
            let entry = AccessLogEntryTests.entry(&generator)
            let salt = EntrySalt.random(using: &generator)
            let sealed = try SealedEntry(sealing: entry, salt: salt, with: key)
            #expect(sealed.keyID == 7)
            #expect(try sealed.entry(with: ring) == entry)
            let opened = try sealed.open(with: ring)
            #expect(opened.salt == salt)
            #expect(opened.leafData == LogLeaf.data(salt: salt, entry: try entry.encoded()))
            #expect(SealedEntry(id: sealed.id, bytes: sealed.bytes) == sealed)
            // Sealed anew under the current key, it is still the same leaf.
            let renewed = try SealedEntry(
                id: entry.id, sealing: opened.entry, salt: opened.salt, with: ring.current)
            #expect(try renewed.open(with: ring).leafData == opened.leafData)
        }
    }

    @Test func nothingOfAnEntryIsReadableInItsSealedForm() throws {
        let entry = AccessLogEntryTests.check
        let sealed = try SealedEntry(sealing: entry, salt: salt, with: key).bytes
        for clear in ["ERIKSSON", "L898902C3", "officer", "FR-PAF", "borderChecks"].map({ Array($0.utf8) }) + [
            salt.bytes
        ] {
            for start in 0...(sealed.count - clear.count) {
                #expect(Array(sealed[start..<(start + clear.count)]) != clear)
            }
        }
        // Twice the same entry is twice another text.
        #expect(try SealedEntry(sealing: entry, salt: salt, with: key).bytes != sealed)
    }

    @Test func everyAlterationIsNoticed() throws {
        let entry = AccessLogEntryTests.check
        let ring = LogKeyRing(current: key, older: [LogKey(id: 6, bytes: [UInt8](repeating: 1, count: 32))!])
        let sealed = try SealedEntry(sealing: entry, salt: salt, with: key)
        for version in hostileVersions(of: sealed.bytes, seed: 71, random: 100) where version != sealed.bytes {
            guard let altered = SealedEntry(id: entry.id, bytes: version) else { continue }
            #expect(throws: SealedEntry.OpenError.self) { try altered.open(with: ring) }
        }
        // In another entry's place it does not open.
        let moved = try #require(SealedEntry(id: OpaqueID(high: 1, low: 3), bytes: sealed.bytes))
        #expect(throws: SealedEntry.OpenError.altered) { try moved.open(with: ring) }
        // Under a key with the same number that is another key, neither.
        let other = LogKeyRing(current: .random(id: 7))
        #expect(throws: SealedEntry.OpenError.altered) { try sealed.open(with: other) }
        #expect(throws: SealedEntry.OpenError.unknownKey(7)) {
            try sealed.open(with: LogKeyRing(current: .random(id: 8)))
        }
        // An entry sealed under an id that is not its own is noticed when it is decoded.
        let wrong = try SealedEntry(id: OpaqueID(high: 5, low: 5), sealing: entry.encoded(), salt: salt, with: key)
        #expect(throws: SealedEntry.OpenError.otherEntry(entry.id)) { try wrong.entry(with: ring) }
        let noEntry = try SealedEntry(id: entry.id, sealing: [1, 2, 3], salt: salt, with: key)
        #expect(throws: SealedEntry.OpenError.entry(.truncated)) { try noEntry.entry(with: ring) }
    }

    @Test func limits() throws {
        #expect(LogKey(id: 1, bytes: [1, 2, 3]) == nil)
        #expect(SealedEntry(id: OpaqueID(high: 0, low: 0), bytes: []) == nil)
        #expect(SealedEntry(id: OpaqueID(high: 0, low: 0), bytes: [UInt8](repeating: 1, count: 1 << 20)) == nil)
        #expect(throws: SealedEntry.SealError.tooLong) {
            try SealedEntry(
                id: OpaqueID(high: 0, low: 0), sealing: [UInt8](repeating: 0, count: 1 << 20), salt: salt, with: key)
        }
        #expect(throws: SealedEntry.SealError.failed) {
            try SealedEntry(id: OpaqueID(high: 0, low: 0), sealing: [], salt: salt, with: key, nonce: [1])
        }
        var entry = AccessLogEntryTests.check
        entry.event = ""
        #expect(throws: SealedEntry.SealError.entry(.invalidText("event"))) {
            try SealedEntry(sealing: entry, salt: salt, with: key)
        }
        #expect(key.secretBytes == [UInt8](0..<32))
        #expect("\(key)" == "LogKey(7)")
    }
}
