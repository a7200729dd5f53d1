import Testing

@testable import Matching

@Suite struct NamePairScorerTests {
    @Test(arguments: [
        ("Sergey Lavrov", "Сергей Лавров", "Sergey Ivanov"), ("Kim Min-jun", "김민준", "박서연"), ("Lee Yeong-hui", "이영희", "김민준"),
        ("Youssef Haddad", "يوسف حداد", "خالد منصور"), ("Yitzhak Cohen", "יצחק כהן", "משה לוי"),
        ("Jean-Luc Picard", "PICARD JEAN LUC", "Picard Robert"),
        ("Barack Obama", "ბარაკ ობამა", "Donald Trump"), ("J.-C. Juncker", "Jean-Claude Juncker", "Ulrich Wagner"),
    ])
    func thePersonBeatsTheOther(_ name: String, _ same: String, _ other: String) {
        let scorer = NamePairScorer()
        #expect(scorer.score(name, same) > scorer.score(name, other))
        #expect(scorer.score(name, same) > 0)
    }

    @Test func bothOrdersScoreAlike() {
        var crowd = Crowd(dice: Dice(state: 14))
        let scorer = NamePairScorer()
        for _ in 0..<300 {
            let (a, b) = (crowd.name() + " " + crowd.name(), crowd.name() + " " + crowd.name())
            #expect(abs(scorer.score(a, b) - scorer.score(b, a)) < 1e-4)
        }
    }

    @Test func hostileNames() {
        let scorer = NamePairScorer()
        var dice = Dice(state: 15)
        for _ in 0..<500 {
            let texts = (0..<2).map { _ in
                String(
                    String.UnicodeScalarView(
                        (0..<Int.random(in: 0...80, using: &dice)).compactMap { _ in
                            Unicode.Scalar(UInt32.random(in: 0...0x1_FFFF, using: &dice))
                        }))
            }
            #expect(scorer.score(texts[0], texts[1]).isFinite)
        }
    }
}
