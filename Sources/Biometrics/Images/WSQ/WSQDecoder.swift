/// Reads WSQ, the fingerprint compression of the FBI that SIS, VIS, Eurodac and EES accept at 500 dpi
/// (IAFIS-IC-0110, December 1997).
public enum WSQ {
    enum Marker {
        static let start = 0xffa0, end = 0xffa1, frame = 0xffa2, block = 0xffa3, transform = 0xffa4
        static let quantisation = 0xffa5, huffman = 0xffa6, restart = 0xffa7, comment = 0xffa8
    }

    /// What the file says about itself besides the pixels.
    public struct Header: Sendable, Equatable {
        public var width: Int
        public var height: Int
        public var shift: Float
        public var scale: Float
        /// The encoder's number, assigned by the FBI.
        public var encoder: Int
        public var software: Int
        public var comments: [String]
        /// From a NIST comment (`PPI`), pixels per inch.
        public var resolution: Double?
    }

    public static func isWSQ(_ bytes: [UInt8]) -> Bool {
        bytes.count > 4 && bytes[0] == 0xff && bytes[1] == 0xa0
    }

    /// Decodes an image. Refuses what is no WSQ, is cut short or contradicts itself.
    public static func decode(_ bytes: [UInt8], pixelLimit: Int = GrayImage.pixelLimit) throws(FormatError) -> GrayImage {
        var decoder = Decoder(bytes, pixelLimit: pixelLimit)
        let image = try decoder.run(headerOnly: false)
        guard let image else { throw FormatError("WSQ", at: "end", "no image") }
        return image
    }

    /// Reads the headers only.
    public static func header(_ bytes: [UInt8]) throws(FormatError) -> Header {
        var decoder = Decoder(bytes)
        _ = try decoder.run(headerOnly: true)
        guard let header = decoder.header else { throw FormatError("WSQ", at: "frame header", "missing") }
        return header
    }

    struct Decoder {
        var reader: ByteReader
        let pixelLimit: Int
        var header: Header?
        var comments: [String] = []
        var resolution: Double?
        var wavelet: WSQWavelet?
        var binCentre: Float = 0
        var bins = [Float](repeating: 0, count: 64)
        var zeroBins = [Float](repeating: 0, count: 64)
        var quantisationSeen = false
        var tables = [WSQHuffman?](repeating: nil, count: 8)
        var coefficients: [Int16] = []

        init(_ bytes: [UInt8], pixelLimit: Int = GrayImage.pixelLimit) {
            reader = ByteReader(bytes, format: "WSQ")
            self.pixelLimit = pixelLimit
        }

        private func wrong(_ place: String, _ reason: String) -> FormatError { FormatError("WSQ", at: place, reason) }

        mutating func run(headerOnly: Bool) throws(FormatError) -> GrayImage? {
            guard try reader.u16("start of image") == Marker.start else {
                throw wrong("start of image", "the bytes FF A0 are missing")
            }
            var wanted = 0, blocks = 0
            while true {
                let marker = try reader.u16("marker")
                if marker == Marker.end { break }
                let length = try reader.u16("segment length")
                guard length >= 2, length - 2 <= reader.remaining else {
                    throw wrong("segment length (byte \(reader.offset))", "\(length) is not possible here")
                }
                let end = reader.offset + length - 2
                var segment = ByteReader(reader.bytes, format: "WSQ", from: reader.offset, to: end)
                switch marker {
                case Marker.comment: readComment(try segment.take(segment.remaining, "comment"))
                case Marker.transform: try readTransform(&segment)
                case Marker.quantisation: try readQuantisation(&segment)
                case Marker.huffman: try readHuffman(&segment)
                case Marker.restart: break
                case Marker.frame:
                    guard header == nil else { throw wrong("frame header", "a second one") }
                    try readFrame(&segment)
                case Marker.block:
                    guard let header else { throw wrong("block", "before the frame header") }
                    if headerOnly { return nil }
                    guard quantisationSeen, wavelet != nil else {
                        throw wrong("block", "before the transform and quantisation tables")
                    }
                    if wanted == 0 {
                        let geometry = WSQGeometry(width: header.width, height: header.height)
                        for (i, band) in geometry.bands.enumerated().prefix(60) where bins[i] != 0 {
                            wanted += band.width * band.height
                        }
                        coefficients.reserveCapacity(wanted)
                    }
                    let id = try segment.u8("block's Huffman table")
                    guard id < 8, let table = tables[id] else { throw wrong("block", "no Huffman table \(id)") }
                    blocks += 1
                    guard blocks <= 3 else { throw wrong("block", "more than three") }
                    try reader.move(to: end, "block")
                    try readBlock(table, wanted: wanted)
                    continue
                default: throw wrong("marker (byte \(reader.offset - 4))", "unknown marker \(String(marker, radix: 16))")
                }
                try reader.move(to: end, "segment")
            }
            header?.comments = comments
            header?.resolution = resolution
            if headerOnly { return nil }
            guard let header, let wavelet else { throw wrong("end", "no frame header or no transform table") }
            guard coefficients.count == wanted, wanted > 0 else {
                throw wrong("blocks", "\(coefficients.count) coefficients where the header asks for \(wanted)")
            }
            return reconstruct(header, wavelet)
        }

