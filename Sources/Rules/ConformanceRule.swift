import Wire

/// A rule of law as anybody can ask it: one JSON object in, one out. Nothing depends on the clock, a time zone, a locale or
/// stored data.
public protocol ConformanceRule: Sendable {
    associatedtype Question: WireRecord
    /// Name on the command line and of the file of vectors.
    static var name: String { get }
    static var article: String { get }
    /// - Throws: `RuleError` where the question contradicts itself.
    static func answer(_ question: Question) throws(RuleError) -> JSONObject
}

/// Why a line is no question of the rule.
public struct RuleError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String
    public init(_ description: String) { self.description = description }
}

/// The rules, by name.
public enum RuleBook {
    public static let names = entries.map(\.name)
    private static let entries: [(name: String, answer: @Sendable (JSON) throws -> JSONObject)] = [
        entry(MRZRule.self), entry(StayRule.self), entry(AlertRule.self), entry(RetentionRule.self), entry(AccessRule.self),
        entry(CompareRule.self), entry(CarrierReplyRule.self), entry(LinkColourRule.self), entry(EurodacRule.self),
        entry(EtiasRule.self),
    ]

    private static func entry<Rule: ConformanceRule>(
        _ rule: Rule.Type
    ) -> (name: String, answer: @Sendable (JSON) throws -> JSONObject) {
        (Rule.name, { try Rule.answer(try Rule.Question(reading: $0)) })
    }

    /// In a question `null` says what an absent field says: no, none, unknown.
    private static func withoutNulls(_ value: JSON) -> JSON {
        switch value {
        case .object(let object):
            .object(JSONObject(object.filter { $0.value != .null }.map { ($0.name, withoutNulls($0.value)) }))
        case .array(let elements): .array(elements.map(withoutNulls))
        default: value
        }
    }

    /// Answers one line; `isAnswer` is false where it could not be read as a question.
    public static func answer(rule: String, line: String) -> (line: String, isAnswer: Bool)? {
        guard let entry = entries.first(where: { $0.name == rule }) else { return nil }
        var id: JSON = .null
        do {
            guard case .object(var object) = try JSON(parsing: line, limits: .init(bytesMax: 1 << 22, depthMax: 24)) else {
                throw RuleError("the line is not an object")
            }
            id = object["id"] ?? .null
            object["id"] = nil
            let answer = try entry.answer(withoutNulls(.object(object)))
            return (JSON.object(JSONObject([("id", id)] + answer.map { ($0.name, $0.value) })).compact, true)
        } catch {
            return (JSON.object(["id": id, "error": .string("\(error)")]).compact, false)
        }
    }
}

extension Optional where Wrapped: WireValue {
    /// `null` where there is no value.
    var orNull: JSON { self?.wire ?? .null }
}
