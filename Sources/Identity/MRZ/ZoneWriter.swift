extension MachineReadableZone {
    /// Why a zone cannot be written.
    public enum WritingError: Error, Hashable, Sendable {
        /// The format has no room for it, or it holds a character that a zone does not know there.
        case unsuitable(Field)
        /// No letter of the surname is left after transliteration.
        case noSurname
        /// Names hold no digits.
        case digitInName
        /// Only the end of a birth date may be unknown, and the day must exist.
        case unprintableDate(Field)
    }

    /// The lines of this zone. What comes out reads back without defects; only a TD2 that begins `IDFRA` is read as
    /// the French card, which has this beginning for itself.
    ///
    /// Names are transliterated and, where too long, cut at the end of their field; where the surname would leave no room,
    /// it is cut so that `<<` and one letter of the given names remain. A document number of more than nine characters
    /// uses the optional data in TD1 and TD2. Fields that the format does not have are passed over.
    /// - Parameter cyrillic: how Cyrillic names are read.
    public func lines(cyrillic: CyrillicLanguage = .russian) throws(WritingError) -> [String] {
        try ZoneWriter(zone: self, cyrillic: cyrillic).lines()
    }
}

extension MachineReadableZone {
    /// The French card has one document code and one issuer; they may be left out.
    fileprivate var withConstants: MachineReadableZone {
        guard format == .fraID else { return self }
        var zone = self
        if documentCode.isEmpty { zone.documentCode = "ID" }
        if issuer.isEmpty { zone.issuer = "FRA" }
        return zone
    }
}

/// Fills the places of a layout, then the check digits.
struct ZoneWriter {
    typealias Zone = MachineReadableZone

    private let zone: Zone
    private let layout: Zone.Layout
    private let cyrillic: CyrillicLanguage
    private var bytes: [UInt8]

    init(zone: Zone, cyrillic: CyrillicLanguage) {
        self.zone = zone.withConstants
        self.cyrillic = cyrillic
        layout = .of(zone.format)
        bytes = [UInt8](repeating: ZoneReader.filler, count: layout.size)
    }

    consuming func lines() throws(Zone.WritingError) -> [String] {
        try putDocumentCode()
        try putIssuer()
        try putNames()
        try putNumberAndOptionalData()
        if let nationality = layout.nationality {
            try put(letters: zone.nationality, in: nationality, field: .nationality)
        }
        try putDates()
        if let sex = zone.sex, sex != .unspecified { bytes[layout.sex] = Array(sex.rawValue.utf8)[0] }
        if let check = layout.compositeCheck {
            var sum = CheckDigit.Sum()
            for stretch in layout.composite { sum.add(bytes[stretch]) }
            bytes[check] = sum.character
        }
        return stride(from: 0, to: bytes.count, by: layout.width).map {
            String(decoding: bytes[$0..<($0 + layout.width)], as: UTF8.self)
        }
    }

    private mutating func put(_ text: some Collection<UInt8>, at place: Int) {
        bytes.replaceSubrange(place..<(place + text.count), with: text)
    }

    private mutating func putDocumentCode() throws(Zone.WritingError) {
        let code = Array(zone.documentCode.utf8)
        let first = code.first ?? ZoneReader.filler
        let suits =
            switch zone.format {
            case .td1, .td2: "ACI".utf8.contains(first)
            case .td3: first == UInt8(ascii: "P")
            case .mrvA, .mrvB: first == UInt8(ascii: "V")
            case .fraID: code == Array("ID".utf8)
            }
        guard suits, code.count <= 2, code.allSatisfy(ZoneReader.isZoneCharacter) else {
            throw .unsuitable(.documentCode)
        }
        put(code, at: layout.documentCode.lowerBound)
    }

    private mutating func putIssuer() throws(Zone.WritingError) {
        guard zone.format != .fraID || zone.issuer == "FRA" else { throw .unsuitable(.issuer) }
        try put(letters: zone.issuer, in: layout.issuer, field: .issuer)
    }

    private mutating func put(letters text: String, in stretch: Range<Int>, field: Zone.Field)
        throws(Zone.WritingError)
    {
        guard !text.isEmpty, text.utf8.count <= stretch.count, text.utf8.allSatisfy(ZoneReader.isLetter) else {
            throw .unsuitable(field)
        }
        put(text.utf8, at: stretch.lowerBound)
    }

    // MARK: - Names

