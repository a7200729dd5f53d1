/// What the type of a field says about a character that cannot stand there.
///
/// Scanners confuse O, D and Q with 0, I with 1, Z with 2, S with 5, G with 6, B with 8, and a filler with K.
enum FieldTypes {
    typealias Zone = MachineReadableZone
    private static let filler = ZoneReader.filler

    /// Replacements, by place. Empty for a zone whose characters are all of their field's type.
    static func repairs(_ bytes: [UInt8], layout: Zone.Layout) -> [Int: UInt8] {
        var repairs: [Int: UInt8] = [:]
        func putDigits(_ places: some Sequence<Int>, orFiller: Bool) {
            for place in places {
                if let digit = digit(for: bytes[place]) {
                    repairs[place] = digit
                } else if orFiller, bytes[place] == UInt8(ascii: "K") {
                    repairs[place] = filler
                }
            }
        }
        func putLetters(_ places: some Sequence<Int>) {
            for place in places { if let letter = letters(for: bytes[place]).first { repairs[place] = letter } }
        }
        putLetters(layout.documentCode)
        for code in [layout.issuer, layout.nationality].compactMap({ $0 }) {
            for (place, byte) in zip(code, repairedCode(Array(bytes[code]))) where bytes[place] != byte {
                repairs[place] = byte
            }
        }
        for stretch in layout.names {
            putLetters(stretch)
            for place in padding(bytes, stretch, layout: layout) where bytes[place] != filler {
                repairs[place] = filler
            }
        }
        putDigits(layout.birth, orFiller: true)
        putDigits([layout.birthCheck], orFiller: false)
        putDigits(layout.expiry ?? 0..<0, orFiller: false)
        putDigits([layout.expiryCheck].compactMap { $0 }, orFiller: false)
        putDigits([layout.numberCheck], orFiller: layout.hasLongNumbers)
        putDigits([layout.optionalCheck].compactMap { $0 }, orFiller: true)
        putDigits([layout.compositeCheck].compactMap { $0 }, orFiller: false)
        if bytes[layout.sex] == UInt8(ascii: "K") { repairs[layout.sex] = filler }
        return repairs
    }

    /// The digit that a letter was taken for.
    static func digit(for letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "O"), UInt8(ascii: "Q"), UInt8(ascii: "D"): UInt8(ascii: "0")
        case UInt8(ascii: "I"): UInt8(ascii: "1")
        case UInt8(ascii: "Z"): UInt8(ascii: "2")
        case UInt8(ascii: "S"): UInt8(ascii: "5")
        case UInt8(ascii: "G"): UInt8(ascii: "6")
        case UInt8(ascii: "B"): UInt8(ascii: "8")
        default: nil
        }
    }

    /// The letters that a digit was taken for, the likeliest first.
    static func letters(for digit: UInt8) -> [UInt8] {
        switch digit {
        case UInt8(ascii: "0"): [UInt8(ascii: "O"), UInt8(ascii: "D"), UInt8(ascii: "Q")]
        case UInt8(ascii: "1"): [UInt8(ascii: "I")]
        case UInt8(ascii: "2"): [UInt8(ascii: "Z")]
        case UInt8(ascii: "5"): [UInt8(ascii: "S")]
        case UInt8(ascii: "6"): [UInt8(ascii: "G")]
        case UInt8(ascii: "8"): [UInt8(ascii: "B")]
        default: []
        }
    }

    /// The other readings of a character where letters and digits may both stand. G and 6 are left out, and K and the
    /// filler: their values differ by 10 and by 20, so no check digit can tell them apart.
    static func confusions(of byte: UInt8) -> [UInt8] {
        if byte == UInt8(ascii: "G") || byte == UInt8(ascii: "6") { return [] }
        return digit(for: byte).map { [$0] } ?? letters(for: byte)
    }

    /// A country code that holds a digit, or a K where it may have ended: the one code that exists, if there is one.
    private static func repairedCode(_ code: [UInt8]) -> [UInt8] {
        let isDoubtful = { (byte: UInt8) in !letters(for: byte).isEmpty || byte == UInt8(ascii: "K") }
        if !code.contains(where: isDoubtful) || (isWellFormed(code) && CountryCode(utf8: code) != nil) { return code }
        var readings: [[UInt8]] = [[]]
        for (index, byte) in code.enumerated() {
            let digit = letters(for: byte)
            let options =
                !digit.isEmpty ? digit : byte == UInt8(ascii: "K") && index > 0 ? [byte, filler] : [byte]
            readings = readings.flatMap { head in options.map { head + [$0] } }
        }
        let known = readings.filter { isWellFormed($0) && CountryCode(utf8: $0) != nil }
        if known.count == 1 { return known[0] }
        // No code, or several: letters must stand here all the same.
        return code.map { letters(for: $0).first ?? $0 }
    }

    private static func isWellFormed(_ code: [UInt8]) -> Bool {
        let letters = code.prefix { ZoneReader.isLetter($0) }
        return !letters.isEmpty && code.dropFirst(letters.count).allSatisfy { $0 == filler }
    }

    /// The end of a name field that can only be fillers: behind three of them, or behind the second pair, where
    /// nothing but fillers and K stands.
    private static func padding(_ bytes: [UInt8], _ stretch: Range<Int>, layout: Zone.Layout) -> Range<Int> {
        let isNoise = { (byte: UInt8) in byte == filler || byte == UInt8(ascii: "K") }
        var pairs = 0
        var place = stretch.lowerBound
        while place < stretch.upperBound {
            let run = bytes[place..<stretch.upperBound].prefix { $0 == filler }.count
            if run >= 2 { pairs += 1 }
            // Given names on the French card are parted by pairs.
            if run >= 3 || (pairs == 2 && run == 2 && layout.format != .fraID) {
                let rest = (place + run)..<stretch.upperBound
                if bytes[rest].allSatisfy(isNoise) { return rest }
            }
            place += max(1, run)
        }
        return stretch.upperBound..<stretch.upperBound
    }
}
