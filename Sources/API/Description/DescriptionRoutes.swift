import Access
import Hummingbird
import Operations
import Wire

/// `/openapi.json`, the readable `/docs`, the kinds of refusal, and the table of rights.
enum DescriptionRoutes {
    static func all(_ document: OpenAPIDocument, policy: AccessPolicy) -> [PlainRoute] {
        let json = document.json.compact
        let docs = DocsPage(document.json).html
        let rights = RightsPage(policy).html
        return [
            PlainRoute(.get, "/openapi.json") { _ in Response.text(json, type: "application/json") },
            PlainRoute(.get, "/docs") { _ in Response.description(docs) },
            PlainRoute(.get, "/docs/rights") { _ in Response.description(rights) },
        ]
    }
}

extension Response {
    /// A page that may load nothing from elsewhere and cannot be framed; no style in the markup, and scripts talk to this server alone.
    public static func page(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        page(html, status: status, allowing: "style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'")
    }

    /// A page with its style in it, and nothing else.
    static func description(_ html: String) -> Response {
        page(html, status: .ok, allowing: "style-src 'unsafe-inline'; form-action 'none'")
    }

    private static func page(_ html: String, status: HTTPResponse.Status, allowing sources: String) -> Response {
        var response = Response.text(html, type: "text/html; charset=utf-8", status: status)
        response.headers[.contentSecurityPolicy] = "default-src 'none'; \(sources); base-uri 'none'; frame-ancestors 'none'"
        return response
    }
}

func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        .replacing("\"", with: "&quot;")
}

/// One readable page of all operations.
struct DocsPage {
    let html: String

    init(_ document: JSON) {
        var sections: [String: String] = [:]
        var order: [String] = []
        guard case .object(let paths)? = document["paths"] else {
            html = ""
            return
        }
        for path in paths {
            guard case .object(let methods) = path.value else { continue }
            for method in methods {
                let operation = method.value
                let tag = operation["tags"]?.elements?.first?.text ?? ""
                if sections[tag] == nil { order.append(tag) }
                sections[tag, default: ""] += DocsPage.operation(method.name.uppercased(), path.name, operation)
            }
        }
        let body = order.map { "<h2 id=\"\(escaped($0))\">\(escaped($0))</h2>\(sections[$0] ?? "")" }.joined()
        let links = order.map { "<a href=\"#\(escaped($0))\">\(escaped($0))</a>" }.joined(separator: " · ")
        html = Page.html(
            title: document["info"]?["title"]?.text ?? "API",
            body: """
                <p>Every operation of this installation, generated from the values that carry it out.
                Machine-readable: <a href="/openapi.json">openapi.json</a>. Who may do what: <a href="/docs/rights">rights</a>.</p>
                <nav aria-label="Systems">\(links)</nav>\(body)
                """)
    }

    private static func operation(_ method: String, _ path: String, _ operation: JSON) -> String {
        let parameters = (operation["parameters"]?.elements ?? []).map { parameter in
            row(
                parameter["name"]?.text ?? "", parameter["in"]?.text ?? "", parameter["required"] == .bool(true),
                parameter["description"]?.text ?? "", kind(parameter["schema"]))
        }
        let body = operation["requestBody"]?["content"]?["application/json"]?["schema"]
        let required = Set((body?["required"]?.elements ?? []).compactMap(\.text))
        var fields: [String] = []
        if case .object(let properties)? = body?["properties"] {
            for property in properties {
                fields.append(
                    row(
                        property.name, "body", required.contains(property.name),
                        property.value["description"]?.text ?? "", kind(property.value)))
            }
        }
        var answers = ""
        if case .object(let responses)? = operation["responses"] {
            for response in responses {
                answers += "<dt>\(response.name)</dt><dd>\(escaped(response.value["description"]?.text ?? ""))</dd>"
            }
        }
        return """
            <details><summary><code class="\(method.lowercased())">\(method)</code> <code>\(escaped(path))</code>
            — \(escaped(operation["summary"]?.text ?? ""))</summary>
            <p>\(escaped(operation["description"]?.text ?? ""))</p>
            <table aria-label="What it takes"><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Kind</th>
            <th scope="col">Needed</th><th scope="col">Meaning</th></tr></thead>
            <tbody>\((parameters + fields).joined())</tbody></table><dl>\(answers)</dl></details>
            """
    }

    private static func row(_ name: String, _ place: String, _ required: Bool, _ meaning: String, _ kind: String) -> String {
        "<tr><td><code>\(escaped(name))</code></td><td>\(place)</td><td>\(escaped(kind))</td><td>\(required ? "yes" : "")</td><td>\(escaped(meaning))</td></tr>"
    }

    private static func kind(_ schema: JSON?) -> String {
        if let reference = schema?["$ref"]?.text { return String(reference.split(separator: "/").last ?? "") }
        if let words = schema?["enum"]?.elements { return words.compactMap(\.text).joined(separator: " | ") }
        if schema?["type"]?.text == "array" { return "list of " + kind(schema?["items"]) }
        return schema?["format"]?.text ?? schema?["type"]?.text ?? ""
    }
}

/// The readable table of authority × purpose × system × operation × data, with articles.
struct RightsPage {
    let html: String

    init(_ policy: AccessPolicy) {
        let rows = policy.table.map { row in
            "<tr>"
                + [row.system, row.authority, row.purpose, row.action, row.subject, row.conditions, row.article]
                .map { "<td>\(escaped($0))</td>" }.joined() + "</tr>"
        }
        html = Page.html(
            title: "Rights of access",
            body: """
                <p>Revision <code>\(policy.revision)</code>. What is not listed is refused.</p>
                <div class="wide" role="region" aria-labelledby="title" tabindex="0"><table aria-labelledby="title"><thead><tr>
                <th scope="col">System</th><th scope="col">Authority</th><th scope="col">Purpose</th><th scope="col">Action</th>
                <th scope="col">Keys or data</th><th scope="col">Must be established</th><th scope="col">Article</th></tr></thead>
                <tbody>\(rows.joined())</tbody></table></div>
                """)
    }
}

enum Page {
    static func html(title: String, body: String) -> String {
        """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))</title><style>
        :root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 20%,transparent)}
        body{font:16px/1.5 system-ui,sans-serif;max-width:75rem;margin:0 auto;padding:1rem}
        table{border-collapse:collapse;width:100%;font-size:.9rem}.wide,details{overflow-x:auto}
        td,th{border-bottom:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}
        summary{cursor:pointer;padding:.4rem 0}details{border-bottom:1px solid var(--line)}
        dt{font-weight:600}code{font-size:.95em}.get{color:#0a7d33}.post{color:#1a5fb4}.put{color:#9a6700}.delete{color:#c01c28}
        @media (prefers-color-scheme:dark){.get{color:#57e389}.post{color:#99c1f1}.put{color:#f8e45c}.delete{color:#ff7b63}}
        </style></head><body><main><h1 id="title">\(escaped(title))</h1>\(body)</main></body></html>
        """
    }
}
