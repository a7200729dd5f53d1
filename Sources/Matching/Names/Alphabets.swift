/// Alphabets letter by letter: (characters, the Latin letters they are searched by).
///
/// One usual romanisation per letter; what other romanisations write differently (Х as kh, h or ch) meets in `NameSound`.
enum Alphabets {
    static let cyrillic: [(String, String)] = [
        ("АаӐӑӒӓӘә", "a"), ("Бб", "b"), ("Вв", "v"), ("ГгҐґЃѓҒғҔҕ", "g"), ("Дд", "d"), ("Ђђ", "dj"),
        ("ЕеѐЀЭэЄєӖӗ", "e"), ("Ёё", "yo"), ("ЖжҖҗӜӝ", "zh"), ("ЗзҘҙӞӟ", "z"), ("Ѕѕ", "dz"),
        ("ИиІіѝЍӢӣӤӥ", "i"), ("Її", "yi"), ("ЙйҊҋ", "y"), ("Јј", "j"), ("КкЌќҚқҜҝҞҟҠҡ", "k"), ("Лл", "l"), ("Љљ", "lj"),
        ("Мм", "m"), ("НнҢңҤҥ", "n"), ("Њњ", "nj"), ("ОоӦӧӨө", "o"), ("Пп", "p"), ("Рр", "r"), ("СсҪҫ", "s"),
        ("ТтҬҭ", "t"), ("Ћћ", "c"), ("УуЎўҮүҰұӮӯӰӱӲӳ", "u"), ("Фф", "f"), ("ХхҲҳҺһ", "kh"), ("Цц", "ts"),
        ("ЧчҶҷҸҹӴӵ", "ch"), ("Џџ", "dz"), ("Шш", "sh"), ("Щщ", "shch"), ("ЪъЬь", ""), ("ЫыӸӹ", "y"), ("Юю", "yu"),
        ("Яя", "ya"),
    ]

    static let greek: [(String, String)] = [
        ("α", "a"), ("β", "v"), ("γ", "g"), ("δ", "d"), ("ε", "e"), ("ζ", "z"), ("η", "i"), ("θ", "th"), ("ι", "i"),
        ("κ", "k"), ("λ", "l"), ("μ", "m"), ("ν", "n"), ("ξ", "x"), ("ο", "o"), ("π", "p"), ("ρ", "r"), ("σς", "s"),
        ("τ", "t"), ("υ", "y"), ("φ", "f"), ("χ", "ch"), ("ψ", "ps"), ("ω", "o"),
    ]

    static let armenian: [(String, String)] = [
        ("Աա", "a"), ("Բբ", "b"), ("Գգ", "g"), ("Դդ", "d"), ("Եե", "e"), ("Զզ", "z"), ("Էէ", "e"), ("Ըը", "y"), ("Թթ", "t"),
        ("Ժժ", "zh"), ("Իի", "i"), ("Լլ", "l"), ("Խխ", "kh"), ("Ծծ", "ts"), ("Կկ", "k"), ("Հհ", "h"), ("Ձձ", "dz"), ("Ղղ", "gh"),
        ("Ճճ", "ch"), ("Մմ", "m"), ("Յյ", "y"), ("Նն", "n"), ("Շշ", "sh"), ("Ոո", "o"), ("Չչ", "ch"), ("Պպ", "p"), ("Ջջ", "j"),
        ("Ռռ", "r"), ("Սս", "s"), ("Վվ", "v"), ("Տտ", "t"), ("Րր", "r"), ("Ցց", "ts"), ("Ււ", "v"), ("Փփ", "p"), ("Քք", "k"),
        ("Օօ", "o"), ("Ֆֆ", "f"), ("և", "ev"),
    ]

    static let hebrew: [(String, String)] = [
        ("א", "a"), ("ב", "b"), ("ג", "g"), ("ד", "d"), ("ז", "z"), ("ח", "kh"), ("ט", "t"), ("כך", "k"), ("ל", "l"),
        ("מם", "m"), ("נן", "n"), ("ס", "s"), ("ע", "a"), ("פ", "p"), ("ף", "f"), ("צץ", "tz"), ("ק", "k"), ("ר", "r"),
        ("ש", "sh"), ("ת", "t"), ("ײ", "i"), ("ױ", "oi"), ("װ", "v"),
    ]

