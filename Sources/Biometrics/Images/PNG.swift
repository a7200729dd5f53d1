/// Portable Network Graphics (ISO/IEC 15948), read to 8-bit grey and written as grey or RGB.
public enum PNG {
    private static let signature: [UInt8] = [137, 80, 78, 71, 13, 10, 26, 10]

    public static func isPNG(_ bytes: [UInt8]) -> Bool { bytes.starts(with: signature) }

    /// Reads any colour type and bit depth, interlaced or not; colour becomes luma, transparency is laid over white.
    public static func decode(_ bytes: [UInt8], pixelLimit: Int = GrayImage.pixelLimit) throws(FormatError) -> GrayImage {
        func wrong(_ place: String, _ reason: String) -> FormatError { FormatError("PNG", at: place, reason) }
        guard isPNG(bytes) else { throw wrong("signature", "missing") }
        var r = ByteReader(bytes, format: "PNG", from: 8)
        var width = 0, height = 0, depth = 0, colour = 0, interlaced = false
        var palette: [UInt8] = [], alpha: [UInt8] = [], data: [UInt8] = []
        var resolution: Double?
        while true {
            let length = try r.u32("chunk length")
            let kind = String(decoding: try r.take(4, "chunk type"), as: UTF8.self)
            guard length <= r.remaining else { throw wrong("chunk \(kind)", "says \(length) bytes, more than the file has") }
            let body = Array(try r.take(length, kind))
            try r.skip(4, "chunk checksum")
            switch kind {
            case "IHDR":
                guard length == 13, width == 0 else { throw wrong("IHDR", "malformed or repeated") }
                var h = ByteReader(body, format: "PNG")
                width = try h.u32("width")
                height = try h.u32("height")
                depth = try h.u8("depth")
                colour = try h.u8("colour type")
                try h.skip(2, "compression and filter method")
                interlaced = try h.u8("interlace method") == 1
                try GrayImage.check(width: width, height: height, format: "PNG", fileBytes: bytes.count, limit: pixelLimit)
                let allowed = [0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16]]
                guard allowed[colour]?.contains(depth) == true else {
                    throw wrong("IHDR", "colour type \(colour) with \(depth) bits")
                }
            case "PLTE": palette = body
            case "tRNS": alpha = body
            case "pHYs":
                if body.count == 9, body[8] == 1 {
                    let perMetre = body[0..<4].reduce(0) { $0 << 8 | Int($1) }
                    if perMetre > 0 { resolution = Double(perMetre) * 0.0254 }
                }
            case "IDAT":
                guard width > 0 else { throw wrong("IDAT", "before IHDR") }
                data += body
            default: break
            }
            if kind == "IEND" { break }
        }
        guard width > 0 else { throw wrong("IHDR", "missing") }
        let channels = [0: 1, 2: 3, 3: 1, 4: 2, 6: 4][colour] ?? 1
        let bitsPerPixel = channels * depth
        func rowBytes(_ w: Int) -> Int { (w * bitsPerPixel + 7) / 8 }

