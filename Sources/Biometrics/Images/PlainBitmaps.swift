/// Netpbm greymaps: binary (`P5`) and plain (`P2`), 8 or 16 bits.
public enum PGM {
    public static func isPGM(_ bytes: [UInt8]) -> Bool {
        bytes.count > 8 && bytes[0] == 0x50 && (bytes[1] == 0x35 || bytes[1] == 0x32)
    }

    public static func decode(_ bytes: [UInt8], pixelLimit: Int = GrayImage.pixelLimit) throws(FormatError) -> GrayImage {
        guard isPGM(bytes) else { throw FormatError("PGM", at: "signature", "missing") }
        var at = 2
        func number(_ name: String) throws(FormatError) -> Int {
            while at < bytes.count {
                if bytes[at] == 0x23 {
                    while at < bytes.count && bytes[at] != 10 { at += 1 }
                } else if bytes[at] <= 32 {
                    at += 1
                } else {
                    break
                }
            }
            var v = 0, digits = 0
            while at < bytes.count, bytes[at] >= 48, bytes[at] <= 57, digits < 9 {
                v = v * 10 + Int(bytes[at]) - 48
                at += 1
                digits += 1
            }
            guard digits > 0 else { throw FormatError("PGM", at: "\(name) (byte \(at))", "no number") }
            return v
        }
        let width = try number("width"), height = try number("height"), top = try number("maximum")
        try GrayImage.check(width: width, height: height, format: "PGM", fileBytes: bytes.count, limit: pixelLimit)
        guard top > 0, top < 65_536 else { throw FormatError("PGM", at: "maximum", "\(top)") }
        var pixels: [UInt8] = []
        if bytes[1] == 0x35 {
            at += 1
            let wide = top > 255 ? 2 : 1
            guard bytes.count - at >= width * height * wide else {
                throw FormatError("PGM", at: "pixels", "\(max(0, bytes.count - at)) bytes for \(width) × \(height)")
            }
            pixels.reserveCapacity(width * height)
            for i in 0..<(width * height) {
                let v = wide == 1 ? Int(bytes[at + i]) : Int(bytes[at + 2 * i]) << 8 | Int(bytes[at + 2 * i + 1])
                pixels.append(UInt8(min(255, top == 255 ? v : v * 255 / top)))
            }
        } else {
            guard bytes.count - at >= width * height else {
                throw FormatError("PGM", at: "pixels", "too few for \(width) × \(height)")
            }
            for _ in 0..<(width * height) { pixels.append(UInt8(min(255, try number("pixel") * 255 / top))) }
        }
        return GrayImage(unchecked: width, height, pixels, nil)
    }

    public static func encode(_ image: GrayImage) -> [UInt8] {
        Array("P5\n\(image.width) \(image.height)\n255\n".utf8) + image.pixels
    }
}

/// Windows bitmaps, uncompressed, of 8, 24 or 32 bits per pixel.
public enum BMP {
    public static func isBMP(_ bytes: [UInt8]) -> Bool { bytes.count > 30 && bytes[0] == 0x42 && bytes[1] == 0x4d }

    public static func decode(_ bytes: [UInt8], pixelLimit: Int = GrayImage.pixelLimit) throws(FormatError) -> GrayImage {
        guard isBMP(bytes) else { throw FormatError("BMP", at: "signature", "missing") }
        var r = ByteReader(bytes, format: "BMP", from: 10)
        let start = try r.u32LittleEndian("pixel offset"), header = try r.u32LittleEndian("header size")
        guard header >= 40, header <= 1024 else { throw FormatError("BMP", at: "header", "\(header) bytes; only Windows 3 and later") }
        let width = try r.u32LittleEndian("width")
        let signedHeight = Int(Int32(truncatingIfNeeded: try r.u32LittleEndian("height")))
        let height = abs(signedHeight)
        try r.skip(2, "planes")
        let depth = try r.u16LittleEndian("depth"), compression = try r.u32LittleEndian("compression")
        try r.skip(4, "image size")
        let perMetre = try r.u32LittleEndian("resolution")
        try r.skip(4, "resolution")
        let colours = try r.u32LittleEndian("colours")
        try GrayImage.check(width: width, height: height, format: "BMP", fileBytes: bytes.count, limit: pixelLimit)
        guard depth == 8 || depth == 24 || depth == 32, compression == 0 || (compression == 3 && depth == 32) else {
            throw FormatError("BMP", at: "header", "\(depth) bits with compression \(compression) is not supported")
        }
        var palette: [UInt8] = []
        if depth == 8 {
            let count = colours == 0 ? 256 : colours
            guard count <= 256 else { throw FormatError("BMP", at: "colours", "\(count)") }
            try r.move(to: 14 + header, "palette")
            for _ in 0..<count {
                let c = Array(try r.take(4, "palette"))
                palette.append(GrayImage.luma(c[2], c[1], c[0]))
            }
        }
        let row = (width * depth + 31) / 32 * 4
        guard start >= 0, start + row * height <= bytes.count else {
            throw FormatError("BMP", at: "pixels", "the file ends before \(row * height) bytes")
        }
        var pixels = [UInt8](repeating: 0, count: width * height)
        for y in 0..<height {
            let from = start + (signedHeight > 0 ? height - 1 - y : y) * row
            for x in 0..<width {
                if depth == 8 {
                    let i = Int(bytes[from + x])
                    guard i < palette.count else { throw FormatError("BMP", at: "row \(y)", "colour \(i) is not in the palette") }
                    pixels[y * width + x] = palette[i]
                } else {
                    let p = from + x * depth / 8
                    pixels[y * width + x] = GrayImage.luma(bytes[p + 2], bytes[p + 1], bytes[p])
                }
            }
        }
        let resolution = perMetre > 0 && perMetre < 1_000_000 ? Double(perMetre) * 0.0254 : nil
        return GrayImage(unchecked: width, height, pixels, resolution)
    }
}
