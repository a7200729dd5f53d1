/// TIFF as databases of fingerprints are distributed in: one grey or colour image of 8 bits a sample, in strips, not
/// compressed or by PackBits (TIFF 6.0).
public enum TIFF {
    public static func isTIFF(_ bytes: [UInt8]) -> Bool {
        bytes.count > 8 && (bytes.starts(with: [0x49, 0x49, 42, 0]) || bytes.starts(with: [0x4d, 0x4d, 0, 42]))
    }

    /// The values of one tag; numbers only.
    private struct Entry {
        var kind: Int
        var count: Int
        var place: Int
    }

    public static func decode(_ bytes: [UInt8], pixelLimit: Int = GrayImage.pixelLimit) throws(FormatError) -> GrayImage {
        guard isTIFF(bytes) else { throw FormatError("TIFF", at: "signature", "missing") }
        let little = bytes[0] == 0x49
        func number(_ at: Int, _ size: Int, _ name: String) throws(FormatError) -> Int {
            guard at >= 0, at + size <= bytes.count else { throw FormatError("TIFF", at: "\(name) (byte \(at))", "the file ends here") }
            var v = 0
            for k in 0..<size { v = v << 8 | Int(bytes[little ? at + size - 1 - k : at + k]) }
            return v
        }
        let directory = try number(4, 4, "directory"), count = try number(directory, 2, "directory")
        var entries: [Int: Entry] = [:]
        for i in 0..<count {
            let at = directory + 2 + 12 * i
            let kind = try number(at + 2, 2, "tag type"), n = try number(at + 4, 4, "tag count")
            let size = [1: 1, 3: 2, 4: 4, 5: 8][kind] ?? 0
            guard size > 0 else { continue }
            guard n <= bytes.count else { throw FormatError("TIFF", at: "tag count (byte \(at + 4))", "\(n)") }
            entries[try number(at, 2, "tag")] = Entry(kind: kind, count: n, place: n * size <= 4 ? at + 8 : try number(at + 8, 4, "tag value"))
        }
        func values(_ tag: Int, _ name: String) throws(FormatError) -> [Int] {
            guard let e = entries[tag] else { return [] }
            let size = e.kind == 1 ? 1 : e.kind == 3 ? 2 : 4
            var result: [Int] = []
            for i in 0..<e.count { result.append(try number(e.place + i * size, size, name)) }
            return result
        }
        func value(_ tag: Int, _ name: String, _ usual: Int?) throws(FormatError) -> Int {
            guard let v = try values(tag, name).first ?? usual else { throw FormatError("TIFF", at: name, "missing") }
            return v
        }
        let width = try value(256, "width", nil), height = try value(257, "height", nil)
        try GrayImage.check(width: width, height: height, format: "TIFF", fileBytes: bytes.count, limit: pixelLimit)
        let compression = try value(259, "compression", 1), photometric = try value(262, "photometric interpretation", 1)
        let samples = try value(277, "samples per pixel", 1), depths = try values(258, "bits per sample")
        guard compression == 1 || compression == 32_773 else {
            throw FormatError("TIFF", at: "compression", "\(compression) is not supported: only uncompressed and PackBits")
        }
        guard depths.allSatisfy({ $0 == 8 }), !depths.isEmpty, [0, 1, 2].contains(photometric), samples == (photometric == 2 ? 3 : 1),
            try value(284, "planar configuration", 1) == 1
        else {
            throw FormatError(
                "TIFF", at: "samples", "\(samples) of \(depths) bits, interpretation \(photometric); only 8-bit grey and RGB")
        }
        let offsets = try values(273, "strip offsets"), lengths = try values(279, "strip lengths")
        guard !offsets.isEmpty, offsets.count == lengths.count else { throw FormatError("TIFF", at: "strips", "missing (tiles are not supported)") }
        let needed = width * height * samples
        guard compression == 32_773 || needed <= bytes.count else {
            throw FormatError("TIFF", at: "strips", "\(bytes.count) bytes for \(width) × \(height) pixels")
        }
        var raw: [UInt8] = []
        for (offset, length) in zip(offsets, lengths) {
            guard offset >= 0, length >= 0, offset + length <= bytes.count else {
                throw FormatError("TIFF", at: "strip at byte \(offset)", "lies outside the file")
            }
            let strip = bytes[offset..<(offset + length)]
            if compression == 1 { raw += strip } else { try unpack(strip, into: &raw, limit: needed) }
            guard raw.count <= needed + bytes.count else { break }
        }
        guard raw.count >= needed else { throw FormatError("TIFF", at: "strips", "\(raw.count) bytes where \(needed) are needed") }
        var pixels = [UInt8](repeating: 0, count: width * height)
        for i in pixels.indices {
            let v = samples == 1 ? raw[i] : GrayImage.luma(raw[3 * i], raw[3 * i + 1], raw[3 * i + 2])
            pixels[i] = photometric == 0 ? 255 - v : v
        }
        var resolution: Double?
        if let e = entries[282], e.kind == 5 {
            let top = try number(e.place, 4, "resolution"), bottom = try number(e.place + 4, 4, "resolution")
            let unit = try value(296, "resolution unit", 2)
            if top > 0, bottom > 0, unit != 1 { resolution = Double(top) / Double(bottom) * (unit == 3 ? 2.54 : 1) }
        }
        return GrayImage(unchecked: width, height, pixels, resolution)
    }

    /// PackBits: runs and literal stretches.
    private static func unpack(_ strip: ArraySlice<UInt8>, into out: inout [UInt8], limit: Int) throws(FormatError) {
        var i = strip.startIndex
        while i < strip.endIndex, out.count <= limit {
            let n = Int(Int8(bitPattern: strip[i]))
            i += 1
            if n >= 0 {
                guard i + n + 1 <= strip.endIndex else { throw FormatError("TIFF", at: "PackBits (byte \(i))", "a stretch is cut short") }
                out += strip[i..<(i + n + 1)]
                i += n + 1
            } else if n != -128 {
                guard i < strip.endIndex else { throw FormatError("TIFF", at: "PackBits (byte \(i))", "a run is cut short") }
                out += [UInt8](repeating: strip[i], count: 1 - n)
                i += 1
            }
        }
    }
}
