import Wire

/// A kind of refusal: stable code, HTTP status, a title for people, and the article where the law speaks.
///
/// Each operation lists the kinds that it can give; the API description and the problem types are generated from those.
public struct RefusalKind: Hashable, Sendable {
    /// Stable, for instance `ees/already-inside`. The problem type is `/problems/` and this.
    public let code: String
    public let status: Int
    public let title: String
    public let article: String?
    public init(_ code: String, _ status: Int, _ title: String, article: String? = nil) {
        self.code = code
        self.status = status
        self.title = title
        self.article = article
    }
}

/// An answer that is no: a value, not a crash. Nothing was changed.
public struct Refusal: Error, Hashable, Sendable {
    public let kind: RefusalKind
    /// One sentence that says what is wrong in this case, without personal data.
    public let detail: String
    /// JSON Pointer (RFC 6901) to what is wrong in the message.
    public let pointer: String?
    /// More precise than the kind's article, where a rule knows it.
    public let article: String?

    public init(_ kind: RefusalKind, _ detail: String, pointer: String? = nil, article: String? = nil) {
        self.kind = kind
        self.detail = detail
        self.pointer = pointer
        self.article = article ?? kind.article
    }

    /// The same refusal of a part, seen from where the part stands in the message.
    public func inside(_ place: String) -> Refusal {
        Refusal(kind, detail, pointer: pointer.map { place + $0 }, article: article)
    }

    public init(_ error: WireError) {
        self.init(.malformed, error.description, pointer: error.pointer)
    }
}

extension RefusalKind {
    public static let malformed = RefusalKind("malformed", 422, "The message does not have the shape asked for")
    public static let notJSON = RefusalKind("not-json", 400, "The body is not JSON that Sextant reads")
    public static let tooLarge = RefusalKind("too-large", 413, "The message is too large")
    public static let wrongMediaType = RefusalKind("wrong-media-type", 415, "The body has another media type")
    public static let unauthenticated = RefusalKind("unauthenticated", 401, "Nobody known is asking")
    public static let forbidden = RefusalKind("forbidden", 403, "No provision gives this right")
    public static let notFound = RefusalKind("not-found", 404, "There is no such record")
    public static let noSuchRoute = RefusalKind("no-such-route", 404, "There is nothing at this address")
    public static let wrongMethod = RefusalKind("wrong-method", 405, "This address does not know the method")
    public static let purposeMissing = RefusalKind("purpose-missing", 400, "The request states no purpose")
    public static let keyMissing = RefusalKind("idempotency-key-missing", 400, "A create needs an Idempotency-Key")
    public static let keyReused = RefusalKind(
        "idempotency-key-reused", 422, "The Idempotency-Key was used for another request")
    public static let preconditionRequired = RefusalKind("precondition-required", 428, "An update needs If-Match")
    public static let preconditionFailed = RefusalKind("precondition-failed", 412, "The record has changed since")
    public static let conflict = RefusalKind("conflict", 409, "Somebody else changed the same record")
    public static let alreadyExists = RefusalKind("already-exists", 409, "A number that must be unique is taken")
    public static let rateLimited = RefusalKind("rate-limited", 429, "Too many requests")
    public static let timedOut = RefusalKind("timed-out", 503, "No answer within the time limit")
    /// The log cannot be kept, or the store cannot be used: Sextant does not answer without a log.
    public static let unavailable = RefusalKind("unavailable", 503, "Sextant cannot keep its records or its log")
    public static let internalError = RefusalKind("internal", 500, "A mistake in Sextant")

    /// What any operation can give before it begins.
    public static let common: [RefusalKind] = [
        .malformed, .notJSON, .tooLarge, .wrongMediaType, .unauthenticated, .forbidden, .purposeMissing, .rateLimited,
        .timedOut, .unavailable, .internalError, .lowQuality,
    ]
}
