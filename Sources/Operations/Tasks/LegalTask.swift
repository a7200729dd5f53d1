import Access
import Identity
import Registry
import Wire

/// A system whose legal clocks run as tasks of its own.
public protocol TaskOwner: Sendable {
    static var system: SystemName { get }
    /// Who may see the queue of this system, and who its report of what is overdue.
    static var grants: [Grant] { get }
}

extension TaskOwner {
    /// The system's name as articles and notices have it.
    static var word: String { system.rawValue }
    /// The system's name as identifiers, codes and paths have it.
    static var stem: String { system.rawValue.lowercased() }
}

/// Something that an authority must do by a moment that the law sets: who, by when, under which article, and what it
/// means when nothing happens. One queue of one shape serves every deadline of every system.
///
/// A task says nothing of a person; it names the record concerned. It is committed together with what starts its clock,
/// ended together with what stops it, and goes when its record is erased.
public struct LegalTask<Owner: TaskOwner>: RecordValue, Hashable {
    /// The record concerned.
    public var about = RecordID(high: 0, low: 0)
    /// What is to be done, in a stable word: `consultationOpinion`, `expertCheck`.
    public var step = ""
    public var article = ""
    /// Who must act: the kind of authority…
    public var authority = AuthorityKind.operator_
    /// …and whose; `nil` for a central unit or an agency.
    public var memberState: String?
    /// Of a central access point without a Member State: the agency that it serves.
    public var agency: UnionAgency?
    public var begun = Instant(milliseconds: 0)
    /// Until when it may be done in time.
    public var deadline = Instant(milliseconds: 0)
    public var silence = Silence.overdue
    public var state = State.open
    public var ended: Instant?

    public enum State: String, CaseIterable, Sendable, WireChoice {
        case open
        /// Done; in time or late is seen from `ended` and `deadline`.
        case done
        /// The deadline passed and the law says what that means.
        case lapsed
        /// No longer needed.
        case withdrawn
    }

    /// What it means when the deadline passes and nothing was done.
    public enum Silence: String, CaseIterable, Sendable, WireChoice {
        /// The duty stays and is reported as overdue.
        case overdue
        /// A positive opinion is taken as given.
        case positiveOpinion
        /// The step is taken as refused or the procedure as given up.
        case refusal
        /// The data concerned are erased or the measure ends.
        case erasure
        /// The procedure goes on without the answer.
        case proceeds
    }

    public init() {}

    public init(
        about: RecordID, step: String, article: String, authority: AuthorityKind, memberState: String?,
        agency: UnionAgency? = nil, begun: Instant, deadline: Instant, silence: Silence = .overdue
    ) {
        self.about = about
        self.step = step
        self.article = article
        self.authority = authority
        self.memberState = memberState
        self.agency = agency
        self.begun = begun
        self.deadline = deadline
        self.silence = silence
    }

    public static var kind: RecordKind { RecordKind(Owner.system, "legalTask") }
    public static var wireName: String { "LegalTask" }
    public static var meaning: String { "Something that an authority must do by a certain moment." }
    public static var fields: [Field<Self>] {
        [
            .required("about", \.about, "The record concerned."),
            .required("step", \.step, "What is to be done.", limits: .text(.init(length: 1...60))),
            .required("article", \.article, "Under which article.", limits: .text(.init(length: 1...80))),
            .required("authority", \.authority, "The kind of authority that must act."),
            .optional("memberState", \.memberState, "Whose authority; absent for a central unit or an agency.", limits: .text(.init(length: 3...3))),
            .optional("agency", \.agency, "Of a central access point without a Member State: the agency of the Union that it serves."),
            .required("begun", \.begun, "When the clock started."),
            .required("deadline", \.deadline, "Until when it may be done in time."),
            .required("silence", \.silence, "What it means when nothing is done."),
            .required("state", \.state, "How it stands."),
            .optional("ended", \.ended, "When it was done, lapsed or was withdrawn."),
        ]
    }

    /// Where it waits: the kind of authority and the Member State, or the agency that an access point serves. Europol's access point
    /// sees nothing of what the one of the European Border and Coast Guard Agency must do.
    public static func queue(_ authority: AuthorityKind, _ memberState: String?, agency: UnionAgency? = nil) -> String {
        "\(authority.rawValue)/\(memberState ?? agency?.rawValue ?? "-")"
    }
    /// The caller's own queue.
    public static func queue(of caller: Caller) -> String { queue(caller.kind, caller.memberState, agency: caller.agency) }
    public static var queueKey: String { "task.queue" }
    public static var aboutKey: String { "task.about" }
    public static var openKey: String { "task.open" }

    public var projection: Projection {
        var keys = [RecordKey(Self.aboutKey, about.description, unique: false)]
        var due: [DueDate] = []
        if state == .open {
            keys.append(RecordKey(Self.queueKey, Self.queue(authority, memberState, agency: agency), unique: false))
            keys.append(RecordKey(Self.openKey, "open", unique: false))
            // Where silence means nothing but delay there is nothing to carry out: the duty stays in its queue and in the report of
            // what is overdue, and does not stand before the sweeper every time it looks.
            if silence != .overdue { due.append(DueDate(deadline.utcDay, .act, article: article)) }
        } else if let ended {
            // Kept as long as the log of technical clocks is of use to supervision; nothing in it is personal.
            due.append(DueDate(ended.utcDay.adding(years: 1), .erase, article: article))
        }
        return Projection(keys: keys, due: due)
    }

    public func isOverdue(at now: Instant) -> Bool { state == .open ? deadline < now : (ended ?? deadline) > deadline }
}

extension Recorded {
    /// The change that ends a task.
    public func ending<Owner: TaskOwner>(_ state: LegalTask<Owner>.State, at now: Instant) -> Change
    where Value == LegalTask<Owner> {
        var task = self
        task.value.state = state
        task.value.ended = now
        return task.update
    }
}

extension Reader {
    /// The tasks of a record, ended ones included.
    public func tasks<Owner: TaskOwner>(_ owner: Owner.Type, about id: RecordID) throws -> [Recorded<LegalTask<Owner>>] {
        try values(LegalTask<Owner>.self, key: LegalTask<Owner>.aboutKey, value: id.description)
    }
}

extension Sequence {
    /// The changes that end the open tasks of a step (of every step, where none is named).
    public func ending<Owner: TaskOwner>(
        step: String? = nil, _ state: LegalTask<Owner>.State = .done, at now: Instant
    ) -> [Change] where Element == Recorded<LegalTask<Owner>> {
        filter { $0.value.state == .open && (step == nil || $0.value.step == step) }.map { $0.ending(state, at: now) }
    }

    /// The changes that take the tasks away together with their record.
    public func erased<Owner: TaskOwner>(article: String) -> [Change] where Element == Recorded<LegalTask<Owner>> {
        map { .erase($0.id, expected: $0.version, article: article) }
    }
}
