import Identity

/// One name: as its country writes it, and as its passports print it in Latin letters.
struct Name: Hashable, Sendable {
    var native: String
    var latin: String
    /// The form for women where the language bends names; otherwise equal.
    var nativeOfWomen: String
    var latinOfWomen: String

    init(native: String, latin: String, nativeOfWomen: String? = nil, latinOfWomen: String? = nil) {
        self.native = native
        self.latin = latin
        self.nativeOfWomen = nativeOfWomen ?? native
        self.latinOfWomen = latinOfWomen ?? latin
    }

    func form(of sex: Sex) -> (native: String, latin: String) {
        sex == .female ? (nativeOfWomen, latinOfWomen) : (native, latin)
    }
}

/// Names from frequent to rare. The draw follows Zipf's law with an offset (Mandelbrot): name number r has the weight
/// 1 / (r + 6), so that the first is some ten times as frequent as the sixtieth.
struct NameList: Sendable {
    let names: [Name]
    private let reach: [UInt32]

    init(_ names: [Name]) {
        self.names = names
        var sum: UInt32 = 0
        reach = names.indices.map {
            sum += 1_000_000 / UInt32($0 + 6)
            return sum
        }
    }

    /// The position of a drawn name; 0 for an empty list.
    func draw(_ generator: inout SeededGenerator) -> Int {
        guard let total = reach.last else { return 0 }
        let ticket = UInt32(generator.below(Int(total)))
        var (low, high) = (0, reach.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if reach[middle] > ticket { high = middle } else { low = middle + 1 }
        }
        return low
    }

    func pick(_ generator: inout SeededGenerator) -> Name { names[draw(&generator)] }
}

/// The names of a people: surnames and given names in their own writing, with their Latin forms.
struct NameTable: Sendable {
    let script: Script
    let romanisation: Romanisation
    let surnames: NameList
    let male: NameList
    let female: NameList
    /// Rarer surnames are put together from these two, as surnames of the language are; empty where there are none.
    let stems: [Name]
    let endings: [Name]

    /// Names are separated by white space; `_` stands for a blank inside a name; `native=Latin` where the
    /// romanisation is `paired`.
    init(
        _ script: Script, _ romanisation: Romanisation, surnames: String, male: String, female: String,
        tailStems: String = "", tailEndings: String = ""
    ) {
        self.script = script
        self.romanisation = romanisation
        func names(_ text: String, bent: Bool = false) -> [Name] {
            text.split(whereSeparator: \.isWhitespace).map { entry in
                var sides = entry.split(separator: "=", maxSplits: 1).map {
                    String($0.map { $0 == "_" ? " " : $0 })
                }
                if case .paired(let column) = romanisation, sides.count == 2 {
                    let columns = sides[1].split(separator: "/")
                    sides[1] = String(columns[min(column, columns.count - 1)])
                }
                let native = sides.first ?? ""
                let latin = sides.count == 2 ? sides[1] : romanisation(native)
                guard bent else { return Name(native: native, latin: latin) }
                let women = SlavicForms.surnameOfWomen(native, romanisation)
                return Name(
                    native: native, latin: latin, nativeOfWomen: women, latinOfWomen: women.map { romanisation($0) })
            }
        }
        self.surnames = NameList(names(surnames, bent: true))
        self.male = NameList(names(male))
        self.female = NameList(names(female))
        stems = names(tailStems)
        var endings = names(tailEndings, bent: true)
        if case .paired = romanisation {
        } else if let stem = stems.first {
            // An ending is spelled as inside a word, which may differ from a word's beginning.
            func inside(_ ending: String) -> String {
                String(romanisation(stem.native + ending).dropFirst(stem.latin.count))
            }
            endings = endings.map {
                Name(
                    native: $0.native, latin: inside($0.native), nativeOfWomen: $0.nativeOfWomen,
                    latinOfWomen: inside($0.nativeOfWomen))
            }
        }
        self.endings = endings
    }

    func given(_ sex: Sex) -> NameList { sex == .female ? female : male }

    /// A surname: mostly one of the table, about one in four put together where the table has parts for it.
    func surname(_ generator: inout SeededGenerator) -> Name {
        guard !stems.isEmpty, !endings.isEmpty, generator.chance(permille: 260) else { return surnames.pick(&generator) }
        let stem = stems[generator.below(stems.count)]
        let ending = endings[generator.below(endings.count)]
        // After an article or a particle the name proper begins with a capital.
        let opens = stem.latin.last.map { $0 == "-" || $0 == " " } ?? false
        func joined(_ latin: String) -> String {
            stem.latin + (opens ? latin.prefix(1).uppercased() + latin.dropFirst() : latin)
        }
        return Name(
            native: stem.native + ending.native, latin: joined(ending.latin),
            nativeOfWomen: stem.native + ending.nativeOfWomen, latinOfWomen: joined(ending.latinOfWomen))
    }
}
