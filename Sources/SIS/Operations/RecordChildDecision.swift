import Access
import Identity
import Operations
import Registry
import Wire

/// A report of a hit with the alert and the clocks that it started.
public struct HitMatter: Sendable {
    let hit: Recorded<Hit>
    let alert: Recorded<Alert>?
    let tasks: [Recorded<SISTask>]
}

extension Reader {
    /// A report that one's own Member State has made; for others there is no such report.
    func hit(_ id: RecordID, madeBy party: String) throws -> HitMatter {
        guard let hit = try value(Hit.self, id), hit.value.reporter == party else {
            throw Refusal(.notFound, "there is no such report of your Member State", pointer: "/hit")
        }
        return HitMatter(
            hit: hit, alert: try values(Alert.self, key: SISKey.schengenID, value: hit.value.schengenID).first,
            tasks: try tasks(SISTasks.self, about: id))
    }
}

/// The measures for a child that was found: decided at once, and not later than twelve hours after (1862 Article 33(3)).
public struct RecordChildDecision: Command {
    public typealias Output = HitReply

    public init() {}

    public let about = OperationDescription.sis(
        "recordChildDecision", "Record the decision on a child",
        "What was decided in the best interests of a child that was found, in consultation with child protection authorities. The issuing Member State is told.",
        article: "1862 33(2), (3)", .update, .PUT, "/hits/{hit}/child-decision", data: .sisSupplementary,
        grants: [SISGrants.supplementary], refusals: [.notFound, .nothingToDo, .contradiction], needsVersion: false)

    public struct Input: WireRecord, Hashable {
        public var hit = RecordID(high: 0, low: 0)
        public var decision = ChildDecision()
        public init() {}
        public init(_ hit: RecordID, _ decision: ChildDecision) {
            self.hit = hit
            self.decision = decision
        }
        public static let wireName = "RecordChildDecision"
        public static let meaning = "The decision on a child."
        public static let fields: [Field<Input>] = [
            .required("hit", \.hit, "The report of the hit."), .required("decision", \.decision, "The decision."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> HitMatter {
        try reader.hit(input.hit, madeBy: context.owner)
    }

    public func decide(_ input: Input, _ current: HitMatter, in context: DecisionContext) throws(Refusal) -> Decision<HitReply> {
        guard current.tasks.contains(where: { $0.value.step == SISStep.decideOnChild.rawValue && $0.value.state == .open }) else {
            throw Refusal(.nothingToDo, "no decision on a child is outstanding on this hit")
        }
        guard input.decision.taken <= context.now, input.decision.taken >= current.hit.value.report.time else {
            throw Refusal(
                .contradiction, "the decision lies before the hit or in the future", pointer: "/decision/taken",
                article: "1862 33(3)")
        }
        var hit = current.hit
        hit.value.childDecision = input.decision
        return Decision(
            HitReply(hit), changes: [hit.update] + current.tasks.ending(.decideOnChild, at: context.now),
            version: hit.version + 1,
            notices: [
                context.notice(
                    to: hit.value.issuingState, "childDecision", "1862 33(3)", about: hit.id,
                    "The measures for the child of alert \(hit.value.schengenID) are decided; see the report.")
            ])
    }
}

/// An expert has compared the prints of an unknown wanted person with those of whoever was met (1862 Article 41).
public struct RecordExpertVerification: Command {
    public typealias Output = HitReply

    public init() {}

    public let about = OperationDescription.sis(
        "recordExpertVerification", "Record an expert's verification of prints",
        "Whether the prints in the alert belong to the person. If so, identity and whereabouts are communicated, and the issuing Member State deletes the alert.",
        article: "1862 41, 55(6)", .update, .PUT, "/hits/{hit}/expert-verification", data: .sisSupplementary,
        grants: [SISGrants.supplementary], refusals: [.notFound, .nothingToDo, .contradiction], needsVersion: false,
        consequences: [.create])

    public struct Input: WireRecord, Hashable {
        public var hit = RecordID(high: 0, low: 0)
        public var verification = ExpertVerification()
        public init() {}
        public init(_ hit: RecordID, _ verification: ExpertVerification) {
            self.hit = hit
            self.verification = verification
        }
        public static let wireName = "RecordExpertVerification"
        public static let meaning = "What the expert says."
        public static let fields: [Field<Input>] = [
            .required("hit", \.hit, "The report of the hit."),
            .required("verification", \.verification, "What the expert says."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> HitMatter {
        try reader.hit(input.hit, madeBy: context.owner)
    }

    public func decide(_ input: Input, _ current: HitMatter, in context: DecisionContext) throws(Refusal) -> Decision<HitReply> {
        guard current.tasks.contains(where: { $0.value.step == SISStep.expertVerification.rawValue && $0.value.state == .open })
        else { throw Refusal(.nothingToDo, "no verification is outstanding on this hit") }
        guard !input.verification.belongs || input.verification.identity != nil else {
            throw Refusal(
                .contradiction, "where the prints are the person's, say who it is", pointer: "/verification/identity",
                article: "1862 41")
        }
        var hit = current.hit
        hit.value.expertVerification = input.verification
        var changes = [hit.update] + current.tasks.ending(.expertVerification, at: context.now)
        if input.verification.belongs, let alert = current.alert {
            changes.append(
                context.task(
                    .deleteAlert, about: alert.id, of: alert.owner, article: "1862 55(6)(a)",
                    by: SupplementaryTerm.answer(to: context.now)))
        }
        return Decision(
            HitReply(hit), changes: changes, version: hit.version + 1,
            notices: [
                context.notice(
                    to: hit.value.issuingState, input.verification.belongs ? "identified" : "notIdentified", "1862 41",
                    about: hit.id,
                    "The expert says that the prints of alert \(hit.value.schengenID) are \(input.verification.belongs ? "" : "not ")those of the person met."
                )
            ])
    }
}
