import Foundation
import Identity
import Registry
import Testing

@testable import RegistrySQLite

/// Erased means gone: from every byte of every file, and from what is restored.
@Suite struct ErasureTests {
    /// A token in every place that holds anything of a record, among records enough to split and merge pages.
    static func fill(_ store: SQLiteStore, _ token: String, id: RecordID, neighbours: Range<UInt64>) async throws {
        let draft = Sample.draft(
            Sample.file, #"{"x":"\#(token)"}"#, keys: [RecordKey("number", token, unique: true), RecordKey("person", token + "p", unique: false)],
            due: [DueDate(Day(number: 1), .erase, article: token)],
            templates: [StoredTemplate(kind: "face", format: token, bytes: Array(String(repeating: token, count: 400).utf8))])
        let log = LogRow(
            id: RecordID(high: 0xD, low: id.low), at: Sample.now, leafData: Sample.leaf(1), sealed: [1], eraseOn: nil, follows: [id], system: .EES,
            event: "x")
        try await store.commit(
            Sample.commit(
                [.create(id, draft)], log: [log],
                idempotency: IdempotentReply(
                    authority: "A", key: token, requestDigest: Sample.leaf(2), reply: Array(token.utf8), records: [id],
                    expires: Sample.now.adding(hours: 99)),
                notices: [
                    Notice(id: RecordID(high: 0xE, low: id.low), recipient: "FRA", kind: "k", article: token, record: id, text: token, at: Sample.now)
                ]))
        for number in neighbours {
            let text = String(repeating: "n\(number)", count: 1 + Int(number * 7919 % 300))
            try await store.commit(.create(Sample.id(number), Sample.draft(Sample.file, text, keys: [RecordKey("number", text, unique: true)])))
            if number % 3 == 0 { try await store.commit(.erase(Sample.id(number), expected: 1, article: "x")) }
        }
        try await store.commit(
            .update(id, expected: 1, Sample.draft(Sample.file, "second \(token)", keys: [RecordKey("number", token + "2", unique: true)])))
        try await store.commit(.update(id, expected: 2, draft))
    }

    static func files(in directory: String, containing token: String) throws -> [String] {
        let bytes = Data(token.utf8)
        return try FileManager.default.subpathsOfDirectory(atPath: directory).filter { name in
            guard let data = FileManager.default.contents(atPath: directory + "/" + name) else { return false }
            return data.range(of: bytes) != nil
        }
    }

