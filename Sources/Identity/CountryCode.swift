/// A state, nationality or issuing body: ISO 3166-1 alpha-3, or a code that ICAO Doc 9303 part 3 adds.
///
/// Codes are levelled when read: case, fillers, `D` = `DEU`, and `RKS` = `XXK` = `XKX` (written `RKS`), so that
/// equal states are equal values (Delegated Regulation (EU) 2023/333 asks for that before comparing).
///
/// The value is two bytes: the code as a number in base 26, which sorts as its letters do.
public struct CountryCode: Hashable, Comparable, Sendable, CustomStringConvertible {
    let packed: UInt16

    /// Three letters, for instance `DEU`, `GBD`, `XXA`, `UTO`.
    public var text: String {
        let value = packed
        return String(unsafeUninitializedCapacity: 3) { buffer in
            buffer[0] = UInt8(ascii: "A") + UInt8(value / 676)
            buffer[1] = UInt8(ascii: "A") + UInt8(value / 26 % 26)
            buffer[2] = UInt8(ascii: "A") + UInt8(value % 26)
            return 3
        }
    }

    /// As machine-readable zones print it, without fillers: Germany has the single letter `D`, every other body `text`.
    public var machineReadableText: String { self == .germany ? "D" : text }

    /// `nil` where no table knows the code.
    public init?(_ text: String) { self.init(utf8: text.utf8) }

    /// `nil` where no table knows the code.
    public init?(_ text: some StringProtocol) { self.init(utf8: text.utf8) }

    /// From the bytes of a code; blanks and fillers are passed over. `nil` where no table knows it.
    public init?(utf8 bytes: some Sequence<UInt8>) {
        var value: UInt16 = 0
        var length = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"), UInt8(ascii: " "): continue
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = value &* 26 &+ UInt16(byte - UInt8(ascii: "A"))
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = value &* 26 &+ UInt16(byte - UInt8(ascii: "a"))
            default: return nil
            }
            length += 1
            if length > 3 { return nil }
        }
        if length == 1, value == 3 { (length, value) = (3, CountryCode.germany.packed) }
        guard length == 3, let level = CountryTable.level(value) else { return nil }
        packed = level
    }

    init(packed: UInt16) { self.packed = packed }

    /// `XXX`, ICAO's code for a person of unspecified nationality or an unspecified issuer.
    public static let unspecified = CountryCode(packed: (23 * 26 + 23) * 26 + 23)
    static let germany = CountryCode(packed: (3 * 26 + 4) * 26 + 20)

    public static func < (a: CountryCode, b: CountryCode) -> Bool { a.packed < b.packed }
    public var description: String { text }

    /// What a code stands for.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case state
        /// A territory with a code of its own that belongs to a state.
        case dependent
        /// Not recognised as a State by at least one Member State (the term of Regulation (EU) 2018/1806, Annexes).
        case authority
        /// One of the classes of British nationality that are not British citizenship (Doc 9303-3 section 5).
        case nationalityClass
        /// International organisation or other body that issues travel documents (Doc 9303-3 section 5).
        case organisation
        /// Stateless person, refugee or person of unspecified nationality (Doc 9303-3 section 5).
        case personStatus
        /// For specimens only.
        case specimen
    }

    /// Short name in English.
    public var name: String { CountryTable.entry(packed).name }
    /// ISO 3166-1 alpha-2, or the code that stands in for it (`XK`, `EU`); `nil` where there is none.
    public var alpha2: String? { CountryTable.entry(packed).alpha2 }
    public var kind: Kind { CountryTable.entry(packed).kind }
    /// The year in which the code was withdrawn (ISO 3166-3); `nil` for one in use. Withdrawn codes still occur as
    /// places of birth and in old alerts.
    public var withdrawnIn: Int? { CountryTable.entry(packed).withdrawn }
    public var isHistorical: Bool { withdrawnIn != nil }

    /// Every code known, sorted.
    public static var all: [CountryCode] { CountryTable.all }
}
