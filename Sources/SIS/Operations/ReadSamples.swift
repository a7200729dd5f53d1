import Access
import Operations
import Registry
import Wire

/// The samples and copies of an alert, to confirm an identity by (1861 Article 33(1), 1862 Article 43(1)), and those of persons
/// whose identity was misused, to tell them apart (1862 Article 62(2)).
public struct ReadSamples: AlertQuery {
    public typealias Input = AlertReference

    public init() {}

    public let about = OperationDescription.sis(
        "readSamples", "Read the samples of an alert",
        "Photographs, facial images, prints, DNA profile and copies that the alert holds; those of persons whose identity was misused stand apart.",
        article: "1861 33(1), 47, 1862 43(1), 62", .read, .GET, "/alerts/{schengenId}/samples",
        grants: SISGrants.readers.filter { $0.actions == [.read] }, refusals: [.notFound])

    public struct Output: WireRecord, Hashable {
        public var samples: [AlertSample] = []
        public var misused: [AlertSamples.MisusedSample] = []
        public init() {}
        public static let wireName = "SamplesOfAlert"
        public static let meaning = "Samples and copies of an alert."
        public static let fields: [Field<Output>] = [
            .list("samples", \.samples, "Samples and copies.", count: 0...AlertSamples.countMax),
            .list("misused", \.misused, "Samples of persons whose identity was misused.", count: 0...AlertSamples.countMax),
        ]
    }

    public func answer(
        _ input: AlertReference, from reader: Reader, in context: DecisionContext
    ) throws -> Answer<Output> {
        let alert = try reader.alert(input.schengenID)
        let held = try reader.values(AlertSamples.self, key: SISKey.schengenID, value: input.schengenID).first
        var output = Output()
        output.samples = held?.value.samples ?? []
        output.misused = held?.value.misused ?? []
        return Answer(output, log: LogDetails(records: [alert.id] + (held.map { [$0.id] } ?? [])))
    }
}
