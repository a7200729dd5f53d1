/// A Huffman table as WSQ transmits it: how many codes there are of each length, and their values in order.
struct WSQHuffman {
    var counts: [Int]  // of lengths 1…16
    var values: [UInt8]

    /// For each length the first code, the first index and the number of codes.
    private(set) var firstCode = [Int](repeating: 0, count: 17)
    private(set) var firstIndex = [Int](repeating: 0, count: 17)

    init(counts: [Int], values: [UInt8], format: String = "WSQ") throws(FormatError) {
        self.counts = counts
        self.values = values
        var code = 0, index = 0
        for length in 1...16 {
            firstCode[length] = code
            firstIndex[length] = index
            code += counts[length - 1]
            index += counts[length - 1]
            guard code <= 1 << length else {
                throw FormatError(format, at: "Huffman table", "more codes of \(length) bits than there can be")
            }
            code <<= 1
        }
    }

    /// Codes and lengths by value.
    func codes() -> [(code: Int, length: Int)] {
        var result = [(code: Int, length: Int)](repeating: (0, 0), count: 256)
        for length in 1...16 {
            for k in 0..<counts[length - 1] {
                result[Int(values[firstIndex[length] + k])] = (firstCode[length] + k, length)
            }
        }
        return result
    }

    /// A table for the given numbers of occurrences, no code longer than 16 bits and none of ones only
    /// (ISO/IEC 10918-1, K.2; the specification takes the procedure over).
    init(frequencies: [Int]) {
        var frequency = frequencies + [1]  // the last, a reserved symbol, takes the code of ones
        let n = frequency.count
        var size = [Int](repeating: 0, count: n)
        var next = [Int](repeating: -1, count: n)
        while true {
            var a = -1, b = -1
            for i in 0..<n where frequency[i] > 0 && (a < 0 || frequency[i] <= frequency[a]) { a = i }
            for i in 0..<n where i != a && frequency[i] > 0 && (b < 0 || frequency[i] <= frequency[b]) { b = i }
            guard b >= 0 else { break }
            frequency[a] += frequency[b]
            frequency[b] = 0
            var i = a
            while true {
                size[i] += 1
                if next[i] < 0 { break }
                i = next[i]
            }
            next[i] = b
            i = b
            while i >= 0 {
                size[i] += 1
                i = next[i]
            }
        }
        var bits = [Int](repeating: 0, count: max(33, (size.max() ?? 0) + 1))
        for s in size where s > 0 { bits[s] += 1 }
        var i = bits.count - 1
        while i > 16 {
            while bits[i] > 0 {
                var j = i - 2
                while bits[j] == 0 { j -= 1 }
                bits[i] -= 2
                bits[i - 1] += 1
                bits[j + 1] += 2
                bits[j] -= 1
            }
            i -= 1
        }
        while i > 0 && bits[i] == 0 { i -= 1 }
        bits[i] -= 1
        let order = (0..<(n - 1)).filter { size[$0] > 0 }.sorted { (size[$0], $0) < (size[$1], $1) }
        counts = Array(bits[1...16])
        values = order.map { UInt8($0) }
        var code = 0, index = 0
        for length in 1...16 {
            firstCode[length] = code
            firstIndex[length] = index
            code = (code + counts[length - 1]) << 1
            index += counts[length - 1]
        }
    }
}
