import Identity

/// What a person is born with to make a name of.
struct Roots: Sendable {
    var surname: Name
    var mothersSurname: Name
    var fathersGiven: Name
    var grandfathersGiven: Name
}

/// A whole name, in both writings, value for value.
struct ComposedName: Sendable {
    var surnames: [String] = []
    var givenNames: [String] = []
    var surnamesAtBirth: [String] = []
    var nativeSurnames: [String] = []
    var nativeGivenNames: [String] = []

    mutating func addSurname(_ name: (native: String, latin: String)) {
        surnames.append(name.latin)
        nativeSurnames.append(name.native)
    }
    mutating func addGiven(_ name: (native: String, latin: String)) {
        givenNames.append(name.latin)
        nativeGivenNames.append(name.native)
    }
    mutating func addGiven(_ name: Name) { addGiven((name.native, name.latin)) }
}

/// How a people puts names together, and what of it its passports print.
enum NamingCustom: Sendable {
    /// One surname, one or two given names; many women take the husband's surname.
    case western
    /// As western; the patronymic stands in Cyrillic alone.
    case russian
    /// Father's and mother's first surname; nobody changes names on marriage.
    case spanish
    /// Mother's and father's surname, some with a particle; wives may add the husband's.
    case portuguese
    case chinese, korean, japanese, vietnamese
    /// One surname with El, Ben or Ou, one given name.
    case maghreb
    /// Own, father's and grandfather's name before the family's.
    case egyptian
    case arabic
    /// Given names with honorific ones (Muhammad, Bibi, Begum); the second may be the father's or the clan's.
    case pakistani
    case bangladeshi
    /// Surname of caste or clan; the Tamil south has the father's name instead; some have a single name.
    case indian
    case sriLankan
    /// The mother's surname as middle name, printed after the given names.
    case filipino
    /// No family names as a rule: one name alone, or two of which passports call the last a surname.
    case indonesian
    /// A Christian name, a name and a "postnom".
    case congolese
    /// One name alone for many, else a second that serves as surname.
    case afghan
    /// The father's and the grandfather's names instead of a surname.
    case fathersName

