import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State tells the convicting one that data seem wrong or unlawfully there (Article 9(4)).
public struct ReportInaccuracy: Command {
    public init() {}
    public typealias Output = ReportReply
    public let about = OperationDescription.ecrisTCN(
        "reportInaccuracy", "Report wrong data",
        "Tells the convicting Member State what seems wrong in a record that a search has identified, and starts its clock.",
        article: "9(4)", .create, .POST, "/records/{record}/reports", data: .inaccuracyReport,
        grants: [ECRISTCNGrants.reportInaccuracy], refusals: [.notFound, .notIdentified, .ownRecord, .caseNeeded])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var doubts: [DoubtedDatum] = []
        public init() {}
        public static let wireName = "ReportInaccuracy"
        public static let meaning = "What seems wrong."
        public static let fields: [Field<Input>] = [
            .required("record", \.record, "The data record."),
            .list("doubts", \.doubts, "What seems wrong.", count: 1...10),
        ]
    }

    public struct Current: Sendable {
        let record: Recorded<DataRecord>
        let identified: Bool
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        Current(
            record: try reader.require(DataRecord.self, input.record),
            identified: try reader.hasIdentified(input.record, caller: context.caller, case: context.case))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<
        ReportReply
    > {
        guard let reference = context.case.reference else { throw Refusal(.caseNeeded, "the answer is sent to a case") }
        guard current.record.owner != context.owner else {
            throw Refusal(.ownRecord, "one's own record is put right, not reported", article: "816 9(3)")
        }
        guard current.identified else { throw Refusal(.notIdentified, "search first, in the same case") }
        var report = InaccuracyReport()
        report.record = current.record.id
        report.convictingMemberState = current.record.owner
        report.reporter = context.owner
        report.caseReference = reference
        report.doubts = DoubtedDatum.allCases.filter(input.doubts.contains)
        report.reported = context.today
        let id = context.ids.next()
        let task = LegalTask<ECRISTCNTasks>(
            about: id, step: "checkAccuracy", article: "816 9(4)", authority: .criminalRecords,
            memberState: current.record.owner,
            begun: context.now, deadline: Accuracy.deadline(from: context.now))
        return Decision(
            ReportReply(id, version: 1, report),
            changes: [
                .create(id, report.draft(owner: context.owner)),
                .create(context.ids.next(), task.draft(owner: current.record.owner)),
            ], version: 1,
            notices: [
                Notice(
                    id: context.ids.next(), recipient: current.record.owner, kind: "ecris-tcn.inaccuracyReported",
                    article: "ECRIS-TCN 9(4)", record: current.record.id,
                    text:
                        "\(context.owner) has reason to believe that a record is wrong: \(report.doubts.map(\.rawValue).joined(separator: ", ")).",
                    at: context.now)
            ])
    }
}

/// The convicting Member State answers a report: it has put the record right, or says why not (Article 9(4)(b)–(c)). That a
/// record was erased is told by the erasure itself.
public struct AnswerReport: Command {
    public init() {}
    public typealias Output = ReportReply
    public let about = OperationDescription.ecrisTCN(
        "answerReport", "Answer a report of wrong data",
        "Says what became of the record; that it was rectified must be true of the record's own history.",
        article: "9(4)", .update, .POST, "/reports/{report}/answer", data: .inaccuracyReport,
        grants: [ECRISTCNGrants.answerInaccuracy],
        refusals: [
            .notFound, .conflict, .preconditionRequired, .preconditionFailed, .alreadyAnswered, .notRectified,
            .notYours,
        ])

    public struct Input: WireRecord, Hashable {
        public var report = RecordID(high: 0, low: 0)
        public var unchangedBecause: InaccuracyReport.Reason?
        public init() {}
        public static let wireName = "AnswerReport"
        public static let meaning = "What became of the record."
        public static let fields: [Field<Input>] = [
            .required("report", \.report, "The report."),
            .optional(
                "unchangedBecause", \.unchangedBecause,
                "Why nothing was changed; absent where the record was rectified."),
        ]
    }

