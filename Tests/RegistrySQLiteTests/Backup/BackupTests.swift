import Foundation
import Registry
import Testing

@testable import RegistrySQLite

/// Backups come back whole or are refused with the reason.
@Suite struct BackupTests {
    struct Made {
        let scratch = Scratch()
        var file: String { scratch.path + "/backup" }
        var key: String { scratch.path + "/key" }

        /// A backup of a store with `records` records.
        init(records: UInt64) async throws {
            try Data((0..<32).map { _ in UInt8.random(in: 0...255) }).write(to: URL(fileURLWithPath: key))
            let store = try SQLiteStore(directory: scratch.path + "/home")
            for number in 0..<records {
                try await store.commit(.create(Sample.id(number), Sample.draft(Sample.file, String(repeating: "secret \(number) ", count: 3000))))
            }
            try await store.backup(to: file, key: key)
            await store.close()
        }

        func restore(key other: String? = nil) async throws {
            try await SQLiteStore.restore(from: file, key: other ?? key, to: scratch.path + "/restored-\(UUID().uuidString)")
        }
    }

    @Test func aBackupComesBackWhole() async throws {
        let made = try await Made(records: 80)  // more than one part
        let target = made.scratch.path + "/restored"
        try await SQLiteStore.restore(from: made.file, key: made.key, to: target)
        let store = try SQLiteStore(directory: target)
        let count = try await store.read { try $0.count(Sample.file) }
        #expect(count == 80)
        #expect(try await store.examine() == [])
        await store.close()
        await #expect(throws: BackupError.targetExists(target + "/store.sqlite")) {
            try await SQLiteStore.restore(from: made.file, key: made.key, to: target)
        }
        // Of a store that was taken away its write-ahead log was forgotten.
        let rest = target + "/store.sqlite-wal"
        try FileManager.default.removeItem(atPath: target + "/store.sqlite")
        try Data([1]).write(to: URL(fileURLWithPath: rest))
        await #expect(throws: BackupError.targetExists(rest)) {
            try await SQLiteStore.restore(from: made.file, key: made.key, to: target)
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: made.scratch.path + "/home").filter { $0.contains("backup") }
        #expect(left == [])
    }

    @Test func aBackupTakesThePlaceOfTheOneBefore() async throws {
        let made = try await Made(records: 3)
        let before = try Data(contentsOf: URL(fileURLWithPath: made.file))
        try await SQLiteStore.backup(directory: made.scratch.path + "/home", to: made.file, key: made.key)
        #expect(try Data(contentsOf: URL(fileURLWithPath: made.file)) != before)
        try await made.restore()
        // What cannot take a place leaves nothing beside it.
        let folder = made.scratch.path + "/folder"
        try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: true)
        await #expect(throws: BackupError.self) {
            try await SQLiteStore.backup(directory: made.scratch.path + "/home", to: folder, key: made.key)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["in"])
        #expect(!FileManager.default.fileExists(atPath: folder + ".part") && !FileManager.default.fileExists(atPath: made.file + ".part"))
    }

    @Test func aBackupOfARunningStoreIsOneState() async throws {
        let made = try await Made(records: 1)
        let home = made.scratch.path + "/home"
        let store = try SQLiteStore(directory: home)
        let writing = Task {
            for number in 100..<400 as Range<UInt64> {
                try await store.commit(.create(Sample.id(number), Sample.draft()), .create(Sample.id(number + 1000), Sample.draft(Sample.alert)))
            }
        }
        for round in 0..<5 {
            let file = made.scratch.path + "/live\(round)"
            if round % 2 == 0 {
                try await store.backup(to: file, key: made.key)
            } else {
                try await SQLiteStore.backup(directory: home, to: file, key: made.key)
            }
            let target = made.scratch.path + "/from\(round)"
            try await SQLiteStore.restore(from: file, key: made.key, to: target)
            let copy = try SQLiteStore(directory: target)
            let counts = try await copy.read { (try $0.count(Sample.file), try $0.count(Sample.alert)) }
            #expect(counts.0 == counts.1 + 1)
            #expect(try await copy.examine() == [])
            await copy.close()
        }
        try await writing.value
        await store.close()
    }

    @Test func keysAreThirtyTwoBytesOrTheirHexadecimalDigits() async throws {
        let made = try await Made(records: 1)
        let raw = try Data(contentsOf: URL(fileURLWithPath: made.key))
        let hex = made.scratch.path + "/hex"
        try Data((raw.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "\n").utf8).write(to: URL(fileURLWithPath: hex))
        try await made.restore(key: hex)
        let other = made.scratch.path + "/other"
        try Data(repeating: 1, count: 32).write(to: URL(fileURLWithPath: other))
        await #expect(throws: BackupError.wrongKey) { try await made.restore(key: other) }
        for bad in [
            Data(), Data(repeating: 1, count: 31), Data(String(repeating: "g", count: 64).utf8), Data(String(repeating: "+1", count: 32).utf8),
        ] {
            try bad.write(to: URL(fileURLWithPath: other))
            await #expect { try await made.restore(key: other) } throws: { if case BackupError.badKey = $0 { true } else { false } }
        }
        await #expect { try await made.restore(key: made.scratch.path + "/none") } throws: { if case BackupError.badKey = $0 { true } else { false } }
    }

    @Test func cutFilesAreRefused() async throws {
        let made = try await Made(records: 80)
        let whole = try Data(contentsOf: URL(fileURLWithPath: made.file))
        #expect(whole.count > 2 << 20)
        for count in [0, 1, 7, 8, 47, 48, 63, 64, 65, 1000, 64 + (1 << 20) + 16, 64 + (1 << 20) + 17, whole.count - 1] {
            try whole.prefix(count).write(to: URL(fileURLWithPath: made.file))
            await #expect(throws: count == 0 ? BackupError.notABackup : .truncated, "\(count) bytes") { try await made.restore() }
        }
        #expect(
            try FileManager.default.subpathsOfDirectory(atPath: made.scratch.path).filter { $0.contains("restored") && $0.contains("sqlite") } == [])
    }

    @Test func changedFilesAreRefused() async throws {
        let made = try await Made(records: 80)
        let whole = try Data(contentsOf: URL(fileURLWithPath: made.file))
        func attempt(_ bytes: Data, _ expected: BackupError) async throws {
            try bytes.write(to: URL(fileURLWithPath: made.file))
            await #expect(throws: expected) { try await made.restore() }
        }
        func flipped(_ index: Int) -> Data {
            var bytes = whole
            bytes[index] ^= 1
            return bytes
        }
        try await attempt(flipped(0), .notABackup)
        for index in [8, 15, 16, 47, 48, 63] { try await attempt(flipped(index), .wrongKey) }
        let part = (1 << 20) + 16
        try await attempt(flipped(64), .tampered(part: 0))
        try await attempt(flipped(64 + part - 1), .tampered(part: 0))
        try await attempt(flipped(64 + part), .tampered(part: 1))
        try await attempt(whole + [0], .tampered(part: (whole.count - 64 + part - 1) / part))
        var swapped = whole
        swapped.replaceSubrange(64..<(64 + part), with: whole[(64 + part)..<(64 + 2 * part)])
        try await attempt(swapped, .tampered(part: 0))
    }
}
