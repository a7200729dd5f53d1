import Identity

/// The read-only data that carriers are answered from: made once a day, whole, and never changed (EES 13(5), VIS 45c(3), ETIAS
/// 45(4), 1409 Article 8). Nothing of a query is in it and nothing flows back.
public struct CarrierExtract: Sendable {
    /// The moment that the data are of.
    public let made: Instant
    let ees: DocumentTable<EESRow>?
    let vis: DocumentTable<VISRow>?
    let etias: DocumentTable<ETIASRow>?

    /// At least daily (1409 Article 8(1)); two hours are left for making the next one. Older data are no basis for an answer.
    public static let secondsMax: Int64 = 26 * 3600

    /// How old the data are.
    public func ageSeconds(at now: Instant) -> Int64 { (now.milliseconds - made.milliseconds) / 1000 }
    public func isStale(at now: Instant) -> Bool { ageSeconds(at: now) > Self.secondsMax }

    public func has(_ source: CarrierRule.Source) -> Bool {
        switch source {
        case .EES: ees != nil
        case .VIS: vis != nil
        case .ETIAS: etias != nil
        }
    }
    /// Documents known, by source.
    public var counts: [CarrierRule.Source: Int] {
        var counts: [CarrierRule.Source: Int] = [:]
        counts[.EES] = ees?.count
        counts[.VIS] = vis?.count
        counts[.ETIAS] = etias?.count
        return counts
    }

    /// Reads every source to its end. A source that fails makes the whole extraction fail: a table with half of the visas would
    /// keep people from boarding.
    public static func make(from sources: CarrierSources, asOf: Instant) async throws -> CarrierExtract {
        CarrierExtract(
            made: asOf,
            ees: try await table(sources.ees, asOf) { $0.append($1.documentKey, born: $1.dateOfBirth, EESRow($1)) },
            vis: try await table(sources.vis, asOf) { $0.append($1.documentKey, born: $1.dateOfBirth, VISRow($1)) },
            etias: try await table(sources.etias, asOf) {
                $0.append($1.documentKey, born: $1.dateOfBirth, ETIASRow($1))
            })
    }

    private static func table<Line, Row>(
        _ pages: CarrierSources.Pages<Line>?, _ asOf: Instant, _ add: (inout DocumentTable<Row>, Line) -> Void
    ) async throws -> DocumentTable<Row>? {
        guard let pages else { return nil }
        var table = DocumentTable<Row>()
        var mark: String?
        repeat {
            let page = try await pages(mark, asOf)
            for line in page.lines { add(&table, line) }
            mark = page.next
        } while mark != nil
        table.seal()
        return table
    }
}

// MARK: - Rows, packed

struct PackedDocument: Sendable {
    private let kind: UInt8, status: UInt8, entries: UInt8, used: UInt8
    private let from: Int32, until: Int32
    private let territory: StateMask

    init(_ document: CarrierRule.Document) {
        kind = UInt8(CarrierRule.DocumentKind.allCases.firstIndex(of: document.kind) ?? 0)
        status = UInt8(CarrierRule.Status.allCases.firstIndex(of: document.status) ?? 0)
        entries = document.entries.map { UInt8(clamping: max($0, 1)) } ?? 0
        used = UInt8(clamping: document.entriesUsed)
        (from, until) = (document.validFrom.number, document.validUntil.number)
        territory = StateMask(document.territory)
    }
    var document: CarrierRule.Document {
        CarrierRule.Document(
            kind: CarrierRule.DocumentKind.allCases[Int(kind)], status: CarrierRule.Status.allCases[Int(status)],
            validFrom: Day(number: from), validUntil: Day(number: until), entries: entries == 0 ? nil : Int(entries),
            entriesUsed: Int(used), territory: territory.territory)
    }
}

struct EESRow: Sendable {
    let visa: PackedDocument?
    let visaNumber: UInt32
    let lastEntry: Day?
    /// 255: none.
    private let remaining: SIMD8<UInt8>

    init(_ line: EESLine) {
        visa = line.visa.map(PackedDocument.init)
        visaNumber = line.visaNumber.map { DocumentDigest.short(TravelDocument.level(number: $0)) } ?? 0
        lastEntry = line.lastEntry
        var days = SIMD8<UInt8>(repeating: 255)
        for index in 0..<8 {
            guard let value = index < line.remainingDays.count ? line.remainingDays[index] : line.remainingDays.last
            else { continue }
            days[index] = UInt8(clamping: min(max(value, 0), 254))
        }
        remaining = days
    }
    /// Days of stay left to whoever arrives that many days after the extraction.
    func remainingDays(after days: Int) -> Int? {
        let value = remaining[min(max(days, 0), 7)]
        return value == 255 ? nil : Int(value)
    }
}

struct VISRow: Sendable {
    let held: PackedDocument
    let number: UInt32
    init(_ line: VISLine) {
        held = PackedDocument(line.held)
        number = DocumentDigest.short(TravelDocument.level(number: line.number))
    }
}

struct ETIASRow: Sendable {
    private let status: UInt8
    private let from: Int32, until: Int32
    private let territory: StateMask
    init(_ line: ETIASLine) {
        status = UInt8(CarrierRule.Status.allCases.firstIndex(of: line.authorisation.status) ?? 0)
        (from, until) = (line.authorisation.validFrom.number, line.authorisation.validUntil.number)
        territory = StateMask(line.authorisation.territory)
    }
    var authorisation: CarrierRule.Authorisation {
        CarrierRule.Authorisation(
            status: CarrierRule.Status.allCases[Int(status)], validFrom: Day(number: from),
            validUntil: Day(number: until),
            territory: territory.territory)
    }
}
