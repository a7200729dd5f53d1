import Access
import EES
import Operations
import SIS
import VIS
import Wire

/// Who may do what, asked of the very policy that gives mandates.
public enum AccessRule: ConformanceRule {
    public static let name = "access"
    public static let article = "2017/2226 9, 23-33; 2018/1861 34-36; 2018/1862 44-50; 767/2008 6, 9a, 15-22r, 45c"

    public struct Question: WireRecord {
        var authority = AuthorityKind.border
        var purpose = Purpose.borderCheck
        var system = SystemName.EES
        var operation = AccessAction.read
        var keys: [SearchKey] = []
        var data: String?
        var conditions: [Condition] = []
        var regime: String?
        var via: String?
        public init() {}
        public static let wireName = "AccessRuleQuestion"
        public static let meaning = "May this authority do this, for this purpose, with these data?"
        public static let fields: [Field<Question>] = [
            .required("authority", \.authority, "Kind of authority."), .required("purpose", \.purpose, "Purpose."),
            .required("system", \.system, "System."), .required("operation", \.operation, "What is done."),
            .list("keys", \.keys, "Keys of a search, used together."),
            .optional("data", \.data, "Group of data."),
            .list("conditions", \.conditions, "Facts that are established."),
            .optional("regime", \.regime, "603 or 1358.", limits: .choice(["603", "1358"])),
            .optional("via", \.via, "portal: asked through the search portal.", limits: .choice(["portal"])),
        ]
    }

    static let policy = OperationCatalogue(EESOperations.all + SISOperations.all + VISOperations.all)
        .policy(concealments: EESOperations.concealments + SISOperations.concealments + VISOperations.concealments)

    public static func answer(_ question: Question) throws(RuleError) -> JSONObject {
        let decision = policy.decide(
            AccessQuestion(
                authority: question.authority, purpose: question.purpose, system: question.system,
                action: question.operation, keys: Set(question.keys), data: question.data.map { DataGroup(rawValue: $0) },
                conditions: Set(question.conditions), viaPortal: question.via != nil))
        var answer = JSONObject([("decision", .string(decision.word))])
        switch decision {
        case .allowed(let article), .hidden(let article): answer.append("article", .string(article))
        case .refused(let why): answer.append("why", .string(why))
        }
        return answer
    }
}
