import Access
import Identity
import Operations
import Registry
import Wire

/// Carries out the time limits of Article 8: flags go at the end of their term, records a month after the national ones.
public struct ECRISTCNSweep: DueRule {
    public init() {}
    public let kinds: [RecordKind] = [
        DataRecord.kind, InaccuracyReport.kind, ThirdCountryRequest.kind, ConsentQuestion.kind,
    ]

    public func act(on record: StoredRecord, due: DueDate, reader: Reader, context: DecisionContext) throws -> Decision<
        Nothing
    > {
        let nothing = Decision(Nothing(), changes: [])
        guard record.kind == DataRecord.kind else {
            guard due.action == .erase else { return nothing }
            let tasks = try reader.tasks(ECRISTCNTasks.self, about: record.id)
            return Decision(
                Nothing(),
                changes: [.erase(record.id, expected: record.version, article: due.article)]
                    + tasks.erased(article: due.article))
        }
        let dossier = try RecordDossier(record.id, from: reader)
        switch due.action {
        case .act:
            var record = dossier.record
            record.value.flags.removeAll { !$0.isInForce(on: context.today) }
            return record.value == dossier.record.value ? nothing : Decision(Nothing(), changes: [record.update])
        case .notice:
            // The central authority erases, or says that the national record goes on; after a month the record goes anyway.
            guard let end = dossier.record.value.nationalRecordKeptUntil, end < context.today,
                !dossier.tasks.contains(where: { $0.value.step == "eraseRecord" && $0.value.state == .open })
            else { return nothing }
            let term = ECRISTCNRetention.term(for: .record(nationalErasure: end))
            let task = LegalTask<ECRISTCNTasks>(
                about: record.id, step: "eraseRecord", article: "816 8(2)", authority: .criminalRecords,
                memberState: dossier.record.owner, begun: context.now,
                deadline: Instant(day: term.keptUntil, secondOfDay: 86_399),
                silence: .erasure)
            return Decision(
                Nothing(), changes: [.create(context.ids.next(), task.draft(owner: dossier.record.owner))],
                notices: [
                    Notice(
                        id: context.ids.next(), recipient: dossier.record.owner, kind: "ecris-tcn.nationalRecordEnded",
                        article: "ECRIS-TCN 8(2)", record: record.id,
                        text:
                            "The national record ended on \(end); the data record is erased on \(term.eraseOn) at the latest.",
                        at: context.now)
                ])
        case .erase:
            guard dossier.record.value.hasEnded(on: context.today) else { return nothing }
            return Decision(
                Nothing(), changes: dossier.erasure(article: due.article), notices: dossier.erasureNotices(in: context))
        case .review: return nothing
        }
    }
}
