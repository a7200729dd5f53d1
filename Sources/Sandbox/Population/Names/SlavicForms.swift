import Identity

/// Forms that Russian and Ukrainian derive: women's surnames and patronymics.
enum SlavicForms {
    /// `nil` where the language does not bend surnames, or this one stays as it is.
    static func surnameOfWomen(_ surname: String, _ language: Romanisation) -> String? {
        switch language {
        case .russian:
            for ending in ["ов", "ев", "ёв", "ин", "ын"] where surname.hasSuffix(ending) { return surname + "а" }
            for ending in ["ский", "цкий"] where surname.hasSuffix(ending) { return surname.dropLast(2) + "ая" }
            for ending in ["ой", "ый"] where surname.hasSuffix(ending) { return surname.dropLast(2) + "ая" }
            return nil
        case .ukrainian:
            for ending in ["ський", "цький"] where surname.hasSuffix(ending) { return surname.dropLast(2) + "а" }
            return nil
        default: return nil
        }
    }

    /// The Russian patronymic of a child whose father bears `name`. It stands in the Cyrillic half of a passport
    /// and never in the Latin one.
    static func patronymic(of name: String, for sex: Sex) -> String {
        let female = sex == .female
        if let forms = irregular[name] { return female ? forms.daughter : forms.son }
        if name.hasSuffix("ий") {
            // Дмитриевич after two consonants, Юрьевич after one.
            let stem = name.dropLast(2)
            let before = stem.dropLast().last
            let soft = before.map { "аеёиоуыэюя".contains($0) || $0.isUppercase } ?? true
            return stem + (soft ? "ьев" : "иев") + (female ? "на" : "ич")
        }
        if name.hasSuffix("й") { return name.dropLast() + "ев" + (female ? "на" : "ич") }
        if name.hasSuffix("ь") { return name.dropLast() + "ев" + (female ? "на" : "ич") }
        return name + "ов" + (female ? "на" : "ич")
    }

    private static let irregular: [String: (son: String, daughter: String)] = [
        "Михаил": ("Михайлович", "Михайловна"), "Павел": ("Павлович", "Павловна"), "Пётр": ("Петрович", "Петровна"),
        "Лев": ("Львович", "Львовна"), "Никита": ("Никитич", "Никитична"), "Илья": ("Ильич", "Ильинична"),
    ]
}
