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
    case missingColumn(path: String, name: String)

    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "cannot read \(path): \(reason)"
        case .unwritable(let path, let reason): "cannot write \(path): \(reason)"
        case .noHeader(let path): "\(path) has no header line"
        case .missingColumn(let path, let name): "\(path) has no column “\(name)”"
        }
    }
}

/// A file's bytes, mapped into memory read-only: nothing is copied, and only what is read takes memory.
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
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
            throw .unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        bytes = UnsafeRawBufferPointer(start: base, count: size)
    }

    deinit {
        if let base = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: base), bytes.count) }
    }
}

/// Comma-separated values (RFC 4180), read where they lie. The separator is a comma, or a tab where the header has tabs and no comma.
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
        var end = begin
        var (commas, tabs) = (0, 0)
        while end < bytes.count, bytes[end] != 10 {
            if bytes[end] == 44 { commas += 1 }
            if bytes[end] == 9 { tabs += 1 }
            end += 1
        }
        separator = tabs > 0 && commas == 0 ? 9 : 44
        let fields = FieldBuffer()
        var at = begin
        CSVFile.readRecord(bytes, &at, separator, quote, fields)
        header = (0..<fields.count).map { fields.text($0).trimmedBlanks }
        guard !header.isEmpty, !(header.count == 1 && header[0].isEmpty) else { throw .noHeader(path: path) }
        start = at
    }

    public func column(_ name: String) -> Int? { header.firstIndex(of: name) }

    public func requiredColumn(_ name: String) throws(FileRefusal) -> Int {
        guard let index = column(name) else { throw .missingColumn(path: file.path, name: name) }
        return index
    }

    /// The fields of one record; their bytes are valid until the next record is read.
    public final class FieldBuffer {
        fileprivate var ranges: [(start: Int, count: Int, unquoted: Bool)] = []
        fileprivate var source: UnsafePointer<UInt8>?
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
        // A cut is safe where the number of quotes before it is even.
        var cuts: [Int] = []
        var quoted = false
        var next = start + (bytes.count - start) / count
        for index in start..<bytes.count {
            let byte = bytes[index]
            if byte == quote { quoted.toggle() }
            if byte == 10, !quoted, index + 1 >= next, cuts.count < count - 1 {
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
            CSVFile.readRecord(part, &at, separator, quote, fields)
            try body(fields)
        }
    }

    /// Reads one record and steps past its line break. An unclosed quote ends with the file.
    static func readRecord(
        _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ separator: UInt8, _ quote: UInt8, _ fields: FieldBuffer
    ) {
        fields.ranges.removeAll(keepingCapacity: true)
        fields.unquoted.removeAll()
        fields.source = bytes.baseAddress
        let end = bytes.count
        while true {
            if at < end, bytes[at] == quote, quote != 0 {
                at += 1
                let from = at
                var doubled = false
                while at < end {
                    if bytes[at] == 34 {
                        if at + 1 < end, bytes[at + 1] == 34 {
                            doubled = true
                            at += 2
                            continue
                        }
                        break
                    }
                    at += 1
                }
                if doubled {
                    let copy = fields.unquoted.count
                    var index = from
                    while index < at {
                        fields.unquoted.append(bytes[index])
                        index += bytes[index] == 34 ? 2 : 1
                    }
                    fields.ranges.append((copy, fields.unquoted.count - copy, true))
                } else {
                    fields.ranges.append((from, at - from, false))
                }
                while at < end, bytes[at] != separator, bytes[at] != 10 { at += 1 }
            } else {
                let from = at
                while at < end, bytes[at] != separator, bytes[at] != 10 { at += 1 }
                var to = at
                if at == end || bytes[at] == 10, to > from, bytes[to - 1] == 13 { to -= 1 }
                fields.ranges.append((from, to - from, false))
            }
            guard at < end else { return }
            at += 1
            if bytes[at - 1] == 10 { return }
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