    func compose(
        given: Name, second: Name, roots: Roots, husbandsSurname: Name?, sex: Sex, table: NameTable,
        _ generator: inout SeededGenerator
    ) -> ComposedName {
        var name = ComposedName()
        let own = roots.surname.form(of: sex)
        switch self {
        case .western, .russian:
            if let husbandsSurname, table.script != .arabic, generator.chance(permille: 780) {
                let his = husbandsSurname.form(of: .female)
                if generator.chance(permille: 70) {
                    name.addSurname((own.native + "-" + his.native, own.latin + "-" + his.latin))
                } else {
                    name.addSurname(his)
                }
                name.surnamesAtBirth = [own.latin]
            } else {
                name.addSurname(own)
            }
            if self == .russian {
                let patronymic = SlavicForms.patronymic(of: roots.fathersGiven.native, for: sex)
                name.givenNames = [given.latin]
                name.nativeGivenNames = [given.native, patronymic]
            } else {
                name.addGiven(given)
                let middle = table.romanisation.isPrintedAsWritten ? 380 : 30
                if generator.chance(permille: middle), second != given { name.addGiven(second) }
            }
        case .spanish:
            name.addSurname(own)
            name.addSurname(roots.mothersSurname.form(of: sex))
            name.addGiven(given)
            if generator.chance(permille: 520), second != given { name.addGiven(second) }
        case .portuguese:
            let (mothers, fathers) = (roots.mothersSurname.form(of: sex), own)
            if let husbandsSurname, generator.chance(permille: 450) {
                name.addSurname(fathers)
                name.addSurname(husbandsSurname.form(of: .female))
                name.surnamesAtBirth = [mothers.latin, fathers.latin]
            } else {
                if generator.chance(permille: 650) { name.addSurname(mothers) }
                name.addSurname(fathers)
            }
            name.addGiven(given)
            if generator.chance(permille: 330), second != given { name.addGiven(second) }
        case .chinese:
            name.addSurname(own)
            if generator.chance(permille: 200) || second == given {
                name.addGiven(given)
            } else {
                name.addGiven((given.native + second.native, given.latin + second.latin.lowercased()))
            }
        case .korean:
            name.addSurname(own)
            guard given.native != second.native else {
                name.addGiven(given)
                break
            }
            let native = given.native + second.native
            switch generator.below(10) {
            case 0..<5: name.addGiven((native, given.latin + second.latin.lowercased()))
            case 5..<9: name.addGiven((native, given.latin + "-" + second.latin.lowercased()))
            default: name.addGiven((native, given.latin + " " + second.latin))
            }
        case .japanese:
            if let husbandsSurname, generator.chance(permille: 950) {
                name.addSurname(husbandsSurname.form(of: .female))
                name.surnamesAtBirth = [own.latin]
            } else {
                name.addSurname(own)
            }
            name.addGiven(given)
        case .vietnamese:
            name.addSurname(own)
            let middles = sex == .female ? NamingCustom.vietnameseWomen : NamingCustom.vietnameseMen
            name.addGiven(middles[generator.below(middles.count)])
            if generator.chance(permille: 180), second != given { name.addGiven(second) }
            name.addGiven(given)
        case .maghreb:
            name.addSurname(own)
            name.addGiven(given)
            if generator.chance(permille: 140), second != given { name.addGiven(second) }
        case .egyptian:
            name.addSurname(own)
            name.addGiven(given)
            name.addGiven(roots.fathersGiven)
            if generator.chance(permille: 700) { name.addGiven(roots.grandfathersGiven) }
        case .arabic:
            name.addSurname(own)
            name.addGiven(given)
            if generator.chance(permille: 450) { name.addGiven(roots.fathersGiven) }
        case .pakistani:
            if sex == .female {
                let honorifics = NamingCustom.pakistaniWomen
                switch generator.below(10) {
                case 0: name.addSurname((given.native, given.latin))
                case 1..<4:
                    name.addSurname(honorifics[generator.below(honorifics.count)])
                    name.addGiven(given)
                case 4..<7:
                    let he = husbandsSurname ?? roots.fathersGiven
                    name.addSurname((he.native, he.latin))
                    name.addGiven(given)
                default:
                    name.addSurname(own)
                    name.addGiven(given)
                }
            } else {
                if generator.chance(permille: 420), given.latin != "Muhammad" { name.addGiven(("محمد", "Muhammad")) }
                name.addGiven(given)
                if generator.chance(permille: 300), second != given {
                    name.addSurname((second.native, second.latin))
                } else {
                    name.addSurname(own)
                }
            }
        case .bangladeshi:
            if sex == .female {
                if generator.chance(permille: 200) { name.addGiven(("মোসাম্মৎ", "Mst")) }
                name.addGiven(given)
                let honorifics = NamingCustom.bangladeshiWomen
                name.addSurname(
                    generator.chance(permille: 650) ? honorifics[generator.below(honorifics.count)] : own)
            } else {
                if generator.chance(permille: 420) { name.addGiven(("মোঃ", "Md")) }
                name.addGiven(given)
                name.addSurname(own)
            }
        case .indian, .sriLankan:
            if table.script == .tamil {
                if generator.chance(permille: 160) {
                    name.addSurname((given.native, given.latin))
                } else {
                    name.addSurname((roots.fathersGiven.native, roots.fathersGiven.latin))
                    name.addGiven(given)
                }
            } else if self == .indian, generator.chance(permille: 45) {
                name.addSurname((given.native, given.latin))
            } else {
                if let husbandsSurname, generator.chance(permille: 700) {
                    name.addSurname(husbandsSurname.form(of: .female))
                    name.surnamesAtBirth = [own.latin]
                } else {
                    name.addSurname(own)
                }
                name.addGiven(given)
                if generator.chance(permille: self == .sriLankan ? 600 : 150), second != given { name.addGiven(second) }
            }
        case .filipino:
            if let husbandsSurname, generator.chance(permille: 800) {
                name.addSurname(husbandsSurname.form(of: .female))
                name.addGiven(given)
                if generator.chance(permille: 350), second != given { name.addGiven(second) }
                name.addGiven(own)
                name.surnamesAtBirth = [own.latin]
            } else {
                name.addSurname(own)
                name.addGiven(given)
                if generator.chance(permille: 450), second != given { name.addGiven(second) }
                name.addGiven(roots.mothersSurname.form(of: sex))
            }
        case .indonesian:
            switch generator.below(10) {
            case 0..<3: name.addSurname((given.native, given.latin))
            case 3..<6 where second != given:
                name.addSurname((second.native, second.latin))
                name.addGiven(given)
            default:
                name.addSurname(own)
                name.addGiven(given)
                if generator.chance(permille: 350), second != given { name.addGiven(second) }
            }
        case .congolese:
            name.addSurname(own)
            name.addGiven(given)
            if generator.chance(permille: 700) { name.addGiven(roots.mothersSurname.form(of: sex)) }
        case .afghan:
            switch generator.below(100) {
            case 0..<22: name.addSurname((given.native, given.latin))
            case 22..<45 where sex != .female && second != given:
                name.addSurname((second.native, second.latin))
                name.addGiven(given)
            default:
                name.addSurname(own)
                name.addGiven(given)
            }
        case .fathersName:
            name.addGiven(given)
            name.addSurname((roots.fathersGiven.native, roots.fathersGiven.latin))
            if generator.chance(permille: 800) {
                name.addSurname((roots.grandfathersGiven.native, roots.grandfathersGiven.latin))
            }
        }
        return name
    }

    // MARK: - Words that go with names

    private static func pairs(_ text: String) -> [(native: String, latin: String)] {
        text.split(separator: " ").map {
            let sides = $0.split(separator: "=")
            return (String(sides[0]), String(sides[sides.count - 1]))
        }
    }
    private static let vietnameseMen = pairs(
        "Văn=Van Văn=Van Hữu=Huu Đức=Duc Minh=Minh Quốc=Quoc Xuân=Xuan Công=Cong Đình=Dinh Thanh=Thanh Ngọc=Ngoc Gia=Gia Bá=Ba Anh=Anh")
    private static let vietnameseWomen = pairs(
        "Thị=Thi Thị=Thi Thị=Thi Ngọc=Ngoc Thanh=Thanh Thu=Thu Minh=Minh Phương=Phuong Bích=Bich Kim=Kim Mỹ=My Hồng=Hong Diệu=Dieu Khánh=Khanh")
    private static let pakistaniWomen = pairs("بی‌بی=Bibi بیگم=Begum خاتون=Khatoon اختر=Akhtar کوثر=Kausar")
    private static let bangladeshiWomen = pairs("বেগম=Begum খাতুন=Khatun আক্তার=Akter বানু=Banu সুলতানা=Sultana পারভিন=Parvin")
}

extension Romanisation {
    /// Whether names are Latin as they stand, and second given names usual.
    var isPrintedAsWritten: Bool {
        if case .asPrinted = self { return true }
        return false
    }
}
