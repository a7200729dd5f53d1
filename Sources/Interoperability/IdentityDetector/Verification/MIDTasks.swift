import Access
import Identity
import Operations
import Registry

/// The work of verifying links, with its clocks.
public enum MIDTasks: TaskOwner {
    public static let system = SystemName.MID

    public static let grants = Grant.tasks(
        .MID,
        MIDGrants.verifiers.flatMap { kinds, purposes in
            kinds.sorted { $0.rawValue < $1.rawValue }.map { ($0, purposes.union([.dataSubjectRequest])) }
        },
        article: "817 29")

    public enum Step: String, CaseIterable, Sendable {
        /// A yellow link waits (Article 29).
        case verifyLink
        /// A second official is to share an opinion before a link turns red.
        case secondOpinion
        /// Evidence that a link is wrong waits to be looked at (Articles 31(3), 32(7), 33(5)).
        case reviewEvidence
        /// The person is to be told in writing (Articles 32(4), 33(4)).
        case informPerson
        /// A person's request was granted, and the link is to be corrected or erased (Article 48(5)).
        case carryOutRequest
    }

    public typealias Task = LegalTask<MIDTasks>

    /// At the border: where possible (Article 29(4), second subparagraph).
    static let hoursAtTheBorder: Int64 = 12
    /// Elsewhere the Article says *without delay*. Not the act's: what the queue calls late.
    static let daysElsewhere = 3

    static func start(_ step: Step, about link: RecordID, _ authority: ResponsibleAuthority, at now: Instant) -> Task {
        let atBorder = step == .verifyLink && authority.kind == .border
        let article =
            switch step {
            case .verifyLink: atBorder ? "817 29(4)" : "817 29(3)"
            case .secondOpinion: "817 29(3), 32"
            case .reviewEvidence: "817 31(3), 32(7), 33(5)"
            case .informPerson: "817 32(4), 33(4)"
            case .carryOutRequest: "817 48(5)"
            }
        return Task(
            about: link, step: step.rawValue, article: article, authority: authority.kind,
            memberState: authority.memberState, begun: now,
            deadline: atBorder
                ? now.adding(hours: hoursAtTheBorder)
                : Instant(endOf: now.utcDay + daysElsewhere, in: authority.memberState))
    }
}
