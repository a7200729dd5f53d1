#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a file could not be used.
public enum FileRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case unreadable(path: String, reason: String)
    case unwritable(path: String, reason: String)
    case noHeader(path: String)
    /// `names`: the columns that there are.
    case missingColumn(path: String, name: String, names: [String] = [])
    /// Two registers are compared column by column.
    case unlikeColumns(path: String, kinds: [String])
    /// Neither UTF-8 nor ASCII text.
    case notText(path: String, reason: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
        case .noHeader(let path): "\(path) has no header line"
        case .missingColumn(let path, let name, let names):
            "\(path) has no column “\(name)”" + (names.isEmpty ? "" : "; it has " + names.prefix(40).joined(separator: ", "))
        case .unlikeColumns(let path, let kinds):
            "the further columns of \(path) differ from the first file's: \(kinds.isEmpty ? "none" : kinds.joined(separator: ", "))"
        case .notText(let path, let reason): "\(path) is not a text file: \(reason)"
        }
    }
}

/// A file's bytes, mapped into memory read-only: nothing is copied, and only what is read takes memory. What cannot be mapped, a pipe,
/// is read.
public final class MappedFile: @unchecked Sendable {
    public let path: String
    public let bytes: UnsafeRawBufferPointer

    public init(_ path: String) throws(FileRefusal) {
        self.path = path
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        let size = Int(status.st_size)
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .unreadable(path: path, reason: "it is a folder") }
        guard status.st_mode & S_IFMT == S_IFREG else {
            bytes = try MappedFile.readAll(descriptor, path)
            return
        }
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        bytes = UnsafeRawBufferPointer(start: base, count: size)
    }

    /// Size and time of the last change, as text: what tells a file from a later version of it.
    static func state(_ path: String) throws(FileRefusal) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        #if os(Linux)
            return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        #else
            return "\(status.st_size) \(status.st_mtimespec.tv_sec).\(status.st_mtimespec.tv_nsec)"
        #endif
    }

    /// What a pipe gives until it ends, in pages like those of a mapped file.
    private static func readAll(_ descriptor: Int32, _ path: String) throws(FileRefusal) -> UnsafeRawBufferPointer {
        var (count, capacity) = (0, 1 << 20)
        func pages(_ size: Int) throws(FileRefusal) -> UnsafeMutableRawPointer {
            guard let base = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), base != MAP_FAILED else {
                throw .unreadable(path: path, reason: String(cString: strerror(errno)))
            }
            return base
        }
        var base = try pages(capacity)
        while true {
            let got = read(descriptor, base + count, capacity - count)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else {
                let reason = String(cString: strerror(errno))
                munmap(base, capacity)
                throw .unreadable(path: path, reason: reason)
            }
            if got == 0 { break }
            count += got
            if count == capacity {
                let wider = try pages(capacity * 2)
                wider.copyMemory(from: base, byteCount: count)
                munmap(base, capacity)
                (base, capacity) = (wider, capacity * 2)
            }
        }
        // The pages behind the last byte are given back, so that exactly what `deinit` gives back is left.
        let page = sysconf(Int32(_SC_PAGESIZE))
        let kept = (count + page - 1) / page * page
        if kept < capacity { munmap(base + kept, capacity - kept) }
        return UnsafeRawBufferPointer(start: count > 0 ? base : nil, count: count)
    }

    deinit {
        if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
    }
}

/// Comma-separated values (RFC 4180), read where they lie. The separator is a comma, or a tab or semicolon where the header has
/// those and no comma.
public struct CSVFile: Sendable {
    public let file: MappedFile
    public let header: [String]
    let separator: UInt8
    /// The character that encloses fields; 0 where the file has none, as tab-separated files often do.
    let quote: UInt8
    /// Where the first record begins.
    let start: Int

