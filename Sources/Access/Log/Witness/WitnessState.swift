/// What a witness remembers: the last checkpoint it cosigned of each log.
public struct WitnessState: Hashable, Sendable {
    private var checkpoints: [NoteName: SignedCheckpoint] = [:]

    public init() {}

    public func latest(of origin: NoteName) -> SignedCheckpoint? { checkpoints[origin] }
    public var origins: [NoteName] { checkpoints.keys.sorted() }

    mutating func record(_ checkpoint: SignedCheckpoint) {
        checkpoints[checkpoint.checkpoint.origin] = checkpoint
    }

    // MARK: - Bytes

    /// Bytes that a state may have.
    public static let maximumByteCount = 1 << 26
    private static let header = Array("sextant witness state v1\n".utf8)

    /// Why bytes are not a witness's state. A witness whose state cannot be read must not sign.
    public enum FormatError: Error, Hashable, Sendable {
        case tooLong
        case notAState
        /// The digest at the end does not fit: the bytes are cut off or altered.
        case damaged
        case malformed
    }

    /// The state to keep: a header line; for each log, in order of origin, the length of its checkpoint note in
    /// decimal on a line and the note; at the end the line `sha256 <hexadecimal>` over all before it.
    public var bytes: [UInt8] {
        var bytes = WitnessState.header
        for origin in origins {
            guard let note = checkpoints[origin]?.bytes else { continue }
            bytes += Array("\(note.count)\n".utf8) + note
        }
        return bytes + Array("sha256 \(TreeHash.digest(bytes))\n".utf8)
    }

    /// Reads ``bytes`` strictly: writing what was read gives the same bytes.
    public init(bytes: [UInt8]) throws(FormatError) {
        guard bytes.count <= WitnessState.maximumByteCount else { throw .tooLong }
        guard bytes.starts(with: WitnessState.header) else { throw .notAState }
        let trailer = 7 + 64 + 1
        guard bytes.count >= WitnessState.header.count + trailer else { throw .damaged }
        let body = bytes[..<(bytes.count - trailer)]
        guard bytes[body.endIndex...].elementsEqual("sha256 \(TreeHash.digest(body))\n".utf8) else { throw .damaged }
        var reader = LineReader(body[WitnessState.header.count...])
        var last: NoteName?
        while !reader.rest.isEmpty {
            guard let line = reader.line(), let length = LineReader.decimal(line), let note = reader.take(length),
                let checkpoint = try? SignedCheckpoint(bytes: note)
            else { throw .malformed }
            let origin = checkpoint.checkpoint.origin
            guard last.map({ $0 < origin }) ?? true else { throw .malformed }
            checkpoints[origin] = checkpoint
            last = origin
        }
    }
}
