/// A language written in Cyrillic whose letters Doc 9303-3 reads in its own way.
public enum CyrillicLanguage: String, CaseIterable, Hashable, Sendable {
    case russian, belarusian, bulgarian, macedonian, serbian, ukrainian
}

/// Cyrillic letters (Doc 9303-3 section 6, table B).
enum CyrillicLetters {
    /// Every letter of the table, as read unless the language says otherwise.
    static let common = TransliterationTable(
        """
        А A     Б B     В V     Г G     Д D     Е E     Ё E     Ж ZH
        З Z     И I     Й I     К K     Л L     М M     Н N     О O
        П P     Р R     С S     Т T     У U     Ф F     Х KH    Ц TS
        Ч CH    Ш SH    Щ SHCH  Ъ IE    Ы Y     Ь -     Э E     Ю IU
        Я IA
        Ѐ E     Ђ D     Ѓ G     Є IE    Ѕ DZ    І I     Ї I     Ј J
        Љ LJ    Њ NJ    Ћ C     Ќ K     Ѝ I     Ў U     Џ DZ    Ґ G
        Ѫ U     Ѵ Y
        """)

    /// The exceptions of each language.
    private static let exceptions: [CyrillicLanguage: TransliterationTable] = [
        .belarusian: TransliterationTable("Г H  Ё IO"),
        .bulgarian: TransliterationTable("Щ SHT"),
        .macedonian: TransliterationTable("Ѓ GJ  Ќ KJ  Х H  Ц C  Џ DJ"),
        .serbian: TransliterationTable("Г H  Ж Z  Х H  Ц C  Ч C  Ш S"),
        .ukrainian: TransliterationTable("Г H  И Y"),
    ]

    /// Ukrainian letters at the beginning of a name.
    private static let ukrainianInitials = TransliterationTable("Є YE  Ї YI  Й Y  Ю YU  Я YA")

    static func text(for letter: Unicode.Scalar, language: CyrillicLanguage, isInitial: Bool) -> String? {
        if language == .ukrainian, isInitial, let text = ukrainianInitials[letter] { return text }
        return exceptions[language]?[letter] ?? common[letter]
    }
}
