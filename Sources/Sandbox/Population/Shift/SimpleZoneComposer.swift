import Identity

/// Composes zones from Latin names for shifts that are given no other composer: check digits of ICAO Doc 9303 part 3,
/// names folded to A to Z and cut at the end of the field.
public enum SimpleZoneComposer {
    public static func compose(_ contents: ZoneContents) -> [String] {
        let identity = contents.identity
        let document = contents.document
        let nationality = fill(identity.nationalities.first?.text ?? "XXX", 3)
        let issuer = fill(document.issuer.text == "DEU" ? "D" : document.issuer.text, 3)
        let number = fill(String(document.number.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }), 9)
        let born = date(identity.dateOfBirth)
        let expires = document.expiry.map { date(PartialDate($0)) } ?? "<<<<<<"
        let sex =
            switch identity.sex {
            case .female: "F"
            case .male: "M"
            default: "<"
            }
        let numbered = number + digit(number)
        let dates = born + digit(born) + sex + expires + digit(expires)
        let code = fill(documentCode(contents), 2)
        switch contents.format {
        case .td3:
            let optional = fill(contents.optional, 14)
            let optionalDigit = contents.optional.isEmpty ? "<" : digit(optional)
            let composite = numbered + born + digit(born) + expires + digit(expires) + optional + optionalDigit
            return [
                code + issuer + names(identity, 39),
                numbered + nationality + dates + optional + optionalDigit + digit(composite),
            ]
        case .td2:
            let optional = fill(contents.optional, 7)
            let composite = numbered + born + digit(born) + expires + digit(expires) + optional
            return [code + issuer + names(identity, 31), numbered + nationality + dates + optional + digit(composite)]
        case .td1:
            let optional = fill(contents.optional, 15)
            let second = fill("", 11)
            let composite = numbered + optional + born + digit(born) + expires + digit(expires) + second
            return [
                code + issuer + numbered + optional, dates + nationality + second + digit(composite), names(identity, 30),
            ]
        case .mrvA:
            return [code + issuer + names(identity, 39), numbered + nationality + dates + fill(contents.optional, 16)]
        case .mrvB:
            return [code + issuer + names(identity, 31), numbered + nationality + dates + fill(contents.optional, 8)]
        }
    }

    private static func documentCode(_ contents: ZoneContents) -> String {
        switch (contents.format, contents.document.kind) {
        case (.mrvA, _), (.mrvB, _): "V"
        case (_, .residencePermit): "IR"
        case (_, .refugeeTravelDocument): "PR"
        case (.td3, .diplomaticPassport): "PD"
        case (.td3, .servicePassport): "PS"
        case (.td3, _): "P"
        default: "I"
        }
    }

    private static func date(_ date: PartialDate?) -> String {
        guard let date else { return "<<<<<<" }
        func two(_ value: Int, known: Bool) -> String { known ? (value < 10 ? "0" : "") + String(value) : "<<" }
        return two(Int(date.year) % 100, known: date.year > 0) + two(Int(date.month), known: date.month > 0)
            + two(Int(date.day), known: date.day > 0)
    }

    private static func names(_ identity: PersonIdentity, _ width: Int) -> String {
        var surname = identity.surnames.map(letters).joined(separator: "<")
        let given = identity.givenNames.map(letters).joined(separator: "<")
        if given.isEmpty { return fill(surname, width) }
        // At least the first letter of the given names is kept.
        if surname.count > width - 3 { surname = String(surname.prefix(width - 3)) }
        return fill(surname + "<<" + given, width)
    }

    private static let combined: [Character: String] = [
        "Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "SS", "Æ": "AE", "Ø": "OE", "Å": "AA", "Œ": "OE", "Þ": "TH", "Ð": "D", "Ĳ": "IJ",
    ]

    /// Upper case A to Z; blanks and hyphens become fillers, other marks vanish.
    private static func letters(_ name: String) -> String {
        var result = ""
        for character in name.uppercased() {
            if let both = combined[character] {
                result += both
            } else if character == " " || character == "-" {
                result += "<"
            } else if let plain = LatinMarks.removed(from: String(character)).first, plain.isASCII, plain.isLetter {
                result.append(plain)
            }
        }
        return result
    }

    private static func fill(_ text: String, _ width: Int) -> String {
        String(text.prefix(width)) + String(repeating: "<", count: max(0, width - text.count))
    }

    /// Weights 7, 3, 1; letters count from 10, fillers nothing.
    static func digit(_ field: String) -> String {
        var sum = 0
        for (place, byte) in field.utf8.enumerated() {
            let value =
                switch byte {
                case 48...57: Int(byte) - 48
                case 65...90: Int(byte) - 55
                default: 0
                }
            sum += value * [7, 3, 1][place % 3]
        }
        return String(sum % 10)
    }
}
