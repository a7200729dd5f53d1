import Access
import Registry

/// What the world sees of an operation: route, permission, log entry and description, in one place.
public struct OperationDescription: Sendable {
    public enum Method: String, Sendable { case GET, POST, PUT, DELETE }

    /// Stable name: system and verb, for instance `ees.recordEntry`. Also the event in the log.
    public let id: String
    public let title: String
    /// What it does, for whom, in the law's words.
    public let meaning: String
    public let article: String
    public let system: SystemName
    public let action: AccessAction
    public let method: Method
    /// Path with fields of the input in braces: `/v1/ees/files/{file}/entries`.
    public let path: String
    /// The group of data that a right must cover; `nil` for searches and for operations that work it out from the input.
    public let data: DataGroup?
    /// Beside the operation, because they open it.
    public let grants: [Grant]
    /// Its own refusals, besides `RefusalKind.common`.
    public let refusals: [RefusalKind]
    /// An update must carry `If-Match`.
    public let needsVersion: Bool
    /// What the operation also does to linked records in consequence: an entry recorded updates its file. Covered by
    /// the same right, and by nothing that the caller could ask for by itself.
    public let consequences: Set<AccessAction>

    public init(
        id: String, title: String, meaning: String, article: String, system: SystemName, action: AccessAction,
        _ method: Method, _ path: String, data: DataGroup? = nil, grants: [Grant], refusals: [RefusalKind] = [],
        needsVersion: Bool? = nil, consequences: Set<AccessAction> = []
    ) {
        self.id = id
        self.title = title
        self.meaning = meaning
        self.article = article
        self.system = system
        self.action = action
        self.method = method
        self.path = path
        self.data = data
        self.grants = grants
        self.refusals = refusals
        self.needsVersion = needsVersion ?? (action == .update && method != .GET)
        self.consequences = consequences
    }

    /// A create takes an `Idempotency-Key`.
    public var needsIdempotencyKey: Bool { action == .create }

    /// It is asked in order to change records. A question may change some in consequence, which is not for who asks to know.
    public var changesRecords: Bool { action != .search && action != .read }

    /// Names of the input's fields that stand in the path.
    public var pathFields: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") && $0.hasSuffix("}") }
            .map { String($0.dropFirst().dropLast()) }
    }
}
