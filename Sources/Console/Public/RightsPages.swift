import API
import Access
import Administration
import Foundation
import Hummingbird
import Interoperability
import Operations
import Wire

/// The portal for persons whose data are linked (2019/817 and 2019/818 Article 49): reference of an authority in, its contact details
/// and a letter out, in the 24 languages. Nobody signs in, nothing about a person is looked up, and nothing typed is kept.
public struct RightsPages: Sendable {
    /// The contact details of an authority; `nil` where none of this reference gives any.
    public typealias Contact = @Sendable (_ authority: String) -> ContactPoint?

    private let contact: Contact
    private let isSandbox: Bool
    private let pages: PageRenderer

    /// - Throws: the template parser's error.
    public init(isSandbox: Bool, contact: @escaping Contact) throws {
        self.contact = contact
        self.isSandbox = isSandbox
        pages = try PageRenderer(adding: PublicTemplates.all)
    }

    public var routes: [PlainRoute] {
        [
            PlainRoute(.get, "/rights") { request in self.page(request) },
            PlainRoute(.get, "/rights.json") { request in try self.json(request) },
        ]
    }

    private struct Asked {
        var language: PortalLanguage
        var reference: String
        var request: LinkRequest

        /// From the address; the language from `Accept-Language` where the address names none.
        init(_ request: Request) {
            let parameters = request.uri.queryParameters
            let first = (request.headers[.acceptLanguage] ?? "").prefix(200).split(separator: ",").lazy
                .map { $0.split(whereSeparator: { $0 == ";" || $0 == "-" || $0 == " " }).first.map { $0.lowercased() } ?? "" }
                .compactMap { PortalLanguage(rawValue: $0) }.first
            language = parameters["language"].flatMap { PortalLanguage(rawValue: String($0)) } ?? first ?? .en
            reference = String((parameters["authority"] ?? "").prefix(40)).trimmingCharacters(in: .whitespacesAndNewlines)
            self.request = parameters["right"].flatMap { LinkRequest(rawValue: String($0)) } ?? .access
        }
    }

    struct Page: Sendable {
        struct Choice: Sendable {
            var code: String
            var name: String
            var isChosen: Bool
        }
        struct ContactView: Sendable {
            var name = ""
            var lines: [String] = []
        }
        var frame: PageFrame
        var language: String
        var words: PortalWords
        /// Articles 47, 48, 49(2).
        var known: RightsWords
        var sentences: [String]
        var languages: [Choice]
        var rights: [Choice]
        var reference: String
        var isUnknown: Bool
        var hasContact: Bool
        var contact: ContactView
        var letter: String
    }

    private func page(_ request: PlainRequest) -> Response {
        let asked = Asked(request.request)
        let words = PortalWords.of(asked.language)
        let found = asked.reference.isEmpty ? nil : contact(asked.reference)
        let letter = found.map { PersonsLetter(to: $0, about: asked.request, in: asked.language) }
        let view = letter.map { letter in
            Page.ContactView(name: letter.name, lines: letter.address + [letter.email, letter.phone, letter.website].compactMap { $0 })
        }
        let known = RightsWords.of(asked.language)
        let page = Page(
            frame: PageFrame(public: words.title, language: asked.language.rawValue, pages: pages, isSandbox: isSandbox),
            language: asked.language.rawValue, words: words, known: known, sentences: known.sentences,
            languages: PortalLanguage.allCases.map { .init(code: $0.rawValue, name: $0.name, isChosen: $0 == asked.language) },
            rights: LinkRequest.allCases.map { .init(code: $0.rawValue, name: words.name(of: $0), isChosen: $0 == asked.request) },
            reference: asked.reference, isUnknown: !asked.reference.isEmpty && found == nil, hasContact: found != nil,
            contact: view ?? .init(), letter: letter?.letter ?? "")
        return Response.page(pages.render(page, "rights"))
    }

    private func json(_ request: PlainRequest) throws -> Response {
        let asked = Asked(request.request)
        guard let found = contact(asked.reference) else { throw Refusal(.noSuchRoute, "there is no authority with this reference") }
        return Response.text(PersonsLetter(to: found, about: asked.request, in: asked.language).wire.compact, type: "application/json")
    }
}
