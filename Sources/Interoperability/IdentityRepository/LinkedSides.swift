import Access
import Operations
import Registry

/// Both sides of a link as an asker may have them: who may is established once, for data and samples alike (Articles 21, 29(3)).
struct LinkedSides: Sendable {
    let known: LinkAccess.Known
    /// The launching side and the other, whoever asks.
    let persons: [PersonRecord]
    let isVerifier: Bool
    let mandate: Mandate
    /// The links that the data of either side have already, for whoever verifies this one (Articles 26(1), 29(6)).
    var existing: [LinkAccess.Known] = []

    /// SIS is not in the repository: its data are for the verifying authority alone (Article 29(3)).
    var shown: [PersonRecord] {
        persons.filter { isVerifier || RepositoryFile.systems.contains($0.side.system) }
    }

    var log: LogDetails {
        LogDetails(
            records: [known.id] + shown.map(\.side.record),
            results: Dictionary(shown.map { ($0.side.system, 1) }, uniquingKeysWith: +))
    }

    static func read(_ id: RecordID, at desk: Desk, _ settings: MIDSettings) async throws(Refusal) -> LinkedSides {
        let access = LinkAccess(desk: desk, settings: settings)
        guard let known = try await access.lookAtOne(id), !known.isHidden else {
            throw Refusal(.notFound, "there is no such record")
        }
        var conditions = known.question.conditions
        // Verifying is the only purpose for which data joined by a link that is not red are seen here.
        if known.link.colour == .red {
            conditions.insert(.redLink)
        } else if known.link.colour != .yellow {
            conditions.remove(.responsible)
        }
        let mandate: Mandate
        do throws(Refusal) {
            mandate = try desk.mandate(
                AccessQuestion(
                    authority: desk.caller.kind, purpose: desk.case.purpose, system: .CIR, action: .read,
                    data: .linkedIdentity, conditions: conditions))
        } catch {
            // Whoever may not see the link itself is told what is told of one that is not there.
            guard access.view(of: known) != nil else { throw Refusal(.notFound, "there is no such record") }
            throw error
        }
        let persons: [PersonRecord]
        if let pair = known.pair {
            persons = [pair.launching.person, pair.other.person]
        } else {
            let task = desk.policy.mandate(
                forTask: "linked-data", systems: PersonRecords.systems.union([.MID, .CIR]), actions: [.read],
                article: "2019/817 21", requestID: desk.case.requestID, actingFor: desk.caller, case: desk.case)
            let link = known.link
            persons = try await desk.read(under: task) { reader in
                try link.sides.compactMap { try PersonRecords.read($0.record, from: reader) }
            }
        }
        guard persons.count == 2 else { throw Refusal(.notFound, "there is no such record") }
        var sides = LinkedSides(
            known: known, persons: persons, isVerifier: conditions.contains(.responsible), mandate: mandate)
        if sides.isVerifier, known.link.colour == .yellow, known.pair == nil { sides.existing = try await existing(beside: known, access) }
        return sides
    }

    private static func existing(beside known: LinkAccess.Known, _ access: LinkAccess) async throws(Refusal) -> [LinkAccess.Known] {
        let (id, keys) = (known.id, known.link.sides.map(\.key))
        let links = try await access.look(at: { reader in
            var links: [RecordID: Recorded<IdentityLink>] = [:]
            for key in keys {
                for link in try reader.values(IdentityLink.self, key: IdentityLink.sideKey, value: key) where link.id != id { links[link.id] = link }
            }
            return links.values.sorted { $0.id < $1.id }
        })
        // An alert that looks absent for now looks absent here too (2018/1862 Article 26(4)).
        return links.filter { !$0.isHidden }
    }
}
