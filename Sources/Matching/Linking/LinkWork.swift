#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a long run keeps in a folder while it goes on, so that one that is broken off is gone on with and not begun again: its
/// weights, and the pairs of each round that is finished.
///
/// Each file appears under its name only when it is whole. A folder that holds another job's work, of other files or options,
/// is emptied of it; one that holds such files without a job is somebody else's, and refused.
struct LinkWork {
    private let folder: String

    init(_ folder: String, job: String, progress: (String) -> Void) throws(FileRefusal) {
        self.folder = folder
        if mkdir(folder, 0o755) != 0, errno != EEXIST { throw .unwritable(path: folder, reason: String(cString: strerror(errno))) }
        let known = try? MappedFile(folder + "/job")
        if let known, String(decoding: known.bytes, as: UTF8.self) == job { return }
        if known != nil {
            progress("\(folder) holds the work of another job: beginning anew")
        } else if let other = try LinkWork.kept(in: folder).first(where: { $0 != "job.partial" }) {
            throw .unwritable(path: folder, reason: "it holds \(other), which is no run's; name another folder")
        }
        try LinkWork.clear(folder)
        let file = try OutputFile(folder + "/job")
        try file.write(job)
        try file.finish()
    }

    static func clear(_ folder: String) throws(FileRefusal) {
        for name in try kept(in: folder) { unlink(folder + "/" + name) }
        // Last: what is left of a run that was broken off here is still known as a run's.
        unlink(folder + "/job")
    }

    /// What a run keeps besides the name of its job.
    private static func kept(in folder: String) throws(FileRefusal) -> [String] {
        try names(in: folder).filter { $0 == "model.json" || $0.hasSuffix(".pairs") || $0.hasSuffix(".partial") }
    }

    private static func names(in folder: String) throws(FileRefusal) -> [String] {
        guard let directory = opendir(folder) else { throw .unreadable(path: folder, reason: String(cString: strerror(errno))) }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: tuple.pointee)) { String(cString: $0) }
            }
            names.append(name)
        }
        return names
    }

    private func exists(_ name: String) -> Bool { access(folder + "/" + name, R_OK) == 0 }

    func pairs(_ name: String) throws(FileRefusal) -> [LinkPair]? {
        guard exists(name + ".pairs") else { return nil }
        let file = try MappedFile(folder + "/" + name + ".pairs")
        guard file.bytes.count % MemoryLayout<LinkPair>.stride == 0 else { return nil }
        return Array(file.bytes.bindMemory(to: LinkPair.self))
    }

    func keep(_ name: String, _ pairs: ArraySlice<LinkPair>) throws(FileRefusal) {
        let file = try OutputFile(folder + "/" + name + ".pairs")
        for from in stride(from: pairs.startIndex, to: pairs.endIndex, by: 4096) {
            let bytes = pairs[from..<min(from + 4096, pairs.endIndex)].withUnsafeBytes { Array($0) }
            try file.write(bytes: bytes)
        }
        try file.finish()
    }

    func model(for table: LinkTable) throws(FileRefusal) -> LinkModel? {
        exists("model.json") ? try LinkModel(readFrom: folder + "/model.json", for: table) : nil
    }

    func keep(_ model: LinkModel, of table: LinkTable) throws(FileRefusal) { try model.write(to: folder + "/model.json", words: table) }
}
