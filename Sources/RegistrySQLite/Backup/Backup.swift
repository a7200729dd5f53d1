import Crypto
import Foundation
import GRDB
import Registry

extension SQLiteStore {
    /// Writes an encrypted copy of the store, as it stands at one moment, to `file`; commits go on meanwhile. The journal of
    /// erasures is not in it: it stays beside the store, and a copy of it belongs with every backup that leaves the machine.
    /// - Parameter key: path of a file with 32 bytes, or 64 hexadecimal digits.
    public func backup(to file: String, key: String) async throws(BackupError) {
        try await Self.onBackupThread { [path = databasePath, configuration] () throws(BackupError) in
            try Self.backup(database: path, configuration, to: file, key: key)
        }
    }

    /// The same from beside a running server: reads the store in `directory` without opening it for writing.
    public static func backup(directory: String, to file: String, key: String) async throws(BackupError) {
        try await onBackupThread { () throws(BackupError) in
            try backup(database: directory + "/" + FileName.database, Configuration(), to: file, key: key)
        }
    }

    private static func backup(
        database path: String, _ configuration: Configuration, to file: String, key: String
    ) throws(BackupError) {
        let key = try SealedFile.key(at: key)
        guard FileManager.default.fileExists(atPath: path) else { throw .file("there is no store at \(path)") }
        // The plain copy lies beside the store, under the same protection, and is gone before this returns.
        let plain = path + ".backup-\(UUID().uuidString)"
        defer { Files.removeStore(plain) }
        do {
            let source = try Opening.reader(path: path, configuration)
            defer { try? source.close() }
            guard FileManager.default.createFile(atPath: plain, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw BackupError.file("\(plain) cannot be made") }
            let target = try DatabaseQueue(path: plain)
            try source.backup(to: target)
            try target.close()
        } catch let error as BackupError {
            throw error
        } catch {
            throw .store(StoreError(sqlite: error))
        }
        let part = file + ".part"
        // Nothing of it is left where it could not be made.
        defer { try? FileManager.default.removeItem(atPath: part) }
        try SealedFile.seal(plain, to: part, key: key)
        do {
            // In one step: the backup that was there stays until the new one is.
            try Files.rename(part, to: file)
            try Files.syncDirectory(of: file)
        } catch {
            throw .file("\(error)")
        }
    }

    /// Restores a backup to `directory`, where no store may be yet (its journal of erasures may, and should). The backup is
    /// verified to its last byte before anything stands at the target; then the erasures of the journal are carried out.
    public static func restore(from file: String, key: String, to directory: String) async throws(BackupError) {
        try await onBackupThread { () throws(BackupError) in
            let key = try SealedFile.key(at: key)
            let path = directory + "/" + FileName.database
            // SQLite would carry out on the restored store what it finds beside it of one that is gone.
            for suffix in ["", "-wal", "-journal"] where FileManager.default.fileExists(atPath: path + suffix) {
                throw .targetExists(path + suffix)
            }
            do {
                try FileManager.default.createDirectory(
                    atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw .file("\(error)")
            }
            let part = path + ".restoring"
            Files.removeStore(part)
            defer { Files.removeStore(part) }
            try SealedFile.open(file, to: part, key: key)
            do {
                // The journal here need not be the one that the offset in the copy speaks of: it is read from its beginning.
                let copy = try DatabaseQueue(path: part)
                try copy.write { try $0.execute(sql: "UPDATE erasure_state SET journal_offset = 0, feed_sequence = 0") }
                try copy.close()
            } catch {
                throw .store(StoreError(sqlite: error))
            }
            do {
                try FileManager.default.moveItem(atPath: part, toPath: path)
                try Files.syncDirectory(of: path)
            } catch {
                throw .file("\(error)")
            }
        }
        do throws(StoreError) {
            let store = try SQLiteStore(directory: directory)
            try await store.purge()  // the copy may have been made between an erasure and its purge
            await store.close()
        } catch {
            throw .store(error)
        }
    }

    private static func onBackupThread(_ body: @escaping @Sendable () throws(BackupError) -> Void) async throws(BackupError) {
        do {
            try await onThread(body)
        } catch let error as BackupError {
            throw error
        } catch {
            throw .file("\(error)")
        }
    }
}

extension Files {
    /// Removes a database and what SQLite keeps beside it.
    static func removeStore(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
}
