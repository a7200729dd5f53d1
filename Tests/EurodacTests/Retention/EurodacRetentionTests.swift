import Identity
import Testing

@testable import Eurodac

@Suite("603 12, 16, 17; 1358 29, 41: how long data are kept")
struct EurodacRetentionTests {
    @Test("Each category has its period from its own clock")
    func periods() {
        let (taken, sent) = (Day("2027-02-20")!, Day("2027-03-01")!)
        func kept603(_ category: EurodacCategory) -> Day? {
            EurodacRetention.term(for: .dataset603(category, taken: taken)).keptUntil
        }
        func kept(_ category: EurodacCategory, _ admission: AdmissionState? = nil) -> Day? {
            EurodacRetention.term(for: .dataset1358(category, admission, transmitted: sent)).keptUntil
        }
        #expect(kept603(.applicant) == Day("2037-02-20"))
        #expect(kept603(.irregularCrossing) == Day("2028-08-20"))
        #expect(kept603(.illegalStay) == nil)
        #expect(kept(.applicant) == Day("2037-03-01"))
        for category in [EurodacCategory.irregularCrossing, .illegalStay, .disembarked, .nationalResettlement] {
            #expect(kept(category) == Day("2032-03-01"))
        }
        #expect(kept(.admission, .granted) == Day("2032-03-01"))
        #expect(kept(.admission, .refused) == Day("2030-03-01"))
        #expect(kept(.admission, .discontinued) == Day("2030-03-01"))
        #expect(kept(.admission, .registered) == nil)
        for category in [EurodacCategory.lawEnforcement, .europol, .dataSubject] { #expect(kept(category) == nil) }
    }

    @Test("29(9): temporary protection counts from the Council decision, a year more with each extension")
    func temporaryProtection() {
        for years in 0...5 {
            let term = EurodacRetention.term(
                for: .temporaryProtection(councilDecision: Day("2028-02-29")!, extensions: years))
            #expect(term.keptUntil == Day("2028-02-29")!.adding(years: years + 1))
            #expect(term.eraseOn == term.keptUntil.map { $0 + 1 })
        }
    }

    @Test("What the rule stores has a term, and what it does not store has none")
    func termsAndStorageAgree() {
        for regime in EurodacRegime.allCases {
            let rule = ComparisonRule(regime: regime, asOf: Day("2029-07-01")!)
            for category in EurodacCategory.allCases
            where category.digit(in: regime) != nil && category != .temporaryProtection {
                for admission in AdmissionState.allCases {
                    let new = ComparisonRule.Transmitted(category: category, memberState: "FRA", admission: admission)
                    let term = EurodacRetention.term(
                        for: regime == .regulation603
                            ? .dataset603(category, taken: Day("2029-07-01")!)
                            : .dataset1358(
                                category, category == .admission ? admission : nil, transmitted: Day("2029-07-01")!))
                    #expect((term.keptUntil != nil) == rule.isStored(new), "\(regime) \(category) \(admission)")
                }
            }
        }
    }

    @Test("A period that would leave the calendar ends on its last day but one")
    func endOfCalendar() {
        let term = EurodacRetention.term(for: .dataset1358(.applicant, nil, transmitted: Day("9995-01-01")!))
        #expect(term.keptUntil == Day("9999-12-30"))
        #expect(term.eraseOn == Day("9999-12-31"))
    }
}
