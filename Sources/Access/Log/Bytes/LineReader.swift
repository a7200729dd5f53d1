/// Takes lines, each ended by a newline, from the front of a text; the text forms of the log are read with it.
struct LineReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: some Collection<UInt8>) { rest = Array(bytes)[...] }

    /// The next line without its newline; `nil` where no further newline comes.
    mutating func line() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let line = rest[rest.startIndex..<end]
        rest = rest[(end + 1)...]
        return line
    }

    /// The next `count` bytes; `nil` where there are fewer.
    mutating func take(_ count: UInt64) -> [UInt8]? {
        guard count <= UInt64(rest.count) else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return Array(rest.prefix(Int(count)))
    }

    /// The line that follows `word` and one space; `nil`, and nothing is taken, if the next line does not start so.
    mutating func line(after word: String) -> ArraySlice<UInt8>? {
        guard rest.starts(with: Array(word.utf8) + [UInt8(ascii: " ")]) else { return nil }
        return line()?.dropFirst(word.utf8.count + 1)
    }

    /// Base64 hashes, a line each, up to an empty line; `nil` where a line is none or there are more than `limit`.
    mutating func hashes(limit: Int) -> [TreeHash]? {
        var hashes: [TreeHash] = []
        while let line = line() {
            if line.isEmpty { return hashes }
            guard hashes.count < limit, let hash = Base64.decode(line).flatMap({ TreeHash($0) }) else { return nil }
            hashes.append(hash)
        }
        return nil
    }

    /// An ASCII decimal without sign or leading zeroes, below 2^63.
    static func decimal(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard let first = digits.first, digits.count <= 19, digits.count == 1 || first != UInt8(ascii: "0") else {
            return nil
        }
        var value: UInt64 = 0
        for digit in digits {
            guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
            value = value * 10 + UInt64(digit - UInt8(ascii: "0"))
        }
        return value <= UInt64(Int64.max) ? value : nil
    }
}
