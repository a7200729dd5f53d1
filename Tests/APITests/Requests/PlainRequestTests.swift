import HTTPTypes
import Hummingbird
import Testing

@testable import API

@Suite("Requests for pages")
struct PlainRequestTests {
    @Test("A page of another site is known by what the browser says")
    func otherSites() throws {
        let name = try #require(HTTPField.Name("Sec-Fetch-Site"))
        func isOfAnotherSite(_ site: String?) -> Bool {
            var fields = HTTPFields()
            fields[name] = site
            let head = HTTPRequest(method: .post, scheme: "http", authority: "localhost", path: "/sandbox/reset", headerFields: fields)
            let request = Request(head: head, body: .init(buffer: .init()))
            return PlainRequest(request: request, parameters: [:], body: [], requestID: "request-1234").isOfAnotherSite
        }
        // Programs that are no browsers say nothing.
        for site in [nil, "same-origin", "none"] { #expect(!isOfAnotherSite(site)) }
        for site in ["cross-site", "same-site", ""] { #expect(isOfAnotherSite(site)) }
    }
}
