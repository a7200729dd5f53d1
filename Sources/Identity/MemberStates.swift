/// Which states belonged to the Union and to the area without internal border control on a given day.
///
/// Sources: the accession treaties; the Council decisions on the application of the Schengen acquis (1999/436 and
/// 2000/777 with the dates they set, 2007/801, 2008/903, 2011/842, 2022/2451 for Croatia, 2024/210 and 2024/3212 for
/// Bulgaria and Romania). Rules ask for the day, because a stay or a record of the past is judged by the law of its day.
extension CountryCode {
    /// Kinds of internal border; checks were sometimes lifted at one before another.
    public enum Border: String, CaseIterable, Hashable, Sendable { case air, land, sea }

    /// Membership of the European Union (before 1993: of the Communities) on `day`.
    public func isEUMemberState(on day: Day) -> Bool {
        if text == "GBR", day >= MemberStates.withdrawalOfTheUnitedKingdom { return false }
        guard let joined = MemberStates.joined[self] else { return false }
        return day >= joined
    }

    /// The state's internal borders of this kind are without checks on `day`: it takes part in the Schengen area.
    /// Cyprus and Ireland do not.
    public func isSchengenState(on day: Day, at border: Border) -> Bool {
        guard let lifted = MemberStates.checksLifted[self] else { return false }
        return day >= (border == .air ? lifted.air : border == .land ? lifted.land : lifted.sea)
    }

    /// Checks are lifted at every kind of border: the state applies the whole Schengen acquis.
    public func isSchengenState(on day: Day) -> Bool {
        Border.allCases.allSatisfy { isSchengenState(on: day, at: $0) }
    }

    /// The state is or was a Member State of the Union, or takes part in the Schengen area: an authority of it may stand in a register.
    public var hasTakenPart: Bool { MemberStates.joined[self] != nil || MemberStates.checksLifted[self] != nil }

    public static func euMemberStates(on day: Day) -> [CountryCode] {
        MemberStates.joined.keys.filter { $0.isEUMemberState(on: day) }.sorted()
    }

    public static func schengenStates(on day: Day) -> [CountryCode] {
        MemberStates.checksLifted.keys.filter { $0.isSchengenState(on: day) }.sorted()
    }
}

private enum MemberStates {
    /// 31 January 2020 at midnight in Brussels.
    static let withdrawalOfTheUnitedKingdom = day("2020-02-01")

    static let joined: [CountryCode: Day] = table([
        ("1958-01-01", "BEL DEU FRA ITA LUX NLD"),
        ("1973-01-01", "DNK GBR IRL"),
        ("1981-01-01", "GRC"),
        ("1986-01-01", "ESP PRT"),
        ("1995-01-01", "AUT FIN SWE"),
        ("2004-05-01", "CYP CZE EST HUN LTU LVA MLT POL SVK SVN"),
        ("2007-01-01", "BGR ROU"),
        ("2013-07-01", "HRV"),
    ])

    typealias Lifted = (air: Day, land: Day, sea: Day)

    static let checksLifted: [CountryCode: Lifted] = {
        let landAndSea = table([
            ("1995-03-26", "BEL DEU ESP FRA LUX NLD PRT"),
            ("1998-04-01", "AUT ITA"),
            ("2000-03-26", "GRC"),
            ("2001-03-25", "DNK FIN ISL NOR SWE"),
            ("2007-12-21", "CZE EST HUN LTU LVA MLT POL SVK SVN"),
            ("2008-12-12", "CHE"),
            ("2011-12-19", "LIE"),
            ("2023-01-01", "HRV"),
            ("2024-03-31", "BGR ROU"),
        ])
        var lifted = landAndSea.mapValues { Lifted(air: $0, land: $0, sea: $0) }
        for (code, air) in table([
            ("1997-10-26", "ITA"), ("1997-12-01", "AUT"),
            ("2008-03-30", "CZE EST HUN LTU LVA MLT POL SVK SVN"),
            ("2009-03-29", "CHE"), ("2023-03-26", "HRV"),
        ]) {
            lifted[code]?.air = air
        }
        for (code, land) in table([("2025-01-01", "BGR ROU")]) { lifted[code]?.land = land }
        return lifted
    }()

    private static func day(_ text: String) -> Day { Day(text) ?? Day(number: .max) }

    private static func table(_ rows: [(String, String)]) -> [CountryCode: Day] {
        var table: [CountryCode: Day] = [:]
        for (from, codes) in rows {
            for code in codes.split(separator: " ").compactMap({ CountryCode($0) }) { table[code] = day(from) }
        }
        return table
    }
}
