import Synchronization

/// A token bucket for each key. Keeps at most `keysMax` buckets; full ones are forgotten first.
final class RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var last: ContinuousClock.Instant
    }
    private let buckets = Mutex<[String: Bucket]>([:])
    private let perSecond: Double
    private let atOnce: Double
    private let keysMax: Int

    init(perSecond: Double, atOnce: Double, keysMax: Int = 10_000) {
        self.perSecond = perSecond
        self.atOnce = atOnce
        self.keysMax = keysMax
    }

    func admit(_ key: String) -> Bool {
        let now = ContinuousClock.now
        return buckets.withLock { buckets in
            if buckets.count >= keysMax, buckets[key] == nil {
                buckets = buckets.filter { refilled($0.value, at: now).tokens < atOnce }
                if buckets.count >= keysMax { return false }
            }
            var bucket = refilled(buckets[key] ?? Bucket(tokens: atOnce, last: now), at: now)
            let admitted = bucket.tokens >= 1
            if admitted { bucket.tokens -= 1 }
            buckets[key] = bucket
            return admitted
        }
    }

    private func refilled(_ bucket: Bucket, at now: ContinuousClock.Instant) -> Bucket {
        let parts = (now - bucket.last).components
        let elapsed = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        return Bucket(tokens: min(atOnce, bucket.tokens + elapsed * perSecond), last: now)
    }
}
