#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension WSQ {
    /// Encodes an image.
    ///
    /// - Parameter bitRate: bits per pixel aimed at; 0.75 gives about 15:1 and is the operational ceiling of the
    ///   specification, 2.25 about 5:1.
    public static func encode(_ image: GrayImage, bitRate: Float = 0.75) throws(FormatError) -> [UInt8] {
        guard image.width <= 32_767, image.height <= 32_767, image.width >= 32, image.height >= 32 else {
            throw FormatError("WSQ", at: "size", "\(image.width) × \(image.height): each side must have 32 to 32,767 pixels")
        }
        guard bitRate > 0.01, bitRate < 8 else { throw FormatError("WSQ", at: "bit rate", "\(bitRate)") }
        let width = image.width, height = image.height
        let geometry = WSQGeometry(width: width, height: height)

        // Shift to zero mean, scale to ±128.
        var sum = 0, low = 255, high = 0
        for p in image.pixels {
            sum += Int(p)
            low = min(low, Int(p))
            high = max(high, Int(p))
        }
        let mean = quantised16(Float(sum) / Float(width * height))
        let widest = max(mean.value - Float(low), Float(high) - mean.value) / 128
        let scale = quantised16(widest > 0 ? widest : 1)
        var data = image.pixels.map { (Float($0) - mean.value) / scale.value }
        WSQWavelet(low: WSQWavelet.standardLow, high: WSQWavelet.standardHigh)
            .analyse(&data, width: width, geometry: geometry)

        let variance = variances(data, width: width, geometry: geometry)
        let bins = binWidths(variance, bitRate: bitRate).map { quantised16($0) }
        let zeroBins = bins.map { quantised16($0.value * 1.2) }

        // Quantise band by band; blocks end after bands 18, 51 and 59.
        var blocks: [[Int16]] = [[], [], []]
        for (i, band) in geometry.bands.enumerated().prefix(60) where bins[i].value > 0 {
            let block = i < 19 ? 0 : i < 52 ? 1 : 2
            let q = bins[i].value, z = zeroBins[i].value / 2
            for y in band.y..<(band.y + band.height) {
                for x in band.x..<(band.x + band.width) {
                    let v = data[y * width + x]
                    let c: Float = v > z ? (v - z) / q + 1 : v < -z ? (v + z) / q - 1 : 0
                    blocks[block].append(Int16(min(max(c, -32_767), 32_767)))
                }
            }
        }

        var out = ByteWriter()
        out.u16(Marker.start)
        var comment = "NIST_COM 9\nPIX_WIDTH \(width)\nPIX_HEIGHT \(height)\nPIX_DEPTH 8\nPPI "
        comment += image.resolution.map { String(Int($0.rounded())) } ?? "-1"
        comment += "\nLOSSY 1\nCOLORSPACE GRAY\nCOMPRESSION WSQ\nWSQ_BITRATE \(bitRate)\n"
        segment(Marker.comment, Array(comment.utf8), &out)

        var table = ByteWriter()
        table.u8(9)
        table.u8(7)
        for filter in [WSQWavelet.standardLow, WSQWavelet.standardHigh] {
            for tap in filter[(filter.count / 2)...] { putCoefficient(tap, &table) }
        }
        segment(Marker.transform, table.bytes, &out)

        table = ByteWriter()
        table.u8(2)
        table.u16(44)  // bin centre 0.44
        for i in 0..<64 {
            let bin = i < 60 ? bins[i] : (value: 0, number: 0, scale: 0)
            let zero = i < 60 ? zeroBins[i] : (value: 0, number: 0, scale: 0)
            table.u8(bin.scale)
            table.u16(bin.number)
            table.u8(zero.scale)
            table.u16(zero.number)
        }
        segment(Marker.quantisation, table.bytes, &out)

        table = ByteWriter()
        table.u8(0)
        table.u8(255)
        table.u16(height)
        table.u16(width)
        table.u8(mean.scale)
        table.u16(mean.number)
        table.u8(scale.scale)
        table.u16(scale.number)
        table.u8(0)
        table.u16(0)
        segment(Marker.frame, table.bytes, &out)

        let symbols = blocks.map(symbolise)
        for (id, members) in [[0], [1, 2]].enumerated() {
            var frequency = [Int](repeating: 0, count: 256)
            for m in members { for s in symbols[m] { frequency[Int(s.symbol)] += 1 } }
            if frequency.allSatisfy({ $0 == 0 }) { frequency[180] = 1 }
            let huffman = WSQHuffman(frequencies: frequency)
            table = ByteWriter()
            table.u8(id)
            for c in huffman.counts { table.u8(c) }
            table.put(huffman.values)
            segment(Marker.huffman, table.bytes, &out)
            let codes = huffman.codes()
            for m in members {
                out.u16(Marker.block)
                out.u16(3)
                out.u8(id)
                putBits(symbols[m], codes, &out)
            }
        }
        out.u16(Marker.end)
        return out.bytes
    }

    private static func segment(_ marker: Int, _ body: [UInt8], _ out: inout ByteWriter) {
        out.u16(marker)
        out.u16(body.count + 2)
        out.put(body)
    }

    /// A positive number as WSQ stores it: 16 bits and a power of ten; `value` is what a decoder reads back.
    private static func quantised16(_ v: Float) -> (value: Float, number: Int, scale: Int) {
        guard v > 0, v < 65_535 else { return (0, 0, 0) }
        var scale = 0
        var x = Double(v)
        while x < 6_553.5 && scale < 12 {
            x *= 10
            scale += 1
        }
        let number = min(Int(x.rounded()), 65_535)
        return (Decoder.read(number, scale), number, scale)
    }

    private static func putCoefficient(_ v: Float, _ out: inout ByteWriter) {
        var scale = 0
        var x = Double(abs(v))
        while x < 429_496_729 && scale < 12 {
            x *= 10
            scale += 1
        }
        out.u8(v < 0 ? 1 : 0)
        out.u8(scale)
        out.u32(Int(x.rounded()))
    }

    /// Variance of each band over its inner part, or over all of it in a flat image (specification, 3.2).
    private static func variances(_ data: [Float], width: Int, geometry: WSQGeometry) -> [Double] {
        func variance(_ band: WSQGeometry.Band, inner: Bool) -> Double {
            let x0 = inner ? band.width / 8 : 0, y0 = inner ? 9 * band.height / 32 : 0
            let w = inner ? 3 * band.width / 4 : band.width, h = inner ? 7 * band.height / 16 : band.height
            guard w * h > 1 else { return 0 }
            var s = 0.0, s2 = 0.0
            for y in (band.y + y0)..<(band.y + y0 + h) {
                for x in (band.x + x0)..<(band.x + x0 + w) {
                    let v = Double(data[y * width + x])
                    s += v
                    s2 += v * v
                }
            }
            return max(0, (s2 - s * s / Double(w * h)) / Double(w * h - 1))
        }
        let bands = geometry.bands.prefix(60)
        let lowest = bands.prefix(4).reduce(0) { $0 + variance($1, inner: true) }
        return bands.map { variance($0, inner: lowest >= 20_000) }
    }

    /// The width of the quantiser's bins that meets the bit rate (specification, 3.2 and annex A.1).
    private static func binWidths(_ variance: [Double], bitRate: Float) -> [Float] {
        var weight = [Double](repeating: 1, count: 60)
        for (i, a) in [1.32, 1.08, 1.42, 1.08, 1.32, 1.42, 1.08, 1.08].enumerated() { weight[52 + i] = a }
        let share = (0..<60).map { $0 < 4 ? 1.0 / 1024 : $0 < 52 ? 1.0 / 256 : 1.0 / 16 }
        var relative = [Double](repeating: 0, count: 60)
        for i in 0..<60 where variance[i] >= 1.01 {
            relative[i] = i < 4 ? 1 : 10 / (weight[i] * log(variance[i]))
        }
        let all = (0..<60).filter { variance[$0] >= 1.01 }
        var kept = all, q = 1.0
        while !kept.isEmpty {
            let s = kept.reduce(0) { $0 + share[$1] }
            let product = kept.reduce(0) { $0 + share[$1] * log(variance[$1].squareRoot() / relative[$1]) }
            q = pow(2, Double(bitRate) / s - 1) / 2.5 / exp(product / s)
            let next = kept.filter { relative[$0] / q < 5 * variance[$0].squareRoot() }
            if next.count == kept.count { break }
            kept = next
        }
        return relative.map { $0 > 0 ? Float($0 / q) : 0 }
    }

    /// A Huffman symbol and the bits that follow it.
    struct Symbol {
        var symbol: UInt8
        var extra = 0
        var extraBits = 0
    }

    private static func symbolise(_ coefficients: [Int16]) -> [Symbol] {
        var out: [Symbol] = []
        var run = 0
        func flush() {
            if run == 0 { return }
            if run <= 100 {
                out.append(Symbol(symbol: UInt8(run)))
            } else if run <= 0xff {
                out.append(Symbol(symbol: 105, extra: run, extraBits: 8))
            } else {
                out.append(Symbol(symbol: 106, extra: run, extraBits: 16))
            }
            run = 0
        }
        for c in coefficients {
            if c == 0 {
                run += 1
                if run == 0xffff { flush() }
                continue
            }
            flush()
            let v = Int(c)
            if v > 74 {
                out.append(v > 255 ? Symbol(symbol: 103, extra: v, extraBits: 16) : Symbol(symbol: 101, extra: v, extraBits: 8))
            } else if v < -73 {
                out.append(
                    v < -255 ? Symbol(symbol: 104, extra: -v, extraBits: 16) : Symbol(symbol: 102, extra: -v, extraBits: 8))
            } else {
                out.append(Symbol(symbol: UInt8(v + 180)))
            }
        }
        flush()
        return out
    }

    private static func putBits(_ symbols: [Symbol], _ codes: [(code: Int, length: Int)], _ out: inout ByteWriter) {
        var buffer = 0, bits = 0
        func put(_ value: Int, _ count: Int) {
            buffer = (buffer & 0xffff_ffff) << count | value
            bits += count
            while bits >= 8 {
                bits -= 8
                let byte = buffer >> bits & 0xff
                out.u8(byte)
                if byte == 0xff { out.u8(0) }
            }
        }
        for s in symbols {
            let c = codes[Int(s.symbol)]
            put(c.code, c.length)
            if s.extraBits > 0 { put(s.extra, s.extraBits) }
        }
        if bits > 0 { put((1 << (8 - bits)) - 1, 8 - bits) }
    }
}

extension WSQ.Decoder {
    /// A stored number read back with the rounding of a decoder.
    static func read(_ number: Int, _ scale: Int) -> Float {
        var v = Float(number)
        for _ in 0..<scale { v /= 10 }
        return v
    }
}