        struct Pass {
            var x0: Int, y0: Int, dx: Int, dy: Int
        }
        let passes =
            interlaced
            ? [
                Pass(x0: 0, y0: 0, dx: 8, dy: 8), Pass(x0: 4, y0: 0, dx: 8, dy: 8), Pass(x0: 0, y0: 4, dx: 4, dy: 8),
                Pass(x0: 2, y0: 0, dx: 4, dy: 4), Pass(x0: 0, y0: 2, dx: 2, dy: 4), Pass(x0: 1, y0: 0, dx: 2, dy: 2),
                Pass(x0: 0, y0: 1, dx: 1, dy: 2),
            ] : [Pass(x0: 0, y0: 0, dx: 1, dy: 1)]
        func size(_ p: Pass) -> (w: Int, h: Int) {
            (max(0, (width - p.x0 + p.dx - 1) / p.dx), max(0, (height - p.y0 + p.dy - 1) / p.dy))
        }
        let total = passes.reduce(0) { sum, p in
            let s = size(p)
            return s.w > 0 ? sum + s.h * (rowBytes(s.w) + 1) : sum
        }
        var raw = try Inflate.zlib(data, size: total, format: "PNG")
        var pixels = [UInt8](repeating: 0, count: width * height)
        var at = 0
        let step = max(1, bitsPerPixel / 8)
        for pass in passes {
            let (w, h) = size(pass)
            guard w > 0 else { continue }
            let row = rowBytes(w)
            for y in 0..<h {
                let filter = raw[at], here = at + 1, above = y > 0 ? here - row - 1 : -1
                guard filter <= 4 else { throw wrong("row \(y)", "filter \(filter)") }
                if filter != 0 {
                    raw.withUnsafeMutableBufferPointer { raw in
                        for i in 0..<row {
                            let left = i >= step ? Int(raw[here + i - step]) : 0
                            let up = above >= 0 ? Int(raw[above + i]) : 0
                            let corner = above >= 0 && i >= step ? Int(raw[above + i - step]) : 0
                            let predicted: Int
                            switch filter {
                            case 1: predicted = left
                            case 2: predicted = up
                            case 3: predicted = (left + up) / 2
                            default:
                                let p = left + up - corner
                                let a = abs(p - left), b = abs(p - up), c = abs(p - corner)
                                predicted = a <= b && a <= c ? left : b <= c ? up : corner
                            }
                            raw[here + i] = UInt8(truncatingIfNeeded: Int(raw[here + i]) + predicted)
                        }
                    }
                }
                at += row + 1
                func sample(_ i: Int) -> Int {
                    switch depth {
                    case 8: return Int(raw[here + i])
                    case 16: return Int(raw[here + 2 * i])
                    default:
                        let bit = i * depth
                        return Int(raw[here + bit / 8]) >> (8 - depth - bit % 8) & ((1 << depth) - 1)
                    }
                }
                for x in 0..<w {
                    var grey: Int, opacity = 255
                    switch colour {
                    case 0: grey = depth < 8 ? sample(x) * 255 / ((1 << depth) - 1) : sample(x)
                    case 3:
                        let index = sample(x)
                        guard index * 3 + 2 < palette.count else { throw wrong("row \(y)", "colour \(index) is not in the palette") }
                        grey = Int(GrayImage.luma(palette[index * 3], palette[index * 3 + 1], palette[index * 3 + 2]))
                        if index < alpha.count { opacity = Int(alpha[index]) }
                    case 4:
                        grey = sample(2 * x)
                        opacity = sample(2 * x + 1)
                    default:
                        let c = colour == 2 ? 3 : 4
                        grey = Int(
                            GrayImage.luma(UInt8(sample(c * x)), UInt8(sample(c * x + 1)), UInt8(sample(c * x + 2))))
                        if c == 4 { opacity = sample(c * x + 3) }
                    }
                    if opacity < 255 { grey = (grey * opacity + 255 * (255 - opacity) + 127) / 255 }
                    pixels[(pass.y0 + y * pass.dy) * width + pass.x0 + x * pass.dx] = UInt8(grey)
                }
            }
        }
        return GrayImage(unchecked: width, height, pixels, resolution)
    }

    /// Writes an 8-bit grey image.
    public static func encode(_ image: GrayImage) -> [UInt8] {
        write(width: image.width, height: image.height, samples: image.pixels, channels: 1, resolution: image.resolution)
    }

    /// Writes an RGB picture.
    static func encode(rgb: [UInt8], width: Int, height: Int) -> [UInt8] {
        write(width: width, height: height, samples: rgb, channels: 3, resolution: nil)
    }

    private static func write(width: Int, height: Int, samples: [UInt8], channels: Int, resolution: Double?) -> [UInt8] {
        var out = ByteWriter(bytes: signature)
        func chunk(_ kind: String, _ body: [UInt8]) {
            out.u32(body.count)
            let all = Array(kind.utf8) + body
            out.put(all)
            out.u32(Int(checksum(all)))
        }
        var header = ByteWriter()
        header.u32(width)
        header.u32(height)
        header.put([8, channels == 1 ? 0 : 2, 0, 0, 0])
        chunk("IHDR", header.bytes)
        if let resolution, resolution > 0, resolution < 1e6 {
            var p = ByteWriter()
            let perMetre = Int((resolution / 0.0254).rounded())
            p.u32(perMetre)
            p.u32(perMetre)
            p.u8(1)
            chunk("pHYs", p.bytes)
        }
        let row = width * channels
        var raw: [UInt8] = []
        raw.reserveCapacity((row + 1) * height)
        for y in 0..<height {
            // "Up" suits ridges and flat drawings alike.
            raw.append(y == 0 ? 0 : 2)
            for i in 0..<row { raw.append(y == 0 ? samples[i] : samples[y * row + i] &- samples[(y - 1) * row + i]) }
        }
        chunk("IDAT", Deflate.zlib(raw))
        chunk("IEND", [])
        return out.bytes
    }

    private static let table: [UInt32] = (0..<256).map { n in
        (0..<8).reduce(UInt32(n)) { c, _ in c & 1 == 1 ? 0xedb8_8320 ^ c >> 1 : c >> 1 }
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var c: UInt32 = 0xffff_ffff
        for b in bytes { c = table[Int((c ^ UInt32(b)) & 255)] ^ c >> 8 }
        return c ^ 0xffff_ffff
    }
}
