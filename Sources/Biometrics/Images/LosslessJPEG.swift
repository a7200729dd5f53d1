/// Lossless JPEG (ISO/IEC 10918-1, annex H, Huffman coding), one component: what ANSI/NIST-ITL calls `JPEGL`. The system's
/// library does not decode it.
enum LosslessJPEG {
    private static let format = "JPEG (lossless)"

    /// The frame's marker (C0 baseline, C3 lossless, …), or nil where there is none.
    static func frame(of bytes: [UInt8]) -> UInt8? {
        var at = 2
        while at + 4 <= bytes.count, bytes[at] == 0xff {
            let marker = bytes[at + 1]
            if marker == 0xff {
                at += 1
                continue
            }
            if (0xc0...0xcf).contains(marker), marker != 0xc4, marker != 0xc8, marker != 0xcc { return marker }
            if marker == 0xda || marker == 0xd9 { return nil }
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            guard length >= 2 else { return nil }
            at += 2 + length
        }
        return nil
    }

    static func decode(_ bytes: [UInt8], pixelLimit: Int = GrayImage.pixelLimit) throws(FormatError) -> GrayImage {
        func wrong(_ place: String, _ reason: String) -> FormatError { FormatError(format, at: place, reason) }
        var r = ByteReader(bytes, format: format, from: 2)
        var width = 0, height = 0, depth = 0, interval = 0
        var tables = [WSQHuffman?](repeating: nil, count: 4)
        while true {
            var marker = try r.u16("marker")
            while marker == 0xffff { marker = 0xff00 | (try r.u8("marker")) }
            guard marker >= 0xff00 else { throw wrong("marker (byte \(r.offset - 2))", "none is here") }
            if marker == 0xffd9 { throw wrong("scan", "the image has none") }
            let length = try r.u16("segment length")
            guard length >= 2, length - 2 <= r.remaining else { throw wrong("segment length", "\(length) does not fit") }
            let end = r.offset + length - 2
            switch marker {
            case 0xffc3:
                depth = try r.u8("precision")
                height = try r.u16("height")
                width = try r.u16("width")
                guard try r.u8("components") == 1 else { throw wrong("frame", "more than one component is not supported") }
                guard (2...16).contains(depth) else { throw wrong("frame", "\(depth) bits") }
                try GrayImage.check(width: width, height: height, format: format, fileBytes: bytes.count, limit: pixelLimit)
                // A sample has one bit at the least, and takes eight bytes of memory.
                guard width * height <= 8 * bytes.count else {
                    throw wrong("frame", "\(width) × \(height) pixels cannot come from \(bytes.count) bytes")
                }
            case 0xffc4:
                while r.offset < end {
                    let id = try r.u8("Huffman table") & 15
                    guard id < 4 else { throw wrong("Huffman table", "number \(id)") }
                    var counts: [Int] = []
                    for _ in 0..<16 { counts.append(try r.u8("code counts")) }
                    let total = counts.reduce(0, +)
                    guard total <= 17 else { throw wrong("Huffman table", "\(total) values") }
                    tables[id] = try WSQHuffman(counts: counts, values: Array(try r.take(total, "values")), format: format)
                }
            case 0xffdd: interval = try r.u16("restart interval")
            case 0xffda:
                guard width > 0 else { throw wrong("scan", "before the frame") }
                guard try r.u8("components of the scan") == 1 else { throw wrong("scan", "more than one component") }
                try r.skip(1, "component")
                let id = try r.u8("table") >> 4
                let predictor = try r.u8("predictor")
                try r.skip(1, "end of selection")
                let transform = try r.u8("point transform") & 15
                guard id < 4, let table = tables[id] else { throw wrong("scan", "no Huffman table \(id)") }
                guard (1...7).contains(predictor), transform < depth else { throw wrong("scan", "predictor \(predictor)") }
                return try scan(
                    bytes, from: end, table, width: width, height: height, depth: depth, predictor: predictor,
                    transform: transform, interval: interval)
            default: break
            }
            try r.move(to: end, "segment")
        }
    }

    private static func scan(
        _ bytes: [UInt8], from start: Int, _ table: WSQHuffman, width: Int, height: Int, depth: Int, predictor: Int,
        transform: Int, interval: Int
    ) throws(FormatError) -> GrayImage {
        var at = start, buffer = 0, bits = 0
        func take(_ count: Int) throws(FormatError) -> Int {
            while bits < count {
                guard at < bytes.count else { throw FormatError(format, at: "scan", "the data end early") }
                let byte = bytes[at]
                if byte == 0xff {
                    guard at + 1 < bytes.count, bytes[at + 1] == 0 else {
                        throw FormatError(format, at: "scan (byte \(at))", "the data end early")
                    }
                    at += 1
                }
                at += 1
                buffer = (buffer & 0xff_ffff_ffff) << 8 | Int(byte)
                bits += 8
            }
            bits -= count
            return buffer >> bits & ((1 << count) - 1)
        }
        func difference() throws(FormatError) -> Int {
            var code = 0
            for length in 1...16 {
                code = code << 1 | (try take(1))
                let k = code - table.firstCode[length]
                if k >= 0 && k < table.counts[length - 1] {
                    let size = Int(table.values[table.firstIndex[length] + k])
                    if size == 0 { return 0 }
                    if size == 16 { return 32_768 }
                    guard size < 16 else { break }
                    let v = try take(size)
                    return v < 1 << (size - 1) ? v - (1 << size) + 1 : v
                }
            }
            throw FormatError(format, at: "scan (byte \(at))", "a code that is not in the table")
        }
        var samples = [Int](repeating: 0, count: width * height)
        let initial = 1 << (depth - transform - 1), mask = 0xffff
        var left = interval, fresh = true, freshRow = 0
        for y in 0..<height {
            for x in 0..<width {
                if interval > 0, left == 0 {
                    bits = 0
                    guard at + 1 < bytes.count, bytes[at] == 0xff, (0xd0...0xd7).contains(bytes[at + 1]) else {
                        throw FormatError(format, at: "scan (byte \(at))", "a restart marker is missing")
                    }
                    at += 2
                    left = interval
                    fresh = true
                    freshRow = y
                }
                left -= 1
                let i = y * width + x
                let prediction: Int
                if fresh {
                    prediction = initial
                    fresh = false
                } else if y == freshRow || y == 0 {
                    prediction = x > 0 ? samples[i - 1] : initial
                } else if x == 0 {
                    prediction = samples[i - width]
                } else {
                    let a = samples[i - 1], b = samples[i - width], c = samples[i - width - 1]
                    switch predictor {
                    case 1: prediction = a
                    case 2: prediction = b
                    case 3: prediction = c
                    case 4: prediction = a + b - c
                    case 5: prediction = a + (b - c) >> 1
                    case 6: prediction = b + (a - c) >> 1
                    default: prediction = (a + b) >> 1
                    }
                }
                samples[i] = (prediction + (try difference())) & mask
            }
        }
        let shift = depth - 8
        let pixels = samples.map { v -> UInt8 in
            let full = v << transform
            return UInt8(min(255, shift >= 0 ? full >> shift : full * 255 / ((1 << depth) - 1)))
        }
        return GrayImage(unchecked: width, height, pixels, nil)
    }
}
