#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Cores and deltas, by the turning number of the ridge direction around each point (Poincaré index; Kawagoe and Tojo,
/// Pattern Recognition 1984).
enum SingularityFinder {
    static func find(cosine: Plane<Float>, sine: Plane<Float>, mask: Plane<UInt8>) -> [Singularity] {
        let w = mask.width, h = mask.height
        guard w > 8, h > 8 else { return [] }
        let c = cosine.smoothed(1.6), s = sine.smoothed(1.6)
        // Around a square of blocks: half a turn forward is a core, backward a delta.
        let ring = [(-1, -1), (0, -1), (1, -1), (2, -1), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2), (-1, 2), (-1, 1), (-1, 0)]
        var hits: [(x: Float, y: Float, kind: Singularity.Kind)] = []
        for y in 3..<(h - 4) {
            for x in 3..<(w - 4) {
                var inside = true
                for (dx, dy) in [(-3, -3), (4, -3), (-3, 4), (4, 4)] where mask[x + dx, y + dy] == 0 { inside = false }
                guard inside else { continue }
                var turn: Float = 0
                for k in ring.indices {
                    let (ax, ay) = ring[k], (bx, by) = ring[(k + 1) % ring.count]
                    let pc = c[x + ax, y + ay], ps = s[x + ax, y + ay], qc = c[x + bx, y + by], qs = s[x + bx, y + by]
                    turn += atan2(pc * qs - ps * qc, pc * qc + ps * qs)
                }
                // Of the doubled angle, y down: a whole turn is half a turn of the ridges.
                if turn > 5 { hits.append((Float(x) + 1, Float(y) + 1, .core)) }
                if turn < -5 { hits.append((Float(x) + 1, Float(y) + 1, .delta)) }
            }
        }
        // Neighbouring hits are one point.
        var result: [Singularity] = []
        var used = [Bool](repeating: false, count: hits.count)
        for i in hits.indices where !used[i] {
            var sx: Float = 0, sy: Float = 0, n: Float = 0
            for j in hits.indices where !used[j] && hits[j].kind == hits[i].kind {
                let dx = hits[j].x - hits[i].x, dy = hits[j].y - hits[i].y
                guard dx * dx + dy * dy <= 9 else { continue }
                used[j] = true
                sx += hits[j].x
                sy += hits[j].y
                n += 1
            }
            guard n >= 2 else { continue }
            result.append(
                Singularity(
                    x: sx / n * Float(RidgeFlow.block), y: sy / n * Float(RidgeFlow.block), kind: hits[i].kind))
        }
        return result
    }
}
