#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The flow of the ridges, block by block: where there is a finger, which way its ridges run and how far apart they are.
struct RidgeFlow {
    /// Side of a block in pixels.
    static let block = 8

    let columns: Int
    let rows: Int
    /// Doubled-angle components of the direction along the ridges (x right, y down), length = coherence 0…1.
    var cosine: Plane<Float>
    var sine: Plane<Float>
    var mean: Plane<Float>
    var deviation: Plane<Float>
    /// 1 on the finger.
    var mask: Plane<UInt8>
    /// Ridge period in pixels; 0 off the finger.
    var period: Plane<Float>

    /// Gradients of an image summed over blocks.
    struct Tensor {
        var xx: Plane<Float>
        var yy: Plane<Float>
        var xy: Plane<Float>
    }

    static func tensor(of image: UnsafePointer<Float>, width: Int, height: Int, stride: Int) -> Tensor {
        let columns = (width + block - 1) / block, rows = (height + block - 1) / block
        var t = Tensor(xx: Plane(columns, rows, 0), yy: Plane(columns, rows, 0), xy: Plane(columns, rows, 0))
        // Column sums of one block row at a time, so that the inner loop runs over whole rows.
        let padded = columns * block
        var xx = [Float](repeating: 0, count: padded), yy = xx, xy = xx
        xx.withUnsafeMutableBufferPointer { xx in
            yy.withUnsafeMutableBufferPointer { yy in
                xy.withUnsafeMutableBufferPointer { xy in
                    for by in 0..<rows {
                        for x in 0..<padded {
                            xx[x] = 0
                            yy[x] = 0
                            xy[x] = 0
                        }
                        for y in max(1, by * block)..<max(max(1, by * block), min(height - 1, (by + 1) * block)) {
                            let above = image + (y - 1) * stride, here = image + y * stride, below = image + (y + 1) * stride
                            for x in 1..<max(1, width - 1) {
                                let a = above[x + 1] - below[x - 1], b = above[x - 1] - below[x + 1]
                                let gx = 2 * (here[x + 1] - here[x - 1]) + a - b
                                let gy = 2 * (below[x] - above[x]) - a - b
                                xx[x] += gx * gx
                                yy[x] += gy * gy
                                xy[x] += gx * gy
                            }
                        }
                        for bx in 0..<columns {
                            var a: Float = 0, b: Float = 0, c: Float = 0
                            for x in (bx * block)..<((bx + 1) * block) {
                                a += xx[x]
                                b += yy[x]
                                c += xy[x]
                            }
                            t.xx[bx, by] = a
                            t.yy[bx, by] = b
                            t.xy[bx, by] = c
                        }
                    }
                }
            }
        }
        return t
    }

    /// Direction and coherence from a tensor, each block weighted alike whatever its contrast.
    static func direction(_ t: Tensor, sigma: Float) -> (cosine: Plane<Float>, sine: Plane<Float>) {
        var c = Plane(t.xx.width, t.xx.height, Float(0)), s = c, e = c
        let energy = zip(t.xx.values, t.yy.values).map { $0 + $1 }
        let typical = energy.sorted()[energy.count * 3 / 4] * 0.15 + 1e-6
        for i in energy.indices {
            let w = 1 / (energy[i] + typical)
            // Along the ridge: across the gradient, hence the signs.
            c.values[i] = (t.yy.values[i] - t.xx.values[i]) * w
            s.values[i] = -2 * t.xy.values[i] * w
            e.values[i] = energy[i] * w
        }
        c = c.smoothed(sigma)
        s = s.smoothed(sigma)
        e = e.smoothed(sigma)
        for i in energy.indices {
            c.values[i] /= e.values[i] + 1e-6
            s.values[i] /= e.values[i] + 1e-6
        }
        return (c, s)
    }

