import Identity

/// A synthetic population: a lazy, random-access collection in which person `n` is made when asked for and depends on
/// the seed, the reference day and `n` alone. A million people take no memory; any part of them can be made on any
/// thread, in any order.
public struct Population: RandomAccessCollection, Sendable {
    /// The passport numbers of the tightest national format last for as many, at five documents a head.
    public static let countMaximum = 20_000_000

    public let seed: Seed
    /// The day on which ages and the validity of documents are as described; the today of a demo.
    public let reference: Day
    /// How many it holds, from 0. More (up to `countMaximum`) belong to the same world and can be asked for by
    /// `person(_:)`, for instance people with alerts who never travelled.
    public let count: Int

    let streams: Streams
    struct Streams: Sendable {
        let block, household, person, trips, refusals, visas, alerts, aliases, vehicles, second, cases: StreamFamily
    }
    let numbers: [DocumentNumbers]
    let stickers: DocumentNumbers

    /// `count` is held within 0 and `countMaximum`.
    public init(seed: UInt64, count: Int, reference: Day) {
        let seed = Seed(seed)
        self.seed = seed
        self.reference = reference
        self.count = Swift.min(Swift.max(0, count), Population.countMaximum)
        streams = Streams(
            block: seed.streams(for: "block"), household: seed.streams(for: "household"),
            person: seed.streams(for: "person"), trips: seed.streams(for: "trips"),
            refusals: seed.streams(for: "refusals"), visas: seed.streams(for: "visas"),
            alerts: seed.streams(for: "alerts"), aliases: seed.streams(for: "aliases"),
            vehicles: seed.streams(for: "vehicles"), second: seed.streams(for: "second identity"),
            cases: seed.streams(for: "cases"))
        stickers = DocumentNumbers("#########", key: seed.streams(for: "visa stickers").key)
        let keys = seed.streams(for: "document numbers")
        numbers = CountryProfile.all.indices.map { index in
            var generator = keys[index]
            return DocumentNumbers(CountryProfile.all[index].passportShape, key: generator.next())
        }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }
    public subscript(index: Int) -> Person { person(index) }

    /// The nationalities that occur, most frequent first.
    public static var nationalities: [CountryCode] { CountryProfile.all.map(\.code) }
}