    static let arabic: [(String, String)] = [
        ("اأآٱ", "a"), ("إ", "i"), ("ء", ""), ("ؤ", "u"), ("ئ", "i"), ("ب", "b"), ("پ", "p"), ("ت", "t"), ("ٹ", "t"), ("ث", "th"),
        ("ج", "j"), ("چ", "ch"), ("ح", "h"), ("خ", "kh"), ("د", "d"), ("ڈ", "d"), ("ذ", "dh"), ("ر", "r"), ("ڑ", "r"), ("ز", "z"),
        ("ژ", "zh"), ("س", "s"), ("ش", "sh"), ("ص", "s"), ("ض", "d"), ("ط", "t"), ("ظ", "z"), ("ع", "a"), ("غ", "gh"), ("ف", "f"),
        ("ڤ", "v"), ("ق", "q"), ("كکڪ", "k"), ("گڭ", "g"), ("ل", "l"), ("م", "m"), ("نں", "n"), ("ے", "e"), ("ۀ", "h"), ("ۆۇۈ", "o"),
        ("ې", "e"), ("ە", "a"), ("ۋ", "v"), ("ټ", "t"), ("ډ", "d"), ("ړ", "r"), ("ږ", "g"), ("ښ", "sh"), ("ڼ", "n"), ("ۍ", "i"),
        ("څ", "ts"), ("ځ", "dz"),
    ]
}

/// Georgian (Mkhedruli, Mtavruli and the old capitals), as the national romanisation writes it without apostrophes.
enum Georgian {
    private static let letters = [
        "a", "b", "g", "d", "e", "v", "z", "t", "i", "k", "l", "m", "n", "o", "p", "zh", "r", "s", "t", "u", "p", "k", "gh",
        "q", "sh", "ch", "ts", "dz", "ts", "ch", "kh", "j", "h", "e", "y", "w", "kh", "o", "f",
    ]

    static func letter(_ scalar: UInt32) -> String {
        let index: UInt32
        switch scalar {
        case 0x10d0...0x10f6: index = scalar - 0x10d0
        case 0x10a0...0x10c5: index = scalar - 0x10a0
        case 0x1c90...0x1cb6: index = scalar - 0x1c90
        default: return ""
        }
        return Int(index) < letters.count ? letters[Int(index)] : ""
    }
}

/// The Ethiopic syllabary: rows of eight, one consonant with each vowel.
enum Ethiopic {
    private static let consonants = [
        "h", "l", "h", "m", "s", "r", "s", "sh", "k", "k", "k", "k", "b", "v", "t", "ch", "h", "h", "n", "ny", "", "k", "k",
        "kh", "k", "w", "", "z", "zh", "y", "d", "d", "j", "g", "g", "g", "t", "ch", "p", "ts", "ts", "f", "p",
    ]
    private static let vowels = ["e", "u", "i", "a", "e", "", "o", "wa"]

    static func syllable(_ scalar: UInt32) -> String {
        let offset = Int(scalar - 0x1200)
        guard offset / 8 < consonants.count else { return "" }
        let consonant = consonants[offset / 8]
        // The glottal rows and the row of h begin with an open a.
        let open = offset % 8 == 0 && (consonant.isEmpty || consonant == "h")
        let vowel = open ? "a" : vowels[offset % 8]
        return consonant + (consonant.isEmpty && vowel.isEmpty ? "e" : vowel)
    }
}

/// The nine Brahmic scripts of India, whose Unicode blocks share one layout.
enum Indic {
    enum Kind { case consonant, vowelSign, letter, silencer, mark, separator }

    private static let consonants = [
        "k", "kh", "g", "gh", "n", "ch", "ch", "j", "jh", "n", "t", "th", "d", "dh", "n", "t", "th", "d", "dh", "n", "n", "p",
        "ph", "b", "bh", "m", "y", "r", "r", "l", "l", "zh", "v", "sh", "sh", "s", "h",
    ]
    private static let vowels = [
        "a", "a", "i", "i", "u", "u", "ri", "l", "e", "e", "e", "ai", "o", "o", "o", "au",
    ]
    private static let signs = ["a", "i", "i", "u", "u", "ri", "ri", "e", "e", "e", "ai", "o", "o", "o", "au"]
    private static let dotted = ["q", "kh", "g", "z", "r", "r", "f", "y"]

