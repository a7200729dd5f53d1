/// What a whole synthetic world grows from. Everything in it draws from a stream of its own, named for what it is
/// and numbered, so that person 700,000 is the same whether or not the 699,999 before were made.
public struct Seed: Hashable, Sendable {
    public let value: UInt64

    public init(_ value: UInt64) { self.value = value }

    /// The streams of one name. Make it once and keep it where many numbered streams are needed.
    public func streams(for name: String) -> StreamFamily {
        // FNV-1a, 64 bits.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return StreamFamily(key: SplitMix64.mix(SplitMix64.mix(value &+ 0x9E37_79B9_7F4A_7C15) ^ hash))
    }

    /// Stream number `index` of that name.
    public func stream(for name: String, _ index: Int) -> SeededGenerator { streams(for: name)[index] }
}

/// The numbered streams of one name.
public struct StreamFamily: Sendable {
    let key: UInt64

    public subscript(index: Int) -> SeededGenerator {
        SeededGenerator(seed: key ^ SplitMix64.mix(UInt64(bitPattern: Int64(index)) &+ 0x632B_E59B_D9B4_E019))
    }
}