    private mutating func putNames() throws(Zone.WritingError) {
        let surname = Array(Transliteration.machineReadable(zone.surname, language: cyrillic).utf8)
        let givenNames = Array(Transliteration.machineReadable(zone.givenNames, language: cyrillic).utf8)
        guard !surname.isEmpty else { throw .noSurname }
        guard !(surname + givenNames).contains(where: ZoneReader.isDigit) else { throw .digitInName }
        if layout.names.count > 1 {
            put(surname.prefix(layout.names[0].count), at: layout.names[0].lowerBound)
            put(givenNames.prefix(layout.names[1].count), at: layout.names[1].lowerBound)
        } else {
            let room = layout.names[0]
            put(ZoneWriter.cut(surname: surname, givenNames: givenNames, to: room.count), at: room.lowerBound)
        }
    }

    /// Both parts of a name in one field.
    static func cut(surname: [UInt8], givenNames: [UInt8], to room: Int) -> ArraySlice<UInt8> {
        guard !givenNames.isEmpty else { return surname.prefix(room) }
        let separator = [ZoneReader.filler, ZoneReader.filler]
        return (surname.prefix(room - 3) + separator + givenNames).prefix(room)
    }

    // MARK: - Number and optional data

    private mutating func putNumberAndOptionalData() throws(Zone.WritingError) {
        let number = try zoneText(zone.documentNumber, field: .documentNumber)
        var optional = try zoneText(zone.optional, field: .optional)
        if number.count <= layout.number.count {
            put(number, at: layout.number.lowerBound)
            bytes[layout.numberCheck] = CheckDigit.of(bytes[layout.number])
        } else {
            let second = number.dropFirst(layout.number.count)
            guard layout.hasLongNumbers, !second.contains(ZoneReader.filler) else {
                throw .unsuitable(.documentNumber)
            }
            put(number.prefix(layout.number.count), at: layout.number.lowerBound)
            let rest = optional
            optional = second + [CheckDigit.of(number)]
            guard optional.count <= layout.optional.count else { throw .unsuitable(.documentNumber) }
            if !rest.isEmpty { optional += [ZoneReader.filler] + rest }
        }
        guard optional.count <= layout.optional.count else { throw .unsuitable(.optional) }
        put(optional, at: layout.optional.lowerBound)
        if let check = layout.optionalCheck, !optional.isEmpty { bytes[check] = CheckDigit.of(bytes[layout.optional]) }
        if let stretch = layout.optional2 {
            let optional2 = try zoneText(zone.optional2, field: .optional2)
            guard optional2.count <= stretch.count else { throw .unsuitable(.optional2) }
            put(optional2, at: stretch.lowerBound)
        }
    }

    /// Capital letters, digits and fillers; blanks and hyphens are fillers in a zone.
    private func zoneText(_ text: String, field: Zone.Field) throws(Zone.WritingError) -> [UInt8] {
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): result.append(byte - 32)
            case UInt8(ascii: " "), UInt8(ascii: "-"): result.append(ZoneReader.filler)
            case _ where ZoneReader.isZoneCharacter(byte): result.append(byte)
            default: throw .unsuitable(field)
            }
        }
        while result.last == ZoneReader.filler { result.removeLast() }
        return result
    }

    // MARK: - Dates

    private mutating func putDates() throws(Zone.WritingError) {
        if let date = zone.dateOfBirth {
            let (year, month, day) = (Int(date.year), Int(date.month), Int(date.day))
            guard year > 0, month > 0 || day == 0, date.range != nil else { throw .unprintableDate(.dateOfBirth) }
            put(Array(padded(year % 100, 2).utf8), at: layout.birth.lowerBound)
            if month > 0 { put(Array(padded(month, 2).utf8), at: layout.birth.lowerBound + 2) }
            if day > 0 { put(Array(padded(day, 2).utf8), at: layout.birth.lowerBound + 4) }
        }
        bytes[layout.birthCheck] = CheckDigit.of(bytes[layout.birth])
        guard let stretch = layout.expiry, let check = layout.expiryCheck else { return }
        guard let expiry = zone.expiry else { throw .unprintableDate(.expiry) }
        let (year, month, day) = expiry.components
        put(
            Array((padded((year % 100 + 100) % 100, 2) + padded(month, 2) + padded(day, 2)).utf8),
            at: stretch.lowerBound)
        bytes[check] = CheckDigit.of(bytes[stretch])
    }
}
