#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where the long columns of a linking run lie.
enum WorkPlace: Sendable, Equatable {
    case memory
    /// In files without names in this folder, mapped into memory: the system writes out what it has no room for, and the files
    /// are gone when the run is, however it ends.
    case folder(String)
}

/// A growing run of plain values, in memory or in a file. Its owner releases it.
struct WorkColumn<Element: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int
    private let place: WorkPlace
    private let descriptor: Int32

    /// With `zeros` elements, all bits zero.
    init(_ place: WorkPlace, zeros: Int = 0) throws(FileRefusal) {
        self.place = place
        capacity = max(zeros, 1024)
        count = zeros
        switch place {
        case .memory:
            descriptor = -1
            guard let memory = calloc(capacity, MemoryLayout<Element>.stride) else {
                throw .unwritable(path: "memory", reason: "there is no room for \(capacity * MemoryLayout<Element>.stride) bytes")
            }
            base = memory.bindMemory(to: Element.self, capacity: capacity)
        case .folder(let folder):
            descriptor = try WorkColumn.unnamedFile(in: folder)
            base = try WorkColumn.map(descriptor, capacity, folder)
        }
    }

    func release() {
        if descriptor < 0 {
            free(base)
        } else {
            munmap(base, capacity * MemoryLayout<Element>.stride)
            close(descriptor)
        }
    }

    @inline(__always)
    subscript(index: Int) -> Element {
        get { base[index] }
        nonmutating set { base[index] = newValue }
    }

    var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
    var byteCount: Int { count * MemoryLayout<Element>.stride }

    @inline(__always)
    mutating func append(_ element: Element) throws(FileRefusal) {
        if count == capacity { try grow(to: capacity * 2) }
        base[count] = element
        count += 1
    }

    mutating func append(contentsOf more: [Element]) throws(FileRefusal) {
        if count + more.count > capacity { try grow(to: max(count + more.count, capacity + capacity / 2)) }
        more.withUnsafeBufferPointer { from in
            if let start = from.baseAddress { (base + count).update(from: start, count: from.count) }
        }
        count += more.count
    }

    private mutating func grow(to wanted: Int) throws(FileRefusal) {
        switch place {
        case .memory:
            guard let moved = realloc(base, wanted * MemoryLayout<Element>.stride) else {
                throw .unwritable(path: "memory", reason: "there is no room for \(wanted * MemoryLayout<Element>.stride) bytes")
            }
            base = moved.bindMemory(to: Element.self, capacity: wanted)
        case .folder(let folder):
            let moved = try WorkColumn.map(descriptor, wanted, folder)
            munmap(base, capacity * MemoryLayout<Element>.stride)
            base = moved
        }
        capacity = wanted
    }

    private static func unnamedFile(in folder: String) throws(FileRefusal) -> Int32 {
        var template = Array((folder + "/sextant-work-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw .unwritable(path: folder, reason: String(cString: strerror(errno))) }
        unlink(template)
        return descriptor
    }

    /// Room on the disk is taken first, so that a full one is a refusal and not the end of the program.
    private static func map(_ descriptor: Int32, _ capacity: Int, _ folder: String) throws(FileRefusal) -> UnsafeMutablePointer<Element> {
        let bytes = capacity * MemoryLayout<Element>.stride
        #if os(Linux)
            let taken = posix_fallocate(descriptor, 0, off_t(bytes))
            guard taken == 0 else { throw .unwritable(path: folder, reason: String(cString: strerror(taken))) }
        #else
            guard ftruncate(descriptor, off_t(bytes)) == 0 else { throw .unwritable(path: folder, reason: String(cString: strerror(errno))) }
        #endif
        guard let memory = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0), memory != MAP_FAILED else {
            throw .unwritable(path: folder, reason: String(cString: strerror(errno)))
        }
        return memory.bindMemory(to: Element.self, capacity: capacity)
    }
}

/// Bytes of memory that a run may take: of the machine, or of the group of processes that it runs in.
enum MachineMemory {
    static var bytes: Int {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        #if os(Linux)
            let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
        #else
            let pages = (4 << 30) / page
        #endif
        var least = max(page * pages, 1 << 28)
        for path in ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"] {
            if let limit = number(in: path), limit > 1 << 26 { least = min(least, limit) }
        }
        return least
    }

    private static func number(in path: String) -> Int? {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 32)
        let got = read(descriptor, &buffer, 32)
        guard got > 0 else { return nil }
        return Int(String(decoding: buffer[..<got], as: UTF8.self).trimmedBlanks)
    }
}
