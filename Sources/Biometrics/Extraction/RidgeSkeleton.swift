#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Ridges as lines of one pixel: where they end and fork, with the flaws of the print mended.
struct RidgeSkeleton {
    let width: Int
    let height: Int
    let stride: Int
    /// One byte a pixel with a margin of one on every side; 1 on a ridge.
    var pixels: [UInt8]
    private let around: [Int]

    struct Node {
        var at: Int
        var isEnding: Bool
    }

    init(_ bits: BitImage) {
        width = bits.width
        height = bits.height
        stride = width + 2
        pixels = [UInt8](repeating: 0, count: stride * (height + 2))
        for y in 0..<height {
            for k in 0..<(bits.stride - 2) {
                var word = bits.words[(y + 1) * bits.stride + 1 + k]
                while word != 0 {
                    let b = word.trailingZeroBitCount
                    pixels[(y + 1) * stride + 1 + k * 64 + b] = 1
                    word &= word - 1
                }
            }
        }
        // Clockwise from the north.
        around = [-stride, -stride + 1, 1, stride + 1, stride, stride - 1, -1, -stride - 1]
    }

    @inline(__always) func x(_ i: Int) -> Int { i % stride - 1 }
    @inline(__always) func y(_ i: Int) -> Int { i / stride - 1 }

    func nodes() -> [Node] {
        var result: [Node] = []
        let stride = stride
        pixels.withUnsafeBufferPointer { p in
            for y in 1...max(1, height) {
                for i in (y * stride + 1)...(y * stride + max(1, width)) where p[i] == 1 {
                    var ring = UInt32(p[i - stride]) | UInt32(p[i - stride + 1]) << 1 | UInt32(p[i + 1]) << 2
                    ring |= UInt32(p[i + stride + 1]) << 3 | UInt32(p[i + stride]) << 4 | UInt32(p[i + stride - 1]) << 5
                    ring |= UInt32(p[i - 1]) << 6 | UInt32(p[i - stride - 1]) << 7
                    // Beginnings of runs of ones around the ring.
                    let turned = ring << 1 & 255 | ring >> 7
                    let n = (ring & ~turned).nonzeroBitCount
                    if n == 1 { result.append(Node(at: i, isEnding: true)) }
                    if n >= 3 { result.append(Node(at: i, isEnding: false)) }
                }
            }
        }
        return result
    }

    /// The pixels of the ridge that leaves `from` through `first`, up to a node or `limit` pixels.
    func trace(from: Int, first: Int, limit: Int, nodes: [Int32]) -> [Int] {
        var path = [first]
        var previous = from, here = first
        while path.count < limit && nodes[here] < 0 {
            var next = -1
            // Straight neighbours before diagonal ones, never back nor beside the last step.
            for pass in 0..<2 where next < 0 {
                for k in Swift.stride(from: pass, to: 8, by: 2) {
                    let n = here + around[k]
                    guard pixels[n] == 1, n != previous, !path.suffix(3).contains(n) else { continue }
                    if path.count == 1 && adjacent(n, from) && nodes[n] < 0 { continue }
                    next = n
                    break
                }
            }
            guard next >= 0 else { break }
            previous = here
            here = next
            path.append(here)
        }
        return path
    }

    private func adjacent(_ a: Int, _ b: Int) -> Bool {
        let d = a - b
        return around.contains(d)
    }

    /// The first pixel of each ridge that leaves a node.
    func exits(_ i: Int) -> [Int] {
        var result: [Int] = []
        for k in 0..<8 where pixels[i + around[k]] == 1 {
            let before = pixels[i + around[(k + 7) % 8]] == 1, after = pixels[i + around[(k + 1) % 8]] == 1
            // Of two adjacent pixels the straight one stands for the branch.
            if k % 2 == 1 && (before || after) { continue }
            result.append(i + around[k])
        }
        return result
    }

    func map(_ nodes: [Node]) -> [Int32] {
        var m = [Int32](repeating: -1, count: pixels.count)
        for (k, n) in nodes.enumerated() { m[n.at] = Int32(k) }
        return m
    }

    /// Erases spurs and specks, then bridges across the flow, and joins ridges that a scar or dry skin interrupts.
    mutating func mend(flow: RidgeFlow, cosine: Plane<Float>, sine: Plane<Float>, period: (Int, Int) -> Float) {
        eraseSpurs(period)
        eraseBridges(cosine, sine, period)
        joinBreaks(cosine, sine, period)
        eraseSpurs(period)
    }