        private mutating func readComment(_ bytes: ArraySlice<UInt8>) {
            let text = String(decoding: bytes, as: UTF8.self)
            guard comments.count < 64 else { return }
            comments.append(text)
            for line in text.split(whereSeparator: \.isNewline) {
                let parts = line.split(separator: " ")
                if parts.count == 2, parts[0] == "PPI", let value = Double(parts[1]), value > 0, value < 10_000 {
                    resolution = value
                }
            }
        }

        private mutating func readTransform(_ r: inout ByteReader) throws(FormatError) {
            // The file carries the analysis filters; synthesis swaps them and alternates the signs.
            let high = try r.u8("number of low-pass taps"), low = try r.u8("number of high-pass taps")
            guard high % 2 == 1, low % 2 == 1, high <= 31, low <= 31 else {
                throw wrong("transform table", "filters of \(high) and \(low) taps; only odd symmetric ones are supported")
            }
            func half(_ taps: Int, _ r: inout ByteReader) throws(FormatError) -> [Float] {
                var filter = [Float](repeating: 0, count: taps)
                let centre = (taps - 1) / 2
                for i in 0...centre {
                    let sign = try r.u8("filter sign"), scale = try r.u8("filter scale")
                    var v = Decoder.read(try r.u32("filter coefficient"), scale)
                    if sign != 0 { v = -v }
                    if i % 2 == 1 { v = -v }
                    filter[centre + i] = v
                    filter[centre - i] = v
                }
                return filter
            }
            let synthesisHigh = try half(high, &r)
            let synthesisLow = try half(low, &r)
            wavelet = WSQWavelet(low: synthesisLow, high: synthesisHigh)
        }

        private mutating func readQuantisation(_ r: inout ByteReader) throws(FormatError) {
            let scale = try r.u8("bin centre scale")
            binCentre = Decoder.read(try r.u16("bin centre"), scale)
            for i in 0..<64 {
                let s = try r.u8("bin scale")
                bins[i] = Decoder.read(try r.u16("bin"), s)
                let z = try r.u8("zero bin scale")
                zeroBins[i] = Decoder.read(try r.u16("zero bin"), z)
            }
            quantisationSeen = true
        }

        private mutating func readHuffman(_ r: inout ByteReader) throws(FormatError) {
            while r.remaining > 0 {
                let id = try r.u8("Huffman table number")
                guard id < 8 else { throw wrong("Huffman table", "number \(id)") }
                var counts: [Int] = []
                for _ in 0..<16 { counts.append(try r.u8("Huffman code counts")) }
                let total = counts.reduce(0, +)
                guard total <= 256 else { throw wrong("Huffman table", "\(total) values") }
                tables[id] = try WSQHuffman(counts: counts, values: Array(try r.take(total, "Huffman values")))
            }
        }

        private mutating func readFrame(_ r: inout ByteReader) throws(FormatError) {
            _ = try r.u8("black")
            _ = try r.u8("white")
            let height = try r.u16("height"), width = try r.u16("width")
            try GrayImage.check(width: width, height: height, format: "WSQ", fileBytes: reader.bytes.count, limit: pixelLimit)
            guard width <= 32_767, height <= 32_767 else { throw wrong("frame header", "\(width) × \(height)") }
            let shiftScale = try r.u8("shift scale")
            let shift = Decoder.read(try r.u16("shift"), shiftScale)
            let scaleScale = try r.u8("scale scale")
            let scale = Decoder.read(try r.u16("scale"), scaleScale)
            header = Header(
                width: width, height: height, shift: shift, scale: scale, encoder: try r.u8("encoder"),
                software: try r.u16("software"), comments: [], resolution: nil)
        }

