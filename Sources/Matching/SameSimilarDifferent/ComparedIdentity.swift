import Identity

/// The identity data of one system, as they are compared under Delegated Regulation (EU) 2023/333. Aliases count.
public struct ComparedIdentity: Sendable, Hashable {
    public var surnames: [String]
    public var surnamesAtBirth: [String]
    public var previousSurnames: [String]
    public var aliasSurnames: [String]
    public var givenNames: [String]
    public var previousGivenNames: [String]
    public var aliasGivenNames: [String]
    /// Aliases, artistic and usual names, pseudonyms, previous names: they count in both groups of names.
    public var otherNames: [String]
    public var datesOfBirth: [ComparedDate]
    public var sexes: [Sex]
    public var nationalities: [String]
    public var nationalitiesAtBirth: [String]
    public var aliasNationalities: [String]
    public var placesOfBirth: [String]
    public var countriesOfBirth: [String]

    public init(
        surnames: [String] = [], surnamesAtBirth: [String] = [], previousSurnames: [String] = [], aliasSurnames: [String] = [],
        givenNames: [String] = [], previousGivenNames: [String] = [], aliasGivenNames: [String] = [], otherNames: [String] = [],
        datesOfBirth: [ComparedDate] = [], sexes: [Sex] = [], nationalities: [String] = [],
        nationalitiesAtBirth: [String] = [], aliasNationalities: [String] = [], placesOfBirth: [String] = [],
        countriesOfBirth: [String] = []
    ) {
        self.surnames = surnames
        self.surnamesAtBirth = surnamesAtBirth
        self.previousSurnames = previousSurnames
        self.aliasSurnames = aliasSurnames
        self.givenNames = givenNames
        self.previousGivenNames = previousGivenNames
        self.aliasGivenNames = aliasGivenNames
        self.otherNames = otherNames
        self.datesOfBirth = datesOfBirth
        self.sexes = sexes
        self.nationalities = nationalities
        self.nationalitiesAtBirth = nationalitiesAtBirth
        self.aliasNationalities = aliasNationalities
        self.placesOfBirth = placesOfBirth
        self.countriesOfBirth = countriesOfBirth
    }

    /// The data of a record with all its identities, aliases included.
    public init(_ identities: [PersonIdentity]) {
        self.init()
        for identity in identities {
            let alias = identity.category == .alias
            if alias {
                aliasSurnames += identity.surnames
                aliasGivenNames += identity.givenNames
                aliasNationalities += identity.nationalities.map(\.text)
            } else {
                surnames += identity.surnames
                givenNames += identity.givenNames
                nationalities += identity.nationalities.map(\.text)
            }
            surnamesAtBirth += identity.surnamesAtBirth
            previousSurnames += identity.previousSurnames
            previousGivenNames += identity.previousGivenNames
            otherNames += identity.otherNames
            datesOfBirth += identity.dateOfBirth.map { [ComparedDate($0)] } ?? []
            sexes += identity.sex.map { [$0] } ?? []
            placesOfBirth += identity.placeOfBirth.map { [$0] } ?? []
            countriesOfBirth += identity.countryOfBirth.map { [$0.text] } ?? []
        }
    }

    /// All that counts as a surname (Annex I, 3.1).
    var surnameGroup: [String] { surnames + surnamesAtBirth + previousSurnames + aliasSurnames + otherNames }
    /// All that counts as a given name.
    var givenNameGroup: [String] { givenNames + previousGivenNames + aliasGivenNames + otherNames }
}

/// A date of birth as three numbers, which need not be a day of any calendar; 0 = unknown part.
public struct ComparedDate: Sendable, Hashable {
    public var year: Int
    public var month: Int
    public var day: Int

    public init(_ date: PartialDate) {
        (year, month, day) = (Int(date.year), Int(date.month), Int(date.day))
    }

    /// `1980-03-17`, `1980-03`, `1980`; a part of zeros is unknown. `nil` for any other text.
    public init?(_ text: some StringProtocol) {
        let parts = text.utf8.split(separator: 45, omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count == 2 }) else {
            return nil
        }
        var numbers: [Int] = []
        for part in parts {
            var value = 0
            for byte in part {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            numbers.append(value)
        }
        year = numbers[0]
        month = numbers.count > 1 ? numbers[1] : 0
        day = numbers.count > 2 ? numbers[2] : 0
    }

    var isComplete: Bool { year > 0 && month > 0 && day > 0 }
    /// The eight digits `YYYYMMDD`.
    var digits: [Int] {
        [year / 1000 % 10, year / 100 % 10, year / 10 % 10, year % 10, month / 10, month % 10, day / 10, day % 10]
    }
}

/// What comparing two sets of identity data says, by category and as a whole.
public struct IdentityComparison: Sendable, Hashable {
    public enum Result: String, Sendable, Hashable { case same, similar, different }

