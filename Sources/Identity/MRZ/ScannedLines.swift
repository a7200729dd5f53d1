/// What a scanner or a keyboard gave, as candidates for the lines of a zone.
///
/// Each candidate remembers what stood there, so that every difference can be reported.
struct ScannedLines {
    typealias Zone = MachineReadableZone

    /// One place of a candidate line.
    struct Cell {
        var byte: UInt8
        /// As it stood, where that is not the character itself; empty for one put in.
        var from: String?
        var reason = Zone.Repair.Reason.notation

        static func putIn(from: String = "") -> Cell { Cell(byte: ZoneReader.filler, from: from, reason: .layout) }
    }

    /// One candidate for one line.
    struct Line {
        var cells: [Cell] = []
        /// What was taken out, and the place at which the next character stands.
        var removed: [(index: Int, from: String)] = []
        /// Fillers that had to be put in or taken out.
        var refitted = 0
        /// 1 where blanks were read as fillers: less plain than to leave them out, plainer than to lose fillers.
        var doubt = 0
        /// The line did not begin here: it was parted from the one before.
        var isParted = false

        var cost: Int { refitted + doubt }
    }

    /// A character as scanned.
    private enum Mark {
        case zone(UInt8, from: String?)
        /// `«` is one printed sign for two fillers, or a single one that the scanner took for it.
        case guillemet(String)
        case blank(String)
        case nothing(String)

        var isZone: Bool {
            switch self {
            case .zone, .guillemet: true
            case .blank, .nothing: false
            }
        }
    }

    private var lines: [[Mark]] = []

    /// `nil` where a character has no counterpart in a zone, or the text is too long to be one.
    init?(_ given: [String]) {
        guard given.count <= 16, given.reduce(0, { $0 + min($1.utf8.count, ZoneReader.limit) }) < ZoneReader.limit
        else { return nil }
        for text in given {
            var marks: [Mark] = []
            for character in text {
                if character.isNewline {
                    // Inside one of the lines given: it ends a line, and is no part of a zone.
                    if marks.contains(where: \.isZone) {
                        lines.append(marks)
                        marks = []
                    }
                    marks.append(.nothing(String(character)))
                } else if let mark = ScannedLines.mark(of: character) {
                    marks.append(mark)
                } else {
                    return nil
                }
            }
            // What is left of a line without a character goes to the line before, or to the next one.
            if marks.contains(where: \.isZone) {
                if let last = lines.last, !last.contains(where: \.isZone) { marks = lines.removeLast() + marks }
                lines.append(marks)
            } else if lines.isEmpty {
                lines.append(marks + [.nothing("\n")])
            } else {
                lines[lines.count - 1] += marks + (marks.isEmpty ? [.nothing("\n")] : [])
            }
        }
        guard lines.contains(where: { $0.contains(where: \.isZone) }) else { return nil }
    }

    private static func mark(of character: Character) -> Mark? {
        let scalars = character.unicodeScalars
        guard let scalar = scalars.first, scalars.dropFirst().isEmpty else { return nil }
        let text = String(character)
        switch scalar {
        case "A"..."Z", "0"..."9", "<": return .zone(UInt8(scalar.value), from: nil)
        case "a"..."z": return .zone(UInt8(scalar.value) - 32, from: text)
        case "Ａ"..."Ｚ": return .zone(UInt8(scalar.value - 0xFF21) + 65, from: text)
        case "ａ"..."ｚ": return .zone(UInt8(scalar.value - 0xFF41) + 65, from: text)
        case "０"..."９": return .zone(UInt8(scalar.value - 0xFF10) + 48, from: text)
        case "‹", "〈", "⟨", "＜", "﹤", "˂", "≺", "❮": return .zone(ZoneReader.filler, from: text)
        case "«", "《", "≪": return .guillemet(text)
        case "\u{200B}"..."\u{200F}", "\u{FEFF}", "\u{2060}": return .nothing(text)
        case "\t": return .blank(text)
        default: return scalar.properties.generalCategory == .spaceSeparator ? .blank(text) : nil
        }
    }

    // MARK: - Candidates

    /// Candidates for the lines of a format, the likeliest first.
    func candidates(lineCount: Int, width: Int) -> [[Line]] {
        if lines.count == lineCount {
            let choices = lines.indices.map { index in
                Array(
                    ScannedLines.readings(of: lines[index])
                        .flatMap { ScannedLines.fit($0, to: width, isData: isData(index, of: lineCount)) }
                        .sorted { $0.cost < $1.cost }.prefix(6))
            }
            return ScannedLines.combinations(choices)
        }
        guard lines.count == 1 else { return [] }
        return ScannedLines.readings(of: lines[0]).flatMap { whole -> [[Line]] in
            ScannedLines.breaks(lineCount: lineCount, width: width, length: whole.cells.count).flatMap { breaks in
                let parts = ScannedLines.part(whole, at: breaks)
                let choices = parts.enumerated().map { index, part in
                    Array(ScannedLines.fit(part, to: width, isData: isData(index, of: lineCount)).prefix(6))
                }
                return ScannedLines.combinations(choices)
            }
        }
    }

