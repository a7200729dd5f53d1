/// An evaluation of fingerprint comparison over a folder of `FINGER_IMPRESSION` files.
public struct AccuracyReport: Sendable {
    public struct Pair: Sendable {
        public var a: Int
        public var b: Int
        public var genuine: Bool
        public var score: Double
    }

    public struct Sample: Sendable {
        public var name: String
        /// The part of the name before the last underscore.
        public var finger: String
        public var quality: Int?
        /// Attributes of the finger from `subjects.csv`.
        public var attributes: [String: String] = [:]
    }

    public var samples: [Sample]
    public var pairs: [Pair]
    /// Samples of which no template could be made, with the reason; they keep the lowest score.
    public var failures: [String] = []

    public init(samples: [Sample], pairs: [Pair]) {
        self.samples = samples
        self.pairs = pairs
    }

    /// Every pair of samples once, scored.
    init(samples: [Sample], score: (Int, Int) throws -> Double) rethrows {
        self.samples = samples
        pairs = []
        pairs.reserveCapacity(samples.count * max(0, samples.count - 1) / 2)
        for i in samples.indices {
            for j in samples.indices where j > i {
                pairs.append(.init(a: i, b: j, genuine: samples[i].finger == samples[j].finger, score: try score(i, j)))
            }
        }
    }

    public var rates: ErrorRates { rates { _ in true } }

    func rates(where wanted: (Pair) -> Bool) -> ErrorRates {
        var genuine: [Double] = [], impostor: [Double] = []
        for p in pairs where wanted(p) { if p.genuine { genuine.append(p.score) } else { impostor.append(p.score) } }
        return ErrorRates(genuine: genuine, impostor: impostor)
    }

    /// 95 % interval of the equal error rate: fingers are drawn again with replacement, since comparisons of one finger
    /// are not independent.
    public func equalErrorRateInterval(rounds: Int = 200, seed: UInt64 = 1) -> (low: Double, high: Double) {
        let fingers = Array(Set(samples.map(\.finger))).sorted()
        guard fingers.count > 1 else { return (0, 1) }
        let index = Dictionary(uniqueKeysWithValues: fingers.enumerated().map { ($1, $0) })
        let finger = samples.map { index[$0.finger] ?? 0 }
        var random = SeededGenerator(seed: seed)
        var values: [Double] = []
        for _ in 0..<rounds {
            var weight = [Int](repeating: 0, count: fingers.count)
            for _ in fingers { weight[Int.random(in: 0..<fingers.count, using: &random)] += 1 }
            var genuine: [Double] = [], impostor: [Double] = []
            for p in pairs {
                let f = finger[p.a], g = finger[p.b]
                if p.genuine {
                    for _ in 0..<weight[f] { genuine.append(p.score) }
                } else {
                    for _ in 0..<(weight[f] * weight[g]) { impostor.append(p.score) }
                }
            }
            if genuine.isEmpty || impostor.isEmpty { continue }
            values.append(ErrorRates(genuine: genuine, impostor: impostor).mergedEqualErrorRate)
        }
        values.sort()
        guard !values.isEmpty else { return (0, 1) }
        return (values[Int(0.025 * Double(values.count))], values[min(values.count - 1, Int(0.975 * Double(values.count)))])
    }

    public func csv() -> String {
        var out = "a,b,genuine,score\n"
        for p in pairs {
            out += "\(Self.field(samples[p.a].name)),\(Self.field(samples[p.b].name)),\(p.genuine ? 1 : 0),\(rounded(p.score))\n"
        }
        return out
    }

    /// A name with a comma or quote in it is quoted (RFC 4180).
    private static func field(_ name: String) -> String {
        guard name.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return name }
        return "\"" + name.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    private func rounded(_ v: Double) -> Double { (v * 1e4).rounded() / 1e4 }

