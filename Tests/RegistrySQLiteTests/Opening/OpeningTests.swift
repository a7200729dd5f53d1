import Foundation
import GRDB
import Identity
import Registry
import Testing

@testable import RegistrySQLite

/// What happens when a store is opened.
@Suite struct OpeningTests {
    @Test func theWriterSyncsEveryCommitAndWipesWhatItDeletes() async throws {
        let scratch = Scratch()
        let store = try SQLiteStore(directory: scratch.path)
        let settings = try await store.writer.between { (session) throws(StoreError) in
            [
                try session.connection.number("PRAGMA synchronous"), try session.connection.number("PRAGMA secure_delete"),
                try session.connection.number("PRAGMA foreign_keys"), try session.connection.number("PRAGMA wal_autocheckpoint"),
            ]
        }
        #expect(settings == [2, 1, 1, 0])
        let mode = try await store.writer.between { (session) throws(StoreError) in
            try session.connection.first("PRAGMA journal_mode") { (row) throws(StoreError) in try row.text(0) }
        }
        #expect(mode == "wal")
        await store.close()
    }

    @Test func everyTableIsStrictAndFilesAreTheOwnersAlone() async throws {
        let scratch = Scratch()
        let store = try SQLiteStore(directory: scratch.path + "/new/store")
        try await store.commit(.create(Sample.id(1), Sample.draft()))
        let loose = try await store.readers.read { view in
            try view.connection.all(
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'"
            ) { (row) throws(StoreError) in try row.text(0) }
        }
        #expect(loose == ["grdb_migrations"])
        for name in try FileManager.default.contentsOfDirectory(atPath: store.directory) {
            let attributes = try FileManager.default.attributesOfItem(atPath: store.directory + "/" + name)
            #expect((attributes[.posixPermissions] as? Int ?? 0) & 0o077 == 0, "\(name)")
        }
        await store.close()
    }

    @Test func aStoreKeepsWhatItHeld() async throws {
        let scratch = Scratch()
        var store = try SQLiteStore(directory: scratch.path)
        try await store.commit(Sample.commit([.create(Sample.id(1), Sample.draft())], log: [Sample.logRow(1), Sample.logRow(2)]))
        #expect(try await store.sequence(limit: 1).count == 1)
        await store.close()
        store = try SQLiteStore(directory: scratch.path)
        let receipt = try await store.commit(Sample.commit([.create(Sample.id(2), Sample.draft())], log: [Sample.logRow(3)]))
        #expect(receipt.sequence == 2)
        #expect(try await store.sequence(limit: 9).map(\.position) == [1, 2])
        #expect(try await store.examine() == [])
        await store.close()
    }

    @Test func oneProcessWrites() async throws {
        let scratch = Scratch()
        let store = try SQLiteStore(directory: scratch.path)
        #expect { try SQLiteStore(directory: scratch.path) } throws: {
            if case StoreError.unavailable(let text) = $0 { text.contains("in use") } else { false }
        }
        await store.close()
        await (try SQLiteStore(directory: scratch.path)).close()
    }

    /// Each schema that there was, with rows in it, becomes today's.
    @Test(arguments: 1..<Migrations.all.count) func anOlderSchemaIsBroughtUpToDate(_ count: Int) async throws {
        let scratch = Scratch()
        let queue = try DatabaseQueue(path: scratch.path + "/store.sqlite")
        try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA application_id = \(Opening.applicationID)") }
        try Migrations.migrator.migrate(queue, upTo: Migrations.all[count - 1].name)
        try await queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO kinds VALUES (1, 'EES/individualFile');
                    INSERT INTO records VALUES (1, x'000000000000000A0000000000000001', 1, 1, 'FRA', 1, x'7B7D', 5, 5, 'FR');
                    INSERT INTO projections VALUES (1, x'000000000000000A0000000000000001', 1, x'010000000000');
                    """)
            if count >= 2 { try database.execute(sql: "INSERT INTO feed VALUES (1, x'000000000000000A0000000000000001', 1, 1, 1)") }
        }
        try queue.close()
        let store = try SQLiteStore(directory: scratch.path)
        let record = try await store.read { try $0.record(Sample.id(1)) }
        #expect(record?.payload == Array("{}".utf8))
        let receipt = try await store.commit(Sample.commit([.update(Sample.id(1), expected: 1, Sample.draft())], log: [Sample.logRow(1)]))
        #expect(receipt.sequence == (count >= 2 ? 2 : 1))
        if count >= 2 { #expect(try await store.examine() == []) }
        await store.close()
    }

    @Test func aNewerSchemaIsRefusedUntouched() async throws {
        let scratch = Scratch()
        await (try SQLiteStore(directory: scratch.path)).close()
        let queue = try DatabaseQueue(path: scratch.path + "/store.sqlite")
        try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999 later')") }
        try queue.close()
        #expect { try SQLiteStore(directory: scratch.path) } throws: {
            if case StoreError.unavailable(let text) = $0 { text.contains("newer") } else { false }
        }
    }

    @Test func foreignAndDamagedFilesAreRefused() async throws {
        let other = Scratch()
        let queue = try DatabaseQueue(path: other.path + "/store.sqlite")
        try await queue.write { try $0.execute(sql: "CREATE TABLE recipes (name TEXT)") }
        try queue.close()
        #expect { try SQLiteStore(directory: other.path) } throws: { if case StoreError.damaged = $0 { true } else { false } }

        let noise = Scratch()
        try Data((0..<8192).map { UInt8(truncatingIfNeeded: $0 &* 31) }).write(to: URL(fileURLWithPath: noise.path + "/store.sqlite"))
        #expect { try SQLiteStore(directory: noise.path) } throws: { if case StoreError.damaged = $0 { true } else { false } }

        let journal = Scratch()
        await (try SQLiteStore(directory: journal.path)).close()
        try Data("e1 nonsense\ne1 more\n".utf8).write(to: URL(fileURLWithPath: journal.path + "/erasures.log"))
        #expect { try SQLiteStore(directory: journal.path) } throws: { if case StoreError.damaged = $0 { true } else { false } }
    }

    @Test func bytesFlippedInTheFileAreFoundOrRefused() async throws {
        let scratch = Scratch()
        let store = try SQLiteStore(directory: scratch.path)
        for number in 1...50 as ClosedRange<UInt64> {
            try await store.commit(.create(Sample.id(number), Sample.draft(keys: [RecordKey("n", "\(number)", unique: true)])))
        }
        try await store.purge()
        await store.close()
        let path = URL(fileURLWithPath: scratch.path + "/store.sqlite")
        let whole = try Data(contentsOf: path)
        var random = Seeded(5)
        var noticed = 0
        for _ in 0..<25 {
            var bytes = whole
            // A page's head: where a flipped bit breaks the tree.
            let page = Int.random(in: 1..<(bytes.count / 4096), using: &random)
            for offset in 0..<12 { bytes[page * 4096 + offset] = UInt8.random(in: 0...255, using: &random) }
            try bytes.write(to: path)
            if await isNoticed(scratch.path) { noticed += 1 }
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path.path + suffix) }
        }
        #expect(noticed >= 20)
    }

    /// Whether opening refuses the store or an examination finds something.
    private func isNoticed(_ directory: String) async -> Bool {
        guard let store = try? SQLiteStore(directory: directory) else { return true }
        let findings = try? await store.examine()
        await store.close()
        return findings != []
    }
}
