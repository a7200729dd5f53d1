/// Why a biometric file was refused: which format, which place in it, and what is wrong there.
///
/// Every reader of this module throws nothing else, so that a caller can show the reason to whoever sent the file.
public struct FormatError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The format that the file claims, for instance `WSQ` or `ANSI/NIST-ITL`.
    public let format: String
    /// The field, marker or byte offset at fault.
    public let place: String
    /// What is wrong, in words.
    public let reason: String

    public init(_ format: String, at place: String, _ reason: String) {
        self.format = format
        self.place = place
        self.reason = reason
    }

    public var description: String { "\(format), \(place): \(reason)" }
}
