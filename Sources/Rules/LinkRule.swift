import Access
import Interoperability
import Wire

/// The colour of a multiple-identity link.
public enum LinkColourRule: ConformanceRule {
    public static let name = "link"
    public static let article = "2019/817 and 2019/818 27-33"

    public struct Question: WireRecord {
        var a = Side()
        var b = Side()
        var biometrics = Biometrics.notAvailable
        var identity = Identity.different
        var document = Document.none
        var decision: Decision?
        public init() {}
        public static let wireName = "LinkQuestion"
        public static let meaning = "Two records and what comparing them came to."
        public static let fields: [Field<Question>] = [
            .required("a", \.a, "The record that started the detection."), .required("b", \.b, "The other record."),
            .required("biometrics", \.biometrics, "What comparing biometric data came to."),
            .required("identity", \.identity, "What comparing identity data came to."),
            .required("document", \.document, "What comparing travel documents came to."),
            .optional("decision", \.decision, "What the verifying authority concluded."),
        ]
    }

    public struct Side: WireRecord {
        var system = SystemName.EES
        var alert: Alert?
        public init() {}
        public static let wireName = "LinkSide"
        public static let meaning = "One side of a link."
        public static let fields: [Field<Side>] = [
            .required("system", \.system, "System."),
            .optional("alert", \.alert, "Article of a SIS alert on a person."),
        ]
        func side() throws(RuleError) -> LinkRule.Side {
            guard (system == .SIS) == (alert != nil) else { throw RuleError("alert belongs to SIS, and SIS needs one") }
            return LinkRule.Side(system: system, alert: alert.flatMap { LinkRule.AlertArticle(rawValue: $0.rawValue) })
        }
    }

    enum Biometrics: String, WireChoice { case same, different, notAvailable }
    enum Identity: String, WireChoice { case same, similar, different }
    enum Document: String, WireChoice { case same, different, none }
    enum Decision: String, WireChoice { case samePersonJustified, samePersonUnjustified, twoPersons, twoPersonsUnjustified }
    enum Alert: String, WireChoice {
        case arrest = "26"
        case missing = "32"
        case judicial = "34"
        case check = "36"
        case refusal = "24"
        case restrictiveMeasure = "25"
        case returnDecision = "3"
    }

    public static func answer(_ question: Question) throws(RuleError) -> JSONObject {
        guard let biometrics = LinkRule.Biometrics(rawValue: question.biometrics.rawValue),
            let identity = LinkRule.Identity(rawValue: question.identity.rawValue),
            let document = LinkRule.Document(rawValue: question.document.rawValue)
        else { throw RuleError("the comparison cannot be read") }
        let verdict = LinkRule.verdict(
            try question.a.side(), try question.b.side(), biometrics: biometrics, identity: identity, document: document,
            conclusion: question.decision.flatMap { LinkRule.Conclusion(rawValue: $0.rawValue) })
        return JSONObject([
            ("colour", verdict.colour.map { .string($0.rawValue) } ?? .null),
            ("articles", .array(verdict.articles.map { .string($0) })),
            ("verifier", verdict.verifier.map { .string($0.rawValue) } ?? .null),
        ])
    }
}
