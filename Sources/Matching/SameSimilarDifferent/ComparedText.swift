import Foundation

/// A name or place with its format levelled: Unicode NFC, case, blanks at the ends and runs of blanks, Arabic vowel marks and
/// tatweel. Diacritics and scripts stay: they are content (Annex II, letter (a)).
struct ComparedText: Hashable {
    let level: [Unicode.Scalar]

    /// Longer texts are compared by their beginnings: no name or place has more, and every rule then takes bounded time.
    static let limit = 200

    init(_ text: String) {
        level = ComparedText.plain(text) ?? ComparedText.level(text)
    }

    /// The level of a text of nothing but ASCII, which most are; `nil` for any other.
    private static func plain(_ text: String) -> [Unicode.Scalar]? {
        guard text.utf8.count <= 4 * ComparedText.limit, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(min(text.utf8.count, ComparedText.limit))
        var blank = false
        for byte in text.utf8 {
            if byte == 32 || (9...13).contains(byte) {
                blank = true
                continue
            }
            if blank, !scalars.isEmpty { scalars.append(" ") }
            blank = false
            scalars.append(Unicode.Scalar((97...122).contains(byte) ? byte - 32 : byte))
            if scalars.count >= ComparedText.limit { break }
        }
        return scalars
    }

    static func level(_ text: String) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        var blank = false
        for scalar in String(text.prefix(4 * ComparedText.limit)).precomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.value {
            case 0x640, 0x610...0x61a, 0x64b...0x65f, 0x670: continue
            default: break
            }
            if scalar.properties.isWhitespace {
                blank = true
                continue
            }
            if blank, !scalars.isEmpty { scalars.append(" ") }
            blank = false
            scalars.append(ComparedText.capital(scalar))
            if scalars.count >= ComparedText.limit { break }
        }
        return scalars
    }

    private static func capital(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        // ß is a letter of its own, and its capital is not SS.
        if scalar == "ß" { return "ẞ" }
        let mapped = scalar.properties.uppercaseMapping.unicodeScalars
        return mapped.count == 1 ? mapped.first ?? scalar : scalar
    }

    /// The words between blanks.
    static func words(_ text: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
        text.split(separator: " ").map(Array.init)
    }

    static func joined(_ words: [[Unicode.Scalar]]) -> [Unicode.Scalar] { Array(words.joined(separator: [" "])) }

    // MARK: - Letter (g): hyphens, commas, apostrophes

    static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2d, 0x2010, 0x2011, 0x2013, 0x2c, 0x27, 0x2019, 0x2bc, 0x60: true
        default: false
        }
    }

    /// The text with each hyphen, comma and apostrophe kept, left out or turned into a blank. Of a text with very many of them
    /// only the first few vary one by one.
    static func forms(_ text: [Unicode.Scalar]) -> Set<[Unicode.Scalar]> {
        let marks = text.indices.filter { isPunctuation(text[$0]) }
        guard !marks.isEmpty else { return [text] }
        var forms: Set<[Unicode.Scalar]> = [text]
        let free = min(marks.count, 5)
        for choice in 0..<(1 << free) {
            for rest in [false, true] where rest == false || marks.count > free {
                var out: [Unicode.Scalar] = []
                var seen = 0
                for scalar in text {
                    if isPunctuation(scalar) {
                        let blank = seen < free ? choice >> seen & 1 == 1 : rest
                        seen += 1
                        if blank, out.last != " ", !out.isEmpty { out.append(" ") }
                    } else if scalar == " " {
                        if out.last != " ", !out.isEmpty { out.append(" ") }
                    } else {
                        out.append(scalar)
                    }
                }
                if out.last == " " { out.removeLast() }
                if !out.isEmpty { forms.insert(out) }
            }
        }
        return forms
    }

    // MARK: - Letters (e) and (f)

    /// Exactly one character inserted, deleted or substituted.
    static func isOneEdit(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
        guard a != b, abs(a.count - b.count) <= 1 else { return false }
        var front = 0
        while front < min(a.count, b.count), a[front] == b[front] { front += 1 }
        var back = 0
        while back < min(a.count, b.count) - front, a[a.count - 1 - back] == b[b.count - 1 - back] { back += 1 }
        return max(a.count, b.count) - front - back == 1
    }

    /// Two different letters exchanged, adjacent or not.
    static func isExchangeOfLetters(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
        guard a.count == b.count else { return false }
        let apart = a.indices.filter { a[$0] != b[$0] }
        guard apart.count == 2 else { return false }
        let (i, j) = (apart[0], apart[1])
        return a[i] == b[j] && a[j] == b[i] && a[i].properties.isAlphabetic && a[j].properties.isAlphabetic
    }

    /// The words of one, as many or fewer, each the beginning of the word in the same place of the other.
    static func isShortening(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
        guard a != b else { return false }
        let (x, y) = (words(a), words(b))
        func begins(_ short: [[Unicode.Scalar]], _ long: [[Unicode.Scalar]]) -> Bool {
            !short.isEmpty && short.count <= long.count && zip(short, long).allSatisfy { $1.starts(with: $0) }
        }
        return begins(x, y) || begins(y, x)
    }

    // MARK: - Letter (a): transliteration

    private static let alphabet: [[Unicode.Scalar]: [[Unicode.Scalar]]] = {
        var table: [[Unicode.Scalar]: [[Unicode.Scalar]]] = [:]
        for (letter, texts) in ComparedTransliteration.latin + ComparedTransliteration.cyrillic + ComparedTransliteration.greek {
            table[Array(letter.unicodeScalars)] = texts.map { Array($0.unicodeScalars) }
        }
        return table
    }()
    private static let arabic: [[Unicode.Scalar]: [[Unicode.Scalar]]] = Dictionary(
        uniqueKeysWithValues: ComparedTransliteration.arabic.map { letter, texts in
            (Array(letter.unicodeScalars), texts.map { Array($0.unicodeScalars) })
        })
    private static let vowels: [Unicode.Scalar] = ComparedTransliteration.arabicShortVowels.flatMap { Array($0.unicodeScalars) }
    /// Pairs of non-empty texts of one and the same Cyrillic letter or pair.
    private static let romanised: Set<[[Unicode.Scalar]]> = {
        var pairs: Set<[[Unicode.Scalar]]> = []
        for (_, texts) in ComparedTransliteration.cyrillic {
            let texts = texts.filter { !$0.isEmpty }.map { Array($0.unicodeScalars) }
            for x in texts { for y in texts where x != y { pairs.insert([x, y]) } }
        }
        return pairs
    }()

    static func isArabic(_ text: [Unicode.Scalar]) -> Bool {
        text.contains {
            (0x600...0x6ff).contains($0.value) || (0x750...0x77f).contains($0.value) || (0xfb50...0xfdff).contains($0.value)
                || (0xfe70...0xfefe).contains($0.value)
        }
    }

    /// Is one a known transliteration of the other, or are both of the same name?
    static func areTransliterations(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
        let (aPlain, bPlain) = (a.allSatisfy(\.isASCII), b.allSatisfy(\.isASCII))
        let (aArabic, bArabic) = (isArabic(a), isArabic(b))
        if aArabic || bArabic {
            if aArabic, bPlain { return isReadOff(arabic: a, latin: b) }
            if bArabic, aPlain { return isReadOff(arabic: b, latin: a) }
            return false
        }
        return aPlain && bPlain ? areRomanisationsOfOne(a, b) : haveCommonRewriting(a, b)
    }

    private static func rewritings(_ text: [Unicode.Scalar], at index: Int) -> [(length: Int, text: [Unicode.Scalar])] {
        var steps: [(Int, [Unicode.Scalar])] = []
        if let texts = alphabet[[text[index]]] {
            for latin in texts { steps.append((1, latin)) }
        } else {
            steps.append((1, [text[index]]))
        }
        if index + 1 < text.count, let texts = alphabet[[text[index], text[index + 1]]] {
            for latin in texts { steps.append((2, latin)) }
        }
        return steps
    }

    /// Both rewritten letter by letter to one common text. What one has written and the other not yet is carried along.
    private static func haveCommonRewriting(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
        struct State: Hashable {
            var i: Int
            var j: Int
            /// Written ahead by the first (or by the second).
            var ahead: [Unicode.Scalar]
            var firstIsAhead: Bool
        }
        var seen: Set<State> = []
        var open = [State(i: 0, j: 0, ahead: [], firstIsAhead: true)]
        while let state = open.popLast() {
            guard seen.insert(state).inserted else { continue }
            if state.i == a.count, state.j == b.count, state.ahead.isEmpty { return true }
            // The one that is behind writes; where none is, the first, or the second when the first has ended.
            let second = state.ahead.isEmpty ? state.i == a.count : state.firstIsAhead
            let (text, at) = second ? (b, state.j) : (a, state.i)
            func step(_ length: Int, _ written: [Unicode.Scalar]) {
                let common = min(written.count, state.ahead.count)
                guard written[..<common].elementsEqual(state.ahead[..<common]) else { return }
                var next = state
                if second { next.j += length } else { next.i += length }
                if written.count >= state.ahead.count {
                    next.ahead = Array(written[common...])
                    next.firstIsAhead = !second
                } else {
                    next.ahead = Array(state.ahead[common...])
                }
                if next.ahead.isEmpty { next.firstIsAhead = true }
                open.append(next)
            }
            if at < text.count {
                for (length, written) in rewritings(text, at: at) { step(length, written) }
            }
        }
        return false
    }

    /// Two plain texts that cut into pieces, equal or romanisations of one Cyrillic letter.
    private static func areRomanisationsOfOne(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
        var reached = Set([[0, 0]])
        var open = [[0, 0]]
        while let state = open.popLast() {
            let (i, j) = (state[0], state[1])
            if i == a.count, j == b.count { return true }
            func go(_ di: Int, _ dj: Int) {
                let next = [i + di, j + dj]
                if reached.insert(next).inserted { open.append(next) }
            }
            if i < a.count, j < b.count, a[i] == b[j] { go(1, 1) }
            for x in 1...4 where i + x <= a.count {
                for y in 1...4 where j + y <= b.count {
                    if romanised.contains([Array(a[i..<i + x]), Array(b[j..<j + y])]) { go(x, y) }
                }
            }
        }
        return false
    }

    /// Can the Latin text be read off the Arabic letters?
    private static func isReadOff(arabic text: [Unicode.Scalar], latin: [Unicode.Scalar]) -> Bool {
        var reached = Set([[0, 0, 0]])
        var open = [[0, 0, 0]]
        let article = Array("ال".unicodeScalars)
        while let state = open.popLast() {
            // The third number says that a letter was just read, so that a vowel may follow.
            let (i, j, vowelMayFollow) = (state[0], state[1], state[2] == 1)
            if i == text.count, j == latin.count { return true }
            func go(_ di: Int, _ written: [Unicode.Scalar], _ letter: Bool) {
                guard j + written.count <= latin.count, latin[j..<(j + written.count)].elementsEqual(written) else { return }
                let next = [i + di, j + written.count, letter ? 1 : 0]
                if reached.insert(next).inserted { open.append(next) }
            }
            if vowelMayFollow { for vowel in vowels { go(0, [vowel], false) } }
            guard i < text.count else { continue }
            if let texts = arabic[[text[i]]] {
                for latin in texts {
                    go(1, latin, true)
                    if latin.count == 1, !vowels.contains(latin[0]) { go(1, latin + latin, true) }
                }
            } else {
                go(1, [text[i]], false)
            }
            let atStart = i == 0 || text[i - 1] == " "
            if atStart, i + 2 < text.count, Array(text[i..<i + 2]) == article, text[i + 2] != " " {
                for latin in arabic[article] ?? [] { go(2, latin, false) }
            }
        }
        return false
    }
}
