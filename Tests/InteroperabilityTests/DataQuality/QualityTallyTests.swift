import Identity
import Quality
import Testing
import Wire

@testable import Interoperability

/// 2021/2224 6(2): what the weekly report counts, and of how many.
@Suite struct QualityTallyTests {
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    private func person(_ surname: String) throws -> CheckedRecord {
        var record = CheckedRecord(.EES)
        record.identities = [
            PersonIdentity(
                surnames: [surname], givenNames: ["Ada"], dateOfBirth: PartialDate("1985-04-12"), sex: .female,
                nationalities: [try #require(CountryCode("NGA"))])
        ]
        record.asked = [.surname, .givenName, .dateOfBirth, .sex, .nationality, .face]
        record.noteGiven()
        return record
    }

    private func crossing() throws -> CheckedRecord {
        var record = CheckedRecord(.EES)
        (record.occurred, record.recorded, record.recordedWithinDays) = (try day("2026-03-01"), try day("2026-03-01"), 1)
        return record
    }

    private func tally(_ records: [CheckedRecord]) throws -> QualityTally {
        var tally = QualityTally()
        let today = try day("2026-03-02")
        for record in records { tally.add(record, QualityAssessment(record, today: today)) }
        return tally
    }

    /// Records of crossings ask for no name: they make files no completer, and names no better.
    @Test func recordsThatHaveNothingOfAnIndicatorAreNotInItsMean() throws {
        let files = try tally([person("Okonkwo"), person("Unknown")])
        let all = try tally([person("Okonkwo"), person("Unknown")] + (0..<98).map { _ in try crossing() })
        let (alone, among) = (QualityStateLine("FRA", files), QualityStateLine("FRA", all))
        #expect(among.records == 100 && alone.records == 2)
        #expect(among.completePerMille == 0, "the face of both is missing")
        #expect(among.completeness == alone.completeness && among.accuracy == alone.accuracy)
        #expect(among.accuracy == 75)
        #expect(among.timeliness == 100 && alone.timeliness == nil)
        // The classes are of all records.
        let (good, low) = (try #require(among.goodPerMille), try #require(among.lowPerMille))
        #expect(good + low == 1000)
    }

    /// 6(2)(b)–(d): a share of nothing is no share, for a State without records as for a register that was empty; nor is it one in a report
    /// that was stored when it said 100 per cent.
    @Test func aShareOfNothingIsAbsent() throws {
        let report = QualityReport(
            .EES, week: try day("2026-02-23"), made: Instant(day: try day("2026-03-02")), tallies: [:], works: ["FRA": IssueWork(resolved: 1)])
        #expect(report.lines.map(\.memberState) == ["ALL", "FRA"])
        for line in report.wire["lines"]?.elements ?? [] {
            #expect(line["records"] == .integer(0))
            for share in QualityStateLine.shares { #expect(line[share] == nil, "\(share)") }
        }
        // Of crossings the act asks nothing, and they have no names: they are good, and neither complete nor accurate.
        let crossings = QualityStateLine("FRA", try tally([crossing()]))
        #expect(crossings.goodPerMille == 1000 && crossings.timeliness == 100)
        #expect(crossings.completePerMille == nil && crossings.completeness == nil && crossings.accuracy == nil)
        var before = QualityStateLine("ALL", try tally([person("Unknown")]))
        let counted = before.wire
        (before.records, before.goodPerMille, before.accuracy) = (0, 1000, 100)
        let stored = JSON.object(["lines": .array([before.wire, counted])])
        let upgraded = QualityReport.upgrade(stored, from: 1)["lines"]?.elements ?? []
        #expect(upgraded.count == 2 && upgraded.last == counted)
        #expect(QualityStateLine.shares.allSatisfy { upgraded.first?[$0] == nil })
        #expect(QualityStateLine.shares.allSatisfy { share in QualityStateLine.fields.contains { $0.name == share && !$0.required } })
    }

    /// Records are told as what is held is, or weekly reports would undo its rounding; of so few that none is told there is no share.
    @Test func recordsAreRoundedDown() throws {
        func people(_ count: Int) throws -> QualityTally { try tally((0..<count).map { _ in try person("Okonkwo") }) }
        let report = QualityReport(
            .EES, week: try day("2026-02-23"), made: Instant(day: try day("2026-03-02")),
            tallies: ["FRA": try people(13), "ITA": try people(5), "MLT": try people(4)], works: [:])
        #expect(report.lines.map(\.memberState) == ["ALL", "FRA", "ITA", "MLT"])
        #expect(report.lines.map(\.records) == [15, 10, 5, 0])
        #expect(report.lines.map { $0.goodPerMille == nil } == [false, false, false, true])
        for share in QualityStateLine.shares { #expect(report.lines.last?.wire[share] == nil, "\(share)") }
    }

    /// 6(2)(h)–(i): ten of each list, with the States concerned; what is overdue by kind of record.
    @Test func everyListHasItsTen() throws {
        let tallies = ["FRA": try tally([person("Unknown"), person("Unknown")]), "ITA": try tally([person("Unknown")])]
        var work = IssueWork(open: 2, resolved: 0, overdue: 3)
        work.overdueKinds = ["individualFile": 2, "refusal": 1]
        let report = QualityReport(
            .EES, week: try day("2026-02-23"), made: Instant(day: try day("2026-03-02")), tallies: tallies, works: ["FRA": work])
        func list(_ list: QualityTopLine.List) -> [QualityTopLine] { report.top.filter { $0.list == list } }
        #expect(list(.missing).map(\.subject) == ["missing.face"] && list(.missing).first?.memberStates == ["FRA", "ITA"])
        #expect(list(.issue).first?.records == 3)
        #expect(list(.overdue).map(\.subject) == ["individualFile", "refusal"] && list(.overdue).first?.memberStates == ["FRA"])
        #expect(list(.low).allSatisfy { line in report.top.contains { $0.subject == line.subject && $0.records >= line.records } })
        #expect(report.top.allSatisfy { !$0.memberStates.isEmpty } && QualityTopLine.List.allCases.allSatisfy { list($0).count <= 10 })
        #expect(report.lines.first?.overdueErasures == 3)
    }
}
