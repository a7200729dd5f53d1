/// Where the 64 subbands of a WSQ image lie (IAFIS-IC-0110, WSQ Gray-scale Fingerprint Image Compression
/// Specification, part 3.1): 20 two-dimensional splits, and the rectangles that quantisation walks in order.
struct WSQGeometry {
    struct Split {
        var x = 0
        var y = 0
        var width = 0
        var height = 0
        /// The high-pass half comes first, along rows and along columns.
        var rowsInverted = false
        var columnsInverted = false
    }

    struct Band {
        var x = 0
        var y = 0
        var width = 0
        var height = 0
    }

    /// In the order of analysis; synthesis goes backwards.
    private(set) var splits = [Split](repeating: Split(), count: 20)
    private(set) var bands = [Band](repeating: Band(), count: 64)

    /// A length split into its low-pass and high-pass part; the low-pass part takes the odd sample, unless inverted.
    private static func halves(_ length: Int, inverted: Bool = false) -> (first: Int, second: Int) {
        inverted ? (length / 2, length - length / 2) : (length - length / 2, length / 2)
    }

    init(width: Int, height: Int) {
        let (w1, w2) = Self.halves(width), (h1, h2) = Self.halves(height)
        splits[0] = Split(x: 0, y: 0, width: width, height: height)
        place(1, Band(x: 0, y: 0, width: width, height: height), three: true)
        _ = (w2, h2)
        let (lx, lx2) = Self.halves(w1), (ly, ly2) = Self.halves(h1)
        splits[4] = Split(x: lx, y: 0, width: lx2, height: ly)
        place(6, Band(x: lx, y: 0, width: lx2, height: ly), columnsFlipped: true)
        splits[5] = Split(x: 0, y: ly, width: lx, height: ly2)
        place(10, Band(x: 0, y: ly, width: lx, height: ly2), rowsFlipped: true)
        splits[14] = Split(x: 0, y: 0, width: lx, height: ly)
        place(15, Band(x: 0, y: 0, width: lx, height: ly))
        splits[19] = Split(
            x: 0, y: 0, width: Self.halves(splits[15].width).first, height: Self.halves(splits[15].height).first)
        for i in [2, 4, 7, 9, 11, 13, 16, 18] { splits[i].rowsInverted = true }
        for i in [3, 5, 8, 9, 12, 13, 17, 18] { splits[i].columnsInverted = true }

        sixteen(3, splits[14])
        sixteen(19, splits[4], columnsFlipped: true)
        sixteen(48, splits[0])
        sixteen(35, splits[5], rowsFlipped: true)
        four(0, splits[19])
    }

    /// The four children of a rectangle, from split number `p` on; three where the last is not split further.
    private mutating func place(
        _ p: Int, _ r: Band, three: Bool = false, columnsFlipped: Bool = false, rowsFlipped: Bool = false
    ) {
        let (a, b) = Self.halves(r.width, inverted: columnsFlipped)
        let (c, d) = Self.halves(r.height, inverted: rowsFlipped)
        splits[p] = Split(x: r.x, y: r.y, width: a, height: c)
        splits[p + 1] = Split(x: r.x + a, y: r.y, width: b, height: c)
        splits[p + 2] = Split(x: r.x, y: r.y + c, width: a, height: d)
        if !three { splits[p + 3] = Split(x: r.x + a, y: r.y + c, width: b, height: d) }
    }

    private mutating func four(_ p: Int, _ r: Split) {
        let (a, b) = Self.halves(r.width), (c, d) = Self.halves(r.height)
        bands[p] = Band(x: r.x, y: r.y, width: a, height: c)
        bands[p + 1] = Band(x: r.x + a, y: r.y, width: b, height: c)
        bands[p + 2] = Band(x: r.x, y: r.y + c, width: a, height: d)
        bands[p + 3] = Band(x: r.x + a, y: r.y + c, width: b, height: d)
    }

    /// A rectangle cut 4 × 4, numbered quadrant by quadrant; in the second half of each axis the halves are inverted.
    private mutating func sixteen(_ p: Int, _ r: Split, columnsFlipped: Bool = false, rowsFlipped: Bool = false) {
        let (wa, wb) = Self.halves(r.width, inverted: columnsFlipped)
        let (ha, hb) = Self.halves(r.height, inverted: rowsFlipped)
        let (w0, w1) = Self.halves(wa), (w2, w3) = Self.halves(wb, inverted: true)
        let (h0, h1) = Self.halves(ha), (h2, h3) = Self.halves(hb, inverted: true)
        let xs = [r.x, r.x + w0, r.x + wa, r.x + wa + w2], ws = [w0, w1, w2, w3]
        let ys = [r.y, r.y + h0, r.y + ha, r.y + ha + h2], hs = [h0, h1, h2, h3]
        for quadrant in 0..<4 {
            for part in 0..<4 {
                let i = (quadrant & 1) * 2 + (part & 1), j = (quadrant >> 1) * 2 + (part >> 1)
                // Only the first image level uses sixteen() beyond band 59: those rectangles overlap others and are dropped.
                let n = p + quadrant * 4 + part
                if n < bands.count { bands[n] = Band(x: xs[i], y: ys[j], width: ws[i], height: hs[j]) }
            }
        }
    }
}
