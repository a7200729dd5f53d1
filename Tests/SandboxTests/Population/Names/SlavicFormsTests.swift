import Identity
import Testing

@testable import Sandbox

@Suite("Slavic forms")
struct SlavicFormsTests {
    @Test(
        "women's surnames",
        arguments: [
            ("Иванов", "Иванова"), ("Никитин", "Никитина"), ("Соловьёв", "Соловьёва"), ("Достоевский", "Достоевская"),
            ("Толстой", "Толстая"),
        ])
    func surnames(men: String, women: String) {
        #expect(SlavicForms.surnameOfWomen(men, .russian) == women)
    }

    @Test("surnames that do not change", arguments: ["Шмидт", "Черных", "Шевченко"])
    func unchanged(surname: String) {
        #expect(SlavicForms.surnameOfWomen(surname, .russian) == nil)
    }

    @Test(
        "patronymics",
        arguments: [
            ("Иван", "Иванович", "Ивановна"), ("Сергей", "Сергеевич", "Сергеевна"), ("Дмитрий", "Дмитриевич", "Дмитриевна"),
            ("Юрий", "Юрьевич", "Юрьевна"), ("Василий", "Васильевич", "Васильевна"), ("Игорь", "Игоревич", "Игоревна"),
            ("Илья", "Ильич", "Ильинична"), ("Никита", "Никитич", "Никитична"), ("Михаил", "Михайлович", "Михайловна"),
            ("Павел", "Павлович", "Павловна"), ("Николай", "Николаевич", "Николаевна"), ("Валерий", "Валерьевич", "Валерьевна"),
            ("Пётр", "Петрович", "Петровна"), ("Лев", "Львович", "Львовна"),
        ])
    func patronymics(father: String, son: String, daughter: String) {
        #expect(SlavicForms.patronymic(of: father, for: .male) == son)
        #expect(SlavicForms.patronymic(of: father, for: .female) == daughter)
    }
}
