import Foundation
import Identity
import Testing

@testable import Eurodac

/// The text once more, sentence by sentence and with the digits that the reference numbers carry, to check the rule against.
struct SecondReading {
    struct New {
        var digit: Int, state: String, age: Int?, own: Bool, takeCharge: Bool, admission: String?
    }
    struct Held {
        var digit: Int, state: String, granted: Day?
    }

    static func verdict(_ regime: String, _ asOf: Day, _ new: New, _ held: [Held]) -> (
        compared: Bool, stored: Bool, hits: [Int: Bool]
    ) {
        let police = new.digit == 4 || new.digit == 5
        let request = police || new.digit == (regime == "603" ? 9 : 6)
        if !request, let age = new.age, age < (regime == "603" ? 14 : 6) { return (false, false, [:]) }
        var partners: (Held) -> Bool
        var stored: Bool
        var compared = true
        if regime == "603" {
            switch new.digit {
            case 1:
                (stored, partners) = (true, { $0.digit == 1 || $0.digit == 2 })
                compared = !new.takeCharge
            case 2: (stored, partners, compared) = (true, { _ in false }, false)
            case 3: (stored, partners) = (false, { $0.digit == 1 })
            default: (stored, partners) = (false, { $0.digit == 1 || $0.digit == 2 })
            }
        } else {
            switch new.digit {
            case 7:
                let open = new.admission == nil || new.admission == "registered"
                stored = !open
                compared = open
                partners = { $0.digit == 7 || $0.digit == 8 || ($0.digit == 1 && $0.granted != nil) }
            case 8: (stored, partners, compared) = (true, { _ in false }, false)
            case 4, 5, 6: (stored, partners) = (false, { _ in true })
            default:
                (stored, partners) = (true, { _ in true })
                compared = !new.takeCharge
            }
        }
        if !compared { return (false, stored, [:]) }
        var hits: [Int: Bool] = [:]
        for (index, set) in held.enumerated() where partners(set) {
            if set.state == new.state && !new.own { continue }
            if regime == "603", police, let granted = set.granted {
                // The last day of three years after the grant is open still.
                let (year, month, day) = granted.components
                let last = Day(year: year + 3, month: month, day: day) ?? Day(year: year + 3, month: 2, day: 28)!
                if asOf > last { continue }
            }
            hits[index] = set.granted != nil && !(regime == "603" && police)
        }
        return (true, stored, hits)
    }
}

