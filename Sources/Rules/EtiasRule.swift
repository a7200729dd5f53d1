import ETIAS
import Identity
import Wire

/// Automated and manual processing of an application for a travel authorisation.
public enum EtiasRule: ConformanceRule {
    public static let name = "etias"
    public static let article = "2018/1240 20-32"

    public struct Question: WireRecord {
        var submittedAt = Instant(milliseconds: 0)
        var firstIntendedStay = ""
        var hits: [HitLine] = []
        var affirmativeAnswer = false
        var familyMember = false
        var consulted: [Consulted] = []
        var europolOpinion: Word?
        var documents: Documents?
        var interview: Interview?
        var now: Instant?
        public init() {}
        public static let wireName = "EtiasRuleQuestion"
        public static let meaning = "An admissible application and what was found and done so far."
        public static let fields: [Field<Question>] = [
            .required("submittedAt", \.submittedAt, "When it was submitted and admissible."),
            .required(
                "firstIntendedStay", \.firstIntendedStay, "Member State of first intended stay.", limits: .text(.init(length: 3...3))),
            .list("hits", \.hits, "Hits of automated processing.", count: 0...1000),
            .defaulted("affirmativeAnswer", \.affirmativeAnswer, to: false, "A question of Article 17(4) was answered yes."),
            .defaulted("familyMember", \.familyMember, to: false, "Family member of a Union citizen (Article 2(1)(c))."),
            .list("consulted", \.consulted, "Member States consulted.", count: 0...100),
            .optional("europolOpinion", \.europolOpinion, "Europol's opinion; it does not bind."),
            .optional("documents", \.documents, "Request for documents."),
            .optional("interview", \.interview, "Interview."),
            .optional("now", \.now, "Moment of the question."),
        ]
    }

    enum Word: String, WireChoice { case positive, negative }

    struct HitLine: WireRecord {
        var check = Check.a
        var memberState: String?
        var entered: Day?
        var confirmed: Bool?
        var replacedByRefusalAlert = false
        init() {}
        static let wireName = "EtiasRuleHit"
        static let meaning = "A hit and the Central Unit's verdict."
        static let fields: [Field<HitLine>] = [
            .required("check", \.check, "Point of Article 20(2), watchlist or rules."),
            .optional("memberState", \.memberState, "Whose data; absent of Interpol's and Europol's.", limits: .text(.init(length: 3...3))),
            .optional("entered", \.entered, "Day of entry."),
            .optional("confirmed", \.confirmed, "Verdict; absent while it is to come."),
            .defaulted("replacedByRefusalAlert", \.replacedByRefusalAlert, to: false, "The return alert became a refusal alert."),
        ]
    }

    struct Consulted: WireRecord {
        var memberState = ""
        var opinion: Word?
        init() {}
        static let wireName = "EtiasRuleOpinion"
        static let meaning = "A Member State consulted and its opinion; none after 60 hours of silence."
        static let fields: [Field<Consulted>] = [
            .required("memberState", \.memberState, "Member State.", limits: .text(.init(length: 3...3))),
            .optional("opinion", \.opinion, "Opinion; absent after silence."),
        ]
    }

    struct Documents: WireRecord {
        var requestedAt = Instant(milliseconds: 0)
        var submittedAt: Instant?
        init() {}
        static let wireName = "EtiasRuleDocuments"
        static let meaning = "Additional information or documents."
        static let fields: [Field<Documents>] = [
            .required("requestedAt", \.requestedAt, "When they were asked for."),
            .optional("submittedAt", \.submittedAt, "When they came."),
        ]
    }

    struct Interview: WireRecord {
        var heldAt: Instant?
        var attended: Bool?
        init() {}
        static let wireName = "EtiasRuleInterview"
        static let meaning = "The interview."
        static let fields: [Field<Interview>] = [
            .optional("heldAt", \.heldAt, "When it was held."), .optional("attended", \.attended, "The applicant came."),
        ]
    }

    public static func answer(_ question: Question) throws(RuleError) -> JSONObject {
        if let documents = question.documents, let submitted = documents.submittedAt, submitted < documents.requestedAt {
            throw RuleError("documents: submitted before they were asked for")
        }
        var application = ProcessingRule.Case(submittedAt: question.submittedAt, firstIntendedStay: question.firstIntendedStay)
        application.hits = question.hits.map {
            ApplicationHit(
                $0.check, memberState: $0.memberState, entered: $0.entered, confirmed: $0.confirmed,
                replacedByRefusalAlert: $0.replacedByRefusalAlert)
        }
        application.needsAssessment = question.affirmativeAnswer
        application.familyMember = question.familyMember
        application.consulted = question.consulted.map { $0.opinion == nil ? .silence : $0.opinion == .negative ? .negative : .positive }
        application.documents = question.documents.map { .init(requestedAt: $0.requestedAt, submittedAt: $0.submittedAt) }
        application.interview = question.interview.map { .init(heldAt: $0.heldAt, missed: $0.attended == false) }
        application.now = question.now
        let answer = ProcessingRule.answer(application)
        return JSONObject([
            ("outcome", .string(answer.outcome.rawValue)),
            ("unit", answer.unit.map { .string($0.rawValue) } ?? .null),
            ("memberState", answer.memberState.orNull), ("decideBy", answer.decideBy.orNull),
            ("grounds", .array(answer.grounds.map { .string($0.rawValue) })), ("article", .string(answer.article)),
        ])
    }
}