    static func letter(_ scalar: UInt32) -> (String, Kind) {
        let tamil = scalar >= 0xb80 && scalar < 0xc00
        switch Int(scalar & 0x7f) {
        case 0x00...0x02: return ("n", .letter)
        case 0x03: return ("h", .letter)
        case let at where (0x05...0x14).contains(at): return (vowels[at - 5], .letter)
        case let at where (0x15...0x39).contains(at):
            // Tamil writes one letter for ch and s, and has its own zh.
            if tamil, at == 0x1a { return ("s", .consonant) }
            if !tamil, at == 0x34, scalar < 0xd00 { return ("l", .consonant) }
            return (consonants[at - 0x15], .consonant)
        case 0x3c: return ("", .mark)
        case let at where (0x3e...0x4c).contains(at): return (signs[at - 0x3e], .vowelSign)
        case 0x4d: return ("", .silencer)
        case let at where (0x58...0x5f).contains(at): return (dotted[at - 0x58], .consonant)
        case 0x64, 0x65: return ("", .separator)
        case 0x70: return scalar == 0xa70 ? ("n", .letter) : ("", .mark)
        case 0x7a: return ("n", .letter)
        case 0x7b: return ("n", .letter)
        case 0x7c: return ("r", .letter)
        case 0x7d, 0x7e: return ("l", .letter)
        default: return ("", .mark)
        }
    }
}

enum Sinhala {
    private static let consonants = [
        "k", "kh", "g", "gh", "n", "n", "ch", "ch", "j", "jh", "n", "n", "n", "t", "th", "d", "dh", "n", "n", "th", "th", "d", "dh",
        "n", "", "n", "p", "p", "b", "b", "m", "m", "y", "r", "", "l", "", "", "v", "sh", "sh", "s", "h", "l", "f",
    ]
    private static let vowels = [
        "a", "a", "e", "e", "i", "i", "u", "u", "ri", "ru", "l", "l", "e", "e", "ai", "o", "o", "au",
    ]

    static func letter(_ scalar: UInt32) -> (String, Indic.Kind) {
        switch Int(scalar) - 0xd80 {
        case let at where (0x05...0x16).contains(at): return (vowels[at - 5], .letter)
        case let at where (0x1a...0x46).contains(at): return (consonants[at - 0x1a], .consonant)
        case 0x4a: return ("", .silencer)
        case 0x4f, 0x50, 0x51: return ("a", .vowelSign)
        case 0x52, 0x53: return ("i", .vowelSign)
        case 0x54, 0x56: return ("u", .vowelSign)
        case 0x58: return ("ru", .vowelSign)
        case 0x59, 0x5a: return ("e", .vowelSign)
        case 0x5b: return ("ai", .vowelSign)
        case 0x5c, 0x5d: return ("o", .vowelSign)
        case 0x5e: return ("au", .vowelSign)
        case 0x02: return ("n", .letter)
        default: return ("", .mark)
        }
    }
}

/// Thai by the Royal Institute's letters.
enum Thai {
    private static let consonants = [
        "k", "kh", "kh", "kh", "kh", "kh", "ng", "ch", "ch", "ch", "s", "ch", "y", "d", "t", "th", "th", "th", "n", "d", "t", "th",
        "th", "th", "n", "b", "p", "ph", "f", "ph", "f", "ph", "m", "y", "r", "rue", "l", "lue", "w", "s", "s", "s", "h", "l", "", "h",
    ]

    static func letter(_ scalar: UInt32) -> String {
        switch scalar {
        case 0xe01...0xe2e: return consonants[Int(scalar - 0xe01)]
        case 0xe30, 0xe31, 0xe32: return "a"
        case 0xe33: return "am"
        case 0xe34, 0xe35: return "i"
        case 0xe36, 0xe37: return "ue"
        case 0xe38, 0xe39: return "u"
        case 0xe40: return "e"
        case 0xe41: return "ae"
        case 0xe42: return "o"
        case 0xe43, 0xe44: return "ai"
        default: return ""
        }
    }
}

/// Japanese syllables in Hepburn romanisation.
enum Kana {
    private static let table = [
        "a", "a", "i", "i", "u", "u", "e", "e", "o", "o", "ka", "ga", "ki", "gi", "ku", "gu", "ke", "ge", "ko", "go", "sa", "za",
        "shi", "ji", "su", "zu", "se", "ze", "so", "zo", "ta", "da", "chi", "ji", "tsu", "tsu", "zu", "te", "de", "to", "do",
        "na", "ni", "nu", "ne", "no", "ha", "ba", "pa", "hi", "bi", "pi", "fu", "bu", "pu", "he", "be", "pe", "ho", "bo", "po",
        "ma", "mi", "mu", "me", "mo", "ya", "ya", "yu", "yu", "yo", "yo", "ra", "ri", "ru", "re", "ro", "wa", "wa", "i", "e", "o",
        "n", "vu", "ka", "ke", "va", "vi", "ve", "vo",
    ]
    private static let half = Array("ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン".unicodeScalars)

