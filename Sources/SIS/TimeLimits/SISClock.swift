import Access
import Operations
import Registry
import Wire

/// What follows by law when a deadline passes in silence.
enum SISClock {
    static let rule = TaskClock<SISTasks> { task, reader, context in
        switch SISStep(rawValue: task.value.step) {
        case .replyOnPurpose: try purposeAchieved(task, reader, context)
        case .answerConsultation: try noObjection(task, reader, context)
        default: Decision(Nothing(), changes: [])
        }
    }

    /// No reasons for keeping the alert were stated in fifteen days: it goes (1862 Article 53(9)).
    private static func purposeAchieved(
        _ task: Recorded<SISTask>, _ reader: Reader, _ context: DecisionContext
    ) throws -> Decision<Nothing> {
        guard let alert = try reader.value(Alert.self, task.value.about) else { return Decision(Nothing(), changes: []) }
        let dossier = try reader.dossier(of: alert)
        return Decision(
            Nothing(), changes: dossier.erasure(article: "1862 53(9)", in: context),
            notices: [
                context.notice(
                    to: alert.value.issuingState, "deletedAfterPurpose", "1862 53(9)", about: nil,
                    "Alert \(alert.value.schengenID) was deleted: its purpose is achieved and no reasons for keeping it were stated.")
            ])
    }

    /// The issuing Member State has not replied in ten days: it does not object (1860 Article 9(c), 1861 Article 27(c)).
    private static func noObjection(
        _ task: Recorded<SISTask>, _ reader: Reader, _ context: DecisionContext
    ) throws -> Decision<Nothing> {
        guard var asked = try reader.value(Consultation.self, task.value.about), asked.value.answer == nil,
            let silence = asked.value.rule.silence
        else { return Decision(Nothing(), changes: []) }
        asked.value.answer = silence
        asked.value.answered = asked.value.answerBy
        asked.value.bySilence = true
        return Decision(
            Nothing(), changes: [asked.update],
            notices: [
                context.notice(
                    to: asked.value.asker, "consultationAnswered", asked.value.rule.article, about: asked.id,
                    "\(asked.value.consulted) has not replied in time: it does not object.")
            ])
    }
}
