import Access
import Identity
import Operations
import Registry
import Wire

/// A team of the European Border and Coast Guard asks for access to the VIS under an operational plan, and what the Agency's
/// central access point made of it (Articles 45e, 45f).
///
/// The team's searches rest on this record and on nothing else: what the central access point verified, for the purpose and the
/// case that it was asked for, until the plan ends.
public struct TeamAccessRequest: RecordValue, Hashable {
    public static let kind = RecordKind(.VIS, "teamAccessRequest")

    public enum State: String, CaseIterable, Sendable, WireChoice {
        case submitted
        /// Both conditions of Article 45f(2) are fulfilled.
        case verified
        case rejected
    }

    public var team = ""
    /// The team's own reference; its searches name it.
    public var caseReference = ""
    /// The task of Article 45f(5): a border check (a), verification in the territory (b), identification (c).
    public var purpose = Purpose.borderCheck
    public var hostState = ""
    public var operationalPlan = ""
    public var planEnds = Day(number: 0)
    /// By what the host Member State authorises the team to consult the VIS.
    public var authorisation = ""
    public var necessity = ""
    public var submitted = Instant(milliseconds: 0)
    public var state = State.submitted
    public var accessPoint: String?
    public var decided: Instant?
    public var reasons: String?

    public init() {}

    public static let wireName = "TeamAccessRequest"
    public static let meaning = "A request of a border and coast guard team for access to the VIS."
    public static let fields: [Field<TeamAccessRequest>] = [
        .required("team", \.team, "The team that asks.", limits: .text(.init(length: 1...120))),
        .required("caseReference", \.caseReference, "Its case; the searches name the same.", limits: .text(.init(length: 1...100))),
        .required("purpose", \.purpose, "The task that access is for."),
        .required("hostState", \.hostState, "Host Member State.", limits: TeamAccessLimits.state),
        .required("operationalPlan", \.operationalPlan, "Operational plan that the request is based on.", limits: TeamAccessLimits.line),
        .required("planEnds", \.planEnds, "Last day of the plan; access ends with it."),
        .required("authorisation", \.authorisation, "By what the host Member State authorises it.", limits: TeamAccessLimits.reason),
        .required("necessity", \.necessity, "Why consulting the VIS is necessary for the task.", limits: TeamAccessLimits.reason),
        .required("submitted", \.submitted, "When it was submitted."),
        .required("state", \.state, "What became of it."),
        .optional("accessPoint", \.accessPoint, "Central access point.", limits: .text(.init(length: 1...120))),
        .optional("decided", \.decided, "When it decided."),
        .optional("reasons", \.reasons, "Why.", limits: TeamAccessLimits.reason),
    ]

    /// Team and case.
    static let caseKey = "case"
    static func caseValue(team: String, reference: String) -> String { "\(team)\u{1F}\(reference)" }
    /// All of them: the Agency has one central access point.
    static let queueKey = "queue"
    static let queue = "EU"

    /// A year after access ends: as long as the log of what was accessed is kept (Articles 34, 45f(7)).
    var eraseOn: Day { (state == .verified ? planEnds : decided?.utcDay ?? planEnds).adding(years: 1) + 1 }

    public var projection: Projection {
        Projection(
            keys: [
                RecordKey(Self.caseKey, Self.caseValue(team: team, reference: caseReference), unique: false),
                RecordKey(Self.queueKey, Self.queue, unique: false),
            ], due: [DueDate(eraseOn, .erase, article: "VIS 34, 45f(7)")])
    }

    /// Whether it opens access for a purpose at a moment.
    func opens(_ purpose: Purpose, at now: Instant) -> Bool {
        state == .verified && self.purpose == purpose && now < Instant(endOf: planEnds, in: hostState)
    }
}

enum TeamAccessLimits {
    static let reason = Schema.text(.init(length: 10...2000))
    static let line = Schema.text(.init(length: 1...200))
    static let state = Schema.text(.init(length: 3...3, pattern: "^[A-Z]{3}$"))
    /// Days that a plan may still run: plans are agreed for a year at the most (Regulation (EU) 2019/1896 Article 38).
    static let planDaysMax = 366
}

extension FactReader {
    /// The team's requests in this case that open access for this purpose now.
    func openTeamRequests() throws -> [TeamAccessRequest] {
        guard caller.kind == .ebcgTeam, let reference = `case`.reference else { return [] }
        let value = TeamAccessRequest.caseValue(team: caller.authority, reference: reference)
        return try find(TeamAccessRequest.kind, key: TeamAccessRequest.caseKey, value: value)
            .map { try TeamAccessRequest(stored: $0) }.filter { $0.opens(`case`.purpose, at: now) }
    }
}

/// The host Member State learns that its guests found data in the VIS (Article 45f(6)).
public enum TeamFindings {
    public static func notices(of found: [RecordID], at desk: Desk) async throws(Refusal) -> [Notice] {
        guard desk.caller.kind == .ebcgTeam, let first = found.first else { return [] }
        let (caller, `case`, now) = (desk.caller, desk.case, desk.now)
        let establishing = desk.policy.mandate(
            forTask: "inform-host-state", systems: [.VIS], actions: [.read], article: "VIS 45f(6)", requestID: `case`.requestID,
            actingFor: caller, case: `case`)
        let hosts = try await desk.read(under: establishing) { reader in
            Set(try FactReader(of: reader, caller: caller, now: now).openTeamRequests().map(\.hostState))
        }
        return hosts.sorted().map { host in
            Notice(
                id: desk.ids.next(), recipient: Notice.recipient(.border, of: host), kind: "vis.teamFoundData", article: "VIS 45f(6)",
                record: first,
                text: "\(caller.authority), in case \(`case`.reference ?? "-"), found data in the VIS: \(found.count) files.", at: now)
        }
    }
}
