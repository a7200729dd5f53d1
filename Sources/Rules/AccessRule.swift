import Access
import Carriers
import ECRISTCN
import EES
import ETIAS
import Eurodac
import Interoperability
import Operations
import SIS
import VIS
import Wire

/// Who may do what, asked of the very policy that gives mandates.
public enum AccessRule: ConformanceRule {
    public static let name = "access"
    public static let article = "2017/2226 9, 23-33; 2018/1861 34-36; 2018/1862 44-50; 2019/816 5, 7, 14"

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

    /// One policy for each Regulation on Eurodac; the other systems are the same in both.
    static let policies = Dictionary(
        uniqueKeysWithValues: EurodacRegime.allCases.map { regime in
            let operations = [
                EESOperations.all, SISOperations.all, VISOperations.all, EurodacOperations.all(regime: regime), ETIASOperations.all,
                ECRISTCNOperations.all, CarriersOperations.all,
            ].flatMap { $0 }
            let concealments = [
                EESOperations.concealments, SISOperations.concealments, VISOperations.concealments,
                EurodacOperations.concealments(regime), ETIASOperations.concealments, ECRISTCNOperations.concealments,
                CIRGrants.concealments,
            ].flatMap { $0 }
            return (regime, AccessPolicy(grants: operations.flatMap(\.about.grants) + CIRGrants.all, concealments: concealments))
        })

    public static func answer(_ question: Question) throws(RuleError) -> JSONObject {
        let regime = question.regime.flatMap { EurodacRegime(rawValue: $0) } ?? .regulation1358
        guard let policy = policies[regime] else { throw RuleError("no policy for \(regime.rawValue)") }
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
