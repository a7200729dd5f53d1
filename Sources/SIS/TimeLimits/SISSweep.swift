import Identity
import Operations
import Registry
import Wire

/// What SIS does on the days that its records carry: tells the issuing Member State of an erasure four months ahead (1862
/// Article 53(7)) and of a child's coming of age (1862 Article 32(7)), erases an alert at the end of its period with all
/// that hangs on it, and what was exchanged a year after the alert (1862 Article 64), its history after three (18(4)). It
/// tells when a period for voluntary departure is over (1860 Article 7(1)).
public struct SISSweep: DueRule {
    public init() {}

    public let kinds = [
        Alert.kind, Hit.kind, SupplementaryMessage.kind, Consultation.kind, FlagRequest.kind, InformationProposal.kind,
        AlertHistory.kind,
    ]

    public func act(
        on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext
    ) throws -> Decision<Nothing> {
        guard record.kind == Alert.kind else {
            guard due.action == .erase else { return Decision(Nothing(), changes: []) }
            // Clocks go with what they are about.
            return Decision(
                Nothing(),
                changes: [.erase(record.id, expected: record.version, article: due.article)]
                    + (try reader.tasks(SISTasks.self, about: record.id)).erased(article: due.article))
        }
        var alert = try Recorded<Alert>(record)
        let term = alert.value.term
        switch due.action {
        case .erase where context.today >= term.eraseOn:
            return Decision(
                Nothing(), changes: try reader.dossier(of: alert).erasure(article: due.article, in: context))
        case .notice where alert.value.warnedOf != term.eraseOn && context.today < term.eraseOn:
            alert.value.warnedOf = term.eraseOn
            return Decision(
                Nothing(), changes: [alert.update],
                notices: [
                    notice(
                        alert, "sis.erasureInFourMonths", alert.value.noticeArticle,
                        "Alert \(alert.value.schengenID) is erased on \(term.eraseOn) unless an extension is communicated before.",
                        context)
                ])
        case .act where due.article == "1860 7(1)":
            guard alert.value.departureNotice != nil else { return Decision(Nothing(), changes: []) }
            alert.value.toldOfDeparture = alert.value.content.voluntaryDepartureDate
            return Decision(
                Nothing(), changes: [alert.update],
                notices: [
                    notice(
                        alert, "sis.voluntaryDepartureOver", "1860 7(1)",
                        "The period for voluntary departure of alert \(alert.value.schengenID) is over.", context)
                ])
        case .act where !alert.value.toldOfMajority:
            alert.value.toldOfMajority = true
            return Decision(
                Nothing(), changes: [alert.update],
                notices: [
                    notice(
                        alert, "sis.childComesOfAge", "1862 32(7)",
                        "The child of alert \(alert.value.schengenID) comes of age within four months: reason and action must be updated, or the alert deleted.",
                        context)
                ])
        default:
            return Decision(Nothing(), changes: [])
        }
    }

    private func notice(
        _ alert: Recorded<Alert>, _ kind: String, _ article: String, _ text: String, _ context: DecisionContext
    ) -> Notice {
        Notice(
            id: context.ids.next(), recipient: alert.value.issuingState, kind: kind, article: article, record: alert.id,
            text: text, at: context.now)
    }
}
