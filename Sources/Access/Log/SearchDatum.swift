/// One thing that a search was made with, as the log may keep it.
///
/// The acts want the data used for a query in the log (2017/2226 Article 46(1)(d), 2018/1862 Article 18(2)), but of a
/// biometric search the type instead of the data (2018/1862 Article 18(3)). So there is no case here that a sample or a
/// template could be put into: biometrics have a kind and nothing more, and other data is short text.
public enum SearchDatum: Hashable, Sendable {
    /// Alphanumeric data; `nil` where the key was used and its value is not to be kept.
    case alphanumeric(LoggedKey, SearchText?)
    /// A biometric search: its type, never its sample.
    case biometric(BiometricKind)
}

/// What kind of alphanumeric data a search used. The raw value is written to the log and never changes meaning.
public enum LoggedKey: UInt8, Hashable, Sendable, CaseIterable {
    case machineReadableZone = 1
    case familyName = 2
    case givenNames = 3
    case nameAtBirth = 4
    case alias = 5
    case birthDate = 6
    case birthPlace = 7
    case sex = 8
    case nationality = 9
    case documentNumber = 10
    case documentType = 11
    case issuingCountry = 12
    case documentExpiry = 13
    case visaStickerNumber = 14
    case applicationNumber = 15
    /// The number that a system gave a record: Schengen id, reference of an individual file, Eurodac number.
    case recordNumber = 16
    /// A registration or serial number of an object.
    case objectNumber = 17
    case address = 18
    case period = 19
    case crossingPoint = 20
    case other = 255
}

/// What kind of biometric data a search used (ISO/IEC 2382-37). The raw value is written to the log and never changes
/// meaning.
public enum BiometricKind: UInt8, Hashable, Sendable, CaseIterable {
    case facialImage = 1
    case fingerprints = 2
    /// Prints found at a scene.
    case fingermarks = 3
    case palmPrints = 4
    case palmMarks = 5
    case dnaProfile = 6
}

/// Alphanumeric data used for a search: a line of text of at most 256 bytes, too short for a biometric sample.
/// The lines of a machine-readable zone are joined by a space.
public struct SearchText: Hashable, Sendable {
    public static let maximumByteCount = 256
    public let text: String

    /// `nil` if empty, longer than 256 bytes of UTF-8, or with control characters in it.
    public init?(_ text: String) {
        guard isLogText(text, maximumByteCount: SearchText.maximumByteCount) else { return nil }
        self.text = text
    }
}

/// Whether text can stand in the log: not empty, not too long, without control characters.
func isLogText(_ text: String, maximumByteCount: Int) -> Bool {
    var copy = text
    return copy.withUTF8 { isLogText($0, maximumByteCount: maximumByteCount) }
}

private func isLogText(_ utf8: UnsafeBufferPointer<UInt8>, maximumByteCount: Int) -> Bool {
    guard !utf8.isEmpty, utf8.count <= maximumByteCount else { return false }
    for place in utf8.indices {
        let byte = utf8[place]
        if byte < 0x20 || byte == 0x7F { return false }
        // U+0080 to U+009F, the other control characters.
        if byte == 0xC2, place + 1 < utf8.count, utf8[place + 1] < 0xA0 { return false }
    }
    return true
}
