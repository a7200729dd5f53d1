import Access
import Identity
import Operations
import Registry
import Wire

/// The question to another Member State or to Europol, and its opinion (Articles 28 and 29).
///
/// The opinion is for whoever gave it and for the Member State responsible; to everybody else it looks as though it were
/// not there.
public struct Consultation: RecordValue, Hashable {
    public static let kind = RecordKind(.ETIAS, "consultation")

    public enum Opinion: String, CaseIterable, Hashable, Sendable, WireChoice { case positive, negative }

    /// The word that stands for Europol where a Member State otherwise stands.
    public static let europol = "EUROPOL"

    public var file = RecordID(high: 0, low: 0)
    /// Member State consulted, or `EUROPOL`.
    public var party = ""
    /// Member State responsible, which asks.
    public var askedBy = ""
    public var asked = Instant(milliseconds: 0)
    public var checks: [Check] = []
    public var opinion: Opinion?
    public var reasons: String?
    public var given: Instant?
    /// Sixty hours passed without an opinion.
    public var silent = false
    /// The consulted Member State asks for the flag of Article 36(2).
    public var flagRequested: String?

    public init() {}

    public static let wireName = "ETIASConsultation"
    public static let meaning = "Consultation of a Member State or of Europol (Articles 28 and 29)."
    public static let fields: [Field<Consultation>] = [
        .required("file", \.file, "The application file."),
        .required("party", \.party, "Member State consulted, or EUROPOL.", limits: .text(.init(length: 3...7))),
        .required("askedBy", \.askedBy, "Member State responsible.", limits: .text(.init(length: 3...3))),
        .required("asked", \.asked, "When it was asked."),
        .list("checks", \.checks, "The hits that it is about.", count: 0...20),
        .optional("opinion", \.opinion, "The opinion."),
        .optional("reasons", \.reasons, "Its reasons.", limits: .text(.init(length: 1...4000))),
        .optional("given", \.given, "When it was given."),
        .defaulted("silent", \.silent, to: false, "Sixty hours passed without an opinion."),
        .optional("flagRequested", \.flagRequested, "Why the flag of Article 36(2) is asked for.", limits: .text(.init(length: 1...1000))),
    ]

    public var deadline: Instant { asked.adding(hours: ProcessingRule.hoursOfConsultation) }
    public var isEuropol: Bool { party == Consultation.europol }

    /// Whose inbox the question goes to.
    var recipient: String { isEuropol ? Notice.recipient(.europol, of: nil) : Notice.recipient(.etiasNational, of: party) }

    /// Still open and within its time.
    public func isPending(at now: Instant) -> Bool { opinion == nil && !silent && now <= deadline }

    /// What the rule counts: silence after 60 hours is a positive opinion, whether or not somebody has looked since.
    public func effective(at now: Instant) -> ProcessingRule.Opinion? {
        switch opinion {
        case .positive: .positive
        case .negative: .negative
        case nil: isPending(at: now) ? nil : .silence
        }
    }

    public var projection: Projection {
        Projection(keys: [
            RecordKey(ETIASKey.file, file.description, unique: false),
            // One consultation per authority and file.
            RecordKey("party", "\(file)/\(party)", unique: true),
        ])
    }
}
