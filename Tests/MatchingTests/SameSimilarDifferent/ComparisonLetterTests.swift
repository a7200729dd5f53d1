import Foundation
import Identity
import Testing

@testable import Matching

/// A property for every letter of Annex II of Delegated Regulation (EU) 2023/333: a difference of just that kind is explained by that
/// letter, whichever side comes first.
@Suite struct ComparisonLetterTests {
    static let rounds = 200

    func base(_ surname: String, _ given: String) -> ComparedIdentity {
        ComparedIdentity(
            surnames: [surname], givenNames: [given], datesOfBirth: [ComparedDate("1980-03-17")].compactMap { $0 }, sexes: [.female],
            nationalities: ["GEO"])
    }

    func letters(_ a: ComparedIdentity, _ b: ComparedIdentity) -> [IdentityComparison.Rule] {
        let (forth, back) = (IdentityComparison.compare(a, b), IdentityComparison.compare(b, a))
        #expect(forth == back)
        #expect(forth.names.rules.isEmpty == (forth.names.result != .similar))
        return forth.names.rules
    }

    /// Each round gives two different names of plain letters.
    func names(_ body: (String, String, inout Dice) -> Void) {
        var crowd = Crowd(dice: Dice(state: 333))
        for _ in 0..<ComparisonLetterTests.rounds {
            let (surname, given) = (crowd.name(), crowd.name())
            guard surname != given else { continue }
            body(surname, given, &crowd.dice)
        }
    }

    @Test("format is no difference") func format() {
        names { surname, given, _ in
            let other = base("  " + surname.uppercased() + " ", given.lowercased().decomposedStringWithCanonicalMapping)
            #expect(IdentityComparison.compare(base(surname, given), other).result == .same)
        }
    }

    @Test("(a) a letter with its transliteration") func transliteration() {
        names { surname, given, dice in
            let (letter, texts) = dice.pick(ComparedTransliteration.latin)
            guard let text = texts.first, letter.unicodeScalars.count == 1 else { return }
            #expect(letters(base(letter + surname, given), base(text + surname, given)).contains(.a))
        }
    }

    @Test("(a) a whole name in Cyrillic and each of its romanisations") func cyrillic() {
        var dice = Dice(state: 5)
        let alphabet = ComparedTransliteration.cyrillic.filter { $0.letter.unicodeScalars.count == 1 && $0.texts != [""] }
        for _ in 0..<ComparisonLetterTests.rounds {
            let word = (0..<6).map { _ in dice.pick(alphabet) }
            let original = word.map(\.letter).joined()
            let (one, other) = (word.map { dice.pick($0.texts) }.joined(), word.map { dice.pick($0.texts) }.joined())
            #expect(letters(base(original, "Ana"), base(one, "Ana")).contains(.a), "\(original) \(one)")
            #expect(letters(base(original, "Ana"), base(other, "Ana")).contains(.a), "\(original) \(other)")
            // Texts that vanish have no piece to pair, so that two romanisations meet only where none does.
            if one != other, !word.contains(where: { $0.texts.contains("") }) {
                #expect(letters(base(one, "Ana"), base(other, "Ana")).contains(.a), "\(one) \(other)")
            }
        }
    }

