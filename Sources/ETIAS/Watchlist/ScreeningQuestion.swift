import Access
import Identity
import Operations
import Registry
import Wire

/// That a screening met an entry of the watchlist (Article 35a(1)): who screens, in which case, and until when whoever entered the data
/// may give an opinion. It says nothing of the person, and goes with the opinion or with the two days.
public struct ScreeningQuestion: RecordValue, Hashable {
    public static let kind = RecordKind(.ETIAS, "screeningQuestion")

    /// The watchlist entry.
    public var entry = RecordID(high: 0, low: 0)
    /// The screening authority.
    public var authority = ""
    public var caseReference = ""
    public var asked = Instant(milliseconds: 0)
    public var deadline = Instant(milliseconds: 0)

    public init() {}

    public static let meaning = "A screening that met an entry of the watchlist (Article 35a(1))."
    public static let fields: [Field<ScreeningQuestion>] = [
        .required("entry", \.entry, "The watchlist entry."),
        .required("authority", \.authority, "The screening authority.", limits: .text(.init(length: 1...120))),
        .required("caseReference", \.caseReference, "Its case.", limits: .text(.init(length: 1...200))),
        .required("asked", \.asked, "When who entered the data was told."),
        .required("deadline", \.deadline, "Until when an opinion may be given."),
    ]

    public var projection: Projection {
        Projection(
            keys: [RecordKey(ScreeningQuestion.entryKey, entry.description, unique: false)],
            due: [DueDate(deadline.utcDay + 1, .erase, article: "35a(1)")])
    }

    static let entryKey = "entry"
    static let daysOfOpinion = 2

    /// The end of the second day after the one on which the unit, or Europol, was told, by its own time.
    static func deadline(askedAt now: Instant, of memberState: String?) -> Instant {
        let today = now.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(memberState, at: now))
        return Instant(endOf: today + daysOfOpinion, in: memberState)
    }

    /// Whether it is about this authority's case.
    func isOf(_ authority: String, _ caseReference: String) -> Bool { self.authority == authority && self.caseReference == caseReference }
}

extension ScreeningQuestion {
    /// A question with its clock.
    struct Asked: Sendable {
        var question: Recorded<ScreeningQuestion>
        var tasks: [Recorded<ETIASTask>]

        init(_ question: Recorded<ScreeningQuestion>, from reader: Reader) throws {
            self.question = question
            tasks = try reader.tasks(ETIASTasks.self, about: question.id)
        }

        /// `nil` where it is gone.
        init?(_ id: RecordID, from reader: Reader) throws {
            guard let question = try reader.value(ScreeningQuestion.self, id) else { return nil }
            try self.init(question, from: reader)
        }

        /// All of a watchlist entry.
        static func about(_ entry: RecordID, from reader: Reader) throws -> [Asked] {
            try reader.values(ScreeningQuestion.self, key: ScreeningQuestion.entryKey, value: entry.description)
                .map { try Asked($0, from: reader) }
        }

        /// The question goes, and its clock stands as it ended.
        func closing(_ state: ETIASTask.State, at now: Instant) -> [Change] {
            [.erase(question.id, expected: question.version, article: "ETIAS 35a(1)")] + tasks.ending(state, at: now)
        }

        /// Both go with the entry.
        func erased(article: String) -> [Change] {
            [.erase(question.id, expected: question.version, article: article)] + tasks.erased(article: article)
        }
    }
}
