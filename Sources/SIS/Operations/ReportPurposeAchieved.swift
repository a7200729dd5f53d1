import Access
import Identity
import Operations
import Registry
import Wire

/// The SIRENE Bureau notifies the authority that created an alert that its purpose is achieved. Without an answer within
/// fifteen calendar days the alert is deleted (1862 Article 53(9), 1861 Article 39).
public struct ReportPurposeAchieved: AlertCommand {
    public init() {}
    public var asks: DataGroup? { .sisPurpose }

    static let days = 15

    public let about = OperationDescription.sis(
        "reportPurposeAchieved", "Report that an alert has achieved its purpose",
        "Notifies the authority that created the alert. It has fifteen calendar days to delete it or to say why it stays; otherwise the alert is deleted.",
        article: "1861 39, 1862 53(9)", .create, .POST, "/alerts/{schengenId}/purpose-achieved", data: .sisPurpose,
        grants: [SISGrants.purpose], refusals: [.notFound, .alreadyRequested])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var grounds = ""
        public init() {}
        public init(_ schengenID: String, grounds: String) {
            self.schengenID = schengenID
            self.grounds = grounds
        }
        public static let wireName = "ReportPurposeAchieved"
        public static let meaning = "Why the purpose is achieved."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID),
            .required("grounds", \.grounds, "What shows that the purpose is achieved.", limits: .text(.init(length: 1...2000))),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var replyBy = Instant(milliseconds: 0)
        public init() {}
        public static let wireName = "PurposeReported"
        public static let meaning = "The authority was notified."
        public static let fields: [Field<Output>] = [
            .required("replyBy", \.replyBy, "After this the alert is deleted unless the authority has answered.")
        ]
    }

    public struct Current: Sendable {
        let alert: Recorded<Alert>
        let tasks: [Recorded<SISTask>]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let alert = try reader.alert(input.schengenID)
        return Current(alert: alert, tasks: try reader.tasks(SISTasks.self, about: alert.id))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        let alert = current.alert.value
        guard !current.tasks.contains(where: { $0.value.step == SISStep.replyOnPurpose.rawValue && $0.value.state == .open })
        else { throw Refusal(.alreadyRequested, "the authority was notified and has time to answer", article: "1862 53(9)") }
        var output = Output()
        output.replyBy = SupplementaryTerm.end(ofDays: Self.days, from: context.today, in: alert.issuingState)
        return Decision(
            output,
            changes: [
                context.task(
                    .replyOnPurpose, about: current.alert.id, of: alert.issuingState, alert.authorityKind ?? .police,
                    article: "1862 53(9)", by: output.replyBy, silence: .erasure)
            ], version: 1,
            notices: [
                context.notice(
                    to: alert.authority, "purposeAchieved", "1862 53(9)", about: current.alert.id,
                    "Alert \(alert.schengenID) has achieved its purpose: \(input.grounds) It is deleted after \(output.replyBy) unless reasons for keeping it are stated."
                )
            ])
    }
}

/// The authority states why an alert stays although its purpose seems achieved (1862 Article 53(9)).
public struct RetainAlert: AlertCommand {
    public typealias Output = AlertReply

    public init() {}

    public let about = OperationDescription.sis(
        "retainAlert", "State why an alert stays",
        "Answers the notification that the purpose of an alert is achieved: the reasons for keeping it.",
        article: "1861 39, 1862 53(9)", .update, .PUT, "/alerts/{schengenId}/purpose-achieved", grants: SISGrants.issuing,
        refusals: [.notFound, .nothingToDo, .contradiction])

    public struct Input: NamesAlert, Hashable {
        public var schengenID = ""
        public var reasons = ""
        public init() {}
        public init(_ schengenID: String, reasons: String) {
            self.schengenID = schengenID
            self.reasons = reasons
        }
        public static let wireName = "RetainAlert"
        public static let meaning = "Why an alert stays."
        public static let fields: [Field<Input>] = [
            .alert(\.schengenID),
            .required("reasons", \.reasons, "Reasons for keeping it.", limits: .text(.init(length: 1...2000))),
        ]
    }

    public func load(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> ReportPurposeAchieved.Current {
        let alert = try reader.alert(input.schengenID)
        return .init(alert: alert, tasks: try reader.tasks(SISTasks.self, about: alert.id))
    }

    public func decide(
        _ input: Input, _ current: ReportPurposeAchieved.Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<AlertReply> {
        try context.require(version: current.alert.version)
        let ended = current.tasks.ending(.replyOnPurpose, at: context.now)
        guard !ended.isEmpty else { throw Refusal(.nothingToDo, "nobody has said that the purpose is achieved") }
        guard current.alert.value.retentionReasons.count < 50 else { throw .full("reasons") }
        var alert = current.alert
        alert.value.retentionReasons.append(.init(decided: context.today, assessment: input.reasons))
        return Decision(
            AlertReply(alert, version: alert.version + 1), changes: [alert.update] + ended, version: alert.version + 1)
    }
}
