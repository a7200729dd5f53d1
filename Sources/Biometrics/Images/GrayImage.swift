/// An 8-bit greyscale image: 0 is black (ridge), 255 is white.
public struct GrayImage: Sendable, Equatable {
    /// More pixels than any ten-print card at 1,000 dpi has; a file that declares more is refused before memory is taken.
    public static let pixelLimit = 64 << 20

    public let width: Int
    public let height: Int
    /// Rows from the top, `width` bytes each.
    public var pixels: [UInt8]
    /// Pixels per inch, where the file says it.
    public var resolution: Double?

    /// Refuses sizes that are not positive, above `pixelLimit`, or that disagree with the number of pixels.
    public init(width: Int, height: Int, pixels: [UInt8], resolution: Double? = nil) throws(FormatError) {
        try Self.check(width: width, height: height, format: "image")
        guard pixels.count == width * height else {
            throw FormatError("image", at: "pixels", "\(pixels.count) bytes for \(width) × \(height)")
        }
        self.init(unchecked: width, height, pixels, resolution)
    }

    init(unchecked width: Int, _ height: Int, _ pixels: [UInt8], _ resolution: Double?) {
        self.width = width
        self.height = height
        self.pixels = pixels
        self.resolution = resolution
    }

    static func check(width: Int, height: Int, format: String, limit: Int = GrayImage.pixelLimit) throws(FormatError) {
        guard width > 0, height > 0, width <= 1 << 20, height <= 1 << 20 else {
            throw FormatError(format, at: "size", "\(width) × \(height) pixels is no image")
        }
        guard width * height <= limit else {
            throw FormatError(format, at: "size", "\(width) × \(height) pixels is above the limit of \(limit)")
        }
    }

    /// As `check`, and refuses more pixels than a file of so many bytes can say anything about: what is taken of memory
    /// is bounded by the file's size (the best compression of a blank card is some hundreds to one).
    static func check(width: Int, height: Int, format: String, fileBytes: Int, limit: Int) throws(FormatError) {
        try check(width: width, height: height, format: format, limit: limit)
        guard width * height <= max(4 << 20, fileBytes * 2_048) else {
            throw FormatError(format, at: "size", "\(width) × \(height) pixels cannot come from \(fileBytes) bytes")
        }
    }

    @inlinable public subscript(x: Int, y: Int) -> UInt8 {
        get { pixels[y * width + x] }
        set { pixels[y * width + x] = newValue }
    }

    /// ITU-R BT.601 luma of 8-bit colour.
    static func luma(_ r: UInt8, _ g: UInt8, _ b: UInt8) -> UInt8 {
        let red = 299 * Int(r), green = 587 * Int(g), blue = 114 * Int(b)
        return UInt8((red + green + blue + 500) / 1000)
    }

    /// The image resampled to another resolution, area-averaged when shrinking and bilinear when growing.
    public func resampled(from: Double, to: Double) -> GrayImage {
        let factor = to / from
        guard abs(factor - 1) > 0.005, factor > 0.01, factor < 20 else {
            var same = self
            same.resolution = to
            return same
        }
        let w = max(1, Int((Double(width) * factor).rounded())), h = max(1, Int((Double(height) * factor).rounded()))
        guard w * h <= Self.pixelLimit else { return self }
        let columns = ResampleAxis(from: width, to: w), rows = ResampleAxis(from: height, to: h)
        var between = [Float](repeating: 0, count: w * height)
        pixels.withUnsafeBufferPointer { source in
            between.withUnsafeMutableBufferPointer { target in
                for y in 0..<height {
                    for x in 0..<w {
                        var sum: Float = 0
                        for k in 0..<columns.taps {
                            sum += columns.weights[x * columns.taps + k] * Float(source[y * width + columns.starts[x] + k])
                        }
                        target[y * w + x] = sum
                    }
                }
            }
        }
        var result = [UInt8](repeating: 0, count: w * h)
        between.withUnsafeBufferPointer { source in
            result.withUnsafeMutableBufferPointer { target in
                for y in 0..<h {
                    for x in 0..<w {
                        var sum: Float = 0.5
                        for k in 0..<rows.taps {
                            sum += rows.weights[y * rows.taps + k] * source[(rows.starts[y] + k) * w + x]
                        }
                        target[y * w + x] = UInt8(min(max(sum, 0), 255))
                    }
                }
            }
        }
        return GrayImage(unchecked: w, h, result, to)
    }
}

/// For each output position of one axis, the first input position and the triangle-filter weights from there on.
private struct ResampleAxis {
    var taps: Int
    var starts: [Int]
    var weights: [Float]

    init(from: Int, to: Int) {
        let step = Double(from) / Double(to)
        let radius = max(1, step)
        taps = min(from, Int((2 * radius).rounded(.up)) + 1)
        starts = []
        weights = []
        for i in 0..<to {
            let centre = (Double(i) + 0.5) * step - 0.5
            let start = min(max(0, Int((centre - radius).rounded(.up))), from - taps)
            var row = (0..<taps).map { max(0, 1 - abs(Double(start + $0) - centre) / radius) }
            let sum = row.reduce(0, +)
            row = row.map { $0 / max(sum, 1e-9) }
            starts.append(start)
            weights += row.map(Float.init)
        }
    }
}
