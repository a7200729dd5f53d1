import Biometrics
import Foundation

/// Queries a second over random embeddings, exact at each precision and in two stages; recall of the two stages on 1,000 mates at a
/// cosine of 0.6, and at 0.5, and on strangers, whose nearest face the exact search says.
enum FacesBenchmark {
    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 3, let count = Int(arguments[0]), let dimensions = Int(arguments[1]), let queries = Int(arguments[2])
        else { return print("faces COUNT DIMENSIONS QUERIES [single|half|byte]") }
        func vector(_ seed: UInt64) -> [Float] {
            var random = SeededGenerator(seed: seed)
            // Sums of twelve uniform deviates, less six: normal enough and quick.
            return (0..<dimensions).map { _ in
                var s: Float = -6
                for _ in 0..<3 {
                    let r = random.next()
                    s += Float(r & 0xffff) + Float(r >> 16 & 0xffff) + Float(r >> 32 & 0xffff) + Float(r >> 48)
                }
                return (s + 6) / 65_536 - 6
            }
        }
        let mated = max(queries, min(1_000, count))
        let wanted = arguments.count > 3 ? FaceGallery.Precision(rawValue: arguments[3]).map { [$0] } ?? [] : FaceGallery.Precision.allCases
        // A mate at a cosine: x + t y with y orthogonal on average.
        func mates(_ cosine: Float) -> [(Int, [Float])] {
            let t = (1 / (cosine * cosine) - 1).squareRoot()
            return (0..<mated).map { k in
                let i = k * (count / mated)
                return (i, zip(vector(UInt64(i)), vector(UInt64(count + k))).map { $0 + t * $1 })
            }
        }
        let at6 = mates(0.6), at5 = mates(0.5)
        let strangers = (0..<queries).map { vector(UInt64(2 * count + $0)) }
        for precision in wanted {
            let gallery = try FaceGallery(dimensions: dimensions, precision: precision)
            for i in 0..<count { try gallery.insert(GalleryKey(high: 0, low: UInt64(i)), vector(UInt64(i))) }
            print("\(precision.rawValue): \(gallery.count) faces of \(dimensions) dimensions, \(gallery.bytesPerFace) bytes a face")
            func measure(_ name: String, _ probes: [(Int, [Float])], _ batch: Int, _ search: ([[Float]]) throws -> [[FaceGallery.Candidate]]) rethrows
            {
                let watch = Stopwatch()
                var right = 0, k = 0
                while k < probes.count {
                    let group = Array(probes[k..<min(probes.count, k + batch)])
                    for (found, mate) in zip(try search(group.map(\.1)), group) where found.first?.key.low == UInt64(mate.0) { right += 1 }
                    k += batch
                }
                let t = watch.seconds
                print(
                    "\(precision.rawValue), \(name), \(batch) at a time: \(String(format: "%.1f", Double(probes.count) / t.wall)) queries/s "
                        + "(processor \(String(format: "%.1f", Double(probes.count) / t.cpu))), mates first \(right) of \(probes.count)")
                fflush(nil)
            }
            for batch in [1, 8] { try measure("exact", Array(at6.prefix(queries)), batch) { try gallery.search($0, limit: 10) } }
            for batch in [1, 8] { try measure("two stages", at6, batch) { try gallery.searchTwoStage($0, limit: 10) } }
            try measure("two stages, mates at a cosine of 0.5", at5, 8) { try gallery.searchTwoStage($0, limit: 10) }
            let exact = try gallery.search(strangers, limit: 1), quick = try gallery.searchTwoStage(strangers, limit: 1)
            let same = zip(exact, quick).count { $0.first?.key == $1.first?.key }
            let highest = exact.compactMap { $0.first?.cosine }.max() ?? 0
            print("\(precision.rawValue): strangers whose nearest face is the same in both: \(same) of \(queries) (highest cosine \(highest))")
            fflush(nil)
        }
    }
}
