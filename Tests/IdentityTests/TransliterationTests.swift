import Testing

@testable import Identity

@Suite("Doc 9303-3 section 6: transliteration")
struct TransliterationTests {
    @Test(
        "Table A: Latin letters, composed or decomposed, in either case",
        arguments: [
            ("Müller", "MUELLER"), ("Mu\u{308}ller", "MUELLER"), ("MÜLLER", "MUELLER"), ("Weiß", "WEISS"),
            ("WEIẞ", "WEISS"),
            ("Åse", "AASE"), ("A\u{30A}se", "AASE"), ("\u{212B}se", "AASE"), ("i\u{307}brahim", "IBRAHIM"),
            ("Sørensen", "SOERENSEN"), ("Œuvrard", "OEUVRARD"), ("Ærø", "AEROE"),
            ("Ĳsbrand", "IJSBRAND"), ("Núñez", "NUNEZ"), ("Þórr", "THORR"), ("Guðrún", "GUDRUN"), ("Đặng", "DANG"),
            ("Łoś", "LOS"), ("Ħamrun", "HAMRUN"), ("Ŧ", "T"), ("Ŋ", "N"), ("Işık", "ISIK"), ("İbrahim", "IBRAHIM"),
            ("Əliyev", "ELIYEV"), ("Nguyễn Thị Ánh", "NGUYEN<THI<ANH"), ("Őry Ű", "ORY<U"), ("Ștefan", "STEFAN"),
        ])
    func latin(text: String, zone: String) { #expect(Transliteration.machineReadable(text) == zone) }

    @Test(
        "Apostrophes and full stops vanish; blanks, hyphens and commas become one filler",
        arguments: [
            ("O'Connor", "OCONNOR"), ("O’Connor", "OCONNOR"), ("D`Arcy", "DARCY"), ("Smith-Jones", "SMITH<JONES"),
            ("Smith - Jones", "SMITH<JONES"), ("Smith‐Jones", "SMITH<JONES"), ("Smith–Jones", "SMITH<JONES"),
            ("King, Jr.", "KING<JR"), ("  J. R.  ", "J<R"), ("a\u{A0}b\tc\r\nd", "A<B<C<D"), ("-,.'", ""), ("", ""),
        ])
    func punctuation(text: String, zone: String) { #expect(Transliteration.machineReadable(text) == zone) }

    @Test("Table B: the Russian alphabet, letter by letter")
    func russianAlphabet() {
        let letters = Array("АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ")
        let texts = """
            A B V G D E E ZH Z I I K L M N O P R S T U F KH TS CH SH SHCH IE Y  E IU IA
            """.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        #expect(letters.count == texts.count)
        for (letter, text) in zip(letters, texts) {
            #expect(Transliteration.machineReadable(String(letter)) == text)
            #expect(Transliteration.machineReadable(String(letter).lowercased()) == text)
        }
    }

    @Test(
        "Table B: what the language changes",
        arguments: [
            ("Глёб", CyrillicLanguage.belarusian, "HLIOB"), ("Ўладзімір", .belarusian, "ULADZIMIR"),
            ("Щерев", .bulgarian, "SHTEREV"), ("Ѓорѓи Ќосев Џафер Хаџи", .macedonian, "GJORGJI<KJOSEV<DJAFER<HADJI"),
            ("Живковић", .serbian, "ZIVKOVIC"),
            ("Шћепан Хаџић Чоловић Љиљана", .serbian, "SCEPAN<HADZIC<COLOVIC<LJILJANA"),
            ("Дмитро Згурський", .ukrainian, "DMYTRO<ZHURSKYI"),
            (
                "Юрій Їжакевич Євген Яна Йосип", .ukrainian,
                "YURII<YIZHAKEVYCH<YEVHEN<YANA<YOSYP"
            ), ("Знаєш Ніїв Ліюк", .ukrainian, "ZNAIESH<NIIV<LIIUK"),
        ])
    func variants(text: String, language: CyrillicLanguage, zone: String) {
        #expect(Transliteration.machineReadable(text, language: language) == zone)
    }

    @Test(
        "Table C: Arabic letters, marks, teh marbuta and the letters of Persian and Urdu",
        arguments: [
            ("محمد", "MXHMD"), ("مُحَمَّد", "MXHMMD"), ("محـــمد", "MXHMD"), ("فاطمة", "FAXTTMXAH"),
            ("فاطمة علي", "FAXTTMXAH<ELY"), ("خديجة الزهراء", "XKHDYJXAH<ALZHRAXE"), ("مرتضى", "MRTXDZXAY"),
            ("گلپری", "XGGLPRXYA"), ("چوہدری", "XCWXXGDRXYA"), ("ڈار", "XXDAR"), ("آل", "XAAL"), ("ا\u{653}ل", "XAAL"),
        ])
    func arabic(text: String, zone: String) { #expect(Transliteration.machineReadable(text) == zone) }

    @Test("Table C gives each letter a text of its own, so that a zone can be turned back")
    func arabicIsReversible() {
        var letterOfText: [String: Unicode.Scalar] = [:]
        for value in UInt32(0x0621)...0x06D3 {
            guard let scalar = Unicode.Scalar(value), let text = ArabicLetters.zone[scalar] else { continue }
            #expect(text.utf8.allSatisfy { (65...90).contains($0) })
            #expect(ArabicLetters.plain[scalar] != nil)
            // Pashto E is the one letter that shares its text: with yeh.
            if scalar != "ې" { #expect(letterOfText.updateValue(scalar, forKey: text) == nil, "\(text)") }
        }
        #expect(letterOfText.count == 65)
        for value in Array(UInt32(0x0621)...0x063A) + Array(0x0641...0x064A) {
            #expect(ArabicLetters.zone[Unicode.Scalar(value)!] != nil)
        }
    }

    @Test(
        "Search keys bring scripts together",
        arguments: [
            ("Иванов Пётр", "IVANOV PETR"), ("محمد", "MHMD"), ("خالد", "KHALD"), ("Παπαδόπουλος", "PAPADOPOULOS"),
            ("გიორგი", "GIORGI"), ("王小明", "WANG XIAO MING"), ("김민준", "GIMMINJUN"), ("संजय शर्मा", "SANJAYA SARMA"),
            ("Anna-Maria  Müller", "ANNA MARIA MUELLER"),
        ])
    func searchKeys(text: String, key: String) { #expect(Transliteration.searchKey(text) == key) }

    @Test("Whatever goes in, only zone letters come out")
    func anything() {
        var random = SeededGenerator(21)
        let words = [
            "Ж", "é", "ش", "\u{651}", "王", "'", "-", " ", "7", "٣", "\u{0}", "👩‍👩‍👧", "\u{301}", "ß", "ﷺ", "<", "Ω",
        ]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in words.randomElement(using: &random)! }
                .joined()
            let zone = Transliteration.machineReadable(text)
            #expect(zone.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 60 }, "\(text)")
            #expect(!zone.contains("<<") && !zone.hasPrefix("<") && !zone.hasSuffix("<"), "\(text) → \(zone)")
        }
    }
}
