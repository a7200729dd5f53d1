import Access
import Identity
import Operations
import Registry

/// What must be done after a hit, by whom and by when.
enum HitDuties {
    static func tasks(of hit: Hit, _ id: RecordID, on alert: Recorded<Alert>, in context: DecisionContext) -> [Change] {
        let content = alert.value.content
        let issuer = alert.value.issuingState
        switch content.category {
        case .return:
            guard let article = returnArticle(hit.report, entryBan: content.entryBan == true) else { return [] }
            // With an entry ban an alert for refusal takes its place, without a gap.
            return [
                context.task(
                    content.entryBan == true ? .enterRefusalAlert : .deleteAlert, about: alert.id, of: issuer,
                    article: article, by: SupplementaryTerm.answer(to: context.now))
            ]
        case let category where category.isMissing && !content.isOnObject:
            guard hit.report.outcome == .taken, alert.value.isOnChild(on: context.today), context.caller.memberState != nil
            else { return [] }
            return [
                context.task(
                    .decideOnChild, about: id, of: hit.reporter, article: "1862 33(3)",
                    by: hit.report.time.adding(hours: 12))
            ]
        case .unknownWanted:
            guard hit.report.outcome == .taken, context.caller.memberState != nil else { return [] }
            return [
                context.task(
                    .expertVerification, about: id, of: hit.reporter, article: "1862 41",
                    by: SupplementaryTerm.answer(to: context.now))
            ]
        default: return []
        }
    }

    /// The provision by which an alert on return goes after this hit; `nil` where it stays.
    static func returnArticle(_ report: HitReport, entryBan: Bool) -> String? {
        switch (report.outcome, report.direction) {
        case (.returnConfirmed, _): "1860 6(2)"
        case (.taken, .entry?), (.notPossible, .entry?): entryBan ? "1860 8(a)" : "1860 8(b)"
        default: nil
        }
    }
}

extension Alert {
    /// An alert under 1862 Article 32 on a child, as far as the date of birth says.
    func isOnChild(on today: Day) -> Bool {
        isChild || (content.identities.first?.dateOfBirth?.greatestAge(on: today).map { $0 < 18 } ?? false)
    }
}
