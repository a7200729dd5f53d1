import Identity

/// Dates in remarks of the list: "expired on 21 Feb. 2012", "March 22, 2018", "Between Aug. and Sep. 1977".
///
/// Months are English and may be cut to three letters. Nothing is guessed: numbers with slashes are read only where the
/// calendar is named.
enum ProseDates {
    private enum Token: Equatable {
        case number(Int, digits: Int)
        case month(Int)
        case word(String)
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    private static func month(_ word: String) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        return months.firstIndex { $0 == word || ($0.hasPrefix(word) && (word.utf8.count == 3 || word == "sept")) }
            .map { $0 + 1 }
    }

    /// Words and numbers, in lower case; everything else parts them.
    private static func tokens(_ text: String) -> [Token] {
        var tokens: [Token] = []
        var current = ""
        func close() {
            guard !current.isEmpty else { return }
            if current.utf8.count <= 9, let value = Int(current) {
                tokens.append(.number(value, digits: current.utf8.count))
            } else if let month = month(current) {
                tokens.append(.month(month))
            } else {
                tokens.append(.word(current))
            }
            current = ""
        }
        for character in text.lowercased() {
            let isDigit = character.isASCII && character.isNumber
            guard isDigit || character.isLetter else {
                close()
                continue
            }
            if let last = current.last, last.isNumber != isDigit { close() }
            current.append(character)
        }
        close()
        return tokens
    }

    private struct Found {
        var date: PartialDate
        var range: Range<Int>
    }

    /// The date that begins at a token: `2026-12-11`, `10 April 2018`, `October 19, 2020`, `Nov. 1973`.
    private static func date(in tokens: [Token], at index: Int) -> Found? {
        func token(_ offset: Int) -> Token? { index + offset < tokens.count ? tokens[index + offset] : nil }
        func found(_ year: Int, _ month: Int, _ day: Int, length: Int) -> Found? {
            // A whole date must exist; a month of a year always does.
            if day > 0, Day(year: year, month: month, day: day) == nil { return nil }
            return PartialDate(year: year, month: month, day: day).map {
                Found(date: $0, range: index..<index + length)
            }
        }
        switch (token(0), token(1), token(2)) {
        case (.number(let year, 4), .number(let month, 2), .number(let day, 2)):
            return found(year, month, day, length: 3)
        case (.number(let day, 1...2), .month(let month), .number(let year, 4)):
            return found(year, month, day, length: 3)
        case (.month(let month), .number(let day, 1...2), .number(let year, 4)):
            return found(year, month, day, length: 3)
        case (.month(let month), .number(let year, 4), _): return found(year, month, 0, length: 2)
        default: return nil
        }
    }

    /// The first date of the text.
    static func first(in text: String) -> PartialDate? {
        let tokens = tokens(text)
        return tokens.indices.lazy.compactMap { date(in: tokens, at: $0)?.date }.first
    }

    /// The date, where the text holds nothing else.
    static func only(in text: String) -> PartialDate? {
        let tokens = tokens(text)
        if case .number(let year, 4)? = tokens.first, tokens.count == 1 { return PartialDate(year: year) }
        guard let found = date(in: tokens, at: 0), found.range.count == tokens.count else { return nil }
        return found.date
    }

    /// The first date after a word that begins with one of `words`, and before one that begins with one of `stops`.
    static func first(after words: [String], in text: String, before stops: [String] = []) -> PartialDate? {
        let tokens = tokens(text)
        func begins(_ token: Token, _ list: [String]) -> Bool {
            if case .word(let word) = token { return list.contains { word.hasPrefix($0) } }
            return false
        }
        guard let key = tokens.firstIndex(where: { begins($0, words) }) else { return nil }
        for index in tokens.indices[(key + 1)...] {
            if begins(tokens[index], stops) { return nil }
            if let found = date(in: tokens, at: index) { return found.date }
        }
        return nil
    }

    /// Dates of birth: "born in 1976", "DOB: a) 12 May 1960 b) 12 May 1963", "(DPOB - 1970)".
    static func births(in text: String) -> [PartialDate] {
        let tokens = tokens(text)
        guard let key = tokens.firstIndex(where: { ["born", "dob", "dpob"].map(Token.word).contains($0) }) else {
            return []
        }
        var dates: [PartialDate] = []
        var index = key + 1
        var others = 0  // words since the last date; a place may come before the date, no more
        while index < tokens.count, others < (dates.isEmpty ? 4 : 2) {
            if let found = date(in: tokens, at: index) {
                dates.append(found.date)
                (index, others) = (found.range.upperBound, 0)
            } else if case .number(let year, 4) = tokens[index], (1900...2099).contains(year), dates.isEmpty {
                return PartialDate(year: year).map { [$0] } ?? []
            } else {
                if !dates.isEmpty, case .word(let word) = tokens[index], word.utf8.count > 1 { break }
                (index, others) = (index + 1, others + 1)
            }
        }
        return dates
    }

    /// A month that stands alone: "Sep.".
    static func loneMonth(_ text: String) -> Int? {
        if case .month(let month)? = tokens(text).first, tokens(text).count == 1 { return month }
        return nil
    }

    /// "Between Aug. and Sep. 1977", "between 1960 and 1962".
    static func period(_ text: String) -> (from: PartialDate, through: PartialDate)? {
        let tokens = tokens(text)
        guard tokens.first == .word("between") else { return nil }
        if tokens.count == 5, case .month(let first) = tokens[1], tokens[2] == .word("and"),
            case .month(let last) = tokens[3], case .number(let year, 4) = tokens[4], first <= last,
            let from = PartialDate(year: year, month: first), let through = PartialDate(year: year, month: last)
        {
            return (from, through)
        }
        if tokens.count == 4, case .number(let first, 4) = tokens[1], tokens[2] == .word("and"),
            case .number(let last, 4) = tokens[3], first <= last, let from = PartialDate(year: first),
            let through = PartialDate(year: last)
        {
            return (from, through)
        }
        return nil
    }

    /// "24/06/1401 (Hijri Calendar)": kept as it was written, in its own calendar.
    static func hijri(_ text: String) -> PartialDate? {
        guard case let tokens = tokens(text), tokens.contains(.word("hijri")), tokens.count >= 3,
            case .number(let day, 1...2) = tokens[0], case .number(let month, 1...2) = tokens[1],
            case .number(let year, 4) = tokens[2]
        else { return nil }
        return PartialDate(year: year, month: month, day: day)
    }
}
