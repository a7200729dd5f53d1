import Identity
import Wire

/// The words of the web service (Article 13(1), (3)).
public enum WebServiceReply: String, CaseIterable, Sendable, WireChoice {
    case ok = "OK"
    case notOK = "NOT OK"
    case notApplicable = "NOT APPLICABLE"
}

/// What the web service knows of a person: the minimum, as it stood when the daily extraction was made (Article 13(5)).
///
/// A day old by design: what happened since then is not in it. It is worked out from the records at the time of the
/// question, so that there is no second copy of personal data to keep, secure and erase.
public struct WebServiceExtract: Sendable {
    /// When the extraction was made: the last midnight UTC, at most 24 hours ago.
    public let extracted: Instant
    public let traveller: TravellerCategory
    let history: StayHistory

    public static func extraction(before now: Instant) -> Instant { Instant(day: now.utcDay) }

    public init(_ file: IndividualFile, _ records: [EntryExitRecord], now: Instant) {
        let extracted = WebServiceExtract.extraction(before: now)
        self.extracted = extracted
        traveller = file.traveller
        history = StayHistory(
            records.compactMap { record in
                guard let entry = record.entry, entry.time <= extracted else { return nil }
                var known = record
                if let exit = record.exit, exit.time > extracted { known.exit = nil }
                return known
            })
    }

    /// The visa used last, with the entries that it was used for.
    public func visa(on day: Day) -> (visa: VisaUse, entriesUsed: Int)? {
        guard let visa = history.records.last(where: { $0.visa != nil })?.visa else { return nil }
        let used = history.records.filter { $0.visa?.sticker.key == visa.sticker.key && !$0.partialSchengen }.count
        return (history.complete(visa), used)
    }

    /// The stay that would begin, or goes on, on a day.
    public func stay(on day: Day, partialSchengen: Bool) -> StayAnswer? {
        StayCalculator.answer(history.question(on: day, partialSchengen: partialSchengen))
    }
}
