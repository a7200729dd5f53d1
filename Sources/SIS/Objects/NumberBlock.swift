import Identity

/// A block of consecutive numbers, as of blank documents and banknotes: an alert on the block is found by each number in it.
///
/// The block is kept as the few patterns that cover it: `AB12??` stands for `AB1200` to `AB1299`.
struct NumberBlock: Hashable {
    /// Numbers in one block; more are entered as several.
    static let countMax = 100_000
    private static let wildcard: Character = "?"

    private let prefix: String
    private let range: ClosedRange<Int>
    private let digits: Int

    /// - Parameters: levelled numbers; `nil` where they are no block: another beginning, another length, the last before
    ///   the first, more than `countMax`.
    init?(first: String, last: String) {
        let digits = min(first.utf8.reversed().prefix { $0 >= 48 && $0 <= 57 }.count, 9)
        guard digits > 0, first.count == last.count, first.dropLast(digits) == last.dropLast(digits),
            let from = Int(first.suffix(digits)), let to = Int(last.suffix(digits)), from <= to,
            to - from < NumberBlock.countMax
        else { return nil }
        prefix = String(first.dropLast(digits))
        range = from...to
        self.digits = digits
    }

    /// The patterns, fewest possible.
    var cover: [String] {
        var patterns: [String] = []
        var at = range.lowerBound
        while at <= range.upperBound {
            var (size, wild) = (1, 0)
            while wild < digits, at % (size * 10) == 0, at + size * 10 - 1 <= range.upperBound { (size, wild) = (size * 10, wild + 1) }
            let head = String(at / size)
            let width = digits - wild
            let padded = width == 0 ? "" : String(repeating: "0", count: max(0, width - head.count)) + head
            patterns.append(prefix + padded + String(repeating: NumberBlock.wildcard, count: wild))
            at += size
        }
        return patterns
    }

    /// A letter that stands in the number of no document, in the place of a digit that may be any.
    private static let anyDigit: Character = "\u{5D0}"

    /// A pattern as the number of a document, for indexes that level numbers to letters and digits.
    static func documentNumber(for pattern: String) -> String {
        String(pattern.map { $0 == wildcard ? anyDigit : $0 })
    }

    static func isPattern(_ text: String) -> Bool { text.contains(wildcard) }

    /// Every pattern that a block with this number, or this pattern, in it may be kept under.
    static func patterns(of number: String) -> [String] {
        let characters = Array(number)
        let most = min(characters.count, 5)
        return (0...most).compactMap { wild in
            let tail = characters.suffix(wild)
            guard tail.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == wildcard) }) else { return nil }
            return String(characters.dropLast(wild)) + String(repeating: wildcard, count: wild)
        }
    }
}

extension TravelDocument {
    /// What stands for the blocks of blank documents in which this one may lie. An alert on a block projects the few patterns that
    /// cover it as documents; a check of this document looks for each of these too.
    public var enclosingBlanks: [TravelDocument] {
        NumberBlock.patterns(of: ObjectRules.key(number)).filter(NumberBlock.isPattern).map {
            TravelDocument(kind: .other, number: NumberBlock.documentNumber(for: $0), issuer: issuer)
        }
    }
}
