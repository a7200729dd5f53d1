import Foundation
import Identity
import Testing

/// The vectors of `Conformance/`, one per line.
struct Vector: @unchecked Sendable, CustomTestStringConvertible {
    let id: String
    let input: [String: Any]
    let expected: [String: Any]
    var testDescription: String { id }

    static func all(_ name: String) -> [Vector] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        guard let text = try? String(contentsOf: root.appending(path: "Conformance/\(name).jsonl"), encoding: .utf8)
        else { return [] }
        return text.split(separator: "\n").map { line in
            let object = try! JSONSerialization.jsonObject(with: Data(line.utf8)) as! [String: Any]
            return Vector(
                id: object["id"] as! String, input: object["input"] as! [String: Any],
                expected: object["expected"] as! [String: Any])
        }
    }
}

extension [String: Any] {
    func day(_ key: String) -> Day? { (self[key] as? String).flatMap { Day($0) } }
}
