import Foundation
import Testing
import Wire

@testable import Rules

/// The project's conformance vectors, put to the rules as `sextant rules` does.
@Suite struct VectorTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Conformance")

    @Test(arguments: ["mrz", "stay", "alert", "retention", "access", "compare", "carrier", "link", "eurodac", "etias"])
    func vectors(rule: String) throws {
        #expect(try Self.ask(rule, "\(rule).jsonl") >= 25)
    }

    /// Days, ties and combinations at the edges of the articles, reasoned from the acts.
    @Test(arguments: ["stay", "alert", "retention", "access", "carrier", "link", "eurodac", "etias"])
    func edges(rule: String) throws {
        #expect(try Self.ask(rule, "edge/\(rule).jsonl") >= 20)
    }

    /// Puts a file of vectors to a rule; how many there were.
    private static func ask(_ rule: String, _ file: String) throws -> Int {
        let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        var asked = 0
        for line in text.split(separator: "\n") {
            let vector = try JSON(parsing: String(line), limits: .init(bytesMax: 1 << 22, depthMax: 30))
            guard case .object(var input)? = vector["input"] else { continue }
            input["id"] = vector["id"]
            let reply = try #require(RuleBook.answer(rule: rule, line: JSON.object(input).compact))
            let answer = try JSON(parsing: reply.line)
            guard case .object(let expected)? = vector["expected"] else { continue }
            for (name, value) in expected {
                #expect(answer[name] == value, "\(vector["id"]?.text ?? "?") \(name): \(reply.line)")
            }
            asked += 1
        }
        return asked
    }

    @Test("2022/1409 6(1)–(2), 2022/1380 6(1): who is out of scope needs no regime of the VIS or of ETIAS, whoever else does")
    func outOfScope() throws {
        let common = #""id":"x","arrival":"2027-05-10","entryState":"FRA""#
        for more in [
            #""traveller":"visaExempt","exempt":true"#, #""traveller":"visaRequired","exempt":true"#,
            #""traveller":"visaExempt","airportTransit":true"#,
        ] {
            let reply = try #require(RuleBook.answer(rule: "carrier", line: "{\(common),\(more)}"))
            #expect(reply.isAnswer)
            #expect(try JSON(parsing: reply.line)["reply"] == "Not applicable", "\(reply.line)")
        }
        for more in [#""traveller":"visaExempt""#, #""traveller":"visaRequired","airportTransit":true"#] {
            let reply = try #require(RuleBook.answer(rule: "carrier", line: "{\(common),\(more)}"))
            #expect(!reply.isAnswer)
        }
    }

    @Test func whatIsNoQuestionIsAnswered() throws {
        for line in ["", "{", "[]", "{\"id\":\"a\",\"asOf\":\"2026-02-30\"}", "{\"id\":\"a\",\"asOf\":\"2026-02-03\",\"x\":1}"] {
            let reply = try #require(RuleBook.answer(rule: "stay", line: line))
            #expect(!reply.isAnswer)
            #expect(try JSON(parsing: reply.line)["error"] != nil)
        }
        #expect(RuleBook.answer(rule: "nothing", line: "{}") == nil)
    }
}
