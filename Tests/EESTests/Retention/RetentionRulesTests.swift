import Identity
import Testing

@testable import EES

@Suite("EES Article 34: retention") struct RetentionRulesTests {
    static let vectors = Vector.all("retention").filter { $0.input["system"] as? String == "EES" }

    @Test func theVectorsAreThere() { #expect(Self.vectors.count >= 14) }

    @Test(arguments: vectors) func answers(_ vector: Vector) throws {
        let term = EESRetention.term(for: try record(vector.input))
        let expected = vector.expected
        #expect(term.keptUntil == expected.day("keptUntil"))
        #expect(term.eraseOn == expected.day("eraseOn"))
        #expect(term.noticeOn == expected.day("noticeOn"))
        #expect(expected.isNull("reviewBy"))
        if let article = expected["article"] as? String { #expect(term.article == article) }
    }

    func record(_ input: [String: Any]) throws -> EESRetention.Record {
        func date(_ key: String) throws -> Day { try #require(input.day(key)) }
        switch try #require(input["record"] as? String) {
        case "entryExit": return .entryExit(exit: try date("exit"))
        case "refusal": return .refusal(refused: try date("refused"))
        case "individualFile": return .individualFile(lastRecord: try date("lastRecord"))
        case "noExit": return .noExit(authorisedEnd: try date("authorisedEnd"))
        case "familyEntryExit": return .familyEntryExit(exit: try date("exit"))
        case "familyNoExit": return .familyNoExit(entry: try date("entry"))
        case "naturalised": return .naturalised(acquired: try date("acquired"))
        case "log": return .log(dataErased: try date("dataErased"))
        case "carrierLog": return .carrierLog(created: try date("created"))
        case let other:
            Issue.record("no such record: \(other)")
            throw StayRefusal.negativeDays(0)
        }
    }

    @Test("34(2): the file outlives its last record by one day, on every day of a leap cycle")
    func fileOutlivesRecord() {
        var exit = day("2024-01-01")
        while exit < day("2028-03-02") {
            let (record, file) = (
                EESRetention.term(for: .entryExit(exit: exit)),
                EESRetention.term(for: .individualFile(lastRecord: exit))
            )
            #expect(file.keptUntil == record.eraseOn)
            #expect(record.eraseOn == record.keptUntil + 1)
            exit = exit + 1
        }
    }

    @Test("35(6): five working days, whatever the weekday", arguments: 0..<7)
    func workingDays(offset: Int) {
        let acquired = day("2026-11-02") + offset  // from a Monday on
        let until = EESRetention.term(for: .naturalised(acquired: acquired)).keptUntil
        let between = (1...(until - acquired)).map { acquired + $0 }
        #expect(between.count { !$0.isWeekend } == 5)
        #expect(!until.isWeekend)
    }

    @Test("a period never ends before it begins, not even at the end of the calendar")
    func endOfCalendar() {
        for start in [day("9999-12-31"), day("9998-03-01"), day("0001-01-01"), Day(number: .max), Day(number: .min)] {
            for record in [
                EESRetention.Record.entryExit(exit: start), .individualFile(lastRecord: start),
                .noExit(authorisedEnd: start),
                .naturalised(acquired: start), .log(dataErased: start),
            ] {
                let term = EESRetention.term(for: record)
                #expect(term.eraseOn >= min(start, day("9999-12-31")))
            }
        }
    }
}
