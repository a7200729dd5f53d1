import Identity
import Testing

@testable import ETIAS

/// The rule against a model that is written from the articles in another way: by asking of each article whether it applies.
@Suite("Processing of an application")
struct ProcessingRuleTests {
    struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) ^ state
        }
    }

    static let states = ["FRA", "DEU", "ESP", "ITA", nil]

    static func random(_ dice: inout Dice) -> ProcessingRule.Case {
        var question = ProcessingRule.Case(
            submittedAt: Instant("2027-03-01T08:00:00Z")!.adding(hours: Int64.random(in: 0...1000, using: &dice)),
            firstIntendedStay: ["NLD", "ESP"].randomElement(using: &dice)!)
        for _ in 0..<Int.random(in: 0...4, using: &dice) {
            question.hits.append(
                ApplicationHit(
                    Check.allCases.randomElement(using: &dice)!, memberState: states.randomElement(using: &dice)!,
                    entered: Bool.random(using: &dice) ? Day("2020-01-01")! + Int.random(in: 0...5, using: &dice) : nil,
                    confirmed: [true, true, true, false, nil].randomElement(using: &dice)!,
                    replacedByRefusalAlert: Bool.random(using: &dice)))
        }
        question.needsAssessment = Int.random(in: 0...3, using: &dice) == 0
        question.familyMember = Int.random(in: 0...3, using: &dice) == 0
        question.consulted = (0..<Int.random(in: 0...2, using: &dice)).map { _ in
            ProcessingRule.Opinion.allCases.randomElement(using: &dice)!
        }
        if Bool.random(using: &dice) {
            let asked = question.submittedAt.adding(hours: Int64.random(in: 0...90, using: &dice))
            question.documents = .init(
                requestedAt: asked,
                submittedAt: Bool.random(using: &dice) ? asked.adding(hours: Int64.random(in: 0...300, using: &dice)) : nil)
            if Bool.random(using: &dice) {
                question.interview = .init(
                    heldAt: Bool.random(using: &dice) ? asked.adding(hours: 300) : nil, missed: Int.random(in: 0...4, using: &dice) == 0)
            }
        }
        if Bool.random(using: &dice) { question.now = question.submittedAt.adding(hours: Int64.random(in: 0...600, using: &dice)) }
        return question
    }

    @Test("Art. 20–32: as the model, in a hundred thousand cases") func model() {
        var dice = Dice(state: 7)
        for _ in 0..<100_000 {
            let question = Self.random(&dice)
            let answer = ProcessingRule.answer(question)
            let made = question.hits.filter { !question.familyMember || ($0.check != .g && $0.check != .k) }
            let right = made.filter { $0.confirmed == true }
            if made.contains(where: { $0.confirmed == nil }) {
                #expect(answer.outcome == .verify && answer.unit == .centralUnit && answer.memberState == nil)
                #expect(answer.decideBy == question.submittedAt.adding(hours: 12))
                continue
            }
            if right.isEmpty, !question.needsAssessment {
                #expect(answer.outcome == .issue && answer.unit == nil && answer.memberState == nil && answer.decideBy == nil)
                continue
            }
            let late = question.documents.map { documents in
                let end = documents.requestedAt.adding(hours: 24 * 10)
                return documents.submittedAt.map { $0 > end } ?? (question.now.map { $0 > end } ?? false)
            }
            let refused =
                right.contains { $0.check == .a || $0.check == .c || ($0.check == .o && $0.replacedByRefusalAlert) }
                || question.consulted.contains(.negative) || late ?? false || question.interview?.missed ?? false
            #expect(answer.outcome == (refused ? .refuse : .assess))
            #expect(answer.grounds.isEmpty != refused)
            #expect(answer.unit == .nationalUnit)
            #expect(answer.memberState == Self.responsible(right, question.firstIntendedStay))
            if let held = question.interview?.heldAt {
                #expect(answer.decideBy == held.adding(hours: 48))
            } else if let documents = question.documents {
                if let submitted = documents.submittedAt {
                    #expect(answer.decideBy == submitted.adding(hours: 96))
                } else if !(late ?? false) {
                    #expect(answer.decideBy == nil)
                }
            } else {
                #expect(answer.decideBy == question.submittedAt.adding(hours: 96))
            }
        }
    }

    /// Article 25 by sorting: rank of the alert, then day, then place in the list.
    static func responsible(_ hits: [ApplicationHit], _ stay: String) -> String {
        let owned = hits.enumerated().filter { $0.element.memberState != nil }
        guard !owned.isEmpty else { return stay }
        if Set(owned.map { $0.element.memberState! }).count == 1 { return owned[0].element.memberState! }
        let rank: [Check: Int] = [.d: 0, .c: 1, .a: 2]
        return owned.min { one, two in
            let (a, b) = (one.element, two.element)
            let (ra, rb) = (rank[a.check] ?? 3, rank[b.check] ?? 3)
            // Where none is an alert of the three kinds all count alike; where one is, the others do not count.
            if ra != rb { return ra < rb }
            let (da, db) = (a.entered?.number ?? .min, b.entered?.number ?? .min)
            return da != db ? da > db : one.offset < two.offset
        }!.element.memberState!
    }

    @Test("Art. 24(6): (g) and (k) are not made of family members, confirmed or not") func familyMembers() {
        var question = ProcessingRule.Case(submittedAt: Instant(milliseconds: 0), firstIntendedStay: "ESP")
        question.familyMember = true
        for check in Check.allCases {
            for confirmed in [true, nil] {
                question.hits = [ApplicationHit(check, confirmed: confirmed)]
                #expect((ProcessingRule.answer(question).outcome == .issue) == (check == .g || check == .k))
            }
        }
    }

    @Test("Art. 29: an opinion of Europol does not appear in the rule: it cannot bind") func europol() {
        var question = ProcessingRule.Case(submittedAt: Instant(milliseconds: 0), firstIntendedStay: "ESP")
        question.hits = [ApplicationHit(.j, confirmed: true)]
        #expect(ProcessingRule.answer(question).outcome == .assess)
    }

    @Test("Art. 27(2): ten days to the moment") func tenDays() {
        let asked = Instant("2027-03-03T10:00:00Z")!
        let documents = ProcessingRule.Documents(requestedAt: asked)
        #expect(!documents.isMissed(at: Instant("2027-03-13T10:00:00Z")!))
        #expect(documents.isMissed(at: Instant("2027-03-13T10:00:01Z")!))
        #expect(!documents.isMissed(at: nil))
    }
}
