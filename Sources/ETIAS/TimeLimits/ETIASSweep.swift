import Access
import Identity
import Operations
import Registry
import Wire

/// Carries out the time limits of ETIAS files: erasure with everything that hangs on them (Article 54), and the word to the
/// holder 120 days before validity ends, with the question for consent (15(3), 54(2)).
public struct ETIASSweep: DueRule {
    public init() {}

    public let kinds: [RecordKind] = [ApplicationFile.kind, WatchlistEntry.kind, ScreeningRule.kind, ScreeningQuestion.kind]

    public func act(
        on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext
    ) throws -> Decision<Nothing> {
        if record.kind == ScreeningQuestion.kind {
            let question = try ScreeningQuestion.Asked(record.id, from: reader)
            return Decision(Nothing(), changes: question?.closing(.lapsed, at: context.now) ?? [])
        }
        // Reviews of watchlist and rules are tasks; the entry itself stays until somebody takes it out.
        guard record.kind == ApplicationFile.kind else { return Decision(Nothing(), changes: []) }
        let dossier = try ApplicationDossier(record.id, from: reader)
        switch due.action {
        case .erase:
            guard let day = dossier.file.value.term?.eraseOn, day <= context.today else { return Decision(Nothing(), changes: []) }
            return Decision(Nothing(), changes: dossier.erasure(article: due.article))
        case .notice:
            guard dossier.file.value.status == .issued, !dossier.file.value.expiryAnnounced else { return Decision(Nothing(), changes: []) }
            var step = Proceeding(dossier, in: context)
            step.file.expiryAnnounced = true
            step.tellApplicant(.expiring)
            return Decision(Nothing(), changes: step.allChanges, notices: step.notices)
        case .review, .act: return Decision(Nothing(), changes: [])
        }
    }
}

/// What silence means in ETIAS (Articles 27, 28(5), 29(8), 35a(1)).
public enum ETIASSilence {
    public static let clock = TaskClock<ETIASTasks>(lapse: lapse)

    @Sendable static func lapse(
        _ task: Recorded<ETIASTask>, _ reader: Reader, _ context: DecisionContext
    ) throws -> Decision<Nothing> {
        switch ETIASStep(rawValue: task.value.step) {
        case .consultation?, .europolOpinion?:
            guard var consultation = try reader.value(Consultation.self, task.value.about), consultation.value.opinion == nil else {
                return Decision(Nothing(), changes: [])
            }
            consultation.value.silent = true
            let notice = Notice(
                id: context.ids.next(), recipient: Notice.recipient(.etiasNational, of: consultation.value.askedBy), kind: "etias.opinionBySilence",
                article: task.value.article,
                record: consultation.value.file, text: "\(consultation.value.party) gave no opinion within 60 hours.", at: context.now)
            return Decision(Nothing(), changes: [consultation.update], notices: [notice])
        case .documents?:
            guard try reader.record(task.value.about) != nil else { return Decision(Nothing(), changes: []) }
            let dossier = try ApplicationDossier(task.value.about, from: reader)
            var step = Proceeding(dossier, in: context)
            guard step.file.status == .manual, step.file.documents?.asRule.isMissed(at: context.now) ?? false else {
                return Decision(Nothing(), changes: [])
            }
            step.leave(task)
            // No assessment is needed: the reply did not come (Article 37(1)(f)). Other forced grounds are told too.
            step.decideAgainst(.refused, grounds: step.answer.grounds, unit: step.file.responsible, justification: nil, official: nil)
            step.tellUnit("etias.refusedBySilence", "37(1)(f)", "Application \(step.file.number) was refused: no reply came.")
            return Decision(Nothing(), changes: step.allChanges, notices: step.notices)
        case .screeningOpinion?:
            // There is no security risk, and nothing is left to be answered.
            let question = try ScreeningQuestion.Asked(task.value.about, from: reader)
            return Decision(Nothing(), changes: question?.closing(.lapsed, at: context.now) ?? [])
        default: return Decision(Nothing(), changes: [])
        }
    }
}
