import Access
import Identity
import Operations
import Registry
import Wire

/// Carries out the time limits of the EES: erasure with everything that hangs on a record (Article 34), the flag of whoever
/// did not leave in time (12, 16(4)), and the warning before an overstayer's data go (34(3)).
public struct EESSweep: DueRule {
    public init() {}

    public let kinds: [RecordKind] = [
        IndividualFile.kind, EntryExitRecord.kind, RefusalRecord.kind, OverstayerEntry.kind,
    ]

    public func act(
        on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext
    ) throws -> Decision<Nothing> {
        switch record.kind {
        case IndividualFile.kind: try file(record, due, reader, context)
        case EntryExitRecord.kind: try entryExit(record, due, reader, context)
        default: due.action == .erase ? erase(record, due) : nothing
        }
    }

    private var nothing: Decision<Nothing> { Decision(Nothing(), changes: []) }

    private func erase(_ record: StoredRecord, _ due: DueDate) -> Decision<Nothing> {
        Decision(Nothing(), changes: [.erase(record.id, expected: record.version, article: due.article)])
    }

    /// The file goes with its samples and whatever record is left (Article 34(2)).
    private func file(
        _ record: StoredRecord, _ due: DueDate, _ reader: Reader, _ context: DecisionContext
    ) throws -> Decision<Nothing> {
        let dossier = try FileDossier(record.id, from: reader, biometrics: true)
        guard due.action == .erase, dossier.file.value.term.eraseOn <= context.today else { return nothing }
        return Decision(Nothing(), changes: dossier.erasure(article: due.article))
    }

    private func entryExit(
        _ stored: StoredRecord, _ due: DueDate, _ reader: Reader, _ context: DecisionContext
    ) throws -> Decision<Nothing> {
        var recorded = try Recorded<EntryExitRecord>(stored)
        let listed = try reader.values(OverstayerEntry.self, key: "record", value: stored.id.description).first
        switch due.action {
        case .act:
            guard recorded.value.overstayCheck != nil else { return nothing }
            let changes = OverstayList.follow(
                &recorded.value, id: recorded.id, listed: listed, asOf: context.today, now: context.now, ids: context.ids,
                owner: recorded.owner)
            // A transit that ends later today is looked at again by the next sweep (Article 12(2)).
            guard let mark = recorded.value.overstay else { return nothing }
            return Decision(
                Nothing(), changes: [recorded.update] + changes,
                notices: [
                    Notice(
                        id: context.ids.next(), recipient: recorded.value.entry?.memberState ?? recorded.owner,
                        kind: "ees.authorisedStayExpired", article: "EES 12(1)", record: recorded.id,
                        text: "No exit is recorded; the authorised stay ended before \(mark.since).", at: context.now)
                ])
        case .notice:
            guard recorded.value.isOpen, !recorded.value.erasureAnnounced else { return nothing }
            let day = recorded.value.term.eraseOn
            recorded.value.erasureAnnounced = true
            return Decision(
                Nothing(), changes: [recorded.update],
                notices: [
                    Notice(
                        id: context.ids.next(), recipient: recorded.value.entry?.memberState ?? recorded.owner,
                        kind: "ees.erasureInThreeMonths", article: "EES 34(3)", record: recorded.id,
                        text: "The data of an overstayer are erased on \(day).", at: context.now)
                ])
        case .erase:
            var changes: [Change] = [.erase(recorded.id, expected: recorded.version, article: due.article)]
            changes += OverstayList.withdraw(listed, article: due.article)
            if let file = try reader.value(IndividualFile.self, recorded.value.file), file.value.openStay?.record == recorded.id {
                let dossier = try FileDossier(file.id, from: reader)
                var rest = file
                rest.value.follow(
                    entryExits: dossier.filed(without: recorded.id), refusals: dossier.refusals.map(\.value))
                // The file outlives its last record by a day (Article 34(2)), so the date stays that it counts from.
                rest.value.lastDeparture = [file.value.lastDeparture, rest.value.lastDeparture].compactMap { $0 }.max()
                changes.append(rest.update)
            }
            return Decision(Nothing(), changes: changes)
        case .review: return nothing
        }
    }
}
