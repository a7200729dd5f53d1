import Foundation
import Testing

@testable import Matching

@Suite struct CSVFileTests {
    func read(_ text: String) throws -> (header: [String], records: [[String]]) {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try CSVFile(path: path)
        var records: [[String]] = []
        file.forEachRecord { fields in records.append((0..<fields.count).map { fields.text($0) }) }
        return (file.header, records)
    }

    @Test func fieldsQuotesAndLineBreaks() throws {
        let (header, records) = try read("\u{feff}a, b ,c\r\n1,\"x, \"\"y\"\"\",3\r\n\r\n\"two\nlines\",,\n4,5,6")
        #expect(header == ["a", "b", "c"])
        #expect(records == [["1", "x, \"y\"", "3"], ["two\nlines", "", ""], ["4", "5", "6"]])
    }

    @Test func tabs() throws { #expect(try read("a\tb\n1\t2,3\n").records == [["1", "2,3"]]) }

    @Test func whatIsWrittenIsReadBack() throws {
        var dice = Dice(state: 1)
        let alphabet = ["a", ",", "\"", "\n", "\r", "é", " ", ";", "'", "\u{301}"]
        let rows = (0..<200).map { _ in
            (0..<3).map { _ in "x" + (0..<Int.random(in: 0...8, using: &dice)).map { _ in dice.pick(alphabet) }.joined() + "x" }
        }
        let text = "a,b,c\n" + rows.map { $0.map(OutputFile.field).joined(separator: ",") + "\n" }.joined()
        #expect(try read(text).records == rows)
    }

    @Test func piecesTogetherAreTheWhole() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        let rows = (0..<9000).map { "\($0),\"line\nbreak \($0)\",tail" }
        try Data(("a,b,c\n" + rows.joined(separator: "\n")).utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = try CSVFile(path: path)
        for count in 1...5 {
            var ids: [String] = []
            for piece in file.pieces(count) { file.forEachRecord(in: piece) { ids.append($0.text(0)) } }
            #expect(ids == (0..<9000).map(String.init))
        }
    }

    @Test func hostileBytes() throws {
        var dice = Dice(state: 2)
        for _ in 0..<200 {
            let bytes = (0..<Int.random(in: 1...300, using: &dice)).map { _ in
                Bool.random(using: &dice) ? dice.pick([34, 44, 10, 13, 9] as [UInt8]) : UInt8.random(in: 0...255, using: &dice)
            }
            let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            defer { try? FileManager.default.removeItem(atPath: path) }
            guard let file = try? CSVFile(path: path) else { continue }
            var length = 0
            file.forEachRecord { fields in for index in 0..<fields.count { length += fields.bytes(index).count } }
            #expect(length <= bytes.count)
        }
        #expect(throws: FileRefusal.self) { try CSVFile(path: "/nowhere/at/all.csv") }
    }
}
