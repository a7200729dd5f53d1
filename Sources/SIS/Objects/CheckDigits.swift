/// Check digits of the numbers that objects carry. A wrong one is worth a second look and no reason to refuse an alert:
/// the object sought may be a false one.
enum CheckDigits {
    /// `nil` where such numbers have no check digit.
    static func isRight(_ number: String, of kind: ObjectNumberKind) -> Bool? {
        let characters = Array(number.utf8)
        return switch kind {
        case .imoNumber: isIMO(characters)
        case .containerNumber: isContainer(characters)
        case .imei: characters.count == 15 && isLuhn(characters)
        case .cardNumber: (12...19).contains(characters.count) && isLuhn(characters)
        case .accountNumber: isAccount(characters)
        case .mmsi: characters.count == 9 && characters.allSatisfy(isDigit)
        case .macAddress: characters.count == 12 && characters.allSatisfy { isDigit($0) || ($0 >= 65 && $0 <= 70) }
        default: nil
        }
    }

    private static func isDigit(_ character: UInt8) -> Bool { character >= 48 && character <= 57 }
    private static func isLetter(_ character: UInt8) -> Bool { character >= 65 && character <= 90 }

    /// Six digits weighted 7 to 2; the last digit of the sum is the seventh. `IMO` may stand before them.
    private static func isIMO(_ characters: [UInt8]) -> Bool {
        let digits = characters.starts(with: Array("IMO".utf8)) ? Array(characters.dropFirst(3)) : characters
        guard digits.count == 7, digits.allSatisfy(isDigit) else { return false }
        let sum = zip(digits, [7, 6, 5, 4, 3, 2]).reduce(0) { $0 + Int($1.0 - 48) * $1.1 }
        return sum % 10 == Int(digits[6] - 48)
    }

    /// ISO 6346: letters count 10 to 38 without the multiples of eleven, weights are powers of two, modulo eleven.
    private static func isContainer(_ characters: [UInt8]) -> Bool {
        guard characters.count == 11, characters.prefix(4).allSatisfy(isLetter), characters.suffix(7).allSatisfy(isDigit)
        else { return false }
        var sum = 0
        for (place, character) in characters.prefix(10).enumerated() {
            var value = Int(character) - 48
            if isLetter(character) {
                let letter = Int(character) - 65
                value = 10 + letter + (letter + 9) / 10
            }
            sum += value << place
        }
        return sum % 11 % 10 == Int(characters[10] - 48)
    }

    /// ISO/IEC 7812, annex B.
    private static func isLuhn(_ characters: [UInt8]) -> Bool {
        guard characters.allSatisfy(isDigit) else { return false }
        var sum = 0
        for (place, character) in characters.reversed().enumerated() {
            let value = Int(character - 48) * (place % 2 == 1 ? 2 : 1)
            sum += value > 9 ? value - 9 : value
        }
        return sum % 10 == 0
    }

    /// ISO 13616: the first four characters to the end, letters as 10 to 35, modulo 97.
    private static func isAccount(_ characters: [UInt8]) -> Bool {
        guard (15...34).contains(characters.count) else { return false }
        var rest = 0
        for character in characters.dropFirst(4) + characters.prefix(4) {
            if isDigit(character) {
                rest = (rest * 10 + Int(character - 48)) % 97
            } else if isLetter(character) {
                rest = (rest * 100 + Int(character) - 55) % 97
            } else {
                return false
            }
        }
        return rest == 1
    }
}
