/// Latin letters with marks and the plain letters beneath them.
enum LatinMarks {
    private static let groups = [
        "aàáâãäåāăąǎảạằắẳẵặấầẩẫậ", "cçćĉċč", "dďđð", "eèéêëēĕėęěẻẽẹềếểễệə", "gĝğġģ", "hĥħ", "iìíîïĩīĭįıỉị", "jĵ", "kķ", "lĺļľł",
        "nñńņňŋ", "oòóôõöøōŏőơỏọồốổỗộờớởỡợ", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűųưủụừứửữự", "wŵ", "yýÿŷỳỷỹỵ", "zźżž",
    ]
    private static let plain: [Character: Character] = {
        var table: [Character: Character] = [:]
        for group in groups {
            guard let base = group.first, let upperBase = base.uppercased().first else { continue }
            for letter in group.dropFirst() {
                table[letter] = base
                let upper = letter.uppercased()
                if upper.count == 1, let capital = upper.first, capital != upperBase { table[capital] = upperBase }
            }
        }
        table["İ"] = "I"
        return table
    }()

    /// Marks taken off, nothing else changed; letters without a plain one beneath (ß, æ, þ) stay.
    static func removed(from text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        return String(text.map { plain[$0] ?? $0 })
    }
}
