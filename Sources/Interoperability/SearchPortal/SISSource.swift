import Access
import Identity
import Operations
import Registry
import SIS

/// The Schengen Information System as the portal asks it (2018/1861 Article 34, 2018/1862 Article 44).
struct SISSource: IndexedSource {
    let system = SystemName.SIS
    let index: SystemIndex
    let gate: SystemGate

    /// Lower than elsewhere: an alert overlooked is worse than a second look, and identity is verified before acting.
    private static let probabilityMin = 0.1

    func look(_ question: ReadQuestion, under mandate: Mandate, at desk: Desk) -> Look {
        let found = index.hits(of: Alert.kind, for: question, probabilityMin: SISSource.probabilityMin)
        guard !found.isEmpty || !question.foundBySamples.isEmpty else {
            return .answered(SourceAnswer(SystemAnswer(system, .noHit), details: LogDetails()))
        }
        let (now, today) = (desk.now, desk.today)
        return .found { [system] reader in
            let found = try found.joined(with: question.foundBySamples, kind: Alert.kind, reader)
            let matched = Dictionary(
                found.compactMap { hit in hit.identity.map { (hit.id, $0) } }, uniquingKeysWith: { first, _ in first })
            let alerts = try found.compactMap { try reader.value(Alert.self, $0.id) }
            let views = SISPortalView.views(
                for: alerts, under: mandate, at: now, today: today, matched: matched,
                linked: try reader.linkedAlerts(of: alerts, at: now, today: today))
            let matches = Dictionary(found.map { ($0.id, $0.match) }, uniquingKeysWith: { first, _ in first })
            var answer = SystemAnswer(system, views.isEmpty ? .noHit : .hit)
            answer.sis = views.prefix(question.limit).map {
                SISHit(match: matches[$0.alert.id] ?? PortalMatch(), alert: $0.view)
            }
            answer.more = views.count > question.limit
            return SourceAnswer(answer, details: LogDetails(records: views.prefix(question.limit).map(\.alert.id)))
        }
    }
}
