import Foundation
import Testing

@Suite("sextant rules, sextant conformance")
struct RulesTests {
    static func vectors(_ rule: String) throws -> [[String: Any]] {
        try String(contentsOfFile: Program.root + "/Conformance/\(rule).jsonl", encoding: .utf8).split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    static func line(_ vector: [String: Any]) throws -> String {
        var question = try #require(vector["input"] as? [String: Any])
        question["id"] = vector["id"]
        return String(decoding: try JSONSerialization.data(withJSONObject: question), as: UTF8.self)
    }

    @Test("Each question gets one line with its id, in order; then the status is 0")
    func answers() throws {
        let vectors = try Self.vectors("stay").prefix(20)
        let end = try Program.run(["rules", "stay"], input: try vectors.map { try Self.line($0) }.joined(separator: "\n") + "\n")
        #expect(end.status == 0 && end.errors.isEmpty)
        let ids = try end.lines.map { try (JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["id"] as? String }
        #expect(ids == vectors.map { $0["id"] as? String })
    }

    @Test("A line that is no question is answered with an error, the others all the same; then the status is 1")
    func errors() throws {
        let good = try Self.line(try #require(try Self.vectors("stay").first))
        for bad in ["{", "[]", "null", #"{"id":"x"}"#, #"{"id":"x","unheardOf":1}"#, String(repeating: "[", count: 5000)] {
            let end = try Program.run(["rules", "stay"], input: "\(good)\n\(bad)\n\n\(good)\n")
            #expect(end.status == 1, "\(bad.prefix(20))")
            #expect(end.lines.count == 3 && end.lines[1].contains("\"error\"") && !end.lines[0].contains("\"error\"") && end.lines[0] == end.lines[2])
        }
    }

    @Test("A rule that is not there is a wrong use: the status is 64 and the rules are named")
    func unknown() throws {
        let end = try Program.run(["rules", "gravity"])
        #expect(end.status == 64 && end.output.isEmpty && end.errors.contains("stay") && end.errors.contains("mrz"))
        #expect(try Program.run(["rules"]).status == 64)
    }

    @Test("The vectors hold; one that is wrong makes the status 1 and is named")
    func conformance() throws {
        let folder = try Folder()
        var vector = try #require(try Self.vectors("stay").first)
        func write() throws {
            try JSONSerialization.data(withJSONObject: vector).write(to: URL(fileURLWithPath: folder.path + "/stay.jsonl"))
        }
        try write()
        let right = try Program.run(["conformance", folder.path])
        #expect(right.status == 0 && right.output.hasSuffix("1 right, 0 wrong\n"), "\(right.output)\(right.errors)")
        var expected = try #require(vector["expected"] as? [String: Any])
        expected[try #require(expected.keys.sorted().first)] = "something else"
        vector["expected"] = expected
        try write()
        let wrong = try Program.run(["conformance", folder.path])
        let id = try #require(vector["id"] as? String)
        #expect(wrong.status == 1 && wrong.output.contains(id) && wrong.output.hasSuffix("0 right, 1 wrong\n"))
        // Another system is asked by its command, this one here.
        try FileManager.default.removeItem(atPath: folder.path + "/stay.jsonl")
        try FileManager.default.copyItem(atPath: Program.root + "/Conformance/stay.jsonl", toPath: folder.path + "/stay.jsonl")
        let asked = try Program.run(["conformance", folder.path, "--command", "'\(Program.path)' rules {rule}"])
        #expect(asked.status == 0, "\(asked.output.suffix(400))\(asked.errors)")
        // A file's name is no part of a script, and a command need not read its questions.
        try FileManager.default.moveItem(atPath: folder.path + "/stay.jsonl", toPath: folder.path + "/stay;touch made;.jsonl")
        #expect(try Program.run(["conformance", folder.path, "--command", "true {rule}"], in: folder.path).output.hasSuffix("0 right, 0 wrong\n"))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/made"))
        try FileManager.default.moveItem(atPath: folder.path + "/stay;touch made;.jsonl", toPath: folder.path + "/stay.jsonl")
        let silent = try Program.run(["conformance", folder.path, "--command", "true {rule}"])
        #expect(silent.status == 1 && silent.output.contains("0 right"), "\(silent.output)\(silent.errors)")
    }
}
