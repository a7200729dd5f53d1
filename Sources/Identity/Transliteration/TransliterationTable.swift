/// Letters of one script and what stands for them, written as rows of `letter text` pairs so that the table reads as
/// the standard prints it. A letter that is given no text is left out of the name.
struct TransliterationTable: Sendable {
    private let letters: [Unicode.Scalar: String]

    /// `rows`: pairs separated by blanks and line ends; `-` is the empty text.
    init(_ rows: String) {
        let words = rows.split(whereSeparator: \.isWhitespace)
        var letters: [Unicode.Scalar: String] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            guard let letter = words[index].unicodeScalars.first else { continue }
            letters[letter] = words[index + 1] == "-" ? "" : String(words[index + 1])
        }
        self.letters = letters
    }

    subscript(letter: Unicode.Scalar) -> String? { letters[letter] }
    var count: Int { letters.count }
}
