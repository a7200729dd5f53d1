extension MachineReadableZone {
    /// Reads a zone as it stands.
    ///
    /// - Parameter asOf: the day from which the centuries of the dates are counted.
    /// - Parameter repairing: undoes what scanners and keyboards do to a zone, where the type of a field or the
    ///   check digits show what stood there, and reports each change. A zone without defects is left as it is.
    public static func read(_ lines: [String], asOf: Day, repairing: Bool = false) -> Reading {
        let strict = ZoneReader.read(lines, asOf: asOf)
        return repairing ? ZoneRepairer.repair(lines, strict: strict, asOf: asOf) : strict
    }

    /// Reads a zone out of one text, with repairs. Line breaks of any kind part the lines; a text without
    /// any is parted where the format has its lines.
    public static func read(scanned text: String, asOf: Day) -> Reading {
        guard text.utf8.count <= ZoneReader.limit else { return .unreadable }
        return read(text.split(whereSeparator: \.isNewline).map(String.init), asOf: asOf, repairing: true)
    }
}

/// Reads the bytes of a zone, all lines one after the other, by the layout of its format.
struct ZoneReader {
    typealias Zone = MachineReadableZone

    /// No zone is longer, in bytes, however it is written: anything above is refused unread.
    static let limit = 4096

    let layout: Zone.Layout
    let bytes: [UInt8]
    let asOf: Day

    static func read(_ lines: [String], asOf: Day) -> Zone.Reading {
        guard lines.count == 2 || lines.count == 3, lines.allSatisfy({ $0.utf8.count <= limit }) else {
            return .unreadable
        }
        let width = lines[0].unicodeScalars.count
        guard lines.allSatisfy({ $0.unicodeScalars.count == width }),
            let format = Zone.Format(lineCount: lines.count, width: width, head: lines[0].utf8)
        else { return .unreadable }
        let bytes = lines.flatMap(\.utf8)
        guard bytes.allSatisfy(isZoneCharacter) else {
            return Zone.Reading(format: format, defects: [.characters], zone: nil, lines: lines, repairs: [])
        }
        return ZoneReader(layout: .of(format), bytes: bytes, asOf: asOf).reading(lines: lines)
    }

    static func isZoneCharacter(_ byte: UInt8) -> Bool {
        isLetter(byte) || isDigit(byte) || byte == filler
    }

    static let filler = UInt8(ascii: "<")
    static func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
    static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    // MARK: - Defects

    /// Sorted.
    var defects: [Zone.Defect] {
        var found: [Zone.Defect] = []
        // In the order of their names, which is the order of the answer.
        if let check = layout.compositeCheck, bytes[check] != compositeDigit { found.append(.compositeCheck) }
        if birth == .noSuchDay { found.append(.dateOfBirth) }
        if !isChecked(layout.birth, by: layout.birthCheck) { found.append(.dateOfBirthCheck) }
        if !isDocumentCodeRight { found.append(.documentCode) }
        let number = documentNumber
        if number.check != CheckDigit.of(number.text) { found.append(.documentNumberCheck) }
        if let stretch = layout.expiry, ZoneDate.expiry(bytes[stretch], asOf: asOf) == nil { found.append(.expiry) }
        if let stretch = layout.expiry, let check = layout.expiryCheck, !isChecked(stretch, by: check) {
            found.append(.expiryCheck)
        }
        if !isNameRight { found.append(.name) }
        if let check = layout.optionalCheck, !isChecked(layout.optional, by: check) {
            let isEmpty = bytes[layout.optional].allSatisfy { $0 == Self.filler }
            if !(isEmpty && bytes[check] == Self.filler) { found.append(.optionalCheck) }
        }
        if sex == nil { found.append(.sex) }
        return found
    }

    private func isChecked(_ stretch: Range<Int>, by check: Int) -> Bool {
        CheckDigit.of(bytes[stretch]) == bytes[check]
    }

    private var compositeDigit: UInt8 {
        var sum = CheckDigit.Sum()
        for stretch in layout.composite { sum.add(bytes[stretch]) }
        return sum.character
    }

    private var isDocumentCodeRight: Bool {
        switch layout.format {
        case .td1, .td2: [UInt8(ascii: "A"), UInt8(ascii: "C"), UInt8(ascii: "I")].contains(bytes[0])
        case .td3: bytes[0] == UInt8(ascii: "P")
        case .mrvA, .mrvB, .fraID: true
        }
    }

    private var isNameRight: Bool {
        for stretch in layout.names where bytes[stretch].contains(where: Self.isDigit) { return false }
        return nameParts.surname.contains { $0 != Self.filler }
    }

    // MARK: - Fields

    /// The number and its check digit; a long number's second half is taken out of the optional data.
    ///
    /// A filler in place of the check digit, with optional data, says that the number is long: it goes on in the optional
    /// data up to the next filler, and its last character there is the check digit.
    var documentNumber: (text: [UInt8], check: UInt8?, optional: ArraySlice<UInt8>) {
        let optional = trimmed(bytes[layout.optional])
        let first = bytes[layout.number]
        let check = bytes[layout.numberCheck]
        guard layout.hasLongNumbers, check == Self.filler, !optional.isEmpty else {
            return (Array(first), check, optional)
        }
        let second = optional.prefix { $0 != Self.filler }
        return (first + second.dropLast(), second.last, optional.dropFirst(second.count + 1))
    }

    private var nameParts: (surname: ArraySlice<UInt8>, givenNames: ArraySlice<UInt8>) {
        let names = bytes[layout.names[0]]
        if layout.names.count > 1 { return (names, bytes[layout.names[1]]) }
        var index = names.startIndex
        while index + 1 < names.endIndex {
            if names[index] == Self.filler, names[index + 1] == Self.filler {
                return (names[..<index], names[(index + 2)...])
            }
            index += 1
        }
        return (names, [])
    }

    private var birth: ZoneDate.Birth { ZoneDate.birth(bytes[layout.birth], asOf: asOf) }

    private var sex: Sex? {
        switch bytes[layout.sex] {
        case UInt8(ascii: "M"): .male
        case UInt8(ascii: "F"): .female
        case UInt8(ascii: "X"), Self.filler: .unspecified
        default: nil
        }
    }

    var zone: Zone {
        let number = documentNumber
        let names = nameParts
        var dateOfBirth: PartialDate?
        if case .known(let date) = birth { dateOfBirth = date }
        return Zone(
            format: layout.format, documentCode: text(layout.documentCode), issuer: text(layout.issuer),
            surname: words(names.surname), givenNames: words(names.givenNames),
            documentNumber: String(decoding: trimmed(number.text[...]), as: UTF8.self),
            nationality: layout.nationality.map(text) ?? "FRA", dateOfBirth: dateOfBirth, sex: sex,
            expiry: layout.expiry.flatMap { ZoneDate.expiry(bytes[$0], asOf: asOf) },
            optional: String(decoding: number.optional, as: UTF8.self), optional2: layout.optional2.map(text) ?? "")
    }

    func reading(lines: [String], repairs: [Zone.Repair] = []) -> Zone.Reading {
        Zone.Reading(format: layout.format, defects: defects, zone: zone, lines: lines, repairs: repairs)
    }

    private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while bytes.last == Self.filler { bytes.removeLast() }
        return bytes
    }

    private func text(_ stretch: Range<Int>) -> String { String(decoding: trimmed(bytes[stretch]), as: UTF8.self) }

    /// Fillers inside a name are blanks.
    private func words(_ bytes: ArraySlice<UInt8>) -> String {
        bytes.split(separator: Self.filler).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }
}
