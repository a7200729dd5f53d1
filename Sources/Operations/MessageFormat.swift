import Wire

/// Another form than JSON in which an operation is asked and answers, by its media type. Reading and writing are pure: what is
/// asked is the operation's input, whatever form it came in.
public struct MessageFormat: Sendable {
    /// For instance `application/xml`; lower case, without parameters.
    public let mediaType: String
    /// Makes the operation's input of a body.
    public let read: @Sendable (_ body: [UInt8]) throws(Refusal) -> JSON
    /// Writes a reply; the request is given too, because some forms answer with marks of what was asked.
    public let write: @Sendable (_ reply: JSON, _ request: [UInt8]) throws(Refusal) -> [UInt8]

    public init(
        mediaType: String, read: @escaping @Sendable (_ body: [UInt8]) throws(Refusal) -> JSON,
        write: @escaping @Sendable (_ reply: JSON, _ request: [UInt8]) throws(Refusal) -> [UInt8]
    ) {
        self.mediaType = mediaType
        self.read = read
        self.write = write
    }
}
