/// A black-and-white image, 64 pixels to the word, with a margin of one word and one row on every side.
struct BitImage {
    let width: Int
    let height: Int
    let stride: Int
    var words: [UInt64]

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        stride = (width + 63) / 64 + 2
        words = [UInt64](repeating: 0, count: stride * (height + 2))
    }

    subscript(x: Int, y: Int) -> Bool {
        @inline(__always) get { words[(y + 1) * stride + 1 + x >> 6] >> UInt64(x & 63) & 1 == 1 }
        @inline(__always) set {
            let i = (y + 1) * stride + 1 + x >> 6
            if newValue { words[i] |= 1 << UInt64(x & 63) } else { words[i] &= ~(1 << UInt64(x & 63)) }
        }
    }

    /// Thins to lines of one pixel (Guo and Hall, Communications of the ACM 1989), 64 pixels at a time.
    mutating func thin(limit: Int = 40) {
        var marks = [UInt64](repeating: 0, count: words.count)
        let stride = stride, height = height
        words.withUnsafeMutableBufferPointer { w in
            marks.withUnsafeMutableBufferPointer { marks in
                for _ in 0..<limit {
                    var changed: UInt64 = 0
                    for pass in 0..<2 {
                        for y in 1...max(1, height) {
                            for k in 1..<(stride - 1) {
                                let i = y * stride + k
                                let p = w[i]
                                if p == 0 {
                                    marks[i] = 0
                                    continue
                                }
                                let up = w[i - stride], down = w[i + stride]
                                let n = up, s = down
                                let e = p >> 1 | w[i + 1] << 63, west = p << 1 | w[i - 1] >> 63
                                let ne = up >> 1 | w[i - stride + 1] << 63, nw = up << 1 | w[i - stride - 1] >> 63
                                let se = down >> 1 | w[i + stride + 1] << 63, sw = down << 1 | w[i + stride - 1] >> 63
                                // Exactly one run of neighbours.
                                let c0 = ~n & (ne | e), c1 = ~e & (se | s), c2 = ~s & (sw | west), c3 = ~west & (nw | n)
                                let once = (c0 ^ c1 ^ c2 ^ c3) & ~(c0 & c1 | c2 & c3 | (c0 | c1) & (c2 | c3))
                                let a0 = nw | n, a1 = ne | e, a2 = se | s, a3 = sw | west
                                let b0 = n | ne, b1 = e | se, b2 = s | sw, b3 = west | nw
                                let a2up = a0 & a1 | a2 & a3 | (a0 | a1) & (a2 | a3), a4 = a0 & a1 & a2 & a3
                                let b2up = b0 & b1 | b2 & b3 | (b0 | b1) & (b2 | b3), b4 = b0 & b1 & b2 & b3
                                let between = a2up & b2up & ~(a4 & b4)
                                let keep = pass == 0 ? (s | sw | ~nw) & west : (n | ne | ~se) & e
                                marks[i] = p & once & between & ~keep
                            }
                        }
                        for y in 1...max(1, height) {
                            for k in 1..<(stride - 1) {
                                let i = y * stride + k
                                changed |= marks[i]
                                w[i] &= ~marks[i]
                            }
                        }
                    }
                    if changed == 0 { break }
                }
            }
        }
    }
}
