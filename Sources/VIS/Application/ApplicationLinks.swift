import Operations
import Registry

/// The links of an application file in both directions (Articles 8(3)–(4), 22a(4)): a link stands in the file that was created later.
public struct ApplicationLinks: Hashable, Sendable {
    /// Other applications of the same applicant.
    public var previous: [RecordID] = []
    public var together: [TravelLink] = []
    public init() {}

    public init(of id: RecordID, _ file: ApplicationFile, from reader: Reader) throws {
        previous = file.previous
        together = file.together
        for other in try reader.values(ApplicationFile.self, key: VISKey.linked, value: id.description) where other.id != id {
            if other.value.previous.contains(id), !previous.contains(other.id) { previous.append(other.id) }
            for link in other.value.together where link.application == id && !together.contains(where: { $0.application == other.id }) {
                together.append(TravelLink(other.id, link.relation.inverse))
            }
        }
    }
}
