import Identity
import Testing

@testable import SIS

@Suite("SIS: alerts on entry") struct AlertRulesTests {
    static let vectors = Vector.all("alert")

    @Test func theVectorsAreThere() { #expect(Self.vectors.count >= 50) }

    @Test(arguments: vectors) func answers(_ vector: Vector) throws {
        let verdict = AlertRules.judge(try alert(vector.input))
        let expected = vector.expected
        #expect(verdict.article == expected["article"] as? String)
        #expect(verdict.action.rawValue == expected["action"] as? String)
        #expect(verdict.actionIfFlagged?.rawValue == expected["actionIfFlagged"] as? String)
        #expect(verdict.flaggable == expected["flaggable"] as? Bool)
        #expect(verdict.reviewYears == expected["reviewYears"] as? Int)
        #expect(verdict.missing.map(\.rawValue) == expected["missing"] as? [String])
        #expect(verdict.accepted == expected["accepted"] as? Bool)
        #expect(verdict.refusal?.article == expected["refusal"] as? String)
        #expect(verdict.executeFirst?.rawValue == expected["executeFirst"] as? String)
    }

    func alert(_ input: [String: Any]) throws -> ProposedAlert {
        ProposedAlert(
            category: try category(input), memberState: try state(input),
            data: Set(try #require(input["data"] as? [String]).map(AlertDatum.init(rawValue:))),
            existing: try input.list("existing").map { .init(category: try category($0), memberState: try state($0)) },
            decisionLongerThanThreeYears: input.flag("decisionLongerThanThreeYears"),
            voluntaryDeparture: input.flag("voluntaryDeparture"),
            notAuthorised: Set(
                try (input["notAuthorised"] as? [String] ?? []).map { try #require(AlertAction(rawValue: $0)) }))
    }

    func category(_ input: [String: Any]) throws -> AlertCategory {
        let name = try #require(input["category"] as? String)
        return try #require(AlertCategory(rawValue: name))
    }

    func state(_ input: [String: Any]) throws -> CountryCode {
        let code = try #require(input["memberState"] as? String)
        return try #require(CountryCode(code))
    }

    static let complete: Set<AlertDatum> = [
        .surnames, .dateOfBirth, .reason, .action, .decisionReference, .legalBasis, .entryBan,
    ]

    func propose(_ category: AlertCategory, _ data: Set<AlertDatum>? = nil, existing: [(AlertCategory, String)] = [])
        -> ProposedAlert
    {
        ProposedAlert(
            category: category, memberState: CountryCode("FRA")!,
            data: data ?? (category == .unknownWanted ? [.dactyloscopicData] : Self.complete),
            existing: existing.map { .init(category: $0.0, memberState: CountryCode($0.1)!) })
    }

    @Test(
        "1862 22(1), 1861 22(1), 1860 4(2): each datum of the minimum, taken away alone, refuses",
        arguments: AlertCategory.allCases)
    func minimumData(category: AlertCategory) {
        let minimum = AlertCategoryRule.rule(for: category).minimumData
        #expect(AlertRules.judge(propose(category, minimum)).accepted)
        for datum in minimum {
            let verdict = AlertRules.judge(propose(category, minimum.subtracting([datum])))
            #expect(verdict.missing == [datum])
            #expect(
                verdict.refusal
                    == (category == .return
                        ? .minimumReturnData : category == .unknownWanted ? .printsAlone : .minimumData))
        }
    }

    @Test("1860 4(2): the day of voluntary departure, where a period was granted")
    func voluntaryDeparture() {
        var alert = propose(.return)
        alert.voluntaryDeparture = true
        #expect(AlertRules.judge(alert).missing == [.voluntaryDepartureDate])
        #expect(AlertRules.judge(alert).refusal == .minimumReturnData)
        alert.data.insert(.voluntaryDepartureDate)
        #expect(AlertRules.judge(alert).accepted)
        var other = propose(.refusal)
        other.voluntaryDeparture = true
        #expect(AlertRules.judge(other).accepted)
    }

    @Test("1862 23(2): one alert per Member State goes before every other refusal", arguments: AlertCategory.allCases)
    func onePerMemberState(category: AlertCategory) {
        let verdict = AlertRules.judge(
            propose(category, [.dnaProfile], existing: [(.missing, "DEU"), (.object, "FRA")]))
        #expect(verdict.refusal == .oneAlertPerMemberState)
    }

    @Test(
        "1862 42(3): a DNA profile in any category but missing persons under protection",
        arguments: AlertCategory.allCases)
    func dna(category: AlertCategory) {
        var alert = propose(category)
        alert.data.insert(.dnaProfile)
        #expect(AlertRules.judge(alert).refusal == (category == .missingProtect ? nil : .dnaProfileNotAllowed))
    }

    @Test("1862 40: prints and nothing else")
    func unknownWanted() {
        #expect(AlertRules.judge(propose(.unknownWanted, [.dactyloscopicData])).accepted)
        for more in [AlertDatum.surnames, .reason, .action, .gender, AlertDatum(rawValue: "photographs")] {
            #expect(AlertRules.judge(propose(.unknownWanted, [.dactyloscopicData, more])).refusal == .printsAlone)
        }
        #expect(AlertRules.judge(propose(.unknownWanted, [])).refusal == .printsAlone)
    }

    @Test("1862 37(6): a check that is not authorised becomes the next milder one")
    func milderChecks() {
        let checks: [AlertAction] = [.specificCheck, .inquiryCheck, .discreetCheck]
        for (index, check) in checks.enumerated() {
            for mask in 0..<8 {
                let banned = Set(checks.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element))
                var expected = index
                while expected < 2, banned.contains(checks[expected]) { expected += 1 }
                #expect(AlertRules.action(check, notAuthorised: banned) == checks[expected])
            }
        }
        #expect(AlertRules.action(.arrest, notAuthorised: [.arrest]) == .arrest)
    }

    @Test("1862 23(4): arrest first, whichever of several alerts it is")
    func executeFirst() {
        #expect(AlertRules.judge(propose(.arrest)).executeFirst == nil)
        #expect(AlertRules.judge(propose(.arrest, existing: [(.judicial, "DEU")])).executeFirst == .arrest)
        #expect(
            AlertRules.judge(propose(.missing, existing: [(.judicial, "DEU"), (.arrest, "ITA")])).executeFirst
                == .arrest)
        #expect(AlertRules.judge(propose(.missing, existing: [(.judicial, "DEU")])).executeFirst == nil)
    }

    @Test("1862 24–25: a flag leaves an action on arrest alerts alone")
    func flags() {
        for category in AlertCategory.allCases {
            let rule = AlertCategoryRule.rule(for: category)
            #expect((rule.actionIfFlagged != nil) == (category == .arrest))
            #expect(rule.flaggable == ["26", "32", "36", "37a"].contains { rule.article.hasPrefix("1862 " + $0) })
        }
    }

    @Test("SIRENE Manual: the order shown puts arrest first and names every category once")
    func priority() {
        let sorted = AlertPriority.sorted(AlertCategory.allCases.reversed()) { $0 }
        #expect(sorted.first == .arrest)
        #expect(Set(sorted.map(AlertPriority.rank)).count == AlertCategory.allCases.count)
        #expect(AlertPriority.rank(.refusal) < AlertPriority.rank(.missingProtect))
        #expect(AlertPriority.rank(.specificCheck) < AlertPriority.rank(.discreetCheck))
        #expect(AlertPriority.rank(.discreetCheck) < AlertPriority.rank(.judicial))
        let same = AlertPriority.sorted([(1, AlertCategory.missing), (2, .arrest), (3, .missing)]) { $0.1 }
        #expect(same.map(\.0) == [2, 1, 3])
    }
}
