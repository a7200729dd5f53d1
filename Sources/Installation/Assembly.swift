import Access
import Administration
import EES
import Identity
import Interoperability
import Operations
import Registry
import SIS

/// Wires the systems to each other: what one needs from outside is a port of its own, filled here and nowhere else.
struct Assembly {
    let catalogue: OperationCatalogue
    let policy: AccessPolicy
    let dueRules: [any DueRule]

    init(
        directory: Directory, indexes: [SystemName: SystemIndex], gates: [SystemName: SystemGate],
        settings: Installation.Settings, book: LogBook
    ) {
        let partial: @Sendable (String, Day) -> Bool = { state, day in
            CountryCode(state).map { !$0.isSchengenState(on: day) } ?? false
        }
        let portal = SearchPortal(
            directory: directory, indexes: indexes, gates: gates,
            answerMillisecondsMax: settings.portalMillisecondsMax, partialSchengen: partial)
        let ports = EESPorts(identitySearch: portal.identitySearch, partialSchengen: partial)
        catalogue = OperationCatalogue(
            AdministrationOperations.all + [AnyOperation(SearchLog(book: book))] + EESOperations.all(ports)
                + SISOperations.all + portal.operations)
        policy = catalogue.policy(concealments: EESOperations.concealments + SISOperations.concealments)
        dueRules = EESOperations.dueRules + SISOperations.dueRules
    }
}
