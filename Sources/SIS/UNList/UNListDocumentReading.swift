import Identity

/// Kind, number, issuer and dates of a document of the list, as far as its texts tell: numbers come as "AB120045", as
/// "Libyan passport No. 884213", as "R00077140, South Sudan", or in the remark.
struct DocumentReading: Hashable {
    private(set) var number: String?
    private(set) var kind = TravelDocument.Kind.other
    private(set) var issuer: CountryCode?
    private(set) var issued: Day?
    private(set) var expiry: Day?

    init(_ document: UNListEntry.Document) {
        var description = [document.type, document.type2].compactMap { $0 }.joined(separator: " ")
        // The number's own field first, then the closer type, then the remark.
        if let text = document.number {
            readField(text, &description)
        } else {
            for text in [document.type2, document.note].compactMap({ $0 }) where number == nil {
                readProse(text, &description)
                if number == nil { readLeadingNumber(text) }
            }
        }
        if issuer == nil, let type = document.type2 { issuer = Self.state(atStartOf: Self.words(type)[...]) }
        kind = Self.kind(description, remark: document.note ?? "")
        readDates([document.number, document.note].compactMap { $0 }.joined(separator: " ; "))
    }

    /// A document that a remark on an alias tells of; `number` is `nil` where it tells of none.
    init(remark: String) {
        let lowered = remark.lowercased()
        guard lowered.contains("passport") || lowered.contains("id number") || lowered.contains("identification number")
        else { return }
        var description = ""
        readProse(remark, &description)
        kind = Self.kind(description, remark: "")
        readDates(remark)
    }

    private mutating func readDates(_ remarks: String) {
        let expires = ["expir", "exp", "valid"]
        expiry = ProseDates.first(after: expires, in: remarks, before: ["issued"])?.exactDay
        issued = ProseDates.first(after: ["issue"], in: remarks, before: expires)?.exactDay
    }

    // MARK: - Numbers

