import Access
import Identity
import Quality
import Registry

extension RefusalKind {
    public static let lowQuality = RefusalKind(
        "quality-blocking", 422, "The data do not comply with a blocking rule of data quality", article: "817 37(1), 2021/2224 2(d)")
}

/// Blocking rules on entry (2021/2224 Articles 2(d), 4(2)): what no rule of a system refuses already is held against the common
/// ones, on identities and documents alone. A few string comparisons for each record that has any; others cost nothing.
enum EntryQuality {
    /// What keeps a record from being entered.
    static func findings(in draft: RecordDraft, today: Day) -> [QualityFinding] {
        let projection = draft.projection
        guard !projection.identities.isEmpty || !projection.documents.isEmpty else { return [] }
        return findings(in: projection, of: draft.kind, today: today)
    }

    static func findings(in projection: Projection, of kind: RecordKind, today: Day) -> [QualityFinding] {
        guard let register = CheckedRegister(rawValue: kind.system.rawValue) else { return [] }
        var record = CheckedRecord(register)
        record.identities = projection.identities
        record.documents = projection.documents
        return QualityRules.blockingFindings(in: record, today: today)
    }

    static func refusal(_ finding: QualityFinding) -> Refusal {
        let rule = QualityRules.rule(finding.rule)
        return Refusal(.lowQuality, "\(finding.rule), \(finding.field): \(rule?.meaning ?? "")", article: rule?.article)
    }
}

extension Runner {
    /// Refuses what blocking rules do not let in. Data that stood there before a change do not refuse it: who records an exit
    /// does not answer for a name of ten years ago. Only then the record is read again.
    func refuseLowQuality(_ changes: [Change], under mandate: Mandate, at now: Instant) async throws(Refusal) {
        for change in changes {
            let draft: RecordDraft
            let replaced: RecordID?
            switch change {
            case .create(_, let new): (draft, replaced) = (new, nil)
            case .update(let id, _, let new): (draft, replaced) = (new, id)
            case .erase: continue
            }
            let found = EntryQuality.findings(in: draft, today: now.utcDay)
            guard let first = found.first else { continue }
            guard let replaced else { throw EntryQuality.refusal(first) }
            let stood: Projection?
            do {
                stood = try await registry.read(mandate) { reader in try reader.projection(replaced) }
            } catch { throw Refusal.from(error) }
            let before = stood.map { EntryQuality.findings(in: $0, of: draft.kind, today: now.utcDay) } ?? []
            if let new = found.first(where: { finding in !before.contains { $0.rule == finding.rule } }) { throw EntryQuality.refusal(new) }
        }
    }
}
