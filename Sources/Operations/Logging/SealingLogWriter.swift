import Access
import Identity
import Registry

/// Encodes, salts and seals what is logged. The store gets nothing in clear but the leaf, the system and the event.
public struct SealingLogWriter: LogWriter {
    public let key: LogKey
    public let ids: IDGenerator

    public init(key: LogKey, ids: IDGenerator = .random) {
        self.key = key
        self.ids = ids
    }

    public func row(_ draft: LogDraft) throws(Refusal) -> LogRow {
        let id = ids.next()
        let retention = LogTerm.retention(
            draft.system, askedBy: draft.caller.kind, concernsRecords: !draft.details.records.isEmpty, created: draft.at.utcDay)
        let entry = SealingLogWriter.entry(draft, id: id, retention: retention)
        let salt = EntrySalt.random()
        do {
            let clear = try entry.encoded()
            let sealed = try SealedEntry(id: entry.id, sealing: clear, salt: salt, with: key)
            var eraseOn: Day?
            if case .lastDay(let day) = retention.term { eraseOn = day + 1 }
            return LogRow(
                id: id, at: draft.at, leafData: LogLeaf.data(salt: salt, entry: clear).bytes, sealed: sealed.bytes,
                eraseOn: eraseOn, follows: eraseOn == nil ? draft.details.records : [], system: draft.system,
                event: draft.event)
        } catch {
            throw Refusal(.unavailable, "the log cannot be kept")
        }
    }

    private static func entry(_ draft: LogDraft, id: RecordID, retention: LogRetention) -> AccessLogEntry {
        let decision: LogDecision =
            switch draft.verdict {
            case .allowed: .allowed
            case .refused(let code): .refused(code: code)
            case .failed(let code): .failed(code: code)
            }
        let use: LogRecordUse.Use =
            switch draft.action {
            case .search: .matched
            case .read: .read
            case .create: .created
            case .update: .updated
            case .delete: .erased
            }
        var seen: Set<RecordID> = []
        return AccessLogEntry(
            id: OpaqueID(high: id.high, low: id.low), instant: draft.at, event: draft.event,
            operation: draft.action.rawValue, authority: draft.caller.authority, user: draft.caller.user.logged,
            orderedBy: draft.case.orderedBy?.logged,
            purpose: draft.case.isPurposeStated ? draft.case.purpose.rawValue : "notStated", profile: profile(draft),
            caseReference: draft.case.reference?.logged,
            systems: [draft.system.rawValue] + draft.details.results.keys.map(\.rawValue).sorted().filter { $0 != draft.system.rawValue },
            policyRevision: draft.policyRevision, decision: decision, searched: searched(draft.details), fields: draft.details.entered,
            records: draft.details.records.filter { seen.insert($0).inserted }.prefix(AccessLogEntry.Limit.records).map { record in
                LogRecordUse(
                    draft.erased.contains(record) ? .erased : use, system: draft.system.rawValue,
                    id: OpaqueID(high: record.high, low: record.low))
            },
            results: draft.details.results.sorted { $0.key.rawValue < $1.key.rawValue }.map { system, hits in
                LogResult(
                    system: system.rawValue,
                    hits.map { .answered(hits: UInt32(clamping: $0)) } ?? .unavailable)
            }, request: draft.request.map { OpaqueID(high: $0.high, low: $0.low) }, retention: retention)
    }

    /// The profile of the search portal that a question was carried out with (2019/817 Article 10(1)(a)), by its name in the administration.
    private static func profile(_ draft: LogDraft) -> String? {
        guard draft.system == .ESP, draft.case.isPurposeStated, case .allowed = draft.verdict else { return nil }
        return "\(draft.caller.kind.rawValue).\(draft.case.purpose.rawValue)"
    }

    /// Biometric keys become their type; everything else may keep the text that was typed.
    private static func searched(_ details: LogDetails) -> [SearchDatum] {
        var data: [SearchDatum] = details.keys.sorted().map { key in
            switch key {
            case .fingerprints: .biometric(.fingerprints)
            case .latentFingerprints: .biometric(.fingermarks)
            case .face: .biometric(.facialImage)
            case .document, .documentNumber: .alphanumeric(.documentNumber, nil)
            case .visaSticker: .alphanumeric(.visaStickerNumber, nil)
            case .applicationNumber: .alphanumeric(.applicationNumber, nil)
            case .identity, .surname: .alphanumeric(.familyName, nil)
            case .nationality: .alphanumeric(.nationality, nil)
            case .dateOfBirth: .alphanumeric(.birthDate, nil)
            case .sex: .alphanumeric(.sex, nil)
            case .entryCrossingPoint: .alphanumeric(.crossingPoint, nil)
            default: .alphanumeric(.other, nil)
            }
        }
        if let query = details.query?.logged, let text = SearchText(query) {
            data.append(.alphanumeric(.other, text))
        }
        return data
    }
}

extension String {
    /// As the log takes it: one line without control characters, at most 256 bytes; `nil` where nothing is left.
    fileprivate var logged: String? {
        // Most lines are short and plain ASCII already.
        if !utf8.isEmpty, utf8.count <= AccessLogEntry.Limit.reference, utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
        // Scalar by scalar: what looks like one letter may be longer than the line, and would take everything with it.
        var line = String.UnicodeScalarView()
        var room = AccessLogEntry.Limit.reference
        for scalar in unicodeScalars where scalar.properties.generalCategory != .control {
            room -= scalar.utf8.count
            guard room >= 0 else { break }
            line.append(scalar)
        }
        return line.isEmpty ? nil : String(line)
    }
}
