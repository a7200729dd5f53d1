import Identity
import Testing

@testable import SIS

@Suite("SIS 1862 Articles 53–54, 1861 Article 39: retention") struct RetentionRulesTests {
    static let vectors = Vector.all("retention").filter { $0.input["system"] as? String == "SIS" }

    @Test func theVectorsAreThere() { #expect(Self.vectors.count >= 15) }

    @Test(arguments: vectors) func answers(_ vector: Vector) throws {
        let term = SISRetention.term(for: try record(vector.input))
        let expected = vector.expected
        #expect(term.keptUntil == expected.day("keptUntil"))
        #expect(term.eraseOn == expected.day("eraseOn"))
        #expect(term.reviewBy == expected.day("reviewBy"))
        #expect(term.noticeOn == expected.day("noticeOn"))
        if let article = expected["article"] as? String { #expect(term.article == article) }
    }

    func record(_ input: [String: Any]) throws -> SISRetention.Record {
        switch try #require(input["record"] as? String) {
        case "log": return .log(created: try #require(input.day("created")))
        case "alertHistoryLog": return .alertHistoryLog(alertDeleted: try #require(input.day("alertDeleted")))
        case "supplementaryInformation":
            return .supplementaryInformation(alertDeleted: try #require(input.day("alertDeleted")))
        default:
            let dates = SISRetention.AlertDates(
                entered: try #require(input.day("entered")), lastExtended: input.day("lastExtended"),
                decisionLongerThanThreeYears: input.flag("decisionLongerThanThreeYears"),
                linkedAlertKeptUntil: input.day("linkedAlertKeptUntil"))
            let category = try #require(input["category"] as? String)
            if category == "objectCheck" { return .objectCheck(dates) }
            return .alert(try #require(AlertCategory(rawValue: category)), dates)
        }
    }

    static let entered = Day("2026-08-31")!

    @Test("53, 54, 1861 39: years, review and notice of each category", arguments: AlertCategory.allCases)
    func categories(category: AlertCategory) {
        let years: Int =
            switch category {
            case .arrest, .missing, .missingProtect: 5
            case .judicial, .unknownWanted, .refusal, .entryBan, .restrictiveMeasure, .return: 3
            case .object: 10
            default: 1
            }
        let term = SISRetention.term(for: .alert(category, .init(entered: Self.entered)))
        #expect(term.keptUntil == Day(year: 2026 + years, month: 8, day: 31))
        #expect(term.reviewBy == term.keptUntil)
        #expect(term.eraseOn == Day(year: 2026 + years, month: 9, day: 1))
        #expect(term.noticeOn == (category == .object ? nil : Day(year: 2026 + years, month: 5, day: 1)))
    }

    @Test("53(6): an extension starts the period anew")
    func extended() {
        let term = SISRetention.term(
            for: .alert(.arrest, .init(entered: Self.entered, lastExtended: Day("2031-07-01"))))
        #expect(term.keptUntil == Day("2036-07-01"))
    }

    @Test("1861 39(2): five years for long decisions, in the categories of that Regulation alone")
    func longDecisions() {
        for category in AlertCategory.allCases {
            let short = SISRetention.term(for: .alert(category, .init(entered: Self.entered)))
            let long = SISRetention.term(
                for: .alert(category, .init(entered: Self.entered, decisionLongerThanThreeYears: true)))
            let differs = [.refusal, .entryBan, .restrictiveMeasure, .return].contains(category)
            #expect((short.keptUntil != long.keptUntil) == differs)
        }
    }

    @Test("54(3): an object linked to a person's alert lives as long as that")
    func linkedObjects() {
        let dates = SISRetention.AlertDates(entered: Self.entered, linkedAlertKeptUntil: Day("2027-01-31"))
        for record in [SISRetention.Record.alert(.object, dates), .objectCheck(dates)] {
            let term = SISRetention.term(for: record)
            #expect(term.keptUntil == Day("2027-01-31"))
            #expect(term.reviewBy == Day("2027-01-31"))
            #expect(term.noticeOn == nil)
            #expect(term.article == "1862 54(3)")
        }
        // A person's alert has its own period, whatever it is linked to.
        #expect(SISRetention.term(for: .alert(.arrest, dates)).keptUntil == Day("2031-08-31"))
    }
}