    /// Lines that hold more than a name: what was put in or taken out there must stand the test of the check digits.
    func isData(_ index: Int, of lineCount: Int) -> Bool { lineCount == 3 ? index < 2 : index == 1 }

    /// The ways to read blanks and double signs.
    private static func readings(of marks: [Mark]) -> [Line] {
        let hasBlanks = marks.contains { if case .blank = $0 { true } else { false } }
        let hasGuillemets = marks.contains { if case .guillemet = $0 { true } else { false } }
        var result: [Line] = []
        for blanksAreFillers in hasBlanks ? [false, true] : [false] {
            for isDouble in hasGuillemets ? [true, false] : [true] {
                var line = Line()
                for mark in marks {
                    switch mark {
                    case .zone(let byte, let from): line.cells.append(Cell(byte: byte, from: from))
                    case .guillemet(let from):
                        line.cells.append(Cell(byte: ZoneReader.filler, from: from))
                        if isDouble { line.cells.append(.putIn()) }
                    case .blank(let from) where blanksAreFillers:
                        line.cells.append(.putIn(from: from))
                        line.doubt = 1
                    case .blank(let from), .nothing(let from):
                        line.removed.append((line.cells.count, from))
                    }
                }
                result.append(line)
            }
        }
        return result
    }

    /// Makes a line as long as it has to be, with fillers alone: at its end, and for a line with a check digit at its
    /// end in its longest run of fillers.
    private static func fit(_ line: Line, to width: Int, isData: Bool) -> [Line] {
        let missing = width - line.cells.count
        if missing == 0 { return [line] }
        guard line.cells.count >= 6, abs(missing) <= width else { return [] }
        var runs = [line.cells.count - line.cells.reversed().prefix { $0.byte == ZoneReader.filler }.count]
        if isData, let longest = longestRun(line.cells), longest != runs[0] { runs.append(longest) }
        return runs.compactMap { start in
            let length = line.cells[start...].prefix { $0.byte == ZoneReader.filler }.count
            var fitted = line
            fitted.refitted = abs(missing)
            if missing > 0 {
                fitted.cells.insert(contentsOf: Array(repeating: Cell.putIn(), count: missing), at: start + length)
                for index in fitted.removed.indices where fitted.removed[index].index > start + length {
                    fitted.removed[index].index += missing
                }
            } else {
                let surplus = -missing
                guard length >= surplus else { return nil }
                let end = start + length
                for cell in fitted.cells[(end - surplus)..<end] {
                    fitted.removed.append((end - surplus, cell.from ?? "<"))
                }
                fitted.cells.removeSubrange((end - surplus)..<end)
                for index in fitted.removed.indices where fitted.removed[index].index > end - surplus {
                    fitted.removed[index].index = max(end - surplus, fitted.removed[index].index - surplus)
                }
            }
            return fitted
        }
    }

    /// Where the longest run of two or more fillers begins.
    private static func longestRun(_ cells: [Cell]) -> Int? {
        var best: (start: Int, length: Int)?
        var index = 0
        while index < cells.count {
            let length = cells[index...].prefix { $0.byte == ZoneReader.filler }.count
            if length > max(1, best?.length ?? 0) { best = (index, length) }
            index += max(1, length)
        }
        return best?.start
    }

    /// Where one long line may part into the lines of a format.
    private static func breaks(lineCount: Int, width: Int, length: Int) -> [[Int]] {
        // What is missing or too much stands in the name's fillers, which end the first line, or the last line of a TD1.
        guard length > (lineCount - 1) * width, length < (lineCount + 1) * width else {
            return lineCount == 2 && length > width + 6 ? [[length - width]] : []
        }
        if lineCount == 3 { return [[width, 2 * width]] }
        return length == 2 * width ? [[width]] : [[length - width]]
    }

    private static func part(_ whole: Line, at breaks: [Int]) -> [Line] {
        let bounds = [0] + breaks + [whole.cells.count]
        return (0..<(bounds.count - 1)).map { index in
            let (from, to) = (bounds[index], bounds[index + 1])
            var line = Line()
            line.cells = Array(whole.cells[from..<to])
            line.removed = whole.removed.filter { $0.index >= from && ($0.index < to || to == whole.cells.count) }
                .map { ($0.index - from, $0.from) }
            line.doubt = index == 0 ? whole.doubt : 0
            line.isParted = index > 0
            return line
        }
    }

    private static func combinations(_ choices: [[Line]]) -> [[Line]] {
        choices.reduce([[]]) { partial, lines in partial.flatMap { head in lines.map { head + [$0] } } }
    }
}
