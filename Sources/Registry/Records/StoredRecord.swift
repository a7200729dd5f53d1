import Access
import Identity

/// A kind of record of one system, for instance `EES/individualFile`.
public struct RecordKind: Hashable, Sendable, CustomStringConvertible {
    public let system: SystemName
    public let name: String
    public init(_ system: SystemName, _ name: String) {
        self.system = system
        self.name = name
    }
    public var description: String { "\(system.rawValue)/\(name)" }

    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let system = SystemName(rawValue: String(parts[0])) else { return nil }
        self.init(system, String(parts[1]))
    }
}

/// A record as it stands, or as it stood in one version.
public struct StoredRecord: Sendable, Hashable {
    public let id: RecordID
    public let kind: RecordKind
    /// 1 for the first version.
    public let version: Int
    /// Member State or agency whose data it is.
    public let owner: String
    /// The system's own value as compact JSON.
    public let payload: [UInt8]
    /// Number of the payload's shape, so that an older one is brought up to date when read.
    public let schema: Int
    public let created: Instant
    public let changed: Instant
    /// Authority that made this version.
    public let changedBy: String

    public init(
        id: RecordID, kind: RecordKind, version: Int, owner: String, payload: [UInt8], schema: Int, created: Instant,
        changed: Instant, changedBy: String
    ) {
        self.id = id
        self.kind = kind
        self.version = version
        self.owner = owner
        self.payload = payload
        self.schema = schema
        self.created = created
        self.changed = changed
        self.changedBy = changedBy
    }
}

/// A day on which something must happen to a record.
public struct DueDate: Hashable, Sendable {
    public enum Action: String, CaseIterable, Sendable {
        /// The record goes, wholly.
        case erase
        /// Its owner must look at it again.
        case review
        /// Its owner is warned of an erasure to come.
        case notice
        /// The system's own rule looks at the record and says what changes (an overstay to flag, a part to erase).
        case act
    }
    public let day: Day
    public let action: Action
    public let article: String
    public init(_ day: Day, _ action: Action, article: String) {
        self.day = day
        self.action = action
        self.article = article
    }
}

/// A name under which a record can be found: an alert's number, a visa sticker, the person whose file it belongs to.
public struct RecordKey: Hashable, Sendable {
    public let name: String
    public let value: String
    /// At most one record of the kind may have this value.
    public let isUnique: Bool
    public init(_ name: String, _ value: String, unique: Bool) {
        self.name = name
        self.value = value
        isUnique = unique
    }
}

/// What the layers above a system may know of a record: identities, documents, biometrics and days. Indexes are built
/// from nothing else.
public struct Projection: Hashable, Sendable {
    public var identities: [PersonIdentity]
    public var documents: [TravelDocument]
    public var keys: [RecordKey]
    public var due: [DueDate]
    public var templates: [StoredTemplate]

    public init(
        identities: [PersonIdentity] = [], documents: [TravelDocument] = [], keys: [RecordKey] = [],
        due: [DueDate] = [], templates: [StoredTemplate] = []
    ) {
        self.identities = identities
        self.documents = documents
        self.keys = keys
        self.due = due
        self.templates = templates
    }
}

/// A biometric template; opaque to the registry.
public struct StoredTemplate: Hashable, Sendable {
    /// `fingerprint/2`, `face`: modality and position.
    public let kind: String
    /// Format of the bytes, for instance `iso19794-2:2005`.
    public let format: String
    public let bytes: [UInt8]
    public init(kind: String, format: String, bytes: [UInt8]) {
        self.kind = kind
        self.format = format
        self.bytes = bytes
    }
}

/// A record's next version, before it is committed.
public struct RecordDraft: Sendable, Hashable {
    public let kind: RecordKind
    public let owner: String
    public let payload: [UInt8]
    public let schema: Int
    public let projection: Projection
    public init(kind: RecordKind, owner: String, payload: [UInt8], schema: Int, projection: Projection) {
        self.kind = kind
        self.owner = owner
        self.payload = payload
        self.schema = schema
        self.projection = projection
    }
}
