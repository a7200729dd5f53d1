import Access
import Registry

/// Which changes launch detection (2019/817 and 2019/818 Article 27(1); 2024/1358 Article 17(3)).
enum DetectionLaunch {
    static func work(for entry: FeedEntry, from reader: Reader) throws -> [MultipleIdentityDetector.Work] {
        if PersonRecords.kinds.contains(entry.kind) {
            switch entry.event {
            case .erased: return [.gone(entry.kind.system, entry.id)]
            case .created: return [.person(entry.id)]
            case .updated: return try changesWhatIsCompared(entry, from: reader) ? [.person(entry.id)] : []
            }
        }
        // Samples that go leave a mark in the record that they belong to, which is changed in the same commit.
        guard PersonRecords.sampleKinds.contains(entry.kind), entry.event != .erased,
            let person = try PersonRecords.person(ofSamples: entry.id, entry.kind, from: reader)
        else { return [] }
        return [.person(person)]
    }

    private static func changesWhatIsCompared(_ entry: FeedEntry, from reader: Reader) throws -> Bool {
        let versions = try reader.history(entry.id)
        guard let now = versions.first(where: { $0.version == entry.version }),
            let before = versions.first(where: { $0.version == entry.version - 1 })
        else { return true }
        return try PersonRecords.compared(now) != PersonRecords.compared(before)
    }
}
