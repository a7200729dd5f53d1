@testable import Biometrics
import Foundation

func load(_ p: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: p))) }

func leader(_ p: String, threshold: Float) throws -> FingerprintTemplate {
    let t = String(decoding: try load(p), as: UTF8.self).split(separator: "\n")
    let s = t[0].split(separator: " ").compactMap { Int($0) }
    var m: [Minutia] = []
    for l in t.dropFirst() {
        let v = l.split(separator: " ").compactMap { Float($0) }
        if v[4] < threshold { continue }
        m.append(Minutia(x: v[0], y: v[1], angle: v[2], kind: v[3] >= 0.5 ? .ending : .bifurcation, quality: UInt8(v[4] * 100)))
    }
    return FingerprintTemplate(width: s[0], height: s[1], minutiae: m)
}

nonisolated(unsafe) var extraction = Duration.zero
nonisolated(unsafe) var hits = 0, own = 0, reference = 0, angleError = 0.0, flipped = 0, offset = 0.0
func agreement(_ t: FingerprintTemplate, _ l: FingerprintTemplate) {
    var taken = Set<Int>()
    own += t.minutiae.count
    reference += l.minutiae.count
    for m in t.minutiae {
        var best = -1, bd: Float = 144
        for (k, r) in l.minutiae.enumerated() where !taken.contains(k) {
            let d = (m.x - r.x) * (m.x - r.x) + (m.y - r.y) * (m.y - r.y)
            if d < bd { bd = d; best = k }
        }
        guard best >= 0 else { continue }
        let g = abs(remainder(Double(m.angle - l.minutiae[best].angle), 2 * Double.pi))
        if g > 2 { flipped += 1 }
        if g < 0.6 { hits += 1; angleError += g; offset += Double(bd).squareRoot(); taken.insert(best) }
    }
}

