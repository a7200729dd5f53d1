import Operations
import Registry
import Wire

/// Two data sets that a comparison found to be of one person: linked data sets form a sequence (1358 Article 3(6)). Under 603 it is
/// what Eurodac remembers of a hit, so that Member States can be told of marks and erasures (603 Articles 13(2), 16(3)–(4), 18(1)).
public struct DatasetLink: RecordValue, Hashable {
    public static let kind = RecordKind(.Eurodac, "datasetLink")
    public var searched = RecordID(high: 0, low: 0)
    public var found = RecordID(high: 0, low: 0)
    /// The receiving Member State has confirmed the hit.
    public var confirmed = false
    public init() {}
    public init(searched: RecordID, found: RecordID, confirmed: Bool = false) {
        self.searched = searched
        self.found = found
        self.confirmed = confirmed
    }
    public static let wireName = "EurodacDatasetLink"
    public static let meaning = "Two data sets of one person."
    public static let fields: [Field<DatasetLink>] = [
        .required("searched", \.searched, "The set whose transmission found the other."),
        .required("found", \.found, "The set that was found."),
        .defaulted("confirmed", \.confirmed, to: false, "The receiving Member State has confirmed the hit."),
    ]
    public var projection: Projection {
        Projection(
            keys: [searched, found].map { RecordKey(EurodacKey.dataset, $0.description, unique: false) }
                + [RecordKey("eurodac.pair", "\(min(searched, found))/\(max(searched, found))", unique: true)])
    }

    func other(than id: RecordID) -> RecordID { id == searched ? found : searched }
}

extension Reader {
    func links(of dataset: RecordID) throws -> [Recorded<DatasetLink>] {
        try values(DatasetLink.self, key: EurodacKey.dataset, value: dataset.description)
    }

    /// The other data sets of the person, as far as the links lead.
    func sequence(of dataset: RecordID) throws -> [Recorded<EurodacDataset>] {
        var (reached, open): (Set<RecordID>, [RecordID]) = ([dataset], [dataset])
        var sets: [Recorded<EurodacDataset>] = []
        while let next = open.popLast() {
            for link in try links(of: next) {
                let other = link.value.other(than: next)
                guard reached.insert(other).inserted, let set = try value(EurodacDataset.self, other) else { continue }
                sets.append(set)
                open.append(other)
            }
        }
        return sets
    }
}