    private static let markers: Set<String> = ["number", "number:", "no.", "no", "no.:", "no:"]

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" }).map(String.init)
    }

    /// Takes out what stands in parentheses; a state named there is the issuer: "403000777 (US)".
    private mutating func withoutParentheses(_ text: String) -> String {
        var outside = ""
        for part in text.split(separator: "(", omittingEmptySubsequences: false) {
            guard let close = part.firstIndex(of: ")") else {
                outside += part
                continue
            }
            issuer = issuer ?? CountryNames.code(of: String(part[..<close]))
            outside += " " + part[part.index(after: close)...]
        }
        return outside
    }

    /// The field for the number. Words before the number describe the document: "CAR diplomatic passport no.
    /// D00077114".
    private mutating func readField(_ field: String, _ description: inout String) {
        var text = withoutParentheses(field)
        // "R00077140, South Sudan"
        if let comma = text.lastIndex(of: ","),
            let code = CountryNames.code(of: String(text[text.index(after: comma)...]))
        {
            issuer = code
            text = String(text[..<comma])
        }
        let words = Self.words(text)
        guard let digits = words.firstIndex(where: { $0.contains(where: \.isNumber) }) else { return }
        guard let last = words[..<digits].lastIndex(where: { $0.contains(where: \.isLowercase) || $0.hasSuffix(":") })
        else {
            // Nothing but the number, with or without blanks: "OB 0771420".
            number = Self.bounded(words.joined(separator: " "))
            return
        }
        number = Self.bounded(Self.numberWords(words[(last + 1)...]))
        description += " " + words[...last].joined(separator: " ")
        if issuer == nil { issuer = Self.state(atStartOf: words[...last]) }
    }

    /// A sentence: the number follows a word that announces it.
    private mutating func readProse(_ sentence: String, _ description: inout String) {
        let words = withoutParentheses(sentence).split(whereSeparator: \.isWhitespace).map(String.init)
        for (index, word) in words.enumerated() {
            var found: String?
            if Self.markers.contains(word.lowercased()) || ["card", "code:", "ssn"].contains(word.lowercased()) {
                found = Self.bounded(Self.numberWords(words[(index + 1)...]))
            } else if word.lowercased().hasPrefix("no."), word.contains(where: \.isNumber) {
                found = Self.bounded(String(word.dropFirst(3)))
            }
            guard let found else { continue }
            number = found
            let before = words[max(0, index - 6)...index]
            description += " " + before.suffix(5).joined(separator: " ")
            if issuer == nil {
                issuer = Self.state(endingIn: before.dropLast()) ?? Self.state(atStartOf: words[..<index])
            }
            return
        }
    }

    /// "04077632 issued on 18 Jun. 1999". Remarks are full of years and days; a number has five digits or more.
    private mutating func readLeadingNumber(_ text: String) {
        guard let first = Self.words(text).first, first.count(where: \.isNumber) >= 5 else { return }
        number = Self.bounded(first)
    }

    /// Words up to the next one that is no part of a number: "L 177609 issued on …", "277158, expires …".
    private static func numberWords(_ words: ArraySlice<String>) -> String {
        var parts: [String] = []
        for word in words.prefix(8) {
            let isMark = ["no.", "no"].contains(word.lowercased())
            guard isMark || !word.contains(where: \.isLowercase) else { break }
            parts.append(word)
            if let last = word.last, ",;".contains(last) { break }
        }
        return parts.joined(separator: " ")
    }

    private static func bounded(_ text: String) -> String? {
        let trimmed = text.drop { !$0.isLetter && !$0.isNumber }
        guard let last = trimmed.lastIndex(where: { $0.isLetter || $0.isNumber }) else { return nil }
        let number = trimmed[...last]
        return number.utf8.count <= 100 && number.contains(where: \.isNumber) ? String(number) : nil
    }

    /// The state that a text begins with, or names as an adjective: "Central African Republic number", "Libyan
    /// passport".
    private static func state(atStartOf words: ArraySlice<String>) -> CountryCode? {
        for length in stride(from: min(words.count, 6), through: 1, by: -1) {
            if let code = CountryNames.code(of: words.prefix(length).joined(separator: " ")) { return code }
        }
        return words.lazy.compactMap { CountryNames.code(ofAdjective: $0) }.first
    }

    /// The state named nearest to the end: "born in Kandahar, Afghanistan passport".
    private static func state(endingIn words: ArraySlice<String>) -> CountryCode? {
        for end in stride(from: words.endIndex, to: words.startIndex, by: -1) {
            for start in words.startIndex..<end {
                if let code = CountryNames.code(of: words[start..<end].joined(separator: " ")) { return code }
            }
            if let code = CountryNames.code(ofAdjective: words[end - 1]) { return code }
        }
        return nil
    }

    // MARK: - Kinds

    private static func kind(_ description: String, remark: String) -> TravelDocument.Kind {
        let main = description.lowercased()
        func says(_ words: String...) -> Bool { words.contains { main.contains($0) } }
        if says("laissez-passer") { return .laissezPasser }
        if says("driver", "driving") { return .drivingLicence }
        if says("refugee travel") { return .refugeeTravelDocument }
        if says("residence permit", "residential card", "alien registration") { return .residencePermit }
        if says("seafarer", "seaman") { return .seafarerBook }
        if says("passport", "passeport", "pasaporte") {
            if (main + " " + remark.lowercased()).contains("diplomatic") { return .diplomaticPassport }
            if says("service", "official") { return .servicePassport }
            if says("provisional", "emergency", "temporary") { return .emergencyTravelDocument }
            // A closer type may say that it is none: "Passport", "Certificate of Iraqi Nationality".
            return says("certificate", "identity card", "identification card", "travel document") ? .other : .passport
        }
        if says("travel document") { return .other }
        if says("identity card", "identification card", "id card", "tazkira", "personalausweis") {
            return .identityCard
        }
        return .other
    }
}
