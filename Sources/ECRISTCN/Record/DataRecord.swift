import Identity
import Operations
import Registry
import Wire

/// Names of the keys that records are found by.
public enum ECRISTCNKey {
    /// The data record that samples belong to.
    public static let record = "record"
    static let reference = "reference"
    static let owner = "owner"
    static let document = "document"
    static let flagged = "flagged"
    static let `case` = "case"
}

/// The data record of one convicted person in one convicting Member State (Article 5(1)). Its owner is that Member State,
/// whose code is thus part of it.
public struct DataRecord: RecordValue, Hashable {
    public static let kind = RecordKind(.ecrisTCN, "dataRecord")

    /// The convicting Member State.
    public var memberState = ""
    /// The national reference, by which the convicting Member State finds the criminal record again (Article 7(7)).
    public var reference = ""
    public var person = ConvictedPerson()
    public var fingerprints = FingerprintHolding()
    public var facialImage = false
    public var flags: [Flag] = []
    public var entered = Day(number: 0)
    /// Last day on which the convictions stand in the national criminal record, where it is known (Article 8(1)).
    public var nationalRecordKeptUntil: Day?

    public init() {}
    public static let meaning = "Data record of a convicted person (Article 5(1))."
    public static let fields: [Field<DataRecord>] = [
        .required("memberState", \.memberState, "Convicting Member State.", limits: .text(.init(length: 3...3))),
        .required("reference", \.reference, "National reference.", limits: referenceSchema),
        .required("person", \.person, "Alphanumeric data."),
        .required("fingerprints", \.fingerprints, "Which fingerprints are held."),
        .defaulted("facialImage", \.facialImage, to: false, "A facial image is held."),
        .list("flags", \.flags, "Flags.", count: 0...2),
        .required("entered", \.entered, "Day of entry."),
        .optional("nationalRecordKeptUntil", \.nationalRecordKeptUntil, "Last day of the national criminal record."),
    ]
    /// A number, not a text: nothing about an offence fits into it.
    static let referenceSchema = Schema.text(
        .init(length: 1...40, pattern: "^[A-Za-z0-9./_-]{1,40}$", example: "CJN-2027-004711"))

    static func isReference(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || "./_-".utf8.contains(byte)
        }
    }

    static func referenceKey(_ memberState: String, _ reference: String) -> String {
        memberState + "/" + reference.uppercased()
    }

    public var projection: Projection {
        var keys = [
            RecordKey(ECRISTCNKey.reference, DataRecord.referenceKey(memberState, reference), unique: true),
            RecordKey(ECRISTCNKey.owner, memberState, unique: false),
        ]
        keys += person.documents.map { RecordKey(ECRISTCNKey.document, $0.key, unique: false) }
        if !flags.isEmpty { keys.append(RecordKey(ECRISTCNKey.flagged, "flagged", unique: false)) }
        var due = flags.map { DueDate($0.term.eraseOn, .act, article: "ECRIS-TCN 8(3)") }
        if let end = nationalRecordKeptUntil {
            due.append(DueDate(end + 1, .notice, article: "ECRIS-TCN 8(2)"))
            due.append(
                DueDate(
                    ECRISTCNRetention.term(for: .record(nationalErasure: end)).eraseOn, .erase,
                    article: "ECRIS-TCN 8(2)"))
        }
        return Projection(
            identities: [person.identity], documents: person.documents.map(\.document), keys: keys, due: due)
    }
}

/// A data record with everything that hangs on it.
public struct RecordDossier: Sendable {
    var record: Recorded<DataRecord>
    let samples: Recorded<RecordSamples>?
    let tasks: [Recorded<LegalTask<ECRISTCNTasks>>]
    let reports: [Recorded<InaccuracyReport>]
    let consents: [Recorded<ConsentQuestion>]

    init(_ id: RecordID, from reader: Reader) throws {
        record = try reader.require(DataRecord.self, id)
        samples = try reader.values(RecordSamples.self, key: ECRISTCNKey.record, value: id.description).first
        reports = try reader.values(InaccuracyReport.self, key: ECRISTCNKey.record, value: id.description)
        consents = try reader.values(ConsentQuestion.self, key: ECRISTCNKey.record, value: id.description)
        var tasks = try reader.tasks(ECRISTCNTasks.self, about: id)
        for report in reports { tasks += try reader.tasks(ECRISTCNTasks.self, about: report.id) }
        for consent in consents { tasks += try reader.tasks(ECRISTCNTasks.self, about: consent.id) }
        self.tasks = tasks
    }

    /// The record goes wholly: samples, tasks, reports and questions about it too.
    func erasure(article: String) -> [Change] {
        var changes: [Change] = [.erase(record.id, expected: record.version, article: article)]
        if let samples { changes.append(.erase(samples.id, expected: samples.version, article: article)) }
        changes += reports.map { .erase($0.id, expected: $0.version, article: article) }
        changes += consents.map { .erase($0.id, expected: $0.version, article: article) }
        return changes + tasks.erased(article: article)
    }

    /// Whoever reported an error, or waits for an answer of the Member State, is told that the record is gone (Articles 9(4)(c), 17(4)).
    func erasureNotices(in context: DecisionContext) -> [Notice] {
        reports.filter { $0.value.state == .open }.map { report in
            Notice(
                id: context.ids.next(), recipient: report.value.reporter, kind: "ecris-tcn.accuracyAnswered",
                article: "ECRIS-TCN 9(4)(c)", record: nil,
                text: "The record that was reported in case \(report.value.caseReference) was erased.", at: context.now)
        }
            + consents.filter { $0.value.state == .open }.map { question in
                Notice(
                    id: context.ids.next(), recipient: question.value.asker, kind: "ecris-tcn.consentAnswered",
                    article: "ECRIS-TCN 17(4)", record: nil,
                    text:
                        "The record asked about for request \(question.value.caseReference) was erased; nothing is to be indicated.",
                    at: context.now)
            }
    }
}
