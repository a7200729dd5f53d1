import Identity
import Operations
import Registry

/// An individual file with everything linked to it, as read at one moment.
public struct FileDossier: Sendable {
    public var file: Recorded<IndividualFile>
    public var entryExits: [Recorded<EntryExitRecord>] = []
    public var refusals: [Recorded<RefusalRecord>] = []
    public var listed: [Recorded<OverstayerEntry>] = []
    /// Read only where an operation works on samples.
    public var biometrics: Recorded<BiometricData>?

    /// - Throws: `Refusal(.notFound)` where there is no such file.
    public init(_ id: RecordID, from reader: Reader, biometrics wanted: Bool = false) throws {
        file = try reader.require(IndividualFile.self, id)
        let key = id.description
        entryExits = try reader.values(EntryExitRecord.self, key: EESKey.file, value: key)
        refusals = try reader.values(RefusalRecord.self, key: EESKey.file, value: key)
        if entryExits.contains(where: { $0.value.overstay != nil }) {
            listed = try reader.values(OverstayerEntry.self, key: EESKey.file, value: key)
        }
        if wanted { biometrics = try reader.values(BiometricData.self, key: EESKey.file, value: key).first }
    }

    public var history: StayHistory { StayHistory(entryExits.map(\.value)) }

    func line(for record: RecordID) -> Recorded<OverstayerEntry>? { listed.first { $0.value.record == record } }

    /// The change of the file that follows from its records as they will be; `nil` where it stays as it is.
    func followed(
        entryExits: [Filed<EntryExitRecord>], refusals: [RefusalRecord]? = nil, file changed: IndividualFile? = nil
    ) -> Change? {
        var file = file
        if let changed { file.value = changed }
        file.value.follow(entryExits: entryExits, refusals: refusals ?? self.refusals.map(\.value))
        return file.value == self.file.value ? nil : file.update
    }

    /// The records as they will be once some are replaced, added or gone.
    func filed(replacing: [Filed<EntryExitRecord>] = [], without gone: RecordID? = nil) -> [Filed<EntryExitRecord>] {
        let new = Set(replacing.map(\.id))
        return entryExits.filter { !new.contains($0.id) && $0.id != gone }.map { Filed($0.id, $0.value) } + replacing
    }

    /// Everything that goes with the file, each record named.
    func erasure(article: String) -> [Change] {
        var changes: [Change] = [.erase(file.id, expected: file.version, article: article)]
        changes += entryExits.map { .erase($0.id, expected: $0.version, article: article) }
        changes += refusals.map { .erase($0.id, expected: $0.version, article: article) }
        changes += listed.map { .erase($0.id, expected: $0.version, article: article) }
        changes += biometrics.map { [.erase($0.id, expected: $0.version, article: article)] } ?? []
        return changes
    }
}