    @Test(arguments: [1, 40, 400] as [UInt64]) func aPlantedTokenIsInNoByteAfterwards(_ neighbours: UInt64) async throws {
        let scratch = Scratch()
        let store = try SQLiteStore(directory: scratch.path)
        var planted: [(String, RecordID)] = []
        for number in 0..<8 as Range<UInt64> {
            let token = "TOKEN\(number)QZXJ"
            let id = Sample.id(1_000_000 + number)
            try await Self.fill(store, token, id: id, neighbours: (number * 1000 + 1)..<(number * 1000 + 1 + neighbours))
            planted.append((token, id))
        }
        for (token, id) in planted {
            #expect(try !Self.files(in: scratch.path, containing: token).isEmpty, "the test must be able to fail")
            try await store.commit(.erase(id, expected: nil, article: "EES Art 34"))
        }
        try await store.purge()
        for (token, _) in planted { #expect(try Self.files(in: scratch.path, containing: token) == [], "\(token)") }
        await store.close()
        for (token, _) in planted { #expect(try Self.files(in: scratch.path, containing: token) == []) }
    }

    /// Records that grow and shrink at random split, merge and move pages; a cell that moved must leave no copy behind.
    @Test(arguments: [1, 2, 3] as [UInt64]) func recordsThatMovedLeaveNoCopy(_ seed: UInt64) async throws {
        var random = Seeded(seed)
        let scratch = Scratch()
        let store = try SQLiteStore(directory: scratch.path)
        let count = 300
        func token(_ number: Int) -> String { "TK\(100_000 + number)QZ" }
        func draft(_ number: Int) -> RecordDraft {
            let text = String(repeating: token(number), count: Int.random(in: 1...120, using: &random))
            return Sample.draft(
                Sample.file, text,
                keys: [RecordKey("number", "\(Int.random(in: 0...999, using: &random))" + token(number), unique: true)],
                due: [DueDate(Day(number: Int32.random(in: 0...99, using: &random)), .erase, article: token(number))],
                templates: [StoredTemplate(kind: "face", format: token(number), bytes: Array(text.utf8))])
        }
        var versions = [Int](repeating: 0, count: count)
        for _ in 0..<1500 {
            let number = Int.random(in: 0..<count, using: &random)
            let id = Sample.id(UInt64(number))
            let reply = IdempotentReply(
                authority: "A", key: "\(Int.random(in: 0 ... .max, using: &random))" + token(number), requestDigest: Sample.leaf(2),
                reply: Array(String(repeating: token(number), count: Int.random(in: 1...50, using: &random)).utf8), records: [id],
                expires: Sample.now.adding(hours: 99))
            let change: Change = versions[number] == 0 ? .create(id, draft(number)) : .update(id, expected: versions[number], draft(number))
            try await store.commit(Sample.commit([change], idempotency: reply))
            versions[number] += 1
        }
        var erased: Set<Int> = []
        for number in 0..<count where versions[number] > 0 && Bool.random(using: &random) {
            try await store.commit(.erase(Sample.id(UInt64(number)), expected: nil, article: "x"))
            erased.insert(number)
        }
        try await store.purge()
        #expect(erased.count > 100)
        #expect(try await store.examine() == [])
        var found: [String: Set<Int>] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: scratch.path) {
            let bytes = Array(FileManager.default.contents(atPath: scratch.path + "/" + name) ?? Data())
            var index = 0
            while index + 10 <= bytes.count {
                defer { index += 1 }
                guard bytes[index] == 0x54, bytes[index + 1] == 0x4B, bytes[index + 8] == 0x51, bytes[index + 9] == 0x5A,
                    let number = Int(String(decoding: bytes[(index + 2)..<(index + 8)], as: UTF8.self))
                else { continue }
                found[name, default: []].insert(number - 100_000)
            }
        }
        #expect(found["store.sqlite"]?.isEmpty == false, "the search must be able to find")
        for (name, numbers) in found { #expect(numbers.isDisjoint(with: erased), "\(name): \(numbers.intersection(erased).count) erased records") }
        await store.close()
    }

    @Test func aRestoredBackupErasesAgainBeforeItServes() async throws {
        let scratch = Scratch()
        let (home, other, key) = (scratch.path + "/home", scratch.path + "/other", scratch.path + "/key")
        try Data((0..<32).map { _ in UInt8.random(in: 0...255) }).write(to: URL(fileURLWithPath: key))
        let token = "TOKENQZXJ"
        let store = try SQLiteStore(directory: home)
        try await Self.fill(store, token, id: Sample.id(1_000_000), neighbours: 1..<60)
        try await store.backup(to: scratch.path + "/backup", key: key)
        #expect(try Self.files(in: scratch.path, containing: token).allSatisfy { $0.hasPrefix("home/") }, "a backup shows nothing")
        let erasure = try await store.commit(.erase(Sample.id(1_000_000), expected: 3, article: "x"))
        await store.close()

        // Another machine: the backup and a copy of the journal.
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: home + "/erasures.log", toPath: other + "/erasures.log")
        try await SQLiteStore.restore(from: scratch.path + "/backup", key: key, to: other)
        #expect(try Self.files(in: other, containing: token) == [])
        let restored = try SQLiteStore(directory: other)
        let state = try await restored.read {
            (try $0.record(Sample.id(1_000_000)), try $0.count(Sample.file), try $0.feed(after: 0, limit: .max).last)
        }
        #expect(state.0 == nil)
        #expect(state.1 == 40)
        #expect(state.2?.event == .erased && state.2?.sequence == erasure.sequence)
        #expect(try await restored.examine() == [])
        await restored.close()
    }

    /// A plain copy of the files, put back by hand, without `restore`.
    @Test func filesPutBackEraseAgainToo() async throws {
        let scratch = Scratch()
        let token = "TOKENQZXJ"
        var store = try SQLiteStore(directory: scratch.path)
        try await Self.fill(store, token, id: Sample.id(1_000_000), neighbours: 1..<9)
        await store.close()
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/store.sqlite-wal"), "a closed store is one file")
        let old = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/store.sqlite"))
        store = try SQLiteStore(directory: scratch.path)
        try await store.commit(.erase(Sample.id(1_000_000), expected: 3, article: "x"))
        await store.close()
        try old.write(to: URL(fileURLWithPath: scratch.path + "/store.sqlite"))
        #expect(try !Self.files(in: scratch.path, containing: token).isEmpty)
        store = try SQLiteStore(directory: scratch.path)
        #expect(try Self.files(in: scratch.path, containing: token) == [])
        let gone = try await store.read { try $0.record(Sample.id(1_000_000)) }
        #expect(gone == nil)
        #expect(try await store.examine() == [])
        await store.close()
    }

    @Test func aLostJournalIsWrittenAnewFromTheFeed() async throws {
        let scratch = Scratch()
        var store = try SQLiteStore(directory: scratch.path)
        for number in 1...5 as ClosedRange<UInt64> {
            try await store.commit(.create(Sample.id(number), Sample.draft()))
            try await store.commit(.erase(Sample.id(number), expected: 1, article: "x"))
        }
        await store.close()
        await (try SQLiteStore(directory: scratch.path)).close()
        let path = scratch.path + "/erasures.log"
        for damage in 0..<3 {
            switch damage {
            case 0: try FileManager.default.removeItem(atPath: path)
            case 1:  // a crash in the midst of a line
                let whole = try Data(contentsOf: URL(fileURLWithPath: path))
                try whole.dropLast(20).write(to: URL(fileURLWithPath: path))
            default:  // the line is there but was never told of
                let whole = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
                try Data((whole.dropLast(2).joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
            }
            store = try SQLiteStore(directory: scratch.path)
            #expect(try await store.examine() == [], "damage \(damage)")
            await store.close()
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").compactMap { ErasureJournal.parse($0) }
            #expect(Set(lines.map(\.id)) == Set((1...5).map { Sample.id($0) }), "damage \(damage)")
        }
    }

    /// An erasure is committed before the journal knows; when that cannot be written, nothing more is committed until the
    /// store is opened again and has made good for it.
    @Test func aJournalThatCannotBeWrittenStopsTheStore() async throws {
        let scratch = Scratch()
        let path = scratch.path + "/erasures.log"
        var store = try SQLiteStore(directory: scratch.path)
        try await store.commit(.create(Sample.id(1), Sample.draft()), .create(Sample.id(2), Sample.draft()))
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try await store.commit(.erase(Sample.id(1), expected: 1, article: "x"))
        #expect(store.failure != nil)
        await #expect(throws: try #require(store.failure)) { try await store.commit(.erase(Sample.id(2), expected: 1, article: "x")) }
        let left = try await store.read { try $0.count(Sample.file) }
        #expect(left == 1)
        await store.close()
        #expect { try SQLiteStore(directory: scratch.path) } throws: { if case StoreError.unavailable = $0 { true } else { false } }
        try FileManager.default.removeItem(atPath: path)
        store = try SQLiteStore(directory: scratch.path)
        #expect(try await store.examine() == [])
        #expect(try String(contentsOfFile: path, encoding: .utf8).hasPrefix("e1 \(Sample.id(1)) - "))
        await store.close()
    }

    @Test func journalLinesCarryTheirCheck() {
        let line = ErasureJournal.Line(id: Sample.id(7), day: Day("2026-03-01"))
        let text = ErasureJournal.text(line).dropLast()
        #expect(ErasureJournal.parse(text[...]) == line)
        for index in text.indices {
            var changed = String(text)
            changed.replaceSubrange(index...index, with: text[index] == "0" ? "1" : "0")
            #expect(ErasureJournal.parse(changed[...]) == nil)
        }
        #expect(ErasureJournal.parse("") == nil)
        #expect(ErasureJournal.parse("e1   ") == nil)
    }

    @Test func purgeWaitsForReadsAndSaysSoWhenTheyTakeTooLong() async throws {
        let scratch = Scratch()
        var configuration = SQLiteStore.Configuration()
        configuration.purgePatience = .milliseconds(100)
        let store = try SQLiteStore(directory: scratch.path, configuration: configuration)
        try await store.commit(.create(Sample.id(1), Sample.draft()))
        let goOn = DispatchSemaphore(value: 0)
        let begun = DispatchSemaphore(value: 0)
        async let read = store.read { view in
            _ = try view.lastSequence()
            begun.signal()
            goOn.wait()
            return try view.lastSequence()
        }
        await Task.detached { Self.wait(begun) }.value
        try await store.commit(.create(Sample.id(2), Sample.draft()))
        await #expect { try await store.purge() } throws: { if case StoreError.unavailable = $0 { true } else { false } }
        try await store.commit(.create(Sample.id(3), Sample.draft()))
        goOn.signal()
        #expect(try await read == 1)
        try await store.purge()
        #expect(try FileManager.default.attributesOfItem(atPath: scratch.path + "/store.sqlite-wal")[.size] as? Int == 0)
        await store.close()
    }

    private static func wait(_ semaphore: DispatchSemaphore) { semaphore.wait() }
}