    private mutating func eraseSpurs(_ period: (Int, Int) -> Float) {
        let list = nodes()
        let where_ = map(list)
        for n in list where n.isEnding && pixels[n.at] == 1 {
            let p = period(x(n.at), y(n.at))
            guard let first = exits(n.at).first else {
                pixels[n.at] = 0
                continue
            }
            let path = trace(from: n.at, first: first, limit: Int(1.6 * p) + 1, nodes: where_)
            guard let last = path.last else { continue }
            let reached = where_[last]
            if reached >= 0 {
                if list[Int(reached)].isEnding {
                    if Float(path.count) < 1.4 * p {
                        pixels[n.at] = 0
                        for i in path { pixels[i] = 0 }
                    }
                } else if Float(path.count) < 0.95 * p {
                    pixels[n.at] = 0
                    for i in path.dropLast() { pixels[i] = 0 }
                }
            } else if path.count <= 2 {
                pixels[n.at] = 0
                for i in path { pixels[i] = 0 }
            }
        }
    }

    private mutating func eraseBridges(_ cosine: Plane<Float>, _ sine: Plane<Float>, _ period: (Int, Int) -> Float) {
        let list = nodes()
        let where_ = map(list)
        let block = Float(RidgeFlow.block)
        for n in list where !n.isEnding && pixels[n.at] == 1 {
            let p = period(x(n.at), y(n.at))
            for first in exits(n.at) {
                let path = trace(from: n.at, first: first, limit: Int(1.3 * p) + 1, nodes: where_)
                guard let last = path.last, where_[last] >= 0, !list[Int(where_[last])].isEnding, path.count > 1 else { continue }
                let dx = Float(x(last) - x(n.at)), dy = Float(y(last) - y(n.at))
                let length = (dx * dx + dy * dy).squareRoot()
                guard length > 2 else { continue }
                let px = (Float(x(n.at)) + dx / 2) / block - 0.5, py = (Float(y(n.at)) + dy / 2) / block - 0.5
                let a = 0.5 * atan2(sine.interpolated(px, py), cosine.interpolated(px, py))
                let along = abs(dx * cos(a) + dy * sin(a)) / length
                if along < 0.72 { for i in path.dropLast() { pixels[i] = 0 } }
            }
        }
    }

    private mutating func joinBreaks(_ cosine: Plane<Float>, _ sine: Plane<Float>, _ period: (Int, Int) -> Float) {
        let list = nodes()
        let where_ = map(list)
        let block = Float(RidgeFlow.block)
        struct End {
            var at: Int
            var x: Float
            var y: Float
            var dx: Float
            var dy: Float
            var p: Float
        }
        var ends: [End] = []
        for n in list where n.isEnding {
            guard let first = exits(n.at).first else { continue }
            let path = trace(from: n.at, first: first, limit: 10, nodes: where_)
            guard let last = path.last else { continue }
            // The way the ridge comes to its end.
            let dx = Float(x(n.at) - x(last)), dy = Float(y(n.at) - y(last))
            let l = max(1, (dx * dx + dy * dy).squareRoot())
            ends.append(
                End(at: n.at, x: Float(x(n.at)), y: Float(y(n.at)), dx: dx / l, dy: dy / l, p: period(x(n.at), y(n.at))))
        }
        var taken = Set<Int>()
        var links: [(cost: Float, a: Int, b: Int)] = []
        for i in ends.indices {
            let reach = 1.5 * ends[i].p
            for j in (i + 1)..<max(ends.count, i + 1) {
                let ux = ends[j].x - ends[i].x, uy = ends[j].y - ends[i].y
                // They stand in the order of their rows: what follows is further away still.
                if uy >= reach { break }
                let d = (ux * ux + uy * uy).squareRoot()
                guard d < reach, d > 0 else { continue }
                let facing = ends[i].dx * ends[j].dx + ends[i].dy * ends[j].dy
                guard facing < -0.6 || d < 3 else { continue }
                let ahead = (ends[i].dx * ux + ends[i].dy * uy) / d, back = -(ends[j].dx * ux + ends[j].dy * uy) / d
                guard (ahead > 0.6 && back > 0.6) || d < 4 else { continue }
                let px = (ends[i].x + ux / 2) / block - 0.5, py = (ends[i].y + uy / 2) / block - 0.5
                let a = 0.5 * atan2(sine.interpolated(px, py), cosine.interpolated(px, py))
                guard abs(ux * cos(a) + uy * sin(a)) / d > 0.75 || d < 4 else { continue }
                links.append((d, i, j))
            }
        }
        for link in links.sorted(by: { $0.cost < $1.cost }) where !taken.contains(link.a) && !taken.contains(link.b) {
            taken.insert(link.a)
            taken.insert(link.b)
            let a = ends[link.a], b = ends[link.b]
            let steps = Int(max(abs(b.x - a.x), abs(b.y - a.y)))
            for s in 0...max(1, steps) {
                let t = Float(s) / Float(max(1, steps))
                let px = Int((a.x + t * (b.x - a.x)).rounded()), py = Int((a.y + t * (b.y - a.y)).rounded())
                pixels[(py + 1) * stride + px + 1] = 1
            }
        }
    }
}
