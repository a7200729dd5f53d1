import Access
import EES
import Identity
import Matching
import Operations
import Registry

/// The Entry/Exit System as the portal asks it (2017/2226 Articles 23, 24, 26).
struct EESSource: PortalSource {
    let system = SystemName.EES
    let index: SystemIndex
    let gate: SystemGate
    let partialSchengen: @Sendable (String, Day) -> Bool

    /// Files that are more likely another person's are not shown.
    private static let probabilityMin = 0.5

    func answer(_ question: ReadQuestion, under mandate: Mandate, at desk: Desk) async throws -> SourceAnswer {
        let found = index.found(question, probabilityMin: EESSource.probabilityMin)
            .filter { $0.kind == IndividualFile.kind }
        guard !found.isEmpty else {
            return SourceAnswer(SystemAnswer(system, .noHit), details: LogDetails())
        }
        let shown = Array(found.prefix(question.limit))
        let today = desk.today
        let partial = desk.caller.memberState.map { partialSchengen($0, today) } ?? false
        let views = try await desk.registry.read(mandate) { reader in
            try shown.map { hit in
                try EESPortalView.read(
                    hit.id, from: reader, asOf: today, partialSchengen: partial, visible: mandate.visible)
            }
        }
        var answer = SystemAnswer(system, .noHit)
        for (hit, view) in zip(shown, views) {
            // Erased between the index and the store: no hit, not an error.
            if let view { answer.ees.append(EESHit(match: hit.match, file: view)) }
        }
        answer.state = answer.ees.isEmpty ? .noHit : .hit
        answer.more = found.count > shown.count
        return SourceAnswer(answer, details: LogDetails(records: answer.ees.map(\.file.file)))
    }
}
