import Access
import Identity
import Operations
import Registry

/// The legal clocks of the VIS, and the procedures that it shares with other systems.
public enum VISTasks: TaskOwner {
    public static let system = SystemName.VIS

    public static let grants = Grant.tasks(
        .VIS,
        [
            (.visa, [.visaExamination]), (.sirene, [.supplementaryInformation]), (.etiasNational, [.etiasProcessing]),
            (.etiasCentral, [.etiasProcessing]), (.europol, [.visaExamination]), (.centralAccessPoint, [.lawEnforcement]),
            (.visa, [.dataSubjectRequest]), (.immigration, [.dataSubjectRequest]),
        ], article: "VIS 9d, 9e, 9g, 9j, 16, 22n(2), 24(2), 38")

    /// What is to be done.
    public enum Step: String, CaseIterable, Sendable {
        /// Opinion of a consulted Member State: seven calendar days (Article 16; Visa Code, Article 22(2)).
        case consultationOpinion
        /// Manual verification of a hit: two working days (Articles 9d(3), 9e(2)).
        case verifyHit
        /// Reasoned opinion: seven calendar days, ten for convictions (Articles 9e(5), 9g(7)).
        case reasonedOpinion
        /// Europol's opinion: sixty hours (Articles 9e(4), 9g(4)).
        case europolOpinion
        /// Reply to a request for documents or another message: three working days (Article 16(3c)).
        case messageReply
        /// Check of a link that another Member State doubts: three working days (Article 24(2)).
        case linkAnswer
        /// Information of the State that entered an alert on return: at once, read as the next working day (Article 9f(2)).
        case sireneFollowUp
        /// Review of a specific risk indicator: six months (Article 9j(3)).
        case reviewIndicator
    }

    public typealias Task = LegalTask<VISTasks>

    /// A clock that starts now.
    static func start(
        _ step: Step, about record: RecordID, _ authority: AuthorityKind, of memberState: String?, at now: Instant
    ) -> Task {
        let (article, deadline, silence): (String, Instant, Task.Silence) =
            switch step {
            case .consultationOpinion:
                ("Visa Code 22(2), VIS 16", LegalDeadline.calendarDays(7, after: now, in: memberState), .positiveOpinion)
            case .verifyHit:
                (
                    authority == .etiasNational ? "VIS 9e(2)" : "VIS 9d(3)", LegalDeadline.workingDays(2, after: now, in: memberState),
                    .overdue
                )
            case .reasonedOpinion:
                (
                    authority == .etiasNational ? "VIS 9e(5)" : "VIS 9g(7)", LegalDeadline.calendarDays(7, after: now, in: memberState),
                    .positiveOpinion
                )
            case .europolOpinion: ("VIS 9e(4), 9g(4)", now.adding(hours: 60), .positiveOpinion)
            case .messageReply: ("VIS 16(3c)", LegalDeadline.workingDays(3, after: now, in: memberState), .overdue)
            case .linkAnswer: ("VIS 24(2)", LegalDeadline.workingDays(3, after: now, in: memberState), .proceeds)
            case .sireneFollowUp: ("VIS 9f(2)", LegalDeadline.workingDays(1, after: now, in: memberState), .overdue)
            case .reviewIndicator:
                ("VIS 9j(3)", LegalDeadline.end(of: now.utcDay.adding(months: 6), in: nil), .overdue)
            }
        return Task(
            about: record, step: step.rawValue, article: article, authority: authority, memberState: memberState, begun: now,
            deadline: deadline, silence: silence)
    }

    /// The opinion on a conviction may take ten calendar days (Article 9g(7)).
    static func opinion(
        on verification: HitVerification, id: RecordID, of memberState: String, at now: Instant
    ) -> Task {
        var task = start(.reasonedOpinion, about: id, verification.verifier, of: memberState, at: now)
        if verification.point == .ecrisTCN { task.deadline = LegalDeadline.calendarDays(10, after: now, in: memberState) }
        return task
    }
}

extension LegalTask<VISTasks> {
    func isOpen(_ step: VISTasks.Step) -> Bool { state == .open && self.step == step.rawValue }

    /// The change that records it.
    func started(_ ids: IDGenerator, owner: String) -> Change { .create(ids.next(), draft(owner: owner)) }
}

extension Sequence where Element == Recorded<LegalTask<VISTasks>> {
    func ending(_ step: VISTasks.Step, _ state: LegalTask<VISTasks>.State = .done, at now: Instant) -> [Change] {
        ending(step: step.rawValue, state, at: now)
    }
}
