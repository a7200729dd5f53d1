/// The six digits of a date in a zone, and the century that they leave out.
enum ZoneDate {
    /// Birth: in the hundred years up to `asOf`. Unknown parts are fillers, from the day upwards.
    enum Birth: Equatable {
        case known(PartialDate)
        case unknown
        case noSuchDay
    }

    static func birth(_ bytes: ArraySlice<UInt8>, asOf: Day) -> Birth {
        guard let year = part(bytes, 0), let month = part(bytes, 1), let day = part(bytes, 2) else { return .noSuchDay }
        switch (year, month, day) {
        case (.filler, .filler, .filler): return .unknown
        case (.number(let yy), _, _):
            // Unknown parts count as 1 January or the 1st of the month.
            let today = asOf.components
            var (yyyy, mm, dd) = (today.year / 100 * 100 + yy, 1, 1)
            var known = (month: 0, day: 0)
            if case .number(let m) = month { (mm, known.month) = (m, m) }
            if case .number(let d) = day {
                guard month != .filler else { return .noSuchDay }
                (dd, known.day) = (d, d)
            }
            if (yyyy, mm, dd) > (today.year, today.month, today.day) { yyyy -= 100 }
            guard Day(year: yyyy, month: mm, day: dd) != nil,
                let date = PartialDate(year: yyyy, month: known.month, day: known.day)
            else { return .noSuchDay }
            return .known(date)
        default: return .noSuchDay
        }
    }

    /// Expiry: from 49 years before to 50 years after the year of `asOf`.
    static func expiry(_ bytes: ArraySlice<UInt8>, asOf: Day) -> Day? {
        guard case .number(let yy) = part(bytes, 0), case .number(let month) = part(bytes, 1),
            case .number(let day) = part(bytes, 2)
        else { return nil }
        let first = asOf.components.year - 49
        let year = first + ((yy - first) % 100 + 100) % 100
        return Day(year: year, month: month, day: day)
    }

    private enum Part: Equatable {
        case number(Int)
        case filler
    }

    private static func part(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Part? {
        let pair = bytes.dropFirst(2 * index).prefix(2)
        if pair.allSatisfy({ $0 == UInt8(ascii: "<") }) { return .filler }
        return decimal(pair).map(Part.number)
    }
}
