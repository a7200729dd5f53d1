@testable import API
import Administration
import Foundation
import HTTPTypes
import Hummingbird
import Identity
import Interoperability
import Operations
import Testing
import Wire

@testable import Console

/// The pages that everybody may see: published statistics, and the portal for persons (817 39, 49).
@Suite struct PublicPagesTests {
    private func get(_ routes: [PlainRoute], _ path: String, headers: HTTPFields = [:]) async throws -> (
        status: Int, text: String, headers: HTTPFields
    ) {
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: path, headerFields: headers), body: .init(buffer: .init()))
        let parts = path.split(separator: "?")[0].split(separator: "/")
        for route in routes {
            let wanted = route.path.split(separator: "/")
            guard wanted.count == parts.count else { continue }
            var parameters: [String: String] = [:]
            let fits = zip(wanted, parts).allSatisfy { want, part in
                if want.hasPrefix("{") { parameters[String(want.dropFirst().dropLast())] = String(part) }
                return want.hasPrefix("{") || want == part
            }
            guard fits else { continue }
            let response = try await route.respond(PlainRequest(request: request, parameters: parameters, body: [], requestID: "r"))
            let text = Mutexed()
            try await response.body.write(Collector(into: text))
            return (response.status.code, text.string, response.headers)
        }
        throw Refusal(.noSuchRoute, "no page")
    }

    private final class Mutexed: @unchecked Sendable {
        var bytes: [UInt8] = []
        var string: String { String(decoding: bytes, as: UTF8.self) }
    }

    private struct Collector: ResponseBodyWriter {
        let into: Mutexed
        init(into: Mutexed) { self.into = into }
        mutating func write(_ buffer: ByteBuffer) async throws { into.bytes += Array(buffer.readableBytesView) }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    private func report() throws -> ReadFigure.Output {
        try ReadFigure.Output(
            reading: JSON(
                parsing: Array(
                    """
                    {"figure":{"id":"ees.entries.nationality","title":"Entries","category":"nationality","article":"EES 63(1)","system":"EES","period":"quarter"},
                    "least":5,"published":[{"population":"ees.entries","period":"2026-Q1","published":"2026-04-15","figures":[{"figure":"ees.entries.nationality",
                    "memberStates":["FRA","ITA"],"memberStateTotals":[1200,30],"rows":[{"category":"NGA","counts":[1195,-1],"total":1220},{"category":"<b>&\\"x","counts":[5,-1],"total":10}],"total":1230}]}],
                    "year":{"year":2026,"periods":["2026-Q1","2026-Q2"],"totals":[1230,-1],
                    "categories":[{"category":"NGA","total":1220},{"category":"<b>&\\"x","total":10,"atLeast":true}],"memberStates":[{"category":"FRA","total":1200},{"category":"ITA","total":30}]}}
                    """.utf8)))
    }

    @Test func theFigurePageHasChartTableAndFiles() async throws {
        let report = try report()
        let pages = try StatisticsPages(isSandbox: true) { figure, _ in figure == "ees.entries.nationality" ? report : nil }
        let page = try await get(pages.routes, "/statistics/ees.entries.nationality?year=2026")
        #expect(page.status == 200)
        #expect(page.text.contains("<svg class=\"chart\" role=\"img\"") && page.text.contains("</svg>"))
        #expect(page.text.contains("1\u{2009}220"))
        #expect(page.text.contains("SYNTHETIC"))
        // Names of categories come from outside.
        #expect(!page.text.contains("<b>&\"x") && page.text.contains("&lt;b&gt;&amp;&quot;x"))
        // What the chart shows stands in a table too, for who does not see it.
        #expect(page.text.contains("Numbers by period") && page.text.contains("too few to be told</td>"))
        #expect(page.headers[.contentSecurityPolicy]?.contains("unsafe") == false)
        // What is not told is a mark, and nothing else.
        #expect(page.text.contains(">c</text>") && !page.text.contains(">-1<"))
        #expect(page.text.contains("/statistics/ees.entries.nationality.csv?year=2026"))
        let csv = try await get(pages.routes, "/statistics/ees.entries.nationality.csv?year=2026")
        #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
        #expect(
            csv.text.contains("ees.entries.nationality,2026-Q1,FRA,NGA,1195\r\n") && csv.text.contains("ees.entries.nationality,2026-Q1,ITA,NGA,\r\n")
        )
        let json = try await get(pages.routes, "/statistics/ees.entries.nationality.json")
        #expect(json.text == report.wire.compact)
        await #expect(throws: Refusal.self) { try await get(pages.routes, "/statistics/no.such.figure") }
        let list = try await get(pages.routes, "/statistics")
        #expect(Figures.all.allSatisfy { list.text.contains("/statistics/\($0.id)\"") })
    }

    private var contact: ContactPoint {
        ContactPoint(
            authority: "FRA-SIRENE", title: "Bureau SIRENE <France>", address: ["11 rue des Saussaies", "75008 Paris"], email: "sirene@example.fr")
    }

    /// 817 49(2)–(3): the reference in, contact and letter out, in each of the 24 languages; nothing of a person is asked for.
    @Test(arguments: PortalLanguage.allCases) func theRightsPortalSpeaks(language: PortalLanguage) async throws {
        let contact = contact
        let pages = try RightsPages(isSandbox: false) { $0 == "FRA-SIRENE" ? contact : nil }
        let words = PortalWords.of(language)
        for request in LinkRequest.allCases {
            let page = try await get(pages.routes, "/rights?language=\(language.rawValue)&authority=FRA-SIRENE&right=\(request.rawValue)")
            #expect(page.text.contains("lang=\"\(language.rawValue)\""))
            let letter = PersonsLetter(to: contact, about: request, in: language)
            #expect(letter.letter.contains(words.number + ": ____"))
            #expect(letter.letter.contains("FRA-SIRENE") && letter.letter.contains(words.closing))
            #expect(page.text.contains(ScalarHTML().escapeText(letter.letter)))
            #expect(!page.text.contains("<France>"))
        }
        #expect(Set(LinkRequest.allCases.map(words.body)).count == 3)
        // Art. 47, 48, 49(2): the portal says what is done with the data and what can be asked for, by when, and what then.
        let known = RightsWords.of(language)
        let first = try await get(pages.routes, "/rights?language=\(language.rawValue)")
        for sentence in [known.title] + known.sentences { #expect(first.text.contains(ScalarHTML().escapeText(sentence))) }
        #expect(known.sentences.allSatisfy { $0.last == "." && $0.count > 40 && !$0.contains("  ") } && Set(known.sentences).count == 4)
        #expect(known.answer.contains("45") && known.answer.contains("15"))
        let unknown = try await get(pages.routes, "/rights?language=\(language.rawValue)&authority=%3Cscript%3E")
        #expect(
            unknown.text.contains(ScalarHTML().escapeText(words.unknown)) && !unknown.text.contains("<script>alert")
                && unknown.text.contains("value=\"&lt;script&gt;\""))
    }

    @Test func theLanguagesAreThe24() {
        #expect(PortalLanguage.allCases.count == 24)
        #expect(Set(PortalLanguage.allCases.map(\.name)).count == 24)
        #expect(Set(PortalLanguage.allCases.map { PortalWords.of($0).intro }).count == 24)
        for place in 0..<4 { #expect(Set(PortalLanguage.allCases.map { RightsWords.of($0).sentences[place] }).count == 24) }
    }

    @Test func theBrowsersLanguageIsTaken() async throws {
        let pages = try RightsPages(isSandbox: false) { _ in nil }
        let page = try await get(pages.routes, "/rights", headers: [.acceptLanguage: "xx;q=1, mt-MT;q=0.9, en;q=0.1"])
        #expect(page.text.contains("lang=\"mt\""))
        await #expect(throws: Refusal.self) { try await get(pages.routes, "/rights.json?authority=NOBODY") }
    }

    @Test func `groups of ages stand in the order of age, countries by how many, and what was put together last`() {
        func rows(_ rows: [(String, Int)]) -> [AnnualReport.Row] {
            rows.map { name, total in
                var row = AnnualReport.Row()
                (row.category, row.total) = (name, total)
                return row
            }
        }
        let ages = rows([("other", 99), ("65+", 4), ("0–5", 7), ("12–17", 1), ("6–11", 9)])
        #expect(StatisticsChart.ordered(ages).map(\.category) == ["0–5", "6–11", "12–17", "65+", "other"])
        let states = rows([("other", 99), ("DEU", 4), ("FRA", 7)])
        #expect(StatisticsChart.ordered(states).map(\.category) == ["FRA", "DEU", "other"])
        // No drawing is scaled: letters stay as large as the page's.
        let chart = StatisticsChart.bars(states, title: "a")
        #expect(!chart.contains("viewBox") && chart.contains("width=\"100%\""))
    }
}
