/// The name of a key in a signed note, and of the log whose origin it is: text without spaces and `+`, compared
/// byte by byte.
///
/// C2SP `tlog-checkpoint` allows an origin any text; here it has to be a name that a key can bear too, because a
/// checkpoint is accepted only from the key that bears its origin.
public struct NoteName: Hashable, Sendable {
    /// Bytes that a name may have in UTF-8.
    public static let maximumByteCount = 255
    // Bytes, because String compares by canonical equivalence and a signature does not.
    let bytes: [UInt8]

    /// `nil` if empty, too long, or with Unicode white space, control characters or `+` in it.
    public init?(_ text: some StringProtocol) { self.init(bytes: Array(text.utf8)) }

    init?(bytes: some Collection<UInt8>) {
        guard !bytes.isEmpty, bytes.count <= NoteName.maximumByteCount,
            let text = String(validating: Array(bytes), as: UTF8.self),
            text.unicodeScalars.allSatisfy({
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control && $0 != "+"
            })
        else { return nil }
        self.bytes = Array(bytes)
    }
}

extension NoteName: CustomStringConvertible, Comparable {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
    /// By bytes.
    public static func < (a: NoteName, b: NoteName) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}
