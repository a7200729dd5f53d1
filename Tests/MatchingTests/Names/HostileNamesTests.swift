import Foundation
import Identity
import Testing

@testable import Matching

/// Names that a broken or hostile source may send: nothing crashes, and what they cost is bounded by what is read of them.
enum HostileNames {
    static let texts: [String] = [
        "", " ", "a", "가", "习", "ا", "\u{0}", "\u{202e}nimdA\u{202c}", "\u{200f}\u{200e}\u{2066}x\u{2069}", "\u{feff}Anna", "A\u{ad}nna",
        String(repeating: "a", count: 500), String(repeating: "a ", count: 500), String(repeating: "가", count: 500),
        String(repeating: "习 ", count: 500), String(repeating: "ا", count: 500), String(repeating: "-", count: 500),
        String(repeating: "'", count: 500),
        "Z" + String(repeating: "\u{334}\u{35f}\u{489}", count: 500) + "algo", String(repeating: "e\u{301}\u{302}\u{303}\u{304}", count: 500),
        String(repeating: "्", count: 500), String(repeating: "เ", count: 500), String(repeating: "ッ", count: 500),
        String(repeating: "々", count: 500),
        String(repeating: "👨‍👩‍👧‍👦", count: 100), "\u{10ffff}\u{fffd}\u{e000}", String(repeating: "\u{1f3fb}", count: 100), "ﷺﷻ﷽",
        (0..<128).map { String(UnicodeScalar(UInt8($0))) }.joined(), "Robert'); DROP TABLE persons;--", "<<<<<<<<", "=cmd|' /C calc'!A0",
        String(repeating: "дж", count: 500), String(repeating: "김 John ", count: 100), String(repeating: "ng", count: 500),
    ]

    static let dates = [
        "", "0000-00-00", "9999-12-31", "10000-01-01", "-1-1-1", "1984-13-32", "1984-02-31", "32.13.1984", "99999999", "00000000", "1984--", "-",
        "----",
        "١٩٨٤-٠٣-٠٧", "１９８４", "1e9", "NaN", "NULL", "1984-03-07T25:61:61Z", String(repeating: "9", count: 500), String(repeating: "-", count: 500),
        "19XX-XX-XX", "XXXX", "1984-0X-07", "07/03/1984", "03/07/84",
    ]
}

@Suite struct HostileNamesTests {
    @Test func readingIsBounded() {
        for text in HostileNames.texts {
            for part in [NameReader.Part.whole, .surname, .given] {
                let tokens = NameReader.read(text, as: part)
                #expect(tokens.count <= NameReader.tokenLimit)
                for token in tokens { #expect((1...NameToken.capacity).contains(token.length)) }
            }
        }
    }

    /// What is invisible or an ornament changes nothing.
    @Test(arguments: [
        ("Anna", "\u{202e}An\u{200b}na\u{202c}"), ("Anna", "A\u{ad}nna\u{feff}"), ("Zalgo", "Z\u{334}\u{35f}\u{489}algo"),
        ("Müller", "Mu\u{308}ller"),
        ("محمد", "مـحـمّد"), ("Jean-Luc", "Jean\u{2010}Luc"),
    ])
    func ornamentsAreDropped(_ plain: String, _ ornate: String) {
        #expect(NameReader.read(plain).map(\.text) == NameReader.read(ornate).map(\.text))
    }

    @Test func everyPairIsJudgedAlikeInBothOrders() {
        let scorer = NamePairScorer()
        for (position, a) in HostileNames.texts.enumerated() {
            for b in HostileNames.texts[position...] {
                let score = scorer.score(a, b)
                #expect(score.isFinite)
                #expect(abs(score - scorer.score(b, a)) <= 1e-3 * (1 + abs(score)), "\(a.prefix(20)) \(b.prefix(20))")
            }
        }
    }

    @Test func datesAreReadOrUnknown() {
        for text in HostileNames.dates {
            var copy = text
            let date = copy.withUTF8 { RecordDate(bytes: $0) }
            #expect(date.year <= 9999 && date.month <= 13 && date.day <= 31)
        }
        func read(_ text: String) -> [Int] {
            var copy = text
            let date = copy.withUTF8 { RecordDate(bytes: $0) }
            return [date.year, date.month, date.day]
        }
        for text in ["1984-03-07", "19840307", "1984/3/7", "07.03.1984", "7/3/1984", "1984-03-07T00:00:00Z", "1984-03-07 12:30", " 1984-03-07 "] {
            #expect(read(text) == [1984, 3, 7], "\(text)")
        }
        #expect(read("03/27/1984") == [1984, 3, 27])
        #expect(read("1984-03") == [1984, 3, 0])
        #expect(read("03/1984") == [1984, 3, 0])
        #expect(read("1984-XX-XX") == [1984, 0, 0])
        #expect(read("1984") == [1984, 0, 0])
        #expect(read("19XX-03-07") == [0, 3, 7])
        for text in ["", "84", "1984-14-01", "1984-01-32", "yesterday", "1984-03-07-01"] { #expect(read(text) == [0, 0, 0], "\(text)") }
    }

    /// The whole way of a researcher: a file of nothing but such names, searched in itself and linked with itself.
    @Test func filesOfThemAreSearchedAndLinked() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "sextant-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (people, queries, results) = (
            folder.appending(path: "p.csv").path, folder.appending(path: "q.csv").path, folder.appending(path: "r.csv").path
        )
        var (p, q) = ("rec_id,family,given,dob,sex,nat,doc_no,doc_country\n", "qid,family,given,dob,sex,nat,doc_no,doc_country\n")
        for (number, name) in HostileNames.texts.enumerated() {
            let line =
                [name, name, HostileNames.dates[number % HostileNames.dates.count], name, name, name, name].map(OutputFile.field).joined(
                    separator: ",") + "\n"
            p += "\(number)," + line
            q += "\(number)," + line
        }
        try p.write(toFile: people, atomically: true, encoding: .utf8)
        try q.write(toFile: queries, atomically: true, encoding: .utf8)
        var searcher = FileSearcher(people: people, queries: queries)
        searcher.evidence = true
        let statistics = try searcher.run(to: results)
        #expect(statistics.persons == HostileNames.texts.count && statistics.queries == HostileNames.texts.count)
        #expect(try CSVFile(path: results).header == ["qid", "rank", "rec_id", "score", "probability", "evidence"])
        let outcome = try RegisterLinker(files: [(people, LinkColumns())]).run()
        #expect(outcome.recordCount == HostileNames.texts.count)
        try outcome.writePairs(to: results)
        try outcome.writeReport(to: folder.appending(path: "r.html").path)
    }
}
