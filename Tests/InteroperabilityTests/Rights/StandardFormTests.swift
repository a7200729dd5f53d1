import Identity
import Testing

@testable import Interoperability

/// The form by which a person is told of a link (2019/817 and 2019/818 Articles 32(4)–(5), 33(4)), in each official language.
@Suite struct StandardFormTests {
    private static let today = Day("2026-03-02")!
    private static let number = "MID0G7K2M9QXT4B1"

    private func form(_ news: StandardForm.News, _ language: PortalLanguage, replacing: Day? = nil) -> StandardForm {
        var form = StandardForm(number: Self.number, authority: "border/DEU", portal: "https://portal.example/")
        form.tell(news, on: Self.today, in: language, replacing: replacing)
        return form
    }

    private static func all(_ words: FormWords) -> [String] {
        [
            words.title, words.red, words.white, words.green, words.erased, words.replaces, words.earlierDate, words.noConsequence,
            words.rights, words.website,
        ]
    }

    @Test(
        "Art. 32(4), 33(4): number, authority and portal stand in the form of every language, in the bounds of the API",
        arguments: PortalLanguage.allCases)
    func contents(language: PortalLanguage) throws {
        let labels = PortalWords.of(language)
        for news in [StandardForm.News.red, .white, .green, .erased] {
            let form = form(news, language, replacing: Self.today - 30)
            let letter = try #require(form.letter)
            let lines = ["\(labels.number): \(Self.number)", "\(labels.reference): border/DEU"]
            for part in lines + ["https://portal.example/", "2026-03-02", "2026-01-31"] {
                #expect(letter.contains(part), "\(part)")
            }
            #expect(letter.contains(FormWords.of(language).replaces))
            #expect(try StandardForm(reading: form.wire) == form)
        }
        // No legal consequence from the link alone (Article 32(2)); said of red ones.
        #expect(form(.red, language).letter?.contains(FormWords.of(language).noConsequence) == true)
        #expect(form(.white, language).letter?.contains(FormWords.of(language).noConsequence) == false)
        #expect(form(.white, language).letter?.contains(FormWords.of(language).replaces) == false)
    }

    @Test(
        "Art. 32(5): no word is missing in any language, none is another language's, and no two say the same",
        arguments: PortalLanguage.allCases)
    func words(language: PortalLanguage) {
        let words = Self.all(FormWords.of(language))
        #expect(Set(words).count == words.count)
        for (place, word) in words.enumerated() {
            #expect(word.count >= 6 && !word.contains("  ") && !word.contains("\n"))
            #expect(!word.hasPrefix(" ") && !word.hasSuffix(" "))
            // Sentences end, titles and labels do not.
            #expect((word.last == ".") == ![0, 6, 9].contains(place), "\(word)")
        }
        let letters = words.joined().unicodeScalars.filter(\.properties.isAlphabetic)
        let greek = letters.count { (0x370...0x3FF).contains($0.value) || (0x1F00...0x1FFF).contains($0.value) }
        let cyrillic = letters.count { (0x400...0x4FF).contains($0.value) }
        #expect(greek == (language == .el ? letters.count : 0))
        #expect(cyrillic == (language == .bg ? letters.count : 0))
    }

    @Test("Art. 32(5): no sentence stands in two languages")
    func distinct() {
        for place in 1..<9 {
            #expect(Set(PortalLanguage.allCases.map { Self.all(FormWords.of($0))[place] }).count == PortalLanguage.allCases.count)
        }
    }

    @Test("Art. 29(3): of a link that waits to be verified there is nothing to be told")
    func yellow() {
        #expect(StandardForm.News(.yellow) == nil)
        #expect([LinkRule.Colour.red, .white, .green].map { StandardForm.News($0) } == [.red, .white, .green])
    }
}
