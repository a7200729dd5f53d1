/// The order in which several alerts on one person are shown and carried out.
///
/// That arrest comes first is law (2018/1862, Article 23(4)), subject to a flag of Article 25. The order of the others stands in the SIRENE
/// Manual; the one here is that of the manual before 2021, into which return, inquiry checks and information alerts, which it did not know, are put
/// next to their nearest kin. It is **unconfirmed** against the manuals of 2021 (C(2021) 7900 and 7901).
public enum AlertPriority {
    private static let order: [AlertCategory] = [
        .arrest, .refusal, .entryBan, .restrictiveMeasure, .return, .missingProtect, .childAbduction, .childRisk,
        .vulnerableAdult, .specificCheck, .inquiryCheck, .discreetCheck, .information, .missing, .judicial, .unknownWanted, .object,
    ]

    /// 0 = first.
    public static func rank(_ category: AlertCategory) -> Int { order.firstIndex(of: category) ?? order.count }

    /// The first to be carried out first; equal categories keep their order.
    public static func sorted<Alert>(_ alerts: [Alert], by category: (Alert) -> AlertCategory) -> [Alert] {
        alerts.enumerated().sorted {
            (rank(category($0.element)), $0.offset) < (rank(category($1.element)), $1.offset)
        }.map(\.element)
    }
}
