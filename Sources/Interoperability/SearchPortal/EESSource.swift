import Access
import EES
import Identity
import Matching
import Operations
import Registry

/// The Entry/Exit System as the portal asks it (2017/2226 Articles 23, 24, 26).
struct EESSource: IndexedSource {
    let system = SystemName.EES
    let index: SystemIndex
    let gate: SystemGate
    let partialSchengen: @Sendable (String, Day) -> Bool

    /// Files that are more likely another person's are not shown.
    private static let probabilityMin = 0.5

    func look(_ question: ReadQuestion, under mandate: Mandate, at desk: Desk) -> Look {
        let found = index.hits(of: IndividualFile.kind, for: question, probabilityMin: EESSource.probabilityMin)
        guard !found.isEmpty || !question.foundBySamples.isEmpty else {
            return .answered(SourceAnswer(SystemAnswer(system, .noHit), details: LogDetails()))
        }
        let today = desk.today
        let partial = desk.caller.memberState.map { partialSchengen($0, today) } ?? false
        return .found { [system] reader in
            var answer = SystemAnswer(system, .noHit)
            let hits = try found.joined(with: question.foundBySamples, kind: IndividualFile.kind, reader)
            // One more than may be shown says whether there is more, and nothing is read behind it.
            for hit in hits where answer.ees.count <= question.limit {
                // Erased between the index and the store, or not what a security check looks for: no hit, not an error.
                guard
                    let view = try EESPortalView.read(
                        hit.id, from: reader, asOf: today, partialSchengen: partial, visible: mandate.visible)
                else { continue }
                answer.ees.append(EESHit(match: view.identity == nil ? hit.match.withoutRecordedValues : hit.match, file: view))
            }
            answer.state = answer.ees.isEmpty ? .noHit : .hit
            // What may not be seen is not counted: a reply must not tell that there is more of it.
            answer.more = answer.ees.count > question.limit
            answer.ees = Array(answer.ees.prefix(question.limit))
            return SourceAnswer(answer, details: LogDetails(records: answer.ees.map(\.file.file)))
        }
    }
}
