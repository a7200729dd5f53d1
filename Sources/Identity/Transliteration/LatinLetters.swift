/// National letters of the Latin script (Doc 9303-3 section 6, table A). Where the standard leaves a choice (Ä as AE or
/// A, Ñ as N or NXX) the first one is taken. Accented letters that lose their mark and nothing else need no row: the
/// canonical decomposition gives their base letter.
enum LatinLetters {
    static let table = TransliterationTable(
        """
        Ä AE  Å AA  Æ AE
        Đ D   Ð D   Ɖ D
        Ə E
        Ħ H
        İ I   ı I   Ĳ IJ
        ĸ Q
        Ł L   Ŀ L
        Ñ N   Ŋ N   ŉ N
        Ö OE  Ø OE  Œ OE
        ẞ SS  ß SS  ſ S
        Ŧ T
        Þ TH
        Ü UE
        """)
}
