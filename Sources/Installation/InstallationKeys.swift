import Access
import Crypto
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The secrets of an installation, each in a file of its own that only its owner can read. Kept apart from the data: a
/// backup without them gives away nothing of the log.
public struct InstallationKeys: Sendable {
    /// Seed of the key that signs access tokens.
    public let tokenSeed: [UInt8]
    /// Signs the log's checkpoints.
    public let logSigning: SigningKey
    /// Seals the log's entries.
    public let logSealing: LogKey
    /// File of the key that encrypts backups.
    public let backupFile: String

    public enum Failure: Error, Sendable, CustomStringConvertible {
        case unreadable(String, String)
        case malformed(String)
        case openToOthers(String)
        public var description: String {
            switch self {
            case .unreadable(let file, let why): "\(file) cannot be read or made: \(why)"
            case .malformed(let file): "\(file) does not hold a key"
            case .openToOthers(let file): "\(file) can be read by others than its owner; chmod 600 it"
            }
        }
    }

    /// Keys that live as long as the process: for simulations and tests, which have no folder. `seed` makes them the same
    /// each time; nothing of value may be sealed with them.
    public init(seed: UInt64, logName: String) throws(Failure) {
        func bytes(_ name: String) -> [UInt8] { Array(SHA256.hash(data: Array("\(name) \(seed)".utf8))) }
        tokenSeed = bytes("token")
        backupFile = ""
        guard let sealing = LogKey(id: 1, bytes: bytes("log sealing")), let name = NoteName(logName),
            let signing = try? SigningKey(name: name, algorithm: .ed25519, seed: bytes("log signing"))
        else { throw .malformed(logName) }
        (logSealing, logSigning) = (sealing, signing)
    }

    /// Reads the keys of a folder; makes those that do not exist yet.
    public init(folder: String, logName: String) throws(Failure) {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unreadable(folder, "\(error)")
        }
        tokenSeed = try InstallationKeys.bytes(folder + "/token.key")
        backupFile = folder + "/backup.key"
        _ = try InstallationKeys.bytes(backupFile)
        guard let sealing = LogKey(id: 1, bytes: try InstallationKeys.bytes(folder + "/log-sealing.key")) else {
            throw .malformed(folder + "/log-sealing.key")
        }
        logSealing = sealing
        let seed = try InstallationKeys.bytes(folder + "/log-signing.key")
        do {
            guard let name = NoteName(logName) else { throw Failure.malformed("the log's name") }
            logSigning = try SigningKey(name: name, algorithm: .ed25519, seed: seed)
        } catch {
            throw .malformed(folder + "/log-signing.key")
        }
    }

    /// 64 hexadecimal digits; made from the system's generator where the file does not exist.
    private static func bytes(_ path: String) throws(Failure) -> [UInt8] {
        do {
            if !FileManager.default.fileExists(atPath: path) { try make(path) }
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
            guard let mode, mode.intValue & 0o077 == 0 else { throw Failure.openToOthers(path) }
            let text = try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
            let digits = text.compactMap(\.hexDigitValue)
            guard digits.count == 64, digits.count == text.count else { throw Failure.malformed(path) }
            return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .unreadable(path, "\(error)")
        }
    }

    /// Makes a key. It is whole and on disk before it has its name, because what is sealed with it cannot be opened with another;
    /// nobody else can read it for a moment; and of two programs that make it at once one takes the other's.
    private static func make(_ path: String) throws {
        let digits = SymmetricKey(size: .bits256).withUnsafeBytes { key in
            key.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        func reason() -> Failure { .unreadable(path, String(cString: strerror(errno))) }
        let fresh = path + "." + UUID().uuidString
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw reason() }
        defer { unlink(fresh) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try file.write(contentsOf: Data((digits + "\n").utf8))
        try file.synchronize()
        try file.close()
        // Not every file system knows a second name of a file.
        guard link(fresh, path) == 0 || errno == EEXIST || rename(fresh, path) == 0 else { throw reason() }
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY)
        guard folder >= 0 else { throw reason() }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw reason() }
    }
}