    @Test("(b) surname and given name exchanged") func exchanged() {
        names { surname, given, _ in #expect(letters(base(surname, given), base(given, surname)).contains(.b)) }
    }

    @Test("(c) both in one field") func regrouped() {
        names { surname, given, dice in
            let whole = Bool.random(using: &dice) ? surname + " " + given : given + " " + surname
            var joined = base(whole, given)
            if Bool.random(using: &dice) { joined.givenNames = [] }
            if Bool.random(using: &dice) { (joined.surnames, joined.givenNames) = (joined.givenNames, joined.surnames) }
            #expect(letters(joined, base(surname, given)).contains(.c))
        }
    }

    @Test("(d) two words exchanged") func words() {
        var crowd = Crowd(dice: Dice(state: 8))
        for _ in 0..<ComparisonLetterTests.rounds {
            var words = (0..<4).map { _ in crowd.name() }
            guard Set(words).count == 4 else { continue }
            let before = words.joined(separator: " ")
            words.swapAt(crowd.dice.pick([0, 1]), crowd.dice.pick([2, 3]))
            #expect(letters(base(before, "Ana"), base(words.joined(separator: " "), "Ana")) == [.d])
            // Twice is once too many.
            words.swapAt(0, 1)
            let other = words.joined(separator: " ")
            if other != before, zip(words, before.split(separator: " ")).count(where: { $0 != $1 }) > 2 {
                #expect(letters(base(before, "Ana"), base(other, "Ana")).isEmpty)
            }
        }
    }

    @Test("(e) two letters exchanged") func exchangedLetters() {
        names { surname, given, dice in
            var text = Array(surname.uppercased())
            let (i, j) = (Int.random(in: 0..<text.count, using: &dice), Int.random(in: 0..<text.count, using: &dice))
            guard text[i] != text[j] else { return }
            text.swapAt(i, j)
            #expect(letters(base(surname, given), base(String(text), given)).contains(.e))
            #expect(letters(base(surname, given), base(String(text), given + "xq")).isEmpty)
        }
    }

    @Test("(f) one character") func oneCharacter() {
        names { surname, given, dice in
            var text = Array(surname)
            let at = Int.random(in: 0..<text.count, using: &dice)
            switch Int.random(in: 0..<3, using: &dice) {
            case 0: text.insert("x", at: at)
            case 1: text.remove(at: at)
            default: text[at] = "x"
            }
            #expect(letters(base(surname, given), base(String(text), given)).contains(.f))
        }
    }

    @Test("(g) hyphens, commas and apostrophes") func punctuation() {
        names { surname, given, dice in
            let mark = dice.pick(["-", "\u{2010}", "\u{2011}", "\u{2013}", ",", "'", "\u{2019}", "\u{2bc}", "`"])
            let replacement = dice.pick(["", " "])
            #expect(letters(base(surname + mark + given, given), base(surname + replacement + given, given)).contains(.g))
        }
    }

    @Test("(h) shortened") func shortened() {
        names { surname, given, dice in
            let long = surname + " " + given
            let words = long.split(separator: " ").map { String($0.prefix(Int.random(in: 1...$0.count, using: &dice))) }
            let short = words.prefix(Int.random(in: 1...words.count, using: &dice)).joined(separator: " ")
            guard short.uppercased() != long.uppercased() else { return }
            #expect(letters(base(long, long), base(short, short)).contains(.h))
        }
    }

    @Test("unrelated names are different") func different() {
        #expect(IdentityComparison.compare(base("Karomi", "Verdal"), base("Tenshi", "Obzar")).names.result == .different)
        #expect(IdentityComparison.compare(base("Karomi", "Verdal"), base("Karomi", "Obzar")).result == .different)
    }

    @Test("date of birth (a) to (c)") func dates() {
        var dice = Dice(state: 21)
        func rules(_ a: String, _ b: String) -> [IdentityComparison.Rule] {
            let (x, y) = ([ComparedDate(a)].compactMap { $0 }, [ComparedDate(b)].compactMap { $0 })
            #expect(IdentityComparison.compareDates(x, y) == IdentityComparison.compareDates(y, x))
            return IdentityComparison.compareDates(x, y).rules
        }
        func text(_ y: Int, _ m: Int, _ d: Int) -> String { String(format: "%04d-%02d-%02d", y, m, d) }
        for _ in 0..<ComparisonLetterTests.rounds {
            let (y, m, d) = (Int.random(in: 1920...2010, using: &dice), Int.random(in: 1...12, using: &dice), Int.random(in: 1...12, using: &dice))
            if m != d { #expect(rules(text(y, m, d), text(y, d, m)).contains(.a)) }
            #expect(rules(text(y, m, d), text(y - y % 10 + (y + 1) % 10, m, d)).contains(.c))
            #expect(rules(text(y, m, d), text(y + 543, m, d)).contains(.b))
        }
        #expect(rules("1980-05-00", "1980-00-05").isEmpty)
    }

    @Test("nationality and place (a) to (c)") func places() {
        func rules(_ a: (String, String), _ b: (String, String)) -> [IdentityComparison.Rule] {
            let (x, y) = (ComparedIdentity(nationalities: [a.0], placesOfBirth: [a.1]), ComparedIdentity(nationalities: [b.0], placesOfBirth: [b.1]))
            #expect(IdentityComparison.compareNationality(x, y) == IdentityComparison.compareNationality(y, x))
            return IdentityComparison.compareNationality(x, y).rules
        }
        #expect(rules(("RUS", "Минск"), ("BLR", "Minsk")) == [.a])
        #expect(rules(("RUS", "Minsk"), ("BLR", "Minsk")).isEmpty)
        #expect(rules(("RUS", "Minsk"), ("BLR", "Mimsk")) == [.b])
        #expect(rules(("SUN", ""), ("BLR", "")) == [.c])
        #expect(rules(("RUS", ""), ("BLR", "")).isEmpty)
        #expect(rules(("RUS", "Leningrad"), ("BLR", "Petrograd")) == [.c])
        #expect(rules(("D<<", ""), ("DDR", "")) == [.b, .c] || rules(("D<<", ""), ("DDR", "")) == [.c])
    }

    /// Every day of the years tried, against the calendars of the operating system's library where it has the same calendar.
    @Test(arguments: [
        (OtherCalendar.islamicCivil, Calendar.Identifier.islamicCivil), (.ummAlQura, .islamicUmmAlQura), (.persian, .persian),
        (.ethiopian, .ethiopicAmeteMihret), (.thaiBuddhist, .buddhist), (.minguo, .republicOfChina),
    ])
    func calendars(_ own: OtherCalendar, _ identifier: Calendar.Identifier) throws {
        var calendar = Calendar(identifier: identifier)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        for year in stride(from: own.years.lowerBound + 1, to: own.years.upperBound, by: 7) {
            for month in 1...(own == .ethiopian ? 13 : 12) {
                for day in [1, 5, 29] where !(month == 13 && day > 5) && !(month == 2 && day == 29) {
                    guard let date = calendar.date(from: DateComponents(year: year, month: month, day: day)),
                        calendar.component(.month, from: date) == month
                    else { continue }
                    let number = Int32((date.timeIntervalSince1970 / 86_400).rounded(.down))
                    #expect(own.day(year: year, month: month, day: day)?.number == number, "\(own) \(year)-\(month)-\(day)")
                }
            }
        }
    }

    @Test("Hebrew and Julian days of which the Gregorian is known") func knownDays() {
        for (calendar, other, gregorian) in [
            (OtherCalendar.hebrew, (5708, 2, 5), "1948-05-14"), (.hebrew, (5782, 7, 1), "2021-09-07"), (.hebrew, (5784, 1, 15), "2024-04-23"),
            (.hebrew, (5784, 13, 14), "2024-03-24"), (.hebrew, (5783, 12, 14), "2023-03-07"), (.hebrew, (5784, 9, 25), "2023-12-08"),
            (.julian, (1917, 10, 25), "1917-11-07"), (.julian, (1900, 2, 29), "1900-03-13"),
        ] {
            #expect(calendar.day(year: other.0, month: other.1, day: other.2)?.description == gregorian, "\(calendar) \(other)")
        }
        #expect(OtherCalendar.hebrew.day(year: 5783, month: 13, day: 1) == nil)
        #expect(OtherCalendar.julian.day(year: 1901, month: 2, day: 29) == nil)
        #expect(OtherCalendar.persian.day(year: 1371, month: 12, day: 30) == nil)
    }

    @Test("hostile texts cost bounded time") func hostile() {
        let texts = [
            String(repeating: "ии", count: 400), String(repeating: "محمد", count: 200), String(repeating: "a-", count: 300),
            String(repeating: "x ", count: 300), "\u{0}", String(repeating: "e\u{301}", count: 1000), String(repeating: "iy", count: 300),
        ]
        for x in texts { for y in texts { _ = IdentityComparison.compare(base(x, y), base(y, x)) } }
    }
}