        /// Huffman-coded coefficients up to the next marker.
        private mutating func readBlock(_ table: WSQHuffman, wanted: Int) throws(FormatError) {
            let bytes = reader.bytes
            var at = reader.offset
            let end = reader.end
            var buffer = 0, bits = 0, stopped = false

            func fill() {
                while bits <= 40 && !stopped {
                    guard at < end else {
                        stopped = true
                        return
                    }
                    let byte = bytes[at]
                    if byte == 0xff {
                        guard at + 1 < end, bytes[at + 1] == 0 else {
                            stopped = true
                            return
                        }
                        at += 1
                    }
                    at += 1
                    buffer = (buffer & 0xffff_ffff_ffff) << 8 | Int(byte)
                    bits += 8
                }
            }
            func take(_ count: Int) -> Int? {
                if bits < count { fill() }
                guard bits >= count else { return nil }
                bits -= count
                return buffer >> bits & ((1 << count) - 1)
            }
            func room(_ count: Int) throws(FormatError) {
                guard coefficients.count + count <= wanted else {
                    throw FormatError("WSQ", at: "block (byte \(at))", "more coefficients than the image has")
                }
            }

            decoding: while true {
                if bits < 16 { fill() }
                var symbol = -1
                for length in 1...16 {
                    guard length <= bits else { break decoding }
                    let code = buffer >> (bits - length) & ((1 << length) - 1)
                    let k = code - table.firstCode[length]
                    if k >= 0 && k < table.counts[length - 1] {
                        symbol = Int(table.values[table.firstIndex[length] + k])
                        bits -= length
                        break
                    }
                }
                guard symbol >= 0 else {
                    // Fill bits before a marker are ones, which is no code.
                    if bits < 16 || stopped { break }
                    throw wrong("block (byte \(at))", "a code that is not in the Huffman table")
                }
                switch symbol {
                case 1...100:
                    try room(symbol)
                    for _ in 0..<symbol { coefficients.append(0) }
                case 101, 102:
                    guard let v = take(8) else { break decoding }
                    try room(1)
                    coefficients.append(Int16(symbol == 101 ? v : -v))
                case 103, 104:
                    guard let v = take(16) else { break decoding }
                    try room(1)
                    coefficients.append(Int16(truncatingIfNeeded: symbol == 103 ? v : -v))
                case 105, 106:
                    guard let v = take(symbol == 105 ? 8 : 16) else { break decoding }
                    try room(v)
                    for _ in 0..<v { coefficients.append(0) }
                case 107...254:
                    try room(1)
                    coefficients.append(Int16(symbol - 180))
                default:
                    throw wrong("block (byte \(at))", "coefficient category \(symbol)")
                }
            }
            // Up to the marker.
            while at + 1 < end && !(bytes[at] == 0xff && bytes[at + 1] != 0) { at += 1 }
            try reader.move(to: at, "marker after the block")
        }

        private func reconstruct(_ header: Header, _ wavelet: WSQWavelet) -> GrayImage {
            let width = header.width, height = header.height
            let geometry = WSQGeometry(width: width, height: height)
            var data = [Float](repeating: 0, count: width * height)
            var next = 0
            for (i, band) in geometry.bands.enumerated().prefix(60) where bins[i] != 0 {
                for y in band.y..<(band.y + band.height) {
                    for x in band.x..<(band.x + band.width) {
                        let c = coefficients[next]
                        next += 1
                        if c > 0 {
                            data[y * width + x] = bins[i] * (Float(c) - binCentre) + zeroBins[i] / 2
                        } else if c < 0 {
                            data[y * width + x] = bins[i] * (Float(c) + binCentre) - zeroBins[i] / 2
                        }
                    }
                }
            }
            wavelet.synthesise(&data, width: width, geometry: geometry)
            let pixels = data.map { value -> UInt8 in
                let v = value * header.scale + header.shift + 0.5
                return v < 0 ? 0 : v > 255 ? 255 : v.isNaN ? 0 : UInt8(v)
            }
            return GrayImage(unchecked: width, height, pixels, resolution)
        }
    }
}
