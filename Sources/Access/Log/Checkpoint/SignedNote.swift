/// A text with signatures (C2SP `signed-note`). Until a signature was verified, the text means nothing.
///
/// ```
/// text, ending in a newline
///
/// — key name base64(key id || signature)
/// ```
public struct SignedNote: Hashable, Sendable {
    /// Bytes that a note may have; room for a hundred signatures, post-quantum ones among them.
    public static let maximumByteCount = 1 << 19
    public static let maximumSignatureCount = 100

    /// The signed text with its last newline.
    public let text: [UInt8]
    public private(set) var signatures: [NoteSignature]

    /// Why bytes are not a signed note.
    public enum FormatError: Error, Hashable, Sendable {
        case tooLong
        /// Not UTF-8, or a control character other than newline.
        case invalidText
        /// No blank line between text and signatures, or no newline at the end.
        case noSignatureBlock
        case malformedSignature(line: Int)
        case tooManySignatures
    }

    /// A note about to be signed. The text must end in a newline and be such that it can be read back.
    public init(text: [UInt8]) throws(FormatError) {
        guard text.count <= SignedNote.maximumByteCount / 2 else { throw .tooLong }
        guard isNoteText(text) else { throw .invalidText }
        guard text.last == newline else { throw .noSignatureBlock }
        (self.text, signatures) = (text, [])
    }

    /// Reads a note strictly: writing what was read gives the same bytes.
    public init(bytes: [UInt8]) throws(FormatError) {
        guard bytes.count <= SignedNote.maximumByteCount else { throw .tooLong }
        guard isNoteText(bytes) else { throw .invalidText }
        guard bytes.last == newline else { throw .noSignatureBlock }
        var end = bytes.count - 2
        while end >= 1, !(bytes[end] == newline && bytes[end - 1] == newline) { end -= 1 }
        guard end >= 1, end + 1 < bytes.count else { throw .noSignatureBlock }
        text = Array(bytes[..<end])
        signatures = []
        var lines = LineReader(bytes[(end + 1)...])
        while let line = lines.line() {
            guard signatures.count < SignedNote.maximumSignatureCount else { throw .tooManySignatures }
            guard let signature = NoteSignature(line: line) else {
                throw .malformedSignature(line: signatures.count + 1)
            }
            signatures.append(signature)
        }
    }

    public var bytes: [UInt8] { signatures.reduce(text + [newline]) { $0 + $1.line + [newline] } }

    /// Adds a signature, unless the note has it already. `false`, and no change, where the note would become longer
    /// than can be read back.
    @discardableResult
    public mutating func add(_ signature: NoteSignature) -> Bool {
        if signatures.contains(signature) { return true }
        guard signatures.count < SignedNote.maximumSignatureCount,
            bytes.count + signature.line.count + 1 <= SignedNote.maximumByteCount
        else { return false }
        signatures.append(signature)
        return true
    }

    func keeping(_ kept: some Sequence<NoteSignature>) -> SignedNote {
        var copy = self
        copy.signatures = []
        for signature in kept { copy.add(signature) }
        return copy
    }

    /// The signatures that claim to be by a key: its name and its id. Others are to be ignored.
    func signatures(by key: VerifierKey) -> [NoteSignature] {
        signatures.filter { $0.keyID == key.keyID && $0.name == key.name }
    }
}

/// One signature line of a note.
public struct NoteSignature: Hashable, Sendable {
    public let name: NoteName
    public let keyID: UInt32
    /// What follows the key id; its form is the algorithm's.
    public let signature: [UInt8]

    public init(name: NoteName, keyID: UInt32, signature: [UInt8]) {
        (self.name, self.keyID, self.signature) = (name, keyID, signature)
    }

    private static let dash: [UInt8] = Array("— ".utf8)

    /// The line without its newline.
    var line: [UInt8] {
        let id = [UInt8(keyID >> 24), UInt8(keyID >> 16 & 255), UInt8(keyID >> 8 & 255), UInt8(keyID & 255)]
        return NoteSignature.dash + name.bytes + [UInt8(ascii: " ")] + Array(Base64.encode(id + signature).utf8)
    }

    /// The line with its newline, as a witness hands it out.
    public var text: String { String(decoding: line + [newline], as: UTF8.self) }

    /// Reads ``text``; `nil` for anything else.
    public init?(text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.last == newline, bytes.count <= SignedNote.maximumByteCount else { return nil }
        self.init(line: bytes.dropLast())
    }

    init?(line: ArraySlice<UInt8>) {
        guard line.starts(with: NoteSignature.dash) else { return nil }
        let parts = line.dropFirst(NoteSignature.dash.count).split(
            separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        guard parts.count == 2, let name = NoteName(bytes: parts[0]), let value = Base64.decode(parts[1]),
            value.count > 4
        else { return nil }
        self.name = name
        keyID = value.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        signature = Array(value.dropFirst(4))
    }
}

private let newline = UInt8(ascii: "\n")

private func isNoteText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 || $0 == newline } && String(validating: bytes, as: UTF8.self) != nil
}
