import Identity

/// The names in one alias of the list, and what is said of them. One alias may hold several names ("Farzad Pour; Farzaad
/// Poor"), a name in two scripts ("Wei Jiansheng (韦建声)"), or a remark ("Sulastri Wira (birth name)").
struct AliasNames: Hashable {
    struct Name: Hashable {
        var surnames: [String] = []
        var givenNames: [String] = []
        var otherNames: [String] = []
    }

    private(set) var names: [Name] = []
    private(set) var remarks: [String] = []
    /// Dates of birth in the remarks.
    private(set) var datesOfBirth: [PartialDate] = []

    init(_ alias: UNListEntry.Alias) {
        var text = alias.name
        // "Fulan, born in Kandahar on …": a remark after the name.
        if let born = text.firstRange(of: " born ") {
            remarks.append("born " + text[born.upperBound...])
            text = String(text[..<born.lowerBound])
        }
        var (outside, inside) = Self.parenthesised(text)
        // Two scripts are two writings of one name; anything else in parentheses is a remark.
        let outsideIsLatin = Self.isLatin(outside)
        var otherScript: [String] = []
        for part in inside {
            let (bare, marked) = Self.withoutScriptMark(part)
            if marked || Self.isLatin(bare) != outsideIsLatin || outside.isEmpty {
                otherScript += Self.pieces(bare)
            } else {
                remarks.append(part)
            }
        }
        if let note = alias.note {
            let (bare, marked) = Self.withoutScriptMark(note)
            // Only where the remark is the name and nothing else, and the alias is one name.
            if marked, Self.pieces(outside).count <= 1, !bare.contains(".") {
                otherScript += Self.pieces(bare)
            }
            if !marked { otherScript += Self.names(inNote: note, outsideIsLatin: outsideIsLatin) }
            remarks.append(note)
        }
        datesOfBirth = remarks.flatMap(ProseDates.births)
        if Self.clean(outside).isEmpty {
            outside = otherScript.first ?? text
            otherScript = Array(otherScript.dropFirst())
        }
        let pieces = Self.pieces(outside)
        if pieces.count == 1, let name = Self.name(pieces[0], with: otherScript) {
            names = [name]
        } else {
            names = (pieces + otherScript).compactMap { Self.name($0, with: []) }
        }
        if names.isEmpty { names = [Name(otherNames: [alias.name])] }
    }

    private static func name(_ text: String, with others: [String]) -> Name? {
        let text = clean(text)
        guard !text.isEmpty else { return nil }
        // "Morkaleff, Tawin": surname first. "Rodel Tumbaga, III" has a numeral after the comma.
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { clean(String($0)) }
        if parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), !parts[1].allSatisfy({ "IVXJrS. ".contains($0) }) {
            return Name(surnames: [parts[0]], givenNames: [parts[1]], otherNames: ["\(parts[1]) \(parts[0])"] + others)
        }
        return Name(otherNames: [text] + others)
    }

    /// Writings of the name in a remark: a list in parentheses, "born in 1971 (Qasim Harun; Kasim Haroon)", or the
    /// whole remark where the name is in another script.
    private static func names(inNote note: String, outsideIsLatin: Bool) -> [String] {
        func isList(_ text: String) -> Bool { text.contains(";") && !text.contains { $0.isNumber || $0 == ":" } }
        let inside = parenthesised(note).inside.filter(isList)
        if !inside.isEmpty { return inside.flatMap(pieces) }
        return !outsideIsLatin && isList(note) ? pieces(note) : []
    }

    /// Names parted by semicolons, or by the letters of a list: "… b) …".
    private static func pieces(_ text: String) -> [String] {
        var words: [String] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            let isMark = word.count == 2 && word.last == ")" && word.first.map { $0.isASCII && $0.isLowercase } == true
            words.append(isMark ? ";" : String(word))
        }
        return words.joined(separator: " ").split(separator: ";").map { clean(String($0)) }.filter { !$0.isEmpty }
    }

    /// Without quotation marks, and without commas and brackets at the ends.
    private static func clean(_ text: String) -> String {
        let dropped: (Character) -> Bool = { $0.isWhitespace || ",;()".contains($0) }
        let start = text.filter { !"\"“”„«»".contains($0) }.drop(while: dropped)
        guard let last = start.lastIndex(where: { !dropped($0) }) else { return "" }
        return start[...last].split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The text outside of parentheses, and the texts in them.
    private static func parenthesised(_ text: String) -> (outside: String, inside: [String]) {
        var (outside, current, depth) = ("", "", 0)
        var inside: [String] = []
        for character in text {
            if character == "(" {
                depth += 1
                if depth > 1 { current.append(character) }
            } else if character == ")", depth > 0 {
                depth -= 1
                if depth == 0 {
                    if !clean(current).isEmpty { inside.append(clean(current)) }
                    current = ""
                    outside.append(" ")
                } else {
                    current.append(character)
                }
            } else if depth > 0 {
                current.append(character)
            } else {
                outside.append(character)
            }
        }
        // An open parenthesis that nothing closes is part of the text.
        if depth > 0 { outside += " " + current }
        return (outside.split(whereSeparator: \.isWhitespace).joined(separator: " "), inside)
    }

    /// Takes "original script:" or "in Arabic:" from the front.
    private static func withoutScriptMark(_ text: String) -> (String, Bool) {
        let lowered = text.lowercased()
        for mark in ["original script:", "in arabic:", "in arabic script:", "name in arabic script:"] {
            if let range = lowered.firstRange(of: mark) {
                let offset = lowered.distance(from: lowered.startIndex, to: range.upperBound)
                return (clean(String(text.dropFirst(offset))), true)
            }
        }
        return (text, false)
    }

    /// No letter beyond the Latin scripts.
    private static func isLatin(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0.value < 0x0250 || (0x1E00...0x1EFF).contains($0.value) || !$0.properties.isAlphabetic
        }
    }
}
