import Identity
import Operations
import Registry

/// What the EES hands to the carriers' gateway for one travel document of one file: the least that a reply needs (Article 13(5)).
public struct CarrierExtractLine: Hashable, Sendable {
    /// `TravelDocument.key`.
    public var documentKey: String
    public var dateOfBirth: PartialDate?
    /// The visa used last, with what is known of it from its first use, and the entries made by it.
    public var visa: VisaUse?
    public var entriesUsed: Int
    /// Days of stay that remain to somebody who arrives on the day of extraction, on the day after, and so on. Empty where the
    /// calculator does not apply.
    public var remainingDays: [Int]
    public var lastEntry: Day?
}

/// The daily extraction for carriers, one page of files at a time and in one direction.
public enum CarrierExtraction {
    /// An answer is about an arrival at most a day of data, 48 hours of query and a voyage after the extraction.
    static let daysAhead = 8

    public static func page(
        after: RecordID?, limit: Int, asOf: Instant, from reader: Reader
    ) throws -> (lines: [CarrierExtractLine], next: RecordID?) {
        let files = try reader.page(IndividualFile.kind, after: after, limit: limit)
        var lines: [CarrierExtractLine] = []
        for stored in files {
            let records = try reader.values(EntryExitRecord.self, key: EESKey.file, value: stored.id.description).map(
                \.value)
            lines += CarrierExtraction.lines(try IndividualFile(stored: stored), records, asOf: asOf)
        }
        return (lines, files.count == limit ? files.last?.id : nil)
    }

    /// Each document under each date of birth that the file knows. Pure.
    public static func lines(_ file: IndividualFile, _ records: [EntryExitRecord], asOf: Instant)
        -> [CarrierExtractLine]
    {
        let day = asOf.utcDay
        let extract = WebServiceExtract(file, records, now: asOf)
        let visa = extract.visa(on: day)
        let remaining = (0..<daysAhead).compactMap { extract.remainingDays(on: day + $0) }
        let born = Set(file.identities.map(\.dateOfBirth))
        return Set(file.documents.map(\.key)).sorted().flatMap { key in
            born.map { date in
                CarrierExtractLine(
                    documentKey: key, dateOfBirth: date, visa: file.traveller == .visaRequired ? visa?.visa : nil,
                    entriesUsed: visa?.entriesUsed ?? 0, remainingDays: remaining.count == daysAhead ? remaining : [],
                    lastEntry: extract.lastEntry)
            }
        }
    }
}

extension WebServiceExtract {
    /// Days left to whoever arrives on a day: by the visa used last while it serves, else by 90 days in 180 alone: another visa may
    /// be held, and whether it is the VIS says.
    func remainingDays(on day: Day) -> Int? {
        guard let answer = stay(on: day, partialSchengen: false) else { return nil }
        if answer.authorisedEnd != nil { return answer.remainingDays }
        var question = history.question(on: day)
        let isOver = question.visa.map { day < $0.validFrom || $0.validUntil < day } ?? false || answer.entriesLeft == 0
        guard isOver else { return answer.remainingDays }
        question.visa = nil
        return StayCalculator.answer(question)?.remainingDays ?? answer.remainingDays
    }

    var lastEntry: Day? { history.records.last?.entry?.day }
}
