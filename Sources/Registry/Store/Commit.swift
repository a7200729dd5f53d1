import Access
import Identity

/// One change of one record.
public enum Change: Sendable, Hashable {
    case create(RecordID, RecordDraft)
    /// Refused with `.versionConflict` unless `expected` is the version that stands.
    case update(RecordID, expected: Int, RecordDraft)
    /// Removes every version, projection, template and idempotency reply of the record, beyond recovery.
    case erase(RecordID, expected: Int?, article: String)

    public var id: RecordID {
        switch self {
        case .create(let id, _), .update(let id, _, _), .erase(let id, _, _): id
        }
    }
}

/// A log entry as the store keeps it: contents sealed, the leaf in clear.
public struct LogRow: Sendable, Hashable {
    public let id: RecordID
    public let at: Instant
    /// 32 bytes: what the Merkle leaf is made of. Stays when the contents go.
    public let leafData: [UInt8]
    /// Salt and entry, encrypted; `nil` after their lawful erasure.
    public var sealed: [UInt8]?
    /// The day on which the contents must go; `nil` while it depends on the retention of the data concerned.
    public let eraseOn: Day?
    /// The records whose retention the entry follows, used where `eraseOn` is `nil`: the contents go
    /// `yearsAfterErasure` after the last of these records was erased (2017/2226 46(4)).
    public let follows: [RecordID]
    /// Years between the erasure of the last record that an entry follows and the erasure of its contents
    /// (2017/2226 46(4), 767/2008 34(4), 2018/1240 69(3)).
    public static let yearsAfterErasure = 1
    /// What an auditor filters by without opening entries.
    public let system: SystemName
    public let event: String

    public init(
        id: RecordID, at: Instant, leafData: [UInt8], sealed: [UInt8]?, eraseOn: Day?, follows: [RecordID],
        system: SystemName, event: String
    ) {
        self.id = id
        self.at = at
        self.leafData = leafData
        self.sealed = sealed
        self.eraseOn = eraseOn
        self.follows = follows
        self.system = system
        self.event = event
    }
}

/// The reply to a request that carried an `Idempotency-Key`, kept so that a repeated request does nothing twice.
public struct IdempotentReply: Sendable, Hashable {
    /// Authority and key.
    public let authority: String
    public let key: String
    /// SHA-256 over operation and input: another request under the same key is refused.
    public let requestDigest: [UInt8]
    public let reply: [UInt8]
    /// Records named in the reply: when one is erased, the reply goes too.
    public let records: [RecordID]
    public let expires: Instant

    public init(
        authority: String, key: String, requestDigest: [UInt8], reply: [UInt8], records: [RecordID], expires: Instant
    ) {
        self.authority = authority
        self.key = key
        self.requestDigest = requestDigest
        self.reply = reply
        self.records = records
        self.expires = expires
    }
}

/// Something an authority must be told; waits in its inbox until acknowledged.
public struct Notice: Sendable, Hashable {
    public let id: RecordID
    /// Authority, or Member State code for whoever is responsible there.
    public let recipient: String
    /// Stable name, for instance `ees.erasureInThreeMonths`.
    public let kind: String
    public let article: String
    /// Record concerned; the notice goes when the record is erased.
    public let record: RecordID?
    public let text: String
    public let at: Instant

    public init(
        id: RecordID, recipient: String, kind: String, article: String, record: RecordID?, text: String, at: Instant
    ) {
        self.id = id
        self.recipient = recipient
        self.kind = kind
        self.article = article
        self.record = record
        self.text = text
        self.at = at
    }
}

extension Notice {
    /// Addresses one kind of authority: `sirene/FRA`, or `europol/-` for a unit or agency of the Union. What is for SIRENE
    /// alone must not stand in an inbox that every authority of the State reads.
    public static func recipient(_ kind: AuthorityKind, of memberState: String?) -> String { "\(kind.rawValue)/\(memberState ?? "-")" }
}

/// A fact that a later right may depend on: a verification that failed, a search that found nothing. Kept by Sextant,
/// so that conditions of the law never rest on a caller's word.
public struct EstablishedFact: Sendable, Hashable {
    public let condition: Condition
    public let authority: String
    public let caseReference: String
    public let system: SystemName
    public let at: Instant
    public let expires: Instant

    public init(
        condition: Condition, authority: String, caseReference: String, system: SystemName, at: Instant,
        expires: Instant
    ) {
        self.condition = condition
        self.authority = authority
        self.caseReference = caseReference
        self.system = system
        self.at = at
        self.expires = expires
    }
}

/// Everything that happens together or not at all.
public struct Commit: Sendable {
    public var changes: [Change]
    public var log: [LogRow]
    public var idempotency: IdempotentReply?
    public var notices: [Notice]
    public var facts: [EstablishedFact]
    /// Notices that their recipient has acknowledged; they go.
    public var acknowledged: [RecordID]
    /// Durable positions in the feed of those who follow it.
    public var positions: [String: Int64]
    public var at: Instant
    public var by: String

    public init(
        changes: [Change] = [], log: [LogRow] = [], idempotency: IdempotentReply? = nil, notices: [Notice] = [],
        facts: [EstablishedFact] = [], acknowledged: [RecordID] = [], positions: [String: Int64] = [:], at: Instant,
        by: String
    ) {
        self.changes = changes
        self.log = log
        self.idempotency = idempotency
        self.notices = notices
        self.facts = facts
        self.acknowledged = acknowledged
        self.positions = positions
        self.at = at
        self.by = by
    }
}

/// A commit that is on disk.
public struct Receipt: Sendable, Hashable {
    /// The feed's last sequence number after this commit: who asks again with it sees at least this.
    public let sequence: Int64
    public init(sequence: Int64) { self.sequence = sequence }
}

/// One line of the change feed; nothing personal.
public struct FeedEntry: Sendable, Hashable {
    public enum Event: String, Sendable, CaseIterable { case created, updated, erased }
    public let sequence: Int64
    public let id: RecordID
    public let kind: RecordKind
    public let version: Int
    public let event: Event
    public init(sequence: Int64, id: RecordID, kind: RecordKind, version: Int, event: Event) {
        self.sequence = sequence
        self.id = id
        self.kind = kind
        self.version = version
        self.event = event
    }
}

public enum StoreError: Error, Hashable, Sendable {
    /// Somebody else changed the record first; `current` is `nil` where it is gone.
    case versionConflict(RecordID, current: Int?)
    /// A unique number is taken.
    case keyTaken(RecordKey)
    /// A record of this identifier exists.
    case alreadyExists(RecordID)
    /// The same `Idempotency-Key` was used before; here is what was stored.
    case replay(IdempotentReply)
    /// The commit is not one that any store takes: an empty name, a leaf of another length, a changed kind. A mistake
    /// in Sextant, not of the caller.
    case invalid(String)
    /// The disk is full, a file cannot be read or written, the store is closing: nothing was committed. (Where the disk
    /// failed during the last fsync and the machine then stopped, the commit may be found whole afterwards; repeating the
    /// request under its `Idempotency-Key` settles it.)
    case unavailable(String)
    /// Stored bytes cannot be read.
    case damaged(String)
}
