/// How a name in a table gets the Latin form that the passport office of its country prints.
enum Romanisation: Sendable {
    /// Latin already; kept with its diacritics, as the visual zone shows it.
    case asPrinted
    /// Latin already; the office prints no diacritics.
    case withoutMarks
    /// Letter by letter, by the national standard for passports.
    case russian, ukrainian, serbian, georgian, armenian
    /// Written beside the native form in the table, `native=Latin`, or `native=A/B/C` of which one column is taken.
    case paired(column: Int)

    func callAsFunction(_ text: String) -> String {
        switch self {
        case .asPrinted, .paired: text
        case .withoutMarks: LatinMarks.removed(from: text)
        case .russian: spelled(text, Romanisation.russianLetters)
        case .ukrainian: ukrainianSpelling(text)
        case .serbian: spelled(text, Romanisation.serbianLetters)
        case .georgian: capitalised(spelled(text, Romanisation.georgianLetters))
        case .armenian: armenianSpelling(text)
        }
    }

    // MARK: - National tables

    /// Order No 320 of the Russian foreign ministry (2020), which follows ICAO Doc 9303.
    private static let russianLetters = letters(
        "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ъ=ie ы=y ь= э=e ю=iu я=ia"
    )
    /// Resolution No 55 of the Ukrainian government (2010), inside a word.
    private static let ukrainianLetters = letters(
        "а=a б=b в=v г=h ґ=g д=d е=e є=ie ж=zh з=z и=y і=i ї=i й=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=shch ь= ю=iu я=ia '="
    )
    /// The same at the beginning of a word.
    private static let ukrainianInitials = letters("є=ye ї=yi й=y ю=yu я=ya")
    /// Serbian is written in both scripts, letter for letter.
    private static let serbianLetters = letters(
        "а=a б=b в=v г=g д=d ђ=đ е=e ж=ž з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=ć у=u ф=f х=h ц=c ч=č џ=dž ш=š")
    /// The national system of Georgia (2002) without its apostrophes, as passports have it.
    private static let georgianLetters = letters(
        "ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q შ=sh ჩ=ch ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h"
    )
    /// Armenian as its passports spell it: after ISO 9985, without marks.
    private static let armenianLetters = letters(
        "ա=a բ=b գ=g դ=d ե=e զ=z է=e ը=y թ=t ժ=zh ի=i լ=l խ=kh ծ=ts կ=k հ=h ձ=dz ղ=gh ճ=ch մ=m յ=y ն=n շ=sh ո=o չ=ch պ=p ջ=j ռ=r ս=s վ=v տ=t ր=r ց=ts ւ=v փ=p ք=k և=ev օ=o ֆ=f"
    )

    private static func letters(_ table: String) -> [Character: String] {
        var result: [Character: String] = [:]
        for entry in table.split(separator: " ") {
            let sides = entry.split(separator: "=", omittingEmptySubsequences: false)
            guard sides.count == 2, let letter = sides[0].first else { continue }
            result[letter] = String(sides[1])
        }
        return result
    }

    // MARK: - Spelling

    /// Upper case stays upper case: the first letter of what it becomes.
    private func spelled(_ text: String, _ table: [Character: String]) -> String {
        var result = ""
        for character in text {
            let lower = Character(character.lowercased())
            guard let latin = table[lower] else {
                result.append(character)
                continue
            }
            result += lower == character ? latin : capitalised(latin)
        }
        return result
    }

    private func ukrainianSpelling(_ text: String) -> String {
        var result = ""
        var isInitial = true
        var previous: Character = " "
        for character in text {
            let lower = Character(character.lowercased())
            var latin = Romanisation.ukrainianLetters[lower]
            if isInitial, let initial = Romanisation.ukrainianInitials[lower] { latin = initial }
            if lower == "г", previous == "з" { latin = "gh" }  // so that it is not read as ж
            if let latin {
                result += lower == character ? latin : capitalised(latin)
            } else {
                result.append(character)
            }
            isInitial = !character.isLetter && character != "'"
            previous = lower
        }
        return result
    }

    /// ո and ե are vo and ye at the beginning of a word, ու is u.
    private func armenianSpelling(_ text: String) -> String {
        var result = ""
        var isInitial = true
        let characters = Array(text)
        var index = 0
        while index < characters.count {
            let character = characters[index]
            let lower = Character(character.lowercased())
            var latin = Romanisation.armenianLetters[lower]
            if lower == "ո" {
                if index + 1 < characters.count, characters[index + 1] == "ւ" {
                    latin = "u"
                    index += 1
                } else if isInitial {
                    latin = "vo"
                }
            } else if lower == "ե", isInitial {
                latin = "ye"
            }
            if let latin {
                result += lower == character ? latin : capitalised(latin)
            } else {
                result.append(character)
            }
            isInitial = !character.isLetter
            index += 1
        }
        return result
    }

    private func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }
}
