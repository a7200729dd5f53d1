import Hummingbird
import NIOCore
import Operations
import Wire

/// A refusal over HTTP: `application/problem+json` (RFC 9457) with a stable type.
struct Problem: WireRecord {
    var type = ""
    var title = ""
    var status = 0
    var detail = ""
    var code = ""
    var article: String?
    var pointer: String?
    var requestID = ""

    init() {}
    static let meaning = "Why a request was refused (RFC 9457). Nothing was changed."
    static let fields: [Field<Problem>] = [
        .required("type", \.type, "Stable address of the kind of refusal.", limits: .text(.init(format: "uri-reference"))),
        .required("title", \.title, "What kind of refusal it is."),
        .required("status", \.status, "HTTP status.", limits: .integer(400...599)),
        .required("detail", \.detail, "What is wrong in this case.", limits: .text(.init(length: 0...2000))),
        .required("code", \.code, "The kind in short."),
        .optional("article", \.article, "Article of the act that asks for the refusal."),
        .optional("pointer", \.pointer, "JSON Pointer to what is wrong in the message.", limits: .text(.init(length: 0...500))),
        .required("requestId", \.requestID, "Identifies the request in the logs."),
    ]

    init(_ refusal: Refusal, requestID: String) {
        type = "/problems/" + refusal.kind.code
        title = refusal.kind.title
        status = refusal.kind.status
        // What a caller sent may stand in both: they are cut, as JSON Schema counts, so that the reply fits its description.
        detail = Problem.cut(refusal.detail, to: 2000)
        code = refusal.kind.code
        article = refusal.article
        pointer = refusal.pointer.map { Problem.cut($0, to: 500) }
        self.requestID = requestID
    }

    private static func cut(_ text: String, to length: Int) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(length)))
    }

    var response: Response {
        var buffer = ByteBuffer()
        buffer.writeBytes(wire.bytes)
        var response = Response(
            status: .init(code: status), headers: [.contentType: "application/problem+json"],
            body: .init(byteBuffer: buffer))
        if status == 401 { response.headers[.wwwAuthenticate] = "Bearer realm=\"sextant\"" }
        if status == 429 || status == 503 { response.headers[.retryAfter] = "1" }
        return response
    }
}
