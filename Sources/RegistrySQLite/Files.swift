import Foundation
import Registry

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The few things about files that Foundation has no word for.
enum Files {
    /// Makes a new name in a directory durable.
    static func syncDirectory(of path: String) throws {
        let directory = (path as NSString).deletingLastPathComponent
        let descriptor = open(directory.isEmpty ? "." : directory, O_RDONLY)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }
}

/// A lock on a file, held for as long as the value lives: two processes must not write one store.
final class FileLock: Sendable {
    private let descriptor: CInt

    init(path: String) throws(StoreError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unavailable("\(path): \(String(cString: strerror(errno)))") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .unavailable("the store is in use by another process (\(path))")
        }
    }

    deinit { close(descriptor) }
}
