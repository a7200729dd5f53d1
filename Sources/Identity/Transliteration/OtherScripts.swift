import Foundation

/// Scripts that Doc 9303 has no table for (Greek, Hebrew, Georgian, Han, Hangul, Devanagari …) go through ICU's general
/// transliteration, the one place where the outcome is the library's and not ours. It is a search key, good for
/// finding candidates; a name printed in a document is the issuing state's own.
enum OtherScripts {
    /// Capital Latin letters and whatever signs ICU leaves; `nil` where it has no rule.
    static func latin(_ text: String) -> String? {
        text.applyingTransform(StringTransform("Any-Latin; Latin-ASCII; Upper"), reverse: false)
    }

    /// The letters under the marks: `ế` gives `e`.
    static func withoutMarks(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.decomposedStringWithCanonicalMapping.unicodeScalars.filter {
                    $0.properties.canonicalCombiningClass == .notReordered
                }))
    }

    /// One code point for each letter that has one.
    static func composed(_ character: Character) -> String {
        let text = String(character)
        let scalars = text.unicodeScalars
        // One code point is its own composed form, but for the letterlike symbols (the ångström sign is an Å).
        if let only = scalars.first, scalars.dropFirst().isEmpty, !(0x2100...0x214F).contains(only.value) {
            return text
        }
        return text.precomposedStringWithCanonicalMapping
    }
}
