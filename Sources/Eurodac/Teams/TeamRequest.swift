import Access
import Identity
import Operations
import Registry
import Wire

/// A Member State requests that members of a European Border and Coast Guard team, or experts of an asylum support team, take and
/// transmit data on its behalf (1358 Articles 15(3), 22, 24, 26).
///
/// The team's right rests on this record and on nothing else: it names the team and the categories of persons, ends on a day, and can
/// be ended before.
public struct TeamRequest: RecordValue, Hashable {
    public static let kind = RecordKind(.Eurodac, "teamRequest")
    static let teamKey = "eurodac.team"
    /// Days for which a team may be requested at once: as long as an operational plan (2019/1896 Article 38, 2021/2303 Article 18).
    static let daysMax = 366

    public var team = ""
    public var categories: [EurodacCategory] = []
    public var until = Day(number: 0)
    public var operationalPlan = ""
    public var memberState = ""
    /// On whose behalf the team acts: results and better samples are this authority's to deal with.
    public var authority = ""
    public var authorityKind = AuthorityKind.asylum
    public var requested = Instant(milliseconds: 0)
    public var ended: Instant?

    public init() {}
    public static let wireName = "EurodacTeamRequest"
    public static let meaning = "A Member State's request that a team transmit data on its behalf."
    public static let fields: [Field<TeamRequest>] = [
        .required("team", \.team, "The team that is requested.", limits: TeamRequest.name),
        .list("categories", \.categories, "Categories of persons whose data it transmits.", count: 1...4),
        .required("until", \.until, "Last day."),
        .required("operationalPlan", \.operationalPlan, "Operational plan under which the team works.", limits: TeamRequest.plan),
        .required("memberState", \.memberState, "Member State on whose behalf.", limits: .text(.init(length: 3...3))),
        .required("authority", \.authority, "Authority that requests it.", limits: .text(.init(length: 1...120))),
        .required("authorityKind", \.authorityKind, "Its kind."),
        .required("requested", \.requested, "When."),
        .optional("ended", \.ended, "When it was ended before its day."),
    ]
    static let name = Schema.text(.init(length: 1...120))
    static let plan = Schema.text(.init(length: 1...200))

    /// Whether it covers a transmission at a moment. The reference number says of which Member State the data will be. Pure.
    func covers(_ category: EurodacCategory, _ reference: ReferenceNumber, at now: Instant) -> Bool {
        ended == nil && categories.contains(category) && reference.belongs(to: memberState)
            && now < Instant(endOf: until, in: memberState)
    }

    /// A year after it ends: as long as the log of what was transmitted under it is of use (Article 41).
    var eraseOn: Day { (ended?.utcDay ?? until).adding(years: 1) + 1 }

    public var projection: Projection {
        Projection(
            keys: [
                RecordKey(TeamRequest.teamKey, team, unique: false),
                RecordKey(EurodacKey.owner, memberState, unique: false),
            ], due: [DueDate(eraseOn, .erase, article: "Eurodac 41")])
    }
}

extension FactReader {
    /// The request under which the calling team may transmit data of a category under a reference number; `nil` where there is none, or
    /// the caller is no team.
    func teamRequest(for category: EurodacCategory, _ reference: ReferenceNumber) throws -> Recorded<TeamRequest>? {
        guard EurodacGrants.teams.contains(caller.kind) else { return nil }
        for stored in try find(TeamRequest.kind, key: TeamRequest.teamKey, value: caller.authority) {
            let request = try Recorded<TeamRequest>(stored)
            if request.value.covers(category, reference, at: now) { return request }
        }
        return nil
    }
}

extension DecisionContext {
    /// The same moment, for the Member State that a team acts for: what is recorded is that Member State's, and what follows is its
    /// authority's to do. The operator stays the member of the team (Article 17(1)(n)), and the log names the team.
    func onBehalf(under request: TeamRequest) -> DecisionContext {
        DecisionContext(
            caller: Caller(
                authority: request.authority, kind: request.authorityKind, memberState: request.memberState, user: caller.user,
                standing: caller.standing),
            case: `case`, now: now,
            today: now.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(request.memberState, at: now)), ids: ids,
            expectedVersion: expectedVersion, visible: visible)
    }
}
