import Access
import Identity
import Operations
import Registry
import Wire

/// What a report says to be wrong: words from a list, so that nothing about a person comes in by it.
public enum DoubtedData: String, CaseIterable, Hashable, Sendable, WireChoice {
    case identity, document, biometrics, placeOrDay, category, status, security, marks
    /// Recorded in breach of the Regulation.
    case unlawful
}

/// A Member State that a data set was shown to has evidence that its data are factually inaccurate, or were recorded in breach of the
/// Regulation; the Member State of origin checks them and, if necessary, amends or erases them without delay (603 Article 27(4)–(5);
/// 1358 Article 40(5)).
public struct DatasetReport: RecordValue, Hashable {
    public static let kind = RecordKind(.Eurodac, "datasetReport")
    public enum State: String, CaseIterable, Hashable, Sendable, WireChoice { case open, amended, unchanged }
    public enum Reason: String, CaseIterable, Hashable, Sendable, WireChoice {
        /// The data were checked, and are right and lawfully there.
        case accurate
        /// The person is another one than the reporter has before them.
        case otherPerson
    }

    public var regime = EurodacRegime.regulation1358
    public var dataset = RecordID(high: 0, low: 0)
    /// Member State of origin.
    public var memberState = ""
    /// The Member State that reports.
    public var reporter = ""
    public var doubts: [DoubtedData] = []
    public var state = State.open
    public var reason: Reason?
    public var reported = Instant(milliseconds: 0)
    public var answered: Instant?

    public init() {}
    public static let wireName = "EurodacDatasetReport"
    public static let meaning = "A report that data of a set are inaccurate or unlawfully recorded."
    public static let fields: [Field<DatasetReport>] = [
        .required("regime", \.regime, "Regulation."),
        .required("dataset", \.dataset, "The data set."),
        .required("memberState", \.memberState, "Member State of origin.", limits: .text(.init(length: 1...60))),
        .required("reporter", \.reporter, "Member State that reports.", limits: .text(.init(length: 1...60))),
        .list("doubts", \.doubts, "What is wrong.", count: 1...10),
        .required("state", \.state, "How it stands."),
        .optional("reason", \.reason, "Why nothing was changed."),
        .required("reported", \.reported, "When it was reported."),
        .optional("answered", \.answered, "When it was answered."),
    ]

    /// "Without delay": ten working days are when silence shows.
    static func deadline(from now: Instant, in memberState: String) -> Instant { now.endOfWorkingDay(10, in: memberState) }

    /// An answered report goes after a year; it is of use to whoever looks at how reports are dealt with, and no longer. An open one goes
    /// with its data set.
    public var projection: Projection {
        Projection(
            keys: [RecordKey(EurodacKey.dataset, dataset.description, unique: false)],
            due: answered.map { [DueDate($0.utcDay.adding(years: 1), .erase, article: regime.article("27", "40(5)"))] } ?? [])
    }
}
