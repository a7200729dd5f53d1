/// The codes that exist. Replaced by the full table.
enum CountryTable {
    static func level(_ text: some StringProtocol) -> String {
        let code = text.uppercased().filter { $0 != "<" && $0 != " " }
        switch code {
        case "D": return "DEU"
        case "XXK", "XKX": return "RKS"
        default: return code
        }
    }
    static func isKnown(_ code: String) -> Bool {
        code.utf8.count == 3 && code.utf8.allSatisfy { $0 >= 65 && $0 <= 90 }
    }
}