    public struct Current: Sendable {
        let report: Recorded<InaccuracyReport>
        let record: Recorded<DataRecord>?
        let tasks: [Recorded<LegalTask<ECRISTCNTasks>>]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let report = try reader.require(InaccuracyReport.self, input.report)
        return Current(
            report: report, record: try reader.value(DataRecord.self, report.value.record),
            tasks: try reader.tasks(ECRISTCNTasks.self, about: report.id))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<
        ReportReply
    > {
        var report = current.report
        guard report.value.convictingMemberState == context.owner else {
            throw Refusal(.notYours, "the record is another Member State's")
        }
        try context.require(version: report.version)
        guard report.value.state == .open else { throw Refusal(.alreadyAnswered, "the report is answered") }
        if let reason = input.unchangedBecause {
            report.value.state = .unchanged
            report.value.reason = reason
        } else {
            guard let record = current.record, record.changed > report.created else {
                throw Refusal(
                    .notRectified, "the record is what it was when the report came", pointer: "/unchangedBecause")
            }
            report.value.state = .rectified
        }
        report.value.answered = context.today
        let words = report.value.reason.map { "was not changed: \($0.rawValue)" } ?? "was rectified"
        return Decision(
            ReportReply(report.id, version: report.version + 1, report.value),
            changes: [report.update] + current.tasks.ending(step: "checkAccuracy", at: context.now),
            version: report.version + 1,
            notices: [
                Notice(
                    id: context.ids.next(), recipient: report.value.reporter, kind: "ecris-tcn.accuracyAnswered",
                    article: "ECRIS-TCN 9(4)(c)", record: report.value.record,
                    text: "The record that was reported in case \(report.value.caseReference) \(words).",
                    at: context.now)
            ])
    }
}

/// Reads a report; both Member States may.
public struct ReadReport: Query {
    public init() {}
    public typealias Output = ReportReply
    public let about = OperationDescription.ecrisTCN(
        "readReport", "Read a report of wrong data", "What was reported, and what became of it.", article: "9(4)",
        .read, .GET,
        "/reports/{report}", data: .inaccuracyReport,
        grants: [ECRISTCNGrants.reportInaccuracy, ECRISTCNGrants.answerInaccuracy],
        refusals: [.notFound])

    public struct Input: WireRecord, Hashable {
        public var report = RecordID(high: 0, low: 0)
        public init() {}
        public init(_ report: RecordID) { self.report = report }
        public static let wireName = "ReadReport"
        public static let meaning = "Which report."
        public static let fields: [Field<Input>] = [.required("report", \.report, "The report.")]
    }

    public func answer(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Answer<ReportReply> {
        let report = try reader.require(InaccuracyReport.self, input.report)
        guard [report.value.reporter, report.value.convictingMemberState].contains(context.owner) else {
            throw Refusal(.notFound, "there is no such report")
        }
        return Answer(
            ReportReply(report.id, version: report.version, report.value), version: report.version,
            log: LogDetails(records: [report.id, report.value.record]))
    }
}

/// A report as it is shown.
public struct ReportReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var report = InaccuracyReport()
    public init() {}
    init(_ id: RecordID, version: Int, _ report: InaccuracyReport) {
        self.id = id
        self.version = version
        self.report = report
    }
    public static let wireName = "InaccuracyReportReply"
    public static let meaning = "A report of wrong data."
    public static let fields: [Field<ReportReply>] = [
        .required("id", \.id, "The report."), .required("version", \.version, "Version, for If-Match."),
        .required("report", \.report, "The report."),
    ]
}

enum Accuracy {
    /// The act says "immediately"; ten working days, as Article 25(2) gives for passing on a request, is when silence shows.
    static func deadline(from now: Instant) -> Instant {
        Instant(day: now.utcDay.adding(workingDays: 10), secondOfDay: 86_399)
    }
}

extension RefusalKind {
    public static let ownRecord = RefusalKind("ecris-tcn/own-record", 422, "The record is the caller's own")
    public static let caseNeeded = RefusalKind("ecris-tcn/case-needed", 400, "A case reference is needed")
    public static let alreadyAnswered = RefusalKind("ecris-tcn/already-answered", 409, "The answer was given")
    public static let notRectified = RefusalKind(
        "ecris-tcn/not-rectified", 409, "The record was not changed", article: "816 9(4)(c)")
    public static let notYours = RefusalKind(
        "ecris-tcn/not-yours", 403, "The record is another Member State's", article: "816 9(4)")
}
