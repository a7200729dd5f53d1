import Access
import Administration
import EES
import Identity
import Operations
import Registry

/// The European search portal: its sources, and the operations that ask them.
public struct SearchPortal: Sendable {
    public let operations: [AnyOperation]
    /// For the EES' own search by name, which knows no index.
    public let identitySearch: any IdentitySearch

    public init(
        directory: Directory, indexes: [SystemName: SystemIndex], gates: [SystemName: SystemGate], matching: BiometricMatching,
        answerMillisecondsMax: Int64, mid: MIDSettings = MIDSettings(), partialSchengen: @escaping @Sendable (String, Day) -> Bool
    ) {
        var sources: [any PortalSource] = []
        if let index = indexes[.EES], let gate = gates[.EES] {
            sources.append(EESSource(index: index, gate: gate, partialSchengen: partialSchengen))
        }
        if let index = indexes[.SIS], let gate = gates[.SIS] { sources.append(SISSource(index: index, gate: gate)) }
        func add(_ system: SystemName, _ make: (SystemIndex, SystemGate) -> any PortalSource) {
            if let index = indexes[system], let gate = gates[system] { sources.append(make(index, gate)) }
        }
        add(.VIS, RegisterSources.vis)
        add(.Eurodac, RegisterSources.eurodac)
        add(.ETIAS, RegisterSources.etias)
        add(.ecrisTCN, RegisterSources.ecris)
        operations = [
            AnyOperation(
                SearchPersons(sources: sources, directory: directory, answerMillisecondsMax: answerMillisecondsMax, matching: matching, mid: mid),
                formats: [UniversalMessageFormat.portal])
        ]
        identitySearch = IndexedFiles(index: indexes[.EES] ?? SystemIndex(system: .EES), gate: gates[.EES] ?? SystemGate(system: .EES))
    }
}

/// Finds individual files by name and date of birth, for the searches of the EES itself.
private struct IndexedFiles: IdentitySearch {
    let index: SystemIndex
    let gate: SystemGate

    func files(for identity: RegisteredIdentity, limit: Int) async -> [RecordID]? {
        guard gate.isOpen, gate.condition == .inService else { return nil }
        return index.search(.init(identity.person), limit: limit, minimumScore: 0)
            .filter { $0.candidate.probability >= 0.5 && $0.kind == IndividualFile.kind }.map(\.id)
    }
}
