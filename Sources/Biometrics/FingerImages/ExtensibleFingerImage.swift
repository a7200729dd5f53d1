/// The binary encoding of ISO/IEC 39794-4:2019: DER of an ASN.1 module with automatic tags, as machine-readable travel
/// documents carry it from 2026 on (ICAO Doc 9303-10). What is not needed to show or compare a print is passed over.
///
/// The structure (`FingerImageDataBlock ::= [APPLICATION 4] SEQUENCE`, its version and representation blocks and their tags)
/// is that of the published ASN.1 module, as open implementations of the travel document describe it.
enum ExtensibleFingerImage {
    private static let name = FingerImageRecord.Format.extensible.rawValue

    static func isRecord(_ bytes: [UInt8]) -> Bool {
        // The outer element holds the version block (two small integers) first.
        guard bytes.first == 0x64 else { return false }
        var file = DER(bytes, format: name)
        guard let outer = try? file.next(), let inner = try? outer.children().first else { return false }
        return inner.tag == 0xa0
    }

    static func decode(_ bytes: [UInt8]) throws(FormatError) -> FingerImageRecord {
        var file = DER(bytes, format: name)
        let outer = try file.next()
        guard outer.tag == 0x64 else { throw FormatError(name, at: "outer tag", "is not application 4") }
        var record = FingerImageRecord(format: .extensible, prints: [])
        if file.remaining > 0 { record.remarks.append("\(file.remaining) bytes after the record") }
        guard let blocks = try outer.child(1) else { throw FormatError(name, at: "representationBlocks", "missing") }
        for (i, block) in try blocks.children().enumerated() {
            let place = "representation \(i + 1)"
            guard let data = try block.child(3), !data.content.isEmpty else { throw FormatError(name, at: "\(place), imageData", "missing") }
            guard let position = try block.code(0) else { throw FormatError(name, at: "\(place), position", "missing") }
            var resolution = 500.0
            if let rate = try block.child(7), let samples = try rate.child(0)?.integer(), samples > 0 {
                resolution = try rate.child(1)?.integer() == 1 ? Double(samples) * 2.54 : Double(samples)
                if try rate.child(1)?.integer() == 1, samples == 197 { resolution = 500 }
                guard (100...2_000).contains(resolution) else {
                    throw FormatError(name, at: "\(place), spatialSamplingRateBlock", "\(samples) is no fingerprint's")
                }
            }
            guard let format = ImageFile.format(of: Array(data.content)) else {
                throw FormatError(name, at: "\(place), imageData", "is none of PGM, WSQ, JPEG 2000 and PNG")
            }
            let kinds: [[ImageFile.Format]] = [[.pgm], [.wsq], [.jpeg2000], [.jpeg2000], [.png]]
            if let said = try block.code(2), let allowed = kinds[safely: said], !allowed.contains(format) {
                throw FormatError(
                    name, at: "\(place), imageDataFormat", "says \(allowed[0].rawValue), the data are \(format.rawValue)")
            }
            // A quality block says the algorithm and then a score, which is a choice of a number and an error.
            var quality: Int?
            for q in try block.child(6)?.children() ?? [] where quality == nil {
                if let score = try q.child(1)?.children().first, score.tag == 0x80, let v = score.integer(), v <= 100 { quality = v }
            }
            record.prints.append(
                .init(position: position, quality: quality, resolution: resolution, width: 0, height: 0, data: Array(data.content)))
        }
        return record
    }

    static func encode(_ record: FingerImageRecord) throws(FormatError) -> [UInt8] {
        let formats: [ImageFile.Format: UInt8] = [.pgm: 0, .wsq: 1, .jpeg2000: 2, .png: 4]
        var blocks: [UInt8] = []
        for p in record.prints {
            guard let kind = ImageFile.format(of: p.data).flatMap({ formats[$0] }) else {
                throw FormatError(name, at: "imageDataFormat", "only PGM, WSQ, JPEG 2000 and PNG may be carried")
            }
            func code(_ tag: UInt8, _ value: UInt8) -> [UInt8] { DER.element(0xa0 | tag, DER.element(0x80, [value])) }
            var block = code(0, UInt8(clamping: p.position)) + code(1, 0) + code(2, kind) + DER.element(0x83, p.data)
            let rate = Int(p.resolution.rounded())
            block += DER.element(0xa7, DER.element(0x80, DER.integer(rate)) + DER.element(0x81, [0]))
            blocks += DER.element(0x30, block)
        }
        let version = DER.element(0xa0, DER.element(0x80, [3]) + DER.element(0x81, DER.integer(2019)))
        return DER.element(0x64, version + DER.element(0xa1, blocks))
    }
}

/// Just enough of X.690's distinguished encoding: definite lengths, tags of one byte.
struct DER {
    struct Element {
        var tag: UInt8
        var content: ArraySlice<UInt8>
        var format: String

        /// Elements inside; refuses content that is not made of elements.
        func children() throws(FormatError) -> [Element] {
            var reader = DER(content, format: format)
            var result: [Element] = []
            while reader.remaining > 0 { result.append(try reader.next()) }
            return result
        }

        /// The child with a context tag, primitive or constructed.
        func child(_ number: UInt8) throws(FormatError) -> Element? {
            try children().first { $0.tag == 0x80 | number || $0.tag == 0xa0 | number }
        }

        /// A small non-negative number.
        func integer() -> Int? {
            guard !content.isEmpty, content.count <= 4, content.first.map({ $0 < 0x80 }) ?? false else { return nil }
            return content.reduce(0) { $0 << 8 | Int($1) }
        }

        /// A code, which the module wraps in a choice of code and extension.
        func code(_ number: UInt8) throws(FormatError) -> Int? {
            guard let choice = try child(number) else { return nil }
            return choice.tag & 0x20 == 0 ? choice.integer() : try choice.child(0)?.integer()
        }
    }

    private let bytes: ArraySlice<UInt8>
    private let format: String
    private var at: Int

    init(_ bytes: [UInt8], format: String) { self.init(bytes[...], format: format) }

    init(_ bytes: ArraySlice<UInt8>, format: String) {
        self.bytes = bytes
        self.format = format
        at = bytes.startIndex
    }

    var remaining: Int { bytes.endIndex - at }

    mutating func next() throws(FormatError) -> Element {
        func wrong(_ reason: String) -> FormatError { FormatError(format, at: "byte \(at)", reason) }
        guard remaining >= 2 else { throw wrong("an element is cut short") }
        let tag = bytes[at]
        guard tag & 0x1f != 0x1f else { throw wrong("a tag of more than one byte") }
        var length = Int(bytes[at + 1])
        var from = at + 2
        if length >= 0x80 {
            let count = length & 0x7f
            guard count >= 1, count <= 4, from + count <= bytes.endIndex else { throw wrong("a length of \(count) bytes") }
            length = bytes[from..<(from + count)].reduce(0) { $0 << 8 | Int($1) }
            from += count
        }
        guard length <= bytes.endIndex - from else { throw wrong("length \(length) is more than what follows") }
        at = from + length
        return Element(tag: tag, content: bytes[from..<at], format: format)
    }

    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        if content.count < 0x80 { return [tag, UInt8(content.count)] + content }
        var length: [UInt8] = []
        var n = content.count
        while n > 0 {
            length.insert(UInt8(n & 255), at: 0)
            n >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }

    static func integer(_ value: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var n = value
        repeat {
            bytes.insert(UInt8(n & 255), at: 0)
            n >>= 8
        } while n > 0
        return (bytes[0] & 0x80 == 0 ? [] : [0]) + bytes
    }
}
