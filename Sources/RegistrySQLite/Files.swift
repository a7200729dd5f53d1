import Foundation
import Registry
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The few things about files that Foundation has no word for.
enum Files {
    /// Gives a file another name, in place of whatever file has it.
    static func rename(_ path: String, to name: String) throws {
        #if canImport(Glibc)
            let status = Glibc.rename(path, name)
        #else
            let status = Darwin.rename(path, name)
        #endif
        guard status == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    /// Makes a new name in a directory durable.
    static func syncDirectory(of path: String) throws {
        let directory = (path as NSString).deletingLastPathComponent
        let descriptor = open(directory.isEmpty ? "." : directory, O_RDONLY)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }
}

/// A lock on a file, held until `release` or the end of the value: two processes must not write one store.
final class FileLock: Sendable {
    private let descriptor: Mutex<CInt>

    init(path: String) throws(StoreError) {
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw .unavailable("\(path): \(String(cString: strerror(errno)))") }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            close(opened)
            throw .unavailable("the store is in use by another process (\(path))")
        }
        descriptor = Mutex(opened)
    }

    func release() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
    }

    deinit { release() }
}