    public init(path: String, quotes: Bool = true) throws(FileRefusal) {
        quote = quotes ? 34 : 0
        file = try MappedFile(path)
        let bytes = file.bytes.bindMemory(to: UInt8.self)
        var begin = 0
        if bytes.count >= 3, bytes[0] == 0xef, bytes[1] == 0xbb, bytes[2] == 0xbf { begin = 3 }
        guard begin < bytes.count else { throw .noHeader(path: path) }
        if bytes.count >= 2 {
            if bytes[0] == 0x1f, bytes[1] == 0x8b { throw .notText(path: path, reason: "it is compressed (gzip); unpack it first") }
            if bytes[0] == 0xfe && bytes[1] == 0xff || bytes[0] == 0xff && bytes[1] == 0xfe {
                throw .notText(path: path, reason: "it is UTF-16; UTF-8 is read")
            }
        }
        var end = begin
        var (commas, tabs, semicolons) = (0, 0, 0)
        while end < bytes.count, bytes[end] != 10 {
            switch bytes[end] {
            case 44: commas += 1
            case 9: tabs += 1
            case 59: semicolons += 1
            case 0: throw .notText(path: path, reason: "its first line holds a zero byte")
            default: break
            }
            end += 1
        }
        separator = commas > 0 ? 44 : tabs > 0 ? 9 : semicolons > 0 ? 59 : 44
        let fields = FieldBuffer()
        var at = begin
        CSVFile.readRecord(bytes, &at, separator, quote, fields)
        header = (0..<fields.count).map { fields.text($0).trimmedBlanks }
        guard !header.isEmpty, !(header.count == 1 && header[0].isEmpty) else { throw .noHeader(path: path) }
        start = at
    }

    /// The column of this name; where none has it letter by letter, the only one that has it but for case.
    public func column(_ name: String) -> Int? {
        if let exact = header.firstIndex(of: name) { return exact }
        let alike = header.indices.filter { header[$0].lowercased() == name.lowercased() }
        return alike.count == 1 ? alike[0] : nil
    }

    public func requiredColumn(_ name: String) throws(FileRefusal) -> Int {
        guard let index = column(name) else { throw .missingColumn(path: file.path, name: name, names: header) }
        return index
    }

    /// The fields of one record; their bytes are valid until the next record is read.
    public final class FieldBuffer {
        fileprivate var ranges: [(start: Int, count: Int, unquoted: Bool)] = []
        fileprivate var source: UnsafePointer<UInt8>?
        /// Where the record begins in the file.
        public fileprivate(set) var offset = 0
        /// Copies of fields that hold doubled quotes, without them.
        fileprivate var unquoted = Column<UInt8>(capacity: 64)

        public init() {}
        deinit { unquoted.release() }

        public var count: Int { ranges.count }

        /// Empty where the record has no such field.
        @inline(__always)
        public func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
            guard index >= 0, index < ranges.count, let source else { return UnsafeBufferPointer(start: nil, count: 0) }
            let range = ranges[index]
            let base = range.unquoted ? UnsafePointer(unquoted.base) : source
            return UnsafeBufferPointer(start: base + range.start, count: range.count)
        }

