/// Letters of the Arabic script: Arabic, Persian, Urdu, Pashto, Kurdish and Uighur (Doc 9303-3 section 6, table C).
///
/// The zone's texts are made to be turned back into the Arabic letter, so letters without a Latin counterpart begin
/// with X. That is of no use to compare a name with one that somebody wrote by ear, so each row holds a second,
/// plain text for search keys: the consonant an English reader hears.
enum ArabicLetters {
    /// For the machine-readable zone.
    static let zone = column(1)
    /// For search keys.
    static let plain = column(2)

    /// Doubles the letter before it.
    static let shadda: Unicode.Scalar = "\u{0651}"
    static let tehMarbuta: Unicode.Scalar = "ة"
    /// Teh marbuta at the end of a name component, where it is heard as a vowel and not as a T.
    static let finalTehMarbuta = (zone: "XAH", plain: "A")

    /// Vowel marks are optional in names and left out, so that the same name with and without them gives one
    /// text; tatweel only stretches the line, and the invisible joiners shape letters.
    static func isSilent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0640, 0x064B...0x0650, 0x0652...0x065F, 0x0610...0x061A, 0x06D6...0x06ED, 0x200B...0x200F: true
        default: false
        }
    }

    private static func column(_ number: Int) -> TransliterationTable {
        TransliterationTable(
            rows.split(separator: "\n").map { row in
                let words = row.split(separator: " ")
                return words.count == 3 ? "\(words[0]) \(words[number])" : ""
            }.joined(separator: "\n"))
    }

    private static let rows = """
        ء XE -
        آ XAA A
        أ XAE A
        ؤ U W
        إ I I
        ئ XI Y
        ا A A
        ب B B
        ة XTA T
        ت T T
        ث XTH TH
        ج J J
        ح XH H
        خ XKH KH
        د D D
        ذ XDH DH
        ر R R
        ز Z Z
        س S S
        ش XSH SH
        ص XSS S
        ض XDZ D
        ط XTT T
        ظ XZZ Z
        ع E A
        غ G GH
        ف F F
        ق Q Q
        ك K K
        ل L L
        م M M
        ن N N
        ه H H
        و W W
        ى XAY A
        ي Y Y
        ٱ XXA A
        ٹ XXT T
        ټ XRT T
        پ P P
        ځ XKE DZ
        څ XXH TS
        چ XC CH
        ڈ XXD D
        ډ XDR D
        ڑ XXR R
        ړ XRR R
        ږ XRX ZH
        ژ XJ ZH
        ښ XXS SH
        ک XKK K
        ګ XXK G
        ڭ XNG NG
        گ XGG G
        ں XNN N
        ڼ XXN N
        ھ XDO H
        ۀ XYH H
        ہ XXG H
        ۂ XGE H
        ۃ XTG T
        ی XYA Y
        ۍ XXY Y
        ې Y E
        ے XYB E
        ۓ XBE E
        """
}
