import Identity
import Operations
import Registry
import Wire

/// A failure that makes queries technically impossible (EES 13(3), VIS 45d, ETIAS 46; 1409 and 1380 Article 13). While one is announced,
/// replies that need the system say so, and the carrier's obligation rests.
public struct SystemFailure: RecordValue, Hashable {
    public static let kind = RecordKind(.EES, "carrierFailure")
    public var system = CarrierRule.Source.EES
    public var begun = Instant(milliseconds: 0)
    public var ended: Instant?
    public init() {}
    public static let meaning = "A failure of a system, as announced to carriers."
    public static let fields: [Field<SystemFailure>] = [
        .required("system", \.system, "System that failed."), .required("begun", \.begun, "Since when."),
        .optional("ended", \.ended, "Until when."),
    ]
    static let openKey = "failure.open"
    public var projection: Projection {
        Projection(
            keys: ended == nil ? [RecordKey(Self.openKey, system.rawValue, unique: true)] : [],
            // As long as the logs of queries by which disputes are settled (EES 13(4)).
            due: ended.map { [DueDate($0.utcDay.adding(years: 2), .erase, article: "EES 13(4)")] } ?? [])
    }
}

/// A carrier's own notice that it cannot query, with its ticket (1409 and 1380 Articles 13, 14).
public struct ImpossibilityTicket: RecordValue, Hashable {
    public static let kind = RecordKind(.EES, "carrierTicket")
    public var carrier = ""
    public var summary = ""
    public var isTechnical = true
    public var begun: Instant?
    public var received = Instant(milliseconds: 0)
    public var solved: Instant?
    public init() {}
    public static let meaning = "A carrier's request for assistance."
    public static let fields: [Field<ImpossibilityTicket>] = [
        .required("carrier", \.carrier, "Who asks.", limits: .text(.init(length: 2...40))),
        .required("summary", \.summary, "Summary of the request.", limits: .text(.init(length: 1...2000))),
        .defaulted("isTechnical", \.isTechnical, to: true, "Of a technical nature: it is sent on to the operator."),
        .optional("begun", \.begun, "Start of the technical issue."),
        .required("received", \.received, "When it came in."),
        .optional("solved", \.solved, "When the issue was solved."),
    ]
    static let openKey = "ticket.open"
    /// The carrier of a ticket that is open.
    static let openOfCarrierKey = "ticket.openOfCarrier"
    /// Tickets that one carrier may have open: the acts set no number, and nothing is unbounded.
    public static let openMax = 50
    static func mayOpen(beside open: Int) -> Bool { open < openMax }
    public var projection: Projection {
        Projection(
            keys: [RecordKey("ticket.carrier", carrier, unique: false)]
                + (solved == nil
                    ? [RecordKey(Self.openKey, "open", unique: false), RecordKey(Self.openOfCarrierKey, carrier, unique: false)] : []),
            due: solved.map { [DueDate($0.utcDay.adding(years: 2), .erase, article: "EES 13(4)")] } ?? [])
    }
}
