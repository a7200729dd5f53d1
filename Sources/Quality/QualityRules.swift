import Identity

/// Every rule of data quality (2021/2224 Article 4(3)): a table, and two ways to ask it.
public enum QualityRules {
    public static let all: [QualityRule] = names + dates + documents + countries + texts + biometrics + zone + completeness

    private static let byID: [String: QualityRule] = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    private static let blocking: [CheckedRegister: [QualityRule]] = Dictionary(
        uniqueKeysWithValues: CheckedRegister.allCases.map { register in
            (register, all.filter { $0.registers.contains(register) && $0.blockingIn.contains(register) })
        })

    public static func rule(_ id: String) -> QualityRule? { byID[id] }

    /// Everything that does not comply, in order of rule and field.
    public static func findings(in record: CheckedRecord, today: Day) -> [QualityFinding] {
        all.flatMap { $0.findings(in: record, today: today) }.sorted()
    }

    /// What keeps data from being entered.
    public static func blockingFindings(in record: CheckedRecord, today: Day) -> [QualityFinding] {
        (blocking[record.register] ?? []).flatMap { $0.findings(in: record, today: today) }
    }
}
