import Access
import Identity
import Operations
import Registry
import Wire

/// What a report says to be wrong: words from a list, so that nothing about an offence comes in by it.
public enum DoubtedDatum: String, CaseIterable, Hashable, Sendable, WireChoice {
    case identity, placeOfBirth, nationalities, documents, aliases, fingerprints, facialImage, reference
    /// Two persons stand in one record, or the record is of another person than the one convicted.
    case wrongPerson
    /// The data were processed in contravention of the Regulation.
    case unlawful
}

/// Another Member State has reason to believe that data are wrong or unlawfully there (Article 9(4)).
public struct InaccuracyReport: RecordValue, Hashable {
    public static let kind = RecordKind(.ecrisTCN, "inaccuracyReport")
    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice { case open, rectified, unchanged }
    public enum Reason: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// The data are what the criminal record says, and that was checked.
        case accurate
        /// The person is another one than the reporter has before them.
        case otherPerson
    }

    public var record = RecordID(high: 0, low: 0)
    public var convictingMemberState = ""
    /// The Member State that reports.
    public var reporter = ""
    public var caseReference = ""
    public var doubts: [DoubtedDatum] = []
    public var state = State.open
    public var reason: Reason?
    public var reported = Day(number: 0)
    public var answered: Day?

    public init() {}
    public static let meaning = "A report that data are wrong (Article 9(4))."
    public static let fields: [Field<InaccuracyReport>] = [
        .required("record", \.record, "The data record."),
        .required("convictingMemberState", \.convictingMemberState, "Whose record it is."),
        .required("reporter", \.reporter, "Member State that reports."),
        .required("caseReference", \.caseReference, "Its case.", limits: .text(.init(length: 1...256))),
        .list("doubts", \.doubts, "What is wrong.", count: 1...10), .required("state", \.state, "How it stands."),
        .optional("reason", \.reason, "Why nothing was changed."),
        .required("reported", \.reported, "When it was reported."),
        .optional("answered", \.answered, "When it was answered."),
    ]
    /// An answered report goes after a year; it is of use to whoever checks how reports are dealt with, and no longer.
    public var projection: Projection {
        Projection(
            keys: [RecordKey(ECRISTCNKey.record, record.description, unique: false)],
            due: answered.map { [DueDate($0.adding(years: 1), .erase, article: "ECRIS-TCN 9(4)")] } ?? [])
    }
}
