/// Which alerts of different Member States may stand on one person or object side by side (Article 23(3) of 2018/1861 and
/// 2018/1862).
///
/// The rules stand in the SIRENE Manual. The table here is that of the manual before 2021: what arrest goes with stands in the annex to
/// Decision 2008/333/EC, section 2.2.1, and that checks go with nothing and not with each other in that to 2008/334/JHA, section 7.2.
/// Return alerts are read as refusals, inquiry checks as a kind of check of their own, information alerts as discreet checks, alerts that
/// prevent a journey as those for protection. It is **unconfirmed** against the manuals of 2021 (C(2021) 7900 and 7901).
public enum AlertCompatibility {
    /// Rows of the table.
    enum Row: Int, CaseIterable { case arrest, refusal, protection, specific, inquiry, discreet, whereabouts, judicial }

    static func row(_ category: AlertCategory) -> Row? {
        switch category {
        case .arrest: .arrest
        case .return, .refusal, .entryBan, .restrictiveMeasure: .refusal
        case .missingProtect, .childAbduction, .childRisk, .vulnerableAdult: .protection
        case .specificCheck: .specific
        case .inquiryCheck: .inquiry
        case .discreetCheck, .information: .discreet
        case .missing: .whereabouts
        case .judicial: .judicial
        // Objects for seizure are looked at below; of an unknown person nobody knows what else is entered.
        case .object, .unknownWanted: nil
        }
    }

    /// Compatible with itself and with what is listed.
    private static let others: [Row: Set<Row>] = [
        .arrest: [.refusal, .protection, .whereabouts, .judicial], .refusal: [.arrest],
        .protection: [.arrest, .whereabouts, .judicial], .specific: [], .inquiry: [], .discreet: [],
        .whereabouts: [.arrest, .protection, .judicial], .judicial: [.arrest, .protection, .whereabouts],
    ]

    /// Whether two alerts of different Member States may stand side by side.
    /// - Parameter onObject: both are on the same object: seizure and checks exclude each other, whatever leads to a person
    ///   asks for no more than its whereabouts.
    public static func areCompatible(_ one: AlertCategory, _ other: AlertCategory, onObject: Bool = false) -> Bool {
        if onObject {
            let checks = (one.isCheck, other.isCheck)
            if checks == (true, true) { return row(one) == row(other) }
            return !((one == .object && other.isCheck) || (other == .object && one.isCheck))
        }
        guard let first = row(one), let second = row(other) else { return true }
        return first == second || others[first]?.contains(second) ?? false
    }
}
