import Foundation
import Identity
import Testing

@testable import Matching

/// A folder of its own for each test.
struct Scratch {
    let folder: URL
    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "sextant-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    func remove() { try? FileManager.default.removeItem(at: folder) }
    func path(_ name: String) -> String { folder.appending(path: name).path }
    func file(_ name: String, _ text: String) throws -> String {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
        return path(name)
    }
}

@Suite struct FileSearcherTests {
    func rows(_ path: String) throws -> [[String]] {
        let file = try CSVFile(path: path)
        var rows = [file.header]
        file.forEachRecord { fields in rows.append((0..<fields.count).map { fields.text($0) }) }
        return rows
    }

    @Test func resultsHaveTheColumnsThatAreStated() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let people = try scratch.file(
            "p.csv",
            "rec_id,register,family,given,dob,sex,nat,doc_no,doc_country,remark\na1,A,Petrenko,Oksana,1984-03-07,F,UKR,FA123456,UKR,x\na2,A,Lindqvist,Aron,1971-02-03,M,SWE,,,\n"
        )
        let queries = try scratch.file(
            "q.csv",
            "qid,family,given,dob,sex,nat,doc_no,doc_country\nq1,Петренко,Оксана,1984-03-07,F,UKR,,\nq2,,,,,,FA 123456,\nq3,Nobody,Noone,1900-01-01,,,,\n"
        )
        let statistics = try FileSearcher(people: people, queries: queries).run(to: scratch.path("r.csv"))
        let found = try rows(scratch.path("r.csv"))
        #expect(found[0] == ["qid", "rank", "rec_id", "score", "probability"])
        #expect(found.contains { $0[0] == "q1" && $0[1] == "1" && $0[2] == "a1" })
        // A number without issuer finds whoever holds it.
        #expect(found.contains { $0[0] == "q2" && $0[1] == "1" && $0[2] == "a1" })
        #expect(statistics.persons == 2 && statistics.queries == 3)
        for word in ["queries a second", "p50", "p99", "memory"] { #expect(statistics.description.contains(word)) }
    }

    @Test func columnsAreMapped() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let people = try scratch.file("p.csv", "number;full name;born\n7;Oksana Petrenko;07.03.1984\n8;Aron Lindqvist;03.02.1971\n")
        let queries = try scratch.file("q.csv", "qid,full name,born\nq,PETRENKO OKSANA,1984-03-07\n")
        var searcher = FileSearcher(people: people, queries: queries)
        searcher.peopleColumns = try RegisterColumns("id=number,name=full name,birth=born")
        searcher.queryColumns = try RegisterColumns("name=full name,birth=born", id: "qid")
        _ = try searcher.run(to: scratch.path("r.csv"))
        #expect(try rows(scratch.path("r.csv"))[1][..<3] == ["q", "1", "7"])
        searcher.peopleColumns = try RegisterColumns("id=number,name=full name,birth=date")
        #expect(throws: FileRefusal.missingColumn(path: people, name: "date", names: ["number", "full name", "born"])) {
            _ = try searcher.run(to: scratch.path("r.csv"))
        }
    }

    @Test func badFilesAreRefused() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let good = try scratch.file("p.csv", "rec_id,family\n1,A\n")
        let queries = try scratch.file("q.csv", "qid,family\n1,A\n")
        func run(_ people: String, _ queries: String, _ output: String? = nil) throws {
            _ = try FileSearcher(people: people, queries: queries).run(to: output ?? scratch.path("r.csv"))
        }
        try run(good, queries)
        let gzip = scratch.path("z.csv.gz")
        try Data([0x1f, 0x8b, 8, 0, 0, 0]).write(to: URL(fileURLWithPath: gzip))
        let utf16 = scratch.path("u.csv")
        try Data([0xff, 0xfe, 0x61, 0]).write(to: URL(fileURLWithPath: utf16))
        for people in [
            scratch.path("none.csv"), scratch.folder.path, gzip, utf16, try scratch.file("e.csv", ""), try scratch.file("o.csv", "a,b\n1,2\n"),
            queries,
        ] {
            #expect(throws: FileRefusal.self, "\(people)") { try run(people, queries) }
        }
        #expect(throws: FileRefusal.self) { try run(good, good) }
        #expect(throws: FileRefusal.self) { try run(good, queries, scratch.path("no/such/folder.csv")) }
        #expect(throws: FileRefusal.self) { try run(good, queries, scratch.folder.path) }
    }

    @Test func changesAndARestartChangeNoAnswer() throws {
        let register = try MadeUpRegister(people: 150, seed: 41)
        defer { register.remove() }
        var trial = IndexTrial(people: register.records, queries: register.records)
        trial.queryColumns = .register
        trial.secondsEach = 0.3
        trial.evenRate = 500
        let report = try trial.run(snapshot: register.folder.appending(path: "snapshot").path)
        #expect(report.sameAfterChanges && report.sameAfterRestart)
        // Both sides went on in every part, and were left out where they were to be.
        #expect(report.searchesAlone.searches > 0 && report.searchesAlone.changes == 0)
        #expect(report.changesAlone.searches == 0 && report.changesAlone.changes > 0)
        for course in [report.evenChanges, report.ceaselessChanges] { #expect(course.searches > 0 && course.changes > 0) }
        #expect(report.evenChanges.changes < 1000)
        #expect(!FileManager.default.fileExists(atPath: register.folder.appending(path: "snapshot").path))
    }

    /// Rates against the truth, with queries for persons who are and are not there.
    @Test func ratesAreThoseThatWereMade() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        var crowd = Crowd(dice: Dice(state: 31))
        var (p, q) = ("rec_id,family,given,dob,sex,nat,who\n", "qid,family,given,dob,sex,nat,who\n")
        func line(_ someone: PersonIdentity) -> String {
            "\(someone.surnames[0]),\(someone.givenNames[0]),\(someone.dateOfBirth?.description ?? ""),\(someone.sex?.rawValue ?? ""),\(someone.nationalities.first?.text ?? "")"
        }
        for number in 0..<300 {
            let someone = crowd.someone()
            if number % 3 != 0 { p += "r\(number),\(line(someone)),p\(number)\n" }
            // A third are absent; of one of the others, the query claims to be somebody else who is there.
            q +=
                "q\(number),\(line(someone)),\(number % 3 == 0 ? (number % 2 == 0 ? "" : "unknown\(number)") : number == 100 ? "p101" : "p\(number)")\n"
        }
        var searcher = FileSearcher(people: try scratch.file("p.csv", p), queries: try scratch.file("q.csv", q))
        searcher.peopleColumns.person = "who"
        searcher.queryColumns.person = "who"
        searcher.groups = GroupErrors.Attribute.allCases
        let evaluation = try #require(try searcher.run(to: scratch.path("r.csv")).evaluation)
        #expect(evaluation.first.of == 200)
        #expect(evaluation.first.hits == 199)
        #expect(evaluation.absentAtOperatingScore.of == 100)
        #expect(evaluation.thresholds.allSatisfy { $0.absentAnswered.of == 100 })
        #expect(evaluation.groups.count == 4)
        #expect(evaluation.groups[1].rows.reduce(0) { $0 + $1.missed.of } == 200)
        #expect(evaluation.groups[1].rows.reduce(0) { $0 + $1.missed.hits } == 1)
        #expect(evaluation.text.contains("recall@1"))
    }
}
