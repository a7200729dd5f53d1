import Identity

/// What a name word is part of.
enum NameRole: UInt32 {
    case surname = 0
    case given = 1
    /// Of a name that is not split into surname and given name.
    case whole = 2
    /// Of a surname at birth or an earlier name: may meet, need not.
    case former = 3
}

/// One identity, levelled outside any lock and ready to be put into the index.
struct PreparedIdentity: Sendable {
    var tokens: [NameToken] = []
    var roles: [NameRole] = []
    var date = RecordDate(packed: 0)
    var sex: UInt8 = 0
    var nationality: UInt16 = 0
    var moreNationalities = false
    var identityIndex: UInt8 = 0

    static let tokenLimit = 24

    mutating func add(_ name: String, _ role: NameRole, reader: inout NameReader) {
        reader.reset()
        let part: NameReader.Part = role == .given ? .given : role == .whole ? .whole : .surname
        reader.read(name, as: part)
        for token in reader.tokens where tokens.count < PreparedIdentity.tokenLimit {
            // A word once per role: "Ali Ali" is found like "Ali".
            tokens.append(token)
            roles.append(role)
        }
    }

    /// The identity and, for every name that is not split into parts, a further entry of its own.
    static func prepare(_ identity: PersonIdentity, index: Int) -> [PreparedIdentity] {
        var reader = NameReader()
        var base = PreparedIdentity()
        base.date = RecordDate(identity.dateOfBirth)
        base.sex = SexCode.code(identity.sex)
        base.nationality = identity.nationalities.first.map(StateCode.code) ?? 0
        base.moreNationalities = identity.nationalities.count > 1
        base.identityIndex = UInt8(clamping: index)
        var main = base
        for name in identity.surnames { main.add(name, .surname, reader: &reader) }
        // A surname alone may be a whole name that a clerk put into one field.
        for name in identity.givenNames { main.add(name, .given, reader: &reader) }
        for name in identity.surnamesAtBirth + identity.previousSurnames + identity.previousGivenNames {
            main.add(name, .former, reader: &reader)
        }
        var prepared: [PreparedIdentity] = []
        if !main.tokens.isEmpty || identity.otherNames.isEmpty { prepared.append(main) }
        for name in identity.otherNames.prefix(100) {
            var other = base
            other.add(name, .whole, reader: &reader)
            if !other.tokens.isEmpty { prepared.append(other) }
        }
        return prepared
    }
}

/// A person as the index takes it in.
struct PreparedPerson: Sendable {
    var reference: IndexReference
    var identities: [PreparedIdentity]
    var documents: [DocumentKey]

    init(_ reference: IndexReference, _ identities: [PersonIdentity], _ documents: [TravelDocument]) {
        self.reference = reference
        self.identities = identities.enumerated().flatMap { PreparedIdentity.prepare($0.element, index: $0.offset) }
        if self.identities.isEmpty { self.identities = [PreparedIdentity()] }
        self.documents = documents.compactMap {
            DocumentKey(number: $0.number, issuer: StateCode.code($0.issuer))
        }
    }
}

enum SexCode {
    static func code(_ sex: Sex?) -> UInt8 {
        switch sex {
        case nil: 0
        case .female: 1
        case .male: 2
        case .unspecified: 3
        }
    }
    static func text(_ code: UInt8) -> String { ["", "F", "M", "X"][Int(code & 3)] }
}

/// A state's three letters in 15 bits; 0 = unknown.
enum StateCode {
    static func code(_ country: CountryCode) -> UInt16 { code(country.text.utf8) }
    static func code(_ bytes: some Sequence<UInt8>) -> UInt16 {
        var value: UInt16 = 0
        var count = 0
        for byte in bytes {
            guard byte >= 65, byte <= 90, count < 3 else { return 0 }
            value = value * 26 + UInt16(byte - 65)
            count += 1
        }
        return count == 3 ? value + 1 : 0
    }
    static func text(_ code: UInt16) -> String {
        guard code > 0 else { return "" }
        let value = code - 1
        return String(decoding: [value / 676, value / 26 % 26, value % 26].map { UInt8($0 + 65) }, as: UTF8.self)
    }
}
