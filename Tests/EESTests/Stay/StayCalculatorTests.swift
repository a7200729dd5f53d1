import Identity
import Testing

@testable import EES

/// SplitMix64: the same histories on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

func day(_ text: String) -> Day { Day(text)! }

extension StayQuestion {
    /// A history of up to some ten stays in about two years, with everything that a question may have.
    static func random(_ random: inout SeededGenerator) -> StayQuestion {
        let base = day("2027-01-01").number + Int32.random(in: 0...1500, using: &random)
        func at(_ range: ClosedRange<Int32>) -> Day { Day(number: base + Int32.random(in: range, using: &random)) }
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

        var question = StayQuestion(asOf: Day(number: base))
        for _ in 0..<Int.random(in: 0...10, using: &random) {
            let entry = at(chance(60) ? -250...5 : -700...20)
            let length = Int32.random(in: 0...(chance(30) ? 110 : 40), using: &random)
            question.stays.append(
                try! Stay(
                    entry: entry, exit: chance(8) ? nil : Day(number: entry.number + length),
                    extendedUntil: chance(6) ? Day(number: entry.number + length + 7) : nil,
                    partialSchengen: chance(15)))
        }
        if chance(25) { question.stays.append(try! Stay(entry: at(-120...0))) }
        while chance(30) {
            let from = at(-300...60)
            question.excluded.append(
                try! ExcludedPeriod(
                    from: from, to: Day(number: from.number + Int32.random(in: 0...200, using: &random))))
        }
        if chance(50) {
            let from = at(-200...20)
            question.visa = try! ShortStayVisa(
                validFrom: from, validUntil: Day(number: from.number + Int32.random(in: 0...400, using: &random)),
                days: [0, 1, 15, 30, 45, 60, 89, 90, 120].randomElement(using: &random)!,
                entries: [.one, .two, .multiple].randomElement(using: &random)!,
                limitedTerritorialValidity: chance(25))
        }
        question.euFamily = chance(2)
        question.partialSchengen = chance(12)
        return question
    }
}

@Suite("EES Article 11: the calculator") struct StayCalculatorTests {
    @Test("agrees with a recount by sets of days on 24,000 random histories", arguments: 0..<24)
    func agreesWithRecount(part: Int) {
        var random = SeededGenerator(state: UInt64(part))
        var interesting = 0
        for number in 0..<1000 {
            let question = StayQuestion.random(&random)
            let (fast, slow) = (StayCalculator.answer(question), NaiveStayModel.answer(question))
            #expect(fast == slow, "history \(part)/\(number): \(question)")
            if let slow, slow.overstayDays > 0 || slow.authorisedEnd == nil { interesting += 1 }
        }
        #expect(interesting > 100, "the generator makes too few histories that matter")
    }

    @Test("SBC Article 6(2): the order of the history does not matter")
    func orderDoesNotMatter() {
        var random = SeededGenerator(state: 77)
        for _ in 0..<2000 {
            var question = StayQuestion.random(&random)
            let answer = StayCalculator.answer(question)
            question.stays.shuffle(using: &random)
            question.excluded.shuffle(using: &random)
            #expect(StayCalculator.answer(question) == answer)
        }
    }

    @Test("a day more of history never gives more days")
    func monotone() throws {
        var random = SeededGenerator(state: 78)
        for _ in 0..<2000 {
            var question = StayQuestion.random(&random)
            question.stays.removeAll { $0.exit.map { $0 >= question.asOf } ?? true }
            guard let before = StayCalculator.answer(question) else { continue }
            let past = question.asOf - Int.random(in: 1...200, using: &random)
            question.stays.append(try Stay(entry: past, exit: past, partialSchengen: true))
            let after = try #require(StayCalculator.answer(question))
            #expect(after.remainingDays <= before.remainingDays)
            #expect(after.usedDays >= before.usedDays)
        }
    }

    @Test("an open stay of two thousand years is answered at once")
    func openForever() throws {
        let question = StayQuestion(asOf: day("9999-12-31"), stays: [try Stay(entry: day("0001-01-01"))])
        let answer = try #require(StayCalculator.answer(question))
        #expect(answer.usedDays == 180)
        #expect(answer.limitEnd == day("0001-03-31"))
        #expect(answer.overstayDays == day("9999-12-31") - day("0001-03-31"))
    }

    @Test("the ends of the calendar, and day numbers beyond it, do not overflow")
    func extremes() throws {
        for asOf in [Day(number: .max), Day(number: .min), day("0001-01-01"), day("9999-12-31")] {
            let visa = try ShortStayVisa(
                validFrom: Day(number: .min), validUntil: Day(number: .max), days: .max, entries: .two,
                limitedTerritorialValidity: true)
            for stays in [[], [try Stay(entry: Day(number: .min))], [try Stay(entry: asOf, exit: Day(number: .max))]] {
                for excluded in [[], [try ExcludedPeriod(from: Day(number: .min), to: Day(number: .max))]] {
                    for visa in [nil, visa] {
                        let answer = StayCalculator.answer(
                            StayQuestion(asOf: asOf, stays: stays, excluded: excluded, visa: visa))
                        #expect(answer != nil)
                    }
                }
            }
        }
        // The ninetieth day lies beyond the last day that can be written.
        let last = try #require(StayCalculator.answer(StayQuestion(asOf: day("9999-12-01"))))
        #expect(last.limitEnd == day("9999-12-31"))
        #expect(last.remainingDays == 31)
    }

    @Test("thousands of stays, out of order and one within the other")
    func thousands() throws {
        var random = SeededGenerator(state: 5)
        var question = StayQuestion(asOf: day("2030-01-01"))
        for _ in 0..<5000 {
            let entry = question.asOf - Int.random(in: 0...4000, using: &random)
            question.stays.append(
                try Stay(entry: entry, exit: entry + Int.random(in: 0...3, using: &random)))
        }
        for back in stride(from: 0, to: 4000, by: 2) {
            let odd = question.asOf - 2000 + back
            question.excluded.append(try ExcludedPeriod(from: odd, to: odd))
        }
        // Every second day is excluded until 2035: the stay may last as long, and 90 counted days in 180 are allowed.
        #expect(StayCalculator.answer(question) == NaiveStayModel.answer(question))
    }

    @Test("SBC Article 6(2): excluded days are lawful even where the limit is already passed")
    func excludedDaysAreLawful() throws {
        let answer = try #require(
            StayCalculator.answer(
                StayQuestion(
                    asOf: day("2026-04-20"),
                    stays: [
                        try Stay(entry: day("2026-01-01"), exit: day("2026-04-10")), try Stay(entry: day("2026-04-15")),
                    ],
                    excluded: [try ExcludedPeriod(from: day("2026-04-15"), to: day("2026-04-30"))])))
        #expect(answer.limitEnd == day("2026-04-30"))
        #expect(answer.overstayDays == 0)
    }

    @Test func impossibleInputIsRefused() {
        #expect(throws: StayRefusal.self) { try Stay(entry: day("2026-01-02"), exit: day("2026-01-01")) }
        #expect(throws: StayRefusal.self) { try ExcludedPeriod(from: day("2026-01-02"), to: day("2026-01-01")) }
        #expect(throws: StayRefusal.self) {
            try ShortStayVisa(validFrom: day("2026-01-02"), validUntil: day("2026-01-01"), days: 1, entries: .one)
        }
        #expect(throws: StayRefusal.negativeDays(-1)) {
            try ShortStayVisa(validFrom: day("2026-01-02"), validUntil: day("2026-01-02"), days: -1, entries: .one)
        }
    }
}
