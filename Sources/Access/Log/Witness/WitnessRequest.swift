/// What a log sends a witness: where the witness stands, the way from there, and the new checkpoint. The bytes are those
/// of `add-checkpoint` in C2SP `tlog-witness`, and as good for a file as for HTTP.
///
/// ```
/// old <size that the witness cosigned last>
/// <base64 of a hash>                  one line per hash of the consistency proof
///
/// <the checkpoint as it is>
/// ```
public struct WitnessRequest: Hashable, Sendable {
    /// Bytes that a request may have.
    public static let maximumByteCount = 1 << 20
    private static let maximumPathCount = 63

    public let checkpoint: SignedCheckpoint
    public let proof: ConsistencyProof

    public enum FormatError: Error, Hashable, Sendable {
        case tooLong
        /// Not of this form, or the old size is above the new.
        case malformed
        case checkpoint(CheckpointError)
    }

    /// The request for a checkpoint, from the tiles of its tree; `cosigned` is the size that the witness cosigned last,
    /// 0 if none.
    public init(
        _ checkpoint: SignedCheckpoint, cosigned: UInt64, tiles: some TileReader
    ) throws(TreeReadError) {
        self.checkpoint = checkpoint
        proof = try TiledTree(size: checkpoint.checkpoint.size, tiles: tiles).consistencyProof(from: cosigned)
    }

    public var bytes: [UInt8] {
        var text = "old \(proof.oldSize)\n"
        for hash in proof.path { text += hash.base64 + "\n" }
        return Array((text + "\n").utf8) + checkpoint.bytes
    }

    /// Reads a request strictly: writing what was read gives the same bytes. Nothing in it is verified yet.
    public init(bytes: [UInt8]) throws(FormatError) {
        guard bytes.count <= WitnessRequest.maximumByteCount else { throw .tooLong }
        var lines = LineReader(bytes)
        guard let old = lines.line(after: "old").flatMap({ LineReader.decimal($0) }),
            let path = lines.hashes(limit: WitnessRequest.maximumPathCount)
        else { throw .malformed }
        do throws(CheckpointError) { checkpoint = try SignedCheckpoint(bytes: Array(lines.rest)) } catch {
            throw .checkpoint(error)
        }
        guard old <= checkpoint.checkpoint.size else { throw .malformed }
        proof = ConsistencyProof(oldSize: old, newSize: checkpoint.checkpoint.size, path: path)
    }
}
