#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// From the mended skeleton to minutiae: which ends and forks are real, which way they point, how good they are.
enum MinutiaDetector {
    static func detect(_ skeleton: RidgeSkeleton, flow: RidgeFlow, enhanced: [Float], stride: Int, origin: Int) -> [Minutia] {
        let nodes = skeleton.nodes()
        let map = skeleton.map(nodes)
        let block = RidgeFlow.block
        func onFinger(_ x: Float, _ y: Float) -> Bool {
            let bx = Int((x / Float(block)).rounded(.down)), by = Int((y / Float(block)).rounded(.down))
            return bx >= 0 && by >= 0 && bx < flow.columns && by < flow.rows && flow.mask[bx, by] == 1
        }
        var found: [Minutia] = []
        for n in nodes {
            let x = Float(skeleton.x(n.at)), y = Float(skeleton.y(n.at))
            let cx = (x + 0.5) / Float(block) - 0.5, cy = (y + 0.5) / Float(block) - 0.5
            let c = flow.cosine.interpolated(cx, cy), s = flow.sine.interpolated(cx, cy)
            let coherence = (c * c + s * s).squareRoot()
            // Not at the edge of the print: the ring around must lie on the finger.
            var inside = true
            for k in 0..<8 where inside {
                let a = Float(k) * .pi / 4
                inside = onFinger(x + 13 * cos(a), y + 13 * sin(a))
            }
            guard inside else { continue }
            // Directions of the ridges that leave it, over a dozen pixels.
            var leaving: [(x: Float, y: Float)] = []
            for first in skeleton.exits(n.at) {
                let path = skeleton.trace(from: n.at, first: first, limit: 12, nodes: map)
                guard path.count >= 5 || !n.isEnding, let last = path.last else { continue }
                let dx = Float(skeleton.x(last)) - x, dy = Float(skeleton.y(last)) - y
                let l = max(1, (dx * dx + dy * dy).squareRoot())
                leaving.append((dx / l, dy / l))
            }
            var px: Float = 0, py: Float = 0
            if n.isEnding {
                guard let only = leaving.first else { continue }
                (px, py) = only
            } else {
                guard leaving.count >= 3 else { continue }
                // Along the valley between the two that are closest to each other.
                var best: Float = -2
                for i in leaving.indices {
                    for j in leaving.indices where j > i {
                        let dot = leaving[i].x * leaving[j].x + leaving[i].y * leaving[j].y
                        if dot > best {
                            best = dot
                            px = leaving[i].x + leaving[j].x
                            py = leaving[i].y + leaving[j].y
                        }
                    }
                }
            }
            // The flow gives the line, the ridge the sense.
            let a = 0.5 * atan2(s, c)
            var tx = cos(a), ty = sin(a)
            if tx * px + ty * py < 0 {
                tx = -tx
                ty = -ty
            }
            // An end beyond which the print soon ends is no end.
            let sign: Float = n.isEnding ? -1 : 1
            guard onFinger(x + sign * 18 * tx, y + sign * 18 * ty) else { continue }
            var strength: Float = 0
            let ix = Int(x), iy = Int(y)
            for dy in -6...6 where iy + dy >= 0 && iy + dy < skeleton.height {
                for dx in -6...6 where ix + dx >= 0 && ix + dx < skeleton.width {
                    strength += abs(enhanced[origin + (iy + dy) * stride + ix + dx])
                }
            }
            strength /= 169
            let quality = min(1, coherence) * min(1, strength / 0.75)
            found.append(
                Minutia(
                    x: x, y: y, angle: atan2(-ty, tx), kind: n.isEnding ? .ending : .bifurcation,
                    quality: UInt8(min(100, max(1, quality * 100)))))
        }
        return prune(found, flow: flow)
    }

    /// Of minutiae too close to each other to be real, opposite ones go together, alike ones leave the better.
    private static func prune(_ all: [Minutia], flow: RidgeFlow) -> [Minutia] {
        var dropped = [Bool](repeating: false, count: all.count)
        for i in all.indices {
            for j in (i + 1)..<max(all.count, i + 1) where !dropped[i] && !dropped[j] {
                let dx = all[i].x - all[j].x, dy = all[i].y - all[j].y
                // They stand in the order of their rows: what follows is further away still.
                if dy <= -8 { break }
                let d = dx * dx + dy * dy
                guard d < 64 else { continue }
                let opposite = cos(all[i].angle - all[j].angle) < -0.5
                if opposite && d < 49 {
                    dropped[i] = true
                    dropped[j] = true
                } else if d < 36 {
                    dropped[all[i].quality < all[j].quality ? i : j] = true
                }
            }
        }
        return all.indices.filter { !dropped[$0] }.map { all[$0] }
    }
}
