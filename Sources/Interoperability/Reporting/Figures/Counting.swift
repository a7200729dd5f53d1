import Identity

/// Counts events of a population: each once in every figure of it.
struct Counting {
    private(set) var counts: [Cell: Int] = [:]

    mutating func event(_ population: String, _ month: String, _ state: String?, _ categories: [String: String?]) {
        for (suffix, category) in categories {
            counts[Cell("\(population).\(suffix)", month, Counting.state(state), category ?? Cell.unknown), default: 0] += 1
        }
    }

    /// A Member State, or the Union for its agencies.
    static func state(_ text: String?) -> String {
        guard let text, text.utf8.count == 3, CountryCode(text) != nil else { return Cell.union }
        return text
    }

    /// Ages as statistics give them, the age groups of the acts' own thresholds among them.
    static func age(_ born: PartialDate?, on day: Day) -> String {
        guard let age = born?.certainAge(on: day), (0...150).contains(age) else { return Cell.unknown }
        let bands = [(0, 5), (6, 11), (12, 17), (18, 24), (25, 34), (35, 44), (45, 54), (55, 64)]
        return bands.first { $0.0 <= age && age <= $0.1 }.map { "\($0.0)–\($0.1)" } ?? "65+"
    }

    /// The year, where a year of our calendar is known.
    static func birthYear(_ born: PartialDate?) -> String? {
        guard let born, (1850...2200).contains(born.year) else { return nil }
        return String(born.year)
    }

    /// A person as the figures of the common identity repository know one (2019/817 Article 66(2)(b)–(c)).
    static func person(
        nationality: String?, sex: String?, born: PartialDate?, document: String?, documentIssuer: String?
    ) -> [String: String?] {
        [
            "nationality": nationality, "sex": sex, "birthYear": birthYear(born), "document": document, "documentIssuer": documentIssuer,
        ]
    }

    /// An authority, or the place where it is: one line, and not a long one.
    static func name(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace)
        return words.isEmpty ? nil : String(words.joined(separator: " ").prefix(120))
    }

    /// A city with its country. What may be more than the name of a city is not taken over: an address has figures in it.
    static func city(_ text: String, in country: String) -> String? {
        guard let name = name(text), name.count <= 60, name.allSatisfy({ $0.isLetter || " -.'’".contains($0) }) else { return nil }
        return "\(country) \(name.uppercased())"
    }

    /// Lengths of time.
    static func duration(seconds: Int64) -> String {
        switch seconds {
        case ..<43_200: "under 12 hours"
        case ..<86_400: "12–24 hours"
        case ..<604_800: "1–7 days"
        case ..<2_592_000: "7–30 days"
        default: "over 30 days"
        }
    }
}
