import Operations
import Testing
import Wire

@testable import API

/// RFC 9110, 12.5.1: which form a reply has.
@Suite struct ContentNegotiationTests {
    private func format(_ type: String) -> MessageFormat {
        MessageFormat(mediaType: type, read: { (_) throws(Refusal) in .null }, write: { (_, _) throws(Refusal) in [] })
    }

    @Test(
        arguments: [
            (nil, nil, nil), (nil, "application/xml", "application/xml"), ("application/xml", nil, "application/xml"),
            ("application/json", "application/xml", nil), ("*/*", "application/xml", "application/xml"), ("*/*", nil, nil),
            ("text/html, application/xml;q=0.9, */*;q=0.1", nil, "application/xml"), ("application/xml;q=0.2, application/json", nil, nil),
            ("application/xml;q=0", nil, nil), ("APPLICATION/XML", nil, "application/xml"), ("text/plain", "application/xml", "application/xml"),
            (";;;,,,q=x", nil, nil), ("application/xml;q=abc", nil, "application/xml"), ("", nil, nil),
        ] as [(String?, String?, String?)])
    func theFormThatIsWanted(accept: String?, sent: String?, wanted: String?) {
        let formats = [format("application/xml"), format("text/csv")]
        #expect(SextantResponder.wanted(accept, of: formats, sent: sent.map(format))?.mediaType == wanted)
        #expect(SextantResponder.wanted(accept, of: [], sent: nil)?.mediaType == nil)
    }
}
