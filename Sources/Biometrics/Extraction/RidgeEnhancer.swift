/// Filters the ridges out of the image, each spot with the Gabor filter of its direction and period.
enum RidgeEnhancer {
    static let margin = GaborBank.margin

    /// The image with local brightness and contrast evened out, in a frame of `margin` zeros.
    static func normalised(_ image: GrayImage, mean: Plane<Float>, deviation: Plane<Float>) -> (pixels: [Float], stride: Int) {
        let stride = image.width + 2 * margin + 8
        var out = [Float](repeating: 0, count: stride * (image.height + 2 * margin))
        let block = Float(RidgeFlow.block)
        let sorted = deviation.values.sorted()
        let floor = max(2, 0.25 * sorted[sorted.count * 9 / 10])
        // Bilinear between block centres: first down to the row, then along it.
        let w = image.width, columns = mean.width
        var rowMean = [Float](repeating: 0, count: columns + 1), rowGain = rowMean
        var left = [Int32](repeating: 0, count: w), share = [Float](repeating: 0, count: w)
        for x in 0..<w {
            let p = min(max((Float(x) + 0.5) / block - 0.5, 0), Float(columns - 1))
            left[x] = Int32(min(Int(p), max(0, columns - 2)))
            share[x] = p - Float(left[x])
        }
        out.withUnsafeMutableBufferPointer { out in
            image.pixels.withUnsafeBufferPointer { pixels in
                left.withUnsafeBufferPointer { left in
                    share.withUnsafeBufferPointer { share in
                        for y in 0..<image.height {
                            let p = min(max((Float(y) + 0.5) / block - 0.5, 0), Float(mean.height - 1))
                            let j = min(Int(p), max(0, mean.height - 2)), f = p - Float(j), j1 = min(j + 1, mean.height - 1)
                            for i in 0..<columns {
                                rowMean[i] = mean[i, j] * (1 - f) + mean[i, j1] * f
                                rowGain[i] = 1 / max(floor, deviation[i, j] * (1 - f) + deviation[i, j1] * f)
                            }
                            rowMean[columns] = rowMean[columns - 1]
                            rowGain[columns] = rowGain[columns - 1]
                            let target = (y + margin) * stride + margin, source = y * w
                            rowMean.withUnsafeBufferPointer { m in
                                rowGain.withUnsafeBufferPointer { g in
                                    for x in 0..<w {
                                        let i = Int(left[x]), e = share[x]
                                        let level = m[i] + (m[i + 1] - m[i]) * e, gain = g[i] + (g[i + 1] - g[i]) * e
                                        out[target + x] = min(max((Float(pixels[source + x]) - level) * gain, -2.2), 2.2)
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        return (out, stride)
    }

    /// Filter response on the finger; 0 elsewhere. Same frame as the input.
    static func filter(
        _ input: [Float], stride: Int, width: Int, height: Int, cosine: Plane<Float>, sine: Plane<Float>, flow: RidgeFlow,
        bank: GaborBank = .standard
    ) -> [Float] {
        var out = [Float](repeating: 0, count: input.count)
        let block = Float(RidgeFlow.block)
        input.withUnsafeBufferPointer { input in
            out.withUnsafeMutableBufferPointer { out in
                guard let source = input.baseAddress, let target = out.baseAddress else { return }
                for y0 in Swift.stride(from: 0, to: height, by: 4) {
                    for x0 in Swift.stride(from: 0, to: width, by: 8) {
                        let bx = x0 / RidgeFlow.block, by = y0 / RidgeFlow.block
                        guard flow.mask[bx, by] == 1 else { continue }
                        let px = (Float(x0) + 4) / block - 0.5, py = (Float(y0) + 2) / block - 0.5
                        let k = GaborBank.index(
                            cosine: cosine.interpolated(px, py), sine: sine.interpolated(px, py), period: flow.period[bx, by])
                        let origin = (y0 + margin) * stride + x0 + margin
                        apply(bank.kernels[k], source + origin, target + origin, stride, rows: min(4, height - y0))
                    }
                }
            }
        }
        return out
    }

    @inline(__always)
    private static func apply(
        _ kernel: GaborBank.Kernel, _ source: UnsafePointer<Float>, _ target: UnsafeMutablePointer<Float>, _ stride: Int, rows: Int
    ) {
        var a = SIMD8<Float>.zero, b = a, c = a, d = a
        kernel.weights.withUnsafeBufferPointer { weights in
            kernel.rows.withUnsafeBufferPointer { list in
                for r in list {
                    var p = UnsafeRawPointer(source + r.dy * stride + r.dx)
                    for k in r.start..<(r.start + r.count) {
                        let w = SIMD8<Float>(repeating: weights[k])
                        a += w * p.loadUnaligned(as: SIMD8<Float>.self)
                        b += w * (p + 4 * stride).loadUnaligned(as: SIMD8<Float>.self)
                        c += w * (p + 8 * stride).loadUnaligned(as: SIMD8<Float>.self)
                        d += w * (p + 12 * stride).loadUnaligned(as: SIMD8<Float>.self)
                        p += 4
                    }
                }
            }
        }
        let all = (a, b, c, d)
        UnsafeMutableRawPointer(target).storeBytes(of: all.0, as: SIMD8<Float>.self)
        if rows > 1 { UnsafeMutableRawPointer(target + stride).storeBytes(of: all.1, as: SIMD8<Float>.self) }
        if rows > 2 { UnsafeMutableRawPointer(target + 2 * stride).storeBytes(of: all.2, as: SIMD8<Float>.self) }
        if rows > 3 { UnsafeMutableRawPointer(target + 3 * stride).storeBytes(of: all.3, as: SIMD8<Float>.self) }
    }
}
