/// Names in any script as the letters A to Z (Doc 9303-3 section 6).
public enum Transliteration {
    /// As a machine-readable zone prints a name: A to Z, digits as they come, one filler `<` between words.
    ///
    /// Apostrophes and full stops vanish; blanks, hyphens and commas become one filler; marks over letters
    /// that have no row of their own are dropped. Letters that no table of Doc 9303 reaches go through ICU.
    /// - Parameter language: decides how Cyrillic letters are read.
    public static func machineReadable(_ text: String, language: CyrillicLanguage = .russian) -> String {
        var walk = Walk(arabic: ArabicLetters.zone, finalTehMarbuta: ArabicLetters.finalTehMarbuta.zone, separator: "<")
        return walk.run(text, language: language)
    }

    /// A key to look names up by: A to Z and digits, one blank between words. Two spellings of one name in
    /// different scripts often, not always, have the same key.
    public static func searchKey(_ text: String, language: CyrillicLanguage = .russian) -> String {
        var walk = Walk(
            arabic: ArabicLetters.plain, finalTehMarbuta: ArabicLetters.finalTehMarbuta.plain, separator: " ")
        return walk.run(text, language: language)
    }

    /// What a sign that is no letter does to a name.
    enum Sign {
        case vanishes, separates

        init(_ scalar: Unicode.Scalar) {
            switch scalar.properties.generalCategory {
            case .dashPunctuation, .spaceSeparator, .lineSeparator, .paragraphSeparator: self = .separates
            default:
                switch scalar {
                case "<", ",", "،", "、", "，", "\t", "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "_": self = .separates
                case "\u{2212}", "\u{2043}", "・", "/": self = .separates
                default: self = .vanishes
                }
            }
        }
    }

    /// One pass over a name.
    private struct Walk {
        let arabic: TransliterationTable
        let finalTehMarbuta: String
        let separator: Character

        var result = ""
        /// Letters that our tables do not reach, kept together because other scripts are read in context.
        var foreign = ""
        var atWordStart = true
        /// What the last Arabic letter gave, for the shadda that doubles it.
        var lastArabic = ""

        init(arabic: TransliterationTable, finalTehMarbuta: String, separator: Character) {
            self.arabic = arabic
            self.finalTehMarbuta = finalTehMarbuta
            self.separator = separator
        }

        mutating func run(_ text: String, language: CyrillicLanguage) -> String {
            result.reserveCapacity(text.utf8.count)
            let characters = Array(text)
            for (index, character) in characters.enumerated() {
                if let ascii = character.asciiValue {
                    add(ascii: Unicode.Scalar(ascii))
                    continue
                }
                let endsWord = index + 1 == characters.count || !characters[index + 1].isLetter
                for scalar in OtherScripts.composed(character).unicodeScalars {
                    add(scalar, language: language, endsWord: endsWord)
                }
            }
            flushForeign()
            if result.last == separator { result.removeLast() }
            return result
        }

        private mutating func add(ascii scalar: Unicode.Scalar) {
            switch scalar {
            case "A"..."Z", "0"..."9": emit(String(scalar))
            case "a"..."z": emit(String(Character(scalar)).uppercased())
            default: add(sign: scalar)
            }
        }

        private mutating func add(_ scalar: Unicode.Scalar, language: CyrillicLanguage, endsWord: Bool) {
            if scalar == ArabicLetters.shadda { return emit(lastArabic) }
            if ArabicLetters.isSilent(scalar) { return }
            if scalar == ArabicLetters.tehMarbuta, endsWord { return emit(finalTehMarbuta) }
            if let text = arabic[scalar] {
                emit(text)
                lastArabic = text
                return
            }
            guard scalar.properties.isAlphabetic else {
                if let digit = scalar.properties.numericType == .decimal ? scalar.properties.numericValue : nil {
                    emit(String(Int(digit)))
                } else if scalar.properties.canonicalCombiningClass == .notReordered {
                    add(sign: scalar)
                } else if !foreign.isEmpty {
                    foreign.unicodeScalars.append(scalar)  // a virama, a vowel point
                }
                return
            }
            if let text = LatinLetters.table[scalar] { return emit(text) }
            let capitals = scalar.properties.uppercaseMapping.unicodeScalars
            if let capital = capitals.first, capitals.count == 1 {
                add(capital: capital, of: scalar, language: language)
            } else {
                for capital in capitals { add(capital: capital, of: capital, language: language) }
            }
        }

        private mutating func add(capital: Unicode.Scalar, of letter: Unicode.Scalar, language: CyrillicLanguage) {
            if capital.isASCII { return add(ascii: capital) }
            if let text = LatinLetters.table[capital]
                ?? CyrillicLetters.text(for: capital, language: language, isInitial: atWordStart && foreign.isEmpty)
            {
                // A soft sign gives nothing but is a letter of the word.
                emit(text)
                atWordStart = false
                return
            }
            let base = OtherScripts.withoutMarks(String(capital)).unicodeScalars
            if let first = base.first, base.count == 1, first != capital, !isForeign(first) {
                return add(capital: first, of: first, language: language)
            }
            foreign.unicodeScalars.append(letter)
        }

        private func isForeign(_ scalar: Unicode.Scalar) -> Bool {
            !scalar.isASCII && LatinLetters.table[scalar] == nil && CyrillicLetters.common[scalar] == nil
        }

        private mutating func add(sign: Unicode.Scalar) {
            flushForeign()
            lastArabic = ""
            guard Sign(sign) == .separates else { return }
            atWordStart = true
            if !result.isEmpty, result.last != separator { result.append(separator) }
        }

        private mutating func emit(_ text: String) {
            flushForeign()
            lastArabic = ""
            guard !text.isEmpty else { return }
            result += text
            atWordStart = false
        }

        private mutating func flushForeign() {
            guard !foreign.isEmpty else { return }
            let latin = OtherScripts.latin(foreign) ?? ""
            foreign = ""
            for scalar in latin.unicodeScalars {
                switch scalar {
                case "A"..."Z", "0"..."9": result.unicodeScalars.append(scalar)
                case " ", "-":
                    if !result.isEmpty, result.last != separator { result.append(separator) }
                default: break
                }
                atWordStart = false
            }
        }
    }
}
