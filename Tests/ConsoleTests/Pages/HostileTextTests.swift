import Identity
import Interoperability
import SIS
import Testing

@testable import Console

@Suite("Hostile text in records")
struct HostileTextTests {
    static let texts = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "{{title}}", "</textarea><b>",
        // A combining accent makes another grapheme cluster of the quotation mark, and the same scalar for the browser.
        "\"\u{301} onfocus=alert(1) x=\"\u{338}", "<\u{338}img src=x>", "\u{202E}gpj.exe", "a\u{0}b",
    ]

    @Test(arguments: texts)
    func `stays text wherever it stands`(text: String) async throws {
        var person = Samples.traveller
        person.surnames = [text]
        person.givenNames = [text]
        var alert = Samples.alert(.arrest, text, by: text)
        alert.alert.schengenID = text
        alert.alert.reason = text
        alert.alert.warningWords = [text]
        alert.alert.advice = [text]
        alert.alert.physicalMarks = [text]
        alert.match.evidence = [Samples.evidence(text, text, text, text, 1)]
        var file = Samples.file(Samples.lawfulStays)
        file.file.identity?.surnames = [text]
        file.file.crossings[0].entryPoint = text
        let reply = Samples.reply(ees: [file], sis: [alert], asked: Samples.asked(person, remarks: [text]))
        let findings = CheckFindings(reply, today: Samples.today)
        let plain = CheckFindings(
            Samples.reply(ees: [Samples.file(Samples.lawfulStays)], sis: [Samples.alert(.arrest, "1862 26")], asked: Samples.asked(remarks: ["x"])),
            today: Samples.today)
        let html = try HostileTextTests.page(findings)
        // No element that the page does not have anyway: nothing but text came in.
        let known = Set(HostileTextTests.elements(try HostileTextTests.page(plain)) + ["p"])
        #expect(Set(HostileTextTests.elements(html)).isSubset(of: known))
        for forbidden in ["\u{202E}", "\u{0}"] { #expect(!html.unicodeScalars.contains(forbidden.unicodeScalars.first!)) }
        // Typed into the form and shown again.
        var form = CheckForm()
        form.zone = text
        form.surnames = text
        let start = try PageRenderer().render(
            StartPage(
                frame: HostileTextTests.frame(text), form: FormView(form), examples: [.init(title: text, zone: text, firstLine: text, place: "entry")]
            ), "start")
        let startPlain = try PageRenderer().render(
            StartPage(
                frame: HostileTextTests.frame("x"), form: FormView(CheckForm()),
                examples: [.init(title: "x", zone: "x", firstLine: "x", place: "entry")]), "start")
        #expect(HostileTextTests.elements(start) == HostileTextTests.elements(startPlain))
    }

    @Test func `escaping goes by scalar`() {
        #expect(ScalarHTML().escapeText("\"\u{301}") == "&quot;\u{301}")
        #expect(ScalarHTML().escapeText("<\u{338}") == "&lt;\u{338}")
        #expect(ScalarHTML().escapeText("Ñandú 李 محمد ' &") == "Ñandú 李 محمد &#39; &amp;")
    }

    static func page(_ findings: CheckFindings) throws -> String {
        try PageRenderer().render(
            ResultPage(findings, BorderVerdict.of(findings), logEntry: "00", form: FormView(CheckForm()), frame: frame("x")), "result")
    }

    static func frame(_ text: String) -> PageFrame {
        PageFrame(
            title: text, stylesheet: "/s", script: "/j", icon: "/i", isSandbox: true, isCheck: true, isLinks: true, hasLinks: true,
            officer: .init(user: text, authority: text, isDemo: false), formToken: "00")
    }

    /// Elements as a browser finds them: attribute values are skipped by scalar, quotation mark to quotation mark.
    static func elements(_ html: String) -> [String] {
        var names: [String] = []
        var scalars = html.unicodeScalars[...]
        while let open = scalars.firstIndex(of: "<") {
            scalars = scalars[scalars.index(after: open)...]
            guard let first = scalars.first, ("a"..."z").contains(first) || ("A"..."Z").contains(first) else { continue }
            var name = ""
            while let next = scalars.first, next != " ", next != ">", next != "\n" { name.unicodeScalars.append(scalars.removeFirst()); _ = next }
            var attribute = ""
            while let next = scalars.popFirst(), next != ">" {
                if next == "\"" {
                    guard let end = scalars.firstIndex(of: "\"") else { break }
                    scalars = scalars[scalars.index(after: end)...]
                } else {
                    attribute.unicodeScalars.append(next)
                }
            }
            names.append(name.lowercased())
            if attribute.contains("alert") { names.append("HANDLER") }
        }
        return names
    }
}
