import Identity
import Registry

/// The stays of one file as the calculator sees them.
///
/// The visa of a stay governs it; for a stay to come the latest visa used does, while it is valid. An extension replaces
/// what the calculator says of the stay (Article 19), and so does the end that a revocation or annulment sets.
public struct StayHistory: Sendable {
    /// In order of entry.
    public let records: [EntryExitRecord]

    public init(_ records: [EntryExitRecord]) {
        self.records = records.filter { $0.entry != nil }
            .sorted { ($0.entry?.time ?? .init(milliseconds: 0)) < ($1.entry?.time ?? .init(milliseconds: 0)) }
    }

    /// Stays without those of exits that have no entry: their days are not known.
    public var stays: [Stay] {
        records.compactMap { record in
            guard let entry = record.entry else { return nil }
            return try? Stay(
                entry: entry.day, exit: record.exit.map { max($0.day, entry.day) }, extendedUntil: record.changes.last?.authorisedEnd,
                partialSchengen: record.partialSchengen)
        }
    }

    /// The latest record whose stay covers the day, else the latest that began before it.
    public func latest(on day: Day) -> EntryExitRecord? {
        let begun = records.filter { ($0.entry?.day ?? day) <= day }
        return begun.last { ($0.exit?.day ?? day) >= day } ?? begun.last
    }

    /// What is known of a visa from its first use: entries, days and first day of validity are recorded there
    /// (Article 16(2)(e)).
    public func complete(_ visa: VisaUse) -> VisaUse {
        let uses = records.compactMap { record in record.visa.map { (record, $0) } }
            .filter { $0.1.sticker.key == visa.sticker.key }
        var full = visa
        for (_, use) in uses {
            full.entries = full.entries ?? use.entries
            full.days = full.days ?? use.days
            full.validFrom = full.validFrom ?? use.validFrom
        }
        return full
    }

    func shortStay(_ visa: VisaUse, on day: Day) -> ShortStayVisa? {
        let firstUse = records.first { $0.visa?.sticker.key == visa.sticker.key }?.entry?.day
        return complete(visa).shortStay(firstUsed: min(firstUse ?? day, day))
    }

    /// The question for `day`. `visa` is the one presented; without it, that of the stay or the latest one.
    public func question(
        on day: Day, visa presented: VisaUse? = nil, euFamily: Bool? = nil, partialSchengen: Bool = false,
        excluded: [ExcludedPeriod] = []
    ) -> StayQuestion {
        let latest = latest(on: day)
        let visa = presented ?? latest?.visa
        return StayQuestion(
            asOf: day, stays: stays, excluded: excluded, visa: visa.flatMap { shortStay($0, on: day) },
            euFamily: euFamily ?? latest?.euFamily ?? false, partialSchengen: partialSchengen)
    }
}