@Suite("603 9, 15–19; 1358 27–32: what is compared with what")
struct ComparisonRuleTests {
    @Test("603 18(2): of a set that is blocked nobody is told who seeks somebody for law enforcement; the recast blocks none")
    func answersLawEnforcement() {
        var set = EurodacDataset()
        for regime in EurodacRegime.allCases { #expect(set.answersLawEnforcement(in: regime, on: Day("2030-02-16")!)) }
        set.marks.protection = Day("2027-02-15")
        #expect(set.answersLawEnforcement(in: .regulation603, on: Day("2030-02-15")!))
        #expect(!set.answersLawEnforcement(in: .regulation603, on: Day("2030-02-16")!))
        #expect(set.answersLawEnforcement(in: .regulation1358, on: Day("2030-02-16")!))
    }

    @Test("The rule and a second reading of the text agree on every combination")
    func secondReading() {
        let asOf = Day("2027-06-15")!
        let grants: [Day?] = [nil, Day("2027-06-15"), Day("2024-06-15"), Day("2024-06-14"), Day("2020-02-29")]
        var asked = 0
        for regime in EurodacRegime.allCases {
            let rule = ComparisonRule(regime: regime, asOf: asOf)
            let categories = EurodacCategory.allCases.filter { $0.digit(in: regime) != nil }
            let held = categories.filter { !$0.isRequest }.flatMap { category in
                grants.flatMap { granted in
                    ["FRA", "DEU"].map {
                        ComparisonRule.Stored(category: category, memberState: $0, protectionGranted: granted)
                    }
                }
            }
            for category in categories {
                for age in [nil, 5, 6, 13, 14, 40] as [Int?] {
                    for flags in 0..<4 {
                        for admission in [nil] + AdmissionState.allCases as [AdmissionState?] {
                            let new = ComparisonRule.Transmitted(
                                category: category, memberState: "FRA", age: age, includeOwn: flags & 1 == 1,
                                takeChargeTransfer: flags & 2 == 2,
                                admission: admission)
                            let second = SecondReading.verdict(
                                regime.rawValue, asOf,
                                .init(
                                    digit: category.digit(in: regime)!, state: "FRA", age: age, own: new.includeOwn,
                                    takeCharge: new.takeChargeTransfer,
                                    admission: admission?.rawValue),
                                held.map {
                                    .init(
                                        digit: $0.category.digit(in: regime)!, state: $0.memberState,
                                        granted: $0.protectionGranted)
                                })
                            let hits = Dictionary(
                                uniqueKeysWithValues: held.enumerated().compactMap { index, set in
                                    rule.answer(of: set, to: new).map { (index, $0.mark) }
                                })
                            #expect(rule.isCompared(new) == second.compared, "\(regime) \(new)")
                            #expect(rule.isStored(new) == second.stored, "\(regime) \(new)")
                            #expect(hits == second.hits, "\(regime) \(new)")
                            asked += held.count
                        }
                    }
                }
            }
        }
        #expect(asked > 50_000)
    }

    @Test("Whatever is not compared meets nobody; whatever is too young is neither compared nor kept")
    func nothingLeaks() {
        for regime in EurodacRegime.allCases {
            let rule = ComparisonRule(regime: regime, asOf: Day("2027-06-15")!)
            for category in EurodacCategory.allCases {
                let new = ComparisonRule.Transmitted(
                    category: category, memberState: "FRA", age: regime.minimumAge - 1, includeOwn: true)
                for other in EurodacCategory.allCases {
                    let held = ComparisonRule.Stored(category: other, memberState: "DEU", protectionGranted: nil)
                    if !rule.isCompared(new) { #expect(rule.answer(of: held, to: new) == nil) }
                }
                if !category.isRequest { #expect(!rule.isStored(new) && !rule.isCompared(new)) }
            }
        }
    }

    @Test("603 18(2): the last day of the three years is open, the next is blocked; the asylum side goes on seeing it")
    func blocking() {
        let set = ComparisonRule.Stored(category: .applicant, memberState: "DEU", protectionGranted: Day("2024-02-29")!)
        let police = ComparisonRule.Transmitted(category: .lawEnforcement, memberState: "FRA")
        let asylum = ComparisonRule.Transmitted(category: .applicant, memberState: "FRA")
        func rule(_ day: String) -> ComparisonRule { ComparisonRule(regime: .regulation603, asOf: Day(day)!) }
        #expect(rule("2027-02-28").answer(of: set, to: police) == .init(mark: false))
        #expect(rule("2027-03-01").answer(of: set, to: police) == nil)
        #expect(rule("2033-01-01").answer(of: set, to: asylum) == .init(mark: true))
        let recast = ComparisonRule(regime: .regulation1358, asOf: Day("2033-01-01")!)
        #expect(recast.answer(of: set, to: police) == .init(mark: true))
    }

    @Test("The digits of both Regulations are different for every category and read back")
    func digits() {
        for regime in EurodacRegime.allCases {
            let digits = EurodacCategory.allCases.compactMap { $0.digit(in: regime) }
            #expect(Set(digits).count == digits.count)
            for category in EurodacCategory.allCases {
                guard let digit = category.digit(in: regime) else { continue }
                #expect(EurodacCategory(digit: digit, in: regime) == category)
            }
        }
        #expect(Set(EurodacCategory.allCases.compactMap { $0.digit(in: .regulation1358) }) == Set(0...9))
    }

    @Test("63, 603 46: which Regulation applies on a day")
    func days() {
        #expect(EurodacRegime.inForce(on: Day("2015-07-19")!) == nil)
        #expect(EurodacRegime.inForce(on: Day("2015-07-20")!) == .regulation603)
        #expect(EurodacRegime.inForce(on: Day("2026-06-11")!) == .regulation603)
        #expect(EurodacRegime.inForce(on: Day("2026-06-12")!) == .regulation1358)
        #expect(TransmittedData.temporaryProtectionApplies == Day("2029-06-12")!)
    }
}