    /// The katakana for hiragana and half-width forms.
    static func full(_ scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x3041...0x3096: return scalar + 0x60
        case 0xff66...0xff9d: return half[Int(scalar - 0xff66)].value
        default: return scalar
        }
    }

    static func syllable(_ kana: UInt32) -> String {
        let index = Int(kana) - 0x30a1
        return index >= 0 && index < table.count ? table[index] : ""
    }
}

/// Korean syllables in Revised Romanization; a surname takes the spelling that people with it use.
enum Hangul {
    private static let initials = [
        "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h",
    ]
    private static let vowels = [
        "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui",
        "i",
    ]
    private static let finals = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t",
        "k", "t", "p", "t",
    ]

    static func parts(_ scalar: UInt32) -> (initial: Int, vowel: Int, final: Int) {
        let index = Int(scalar - 0xac00)
        return (index / 588, index % 588 / 28, index % 28)
    }

    static func syllable(_ scalar: UInt32) -> String {
        let (initial, vowel, final) = parts(scalar)
        return initials[initial] + vowels[vowel] + finals[final]
    }

    /// 남궁 황보 제갈 선우 독고 사공 서문
    static let pairSurnames: Set<String> = [
        "namgung", "hwangbo", "jegal", "seonu", "dokgo", "sagong", "seomun",
    ]
}

/// Han characters by their usual Mandarin reading.
enum Han {
    static let pairSurnames: Set<String> = [
        "ouyang", "sima", "zhuge", "shangguan", "dongfang", "huangfu", "linghu", "situ", "sikong", "xiahou", "murong",
        "gongsun", "zhangsun", "yuwen",
    ]

    static func reading(_ scalar: UInt32) -> String {
        let index = Int(scalar) - 0x4e00
        guard index >= 0, index < readings.count else { return "" }
        return syllables[Int(readings[index])]
    }

    private static let syllables: [String] = [""] + HanReadings.groups.map(\.syllable)

    private static let readings: [UInt16] = {
        var table = [UInt16](repeating: 0, count: 0x5200)
        for (index, group) in HanReadings.groups.enumerated() {
            for scalar in group.characters.unicodeScalars { table[Int(scalar.value) - 0x4e00] = UInt16(index + 1) }
        }
        return table
    }()
}

/// Arabic presentation forms and the letters that they stand for.
enum ArabicForms {
    static let base: [UInt32: [UInt32]] = {
        var table: [UInt32: [UInt32]] = [:]
        // Forms B: for each letter its isolated, final, and where it joins on also its initial and medial form.
        var form: UInt32 = 0xfe80
        for (letters, count) in [
            ("ء", 1), ("آأؤإ", 2), ("ئ", 4), ("ا", 2), ("ب", 4), ("ة", 2), ("تثجحخ", 4), ("دذرز", 2),
            ("سشصضطظعغفقكلمنه", 4), ("وى", 2), ("ي", 4),
        ] as [(String, UInt32)] {
            for letter in letters.unicodeScalars {
                for _ in 0..<count {
                    table[form] = [letter.value]
                    form += 1
                }
            }
        }
        for (offset, alef) in ["آ", "أ", "إ", "ا"].enumerated() {
            for shape in 0..<2 {
                table[0xfef5 + UInt32(offset * 2 + shape)] = [0x644] + alef.unicodeScalars.map(\.value)
            }
        }
        for (start, count, letter) in [
            (0xfb56, 4, "پ"), (0xfb66, 4, "ٹ"), (0xfb7a, 4, "چ"), (0xfb88, 2, "ڈ"), (0xfb8a, 2, "ژ"),
            (0xfb8c, 2, "ڑ"), (0xfb8e, 4, "ک"), (0xfb92, 4, "گ"), (0xfb9e, 2, "ں"), (0xfba6, 4, "ه"), (0xfbae, 2, "ے"),
            (0xfbfc, 4, "ی"),
        ] as [(UInt32, UInt32, String)] {
            for shape in 0..<count { table[start + shape] = letter.unicodeScalars.map(\.value) }
        }
        return table
    }()
}
