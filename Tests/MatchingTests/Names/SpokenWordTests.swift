import Testing

@testable import Matching

@Suite struct SpokenWordTests {
    func alike(_ hangul: String, _ letters: String) -> Float {
        let reader = NameReader.read(hangul, as: .given)
        return SpokenWord.similarity(korean: reader[0], letters: NameReader.read(letters, as: .given)[0])
    }

    /// Korean names in the romanisations that their bearers use.
    @Test(arguments: [
        ("이", "Lee", "Kim"), ("이", "Yi", "Park"), ("박", "Park", "Kim"), ("정", "Chung", "Kang"), ("최", "Choi", "Kim"), ("노", "Roh", "Jang"),
        ("지영", "Jiyoung", "Minho"), ("민준", "Minjoon", "Seoyeon"), ("현우", "Hyunwoo", "Jihoon"), ("영희", "Younghee", "Chulsoo"),
    ])
    func koreanNames(_ hangul: String, _ same: String, _ other: String) {
        #expect(alike(hangul, same) > alike(hangul, other))
        #expect(alike(hangul, same) > SpokenWord.least)
    }

    /// Foreign names as Hangul writes them by ear.
    @Test(arguments: [
        ("로버트", "Robert", "Richard"), ("피셔", "Fisher", "Miller"), ("저메키스", "Zemeckis", "Spielberg"), ("베르기우스", "Bergius", "Haber"),
        ("야마모토", "Yamamoto", "Okamoto"), ("트라우스타손", "Traustason", "Johansson"), ("빅토르", "Victor", "Robert"), ("알렉산더", "Alexander", "Sebastian"),
    ])
    func foreignNames(_ hangul: String, _ same: String, _ other: String) {
        #expect(alike(hangul, same) > alike(hangul, other) + 0.2)
        #expect(alike(hangul, same) >= SpokenWord.near)
    }

    /// Any letters at all: the reading stays within its bounds, and nothing sounds more alike than equal.
    @Test func boundsHold() {
        var dice = Dice(state: 21)
        let syllables = Array(0xac00...0xd7a3)
        for _ in 0..<2000 {
            let hangul = String(
                String.UnicodeScalarView((0..<Int.random(in: 1...40, using: &dice)).compactMap { _ in Unicode.Scalar(UInt32(dice.pick(syllables))) }))
            let letters = String((0..<Int.random(in: 1...40, using: &dice)).map { _ in dice.pick(Array("abcdefghijklmnopqrstuvwxyz")) })
            let found = alike(hangul, letters)
            #expect(found.isFinite && found <= 1)
        }
    }
}
