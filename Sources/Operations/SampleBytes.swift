import Access
import Wire

/// How many bytes a sample of a system may have.
public protocol SampleLimit: Sendable, Hashable {
    static var bytesMax: Int { get }
}

/// Bytes of a biometric sample, template or scan, written as base64 (RFC 4648, section 4, with padding; the one canonical text of
/// its bytes). Each system says how many it takes.
public struct Base64Sample<Limit: SampleLimit>: WireText, Hashable {
    public static var bytesMax: Int { Limit.bytesMax }
    public let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public static var textRule: Schema.TextRule {
        .init(
            length: 4...(bytesMax / 3 * 4 + 4), pattern: "^[A-Za-z0-9+/]+={0,2}$", format: "byte",
            example: "Rk1SACAyMAA=")
    }
    public static var noun: String { "base64 with padding" }

    /// `nil` unless the text is the one canonical base64 form of its bytes, of which there are some and not too many.
    public init?(wireText: String) {
        guard let bytes = Base64.decode(wireText.utf8), !bytes.isEmpty, bytes.count <= Limit.bytesMax else { return nil }
        self.bytes = bytes
    }

    public var wireText: String { Base64.encode(bytes) }
}
