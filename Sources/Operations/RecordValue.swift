import Access
import Identity
import Registry
import Wire

/// A system's own record: what its payload is, whose it is, and what others may know of it.
public protocol RecordValue: WireRecord {
    static var kind: RecordKind { get }
    /// Number of the payload's shape. A type that changes its fields counts on and reads older ones in `upgrade`.
    static var schemaNumber: Int { get }
    /// Brings a payload of an older shape up to date.
    static func upgrade(_ payload: JSON, from schema: Int) -> JSON
    /// What indexes, detectors and the sweeper see. Pure.
    var projection: Projection { get }
}

extension RecordValue {
    public static var schemaNumber: Int { 1 }
    public static func upgrade(_ payload: JSON, from schema: Int) -> JSON { payload }

    public func draft(owner: String) -> RecordDraft {
        RecordDraft(
            kind: Self.kind, owner: owner, payload: wireBytes, schema: Self.schemaNumber, projection: projection)
    }

    /// Reads a stored payload. What cannot be read is damage, not an absent record.
    public init(stored record: StoredRecord) throws(StoreError) {
        guard record.kind == Self.kind else { throw .damaged("\(record.id) is a \(record.kind), not a \(Self.kind)") }
        do {
            let json = try JSON(parsing: record.payload, limits: JSON.Limits(bytesMax: 1 << 26, depthMax: 64))
            try self.init(
                wire: record.schema == Self.schemaNumber ? json : Self.upgrade(json, from: record.schema), at: .root)
        } catch {
            throw .damaged("\(record.kind) \(record.id): \(error)")
        }
    }
}

/// A record's value together with its place in the store.
public struct Recorded<Value: RecordValue>: Sendable {
    public let id: RecordID
    public let version: Int
    public let owner: String
    public var value: Value
    public let created: Instant
    public let changed: Instant

    public init(_ record: StoredRecord) throws(StoreError) {
        id = record.id
        version = record.version
        owner = record.owner
        value = try Value(stored: record)
        created = record.created
        changed = record.changed
    }

    /// The change that replaces the version read by the value as it is now.
    public var update: Change { .update(id, expected: version, value.draft(owner: owner)) }
}

extension Reader {
    public func value<Value: RecordValue>(_ type: Value.Type, _ id: RecordID) throws -> Recorded<Value>? {
        guard let record = try record(id), record.kind == Value.kind else { return nil }
        return try Recorded<Value>(record)
    }

    public func values<Value: RecordValue>(_ type: Value.Type, key: String, value: String) throws -> [Recorded<Value>] {
        try find(Value.kind, key: key, value: value).map { try Recorded<Value>($0) }
    }

    /// The record, or the refusal that there is none.
    public func require<Value: RecordValue>(_ type: Value.Type, _ id: RecordID) throws -> Recorded<Value> {
        guard let recorded = try value(type, id) else {
            throw Refusal(.notFound, "there is no \(Value.kind.name) with this identifier")
        }
        return recorded
    }
}
