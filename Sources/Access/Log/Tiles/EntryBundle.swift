/// A `tlog-tiles` entry bundle: what `tile/entries/<index>` serves, the data of up to 256 leaves.
///
/// The entries of this log are personal data and are never published. Their leaf data is `SHA256(salt || entry)`,
/// so what a bundle holds for each leaf is those 32 bytes, with the length that the format asks for (big-endian
/// `00 20`). Any monitor that speaks `tlog-tiles` can rebuild the tree from bundles and learns nothing of the entries.
public enum EntryBundle {
    private static let itemLength = 2 + TreeHash.byteCount

    public static func encode(_ leafData: some Sequence<TreeHash>) -> [UInt8] {
        var bytes: [UInt8] = []
        for data in leafData {
            bytes += [0, UInt8(TreeHash.byteCount)]
            data.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// `nil` unless the bytes are 1 to 256 items of 32 bytes each and nothing over.
    public static func decode(_ bytes: [UInt8]) -> [TreeHash]? {
        let count = bytes.count / itemLength
        guard bytes.count % itemLength == 0, (1...TileCoordinate.fullWidth).contains(count) else { return nil }
        var data: [TreeHash] = []
        for start in stride(from: 0, to: bytes.count, by: itemLength) {
            guard bytes[start] == 0, bytes[start + 1] == UInt8(TreeHash.byteCount),
                let hash = TreeHash(bytes[(start + 2)..<(start + itemLength)])
            else { return nil }
            data.append(hash)
        }
        return data
    }
}
