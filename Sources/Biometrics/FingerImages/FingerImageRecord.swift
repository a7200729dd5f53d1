/// Finger image records as passports, visa stickers and live scanners carry them: ISO/IEC 19794-4:2005 and :2011, and
/// ISO/IEC 39794-4:2019 in its binary (DER) encoding.
public struct FingerImageRecord: Sendable, Equatable {
    public enum Format: String, Sendable, CaseIterable {
        case iso2005 = "ISO/IEC 19794-4:2005"
        case iso2011 = "ISO/IEC 19794-4:2011"
        case extensible = "ISO/IEC 39794-4:2019"
    }

    public struct Print: Sendable, Equatable {
        /// As in ANSI/NIST-ITL: 1 to 10 single fingers, 13 and 14 the four fingers of a hand, 15 both thumbs.
        public var position: Int
        /// 0…100, or nil where it is not stated.
        public var quality: Int?
        /// Pixels per inch.
        public var resolution: Double
        /// 0 where the record leaves the size to the image.
        public var width: Int
        public var height: Int
        /// WSQ, JPEG, JPEG 2000, PNG or PGM; of uncompressed images the pixels.
        public var data: [UInt8]

        public init(position: Int, quality: Int? = nil, resolution: Double = 500, width: Int, height: Int, data: [UInt8]) {
            self.position = position
            self.quality = quality
            self.resolution = resolution
            self.width = width
            self.height = height
            self.data = data
        }

        /// The image, decoded; refuses one of another size than the record says, and one of more pixels than `pixelLimit` before it takes
        /// memory.
        public func image(pixelLimit: Int = GrayImage.pixelLimit) throws(FormatError) -> GrayImage {
            let name = "finger image record"
            guard ImageFile.format(of: data) != nil else {
                try GrayImage.check(width: width, height: height, format: name, limit: pixelLimit)
                return try GrayImage(width: width, height: height, pixels: data, resolution: resolution)
            }
            var image = try ImageFile.decode(data, pixelLimit: pixelLimit)
            if width > 0, image.width != width || image.height != height {
                throw FormatError(
                    name, at: "size", "the record says \(width) × \(height) pixels, the image has \(image.width) × \(image.height)")
            }
            image.resolution = resolution
            return image
        }
    }

    public var format: Format
    public var prints: [Print]
    public var remarks: [String] = []

    public init(format: Format, prints: [Print]) {
        self.format = format
        self.prints = prints
    }

