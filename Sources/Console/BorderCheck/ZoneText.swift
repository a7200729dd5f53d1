/// The lines of a machine-readable zone from what was typed, pasted or scanned.
///
/// Scanners that act as keyboards end each line with Enter, or send the whole zone as one line; people paste blanks and
/// empty lines with it. Only layout is taken away here: what the characters mean is the reader's to say.
enum ZoneText {
    /// Longest text that is looked at, in bytes.
    static let bytesMax = 2000

    static func lines(_ text: String) -> [String] {
        guard text.utf8.count <= bytesMax else { return [] }
        let lines = text.uppercased().split(whereSeparator: \.isNewline)
            .map { line in String(line.unicodeScalars.filter { !$0.properties.isWhitespace && $0.properties.generalCategory != .control }) }
            .filter { !$0.isEmpty }
        guard lines.count == 1, let only = lines.first, let length = lengths[only.unicodeScalars.count] else { return lines }
        let scalars = Array(only.unicodeScalars)
        return stride(from: 0, to: scalars.count, by: length).map { start in
            var line = String.UnicodeScalarView()
            line.append(contentsOf: scalars[start..<(start + length)])
            return String(line)
        }
    }

    /// Length of the whole zone to that of its lines: TD1, TD2 and MRV-B, TD3 and MRV-A (ICAO Doc 9303).
    private static let lengths = [90: 30, 72: 36, 88: 44]
}

extension String {
    fileprivate init(_ scalars: [UnicodeScalar]) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self = String(view)
    }
}
