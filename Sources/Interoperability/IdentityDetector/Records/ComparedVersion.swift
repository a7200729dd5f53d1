import Identity
import Operations
import Registry
import Wire

/// Which version of a record, and of its samples, was compared last: what a conclusion on a link is drawn from (2019/817 and 2019/818
/// Articles 28(4), 29(3)). Numbers, and none of the data.
public struct ComparedVersion: WireRecord, Hashable {
    public var record = RecordID(high: 0, low: 0)
    public var version = 0
    /// The record that holds the samples; `nil` where there were none.
    public var samples: RecordID?
    public var samplesVersion: Int?

    public init() {}
    init(_ person: PersonRecord) {
        (record, version) = (person.side.record, person.version)
        (samples, samplesVersion) = (person.samples, person.samplesVersion)
    }

    /// Of both sides, in the same order whichever was looked at first.
    static func of(_ a: PersonRecord, _ b: PersonRecord) -> [ComparedVersion] {
        a.side < b.side ? [ComparedVersion(a), ComparedVersion(b)] : [ComparedVersion(b), ComparedVersion(a)]
    }

    public static let meaning = "Which version of a record was compared."
    public static let fields: [Field<ComparedVersion>] = [
        .required("record", \.record, "The record."), .required("version", \.version, "Its version."),
        .optional("samples", \.samples, "The record that holds its samples."),
        .optional("samplesVersion", \.samplesVersion, "The version of that."),
    ]

    /// Whether identities or samples are others than those that were compared; documents, where it is they that join. Histories are read
    /// only where there is a later version, and what a history tells no longer is taken as it was.
    /// - Parameter document: what comparing the documents of the two sides came to.
    func isOutdated(by person: PersonRecord, document: LinkRule.Document, from reader: Reader) throws -> Bool {
        if version != person.version {
            let versions = try reader.history(record)
            if let before = versions.first(where: { $0.version == version }),
                let after = versions.first(where: { $0.version == person.version })
            {
                let (known, now) = (try PersonRecords.compared(before), try PersonRecords.compared(after))
                if Set(known.identities) != Set(now.identities) || known.samples != now.samples { return true }
                if document == .same, known.documents != now.documents { return true }
            }
        }
        // Samples that go leave a mark in the record; they can be taken again without one.
        guard let held = person.samples, held != samples || person.samplesVersion != samplesVersion else { return false }
        guard held == samples else { return true }
        let versions = try reader.history(held)
        guard let before = versions.first(where: { $0.version == samplesVersion }),
            let after = versions.first(where: { $0.version == person.samplesVersion })
        else { return false }
        return before.payload != after.payload
    }
}

extension [ComparedVersion] {
    /// Of any of these sides. A side of which nothing was noted is taken as it was.
    func isOutdated(by persons: [PersonRecord], document: LinkRule.Document, from reader: Reader) throws -> Bool {
        try persons.contains { person in
            guard let known = self.first(where: { $0.record == person.side.record }) else { return false }
            return try known.isOutdated(by: person, document: document, from: reader)
        }
    }
}
