import Biometrics
import Foundation

/// 1:N search over synthetic people: speed, memory, mates lost by the first stage, FNIR at FPIR 0.1 %.
enum GalleryBenchmark {
    static func run(_ arguments: [String]) {
        guard arguments.count >= 3, let people = Int(arguments[0]), let mated = Int(arguments[1]), let strange = Int(arguments[2])
        else { return print("gallery PEOPLE MATED NONMATED [parts] one|four") }
        let byParts = arguments.contains("parts")
        let positions: [FingerPosition] =
            arguments.last == "four" ? [.rightIndex, .rightMiddle, .rightRing, .rightLittle] : [.rightIndex]
        func print_(_ s: String) {
            print(s)
            fflush(nil)
        }
        func templates(_ person: Int, _ impression: Int) -> [FingerprintTemplate] {
            positions.enumerated().map {
                SyntheticFinger(seed: UInt64(person) * 16 + UInt64($0)).template(impression: impression, position: $1)
            }
        }
        let gallery = FingerprintGallery(byParts: byParts)
        let least = byParts ? ScoreCalibration.threshold(falseMatchRate: 1e-5) : -1_000
        let before = residentBytes()
        var watch = Stopwatch()
        for i in 0..<people { gallery.insert(GalleryKey(high: 0, low: UInt64(i)), templates(i, 0)) }
        print_(
            "\(gallery.count) people, \(gallery.fingers) fingers, enrolled in \(Int(watch.seconds.wall)) s; "
                + "\(FingerprintGallery.bytesPerFinger) bytes a finger in the tables, \(gallery.bytesOfParts / max(1, gallery.fingers)) filed by parts, \((residentBytes() - before) / max(1, gallery.fingers)) of the process"
        )
        var mate: [Double] = [], top: [Double] = []
        var lost = 0, lostThoughAlike = 0, wall = 0.0, cpu = 0.0
        let matcher = FingerprintMatcher()
        func search(_ probe: [FingerprintTemplate], _ limit: Int) -> [GalleryCandidate] {
            watch = Stopwatch()
            let found = gallery.search(probe, threshold: least, limit: limit, effort: byParts ? FingerprintGallery.Effort.setsOfFingers : nil)
            wall += watch.seconds.wall
            cpu += watch.seconds.cpu
            return found
        }
        for k in 0..<mated {
            let i = k * people / mated
            let probe = templates(i, 1)
            if k > 0, k % 250 == 0 {
                let time = String(format: "%.1f", cpu / Double(k) * 1_000)
                print_("… \(k) of \(mated) mated searches, \(lost) mates lost, \(time) ms of processor time a search")
            }
            if let m = search(probe, 1_000).first(where: { $0.key.low == UInt64(i) }) {
                mate.append(m.score)
            } else {
                lost += 1
                mate.append(-1_000)
                let scores = zip(probe, templates(i, 0)).map {
                    matcher.compare(PreparedTemplate($0, limit: 48), PreparedTemplate($1, limit: 32)).score
                }
                if ScoreCalibration.fused(scores) >= ScoreCalibration.threshold(falseMatchRate: 1e-3) { lostThoughAlike += 1 }
            }
        }
        for k in 0..<strange { top.append(search(templates(people + k, 1), 1).first?.score ?? -1_000) }
        top.sort()
        let searches = Double(mated + strange)
        let fingers = Double(people * positions.count)
        print_(
            "\(String(format: "%.1f", wall / searches * 1_000)) ms a search (processor: \(String(format: "%.1f", cpu / searches * 1_000)) ms): "
                + "\(Int(fingers / (wall / searches))) fingers a second of wall time, \(Int(fingers / (cpu / searches))) of processor time")
        print_("mates not on the shortlist: \(lost) of \(mated); of these alike by exact comparison: \(lostThoughAlike)")
        if strange > 0 {
            let allowed = Int(0.001 * Double(strange))
            let threshold = top[max(0, top.count - 1 - allowed)].nextUp
            let missed = mate.count { $0 < threshold }
            // Wilson's interval.
            let n = Double(mated), p = Double(missed) / n, z = 1.96
            let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
            let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
            print_(
                "threshold \(String(format: "%.2f", threshold)) at FPIR 0.1 %: FNIR \(percent(p)) (95 %: \(percent(max(0, centre - half))) to \(percent(centre + half))); "
                    + "median mate \(String(format: "%.1f", mate.sorted()[mate.count / 2])), highest stranger \(String(format: "%.1f", top.last ?? 0))"
            )
        }
    }

    static func residentBytes() -> Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4_096
    }
}
