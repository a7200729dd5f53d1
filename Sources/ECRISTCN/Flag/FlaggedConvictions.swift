import Identity
import Operations
import Registry

/// The answer of ECRIS-TCN to the automated verifications of VIS and ETIAS (Articles 5(7), 7a, 7b): that a person is flagged, and
/// by which Member State. Nothing else of the record leaves, and not for which kind of offence.
public struct FlaggedConviction: Hashable, Sendable {
    public let record: RecordID
    /// Code of the convicting Member State.
    public let memberState: String
    /// Reference by which its central authority finds the criminal record.
    public let reference: String
}

public enum FlaggedConvictions {
    /// The flagged records among those that an index has found, each once; samples count as their record.
    public static func among(_ candidates: [RecordID], on day: Day, from reader: Reader) throws -> [FlaggedConviction] {
        var seen: Set<RecordID> = []
        var found: [FlaggedConviction] = []
        for candidate in candidates {
            guard let stored = try reader.record(candidate) else { continue }
            let id = stored.kind == RecordSamples.kind ? try RecordSamples(stored: stored).record : candidate
            guard seen.insert(id).inserted, let record = try reader.value(DataRecord.self, id), record.value.isFlagged(on: day)
            else { continue }
            found.append(
                FlaggedConviction(record: id, memberState: record.value.memberState, reference: record.value.reference))
        }
        return found
    }
}
