extension MachineReadableZone {
    /// Where each field of a format stands, counted through all lines: column 3 of the second line of 44 is 46.
    struct Layout: Sendable {
        let format: Format
        let lineCount: Int
        let width: Int
        let documentCode = 0..<2
        let issuer = 2..<5
        /// Surname and given names; two stretches in FRA-ID alone.
        let names: [Range<Int>]
        let number: Range<Int>
        let numberCheck: Int
        /// `nil` where the format has none.
        let nationality: Range<Int>?
        let birth: Range<Int>
        let birthCheck: Int
        let sex: Int
        let expiry: Range<Int>?
        let expiryCheck: Int?
        let optional: Range<Int>
        let optionalCheck: Int?
        let optional2: Range<Int>?
        /// What the composite check digit is taken over, in this order.
        let composite: [Range<Int>]
        let compositeCheck: Int?

        var size: Int { lineCount * width }
        /// A long number goes on in the optional data.
        var hasLongNumbers: Bool { format == .td1 || format == .td2 }

        static func of(_ format: Format) -> Layout {
            switch format {
            case .td1: td1
            case .td2: td2
            case .td3: td3
            case .mrvA: mrvA
            case .mrvB: mrvB
            case .fraID: fraID
            }
        }

        private static let td1 = Layout(
            format: .td1, lineCount: 3, width: 30, names: [60..<90], number: 5..<14, numberCheck: 14,
            nationality: 45..<48, birth: 30..<36, birthCheck: 36, sex: 37, expiry: 38..<44, expiryCheck: 44,
            optional: 15..<30, optionalCheck: nil, optional2: 48..<59,
            composite: [5..<30, 30..<37, 38..<45, 48..<59], compositeCheck: 59)
        private static let td2 = Layout(
            format: .td2, lineCount: 2, width: 36, names: [5..<36], number: 36..<45, numberCheck: 45,
            nationality: 46..<49, birth: 49..<55, birthCheck: 55, sex: 56, expiry: 57..<63, expiryCheck: 63,
            optional: 64..<71, optionalCheck: nil, optional2: nil,
            composite: [36..<46, 49..<56, 57..<71], compositeCheck: 71)
        private static let td3 = Layout(
            format: .td3, lineCount: 2, width: 44, names: [5..<44], number: 44..<53, numberCheck: 53,
            nationality: 54..<57, birth: 57..<63, birthCheck: 63, sex: 64, expiry: 65..<71, expiryCheck: 71,
            optional: 72..<86, optionalCheck: 86, optional2: nil,
            composite: [44..<54, 57..<64, 65..<87], compositeCheck: 87)
        private static let mrvA = Layout(
            format: .mrvA, lineCount: 2, width: 44, names: [5..<44], number: 44..<53, numberCheck: 53,
            nationality: 54..<57, birth: 57..<63, birthCheck: 63, sex: 64, expiry: 65..<71, expiryCheck: 71,
            optional: 72..<88, optionalCheck: nil, optional2: nil, composite: [], compositeCheck: nil)
        private static let mrvB = Layout(
            format: .mrvB, lineCount: 2, width: 36, names: [5..<36], number: 36..<45, numberCheck: 45,
            nationality: 46..<49, birth: 49..<55, birthCheck: 55, sex: 56, expiry: 57..<63, expiryCheck: 63,
            optional: 64..<72, optionalCheck: nil, optional2: nil, composite: [], compositeCheck: nil)
        private static let fraID = Layout(
            format: .fraID, lineCount: 2, width: 36, names: [5..<30, 49..<63], number: 36..<48, numberCheck: 48,
            nationality: nil, birth: 63..<69, birthCheck: 69, sex: 70, expiry: nil, expiryCheck: nil,
            optional: 30..<36, optionalCheck: nil, optional2: nil, composite: [0..<71], compositeCheck: 71)

        /// The field that holds this place.
        func field(at place: Int) -> Field {
            if documentCode.contains(place) { return .documentCode }
            if issuer.contains(place) { return .issuer }
            if names.contains(where: { $0.contains(place) }) { return .name }
            if number.contains(place) { return .documentNumber }
            if place == numberCheck { return .documentNumberCheck }
            if nationality?.contains(place) == true { return .nationality }
            if birth.contains(place) { return .dateOfBirth }
            if place == birthCheck { return .dateOfBirthCheck }
            if place == sex { return .sex }
            if expiry?.contains(place) == true { return .expiry }
            if place == expiryCheck { return .expiryCheck }
            if optional.contains(place) { return .optional }
            if place == optionalCheck { return .optionalCheck }
            if optional2?.contains(place) == true { return .optional2 }
            return .compositeCheck
        }
    }
}

extension MachineReadableZone.Format {
    /// The format with so many lines of this width that begins with `head`; `nil` if there is none.
    init?(lineCount: Int, width: Int, head: some Sequence<UInt8>) {
        let head = Array(head.prefix(5))
        switch (lineCount, width) {
        case (3, 30): self = .td1
        case (2, 36): self = head == Array("IDFRA".utf8) ? .fraID : head.first == UInt8(ascii: "V") ? .mrvB : .td2
        case (2, 44): self = head.first == UInt8(ascii: "V") ? .mrvA : .td3
        default: return nil
        }
    }
}