let a = CommandLine.arguments
let env = ProcessInfo.processInfo.environment
switch a[1] {
case "fvc":
    // fvc leader|secugen|own [features.csv]
    let source = a[2]
    let thr = Float(ProcessInfo.processInfo.environment["LT"] ?? "0.5")!
    var csv = "db,a,b,genuine," + FingerprintMatcher.featureNames.joined(separator: ",") + "\n"
    var mean = 0.0, mean1000 = 0.0
    var allG: [Double] = [], allI: [Double] = []
    for db in 1...4 {
        var names: [String] = []
        for f in 101...110 { for i in 1...8 { names.append("\(f)_\(i)") } }
        let clock = ContinuousClock()
        let t0 = clock.now
        let prepared: [PreparedTemplate] = try names.map { n in
            switch source {
            case "leader": return PreparedTemplate(try leader("/tmp/bio/leader/DB\(db)/\(n).txt", threshold: thr))
            case "secugen":
                return PreparedTemplate(try MinutiaeRecord.decode(load("/work/shared/data/formats/secugen-fvc2002-DB\(db)_B/\(n).iso")).templates[0])
            case "own":
                let cache = "/tmp/bio/owncache/DB\(db)_\(n).fmr"
                if env["CACHED"] != nil { return PreparedTemplate(try MinutiaeRecord.decode(load(cache)).templates[0]) }
                let image = try PNG.decode(load("/work/shared/data/fingerprints/fvc2002-DB\(db)_B/\(n).png"))
                let e0 = clock.now
                let t = try ClassicalExtractor().extract(image, resolution: db == 2 ? 569 : 500)
                extraction += clock.now - e0
                try Data(MinutiaeRecord.encode(t)).write(to: URL(fileURLWithPath: cache))
                if let lt = try? leader("/tmp/bio/leader/DB\(db)/\(n).txt", threshold: 0.5) { agreement(t, lt) }
                return PreparedTemplate(t)
            default: fatalError()
            }
        }
        let t1 = clock.now
        let matcher = FingerprintMatcher()
        var g: [Double] = [], im: [Double] = []
        for i in names.indices {
            for j in (i + 1)..<max(names.count, i + 1) {
                let same = i / 8 == j / 8
                let r = matcher.compare(prepared[i], prepared[j])
                if same { g.append(r.score) } else { im.append(r.score) }
                csv += "\(db),\(names[i]),\(names[j]),\(same ? 1 : 0)," + r.features.map { "\($0)" }.joined(separator: ",") + "\n"
            }
        }
        let t2 = clock.now
        let e = ErrorRates(genuine: g, impostor: im)
        let avg = prepared.reduce(0) { $0 + $1.minutiae.count } / 80
        func pc(_ v: Double) -> String { String(format: "%.2f", v * 100) }
        if own > 0 {
            let p = Double(hits) / Double(own), r = Double(hits) / Double(reference)
            print("  precision \(pc(p)) recall \(pc(r)) F1 \(pc(2 * p * r / (p + r))) angle \(angleError / Double(hits)) offset \(offset / Double(hits)) flipped \(flipped) extraction \(extraction / 80)")
            hits = 0; own = 0; reference = 0; angleError = 0; flipped = 0; offset = 0; extraction = .zero
        }
        print("DB\(db) EER \(pc(e.equalErrorRate)) FMR100 \(pc(e.fmr100)) FMR1000 \(pc(e.fmr1000)) Zero \(pc(e.zeroFMR)) minutiae \(avg) prepare \((t1 - t0) / 80) compare \((t2 - t1) / (g.count + im.count))")
        mean += e.equalErrorRate / 4
        mean1000 += e.fmr1000 / 4
        allG += g
        allI += im
    }
    let all = ErrorRates(genuine: allG, impostor: allI)
    print("mean EER", mean * 100, "mean FMR1000", mean1000 * 100, "pooled EER", all.equalErrorRate * 100, "FMR1000", all.fmr1000 * 100)
    if a.count > 3 { try csv.write(toFile: a[3], atomically: true, encoding: .utf8) }
case "stage1":
    let n = Int(a[2])!
    var table = FingerTable()
    let clock = ContinuousClock()
    let t0 = clock.now
    for i in 0..<n { _ = table.insert(PreparedTemplate(SyntheticFinger(seed: UInt64(i)).template(impression: 0), limit: 32), subject: Int32(i)) }
    print("enrolled", n, (clock.now - t0) / n, "avg minutiae", (0..<1000).reduce(0) { $0 + SyntheticFinger(seed: UInt64($1)).template(impression: 0).minutiae.count } / 1000)
    var ranks: [Int] = []
    var scan = Duration.zero
    let matcher = FingerprintMatcher()
    var lost2 = 0
    for i in 0..<Int(a[3])! {
        let p = PreparedTemplate(SyntheticFinger(seed: UInt64(i * 7)).template(impression: 1))
        let t = clock.now
        let ans = table.scan(.init(p))
        scan += clock.now - t
        ranks.append(ans.filter { $0 > ans[i * 7] }.count)
        if ranks.last! > 100 { let c = matcher.compare(p, table.template(i * 7)); if c.score < 4 { lost2 += 1 } }
    }
    func frac(_ k: Int) -> Double { Double(ranks.filter { $0 < k }.count) / Double(ranks.count) }
    print("scan", scan / a[3].count, scan / Int(a[3])! / n, "recall@1", frac(1), "@10", frac(10), "@100", frac(100), "@300", frac(300), "@1000", frac(1000), "beyond 100 and unmatchable", lost2)
    for source in ["own", "leader", "secugen"] {
        var r: [Int] = []
        var unmatch = 0
        for db in 1...4 {
            for f in 101...110 {
                func get(_ k: Int) throws -> FingerprintTemplate {
                    switch source {
                    case "leader": return try leader("/tmp/bio/leader/DB\(db)/\(f)_\(k).txt", threshold: 0.5)
                    case "own": return try MinutiaeRecord.decode(load("/tmp/bio/owncache/DB\(db)_\(f)_\(k).fmr")).templates[0]
                    default: return try MinutiaeRecord.decode(load("/work/shared/data/formats/secugen-fvc2002-DB\(db)_B/\(f)_\(k).iso")).templates[0]
                    }
                }
                var one = FingerTable()
                let ref = PreparedTemplate(try get(1), limit: 32)
                _ = one.insert(ref, subject: 0)
                for k in 2...8 {
                    let p = PreparedTemplate(try get(k))
                    let mine = one.scan(.init(p))[0]
                    let ans = table.scan(.init(p))
                    r.append(ans.filter { $0 > mine }.count)
                    if r.last! > 100, matcher.compare(p, ref).score < 4 { unmatch += 1 }
                }
            }
        }
        func fr(_ k: Int) -> Double { Double(r.filter { $0 < k }.count) / Double(r.count) }
        print(source, "recall@1", fr(1), "@10", fr(10), "@100", fr(100), "@300", fr(300), "@1000", fr(1000), "unmatchable", unmatch, "of", r.count)
    }
case "show":
    let image = try ImageFile.decode(load(a[2]))
    let (t, tr) = try ClassicalExtractor().trace(image, resolution: a.count > 4 ? Double(a[4])! : 500)
    print(t.minutiae.count)
    try Data(ExtractionPicture.draw(tr)).write(to: URL(fileURLWithPath: a[3]))
default: break
}
