/// The separable wavelet transform of WSQ with symmetric extension, in single precision.
///
/// The sums run over the taps in the order of the reference decoder, low-pass first, so that the rounding, and with
/// it every decoded byte, agrees with it.
struct WSQWavelet {
    /// Odd numbers of taps, the centre in the middle.
    var low: [Float]
    var high: [Float]

    /// The analysis filters of the specification (table 3.1), Cohen–Daubechies–Feauveau 9/7.
    static let standardLow: [Float] = [
        0.03782845550699546, -0.02384946501938000, -0.11062440441842342, 0.37740285561265380, 0.85269867900940344,
        0.37740285561265380, -0.11062440441842342, -0.02384946501938000, 0.03782845550699546,
    ]
    static let standardHigh: [Float] = [
        0.06453888262893845, -0.04068941760955844, -0.41809227322221221, 0.78848561640566439, -0.41809227322221221,
        -0.04068941760955844, 0.06453888262893845,
    ]

    /// Position `i` of a signal of `count` samples extended by reflection. `repeatLeft`/`repeatRight` say that the end
    /// sample is repeated (reflection between samples), otherwise reflection is about the sample itself.
    @inline(__always)
    static func reflect(_ position: Int, _ count: Int, _ repeatLeft: Bool, _ repeatRight: Bool) -> Int {
        var i = position
        if count == 1 { return 0 }
        while i < 0 || i >= count {
            if i < 0 { i = repeatLeft ? -1 - i : -i }
            if i >= count { i = repeatRight ? 2 * count - 1 - i : 2 * count - 2 - i }
        }
        return i
    }

    /// Where each output sample of a synthesis of `length` samples takes its inputs: a list of (tap, index) per sample.
    private struct Plan {
        var starts: [Int32] = [0]
        var source: [Int32] = []
        var weight: [Float] = []
    }

    private func synthesisPlan(length: Int, inverted: Bool) -> Plan {
        let lows = (length + 1) / 2, highs = length / 2
        let lowBase = inverted ? highs : 0, highBase = inverted ? 0 : lows
        let odd = length % 2 == 1
        let lowCentre = (low.count - 1) / 2, highCentre = (high.count - 1) / 2
        var plan = Plan()
        for n in 0..<length {
            for k in 0..<low.count where (n + k - lowCentre) % 2 == 0 {
                let i = Self.reflect((n + k - lowCentre) / 2, lows, false, !odd)
                plan.source.append(Int32(lowBase + i))
                plan.weight.append(low[k])
            }
            if highs > 0 {
                for k in 0..<high.count where (n + k - highCentre - 1) % 2 == 0 {
                    let i = Self.reflect((n + k - highCentre - 1) / 2, highs, true, odd)
                    plan.source.append(Int32(highBase + i))
                    plan.weight.append(high[k])
                }
            }
            plan.starts.append(Int32(plan.source.count))
        }
        return plan
    }

    private func analysisPlan(length: Int, inverted: Bool) -> Plan {
        let lows = (length + 1) / 2, highs = length / 2
        let lowCentre = (low.count - 1) / 2, highCentre = (high.count - 1) / 2
        var plan = Plan()
        func add(_ taps: [Float], _ centre: Int, _ at: Int) {
            for k in taps.indices {
                plan.source.append(Int32(Self.reflect(at - centre + k, length, false, false)))
                plan.weight.append(taps[k])
            }
            plan.starts.append(Int32(plan.source.count))
        }
        if inverted { for i in 0..<highs { add(high, highCentre, 2 * i + 1) } }
        for i in 0..<lows { add(low, lowCentre, 2 * i) }
        if !inverted { for i in 0..<highs { add(high, highCentre, 2 * i + 1) } }
        return plan
    }

    /// Runs a plan along rows: each output is a sum over inputs of the same row.
    private static func alongRows(
        _ plan: Plan, from: UnsafeMutablePointer<Float>, to: UnsafeMutablePointer<Float>, width: Int, height: Int,
        stride: Int
    ) {
        for y in 0..<height {
            let source = from + y * stride, target = to + y * stride
            for n in 0..<width {
                var sum: Float = 0
                for j in Int(plan.starts[n])..<Int(plan.starts[n + 1]) {
                    sum += source[Int(plan.source[j])] * plan.weight[j]
                }
                target[n] = sum
            }
        }
    }

    private static func alongColumns(
        _ plan: Plan, from: UnsafeMutablePointer<Float>, to: UnsafeMutablePointer<Float>, width: Int, height: Int,
        stride: Int
    ) {
        for n in 0..<height {
            let target = to + n * stride
            for x in 0..<width { target[x] = 0 }
            for j in Int(plan.starts[n])..<Int(plan.starts[n + 1]) {
                let source = from + Int(plan.source[j]) * stride, weight = plan.weight[j]
                for x in 0..<width { target[x] += source[x] * weight }
            }
        }
    }

    /// Rebuilds the image in place from its subbands.
    func synthesise(_ data: inout [Float], width: Int, geometry: WSQGeometry) {
        var scratch = [Float](repeating: 0, count: data.count)
        data.withUnsafeMutableBufferPointer { data in
            scratch.withUnsafeMutableBufferPointer { scratch in
                guard let base = data.baseAddress, let other = scratch.baseAddress else { return }
                for split in geometry.splits.reversed() where split.width > 0 && split.height > 0 {
                    let at = base + split.y * width + split.x
                    Self.alongColumns(
                        synthesisPlan(length: split.height, inverted: split.columnsInverted), from: at, to: other,
                        width: split.width, height: split.height, stride: width)
                    Self.alongRows(
                        synthesisPlan(length: split.width, inverted: split.rowsInverted), from: other, to: at,
                        width: split.width, height: split.height, stride: width)
                }
            }
        }
    }

    /// Takes the image apart into its subbands, in place.
    func analyse(_ data: inout [Float], width: Int, geometry: WSQGeometry) {
        var scratch = [Float](repeating: 0, count: data.count)
        data.withUnsafeMutableBufferPointer { data in
            scratch.withUnsafeMutableBufferPointer { scratch in
                guard let base = data.baseAddress, let other = scratch.baseAddress else { return }
                for split in geometry.splits where split.width > 0 && split.height > 0 {
                    let at = base + split.y * width + split.x
                    Self.alongRows(
                        analysisPlan(length: split.width, inverted: split.rowsInverted), from: at, to: other,
                        width: split.width, height: split.height, stride: width)
                    Self.alongColumns(
                        analysisPlan(length: split.height, inverted: split.columnsInverted), from: other, to: at,
                        width: split.width, height: split.height, stride: width)
                }
            }
        }
    }
}
