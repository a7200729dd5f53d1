/// Reads a name in any script into levelled words.
///
/// Letters become the Latin letters they are most often transliterated to (ICAO Doc 9303 part 3, section 6, and the
/// romanisations in passports); marks, case and apostrophes are dropped; blanks, hyphens and fillers part words. What
/// several spellings share is left to `NameSound` and to the edit tolerance. Reads at most `scalarLimit` characters
/// and `tokenLimit` words, so that any input costs bounded time.
struct NameReader {
    static let scalarLimit = 1000
    static let tokenLimit = 16

    /// What the words stand for: a whole name may have to be cut into surname and given name where a script has no blanks.
    enum Part: Equatable { case surname, given, whole }

    private(set) var tokens: [NameToken] = []
    private var current = NameToken()
    private var han: [NameToken] = []
    private var part = Part.whole
    private var doubling = false

    init() { tokens.reserveCapacity(NameReader.tokenLimit) }

    static func read(_ text: String, as part: Part = .whole) -> [NameToken] {
        var reader = NameReader()
        reader.read(text, as: part)
        return reader.tokens
    }

    mutating func reset() { tokens.removeAll(keepingCapacity: true) }

    mutating func read(_ text: String, as part: Part) {
        var text = text
        text.withUTF8 { read($0, as: part) }
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, as part: Part) {
        self.part = part
        current = NameToken()
        doubling = false
        let end = min(bytes.count, NameReader.scalarLimit * 4)
        let actions = NameReader.asciiActions.table
        var index = 0
        var previous: UInt32 = 0
        while index < end {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                let action = actions[Int(byte)]
                if action >= 97 {
                    if !han.isEmpty { endHan() }
                    if current.script != .latin { current.script = .latin }
                    current.append(action)
                } else if action == 1 {
                    endToken()
                }
                previous = UInt32(byte)
                continue
            }
            let (scalar, width) = NameReader.decode(bytes, at: index)
            index += width
            var next: UInt32 = 0
            if index < end { next = NameReader.decode(bytes, at: index).scalar }
            take(scalar, previous: previous, next: next)
            previous = scalar
        }
        endToken()
        cutOnlyRun()
    }

    /// ASCII: 0 drop, 1 part words, else the letter. Digits are read as the letters that OCR takes them for.
    private static let asciiActions = ASCIIActions()

    /// Made once and never freed: looked at for every letter.
    private struct ASCIIActions: @unchecked Sendable, BitwiseCopyable {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 128)

        init() {
            let digits = Array("olzeasgtbg".utf8)
            for code in 0..<128 {
                switch code {
                case 65...90: table[code] = UInt8(code + 32)
                case 97...122: table[code] = UInt8(code)
                case 48...57: table[code] = digits[code - 48]
                case 39, 96: table[code] = 0  // apostrophe, grave accent
                case 0..<9, 14..<32, 127: table[code] = 0
                default: table[code] = 1
                }
            }
        }
    }

    @inline(__always)
    private static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (scalar: UInt32, width: Int) {
        let lead = UInt32(bytes[index])
        func tail(_ offset: Int) -> UInt32 {
            index + offset < bytes.count ? UInt32(bytes[index + offset]) & 0x3f : 0
        }
        if lead < 0x80 { return (lead, 1) }
        if lead < 0xe0 { return ((lead & 0x1f) << 6 | tail(1), 2) }
        if lead < 0xf0 { return ((lead & 0x0f) << 12 | tail(1) << 6 | tail(2), 3) }
        return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    }

    private mutating func endToken() {
        if !han.isEmpty { endHan() }
        if current.length > 0 {
            finishWord()
            if tokens.count < NameReader.tokenLimit { tokens.append(current) }
        }
        current = NameToken()
        doubling = false
    }

    /// What only the end of a word shows: the unread final vowel of Indic scripts.
    private mutating func finishWord() {
        if current.script == .indic, current.length > 2, inherentVowelAtEnd { current.removeLast() }
        inherentVowelAtEnd = false
    }

    private var inherentVowelAtEnd = false

    private mutating func put(_ letters: String, _ script: NameScript) {
        if !han.isEmpty, script != .han, script != .hangul { endHan() }
        if current.length == 0 { current.script = script }
        for byte in letters.utf8 { current.append(byte) }
    }

    private mutating func put(packed: UInt32, _ script: NameScript) {
        if !han.isEmpty { endHan() }
        if current.length == 0 { current.script = script }
        var rest = packed
        while rest != 0 {
            current.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    private mutating func take(_ scalar: UInt32, previous: UInt32, next: UInt32) {
        switch scalar {
        case 0x300..<0x370, 0x2b0..<0x300, 0x1ab0..<0x1b00, 0x1dc0..<0x1e00, 0x20d0..<0x2100, 0xfe00..<0xfe10,
            0xfe20..<0xfe30:
            return  // marks that combine with the letter before
        case 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x206f, 0xfeff, 0xad, 0x80..<0xa0:
            return  // invisible controls of direction and joining
        case 0x2018, 0x2019, 0x201b, 0x2032, 0xb4, 0x55a, 0x5f3, 0x5f4:
            return  // apostrophes
        case 0xc0..<0x250, 0x250..<0x2b0, 0x1e00..<0x1f00:
            put(packed: NameReader.alphabet[Int(scalar)], .latin)
        case 0x370..<0x400, 0x1f00..<0x2000:
            takeGreek(NameReader.plainGreek(scalar), next: NameReader.plainGreek(next))
        case 0x436 where previous == 0x434 || previous == 0x414, 0x416 where previous == 0x414:
            // Дж is how Cyrillic writes the sound of John and Jorge in other languages' names.
            if lastLetter == UInt8(ascii: "d") { current.removeLast() }
            put("j", .cyrillic)
        case 0x400..<0x530:
            put(packed: NameReader.alphabet[Int(scalar)], .cyrillic)
        case 0x531..<0x590:
            // Armenian ու is one vowel.
            if scalar == 0x582 || scalar == 0x552, previous == 0x578 || previous == 0x548, current.length > 0 {
                current.removeLast()
                put("u", .armenian)
            } else {
                put(packed: NameReader.alphabet[Int(scalar)], .armenian)
            }
        case 0x590..<0x600: takeHebrew(scalar, previous: previous, next: next)
        case 0x600..<0x780, 0xfb50..<0xfe00, 0xfe70..<0xff00: takeArabic(scalar, previous: previous, next: next)
        case 0x10a0..<0x1100, 0x1c90..<0x1cc0: put(Georgian.letter(scalar), .georgian)
        case 0x1200..<0x1380: put(Ethiopic.syllable(scalar), .ethiopic)
        case 0x900..<0xe00: takeIndic(scalar)
        case 0xe00..<0xe80: takeThai(scalar, next: next)
        case 0x3041..<0x3100, 0xff66..<0xff9e: takeKana(scalar)
        case 0xac00..<0xd7a4: takeHangul(scalar)
        case 0x3005: if let last = han.last { han.append(last) }  // 々 repeats
        case 0x4e00..<0xa000: takeHan(scalar)
        case 0xff21...0xff3a: put(String(UnicodeScalar(UInt8(scalar - 0xff21 + 97))), .latin)
        case 0xff41...0xff5a: put(String(UnicodeScalar(UInt8(scalar - 0xff41 + 97))), .latin)
        default:
            guard let known = UnicodeScalar(scalar), known.properties.isAlphabetic else {
                return endToken()
            }
            // A script without a table: letters that stand for the character, so that equal names stay equal.
            for shift in [0, 4, 8] as [UInt32] { put(String(UnicodeScalar(97 + UInt8((scalar >> shift) & 15))), .other) }
        }
    }

    // MARK: - Alphabets

    /// Up to four Latin letters for each character below U+2000, packed with the first letter lowest.
    private static let alphabet: [UInt32] = {
        var table = [UInt32](repeating: 0, count: 0x2000)
        func set(_ scalar: UInt32, _ letters: String) {
            var packed: UInt32 = 0
            for (index, byte) in letters.utf8.prefix(4).enumerated() { packed |= UInt32(byte) << (8 * UInt32(index)) }
            table[Int(scalar)] = packed
        }
        for group in LatinFolding.groups {
            for scalar in group.letters.unicodeScalars { set(scalar.value, group.plain) }
        }
        for (letters, plain) in [
            Alphabets.cyrillic, Alphabets.armenian, Alphabets.greek, Alphabets.hebrew,
            Alphabets.arabic,
        ].joined() {
            for scalar in letters.unicodeScalars { set(scalar.value, plain) }
        }
        return table
    }()

    // MARK: - Greek

    private static func plainGreek(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x391...0x3a9: return scalar + 0x20
        case 0x386, 0x3ac, 0x1f00...0x1f0f, 0x1f70, 0x1f71, 0x1f80...0x1f8f, 0x1fb0...0x1fbc: return 0x3b1
        case 0x388, 0x3ad, 0x1f10...0x1f1f, 0x1f72, 0x1f73: return 0x3b5
        case 0x389, 0x3ae, 0x1f20...0x1f2f, 0x1f74, 0x1f75, 0x1fc2...0x1fcc: return 0x3b7
        case 0x38a, 0x390, 0x3aa, 0x3af, 0x3ca, 0x1f30...0x1f3f, 0x1f76, 0x1f77, 0x1fd0...0x1fdb: return 0x3b9
        case 0x38c, 0x3cc, 0x1f40...0x1f4f, 0x1f78, 0x1f79: return 0x3bf
        case 0x38e, 0x3ab, 0x3b0, 0x3cb, 0x3cd, 0x1f50...0x1f5f, 0x1f7a, 0x1f7b, 0x1fe0...0x1fe3, 0x1fe6...0x1feb:
            return 0x3c5
        case 0x38f, 0x3ce, 0x1f60...0x1f6f, 0x1f7c, 0x1f7d, 0x1ff2...0x1ffc: return 0x3c9
        case 0x3c2: return 0x3c3
        default: return scalar
        }
    }

    private mutating func takeGreek(_ letter: UInt32, next: UInt32) {
        switch (letter, next) {
        case (0x3bf, 0x3c5): put("o", .greek)  // ου: the u follows
        case (0x3bc, 0x3c0) where current.length == 0: return  // initial μπ is b
        case (0x3c5, _) where lastLetter == UInt8(ascii: "a") || lastLetter == UInt8(ascii: "e"): put("v", .greek)
        case (0x3c5, _) where lastLetter == UInt8(ascii: "o"): put("u", .greek)
        case (0x3b3, 0x3b3), (0x3b3, 0x3ba), (0x3b3, 0x3c7), (0x3b3, 0x3be):
            if current.length > 0 { put("n", .greek) }
        default: put(packed: NameReader.alphabet[Int(min(letter, 0x1fff))], .greek)
        }
    }

    private var lastLetter: UInt8 { current.length > 0 ? current[current.length - 1] : 0 }

    // MARK: - Hebrew and Arabic

    private mutating func takeHebrew(_ scalar: UInt32, previous: UInt32, next: UInt32) {
        let nextIsLetter = (0x5d0...0x5ea).contains(next)
        switch scalar {
        case 0x591...0x5bd, 0x5bf...0x5c7: return
        case 0x5be: endToken()
        case 0x5d5:  // ו
            if previous == 0x5d5, current.length > 0 {
                current.removeLast()
                put("v", .hebrew)
            } else {
                put(current.length == 0 ? "v" : "o", .hebrew)
            }
        case 0x5d9: put(current.length == 0 ? "y" : "i", .hebrew)  // י
        case 0x5d4:  // ה
            // Behind a k it would make a kh, which is another sound.
            if nextIsLetter, lastLetter == UInt8(ascii: "k") { return }
            put(nextIsLetter || current.length == 0 ? "h" : "a", .hebrew)
        case 0x5e4 where current.length > 0: put("f", .hebrew)  // פ inside a word
        case 0x5d1 where current.length > 0: put("v", .hebrew)  // ב inside a word
        case 0x5d2 where next == 0x27 || next == 0x5f3 || next == 0x2019: put("j", .hebrew)
        case 0x5e6 where next == 0x27 || next == 0x5f3 || next == 0x2019: put("ch", .hebrew)
        case 0x5d6 where next == 0x27 || next == 0x5f3 || next == 0x2019: put("zh", .hebrew)
        default: put(packed: NameReader.alphabet[Int(scalar)], .hebrew)
        }
    }

    private mutating func takeArabic(_ scalar: UInt32, previous: UInt32, next: UInt32) {
        let nextIsLetter = (0x621...0x6d3).contains(next)
        switch scalar {
        case 0x610..<0x61b, 0x640, 0x64b..<0x660, 0x670, 0x6d6..<0x6ee: return
        case 0x60c, 0x61b, 0x61f, 0x66a..<0x66e, 0x6d4: endToken()
        case 0x627 where current.length == 0 && next == 0x644: put("a", .arabic)
        case 0x644 where current.length == 1 && previous == 0x627 && nextIsLetter:
            // The article stands as a word of its own in Latin script.
            put("l", .arabic)
            if tokens.count < NameReader.tokenLimit { tokens.append(current) }
            current = NameToken()
        case 0x648: put(current.length == 0 ? "w" : "u", .arabic)  // و
        case 0x64a, 0x6cc, 0x649: put(current.length == 0 ? "y" : "i", .arabic)  // ي ی ى
        case 0x629: put("a", .arabic)  // ة
        case 0x647, 0x6c1:
            if nextIsLetter, lastLetter == UInt8(ascii: "k") { return }
            put(nextIsLetter || current.length == 0 ? "h" : "a", .arabic)
        case 0x6be: put("h", .arabic)  // Urdu aspirates
        case 0xfb50..<0xff00:
            // Presentation forms: compatibility characters of the same letters.
            guard let base = ArabicForms.base[scalar] else { return }
            for letter in base { takeArabic(letter, previous: previous, next: next) }
        default: put(packed: NameReader.alphabet[Int(scalar)], .arabic)
        }
    }

    // MARK: - Indic scripts and Thai

    private mutating func takeIndic(_ scalar: UInt32) {
        if scalar >= 0xd80 {
            let (letters, kind) = Sinhala.letter(scalar)
            return putIndic(letters, kind)
        }
        let (letters, kind) = Indic.letter(scalar)
        putIndic(letters, kind)
    }

    private mutating func putIndic(_ letters: String, _ kind: Indic.Kind) {
        switch kind {
        case .consonant:
            put(letters, .indic)
            put("a", .indic)
            inherentVowelAtEnd = true
        case .vowelSign:
            if inherentVowelAtEnd { current.removeLast() }
            put(letters, .indic)
            inherentVowelAtEnd = false
        case .silencer:
            if inherentVowelAtEnd { current.removeLast() }
            inherentVowelAtEnd = false
        case .letter:
            put(letters, .indic)
            inherentVowelAtEnd = false
        case .mark: return
        case .separator: endToken()
        }
    }

    private mutating func takeThai(_ scalar: UInt32, next: UInt32) {
        // Vowels written before their consonant are spoken after it.
        if (0xe40...0xe44).contains(scalar) {
            heldThaiVowel = Thai.letter(scalar)
            return
        }
        put(Thai.letter(scalar), .thai)
        if let held = heldThaiVowel, (0xe01...0xe2e).contains(scalar) {
            put(held, .thai)
            heldThaiVowel = nil
        }
    }

    private var heldThaiVowel: String?

    // MARK: - East Asia

    private mutating func takeKana(_ scalar: UInt32) {
        let kana = Kana.full(scalar)
        switch kana {
        case 0x30fb: endToken()  // ・
        case 0x30fc: return  // ー lengthens
        case 0x30c3: doubling = true  // ッ
        case 0x30e3, 0x30e5, 0x30e7:  // ャ ュ ョ
            guard lastLetter == UInt8(ascii: "i"), current.length > 1 else {
                return put(kana == 0x30e3 ? "ya" : kana == 0x30e5 ? "yu" : "yo", .kana)
            }
            current.removeLast()
            let soft = lastLetter == UInt8(ascii: "h") || lastLetter == UInt8(ascii: "j")
            put((soft ? "" : "y") + (kana == 0x30e3 ? "a" : kana == 0x30e5 ? "u" : "o"), .kana)
        case 0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9:  // ァ ィ ゥ ェ ォ replace the vowel before: ファ fa
            if current.length > 1 { current.removeLast() }
            put(["a", "i", "u", "e", "o"][Int(kana - 0x30a1) / 2], .kana)
        default:
            let letters = Kana.syllable(kana)
            if doubling, let initial = letters.first { put(String(initial), .kana) }
            doubling = false
            put(letters, .kana)
        }
    }

    private mutating func takeHangul(_ scalar: UInt32) {
        if !han.isEmpty, han[0].script != .hangul { endHan() }
        if current.length > 0 { flushCurrent() }
        var syllable = NameToken(Hangul.syllable(scalar))
        syllable.script = .hangul
        han.append(syllable)
        // Two syllables that are a surname together stay together.
        if han.count == 2, Hangul.pairSurnames.contains(han[0].text + han[1].text) { pairSurname = true }
    }

    private mutating func takeHan(_ scalar: UInt32) {
        if !han.isEmpty, han[0].script != .han { endHan() }
        if current.length > 0 { flushCurrent() }
        guard han.count < 24 else { return }
        var syllable = NameToken(Han.reading(scalar))
        syllable.script = .han
        han.append(syllable)
        if han.count == 2, Han.pairSurnames.contains(han[0].text + han[1].text) { pairSurname = true }
    }

    private var pairSurname = false

    private mutating func flushCurrent() {
        if tokens.count < NameReader.tokenLimit { tokens.append(current) }
        current = NameToken()
    }

    /// A run of Han characters or Hangul syllables: a whole name begins with the surname, of one syllable or a known pair.
    private mutating func endHan() {
        let run = han
        han.removeAll(keepingCapacity: true)
        let paired = pairSurname
        pairSurname = false
        guard let head = run.first else { return }
        func join(_ part: ArraySlice<NameToken>) -> NameToken {
            var whole = NameToken()
            whole.script = head.script
            for token in part { whole = whole.joined(with: token) }
            return whole
        }
        guard tokens.count < NameReader.tokenLimit else { return }
        // Only a name of one run is cut: where blanks part it, they show the parts.
        if part == .whole, tokens.isEmpty, onlyRun == nil, run.count >= 2 {
            let cut = paired && run.count > 2 ? 2 : 1
            if run.count <= cut + 2 { onlyRun = (join(run[..<cut]), join(run[cut...])) }
        }
        tokens.append(join(run[...]))
    }

    /// Surname and given name of a run that is the first of its name, should it be the only one.
    private var onlyRun: (NameToken, NameToken)?

    private mutating func cutOnlyRun() {
        guard let (surname, given) = onlyRun else { return }
        onlyRun = nil
        guard tokens.count == 1 else { return }
        tokens = [surname, given]
    }
}
