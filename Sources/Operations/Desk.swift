import Access
import Identity
import Registry

/// What a pure decision may know besides its input and the records: who, when, under which rules, with which identifiers.
public struct DecisionContext: Sendable {
    public let caller: Caller
    public let `case`: CaseReference
    public let now: Instant
    /// The local day of the caller's Member State; crossings carry their own.
    public let today: Day
    public let ids: IDGenerator
    /// `If-Match`; `nil` where none was sent.
    public let expectedVersion: Int?
    public let visible: Set<DataGroup>

    public init(
        caller: Caller, case: CaseReference, now: Instant, today: Day, ids: IDGenerator, expectedVersion: Int?,
        visible: Set<DataGroup>
    ) {
        self.caller = caller
        self.case = `case`
        self.now = now
        self.today = today
        self.ids = ids
        self.expectedVersion = expectedVersion
        self.visible = visible
    }

    /// Whose data a new record is: the caller's Member State, or the agency.
    public var owner: String { caller.memberState ?? caller.authority }

    /// Refuses where the record is no longer the one that the caller saw.
    public func require(version: Int) throws(Refusal) {
        guard let expectedVersion, expectedVersion != version else { return }
        throw Refusal(.preconditionFailed, "the record is at version \(version), not \(expectedVersion)")
    }
}

/// Reads what conditions rest on, and nothing else of a record than whose it is and what is projected.
public struct FactReader {
    let reader: Reader
    public let caller: Caller
    public let now: Instant
    public var `case`: CaseReference { reader.mandate.case }

    init(reader: Reader, caller: Caller, now: Instant) { (self.reader, self.caller, self.now) = (reader, caller, now) }

    /// For services that ask under the right of another system than their own: what its records establish for the caller.
    public init(of reader: Reader, caller: Caller, now: Instant) { self.init(reader: reader, caller: caller, now: now) }

    public func established(in system: SystemName) throws -> Set<Condition> {
        Set(try reader.facts(at: now).filter { $0.system == system }.map(\.condition))
    }

    /// `owner` where the record is the caller's Member State's own; empty where it is not, or there is none.
    public func ownership(of id: RecordID) throws -> Set<Condition> {
        guard let record = try reader.record(id) else { return [] }
        return record.owner == (caller.memberState ?? caller.authority) ? [.owner] : []
    }

    /// The record itself, for operations whose group of data depends on it (which alert category is this?).
    public func record(_ id: RecordID) throws -> StoredRecord? { try reader.record(id) }
    public func find(_ kind: RecordKind, key: String, value: String) throws -> [StoredRecord] {
        try reader.find(kind, key: key, value: value)
    }
}

/// Where one request is worked on: the caller, the case, the moment, and the ways to policy and registry.
public struct Desk: Sendable {
    public let caller: Caller
    public let `case`: CaseReference
    public let now: Instant
    public let ids: IDGenerator
    public let expectedVersion: Int?
    public let policy: AccessPolicy
    public let registry: Registry

    public init(
        caller: Caller, case: CaseReference, now: Instant, ids: IDGenerator, expectedVersion: Int?,
        policy: AccessPolicy, registry: Registry
    ) {
        self.caller = caller
        self.case = `case`
        self.now = now
        self.ids = ids
        self.expectedVersion = expectedVersion
        self.policy = policy
        self.registry = registry
    }

    public var today: Day { now.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(caller.memberState, at: now)) }

    public func context(under mandate: Mandate) -> DecisionContext {
        DecisionContext(
            caller: caller, case: `case`, now: now, today: today, ids: ids, expectedVersion: expectedVersion,
            visible: mandate.visible)
    }

    /// Asks the policy, with the conditions that Sextant's records establish. `byOwnGrants`: the right must be one of the operation's own,
    /// where others lead to the same data by ways and conditions of theirs.
    public func mandate(
        for about: OperationDescription, byOwnGrants: Bool = false, demand: @escaping @Sendable (FactReader) throws -> Demand
    ) async throws(Refusal) -> Mandate {
        let establishing = policy.mandate(
            forTask: "establish-conditions", systems: [about.system], actions: [.read], article: about.article,
            requestID: `case`.requestID, actingFor: caller, case: `case`)
        let (caller, now) = (caller, now)
        let demand = try await read(under: establishing) { reader in
            try demand(FactReader(reader: reader, caller: caller, now: now))
        }
        return try mandate(
            AccessQuestion(
                authority: caller.kind, purpose: `case`.purpose, system: about.system, action: about.action,
                keys: demand.keys, data: demand.data, conditions: demand.conditions.union(caller.standing)),
            by: byOwnGrants ? about.grants : nil, consequences: about.consequences)
    }

    /// Asks the policy a question that is already complete; with `own`, only these of its grants.
    public func mandate(
        _ question: AccessQuestion, by own: [Grant]? = nil, consequences: Set<AccessAction> = []
    ) throws(Refusal) -> Mandate {
        do {
            return try policy.mandate(for: question, by: own, caller: caller, case: `case`, consequences: consequences)
        } catch {
            // What is hidden must look as though it were not there (817 Art 9(4)).
            throw error.isHidden
                ? Refusal(.notFound, "there is no such record") : Refusal(.forbidden, error.why)
        }
    }

    public func read<Value: Sendable>(
        under mandate: Mandate, _ body: @escaping @Sendable (Reader) throws -> Value
    ) async throws(Refusal) -> Value {
        do {
            return try await registry.read(mandate, body)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal.from(error)
        }
    }
}

extension Refusal {
    /// Errors of store and registry as the caller sees them: what happened, never whose data.
    public static func from(_ error: any Error) -> Refusal {
        switch error {
        case let refusal as Refusal: refusal
        case RegistryError.store(let error), let error as StoreError:
            switch error {
            case .versionConflict: Refusal(.conflict, "somebody else changed the same record; read it again")
            case .keyTaken(let key): Refusal(.alreadyExists, "another record has this \(key.name)")
            // Identifiers are random but for records of which there is one: two have made it at the same moment.
            case .alreadyExists: Refusal(.conflict, "somebody else made the same record; read it")
            case .replay: Refusal(.keyReused, "the key was used at the same moment")
            case .unavailable: Refusal(.unavailable, "the store cannot be used")
            case .invalid: Refusal(.internalError, "an operation made a commit that no store takes")
            case .damaged: Refusal(.unavailable, "stored data cannot be read")
            }
        case RegistryError.outsideMandate(let what): Refusal(.internalError, "an operation left its mandate: \(what)")
        default: Refusal(.internalError, "an unexpected error: \(type(of: error))")
        }
    }
}