    /// Mean and standard deviation over blocks, smoothed.
    static func statistics(of image: UnsafePointer<Float>, width: Int, height: Int, stride: Int) -> (Plane<Float>, Plane<Float>) {
        let columns = (width + block - 1) / block, rows = (height + block - 1) / block
        var mean = Plane(columns, rows, Float(0)), square = mean
        for by in 0..<rows {
            for bx in 0..<columns {
                var s: Float = 0, q: Float = 0, n: Float = 0
                for y in (by * block)..<min(height, (by + 1) * block) {
                    for x in (bx * block)..<min(width, (bx + 1) * block) {
                        let v = image[y * stride + x]
                        s += v
                        q += v * v
                        n += 1
                    }
                }
                mean[bx, by] = s / n
                square[bx, by] = q / n
            }
        }
        mean = mean.smoothed(1.2)
        square = square.smoothed(1.2)
        var deviation = mean
        for i in mean.values.indices {
            deviation.values[i] = max(0, square.values[i] - mean.values[i] * mean.values[i]).squareRoot()
        }
        return (mean, deviation)
    }

    /// Blocks with ridges: enough contrast, one direction; smoothed, small islands and holes removed.
    static func segment(deviation: Plane<Float>, cosine: Plane<Float>, sine: Plane<Float>, islands: Int) -> Plane<UInt8> {
        let w = deviation.width, h = deviation.height
        let sorted = deviation.values.sorted()
        let strong = sorted[min(sorted.count - 1, sorted.count * 9 / 10)]
        let limit = max(5, 0.28 * strong)
        var vote = Plane(w, h, Float(0))
        for i in vote.values.indices {
            let coherence = (cosine.values[i] * cosine.values[i] + sine.values[i] * sine.values[i]).squareRoot()
            let contrast = min(deviation.values[i] / limit, 2)
            vote.values[i] = contrast >= 1 && coherence > 0.20 ? 1 : contrast >= 0.6 && coherence > 0.5 ? 1 : 0
        }
        vote = vote.smoothed(1.3)
        var mask = Plane(w, h, UInt8(0))
        for i in mask.values.indices { mask.values[i] = vote.values[i] > 0.5 ? 1 : 0 }
        keep(&mask, value: 1, replacement: 0) { size, largest in size >= max(12, largest / islands) }
        keep(&mask, value: 0, replacement: 1) { size, _ in size >= 30 }
        return mask
    }

    /// Takes off the mask what does not answer to the ridge filter: noise has contrast, but no wave.
    mutating func narrow(response: UnsafePointer<Float>, width: Int, height: Int, stride: Int, islands: Int) {
        var strength = Plane(columns, rows, Float(0))
        for by in 0..<rows {
            for bx in 0..<columns where mask[bx, by] == 1 {
                var s: Float = 0, n: Float = 0
                for y in (by * Self.block)..<min(height, (by + 1) * Self.block) {
                    for x in (bx * Self.block)..<min(width, (bx + 1) * Self.block) {
                        s += abs(response[y * stride + x])
                        n += 1
                    }
                }
                strength[bx, by] = s / n
            }
        }
        strength = strength.smoothed(1)
        for i in mask.values.indices where strength.values[i] < Self.weakest { mask.values[i] = 0 }
        Self.keep(&mask, value: 1, replacement: 0) { size, largest in size >= max(12, largest / islands) }
        Self.keep(&mask, value: 0, replacement: 1) { size, _ in size >= 12 }
        for i in mask.values.indices where mask.values[i] == 1 && period.values[i] == 0 { period.values[i] = 9 }
    }

    /// Mean magnitude of the filter response, in deviations of the image, under which there are no ridges.
    static let weakest: Float = 0.12

