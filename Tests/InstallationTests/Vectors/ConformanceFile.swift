import Foundation
import Testing
import Wire

/// A file of conformance vectors, for tests that play them as scenarios through the operations.
struct Vector: CustomTestStringConvertible {
    let id: String
    let input: JSON
    let expected: JSONObject
    var testDescription: String { id }

    static func all(_ rule: String) throws -> [Vector] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Conformance/\(rule).jsonl")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            let vector = json(String(line))
            guard case .object(let expected)? = vector["expected"] else { throw Malformed(line: String(line)) }
            return Vector(id: vector["id"]?.text ?? "?", input: try #require(vector["input"]), expected: expected)
        }
    }

    struct Malformed: Error { var line: String }

    /// What of the answer is not as expected; `null` and an absent field say the same in a reply of the API.
    func differences(_ answer: JSON, only names: Set<String>? = nil) -> [String] {
        expected.compactMap { name, value in
            if let names, !names.contains(name) { return nil }
            let given = answer[name] ?? .null
            return given == value ? nil : "\(id) \(name): \(given.compact), not \(value.compact)"
        }
    }
}