    /// The figures in words; `groups` adds a line per value of an attribute, or per quartile of quality.
    public func lines(by attribute: String? = nil) -> [String] {
        func percent(_ v: Double) -> String {
            let hundredths = Int((v * 10_000).rounded())
            return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) %"
        }
        func line(_ name: String, _ r: ErrorRates) -> String {
            let count = "(\(r.genuine.count) mated, \(r.impostor.count) non-mated)"
            // Of nothing there is no rate; a zero would look like a perfect one.
            guard !r.genuine.isEmpty, !r.impostor.isEmpty else { return "\(name): no rates \(count)" }
            return "\(name): EER \(percent(r.equalErrorRate)), FMR100 \(percent(r.fmr100)), FMR1000 \(percent(r.fmr1000)), "
                + "ZeroFMR \(percent(r.zeroFMR)) \(count)"
        }
        var out = [line("all", rates)]
        let interval = equalErrorRateInterval()
        if interval.high > 0 {
            out.append("EER 95 % interval over fingers: \(percent(interval.low)) to \(percent(interval.high))")
        } else {
            // Drawing again from what holds no error finds none: what remains is how many fingers were looked at.
            let fingers = Set(pairs.lazy.filter(\.genuine).map { samples[$0.a].finger }).count
            let most = 1 - pow(0.05, 1 / Double(max(1, fingers)))
            out.append("no error was seen: of \(fingers) fingers that says that fewer than \(percent(most)) of fingers fail (95 %)")
        }
        if attribute == "quality" {
            let values = samples.compactMap(\.quality).sorted()
            if values.count >= 8 {
                // Many samples may have the same quality: what is cut at one value is one group.
                let cuts = Set([values[values.count / 4], values[values.count / 2], values[values.count * 3 / 4]])
                    .sorted().filter { $0 > values[0] }
                for k in 0...cuts.count {
                    let low = k == 0 ? Int.min : cuts[k - 1], high = k == cuts.count ? Int.max : cuts[k]
                    let r = rates {
                        let q = min(samples[$0.a].quality ?? 0, samples[$0.b].quality ?? 0)
                        return q >= low && q < high
                    }
                    let name =
                        cuts.isEmpty
                        ? "quality \(values[0])"
                        : k == 0 ? "quality below \(high)" : k == cuts.count ? "quality from \(low)" : "quality \(low) to \(high - 1)"
                    out.append(line(name, r))
                }
            }
        } else if let attribute {
            let group = groups(of: attribute)
            for value in group.names {
                // Non-mated pairs within the group: comparing across groups is easier and would flatter.
                let r = rates { group.of[$0.a] == value && group.of[$0.b] == value }
                out.append(line("\(attribute) \(value)", r))
            }
            let without = group.of.count { $0 == nil }
            if without > 0 { out.append("\(attribute) not stated: \(without) samples") }
        }
        return out
    }

    /// The groups of an attribute: its values, or quarters where it is a number with many values, as an age is.
    private func groups(of attribute: String) -> (names: [String], of: [String?]) {
        let values = samples.map { s in s.attributes[attribute].flatMap { $0.isEmpty ? nil : $0 } }
        let distinct = Set(values.compactMap { $0 })
        let numbers = distinct.compactMap { Double($0) }.sorted()
        guard distinct.count > 6, numbers.count == distinct.count else { return (distinct.sorted(), values) }
        let all = values.compactMap { $0.flatMap { Double($0) } }.sorted()
        let cuts = Set([all[all.count / 4], all[all.count / 2], all[all.count * 3 / 4]]).sorted().filter { $0 > all[0] }
        func short(_ v: Double) -> String { v == v.rounded() && abs(v) < 1e15 ? "\(Int(v))" : "\(v)" }
        var names = ["below \(short(cuts.first ?? all[0]))"]
        for (i, cut) in cuts.enumerated() {
            names.append(i + 1 < cuts.count ? "\(short(cut)) to below \(short(cuts[i + 1]))" : "from \(short(cut))")
        }
        return (names, values.map { v in v.flatMap { Double($0) }.map { n in names[cuts.count { $0 <= n }] } })
    }

    /// Rank correlation (Spearman) between a sample's quality and its mean score against its mates.
    public func qualityCorrelation() -> Double? {
        var sum = [Double](repeating: 0, count: samples.count), n = sum
        for p in pairs where p.genuine {
            for i in [p.a, p.b] {
                sum[i] += p.score
                n[i] += 1
            }
        }
        let usable = samples.indices.filter { n[$0] > 0 && samples[$0].quality != nil }
        guard usable.count >= 8 else { return nil }
        func ranks(_ v: [Double]) -> [Double] {
            let order = v.indices.sorted { v[$0] < v[$1] }
            var r = [Double](repeating: 0, count: v.count)
            var i = 0
            while i < order.count {
                var j = i
                while j + 1 < order.count && v[order[j + 1]] == v[order[i]] { j += 1 }
                for k in i...j { r[order[k]] = Double(i + j) / 2 }
                i = j + 1
            }
            return r
        }
        let a = ranks(usable.map { Double(samples[$0].quality ?? 0) }), b = ranks(usable.map { sum[$0] / n[$0] })
        let mean = Double(usable.count - 1) / 2
        var ab = 0.0, aa = 0.0, bb = 0.0
        for i in a.indices {
            ab += (a[i] - mean) * (b[i] - mean)
            aa += (a[i] - mean) * (a[i] - mean)
            bb += (b[i] - mean) * (b[i] - mean)
        }
        return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : nil
    }

    /// The detection error trade-off as a picture, both axes logarithmic from 0.1 % to 100 %.
    public func detPlot() -> [UInt8] {
        let size = 480, frame = 30
        var canvas = Canvas(width: size, height: size)
        func place(_ rate: Double) -> Float {
            let decades = 3.0
            let t = (log10Clamped(rate) + decades) / decades
            return Float(frame) + Float(t) * Float(size - 2 * frame)
        }
        for decade in 0...3 {
            let v = place(decade == 0 ? 0.001 : decade == 1 ? 0.01 : decade == 2 ? 0.1 : 1)
            canvas.line(v, Float(frame), v, Float(size - frame), (215, 215, 215))
            canvas.line(Float(frame), Float(size) - v, Float(size - frame), Float(size) - v, (215, 215, 215))
        }
        canvas.line(Float(frame), Float(size - frame), Float(size - frame), Float(frame), (235, 200, 200))
        var last: (Float, Float)?
        for point in rates.detCurve {
            let here = (place(point.fmr), Float(size) - place(point.fnmr))
            if let last { canvas.line(last.0, last.1, here.0, here.1, (20, 60, 160)) }
            last = here
        }
        for decade in 0...3 {
            let text = ["0.1%", "1%", "10%", "100%"][decade], v = place([0.001, 0.01, 0.1, 1][decade])
            canvas.text(text, Int(v) - text.utf8.count * 4, size - frame + 6)
            canvas.text(text, 2, Int(Float(size) - v) - 3)
        }
        canvas.text("FMR", size / 2 - 10, size - 12)
        canvas.text("FNMR", 2, frame - 22)
        return PNG.encode(rgb: canvas.pixels, width: size, height: size)
    }

    private func log10Clamped(_ v: Double) -> Double { max(-3, log10(max(v, 1e-9))) }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

extension ErrorRates {
    /// As `equalErrorRate`, by one merge of the two sorted lists; for bootstraps.
    public var mergedEqualErrorRate: Double {
        var i = 0, j = 0
        var best = (gap: Double.infinity, rate: 1.0)
        while i < genuine.count || j < impostor.count {
            let t = min(i < genuine.count ? genuine[i] : .infinity, j < impostor.count ? impostor[j] : .infinity)
            let fnmr = Double(i) / Double(genuine.count), fmr = Double(impostor.count - j) / Double(impostor.count)
            if abs(fnmr - fmr) < best.gap { best = (abs(fnmr - fmr), (fnmr + fmr) / 2) }
            while i < genuine.count && genuine[i] == t { i += 1 }
            while j < impostor.count && impostor[j] == t { j += 1 }
        }
        return best.rate
    }
}
