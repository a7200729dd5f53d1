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
        var known = index.hits(of: Alert.kind, for: question, probabilityMin: SISSource.probabilityMin)
        if question.linked.isEmpty { known += index.blanks(question.documents, without: Set(known.map(\.id))) }
        let found = known
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

extension SystemIndex {
    /// Alerts on blocks of blank documents in which one of these documents lies (2018/1862 Article 38(2)(k)), without those that are
    /// known already.
    func blanks(_ documents: [TravelDocument], without known: Set<RecordID>) -> [Hit] {
        var seen = known
        var hits: [Hit] = []
        for document in documents {
            for pattern in document.enclosingBlanks {
                for record in find(document: pattern) where record.kind == Alert.kind && seen.insert(record.id).inserted {
                    hits.append(Hit(id: record.id, kind: record.kind, match: PortalMatch(document: document), identity: nil))
                }
            }
        }
        return hits
    }
}

extension SoughtObject {
    /// An issued document, or a blank one that somebody may have filled in (2018/1862 Article 38(2)(k) and (l)).
    var isTravelDocument: Bool { kind == .identityDocument || kind == .blankDocument }

    /// A travel document that is reported lost, stolen, misappropriated or invalidated: what applications for travel authorisations and
    /// visas are held against (2018/1240 Articles 20(2)(a), 41(3); 767/2008 Article 9a(4)(a)(i)). They do not name the false one: its number
    /// may be that of a genuine document, whose holder has done nothing. Checks at the border meet it all the same.
    var isReportedTravelDocument: Bool { isTravelDocument && circumstance != ObjectCircumstance.`false` }
}

extension Alert {
    /// Its period runs, and it waits for no departure (2018/1861 Article 24(3)).
    func isInForce(on day: Day) -> Bool { day < term.eraseOn && isInEffect }
}
