import Access
import EES
import Identity
import Operations
import Registry
import VIS
import Wire

/// Where the VIS holds a facial image of a visa holder that was taken live, the EES erases its own; where that image goes, the EES asks
/// for a new one at the next crossing (2017/2226 Article 16(1)(d) and (1a); 767/2008 Article 17a(3a)).
///
/// It looks at the files of the EES as well: a visa holder is often registered there after the application.
public struct FacesForEES: FeedFollower {
    public init() {}
    public let name = "faces-for-ees"
    public let kinds: Set<RecordKind> = [VIS.ApplicationFile.kind, IndividualFile.kind]
    public let systems: Set<SystemName> = [.VIS, .EES]
    public let article = "EES 16(1a), VIS 17a(3a)"

    public func follow(_ entry: FeedEntry, reader: Reader, context: DecisionContext) throws -> Decision<Nothing> {
        var changes: [Change] = []
        for file in try files(concernedBy: entry, from: reader) {
            // Nobody else's face is left to the VIS: the files of those who need no visa are most of the feed.
            guard file.value.traveller == .visaRequired || file.value.faceInVIS != nil else { continue }
            let images = try FacesInVIS.images(
                of: file.value.identities, documents: file.value.documents.map(\.key), from: reader)
            let samples = try reader.values(BiometricData.self, key: EESKey.file, value: file.id.description).first
            changes += file.leavingFace(to: images, samples: samples)
        }
        return Decision(Nothing(), changes: changes)
    }

    /// The file itself; of an application those that rest on its image, which may be gone, and those that have its documents.
    private func files(concernedBy entry: FeedEntry, from reader: Reader) throws -> [Recorded<IndividualFile>] {
        if entry.kind == IndividualFile.kind {
            guard entry.event != .erased, let file = try reader.value(IndividualFile.self, entry.id) else { return [] }
            return [file]
        }
        var files = try reader.values(IndividualFile.self, key: EESKey.faceInVIS, value: entry.id.description)
        guard let application = try reader.value(VIS.ApplicationFile.self, entry.id)?.value else { return files }
        for key in Set(application.documents.map(\.key)).sorted() {
            for file in try reader.values(IndividualFile.self, key: EESKey.document, value: key)
            where !files.contains(where: { $0.id == file.id }) {
                files.append(file)
            }
        }
        return files
    }
}
