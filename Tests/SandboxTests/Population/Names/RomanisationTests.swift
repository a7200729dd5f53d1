import Testing

@testable import Sandbox

@Suite("Romanisation")
struct RomanisationTests {
    @Test(
        "spells as passports do",
        arguments: [
            (Romanisation.russian, "Щербаков", "Shcherbakov"), (.russian, "Юлия", "Iuliia"), (.russian, "Семёнов", "Semenov"),
            (.russian, "Объедков", "Obieedkov"), (.ukrainian, "Згурський", "Zghurskyi"), (.ukrainian, "Їжакевич", "Yizhakevych"),
            (.ukrainian, "Юрій", "Yurii"), (.ukrainian, "Мар'яна", "Mariana"), (.ukrainian, "Зеленський", "Zelenskyi"),
            (.serbian, "Ђорђевић", "Đorđević"), (.serbian, "Љиљана", "Ljiljana"), (.serbian, "Њежић", "Nježić"),
            (.georgian, "ჭავჭავაძე", "Chavchavadze"), (.georgian, "ყიფიანი", "Qipiani"), (.georgian, "ღვინიაშვილი", "Ghviniashvili"),
            (.armenian, "Խաչատրյան", "Khachatryan"), (.armenian, "Հարությունյան", "Harutyunyan"), (.armenian, "Ոսկանյան", "Voskanyan"),
            (.armenian, "Եղիազարյան", "Yeghiazaryan"), (.armenian, "Տեր-Պետրոսյան", "Ter-Petrosyan"),
            (.withoutMarks, "Nguyễn", "Nguyen"), (.withoutMarks, "Đặng", "Dang"), (.withoutMarks, "Trường", "Truong"),
            (.asPrinted, "Şanlıurfa", "Şanlıurfa"),
        ])
    func spelling(rule: Romanisation, native: String, latin: String) {
        #expect(rule(native) == latin)
    }

    @Test("endings of rarer surnames are spelled as inside a word")
    func endings() {
        let table = NameTable.ukraine
        let yuk = table.endings.first { $0.native == "юк" }
        #expect(yuk?.latin == "iuk")
    }

    @Test("LatinMarks takes marks off and leaves the rest")
    func marks() {
        #expect(LatinMarks.removed(from: "Łódź-Ñandú İĞŞ ıçü") == "Lodz-Nandu IGS icu")
        #expect(LatinMarks.removed(from: "Straße") == "Straße")
        #expect(LatinMarks.removed(from: "") == "")
    }
}
