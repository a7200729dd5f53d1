import Access
import Identity
import Operations
import Registry
import Wire

/// An input that is about one alert.
public protocol NamesAlert: WireRecord {
    var schengenID: String { get }
}

extension Field where Root: NamesAlert {
    /// The alert that the input is about, which stands in the path.
    static func alert(_ path: Path<String>) -> Field {
        .required("schengenId", path, "Schengen ID of the alert.", limits: Alert.schengenIDSchema)
    }
}

/// What rights on one alert depend on, as Sextant's records establish it for one caller.
struct AlertStanding: Sendable {
    /// What may be found at all: an entry ban that waits for the departure is known to the issuing Member State and to bureaux.
    let isThere: Bool
    let group: DataGroup
    let conditions: Set<Condition>

    init(_ alert: Recorded<Alert>, caller: Caller, at now: Instant) {
        group = alert.value.dataGroup
        isThere = alert.value.isKnown(to: caller)
        var conditions = caller.standing
        if let state = caller.memberState {
            if alert.owner == state { conditions.insert(.owner) }
            if alert.value.isUnavailable(in: state, at: now) { conditions.insert(.temporarilyUnavailable) }
        }
        self.conditions = conditions
    }
}

extension Desk {
    /// The right to do what the operation does to one alert.
    ///
    /// For somebody who may not read it there is no such alert: a refusal that told them apart would say that the person
    /// is sought.
    /// - Parameter data: the group to ask for instead of the alert's own, where the operation is about something else
    ///   that hangs on the alert, as a report of a hit.
    func mandate(
        for about: OperationDescription, onAlert schengenID: String, data: DataGroup? = nil
    ) async throws(Refusal) -> Mandate {
        let establishing = policy.mandate(
            forTask: "establish-conditions", systems: [.SIS], actions: [.read], article: about.article,
            requestID: `case`.requestID, actingFor: caller, case: `case`)
        let (caller, now, today) = (caller, now, today)
        let standing = try await read(under: establishing) { reader in
            try reader.values(Alert.self, key: SISKey.schengenID, value: schengenID).first
                // What should be gone is gone, whether or not the sweeper has come by.
                .flatMap { today < $0.value.term.eraseOn ? $0 : nil }
                .map { AlertStanding($0, caller: caller, at: now) }
        }
        let conditions = standing?.conditions ?? caller.standing
        guard !policy.readable(.SIS, by: caller.kind, for: `case`.purpose, conditions: conditions).isEmpty else {
            throw Refusal(
                .forbidden,
                "no provision gives \(caller.kind.rawValue) for \(`case`.purpose.rawValue) a right to alerts")
        }
        guard let standing, standing.isThere else { throw .noSuchAlert }
        let reading = AccessQuestion(
            authority: caller.kind, purpose: `case`.purpose, system: .SIS, action: .read, data: standing.group,
            conditions: conditions)
        guard case .allowed = policy.decide(reading) else { throw .noSuchAlert }
        return try mandate(
            AccessQuestion(
                authority: caller.kind, purpose: `case`.purpose, system: .SIS, action: about.action,
                data: data ?? standing.group, conditions: conditions), consequences: about.consequences)
    }
}

extension Refusal {
    static let noSuchAlert = Refusal(.notFound, "there is no alert with this Schengen ID")
}

/// Reads something of one alert.
public protocol AlertQuery: Query where Input: NamesAlert {
    /// See `Desk.mandate(for:onAlert:data:)`.
    var asks: DataGroup? { get }
}

extension AlertQuery {
    public var asks: DataGroup? { nil }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about, onAlert: input.schengenID, data: asks)
        let context = desk.context(under: mandate)
        let found = try await desk.read(under: mandate) { reader in try answer(input, from: reader, in: context) }
        return Outcome(found.output, under: mandate, version: found.version, log: found.log)
    }
}

/// Changes one alert, or adds something to it.
public protocol AlertCommand: Command where Input: NamesAlert {
    /// See `Desk.mandate(for:onAlert:data:)`.
    var asks: DataGroup? { get }
}

extension AlertCommand {
    public var asks: DataGroup? { nil }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about, onAlert: input.schengenID, data: asks)
        let context = desk.context(under: mandate)
        let current = try await desk.read(under: mandate) { reader in try load(input, from: reader, in: context) }
        let decision = try decide(input, current, in: context)
        return Outcome(
            decision.output, under: mandate, changes: decision.changes, version: decision.version,
            notices: decision.notices, facts: decision.facts, log: LogDetails(records: decision.changes.map(\.id)))
    }
}

extension Reader {
    func alert(_ schengenID: String) throws -> Recorded<Alert> {
        guard let alert = try values(Alert.self, key: SISKey.schengenID, value: schengenID).first else {
            throw Refusal.noSuchAlert
        }
        return alert
    }
}
