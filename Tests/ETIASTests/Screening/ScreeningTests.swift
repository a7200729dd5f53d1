import Access
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import ETIAS

@Suite("Screening rules")
struct ScreeningTests {
    func kind(_ change: (inout RiskIndicators) -> Void) -> RefusalKind? {
        var indicators = RiskIndicators()
        change(&indicators)
        do {
            try indicators.check()
            return nil
        } catch { return error.kind }
    }

    @Test("Art. 33(5): never solely sex or age, nor both; always a combination") func combinations() {
        #expect(kind { _ in } == .indicatorsNotAllowed)
        #expect(kind { $0.sexes = [.male] } == .indicatorsNotAllowed)
        #expect(
            kind {
                $0.ageFrom = 18
                $0.ageUntil = 30
            } == .indicatorsNotAllowed)
        #expect(
            kind {
                $0.sexes = [.male]
                $0.ageFrom = 18
            } == .indicatorsNotAllowed)
        #expect(kind { $0.nationalities = [CountryCode("BRA")!] } == .indicatorsNotAllowed)
        #expect(
            kind {
                $0.nationalities = [CountryCode("BRA")!]
                $0.ageFrom = 18
            } == nil)
        #expect(
            kind {
                $0.occupations = [.student]
                $0.citiesOfResidence = ["Recife"]
            } == nil)
        #expect(
            kind {
                $0.occupations = [.student]
                $0.ageFrom = 31
                $0.ageUntil = 30
            } == .indicatorsNotAllowed)
    }

    @Test(
        "Art. 33(5): there is no field for a protected trait",
        arguments: ["religion", "ethnicOrigin", "race", "language", "disability", "sexualOrientation", "politicalOpinion"])
    func protected(trait: String) {
        #expect(throws: WireError.self) {
            try RiskIndicators(reading: .object(JSONObject([(trait, "x"), ("sexes", ["M"])])))
        }
    }

    @Test("Art. 24(4): indicators of illegal immigration do not apply to family members") func familyMembers() {
        var rule = ScreeningRule()
        rule.indicators.nationalities = [CountryCode("BRA")!]
        let day = Day("2027-03-01")!
        for risk in ScreeningRule.Risk.allCases {
            rule.risk = risk
            #expect(rule.applies(to: .complete(), on: day))
            #expect(rule.applies(to: .family(), on: day) == (risk != .illegalImmigration))
        }
    }

    @Test("Wilson's interval holds the share, lies in 0 to 1, narrows with more cases, and is symmetric") func wilson() {
        for count in 1...200 {
            for hits in 0...count {
                let one = HitRate.wilson(hits: hits, of: count)
                #expect(0 <= one.low && one.low <= one.rate && one.rate <= one.high && one.high <= 1)
                let other = HitRate.wilson(hits: count - hits, of: count)
                #expect(abs(one.low - (1 - other.high)) < 1e-9)
                let more = HitRate.wilson(hits: hits * 10, of: count * 10)
                #expect(more.high - more.low < one.high - one.low)
            }
        }
        // 10 of 100: the published interval.
        let known = HitRate.wilson(hits: 10, of: 100)
        #expect(abs(known.low - 0.0552) < 0.0001 && abs(known.high - 0.1744) < 0.0001)
        #expect(HitRate.wilson(hits: 0, of: 0) == (0, 0, 1))
    }

    @Test("the report counts everybody once in each division, and hides small groups") func report() {
        var counter = HitRateReport.Counter()
        let day = Day("2027-03-01")!
        for index in 0..<100 {
            let nationality = index < 3 ? "PER" : index < 50 ? "BRA" : "ARG"
            counter.add(.complete(nationality: nationality), hit: nationality == "BRA", on: day)
        }
        let report = counter.report(at: Instant(milliseconds: 0), revision: 1)
        #expect(report.all.applications == 100 && report.all.hits == 47)
        for division in [report.byNationality, report.bySex, report.byAge] {
            #expect(division.map(\.applications).reduce(0, +) == 100 && division.map(\.hits).reduce(0, +) == 47)
        }
        #expect(report.byNationality.map(\.group) == ["ARG", "BRA", "other"])
        #expect(report.byNationality.map(\.raised) == [false, true, false])
    }

    @Test("Art. 33: a rule becomes active only with a test of itself, and then reports hits") func lifeOfARule() async throws {
        let bench = Bench()
        for index in 0..<8 { _ = try await bench.submit(.complete("P\(index)X", number: "N\(index)")) }
        var define = DefineScreeningRule.Input()
        define.name = "one"
        define.basis = "Statistics of the EES for 2026."
        define.indicators.nationalities = [CountryCode("BRA")!]
        define.indicators.occupations = [.student]
        let rule = try await bench.run(DefineScreeningRule(), define, as: .central).id
        #expect(await bench.refusal(DefineScreeningRule(), define, as: .central) == .alreadyExists)
        #expect(await bench.refusal(SetScreeningRule(), .init(rule, .activate), as: .central, version: 1) == .ruleNotTested)

        let report = try await bench.run(TestScreeningRule(), ScreeningRuleReference(rule), as: .central)
        #expect(report.all.applications == 8 && report.all.hits == 0)
        // Changed after the test: the test is of another rule.
        var change = SetScreeningRule.Input(rule, .change)
        change.indicators = define.indicators
        change.indicators?.occupations = [.professionals]
        _ = try await bench.run(SetScreeningRule(), change, as: .central, version: 2)
        #expect(await bench.refusal(SetScreeningRule(), .init(rule, .activate), as: .central, version: 3) == .ruleNotTested)
        let second = try await bench.run(TestScreeningRule(), ScreeningRuleReference(rule), as: .central)
        #expect(second.all.hits == 8)
        #expect(try await bench.submit(.complete("BEFORE", number: "N20")).state == .valid)
        let active = try await bench.run(SetScreeningRule(), .init(rule, .activate), as: .central, version: 4)
        #expect(active.rule.state == .active)
        #expect(try await bench.openSteps() == ["ruleReview"])

        let after = try await bench.submit(.complete("AFTER", number: "N21"))
        #expect(after.state == .beingProcessed)
        #expect(try await bench.file(after.application).value.hits.map(\.check) == [.rules])

        // A test grows old: the review needs a new one.
        bench.set("2027-09-15T08:00:00Z")
        #expect(await bench.refusal(SetScreeningRule(), .init(rule, .review), as: .central, version: 5) == .ruleNotTested)
        _ = try await bench.run(TestScreeningRule(), ScreeningRuleReference(rule), as: .central)
        _ = try await bench.run(SetScreeningRule(), .init(rule, .review), as: .central, version: 6)
        _ = try await bench.run(SetScreeningRule(), .init(rule, .end), as: .central, version: 7)
        #expect(await bench.refusal(SetScreeningRule(), .init(rule, .activate), as: .central, version: 8) == .wrongStage)
        #expect(try await bench.run(ListScreeningRules(), Nothing(), as: .supervisor, for: .supervision).rules.count == 1)
        #expect(await bench.refusal(DefineScreeningRule(), define, as: .france) == .forbidden)
    }
}
