import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State tells the Member State of origin, and of a breach the Central Unit, that data seem inaccurate or unlawfully recorded
/// (603 Article 27(4)–(5); 1358 Article 40(5)).
public struct ReportDataset: Command {
    let regime: EurodacRegime
    public let about: OperationDescription
    public typealias Output = DatasetReportReply

    public init(regime: EurodacRegime = .regulation1358) {
        self.regime = regime
        about = .eurodac(
            regime, "reportDataset", "Report wrong or unlawful data",
            "Tells the Member State of origin what seems wrong in a data set that a comparison has shown, and starts its clock.",
            article: ("27(4)–(5)", "40(5)"), .create, .POST, "/datasets/{dataset}/reports", data: .eurodacDatasetReport,
            grants: EurodacGrants(regime).datasetReports, refusals: [.notFound, .ownDataset, .nothingToDo])
    }

    public struct Input: WireRecord, Hashable {
        public var dataset = RecordID(high: 0, low: 0)
        public var doubts: [DoubtedData] = []
        public init() {}
        public static let wireName = "ReportEurodacDataset"
        public static let meaning = "What seems wrong."
        public static let fields: [Field<Input>] = [
            .required("dataset", \.dataset, "The data set."),
            .list("doubts", \.doubts, "What seems wrong.", count: 1...10),
        ]
    }

    public struct Current: Sendable {
        var set: Recorded<EurodacDataset>
        var shown = false
        var isReported = false
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        var current = Current(set: try reader.require(EurodacDataset.self, input.dataset))
        // What a comparison for law enforcement has shown is for that authority alone (1358 Article 32).
        current.shown = try reader.values(EurodacComparison.self, key: EurodacKey.hit, value: input.dataset.description).contains {
            $0.owner == context.owner && $0.value.category != .lawEnforcement && $0.value.category != .europol
        }
        current.isReported = try reader.values(DatasetReport.self, key: EurodacKey.dataset, value: input.dataset.description).contains {
            $0.owner == context.owner && $0.value.state == .open
        }
        return current
    }

    public func decide(
        _ input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<DatasetReportReply> {
        let set = current.set
        guard set.owner != context.owner else {
            throw Refusal(.ownDataset, "one's own data are put right, not reported")
        }
        // To whom it was not shown, it is not there.
        guard current.shown else { throw Refusal(.notFound, "there is no dataset with this identifier") }
        guard !current.isReported else { throw Refusal(.nothingToDo, "a report of this Member State is open") }
        var report = DatasetReport()
        (report.regime, report.dataset, report.memberState) = (regime, set.id, set.owner)
        (report.reporter, report.reported) = (context.owner, context.now)
        report.doubts = DoubtedData.allCases.filter(input.doubts.contains)
        let id = context.ids.next()
        let article = regime.article("27(4)–(5)", "40(5)")
        let task = EurodacTask(
            about: id, step: EurodacClocks.checkData, article: article,
            authority: EurodacGrants(set.value.regime).collector(of: set.value.category) ?? .asylum, memberState: set.owner,
            begun: context.now, deadline: DatasetReport.deadline(from: context.now, in: set.owner))
        let doubts = report.doubts.map(\.rawValue).joined(separator: ", ")
        let text = "\(context.owner) has evidence that data under \(set.value.reference.wireText) are wrong: \(doubts)."
        let recipients = [set.owner] + (report.doubts.contains(.unlawful) ? [CheckHit.centralUnit] : [])
        return Decision(
            DatasetReportReply(id: id, version: 1, report),
            changes: [
                .create(id, report.draft(owner: context.owner)), .create(context.ids.next(), task.draft(owner: set.owner)),
            ], version: 1,
            notices: recipients.map { recipient in
                Notice(
                    id: context.ids.next(), recipient: recipient, kind: "eurodac.dataReported", article: article, record: set.id,
                    text: text, at: context.now)
            })
    }
}

/// The Member State of origin says what its check came to: it has amended the data, or why not. That a set was erased is told by the
/// erasure itself.
public struct AnswerDatasetReport: Command {
    let regime: EurodacRegime
    public let about: OperationDescription
    public typealias Output = DatasetReportReply

    public init(regime: EurodacRegime = .regulation1358) {
        self.regime = regime
        about = .eurodac(
            regime, "answerDatasetReport", "Answer a report of wrong data",
            "Says what became of the data; that they were amended must be true of the data set's own history.",
            article: ("27(4)–(5)", "40(5)"), .update, .PUT, "/dataset-reports/{report}/answer", data: .eurodacDatasetReport,
            grants: EurodacGrants(regime).datasetReports,
            refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .nothingToDo, .notAmended])
    }

