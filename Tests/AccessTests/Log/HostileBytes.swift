/// Damaged versions of good bytes: each byte flipped in several ways, each cut, single bytes taken out, doubled and
/// put in, parts swapped, and random bytes alone.
func hostileVersions(of good: [UInt8], seed: UInt64, random: Int = 500) -> [[UInt8]] {
    var generator = SeededGenerator(seed)
    var versions: [[UInt8]] = [[], [0], [0xFF], good + good, good + [0], good + [0x0A]]
    for place in good.indices {
        for flip in [1, 0x20, 0x80, 0xFF] as [UInt8] {
            var version = good
            version[place] ^= flip
            versions.append(version)
        }
        versions.append(Array(good[..<place]))
        versions.append(Array(good[place...]))
        versions.append(Array(good[..<place]) + Array(good[(place + 1)...]))
        versions.append(Array(good[...place]) + Array(good[place...]))
        versions.append(Array(good[..<place]) + [UInt8(truncatingIfNeeded: generator.next())] + Array(good[place...]))
    }
    for _ in 0..<random {
        versions.append(generator.bytes(Int.random(in: 0...(good.count * 2), using: &generator)))
        var version = good
        for _ in 0..<Int.random(in: 2...6, using: &generator) where !version.isEmpty {
            version[Int.random(in: version.indices, using: &generator)] = UInt8(truncatingIfNeeded: generator.next())
        }
        versions.append(version)
        let cut = Int.random(in: 0...good.count, using: &generator)
        versions.append(Array(good[cut...] + good[..<cut]))
    }
    return versions
}
