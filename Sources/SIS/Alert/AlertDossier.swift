import Identity
import Operations
import Registry

/// An alert with everything that hangs on it.
public struct AlertDossier: Sendable {
    let alert: Recorded<Alert>
    let samples: Recorded<AlertSamples>?
    let hits: [Recorded<Hit>]
    let flagRequests: [Recorded<FlagRequest>]
    let consultations: [Recorded<Consultation>]
    let messages: [Recorded<SupplementaryMessage>]
    let tasks: [Recorded<SISTask>]
    /// Of consultations and flags, which nobody needs when the alert has gone.
    let pointless: [Recorded<SISTask>]
    let links: [Recorded<AlertLink>]
    /// The alerts at the other ends of the links.
    let linked: [Recorded<Alert>]
    let versions: [AlertHistory.Event]
    /// Objects that were entered to locate the person.
    let bound: [AlertDossier]

    /// The alert goes with its samples, tasks and the objects that lead to the person (1862 Articles 54(3) and 55(7)). What
    /// was exchanged on it goes a year later (1861 Article 49, 1862 Article 64), its history three years later (18(4)).
    func erasure(article: String, in context: DecisionContext) -> [Change] {
        var changes = removal(article: article, in: context)
        for object in bound { changes += object.removal(article: "1862 54(3), 55(7)", in: context) }
        return changes + unlinking()
    }

    private func removal(article: String, in context: DecisionContext) -> [Change] {
        var changes: [Change] = [.erase(alert.id, expected: alert.version, article: article)]
        if let samples { changes.append(.erase(samples.id, expected: samples.version, article: article)) }
        changes += tasks.erased(article: article)
        changes += pointless.ending(.withdrawn, at: context.now)
        let day = context.today
        changes += hits.stamped { $0.alertDeleted = $0.alertDeleted ?? day }
        changes += flagRequests.stamped { $0.alertDeleted = $0.alertDeleted ?? day }
        changes += consultations.stamped { $0.alertDeleted = $0.alertDeleted ?? day }
        changes += messages.stamped { $0.alertDeleted = $0.alertDeleted ?? day }
        var history = AlertHistory()
        history.alert = alert.id
        history.schengenID = alert.value.schengenID
        history.issuingState = alert.value.issuingState
        history.category = alert.value.content.category
        history.entered = alert.value.entered
        history.deleted = context.now
        history.article = article
        history.events = Array(versions.suffix(1000))
        changes.append(.create(context.ids.next(), history.draft(owner: alert.owner)))
        return changes
    }

    /// A link with one end is none.
    private func unlinking() -> [Change] {
        let all = [self] + bound
        let gone = Set(all.map(\.alert.value.schengenID))
        var links: [RecordID: Recorded<AlertLink>] = [:]
        var others: [String: Recorded<Alert>] = [:]
        for dossier in all {
            for link in dossier.links { links[link.id] = link }
            for other in dossier.linked where !gone.contains(other.value.schengenID) { others[other.value.schengenID] = other }
        }
        var changes: [Change] = []
        var touched: Set<String> = []
        for (_, link) in links.sorted(by: { $0.key < $1.key }) {
            var link = link
            link.value.alerts.removeAll(where: gone.contains)
            if link.value.alerts.count > 1 {
                changes.append(link.update)
            } else {
                changes.append(.erase(link.id, expected: link.version, article: "1862 63"))
                for rest in link.value.alerts {
                    others[rest]?.value.links.removeAll { $0 == link.id }
                    touched.insert(rest)
                }
            }
        }
        return changes + touched.sorted().compactMap { others[$0]?.update }
    }
}

extension Sequence {
    /// The records that a closure changes.
    fileprivate func stamped<Value: RecordValue & Equatable>(
        _ change: (inout Value) -> Void
    ) -> [Change] where Element == Recorded<Value> {
        compactMap { record in
            var changed = record
            change(&changed.value)
            return changed.value == record.value ? nil : changed.update
        }
    }
}

extension Reader {
    func dossier(of alert: Recorded<Alert>) throws -> AlertDossier {
        let number = alert.value.schengenID
        let links = try alert.value.links.compactMap { try value(AlertLink.self, $0) }
        let linked = try Set(links.flatMap(\.value.alerts)).subtracting([number]).sorted().compactMap { other in
            try values(Alert.self, key: SISKey.schengenID, value: other).first
        }
        let flagRequests = try values(FlagRequest.self, key: SISKey.schengenID, value: number)
        let consultations = try values(Consultation.self, key: SISKey.schengenID, value: number)
        return AlertDossier(
            alert: alert, samples: try values(AlertSamples.self, key: SISKey.schengenID, value: number).first,
            hits: try values(Hit.self, key: SISKey.schengenID, value: number),
            flagRequests: flagRequests,
            consultations: consultations,
            messages: try values(SupplementaryMessage.self, key: SISKey.schengenID, value: number),
            tasks: try tasks(SISTasks.self, about: alert.id),
            pointless: try (consultations.map(\.id) + flagRequests.map(\.id)).flatMap {
                try tasks(SISTasks.self, about: $0)
            }, links: links,
            linked: linked, versions: try history(alert.id).map(AlertHistory.Event.init),
            bound: try boundObjects(of: alert).map { try dossier(of: $0) })
    }
}
