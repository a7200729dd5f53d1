import Crypto
import Foundation
import Registry

/// Why a backup was not made or not restored.
public enum BackupError: Error, Hashable, Sendable {
    /// A key file holds 32 bytes, or 64 hexadecimal digits.
    case badKey(String)
    /// The file is no backup of Sextant, or of a later form.
    case notABackup
    /// The key is not the one, or the file's first 64 bytes were changed.
    case wrongKey
    /// The file ends before its end.
    case truncated
    /// A part was changed or moved, or something was added behind the last one.
    case tampered(part: Int)
    /// There is a store already where the backup should go.
    case targetExists(String)
    case store(StoreError)
    case file(String)
}

/// A file in parts of 1 MiB, each sealed with AES-256-GCM under a key derived for this file alone.
///
/// Layout: `SXTBACK1`, the plain size (8 bytes, big-endian), 32 random bytes of salt, a tag over these 48 bytes, then the
/// parts, each with its tag. The key is HKDF-SHA256 of the given key and the salt; the nonce of a part is its number (12
/// bytes, big-endian), that of the head is all ones. With the size sealed, a file that was cut is told from one that was changed.
enum SealedFile {
    static let magic = Array("SXTBACK1".utf8)
    static let saltSize = 32
    static let headSize = 48
    static let partSize = 1 << 20
    static let tagSize = 16

    /// Reads a key file.
    static func key(at path: String) throws(BackupError) -> SymmetricKey {
        guard let data = FileManager.default.contents(atPath: path) else { throw .badKey("\(path) cannot be read") }
        return try key(Array(data))
    }

    static func key(_ bytes: [UInt8]) throws(BackupError) -> SymmetricKey {
        if bytes.count == 32 { return SymmetricKey(data: bytes) }
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.utf8.count == 64 else { throw .badKey("a key has 32 bytes or 64 hexadecimal digits") }
        var out: [UInt8] = []
        var rest = text[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16), rest.first != "+" else { throw .badKey("not hexadecimal") }
            out.append(byte)
            rest = rest.dropFirst(2)
        }
        return SymmetricKey(data: out)
    }

    private static func derived(_ key: SymmetricKey, _ head: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: key, salt: head.suffix(saltSize), info: Array("sextant backup".utf8), outputByteCount: 32)
    }

    private static func headTag(_ head: [UInt8], _ key: SymmetricKey) throws -> Data {
        try AES.GCM.seal(Data(), using: key, nonce: try nonce(.max), authenticating: head).tag
    }

    private static func nonce(_ part: UInt64) throws -> AES.GCM.Nonce {
        var bytes = [UInt8](repeating: 0, count: 12)
        for index in 0..<8 { bytes[11 - index] = UInt8(truncatingIfNeeded: part >> UInt64(8 * index)) }
        return try AES.GCM.Nonce(data: bytes)
    }

    static func seal(_ source: String, to target: String, key: SymmetricKey) throws(BackupError) {
        do {
            guard FileManager.default.createFile(atPath: target, contents: nil, attributes: [.posixPermissions: 0o600]),
                let output = FileHandle(forWritingAtPath: target), let input = FileHandle(forReadingAtPath: source)
            else { throw BackupError.file("\(target) cannot be made") }
            defer {
                try? output.close()
                try? input.close()
            }
            let size = UInt64(try input.seekToEnd())
            try input.seek(toOffset: 0)
            let head =
                magic + (0..<8).map { UInt8(truncatingIfNeeded: size >> UInt64(56 - 8 * $0)) }
                + (0..<saltSize).map { _ in UInt8.random(in: 0...255) }
            let fileKey = derived(key, head)
            try output.write(contentsOf: Data(head) + headTag(head, fileKey))
            var part: UInt64 = 0
            while true {
                let plain = try input.read(upToCount: partSize) ?? Data()
                if plain.isEmpty { break }
                let box = try AES.GCM.seal(plain, using: fileKey, nonce: try nonce(part))
                try output.write(contentsOf: box.ciphertext + box.tag)
                part += 1
            }
            try output.synchronize()
            try Files.syncDirectory(of: target)
        } catch let error as BackupError {
            throw error
        } catch {
            throw .file("\(error)")
        }
    }

    static func open(_ source: String, to target: String, key: SymmetricKey) throws(BackupError) {
        do {
            guard let input = FileHandle(forReadingAtPath: source) else { throw BackupError.file("\(source) cannot be read") }
            defer { try? input.close() }
            let head = Array(try input.read(upToCount: headSize) ?? Data())
            guard head.starts(with: magic) else {
                throw !head.isEmpty && magic.starts(with: head) ? BackupError.truncated : .notABackup
            }
            let tag = try input.read(upToCount: tagSize) ?? Data()
            guard head.count == headSize, tag.count == tagSize else { throw BackupError.truncated }
            let fileKey = derived(key, head)
            guard try headTag(head, fileKey) == tag else { throw BackupError.wrongKey }
            let size = head[magic.count..<(magic.count + 8)].reduce(0) { $0 << 8 | UInt64($1) }
            guard FileManager.default.createFile(atPath: target, contents: nil, attributes: [.posixPermissions: 0o600]),
                let output = FileHandle(forWritingAtPath: target)
            else { throw BackupError.file("\(target) cannot be made") }
            defer { try? output.close() }
            var (part, left) = (0, size)
            while left > 0 {
                let wanted = Int(min(left, UInt64(partSize)))
                let sealed = try input.read(upToCount: wanted + tagSize) ?? Data()
                guard sealed.count == wanted + tagSize else { throw BackupError.truncated }
                let box = try AES.GCM.SealedBox(
                    nonce: try nonce(UInt64(part)), ciphertext: sealed.dropLast(tagSize), tag: sealed.suffix(tagSize))
                guard let plain = try? AES.GCM.open(box, using: fileKey) else { throw BackupError.tampered(part: part) }
                try output.write(contentsOf: plain)
                part += 1
                left -= UInt64(wanted)
            }
            guard try input.read(upToCount: 1)?.isEmpty ?? true else { throw BackupError.tampered(part: part) }
            try output.synchronize()
        } catch let error as BackupError {
            throw error
        } catch {
            throw .file("\(error)")
        }
    }
}