    public struct Input: WireRecord, Hashable {
        public var report = RecordID(high: 0, low: 0)
        public var unchangedBecause: DatasetReport.Reason?
        public init() {}
        public static let wireName = "AnswerEurodacDatasetReport"
        public static let meaning = "What became of the data."
        public static let fields: [Field<Input>] = [
            .required("report", \.report, "The report."),
            .optional("unchangedBecause", \.unchangedBecause, "Why nothing was changed; absent where the data were amended."),
        ]
    }

    public struct Current: Sendable {
        var report: Recorded<DatasetReport>
        var set: Recorded<EurodacDataset>?
        var tasks: [Recorded<EurodacTask>] = []
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        let report = try reader.require(DatasetReport.self, input.report)
        guard report.value.memberState == context.owner else {
            throw Refusal(.notFound, "there is no datasetReport with this identifier")
        }
        return Current(
            report: report, set: try reader.value(EurodacDataset.self, report.value.dataset),
            tasks: try reader.tasks(EurodacClocks.self, about: report.id))
    }

    public func decide(
        _ input: Input, _ current: Current, in context: DecisionContext
    ) throws(Refusal) -> Decision<DatasetReportReply> {
        var report = current.report
        try context.require(version: report.version)
        guard report.value.state == .open else { throw Refusal(.nothingToDo, "the report is answered") }
        if let reason = input.unchangedBecause {
            (report.value.state, report.value.reason) = (.unchanged, reason)
        } else {
            guard let set = current.set, set.changed > report.created else {
                throw Refusal(.notAmended, "the data are what they were when the report came", pointer: "/unchangedBecause")
            }
            report.value.state = .amended
        }
        report.value.answered = context.now
        let words = report.value.reason.map { "were not changed: \($0.rawValue)" } ?? "were amended"
        return Decision(
            DatasetReportReply(id: report.id, version: report.version + 1, report.value),
            changes: [report.update] + current.tasks.ending(step: EurodacClocks.checkData, at: context.now),
            version: report.version + 1,
            notices: [
                Notice(
                    id: context.ids.next(), recipient: report.value.reporter, kind: "eurodac.reportAnswered",
                    article: regime.article("27(4)–(5)", "40(5)"), record: report.id, text: "The data that you reported \(words).",
                    at: context.now)
            ])
    }
}

/// Both Member States see a report and what became of it.
public struct ReadDatasetReport: Query {
    public let about: OperationDescription
    public typealias Output = DatasetReportReply

    public init(regime: EurodacRegime = .regulation1358) {
        about = .eurodac(
            regime, "readDatasetReport", "Read a report of wrong data", "What was reported, and what became of it.",
            article: ("27(4)–(5)", "40(5)"), .read, .GET, "/dataset-reports/{report}", data: .eurodacDatasetReport,
            grants: EurodacGrants(regime).datasetReports, refusals: [.notFound])
    }

    public struct Input: WireRecord, Hashable {
        public var report = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "EurodacDatasetReportReference"
        public static let meaning = "A report."
        public static let fields: [Field<Input>] = [.required("report", \.report, "The report.")]
    }

    public func answer(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> Answer<DatasetReportReply> {
        let report = try reader.require(DatasetReport.self, input.report)
        guard [report.value.reporter, report.value.memberState].contains(context.owner) else {
            throw Refusal(.notFound, "there is no datasetReport with this identifier")
        }
        return Answer(
            DatasetReportReply(id: report.id, version: report.version, report.value), version: report.version,
            log: LogDetails(records: [report.id, report.value.dataset]))
    }
}

/// A report as it is shown.
public struct DatasetReportReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var report = DatasetReport()
    public init() {}
    init(id: RecordID, version: Int, _ report: DatasetReport) {
        self.id = id
        self.version = version
        self.report = report
    }
    public static let wireName = "EurodacDatasetReportReply"
    public static let meaning = "A report of wrong data."
    public static let fields: [Field<DatasetReportReply>] = [
        .required("id", \.id, "The report."), .required("version", \.version, "Version, for If-Match."),
        .required("report", \.report, "The report."),
    ]
}

extension RefusalKind {
    static let ownDataset = RefusalKind(
        "eurodac/own-dataset", 422, "The data set is the caller's own", article: "Eurodac 40(3)")
    static let notAmended = RefusalKind(
        "eurodac/not-amended", 409, "The data set was not changed", article: "Eurodac 40(5)")
}