    /// The letters of Annex II, within the category's own point.
    public enum Rule: String, Sendable, Hashable, CaseIterable, Comparable {
        case a, b, c, d, e, f, g, h
        public static func < (a: Rule, b: Rule) -> Bool { a.rawValue < b.rawValue }
    }

    public struct Category: Sendable, Hashable {
        public var result: Result
        public var rules: [Rule]
        init(_ result: Result, _ rules: Set<Rule> = []) {
            self.result = result
            self.rules = rules.sorted()
        }
    }

    public var names: Category
    public var dateOfBirth: Category
    public var sex: Category
    public var nationality: Category

    /// Same if all four are, different if any one is, else similar (Annex I, point 4).
    public var result: Result {
        let all = [names, dateOfBirth, sex, nationality].map(\.result)
        if all.contains(.different) { return .different }
        return all.allSatisfy { $0 == .same } ? .same : .similar
    }

    /// Compares the identity data of two systems under Delegated Regulation (EU) 2023/333. The answer does not depend on the order.
    public static func compare(_ a: ComparedIdentity, _ b: ComparedIdentity) -> IdentityComparison {
        IdentityComparison(
            names: NameComparison(a, b).category, dateOfBirth: compareDates(a.datesOfBirth, b.datesOfBirth),
            sex: Category(!Set(a.sexes).isDisjoint(with: b.sexes) ? .same : .different), nationality: compareNationality(a, b))
    }

    // MARK: - Date of birth (Annex II, point 2)

    static func compareDates(_ a: [ComparedDate], _ b: [ComparedDate]) -> Category {
        if !Set(a).isDisjoint(with: b) { return Category(.same) }
        var rules: Set<Rule> = []
        for x in a {
            for y in b {
                if x.isComplete, y.isComplete, x.year == y.year, x.month == y.day, x.day == y.month { rules.insert(.a) }
                if meetsInAnotherCalendar(x, y) || meetsInAnotherCalendar(y, x) { rules.insert(.b) }
                if zip(x.digits, y.digits).count(where: { $0 != $1 }) == 1 { rules.insert(.c) }
            }
        }
        return Category(rules.isEmpty ? .different : .similar, rules)
    }

    /// Is the first date, read in another calendar, the second in the Gregorian one?
    private static func meetsInAnotherCalendar(_ other: ComparedDate, _ gregorian: ComparedDate) -> Bool {
        guard other.isComplete, gregorian.isComplete else { return false }
        return OtherCalendar.allCases.contains { calendar in
            guard let day = calendar.day(year: other.year, month: other.month, day: other.day) else { return false }
            return day.components == (gregorian.year, gregorian.month, gregorian.day)
        }
    }

    // MARK: - Nationality and place of birth (Annex II, point 4)

    static func compareNationality(_ a: ComparedIdentity, _ b: ComparedIdentity) -> Category {
        func states(_ lists: [String]...) -> Set<String> { Set(lists.joined().map(level(code:)).filter { !$0.isEmpty }) }
        let aStates = states(a.nationalities, a.nationalitiesAtBirth, a.aliasNationalities)
        let bStates = states(b.nationalities, b.nationalitiesAtBirth, b.aliasNationalities)
        if !aStates.isDisjoint(with: bStates) { return Category(.same) }
        var rules: Set<Rule> = []
        let codes = [(aStates, bStates), (states(a.countriesOfBirth), states(b.countriesOfBirth))]
        for (left, right) in codes {
            for x in left {
                for y in right where x != y {
                    if ComparedText.isOneEdit(Array(x.unicodeScalars), Array(y.unicodeScalars)) { rules.insert(.b) }
                    if renamed(x, y) { rules.insert(.c) }
                }
            }
        }
        let places = { (list: [String]) in Set(list.map { ComparedText($0).level }.filter { !$0.isEmpty }) }
        for x in places(a.placesOfBirth) {
            for y in places(b.placesOfBirth) where x != y {
                if ComparedText.areTransliterations(x, y) { rules.insert(.a) }
                if ComparedText.isOneEdit(x, y) { rules.insert(.b) }
                if renamedPlaces.contains(where: { $0.contains(x) && $0.contains(y) }) { rules.insert(.c) }
            }
        }
        return Category(rules.isEmpty ? .different : .similar, rules)
    }

    private static let renamedPlaces: [Set<[Unicode.Scalar]>] = RenamedPlaces.places.map { group in
        Set(group.map { ComparedText($0).level })
    }

    private static func renamed(_ x: String, _ y: String) -> Bool {
        RenamedPlaces.countries.contains { old, successors in
            old == x && successors.contains(y) || old == y && successors.contains(x)
        }
    }

    /// Case, fillers and blanks are format; `D` is `DEU`, and Kosovo has three codes.
    static func level(code: String) -> String {
        let plain = String(code.uppercased().filter { $0 != "<" && !$0.isWhitespace })
        switch plain {
        case "D": return "DEU"
        case "RKS", "XKX", "XXK": return "XKX"
        default: return plain
        }
    }
}
