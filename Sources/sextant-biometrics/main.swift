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
case "gallery":
    // gallery PEOPLE MATED NONMATED [one|four]
    let n = Int(a[2])!, mated = Int(a[3])!, non = Int(a[4])!
    let four = a.count > 5 && a[5] == "four"
    let positions: [FingerPosition] = four ? [.rightIndex, .rightMiddle, .rightRing, .rightLittle] : [.rightIndex]
    func seed(_ person: Int, _ f: Int) -> UInt64 { UInt64(person) * 16 + UInt64(f) }
    let gallery = FingerprintGallery()
    let clock = ContinuousClock()
    let t0 = clock.now
    for i in 0..<n {
        gallery.insert(GalleryKey(high: 0, low: UInt64(i)), positions.indices.map { SyntheticFinger(seed: seed(i, $0)).template(impression: 0, position: positions[$0]) })
    }
    print("enrolled", n, (clock.now - t0) / n)
    var top: [Double] = [], mate: [Double] = [], lost = 0
    var time = Duration.zero
    let matcher = FingerprintMatcher()
    let step = max(1, n / max(mated, 1))
    for k in 0..<mated {
        let i = k * step
        let p = positions.indices.map { SyntheticFinger(seed: seed(i, $0)).template(impression: 1, position: positions[$0]) }
        let t = clock.now
        let r = gallery.search(p, threshold: -100, limit: 200)
        time += clock.now - t
        if let m = r.first(where: { $0.key.low == UInt64(i) }) { mate.append(m.score) } else {
            mate.append(-100)
            lost += 1
            let s = positions.indices.map { matcher.compare(PreparedTemplate(p[$0], limit: 48), PreparedTemplate(SyntheticFinger(seed: seed(i, $0)).template(impression: 0), limit: 32)).score }
            print("lost", i, s)
        }
    }
    for k in 0..<non {
        let p = positions.indices.map { SyntheticFinger(seed: seed(n + k, $0)).template(impression: 1, position: positions[$0]) }
        let t = clock.now
        let r = gallery.search(p, threshold: -100, limit: 1)
        time += clock.now - t
        top.append(r.first?.score ?? -100)
    }
    top.sort()
    let per = time / (mated + non)
    let comps = Double(n * positions.count) / (Double(per.components.attoseconds) * 1e-18 + Double(per.components.seconds))
    let thr = non > 0 ? top[max(0, top.count - 1 - Int(0.001 * Double(non)))].nextUp : 0
    print("search", per, "fingers/s", comps, "lost in shortlist", lost, "of", mated, "threshold at FPIR 0.1%", thr, "FNIR", Double(mate.filter { $0 < thr }.count) / Double(max(1, mated)), "median mate", mate.sorted()[mated / 2], "max non", top.last ?? 0)
case "show":
    let image = try ImageFile.decode(load(a[2]))
    let (t, tr) = try ClassicalExtractor().trace(image, resolution: a.count > 4 ? Double(a[4])! : 500)
    print(t.minutiae.count)
    try Data(ExtractionPicture.draw(tr)).write(to: URL(fileURLWithPath: a[3]))
default: break
}
