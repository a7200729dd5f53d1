import Crypto
import Mustache

/// Renders pages from templates that are parsed once.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary
    let stylesheet: String
    let script: String
    let icon: String

    /// - Parameter more: templates besides those of the border check.
    /// - Throws: the parser's error where a template is broken.
    init(adding more: [String: String] = [:]) throws {
        MustacheContentTypes.register(ScalarHTML(), named: ScalarHTML.name)
        var templates: [String: MustacheTemplate] = [:]
        for (name, text) in CheckTemplates.all.merging(more, uniquingKeysWith: { _, new in new }) {
            templates[name] = try MustacheTemplate(string: "{{% CONTENT_TYPE:\(ScalarHTML.name)}}" + text)
        }
        library = MustacheLibrary(templates: templates)
        stylesheet = "/static/console.css?v=" + PageRenderer.version(Stylesheet.text)
        script = "/static/console.js?v=" + PageRenderer.version(Script.text)
        icon = "/static/icon.svg?v=" + PageRenderer.version(Script.icon)
    }

    func render(_ page: some Sendable, _ template: String) -> String {
        library.render(page, withTemplate: template) ?? ""
    }

    /// Changes with the content, so that browsers may keep a file for ever.
    private static func version(_ text: String) -> String { hexadecimal(Array(SHA256.hash(data: Array(text.utf8))).prefix(6)) }
}

/// HTML escaping by Unicode scalar.
///
/// The template engine's own escaping compares grapheme clusters: a quotation mark followed by a combining accent is
/// another `Character` than the quotation mark, so it passes unescaped and ends an attribute in the browser, which reads
/// scalars. Names come from outside.
struct ScalarHTML: MustacheContentType {
    static let name = "SCALAR-HTML"

    func escapeText(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out.append(contentsOf: "&amp;".unicodeScalars)
            case "<": out.append(contentsOf: "&lt;".unicodeScalars)
            case ">": out.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": out.append(contentsOf: "&quot;".unicodeScalars)
            case "'": out.append(contentsOf: "&#39;".unicodeScalars)
            // Controls would be lost or misread; direction overrides would let a name rearrange the sentence around it.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": out.append("\u{FFFD}")
            case _ where scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t": out.append("\u{FFFD}")
            default: out.append(scalar)
            }
        }
        return String(out)
    }
}
