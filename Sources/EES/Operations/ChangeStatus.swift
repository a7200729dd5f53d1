import Access
import Identity
import Operations
import Registry
import Wire

/// The authority that revoked, annulled or extended an authorisation for short stay, a visa or a stay adds that to the
/// relevant entry/exit record (Article 19).
public struct ChangeStatus: Command {
    public init() {}
    public typealias Output = EntryExitReply

    public let about = OperationDescription.ees(
        "changeStatus", "Record a revocation, annulment or extension",
        "Adds the decision to the entry/exit record. The authorised stay ends as decided, whatever the calculator says.",
        article: "19", .update, .PUT, "/entry-exit/{record}/status", data: .authorisationStatus,
        grants: [EESGrants.visaStatus, EESGrants.borderStatus, EESGrants.immigrationStatus],
        refusals: [.notFound, .preconditionRequired, .preconditionFailed, .conflict, .statusUnclear, .inTheFuture],
        consequences: [.create, .delete])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var status = StatusChange.Status.extended
        public var place = ""
        public var decided = Day(number: 0)
        public var ground = StatusChange.Ground.forceMajeure
        public var newSticker: NumberOfIssuer?
        public var extensionDays: Int?
        public var newExpiry: Day?

        public init() {}
        public static let wireName = "ChangeStatus"
        public static let meaning = "A decision on a stay, an authorisation or a visa."
        public static let fields: [Field<Input>] = [
            .required("record", \.record, "The entry/exit record."),
            .required("status", \.status, "What was decided."),
            .required("place", \.place, "Place of the decision."),
            .required("decided", \.decided, "Date of the decision."),
            .required("ground", \.ground, "Ground."),
            .optional("newSticker", \.newSticker, "New visa sticker."),
            .optional("extensionDays", \.extensionDays, "Period of the extension.", limits: .integer(1...3660)),
            .optional("newExpiry", \.newExpiry, "New last day of the authorised stay or visa."),
        ]
    }

    public func load(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> (record: Recorded<EntryExitRecord>, dossier: FileDossier) {
        let record = try reader.require(EntryExitRecord.self, input.record)
        return (record, try FileDossier(record.value.file, from: reader))
    }

    public func decide(
        _ input: Input, _ current: (record: Recorded<EntryExitRecord>, dossier: FileDossier), in context: DecisionContext
    ) throws(Refusal) -> Decision<EntryExitReply> {
        try context.require(version: current.record.version)
        var recorded = current.record
        guard input.decided <= context.today else {
            throw Refusal(.inTheFuture, "the decision lies in the future", pointer: "/decided")
        }
        guard input.ground.extends == (input.status == .extended) else {
            throw Refusal(.statusUnclear, "the ground is none for this decision", pointer: "/ground")
        }
        var change = StatusChange()
        change.status = input.status
        change.authority = context.caller.authority
        change.memberState = context.caller.memberState
        change.place = input.place
        change.decided = input.decided
        change.ground = input.ground
        change.newSticker = input.newSticker
        change.extensionDays = input.extensionDays
        change.newExpiry = input.newExpiry
        if input.status == .extended {
            let before = recorded.value.authorisedEnd
            if change.newExpiry == nil, let days = input.extensionDays { change.newExpiry = before.map { $0 + days } }
            guard let end = change.newExpiry, before.map({ end > $0 }) ?? true else {
                throw Refusal(.statusUnclear, "an extension ends later than the stay that it extends", pointer: "/newExpiry")
            }
        } else {
            let before = recorded.value.authorisedEnd
            if let end = input.newExpiry, let before, end > before {
                throw Refusal(.statusUnclear, "a revoked or annulled stay does not end later", pointer: "/newExpiry")
            }
            // A decision after the end of the stay, or on one of which no day was lawful, makes no day lawful.
            if let before, change.authorisedEnd > before { change.newExpiry = before }
            if before == nil, !recorded.value.euFamily, let entry = recorded.value.entry { change.newExpiry = entry.day - 1 }
        }
        guard recorded.value.changes.count < 100 else { throw Refusal(.statusUnclear, "too many decisions on one stay") }
        recorded.value.changes.append(change)
        // Of a transit the hour is known (Article 12(2)): a decision of its last day does not give it the rest of that day.
        if input.status == .extended || change.authorisedEnd != recorded.value.authorisedEnd { recorded.value.authorisedUntil = nil }
        recorded.value.authorisedEnd = change.authorisedEnd
        recorded.value.erasureAnnounced = false
        let amendment = Amendment(
            dossier: current.dossier, context: context, amended: recorded, erased: nil, article: "19", owner: nil)
        let (changes, amended) = amendment.carriedOut()
        if let amended { recorded.value = amended }
        return Decision(
            EntryExitReply(recorded, version: recorded.version + 1), changes: changes, version: recorded.version + 1)
    }
}

/// An entry/exit record as it is shown.
public struct EntryExitReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var memberStateResponsible = ""
    public var record = EntryExitRecord()
    public var keptUntil = Day(number: 0)

    public init() {}
    init(_ recorded: Recorded<EntryExitRecord>, version: Int? = nil) {
        id = recorded.id
        self.version = version ?? recorded.version
        memberStateResponsible = recorded.owner
        record = recorded.value
        keptUntil = recorded.value.term.keptUntil
    }

    public static let meaning = "An entry/exit record."
    public static let fields: [Field<EntryExitReply>] = [
        .required("id", \.id, "The record."),
        .required("version", \.version, "Version, for If-Match."),
        .required("memberStateResponsible", \.memberStateResponsible, "Member State that entered the data.", limits: .text(.init(length: 1...120))),
        .required("record", \.record, "The record."),
        .required("keptUntil", \.keptUntil, "Last day of the period of Article 34, as things stand."),
    ]
}

extension RefusalKind {
    public static let statusUnclear = RefusalKind("ees/status-unclear", 422, "The decision contradicts itself", article: "EES 19")
}
