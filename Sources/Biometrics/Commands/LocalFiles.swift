#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files for the commands: whole reads, whole writes, listings.
enum LocalFiles {
    /// Larger files are refused: no biometric file comes near.
    static let limit = 512 << 20

    static func read(_ path: String) throws(FormatError) -> [UInt8] {
        guard let file = fopen(path, "rb") else { throw FormatError("file", at: path, "cannot be opened") }
        defer { fclose(file) }
        var status = stat()
        guard fstat(fileno(file), &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw FormatError("file", at: path, "is no plain file")
        }
        guard status.st_size <= limit else { throw FormatError("file", at: path, "has more than \(limit) bytes") }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let n = bytes.withUnsafeMutableBytes { fread($0.baseAddress, 1, $0.count, file) }
        guard n == bytes.count else { throw FormatError("file", at: path, "could not be read to its end") }
        return bytes
    }

    /// The file appears under its name only when it is whole; what is no plain file (a pipe, a device) is written as it goes.
    static func write(_ bytes: [UInt8], to path: String) throws(FormatError) {
        var status = stat()
        let plain = stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
        let target = plain ? path + ".partial" : path
        guard let file = fopen(target, "wb") else { throw FormatError("file", at: path, "cannot be created") }
        let n = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
        let whole = fclose(file) == 0 && n == bytes.count
        guard whole, !plain || rename(target, path) == 0 else {
            if plain { unlink(target) }
            throw FormatError("file", at: path, "could not be written")
        }
    }

    /// Names in a folder, sorted; hidden ones left out.
    static func list(_ folder: String) throws(FormatError) -> [String] {
        guard let handle = opendir(folder) else { throw FormatError("folder", at: folder, "cannot be opened") }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func makeFolder(_ path: String) throws(FormatError) {
        guard isFolder(path) || mkdir(path, 0o755) == 0 else { throw FormatError("folder", at: path, "cannot be created") }
    }
}
