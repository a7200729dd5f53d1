#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Writes a text file through a buffer. It appears under its name only when it is whole; `-` is standard output, and what is no plain
/// file (a pipe, a device) is written as it goes.
final class OutputFile {
    private let path: String
    /// Where it grows; none where it cannot be renamed.
    private let partial: String?
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var finished = false

    init(_ path: String) throws(FileRefusal) {
        self.path = path
        var status = stat()
        if path == "-" {
            partial = nil
            descriptor = dup(1)
        } else if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            guard status.st_mode & S_IFMT != S_IFDIR else { throw .unwritable(path: path, reason: "it is a folder") }
            partial = nil
            descriptor = open(path, O_WRONLY)
        } else {
            let beside = path + ".partial"
            partial = beside
            descriptor = open(beside, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        }
        guard descriptor >= 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
        buffer.reserveCapacity(1 << 17)
    }

    deinit {
        if !finished {
            close(descriptor)
            if let partial { unlink(partial) }
        }
    }

    static func remove(_ path: String) { unlink(path) }

    func write(_ text: String) throws(FileRefusal) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count > 1 << 16 { try flush() }
    }

    func write(bytes: [UInt8]) throws(FileRefusal) {
        buffer.append(contentsOf: bytes)
        if buffer.count > 1 << 16 { try flush() }
    }

    /// A field of a CSV record, quoted where it has to be.
    static func field(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return text }
        // Byte by byte: a quotation mark with an accent is another letter than a quotation mark, but the same byte.
        let doubled: [UInt8] = text.utf8.flatMap { $0 == 34 ? [34, 34] : [$0] }
        return "\"" + String(decoding: doubled, as: UTF8.self) + "\""
    }

    private func flush() throws(FileRefusal) {
        var from = 0
        while from < buffer.count {
            let written = buffer.withUnsafeBytes { bytes in
                guard let base = bytes.baseAddress else { return 0 }
                #if canImport(Glibc)
                    return Glibc.write(descriptor, base + from, bytes.count - from)
                #elseif canImport(Musl)
                    return Musl.write(descriptor, base + from, bytes.count - from)
                #else
                    return Darwin.write(descriptor, base + from, bytes.count - from)
                #endif
            }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
            from += written
        }
        buffer.removeAll(keepingCapacity: true)
    }

    func finish() throws(FileRefusal) {
        try flush()
        finished = true
        close(descriptor)
        guard let partial else { return }
        guard rename(partial, path) == 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
    }
}
