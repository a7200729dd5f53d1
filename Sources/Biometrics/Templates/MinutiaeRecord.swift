/// Finger minutiae records as vendors exchange them: ISO/IEC 19794-2:2005 and :2011, ANSI INCITS 378-2004 and -2009.
public enum MinutiaeRecord {
    public enum Format: String, Sendable, CaseIterable {
        case iso2005 = "ISO/IEC 19794-2:2005"
        case iso2011 = "ISO/IEC 19794-2:2011"
        case ansi2004 = "ANSI INCITS 378-2004"
        case ansi2009 = "ANSI INCITS 378-2009"
    }

    public struct Contents: Sendable {
        public var format: Format
        /// One per view.
        public var templates: [FingerprintTemplate]
        /// What is unusual but does not stand in the way of reading.
        public var remarks: [String]
    }

    public static func isRecord(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x46, 0x4d, 0x52, 0]) }

    /// Reads a record of any of the formats. ANSI 378-2004 and ISO 2005 share a version number and are told apart by the
    /// width of the length field.
    public static func decode(_ bytes: [UInt8]) throws(FormatError) -> Contents {
        guard isRecord(bytes) else { throw FormatError("FMR", at: "format identifier", "\"FMR\" is missing") }
        var r = ByteReader(bytes, format: "FMR", from: 4)
        let version = String(decoding: try r.take(4, "version"), as: UTF8.self).filter { $0.isNumber }
        switch Int(version) {
        case 20:
            guard bytes.count >= 12 else { throw r.short("record length") }
            let asISO = bytes[8..<12].reduce(0) { $0 << 8 | Int($1) }
            if asISO == bytes.count || (bytes[8] == 0 && bytes[9] == 0 && !ansiLong(bytes)) {
                return try decode2005(bytes, iso: true, turns256: true)
            }
            do {
                return try decode2005(bytes, iso: false, turns256: false)
            } catch {
                guard error.place.hasPrefix("angle of minutia") else { throw error }
                // Some writers of ANSI records give angles in ISO's 256ths of a turn; angles that ANSI has not give them away.
                var contents = try decode2005(bytes, iso: false, turns256: true)
                contents.remarks.append("angles above 179: all are read as 256ths of a turn, as ISO/IEC 19794-2 counts them")
                return contents
            }
        case 30, 35:
            // ANSI 2009 continues with the CBEFF product, ISO 2011 with the number of representations.
            return try decode30(bytes)
        default: throw FormatError("FMR", at: "version", "\"\(version)\" is not 20, 30 or 35")
        }
    }

    private static func ansiLong(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 14 && bytes[10..<14].reduce(0) { $0 << 8 | Int($1) } == bytes.count
    }

    private static func decode2005(_ bytes: [UInt8], iso: Bool, turns256: Bool) throws(FormatError) -> Contents {
        let name = iso ? Format.iso2005.rawValue : Format.ansi2004.rawValue
        var r = ByteReader(bytes, format: name, from: 8)
        var remarks: [String] = []
        var length = iso ? try r.u32("record length") : try r.u16("record length")
        if !iso {
            if length == 0 { length = try r.u32("record length") }
            try r.skip(4, "CBEFF product")
        }
        try check(length, bytes.count, name, &remarks)
        try r.skip(2, "capture equipment")
        let width = try r.u16("image width"), height = try r.u16("image height")
        let across = try r.u16("horizontal resolution"), down = try r.u16("vertical resolution")
        let views = try r.u8("number of views")
        try r.skip(1, "reserved byte")
        let scale = try scale(across, down, name)
        var templates: [FingerprintTemplate] = []
        for _ in 0..<views {
            let finger = try r.u8("finger position")
            try r.skip(1, "view and impression")
            let quality = try r.u8("finger quality")
            let count = try r.u8("number of minutiae")
            let minutiae = try minutiae(&r, count, size: 6, iso: turns256, scale: scale)
            let singular = try extended(&r, scale, &remarks)
            templates.append(
                template(width, height, scale, minutiae, singular, finger, quality <= 100 ? quality : nil, &remarks))
        }
        if r.remaining > 0 { remarks.append("\(r.remaining) bytes after the last view") }
        return Contents(format: iso ? .iso2005 : .ansi2004, templates: templates, remarks: remarks)
    }

    private static func decode30(_ bytes: [UInt8]) throws(FormatError) -> Contents {
        // ISO 2011: representations' lengths add up from byte 15; ANSI 2009: 21 bytes of header.
        var probe = ByteReader(bytes, format: "FMR", from: 12)
        let representations = try probe.u16("representations")
        try probe.skip(1, "certification flag")
        let first = try probe.u32("representation length")
        let isISO = representations >= 1 && representations <= 672 && first >= 30 && first <= bytes.count - 15
        let name = isISO ? Format.iso2011.rawValue : Format.ansi2009.rawValue
        var r = ByteReader(bytes, format: name, from: 8)
        var remarks: [String] = []
        try check(try r.u32("record length"), bytes.count, name, &remarks)
        var templates: [FingerprintTemplate] = []
        if isISO {
            let count = try r.u16("number of representations"), certified = try r.u8("certification flag")
            for _ in 0..<count {
                let start = r.offset
                let length = try r.u32("representation length")
                try r.skip(9 + 1 + 2 + 2, "capture date and device")
                var quality: Int?
                for _ in 0..<(try r.u8("quality blocks")) {
                    let value = try r.u8("quality")
                    if quality == nil, value <= 100 { quality = value }
                    try r.skip(4, "quality algorithm")
                }
                if certified != 0 { try r.skip(3 * (try r.u8("certification blocks")), "certification blocks") }
                let finger = try r.u8("finger position")
                try r.skip(1, "representation number")
                let across = try r.u16("horizontal resolution"), down = try r.u16("vertical resolution")
                try r.skip(1, "impression")
                let width = try r.u16("image width"), height = try r.u16("image height")
                let size = try r.u8("minutia field length") >> 4
                guard size == 5 || size == 6 else { throw FormatError(name, at: "minutia field length", "\(size), not 5 or 6") }
                let scale = try scale(across, down, name)
                let number = try r.u8("number of minutiae")
                let minutiae = try minutiae(&r, number, size: size, iso: true, scale: scale)
                let singular = try extended(&r, scale, &remarks)
                templates.append(template(width, height, scale, minutiae, singular, finger, quality, &remarks))
                if r.offset - start != length {
                    remarks.append("representation length says \(length), used are \(r.offset - start)")
                }
            }
        } else {
            try r.skip(4 + 1 + 2, "CBEFF product and capture equipment")
            let views = try r.u8("number of views")
            try r.skip(1, "reserved byte")
            for _ in 0..<views {
                let finger = try r.u8("finger position")
                try r.skip(2, "view and impression")
                let quality = try r.u8("finger quality")
                try r.skip(4, "quality algorithm")
                let width = try r.u16("image width"), height = try r.u16("image height")
                let across = try r.u16("horizontal resolution"), down = try r.u16("vertical resolution")
                let scale = try scale(across, down, name)
                let number = try r.u8("number of minutiae")
                let minutiae = try minutiae(&r, number, size: 6, iso: false, scale: scale)
                let singular = try extended(&r, scale, &remarks)
                templates.append(
                    template(width, height, scale, minutiae, singular, finger, quality <= 100 ? quality : nil, &remarks))
            }
        }
        if r.remaining > 0 { remarks.append("\(r.remaining) bytes after the last view") }
        return Contents(format: isISO ? .iso2011 : .ansi2009, templates: templates, remarks: remarks)
    }

    private static func check(_ length: Int, _ actual: Int, _ name: String, _ remarks: inout [String]) throws(FormatError) {
        guard length <= actual else {
            throw FormatError(name, at: "record length", "\(length) is said, but the file has \(actual) bytes")
        }
        if length != actual { remarks.append("record length says \(length), the file has \(actual) bytes") }
    }

    private static func scale(_ across: Int, _ down: Int, _ name: String) throws(FormatError) -> (x: Float, y: Float) {
        guard across >= 20, down >= 20, across <= 2_000, down <= 2_000 else {
            throw FormatError(name, at: "resolution", "\(across) × \(down) pixels per centimetre is no fingerprint's")
        }
        // 197 px/cm stands for 500 dpi, which is 196.85.
        func factor(_ v: Int) -> Float { v == 197 ? 1 : 500 / (Float(v) * 2.54) }
        return (factor(across), factor(down))
    }

    private static func template(
        _ width: Int, _ height: Int, _ scale: (x: Float, y: Float), _ minutiae: [Minutia], _ singularities: [Singularity],
        _ finger: Int, _ quality: Int?, _ remarks: inout [String]
    ) -> FingerprintTemplate {
        let w = Int((Float(width) * scale.x).rounded()), h = Int((Float(height) * scale.y).rounded())
        if minutiae.contains(where: { $0.x >= Float(w) || $0.y >= Float(h) }) {
            remarks.append("a minutia lies outside the \(width) × \(height) image")
        }
        let position = FingerPosition(rawValue: UInt8(truncatingIfNeeded: finger))
        if position == nil { remarks.append("finger position \(finger) is not defined") }
        return FingerprintTemplate(
            width: w, height: h, minutiae: minutiae, singularities: singularities, position: position ?? .unknown,
            quality: quality)
    }

    private static func minutiae(
        _ r: inout ByteReader, _ count: Int, size: Int, iso: Bool, scale: (x: Float, y: Float)
    ) throws(FormatError) -> [Minutia] {
        var result: [Minutia] = []
        result.reserveCapacity(count)
        for i in 0..<count {
            let first = try r.u16("minutia \(i)"), second = try r.u16("minutia \(i)")
            let unit = try r.u8("angle of minutia \(i)"), quality = size == 6 ? try r.u8("quality of minutia \(i)") : 0
            let degrees = iso ? Float(unit) * 360 / 256 : Float(unit) * 2
            guard degrees < 360 else { throw FormatError(r.format, at: "angle of minutia \(i)", "\(unit) is above 179") }
            result.append(
                Minutia(
                    x: Float(first & 0x3fff) * scale.x, y: Float(second & 0x3fff) * scale.y, angle: degrees * .pi / 180,
                    kind: Minutia.Kind(rawValue: UInt8(first >> 14)) ?? .other, quality: UInt8(quality <= 100 ? quality : 0)))
        }
        return result
    }

    /// The extended data areas of one view; core and delta points are kept.
    private static func extended(
        _ r: inout ByteReader, _ scale: (x: Float, y: Float), _ remarks: inout [String]
    ) throws(FormatError) -> [Singularity] {
        let total = try r.u16("extended data length")
        let end = r.offset + total
        guard end <= r.end else { throw r.short("extended data") }
        var result: [Singularity] = []
        // Whether an area's length counts its own four bytes of header differs between editions and writers: the reading
        // that fills the extended data exactly is right.
        let own =
            Self.fills(r.bytes, r.offset, end, headerCounted: true) || !Self.fills(r.bytes, r.offset, end, headerCounted: false)
            ? 4 : 0
        while r.offset + 4 <= end {
            let kind = try r.u16("extended data type"), length = try r.u16("extended data area length")
            guard length >= own, r.offset + length - own <= end else {
                throw FormatError(r.format, at: "extended data area", "length \(length) does not fit")
            }
            let body = Array(try r.take(length - own, "extended data area"))
            if kind == 2 {
                var b = ByteReader(body, format: r.format)
                for isCore in [true, false] {
                    guard b.remaining > 0 else { break }
                    let count = try b.u8("core and delta count") & 15
                    for _ in 0..<count {
                        guard b.remaining >= 4 else { break }
                        let x = try b.u16("core or delta"), y = try b.u16("core or delta")
                        let angled = x >> 14 == 1
                        result.append(
                            Singularity(
                                x: Float(x & 0x3fff) * scale.x, y: Float(y & 0x3fff) * scale.y, kind: isCore ? .core : .delta))
                        if angled { b = ByteReader(body, format: r.format, from: b.offset + (isCore ? 1 : 3)) }
                    }
                }
            }
        }
        try r.move(to: end, "extended data")
        return result
    }

    private static func fills(_ bytes: [UInt8], _ from: Int, _ end: Int, headerCounted: Bool) -> Bool {
        var at = from
        while at + 4 <= end {
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            if headerCounted && length < 4 { return false }
            at += headerCounted ? length : length + 4
        }
        return at == end
    }

    /// Writes ISO/IEC 19794-2:2005 or ANSI INCITS 378-2004; at most 255 minutiae, the best by quality.
    public static func encode(_ template: FingerprintTemplate, as format: Format = .iso2005) throws(FormatError) -> [UInt8] {
        try encode([template], as: format)
    }

    /// One record with a view for each template; views of one finger are counted.
    public static func encode(_ templates: [FingerprintTemplate], as format: Format = .iso2005) throws(FormatError) -> [UInt8] {
        guard format == .iso2005 || format == .ansi2004 else {
            throw FormatError(format.rawValue, at: "writing", "only the 2005 and 2004 editions are written")
        }
        guard (1...255).contains(templates.count) else { throw FormatError(format.rawValue, at: "views", "\(templates.count); 1 to 255 are allowed") }
        let width = templates.map(\.width).max() ?? 0, height = templates.map(\.height).max() ?? 0
        guard (1...16_383).contains(width), (1...16_383).contains(height), templates.allSatisfy({ $0.width > 0 && $0.height > 0 }) else {
            throw FormatError(format.rawValue, at: "image size", "\(width) × \(height)")
        }
        var views = ByteWriter(), seen: [FingerPosition: Int] = [:]
        for template in templates {
            views.put(view(template, number: seen[template.position] ?? 0, format))
            seen[template.position, default: 0] += 1
        }
        var out = ByteWriter()
        out.put([0x46, 0x4d, 0x52, 0, 0x20, 0x32, 0x30, 0])
        let total = views.bytes.count + (format == .iso2005 ? 24 : 26)
        if format == .iso2005 {
            out.u32(total)
        } else if total <= 65_535 {
            out.u16(total)
            out.u32(0)
        } else {
            // The long form: two bytes of zero, then the length in four.
            out.u16(0)
            out.u32(total + 4)
            out.u32(0)
        }
        out.u16(0)
        out.u16(width)
        out.u16(height)
        out.u16(197)
        out.u16(197)
        out.u8(templates.count)
        out.u8(0)
        out.put(views.bytes)
        return out.bytes
    }

    private static func view(_ template: FingerprintTemplate, number: Int, _ format: Format) -> [UInt8] {
        var kept = template.minutiae
        if kept.count > 255 { kept = Array(kept.sorted { $0.quality > $1.quality }.prefix(255)) }
        var view = ByteWriter()
        view.u8(Int(template.position.rawValue))
        view.u8(min(number, 15) << 4)
        view.u8(template.quality ?? (format == .iso2005 ? 0 : 255))
        view.u8(kept.count)
        for m in kept {
            let x = min(max(Int(m.x.rounded()), 0), template.width - 1), y = min(max(Int(m.y.rounded()), 0), template.height - 1)
            view.u16(Int(m.kind.rawValue) << 14 | x)
            view.u16(y)
            let turn = m.angle / (2 * .pi)
            view.u8(format == .iso2005 ? Int((turn * 256).rounded()) & 255 : Int((turn * 180).rounded()) % 180)
            view.u8(Int(m.quality))
        }
        var extended = ByteWriter()
        let cores = template.singularities.filter { $0.kind == .core }.prefix(15)
        let deltas = template.singularities.filter { $0.kind == .delta }.prefix(15)
        if !cores.isEmpty || !deltas.isEmpty {
            extended.u16(2)
            extended.u16(4 + 2 + 4 * (cores.count + deltas.count))
            for group in [cores, deltas] {
                extended.u8(group.count)
                for s in group {
                    extended.u16(min(max(Int(s.x.rounded()), 0), 16_383))
                    extended.u16(min(max(Int(s.y.rounded()), 0), 16_383))
                }
            }
        }
        view.u16(extended.bytes.count)
        view.put(extended.bytes)
        return view.bytes
    }
}
