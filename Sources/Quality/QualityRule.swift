import Identity

/// One rule of data quality: what it looks at, what it says, how much it weighs, and where it refuses (2021/2224 Articles 2(d)
/// and (e), 3(4)). A pure function of values; what it finds names the field, never its contents.
public struct QualityRule: Sendable {
    public enum Strength: String, CaseIterable, Sendable {
        /// Data that do not comply are not entered.
        case blocking
        /// They are entered, and flagged.
        case soft
    }

    /// Stable: group and name, for instance `birth.future`.
    public let id: String
    /// What is wrong, in one sentence without data.
    public let meaning: String
    public let article: String
    public let indicator: QualityIndicator
    /// Points that one finding takes from its indicator, 1 to 100.
    public let weight: Int
    /// Where it applies.
    public let registers: Set<CheckedRegister>
    /// Of these, where it refuses on entry.
    public let blockingIn: Set<CheckedRegister>
    /// Of rules that no other provision than the common one asks for.
    static let commonArticle = "817 37(1), 2021/2224 3(4)"

    /// The fields that it finds wrong.
    let fields: @Sendable (CheckedRecord, _ today: Day) -> [String]

    init(
        _ id: String, _ meaning: String, _ indicator: QualityIndicator, weight: Int,
        article: String = QualityRule.commonArticle, in registers: Set<CheckedRegister> = Set(CheckedRegister.allCases),
        blockingIn: Set<CheckedRegister> = [], fields: @escaping @Sendable (CheckedRecord, Day) -> [String]
    ) {
        self.id = id
        self.meaning = meaning
        self.article = article
        self.indicator = indicator
        self.weight = weight
        self.registers = registers
        self.blockingIn = blockingIn
        self.fields = fields
    }

    public func strength(in register: CheckedRegister) -> Strength {
        blockingIn.contains(register) ? .blocking : .soft
    }

    /// What the rule finds in a record on a day.
    public func findings(in record: CheckedRecord, today: Day) -> [QualityFinding] {
        guard registers.contains(record.register) else { return [] }
        return fields(record, today).map { QualityFinding(rule: id, field: $0) }
    }
}

/// That a field of a record does not comply with a rule. It says which field, not what stands in it.
public struct QualityFinding: Hashable, Comparable, Sendable {
    public let rule: String
    /// Path of the field, for instance `identities/0/surnames`.
    public let field: String
    public init(rule: String, field: String) {
        self.rule = rule
        self.field = field
    }
    public static func < (a: QualityFinding, b: QualityFinding) -> Bool { (a.rule, a.field) < (b.rule, b.field) }
}

extension QualityRule {
    /// A rule on names: surnames, given names and names at birth of every identity, one by one.
    static func names(
        _ id: String, _ meaning: String, _ indicator: QualityIndicator, weight: Int, blockingIn: Set<CheckedRegister> = [],
        isWrong: @escaping @Sendable (String) -> Bool
    ) -> QualityRule {
        QualityRule(id, meaning, indicator, weight: weight, blockingIn: blockingIn) { record, _ in
            var fields: [String] = []
            for (place, identity) in record.identities.enumerated() {
                if identity.surnames.contains(where: isWrong) { fields.append("identities/\(place)/surnames") }
                if identity.givenNames.contains(where: isWrong) { fields.append("identities/\(place)/givenNames") }
                if identity.surnamesAtBirth.contains(where: isWrong) { fields.append("identities/\(place)/surnamesAtBirth") }
            }
            return fields
        }
    }

    /// A rule on dates of birth.
    static func births(
        _ id: String, _ meaning: String, _ indicator: QualityIndicator, weight: Int, blockingIn: Set<CheckedRegister> = [],
        isWrong: @escaping @Sendable (PartialDate, Day) -> Bool
    ) -> QualityRule {
        QualityRule(id, meaning, indicator, weight: weight, blockingIn: blockingIn) { record, today in
            record.identities.enumerated().compactMap { place, identity in
                guard let born = identity.dateOfBirth, isWrong(born, today) else { return nil }
                return "identities/\(place)/dateOfBirth"
            }
        }
    }

    /// A rule on documents; `member` is the field of the document that is found.
    static func documents(
        _ id: String, _ meaning: String, _ indicator: QualityIndicator, weight: Int, member: String,
        in registers: Set<CheckedRegister> = Set(CheckedRegister.allCases), blockingIn: Set<CheckedRegister> = [],
        isWrong: @escaping @Sendable (TravelDocument, CheckedRecord, Day) -> Bool
    ) -> QualityRule {
        QualityRule(id, meaning, indicator, weight: weight, in: registers, blockingIn: blockingIn) { record, today in
            record.documents.enumerated().compactMap { place, document in
                isWrong(document, record, today) ? "documents/\(place)/\(member)" : nil
            }
        }
    }

    /// A rule on nationalities.
    static func nationalities(
        _ id: String, _ meaning: String, _ indicator: QualityIndicator, weight: Int,
        in registers: Set<CheckedRegister> = Set(CheckedRegister.allCases),
        isWrong: @escaping @Sendable (CountryCode, Day) -> Bool
    ) -> QualityRule {
        QualityRule(id, meaning, indicator, weight: weight, in: registers) { record, today in
            record.identities.enumerated().compactMap { place, identity in
                identity.nationalities.contains { isWrong($0, today) } ? "identities/\(place)/nationalities" : nil
            }
        }
    }
}

/// Registers that name persons by documents that they hold: there the document settles what a name or a date is. SIS, Eurodac
/// and criminal records also hold what somebody merely said, which must be possible to record.
let byDocument: Set<CheckedRegister> = [.EES, .VIS, .ETIAS]
