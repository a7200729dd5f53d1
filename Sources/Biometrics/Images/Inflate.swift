/// DEFLATE (RFC 1951) inside zlib (RFC 1950), as PNG carries it.
enum Inflate {
    /// Decompresses exactly `size` bytes; more or fewer are an error, so that memory is bounded by what the image declares.
    static func zlib(_ bytes: [UInt8], size: Int, format: String) throws(FormatError) -> [UInt8] {
        guard bytes.count >= 6, bytes[0] & 15 == 8, (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0, bytes[1] & 32 == 0
        else { throw FormatError(format, at: "compressed data", "no zlib header") }
        var state = State(bytes: bytes, at: 2, format: format)
        state.out.reserveCapacity(min(size, bytes.count &* 1032))
        try state.run(limit: size)
        guard state.out.count == size else {
            throw FormatError(format, at: "compressed data", "\(state.out.count) bytes where \(size) are needed")
        }
        return state.out
    }

    private struct Table {
        var counts = [Int](repeating: 0, count: 16)
        var symbols: [Int] = []

        init?(_ lengths: ArraySlice<Int>) {
            for l in lengths { counts[l] += 1 }
            counts[0] = 0
            var left = 1
            for l in 1...15 {
                left = left << 1 - counts[l]
                if left < 0 { return nil }
            }
            var offsets = [Int](repeating: 0, count: 16)
            for l in 1..<15 { offsets[l + 1] = offsets[l] + counts[l] }
            symbols = [Int](repeating: 0, count: lengths.count)
            for (symbol, l) in lengths.enumerated() where l > 0 {
                symbols[offsets[l]] = symbol
                offsets[l] += 1
            }
        }
    }

    private struct State {
        let bytes: [UInt8]
        var at: Int
        let format: String
        var buffer = 0
        var bits = 0
        var out: [UInt8] = []

        init(bytes: [UInt8], at: Int, format: String) {
            self.bytes = bytes
            self.at = at
            self.format = format
        }

        func wrong(_ reason: String) -> FormatError { FormatError(format, at: "compressed data (byte \(at))", reason) }

        mutating func take(_ count: Int) throws(FormatError) -> Int {
            while bits < count {
                guard at < bytes.count else { throw wrong("ends early") }
                buffer |= Int(bytes[at]) << bits
                at += 1
                bits += 8
            }
            let v = buffer & ((1 << count) - 1)
            buffer >>= count
            bits -= count
            return v
        }

        mutating func symbol(_ table: Table) throws(FormatError) -> Int {
            var code = 0, first = 0, index = 0
            for length in 1...15 {
                code |= try take(1)
                let count = table.counts[length]
                if code - count < first { return table.symbols[index + code - first] }
                index += count
                first = (first + count) << 1
                code <<= 1
            }
            throw wrong("a code that is not in the table")
        }

        /// The fixed codes (3.2.6). Made once: a file may hold a block of them every ten bits.
        private static let fixedLiterals: Table? = {
            let lengths = (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }
            return Table(lengths[...])
        }()
        private static let fixedDistances: Table? = Table([Int](repeating: 5, count: 30)[...])

        static let lengthBase = [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
        ]
        static let lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
        static let distanceBase = [
            1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
            8193, 12289, 16385, 24577,
        ]

        mutating func run(limit: Int) throws(FormatError) {
            var last = false
            while !last {
                last = try take(1) == 1
                switch try take(2) {
                case 0:
                    buffer = 0
                    bits = 0
                    guard at + 4 <= bytes.count else { throw wrong("ends early") }
                    let n = Int(bytes[at]) | Int(bytes[at + 1]) << 8
                    at += 4
                    guard at + n <= bytes.count, out.count + n <= limit else { throw wrong("a stored block of \(n) bytes") }
                    out.append(contentsOf: bytes[at..<(at + n)])
                    at += n
                case 1:
                    guard let literals = Self.fixedLiterals, let distances = Self.fixedDistances else { throw wrong("no table") }
                    try block(literals, distances, limit)
                case 2:
                    let nl = try take(5) + 257, nd = try take(5) + 1, nc = try take(4) + 4
                    guard nl <= 286, nd <= 30 else { throw wrong("too many codes") }
                    var lengths = [Int](repeating: 0, count: 19)
                    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
                    for i in 0..<nc { lengths[order[i]] = try take(3) }
                    guard let codes = Table(lengths[...]) else { throw wrong("an oversubscribed code") }
                    lengths = []
                    while lengths.count < nl + nd {
                        let s = try symbol(codes)
                        switch s {
                        case 0...15: lengths.append(s)
                        case 16:
                            guard let previous = lengths.last else { throw wrong("a repetition of nothing") }
                            for _ in 0..<(try take(2) + 3) { lengths.append(previous) }
                        case 17: for _ in 0..<(try take(3) + 3) { lengths.append(0) }
                        default: for _ in 0..<(try take(7) + 11) { lengths.append(0) }
                        }
                    }
                    guard lengths.count == nl + nd, let literals = Table(lengths[..<nl]), let distances = Table(lengths[nl...])
                    else { throw wrong("a wrong code") }
                    try block(literals, distances, limit)
                default: throw wrong("a reserved block type")
                }
            }
        }

        private mutating func block(_ literals: Table, _ distances: Table, _ limit: Int) throws(FormatError) {
            while true {
                let s = try symbol(literals)
                if s < 256 {
                    guard out.count < limit else { throw wrong("more data than the image has") }
                    out.append(UInt8(s))
                } else if s == 256 {
                    return
                } else {
                    guard s - 257 < Self.lengthBase.count else { throw wrong("length code \(s)") }
                    let length = Self.lengthBase[s - 257] + (try take(Self.lengthExtra[s - 257]))
                    let d = try symbol(distances)
                    guard d < 30 else { throw wrong("distance code \(d)") }
                    let distance = Self.distanceBase[d] + (try take(d < 4 ? 0 : d / 2 - 1))
                    guard distance <= out.count, out.count + length <= limit else { throw wrong("a copy out of bounds") }
                    let from = out.count - distance
                    for i in 0..<length { out.append(out[from + i]) }
                }
            }
        }
    }
}

/// A small DEFLATE writer: fixed codes, matches at hash-chain depth one. For pictures that people look at.
enum Deflate {
    static func zlib(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = [0x78, 0x9c]
        var buffer = 0, bits = 0
        func put(_ value: Int, _ count: Int) {
            buffer |= value << bits
            bits += count
            while bits >= 8 {
                out.append(UInt8(buffer & 0xff))
                buffer >>= 8
                bits -= 8
            }
        }
        func reversed(_ v: Int, _ n: Int) -> Int { (0..<n).reduce(0) { $0 | (v >> $1 & 1) << (n - 1 - $1) } }
        let codes = (0..<288).map { s -> (Int, Int) in
            s < 144
                ? (reversed(0x30 + s, 8), 8)
                : s < 256
                    ? (reversed(0x190 + s - 144, 9), 9)
                    : s < 280 ? (reversed(s - 256, 7), 7) : (reversed(0xc0 + s - 280, 8), 8)
        }
        let bases = [
            3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
        ]
        let extras = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
        let distances = [
            1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
            8193, 12289, 16385, 24577,
        ]
        put(1, 1)
        put(1, 2)
        var heads = [Int](repeating: -1, count: 1 << 14)
        var i = 0
        while i < bytes.count {
            var length = 0, distance = 0
            if i + 3 < bytes.count {
                let h = (Int(bytes[i]) &* 0x9e5 ^ Int(bytes[i + 1]) &* 0x79b ^ Int(bytes[i + 2]) &* 0x2f1) & 0x3fff
                let j = heads[h]
                heads[h] = i
                if j >= 0, i - j <= 32_768 {
                    while length < 258, i + length < bytes.count, bytes[j + length] == bytes[i + length] { length += 1 }
                    distance = i - j
                }
            }
            if length >= 3 {
                let l = (bases.lastIndex { $0 <= length }) ?? 0
                put(codes[257 + l].0, codes[257 + l].1)
                put(length - bases[l], extras[l])
                let d = (distances.lastIndex { $0 <= distance }) ?? 0
                put(reversed(d, 5), 5)
                put(distance - distances[d], d < 4 ? 0 : d / 2 - 1)
                i += length
            } else {
                put(codes[Int(bytes[i])].0, codes[Int(bytes[i])].1)
                i += 1
            }
        }
        put(codes[256].0, codes[256].1)
        if bits > 0 { put(0, 8 - bits) }
        var a = 1, b = 0
        for byte in bytes {
            a = (a + Int(byte)) % 65_521
            b = (b + a) % 65_521
        }
        out += [UInt8(b >> 8), UInt8(b & 255), UInt8(a >> 8), UInt8(a & 255)]
        return out
    }
}