    /// Drops the 4-connected regions of a value that the caller does not keep.
    static func keep(_ mask: inout Plane<UInt8>, value: UInt8, replacement: UInt8, _ keep: (Int, Int) -> Bool) {
        let w = mask.width, h = mask.height
        var label = [Int32](repeating: -1, count: w * h)
        var sizes: [Int] = []
        var stack: [Int] = []
        for start in 0..<(w * h) where mask.values[start] == value && label[start] < 0 {
            let id = Int32(sizes.count)
            label[start] = id
            stack.append(start)
            var size = 0
            while let i = stack.popLast() {
                size += 1
                let x = i % w, y = i / w
                for (nx, ny) in [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)]
                where nx >= 0 && ny >= 0 && nx < w && ny < h {
                    let n = ny * w + nx
                    if mask.values[n] == value && label[n] < 0 {
                        label[n] = id
                        stack.append(n)
                    }
                }
            }
            sizes.append(size)
        }
        let largest = sizes.max() ?? 0
        for i in 0..<(w * h) where label[i] >= 0 && !keep(sizes[Int(label[i])], largest) { mask.values[i] = replacement }
    }

    /// Ridge periods from the autocorrelation of the profile across the ridges (after Hong, Wan and Jain, IEEE TPAMI 1998,
    /// who count peaks instead), smoothed over neighbours.
    static func periods(
        of image: UnsafePointer<Float>, width: Int, height: Int, stride: Int, cosine: Plane<Float>, sine: Plane<Float>,
        mask: Plane<UInt8>
    ) -> Plane<Float> {
        let w = mask.width, h = mask.height
        var sum = Plane((w + 1) / 2, (h + 1) / 2, Float(0)), weight = sum
        let length = 56, shortest = 4, longest = 24
        var profile = [Float](repeating: 0, count: length)
        var correlation = [Float](repeating: 0, count: longest + 2)
        var found: [Float] = []
        for by in Swift.stride(from: 0, to: h, by: 2) {
            for bx in Swift.stride(from: 0, to: w, by: 2) where mask[bx, by] == 1 {
                let cx = Float(bx * block + block), cy = Float(by * block + block)
                let a = 0.5 * atan2(sine[bx, by], cosine[bx, by])
                let tx = cos(a), ty = sin(a), nx = -ty, ny = tx
                var mean: Float = 0
                for k in 0..<length {
                    let o = Float(k) - Float(length) / 2
                    var s: Float = 0
                    for t in -5...5 {
                        let x = Int(cx + o * nx + Float(2 * t) * tx), y = Int(cy + o * ny + Float(2 * t) * ty)
                        if x >= 0 && y >= 0 && x < width && y < height { s += image[y * stride + x] }
                    }
                    profile[k] = s
                    mean += s
                }
                mean /= Float(length)
                var zero: Float = 1e-6
                for k in 0..<length {
                    profile[k] -= mean
                    zero += profile[k] * profile[k]
                }
                zero /= Float(length)
                for lag in 2...(longest + 1) {
                    var s: Float = 0
                    for k in 0..<(length - lag) { s += profile[k] * profile[k + lag] }
                    correlation[lag] = s / Float(length - lag) / zero
                }
                // The first peak after the correlation has been low.
                var low: Float = 1, best = -1
                for lag in 2...longest {
                    low = min(low, correlation[lag])
                    if lag >= shortest, correlation[lag] > 0.25, correlation[lag] - low > 0.35,
                        correlation[lag] >= correlation[lag - 1], correlation[lag] > correlation[lag + 1]
                    {
                        best = lag
                        break
                    }
                }
                guard best > 0 else { continue }
                let l = correlation[best - 1], m = correlation[best], r = correlation[best + 1]
                let curve = l - 2 * m + r
                let p = Float(best) + (curve < -1e-6 ? 0.5 * (l - r) / curve : 0)
                sum[bx / 2, by / 2] = p * m
                weight[bx / 2, by / 2] = m
                found.append(p)
            }
        }
        let usual = found.isEmpty ? Float(9) : found.sorted()[found.count / 2]
        sum = sum.smoothed(1.5)
        weight = weight.smoothed(1.5)
        var period = Plane(w, h, Float(0))
        for y in 0..<h {
            for x in 0..<w where mask[x, y] == 1 {
                let s = sum[x / 2, y / 2] + 0.05 * usual, n = weight[x / 2, y / 2] + 0.05
                period[x, y] = min(max(s / n, 4.5), 20)
            }
        }
        return period
    }
}
