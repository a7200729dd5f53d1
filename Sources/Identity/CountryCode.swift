/// A state, nationality or issuing body: ISO 3166-1 alpha-3, or a code that ICAO Doc 9303 part 3 adds.
///
/// Codes are levelled when read: case, fillers, `D` = `DEU`, and `RKS` = `XXK` = `XKX` (written `RKS`), so that
/// equal states are equal values (Delegated Regulation (EU) 2023/333 asks for that before comparing).
public struct CountryCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Three letters, for instance `DEU`, `GBD`, `XXA`, `UTO`.
    public let text: String

    /// `nil` where no table knows the code.
    public init?(_ text: some StringProtocol) {
        let level = CountryTable.level(text)
        guard CountryTable.isKnown(level) else { return nil }
        self.text = level
    }

    public static func < (a: CountryCode, b: CountryCode) -> Bool { a.text < b.text }
    public var description: String { text }
}

extension CountryCode {
    /// `XXX`, ICAO's code for a person of unspecified nationality or an unspecified issuer.
    public static let unspecified = CountryCode(level: "XXX")

    private init(level: String) { text = level }
}
