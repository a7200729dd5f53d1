/// A rectangle of numbers, row by row.
struct Plane<T> {
    let width: Int
    let height: Int
    var values: [T]

    init(_ width: Int, _ height: Int, _ value: T) {
        self.width = width
        self.height = height
        values = [T](repeating: value, count: width * height)
    }

    subscript(x: Int, y: Int) -> T {
        @inline(__always) get { values[y * width + x] }
        @inline(__always) set { values[y * width + x] = newValue }
    }
}

extension Plane where T == Float {
    /// Smoothed by a Gaussian, separably, edges renormalised.
    func smoothed(_ sigma: Float) -> Plane<Float> {
        let radius = max(1, Int((sigma * 2.5).rounded(.up)))
        let kernel = (-radius...radius).map { expf(-Float($0 * $0) / (2 * sigma * sigma)) }
        var across = Plane(width, height, Float(0)), result = Plane(width, height, Float(0))
        let edgeX = (0..<width).map { x in
            kernel.indices.reduce(Float(0)) { (0..<width).contains(x + $1 - radius) ? $0 + kernel[$1] : $0 }
        }
        let edgeY = (0..<height).map { y in
            kernel.indices.reduce(Float(0)) { (0..<height).contains(y + $1 - radius) ? $0 + kernel[$1] : $0 }
        }
        values.withUnsafeBufferPointer { v in
            across.values.withUnsafeMutableBufferPointer { a in
                for y in 0..<height {
                    for x in 0..<width {
                        var sum: Float = 0
                        for k in max(0, radius - x)..<min(kernel.count, width - x + radius) {
                            sum += kernel[k] * v[y * width + x + k - radius]
                        }
                        a[y * width + x] = sum / edgeX[x]
                    }
                }
            }
        }
        across.values.withUnsafeBufferPointer { a in
            result.values.withUnsafeMutableBufferPointer { r in
                for y in 0..<height {
                    for k in max(0, radius - y)..<min(kernel.count, height - y + radius) {
                        let w = kernel[k] / edgeY[y], from = (y + k - radius) * width
                        for x in 0..<width { r[y * width + x] += w * a[from + x] }
                    }
                }
            }
        }
        return result
    }

    /// Bilinear value at a position given in cells; outside, the nearest edge.
    @inline(__always)
    func interpolated(_ x: Float, _ y: Float) -> Float {
        let cx = min(max(x, 0), Float(width - 1)), cy = min(max(y, 0), Float(height - 1))
        let x0 = min(Int(cx), max(0, width - 2)), y0 = min(Int(cy), max(0, height - 2))
        let fx = cx - Float(x0), fy = cy - Float(y0)
        let x1 = min(x0 + 1, width - 1), y1 = min(y0 + 1, height - 1)
        let top = self[x0, y0] * (1 - fx) + self[x1, y0] * fx
        let bottom = self[x0, y1] * (1 - fx) + self[x1, y1] * fx
        return top * (1 - fy) + bottom * fy
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif
