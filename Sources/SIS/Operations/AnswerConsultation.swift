import Access
import Identity
import Operations
import Registry
import Wire

/// An input that is about one consultation.
public protocol NamesConsultation: WireRecord {
    var consultation: RecordID { get }
}

/// A consultation with its clocks and the alert concerned, for one of its two sides.
public struct ConsultationMatter: Sendable {
    let consultation: Recorded<Consultation>
    let tasks: [Recorded<SISTask>]
    let alert: Recorded<Alert>?
}

extension Reader {
    /// For whoever has no part in it there is no such consultation.
    func consultation(_ id: RecordID, of party: String) throws -> ConsultationMatter {
        guard let found = try value(Consultation.self, id), found.value.asker == party || found.value.consulted == party else {
            throw Refusal(.notFound, "there is no such consultation")
        }
        return ConsultationMatter(
            consultation: found, tasks: try tasks(SISTasks.self, about: id),
            alert: try found.value.schengenID.flatMap {
                try values(Alert.self, key: SISKey.schengenID, value: $0).first
            })
    }
}

extension Field where Root: NamesConsultation {
    static func consultation(_ path: Path<RecordID>) -> Field { .required("consultation", path, "The consultation.") }
}

/// The Member State consulted answers (1860 Articles 9 to 11, 1861 Articles 26 to 29, Article 23(3)).
public struct AnswerConsultation: Command {
    public typealias Output = ConsultationReply

    public init() {}

    public let about = OperationDescription.sis(
        "answerConsultation", "Answer a consultation",
        "The answer of the Member State consulted, with its reasons. Where it maintains the permit of a person on whom an alert stands, the alert must go.",
        article: "1860 9-11, 1861 23, 26-29, 1862 23", .update, .PUT, "/consultations/{consultation}/answer",
        data: .sisConsultation, grants: [SISGrants.supplementary], refusals: [.notFound, .contradiction, .nothingToDo],
        consequences: [.create])

    public struct Input: NamesConsultation, Hashable {
        public var consultation = RecordID(high: 0, low: 0)
        public var answer = ConsultationAnswer.noObjection
        public var reasons = ""
        public init() {}
        public init(_ consultation: RecordID, _ answer: ConsultationAnswer, reasons: String) {
            self.consultation = consultation
            self.answer = answer
            self.reasons = reasons
        }
        public static let wireName = "AnswerConsultation"
        public static let meaning = "The answer to a consultation."
        public static let fields: [Field<Input>] = [
            .consultation(\.consultation), .required("answer", \.answer, "The answer."),
            .required("reasons", \.reasons, "Its reasons.", limits: Consultation.prose),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ConsultationMatter {
        try reader.consultation(input.consultation, of: context.owner)
    }

    public func decide(
        _ input: Input, _ current: ConsultationMatter, in context: DecisionContext
    ) throws(Refusal) -> Decision<ConsultationReply> {
        try context.require(version: current.consultation.version)
        var asked = current.consultation
        let rule = asked.value.rule
        guard asked.value.consulted == context.owner, rule.answers.contains(input.answer) else {
            throw Refusal(
                .contradiction,
                asked.value.consulted == context.owner
                    ? "answers to this consultation: \(rule.answers.map(\.rawValue).joined(separator: ", "))"
                    : "the Member State consulted answers", pointer: "/answer", article: rule.article)
        }
        guard asked.value.answer(at: context.now) == nil else {
            throw Refusal(.nothingToDo, "the consultation is answered\(asked.value.answer == nil ? " by silence" : "")")
        }
        asked.value.answer = input.answer
        asked.value.answerReasons = input.reasons
        asked.value.answered = context.now
        var changes = [asked.update] + current.tasks.ending(.answerConsultation, at: context.now)
        if asked.value.about == .afterEntering, input.answer == .maintainsPermit, let alert = current.alert {
            changes.append(
                context.task(
                    .deleteAlert, about: alert.id, of: alert.owner, article: rule.article,
                    by: SupplementaryTerm.answer(to: context.now)))
        }
        let told = [asked.value.asker] + (asked.value.about == .afterEntering ? asked.value.informed.map { [$0] } ?? [] : [])
        return Decision(
            ConsultationReply(asked.id, asked.version + 1, asked.value), changes: changes, version: asked.version + 1,
            notices: told.map {
                context.notice(
                    to: $0, "consultationAnswered", rule.article, about: asked.id,
                    "\(context.owner) has answered the consultation\(asked.value.schengenID.map { " on alert \($0)" } ?? ""): \(input.answer.rawValue)."
                )
            })
    }
}

/// The Member State consulted needs more time: once, with reasons, by at most twelve days (1860 Articles 10(e) and 11(e), 1861
/// Articles 28(e) and 29(e)).
public struct ExtendConsultation: Command {
    public typealias Output = ConsultationReply

    public init() {}

    public let about = OperationDescription.sis(
        "extendConsultation", "Ask for more time to answer",
        "Exceptionally extends the time for the answer, once and by at most twelve calendar days.",
        article: "1860 10, 11, 1861 28, 29", .update, .PUT, "/consultations/{consultation}/deadline",
        data: .sisConsultation, grants: [SISGrants.supplementary], refusals: [.notFound, .contradiction, .nothingToDo])

    public struct Input: NamesConsultation, Hashable {
        public var consultation = RecordID(high: 0, low: 0)
        public var days = ConsultationRule.extensionDaysMax
        public var reasons = ""
        public init() {}
        public init(_ consultation: RecordID, days: Int, reasons: String) {
            self.consultation = consultation
            self.days = days
            self.reasons = reasons
        }
        public static let wireName = "ExtendConsultation"
        public static let meaning = "A reasoned request for more time."
        public static let fields: [Field<Input>] = [
            .consultation(\.consultation),
            .required(
                "days", \.days, "Calendar days more.", limits: .integer(1...Int64(ConsultationRule.extensionDaysMax))),
            .required("reasons", \.reasons, "Why a decision was impossible in time.", limits: Consultation.prose),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ConsultationMatter {
        try reader.consultation(input.consultation, of: context.owner)
    }

    public func decide(
        _ input: Input, _ current: ConsultationMatter, in context: DecisionContext
    ) throws(Refusal) -> Decision<ConsultationReply> {
        try context.require(version: current.consultation.version)
        var asked = current.consultation
        let rule = asked.value.rule
        guard asked.value.consulted == context.owner, rule.extensible, asked.value.extensionReason == nil else {
            throw Refusal(
                .contradiction, "the time for this answer cannot be extended, or not again, or not by you", pointer: "/days",
                article: rule.article)
        }
        guard asked.value.answer == nil, context.now <= asked.value.answerBy else {
            throw Refusal(.nothingToDo, "the consultation is answered, or the time is over")
        }
        asked.value.extensionReason = input.reasons
        asked.value.answerBy = SupplementaryTerm.extended(asked.value.answerBy, byDays: input.days, in: asked.value.consulted)
        let clocks = current.tasks.filter { $0.value.state == .open }.map { task in
            var task = task
            task.value.deadline = asked.value.answerBy
            return task.update
        }
        return Decision(
            ConsultationReply(asked.id, asked.version + 1, asked.value), changes: [asked.update] + clocks,
            version: asked.version + 1,
            notices: [
                context.notice(
                    to: asked.value.asker, "consultationExtended", rule.article, about: asked.id,
                    "\(context.owner) needs until \(asked.value.answerBy) to answer.")
            ])
    }
}

/// The granting Member State notifies the issuing one whether it grants or extends the permit or visa; where it does, the alert
/// must go (1860 Article 9(e) and (f), 1861 Article 27(e) and (f)).
public struct ConcludeConsultation: Command {
    public typealias Output = ConsultationReply

    public init() {}

    public let about = OperationDescription.sis(
        "concludeConsultation", "Notify the decision on a permit or visa",
        "After the answer, or after silence that means no objection, the granting Member State notifies its decision. Where it grants, the issuing Member State deletes its alert.",
        article: "1860 9, 1861 27", .update, .PUT, "/consultations/{consultation}/decision", data: .sisConsultation,
        grants: [SISGrants.supplementary], refusals: [.notFound, .contradiction, .tooEarly, .nothingToDo],
        consequences: [.create])

    public struct Input: NamesConsultation, Hashable {
        public var consultation = RecordID(high: 0, low: 0)
        public var granted = false
        public init() {}
        public init(_ consultation: RecordID, granted: Bool) {
            self.consultation = consultation
            self.granted = granted
        }
        public static let wireName = "ConcludeConsultation"
        public static let meaning = "The decision on a permit or visa."
        public static let fields: [Field<Input>] = [
            .consultation(\.consultation), .required("granted", \.granted, "It is granted or extended."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ConsultationMatter {
        try reader.consultation(input.consultation, of: context.owner)
    }

    public func decide(
        _ input: Input, _ current: ConsultationMatter, in context: DecisionContext
    ) throws(Refusal) -> Decision<ConsultationReply> {
        try context.require(version: current.consultation.version)
        var asked = current.consultation
        let rule = asked.value.rule
        guard asked.value.about == .beforeGranting, asked.value.asker == context.owner else {
            throw Refusal(
                .contradiction, "the granting Member State notifies its decision", pointer: "/consultation",
                article: rule.article)
        }
        guard asked.value.concluded == nil else { throw Refusal(.nothingToDo, "the decision was notified") }
        guard asked.value.answer(at: context.now) != nil else {
            throw Refusal(.tooEarly, "the issuing Member State has until \(asked.value.answerBy)", article: rule.article)
        }
        asked.value.permitGranted = input.granted
        asked.value.concluded = context.now
        var changes = [asked.update]
        if input.granted, let alert = current.alert {
            changes.append(
                context.task(
                    .deleteAlert, about: alert.id, of: alert.owner, article: rule.article,
                    by: SupplementaryTerm.answer(to: context.now)))
        }
        return Decision(
            ConsultationReply(asked.id, asked.version + 1, asked.value), changes: changes, version: asked.version + 1,
            notices: [
                context.notice(
                    to: asked.value.consulted, "permitDecided", rule.article, about: asked.id,
                    input.granted
                        ? "\(context.owner) grants or extends the permit or visa\(asked.value.schengenID.map { "; delete alert \($0)" } ?? "")."
                        : "\(context.owner) does not grant the permit or visa.")
            ])
    }
}

extension RefusalKind {
    public static let tooEarly = RefusalKind(
        "sis/too-early", 409, "The Member State consulted still has time to answer", article: "1860 9, 1861 27")
}
