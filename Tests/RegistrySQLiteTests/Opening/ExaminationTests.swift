import Foundation
import GRDB
import Registry
import Testing

@testable import RegistrySQLite

/// An examination finds each kind of inconsistency that is planted.
@Suite struct ExaminationTests {
    @Test(
        arguments: [
            ("file", "PRAGMA foreign_keys = OFF; DELETE FROM kinds"),
            ("records", "DELETE FROM projections WHERE record = 1"),
            ("records", "UPDATE projections SET bytes = x'01000000000001' WHERE record = 1"),
            ("records", "UPDATE projections SET id = zeroblob(16) WHERE record = 1"),
            ("keys", "DELETE FROM record_keys WHERE record = 1"),
            ("keys", "UPDATE record_keys SET value = 'other' WHERE record = 1"),
            ("keys", "UPDATE record_keys SET is_unique = 0 WHERE record = 1"),
            ("due", "DELETE FROM due WHERE record = 1"),
            ("due", "UPDATE due SET day = day + 1"),
            ("history", "DELETE FROM record_versions WHERE version = 1"),
            ("history", "UPDATE records SET version = version + 1 WHERE number = 1"),
            ("feed", "DELETE FROM feed WHERE sequence = 1"),
            ("feed", "UPDATE feed SET version = 7 WHERE sequence = 3"),
            ("log", "PRAGMA foreign_keys = OFF; DELETE FROM log_follows; DELETE FROM log WHERE number = 1"),
            ("log", "DELETE FROM log_follows"),
            ("log", "UPDATE log_state SET sequenced = 99"),
            ("log", "UPDATE log SET erase_on = 5 WHERE number = 2"),
            ("replies", "DELETE FROM reply_records"),
        ]
    ) func plantedFaultsAreFound(_ area: String, _ sql: String) async throws {
        let scratch = Scratch()
        var store = try SQLiteStore(directory: scratch.path)
        let draft = Sample.draft(keys: [RecordKey("n", "1", unique: true)], due: [DueDate(.init(number: 1), .erase, article: "x")])
        try await store.commit(
            Sample.commit(
                [.create(Sample.id(1), draft), .create(Sample.id(2), Sample.draft())], log: [Sample.logRow(1)],
                idempotency: Sample.reply("k", records: [Sample.id(1)])))
        try await store.commit(Sample.commit([.update(Sample.id(1), expected: 1, draft)], log: [Sample.logRow(2, follows: [Sample.id(1)])]))
        #expect(try await store.examine() == [])
        await store.close()
        let queue = try DatabaseQueue(path: scratch.path + "/store.sqlite")
        try await queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
        store = try SQLiteStore(directory: scratch.path)
        let findings = try await store.examine()
        #expect(findings.contains { $0.area == area }, "\(findings)")
        await store.close()
    }

    @Test func aRecordThatTheJournalKnowsErasedIsFound() async throws {
        let scratch = Scratch()
        let store = try SQLiteStore(directory: scratch.path)
        try await store.commit(.create(Sample.id(1), Sample.draft()))
        try store.journal.append([Sample.id(1)])
        #expect(try await store.examine().map(\.area) == ["erasures"])
        await store.close()
    }

    /// Beside a running server the last line of the journal may just be on its way: an examination cuts nothing off.
    @Test func theJournalIsLeftAsItIs() async throws {
        let scratch = Scratch()
        let store = try SQLiteStore(directory: scratch.path)
        try await store.commit(.create(Sample.id(1), Sample.draft()))
        try await store.commit(.erase(Sample.id(1), expected: nil, article: "x"))
        let path = scratch.path + "/erasures.log"
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("e1 00".utf8))
        try handle.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(try await store.examine() == [])
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        await store.close()
    }
}