    public static func isRecord(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x46, 0x49, 0x52, 0]) || ExtensibleFingerImage.isRecord(bytes)
    }

    public static func decode(_ bytes: [UInt8]) throws(FormatError) -> FingerImageRecord {
        if ExtensibleFingerImage.isRecord(bytes) { return try ExtensibleFingerImage.decode(bytes) }
        guard isRecord(bytes) else { throw FormatError("FIR", at: "format identifier", "\"FIR\" is missing") }
        let version = String(decoding: bytes.dropFirst(4).prefix(3), as: UTF8.self)
        switch version {
        case "010": return try decode2005(bytes)
        case "020": return try decode2011(bytes)
        default: throw FormatError("ISO/IEC 19794-4", at: "version", "\"\(version)\" is neither \"010\" (2005) nor \"020\" (2011)")
        }
    }

    private static let compressions = ["none", "bit-packed", "WSQ", "JPEG", "JPEG 2000", "PNG"]

    private static func perInch(_ unit: Int, _ across: Int, _ name: String) throws(FormatError) -> Double {
        let rate = unit == 2 ? Double(across) * 2.54 : Double(across)
        guard (1...2).contains(unit), rate >= 100, rate <= 2_000 else {
            throw FormatError(name, at: "resolution", "\(across) in unit \(unit) is no fingerprint's")
        }
        // 197 pixels per centimetre stand for 500 per inch.
        return unit == 2 && across == 197 ? 500 : unit == 2 && across == 394 ? 1_000 : rate
    }

    private static func checked(
        _ depth: Int, _ compression: Int, _ width: Int, _ height: Int, _ data: [UInt8], _ name: String
    ) throws(FormatError) {
        guard depth == 8 else { throw FormatError(name, at: "bit depth", "\(depth); only 8 bits a pixel are read") }
        guard compression != 1, compressions.indices.contains(compression) else {
            throw FormatError(name, at: "compression", "\(compression) (\(compressions[safely: compression] ?? "not defined")) is not read")
        }
        if compression == 0, data.count != width * height {
            throw FormatError(name, at: "image", "\(data.count) bytes for \(width) × \(height) pixels")
        }
        let kinds: [ImageFile.Format?] = [nil, nil, .wsq, .jpeg, .jpeg2000, .png]
        if compression > 1, ImageFile.format(of: data) != kinds[compression] {
            throw FormatError(
                name, at: "compression",
                "says \(compressions[compression]), the data are "
                    + (ImageFile.format(of: data)?.rawValue ?? "of no known image format"))
        }
    }

    private static func decode2005(_ bytes: [UInt8]) throws(FormatError) -> FingerImageRecord {
        let name = Format.iso2005.rawValue
        var r = ByteReader(bytes, format: name, from: 8)
        let high = try r.u16("record length"), low = try r.u32("record length")
        let length = high << 32 | low
        guard length <= bytes.count else {
            throw FormatError(name, at: "record length", "\(length) is said, the file has \(bytes.count) bytes")
        }
        var record = FingerImageRecord(format: .iso2005, prints: [])
        if length < bytes.count { record.remarks.append("\(bytes.count - length) bytes after the record") }
        try r.skip(4, "capture device and acquisition level")
        let count = try r.u8("number of fingers"), unit = try r.u8("scale units")
        try r.skip(4, "scan resolution")
        let across = try r.u16("image resolution")
        try r.skip(2, "image resolution")
        let depth = try r.u8("pixel depth"), compression = try r.u8("compression")
        try r.skip(2, "reserved bytes")
        let resolution = try perInch(unit, across, name)
        // A finger may have several views: the record ends where its length says.
        while r.offset < length {
            let start = r.offset
            let block = try r.u32("length of finger data")
            guard block >= 14, start + block <= length else {
                throw FormatError(name, at: "length of finger data (byte \(start))", "\(block) does not fit")
            }
            let position = try r.u8("finger position")
            try r.skip(2, "views")
            let quality = try r.u8("quality")
            try r.skip(1, "impression")
            let width = try r.u16("width"), height = try r.u16("height")
            try r.skip(1, "reserved byte")
            let data = Array(try r.take(block - 14, "image"))
            try checked(depth, compression, width, height, data, name)
            record.prints.append(
                Print(
                    position: position, quality: quality <= 100 ? quality : nil, resolution: resolution, width: width,
                    height: height, data: data))
        }
        if record.prints.count < count { record.remarks.append("\(count) fingers are announced, \(record.prints.count) images follow") }
        return record
    }

    private static func decode2011(_ bytes: [UInt8]) throws(FormatError) -> FingerImageRecord {
        let name = Format.iso2011.rawValue
        var r = ByteReader(bytes, format: name, from: 8)
        let length = try r.u32("record length")
        guard length <= bytes.count else {
            throw FormatError(name, at: "record length", "\(length) is said, the file has \(bytes.count) bytes")
        }
        let count = try r.u16("number of representations"), certified = try r.u8("certification flag")
        try r.skip(1, "number of positions")
        var record = FingerImageRecord(format: .iso2011, prints: [])
        for i in 0..<count {
            let start = r.offset
            let block = try r.u32("length of representation \(i + 1)")
            guard block >= 41, start + block <= bytes.count else {
                throw FormatError(name, at: "length of representation \(i + 1)", "\(block) does not fit")
            }
            try r.skip(9 + 1 + 2 + 2, "capture date and device")
            var quality: Int?
            for _ in 0..<(try r.u8("quality blocks")) {
                let value = try r.u8("quality")
                if quality == nil, value <= 100 { quality = value }
                try r.skip(4, "quality algorithm")
            }
            if certified != 0 { try r.skip(3 * (try r.u8("certification blocks")), "certification blocks") }
            let position = try r.u8("finger position")
            try r.skip(1, "representation number")
            let unit = try r.u8("scale units")
            try r.skip(4, "capture resolution")
            let across = try r.u16("image resolution")
            try r.skip(2, "image resolution")
            let depth = try r.u8("bit depth"), compression = try r.u8("compression")
            try r.skip(1, "impression")
            let width = try r.u16("width"), height = try r.u16("height")
            let size = try r.u32("image length")
            guard r.offset + size <= start + block else { throw FormatError(name, at: "image length", "\(size) does not fit") }
            let data = Array(try r.take(size, "image"))
            try checked(depth, compression, width, height, data, name)
            record.prints.append(
                Print(
                    position: position, quality: quality, resolution: try perInch(unit, across, name), width: width,
                    height: height, data: data))
            // Segmentation and comments may follow the image.
            try r.move(to: start + block, "representation \(i + 1)")
        }
        return record
    }

    /// Writes ISO/IEC 19794-4:2005 or ISO/IEC 39794-4; all images of one record have one compression and resolution.
    public func encode() throws(FormatError) -> [UInt8] {
        if format == .extensible { return try ExtensibleFingerImage.encode(self) }
        let name = Format.iso2005.rawValue
        guard format == .iso2005 else { throw FormatError(format.rawValue, at: "writing", "only the 2005 and the 39794 edition are written") }
        guard let first = prints.first else { throw FormatError(name, at: "prints", "a record without a print") }
        let kinds: [ImageFile.Format: Int] = [.wsq: 2, .jpeg: 3, .jpeg2000: 4, .png: 5]
        let kind = ImageFile.format(of: first.data)
        guard kind == nil || kind.flatMap({ kinds[$0] }) != nil else {
            throw FormatError(name, at: "compression", "\(kind?.rawValue ?? "") may not be carried")
        }
        for p in prints where ImageFile.format(of: p.data) != kind || p.resolution != first.resolution {
            throw FormatError(name, at: "prints", "one record has one compression and one resolution")
        }
        var body = ByteWriter()
        for p in prints {
            guard (0...65_535).contains(p.width), (0...65_535).contains(p.height), p.width > 0, p.height > 0 else {
                throw FormatError(name, at: "size", "\(p.width) × \(p.height)")
            }
            body.u32(14 + p.data.count)
            body.u8(p.position)
            body.u8(1)
            body.u8(1)
            body.u8(p.quality ?? 254)
            body.u8(0)
            body.u16(p.width)
            body.u16(p.height)
            body.u8(0)
            body.put(p.data)
        }
        var out = ByteWriter()
        out.put([0x46, 0x49, 0x52, 0, 0x30, 0x31, 0x30, 0])
        out.u16((32 + body.bytes.count) >> 32)
        out.u32((32 + body.bytes.count) & 0xffff_ffff)
        out.u16(0)
        out.u16(31)  // acquisition level of 500 pixels per inch and 256 greys
        out.u8(prints.count)
        out.u8(1)
        for _ in 0..<4 { out.u16(Int(first.resolution.rounded())) }
        out.u8(8)
        out.u8(kind.flatMap { kinds[$0] } ?? 0)
        out.u16(0)
        out.put(body.bytes)
        return out.bytes
    }
}