        public func text(_ index: Int) -> String { String(decoding: bytes(index), as: UTF8.self) }
        public func isEmpty(_ index: Int) -> Bool { bytes(index).isEmpty }
    }

    /// Cuts the file into about `count` pieces that begin and end between records. Quoted line breaks stay whole.
    public func pieces(_ count: Int) -> [Range<Int>] {
        let bytes = file.bytes.bindMemory(to: UInt8.self)
        guard count > 1, bytes.count - start > 1 << 16 else { return [start..<bytes.count] }
        // A cut is safe behind a line break outside quotes. A quote opens only where a field begins, as in `readRecord`.
        var cuts: [Int] = []
        var quoted = false
        var fieldBegins = true
        var next = start + (bytes.count - start) / count
        for index in start..<bytes.count {
            let byte = bytes[index]
            if quoted {
                // A doubled quote closes and opens again.
                if byte == quote { quoted = false; fieldBegins = index + 1 < bytes.count && bytes[index + 1] == quote }
                continue
            }
            if byte == quote, quote != 0, fieldBegins {
                quoted = true
                continue
            }
            fieldBegins = byte == separator || byte == 10
            if byte == 10, index + 1 >= next, cuts.count < count - 1 {
                cuts.append(index + 1)
                next = start + (bytes.count - start) * (cuts.count + 1) / count
            }
        }
        var pieces: [Range<Int>] = []
        var from = start
        for cut in cuts + [bytes.count] where cut > from {
            pieces.append(from..<cut)
            from = cut
        }
        return pieces
    }

    /// Reads every record of a piece of the file. Empty lines are skipped.
    public func forEachRecord(in piece: Range<Int>? = nil, _ body: (FieldBuffer) throws -> Void) rethrows {
        let bytes = file.bytes.bindMemory(to: UInt8.self)
        let fields = FieldBuffer()
        var at = piece?.lowerBound ?? start
        let end = min(piece?.upperBound ?? bytes.count, bytes.count)
        let part = UnsafeBufferPointer(rebasing: bytes[0..<end])
        while at < end {
            if bytes[at] == 10 || bytes[at] == 13 {
                at += 1
                continue
            }
            fields.offset = at
            CSVFile.readRecord(part, &at, separator, quote, fields)
            try body(fields)
        }
    }

    /// The record that begins there, as the file has it.
    func record(at offset: Int) -> [String] {
        let fields = FieldBuffer()
        read(at: offset, fields)
        return (0..<fields.count).map { fields.text($0) }
    }

    /// One field of it.
    func field(_ number: Int, at offset: Int) -> String {
        let fields = FieldBuffer()
        read(at: offset, fields)
        return fields.text(number)
    }

    private func read(at offset: Int, _ fields: FieldBuffer) {
        let bytes = file.bytes.bindMemory(to: UInt8.self)
        guard offset >= start, offset < bytes.count else { return }
        var at = offset
        CSVFile.readRecord(bytes, &at, separator, quote, fields)
    }

    /// Reads one record and steps past its line break. An unclosed quote ends with the file.
    static func readRecord(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ separator: UInt8, _ quote: UInt8, _ fields: FieldBuffer
    ) {
        // Taken out of the buffer meanwhile: every access to an object's property is checked.
        var ranges: [(start: Int, count: Int, unquoted: Bool)] = []
        swap(&ranges, &fields.ranges)
        defer { swap(&ranges, &fields.ranges) }
        ranges.removeAll(keepingCapacity: true)
        fields.unquoted.removeAll()
        fields.source = bytes.baseAddress
        let end = bytes.count
        var place = at
        defer { at = place }
        while true {
            if place < end, bytes[place] == quote, quote != 0 {
                place += 1
                let from = place
                var doubled = false
                while place < end {
                    if bytes[place] == 34 {
                        if place + 1 < end, bytes[place + 1] == 34 {
                            doubled = true
                            place += 2
                            continue
                        }
                        break
                    }
                    place += 1
                }
                if doubled {
                    let copy = fields.unquoted.count
                    var index = from
                    while index < place {
                        fields.unquoted.append(bytes[index])
                        index += bytes[index] == 34 ? 2 : 1
                    }
                    ranges.append((copy, fields.unquoted.count - copy, true))
                } else {
                    ranges.append((from, place - from, false))
                }
                while place < end, bytes[place] != separator, bytes[place] != 10 { place += 1 }
            } else {
                let from = place
                while place < end, bytes[place] != separator, bytes[place] != 10 { place += 1 }
                var to = place
                if place == end || bytes[place] == 10, to > from, bytes[to - 1] == 13 { to -= 1 }
                ranges.append((from, to - from, false))
            }
            guard place < end else { return }
            place += 1
            if bytes[place - 1] == 10 { return }
        }
    }
}

extension String {
    /// Without blanks at both ends.
    var trimmedBlanks: String {
        var view = Substring(self)
        while let first = view.first, first.isWhitespace { view.removeFirst() }
        while let last = view.last, last.isWhitespace { view.removeLast() }
        return String(view)
    }
}
