import Identity

/// A synthetic conviction of a third-country national in a Member State: what ECRIS-TCN answers is where, never what.
public struct Conviction: Hashable, Sendable {
    public var state: CountryCode
    public var convicted: Day
    /// Whether the Member State holds fingerprints (2019/816 Article 5(1)(b)).
    public var hasFingerprints: Bool
    /// A terrorist offence, or another one of the Annex, of the years that the flag lasts (Article 5(1)(c)).
    public var isTerrorist: Bool
    public var isSerious: Bool
}

extension Population {
    /// Five in a thousand adults, some of them in two Member States.
    public func convictions(of person: Person, from first: Day, days: Int, permille: Int = 5) -> [Conviction] {
        var g = seed.streams(for: "convictions")[person.index]
        guard g.chance(permille: permille), person.age(on: first) >= 18 else { return [] }
        let count = g.chance(permille: 200) ? 2 : 1
        var states: Set<String> = []
        return (0..<count).compactMap { _ in
            let state = Population.alertIssuers[
                Swift.min(g.below(Population.alertIssuers.count), g.below(Population.alertIssuers.count))]
            let conviction = Conviction(
                state: state, convicted: first + g.below(Swift.max(1, days)), hasFingerprints: g.chance(permille: 900),
                isTerrorist: g.chance(permille: 30), isSerious: g.chance(permille: 250))
            return states.insert(state.text).inserted ? conviction : nil
        }
    }
}
