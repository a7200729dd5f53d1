import Identity
import Wire

/// The reference number of a transmission: the letters of the Member State, the digit of the category, and what the Member
/// State counts with (603 Article 24(4); 1358 Article 37(4)–(5)).
public struct ReferenceNumber: WireText, Hashable {
    /// Two letters, `FR`; `EL` and `GR` are both Greece's, `EP` is Europol's own.
    public let letters: String
    public let digit: Int
    public let rest: String

    public init?(wireText: String) {
        let text = Array(wireText.utf8)
        guard (4...40).contains(text.count), text[0...1].allSatisfy({ (65...90).contains($0) }),
            (48...57).contains(text[2]),
            text[3...].allSatisfy({ (48...57).contains($0) || (65...90).contains($0) || $0 == 45 || $0 == 47 })
        else { return nil }
        letters = String(decoding: text[0...1], as: UTF8.self)
        digit = Int(text[2]) - 48
        rest = String(decoding: text[3...], as: UTF8.self)
    }

    /// Blank, to be read into.
    init() { (letters, digit, rest) = ("XX", 0, "0") }

    public static var textRule: Schema.TextRule {
        .init(length: 4...40, pattern: "^[A-Z]{2}[0-9][A-Z0-9/-]{1,37}$", example: "FR1230000017")
    }
    public static var noun: String {
        "a reference number: two letters of the Member State, the category's digit, a number"
    }
    public var wireText: String { "\(letters)\(digit)\(rest)" }

    /// Whether the letters are this Member State's; `nil` is Europol.
    public func belongs(to memberState: String?) -> Bool {
        guard let memberState else { return letters == "EP" }
        return letters == CountryCode(memberState)?.alpha2 || (memberState == "GRC" && letters == "EL")
    }
}
