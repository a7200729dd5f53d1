import EES
import Identity

/// 180 days as two halves of 90, so that they stand side by side on a desk and one under the other on a phone, at the
/// same legible scale; and the same as a sentence and as rows of a table.
struct StripView: Sendable {
    struct Run: Sendable {
        var x: Int
        var width: Int
        var y: Int
        var height: Int
        var kind: String
        var fill: Bool
    }
    struct Month: Sendable {
        var x: Int
        var textX: Int
        /// Absent where it would run over the edge.
        var label: String?
    }
    struct Half: Sendable {
        var half: Int
        var runs: [Run]
        var months: [Month]
        var isLast: Bool
    }
    struct Legend: Sendable {
        var kind: String
        var words: String
        var y: Int
        var height: Int
        var isHatched: Bool
    }
    struct Row: Sendable, Equatable {
        var from: String
        var to: String
        var days: Int
        var what: String
    }

    var summary: String
    var halves: [Half]
    var legend: [Legend]
    var rows: [Row]

    /// Units of the drawing for one day.
    private static let dayWidth = 4

    init?(_ strip: FileFinding.StripFinding) {
        guard strip.marks.count == 180 else { return nil }
        let spans = StripView.spans(strip.marks)
        halves = [0, 1].map { StripView.half($0, strip) }
        let present = Set(strip.marks)
        legend = StayStrip.Mark.allCases.filter { present.contains($0) }.map { mark in
            let (y, height) = StripView.box(mark)
            // The swatch keeps the height that marks the kind, in 14 units instead of 38.
            return Legend(
                kind: mark.rawValue, words: StripView.words(mark), y: y * 14 / 38, height: max(2, height * 14 / 38),
                isHatched: mark == .overstay)
        }
        rows = spans.reversed().map { span in
            Row(
                from: Words.day(strip.firstDay + span.range.lowerBound), to: Words.day(strip.firstDay + (span.range.upperBound - 1)),
                days: span.range.count, what: StripView.words(span.mark))
        }
        let counts = StayStrip.Mark.allCases.map { mark in (mark, strip.marks.count { $0 == mark }) }.filter { $0.1 > 0 }
        summary =
            "The 180 days from \(Words.day(strip.firstDay)) to \(Words.day(strip.firstDay + 179)): "
            + counts.map { "\(Words.days($0.1)) \(StripView.words($0.0))" }.joined(separator: ", ") + "."
    }

    static func words(_ mark: StayStrip.Mark) -> String {
        switch mark {
        case .away: "away"
        case .counted: "present, counted"
        case .overstay: "overstay"
        case .excludedPresent: "present under permit or long-stay visa, not counted"
        case .excluded: "permit or long-stay visa, not counted"
        }
    }

    static func spans(_ marks: [StayStrip.Mark]) -> [(range: Range<Int>, mark: StayStrip.Mark)] {
        var spans: [(range: Range<Int>, mark: StayStrip.Mark)] = []
        for (index, mark) in marks.enumerated() {
            if let last = spans.last, last.mark == mark {
                spans[spans.count - 1].range = last.range.lowerBound..<(index + 1)
            } else {
                spans.append((index..<(index + 1), mark))
            }
        }
        return spans
    }

    /// Kinds differ in height as well as in colour.
    private static func box(_ mark: StayStrip.Mark) -> (y: Int, height: Int) {
        switch mark {
        case .away: (33, 5)
        case .counted: (8, 30)
        case .overstay: (0, 38)
        case .excludedPresent: (20, 18)
        case .excluded: (27, 10)
        }
    }

    private static func half(_ half: Int, _ strip: FileFinding.StripFinding) -> Half {
        let first = half * 90
        let runs = spans(Array(strip.marks[first..<(first + 90)])).filter { $0.mark != .away }.map { span in
            let (y, height) = box(span.mark)
            return Run(
                x: span.range.lowerBound * dayWidth, width: span.range.count * dayWidth, y: y, height: height,
                kind: span.mark.rawValue, fill: span.mark == .overstay)
        }
        var months: [Month] = []
        for index in 0..<90 {
            let (_, month, number) = (strip.firstDay + (first + index)).components
            guard number == 1 else { continue }
            // The right end of the second half belongs to "today".
            let fits = index <= (half == 1 ? 72 : 81)
            months.append(Month(x: index * dayWidth, textX: index * dayWidth + 3, label: fits ? Words.monthName(month) : nil))
        }
        return Half(half: half, runs: runs, months: months, isLast: half == 1)
    }
}
