import Access
import Identity
import Operations
import Registry
import Wire

/// A border authority records an exit (Articles 14(2)(b), 16(3), 17(2), 19(6), 21, 22(2)).
public struct RecordExit: Command {
    let ports: EESPorts
    public init(_ ports: EESPorts = .none) { self.ports = ports }

    public typealias Output = CrossingReply
    public let about = OperationDescription.ees(
        "recordExit", "Record an exit",
        "Closes the entry/exit record of the stay and tells of any overstay. An exit without known entry is recorded too.",
        article: "14(2), 16(3)", .create, .POST, "/files/{file}/exits", data: .entryExitRecords,
        grants: [EESGrants.borderRecords],
        refusals: [
            .notFound, .duplicateCrossing, .notForeseenForTraveller, .visaDataMissing, .inTheFuture, .crossingPointNotPossible, .notAMemberState,
            .conflict,
        ],
        consequences: [.update, .delete])

    public struct Input: WireRecord, Hashable, CrossingInput {
        public var file = RecordID(high: 0, low: 0)
        public var time: Instant?
        public var day: Day?
        public var crossingPoint = ""
        public var visa: VisaUse?
        public var fallback: FallbackProcedure?
        public var stampedEntry: Day?
        public var euFamily = false

        public init() {}
        public static let wireName = "RecordExit"
        public static let meaning = "An exit."
        public static let fields: [Field<Input>] = [
            .required("file", \.file, "The individual file."),
            .optional("time", \.time, "Date and time of the exit; now where absent."),
            .optional("day", \.day, "Local day at the crossing point; by the legal time of the Member State where absent."),
            .required("crossingPoint", \.crossingPoint, "Border crossing point.", limits: .text(.init(length: 1...60))),
            .optional("visa", \.visa, "The visa used, where it is another than that of the entry (Article 16(3))."),
            .optional("fallback", \.fallback, "Data of a fall-back procedure, which may come late."),
            .optional("stampedEntry", \.stampedEntry, "Day of entry as stamped, where no entry is recorded (Article 22(2))."),
            .defaulted("euFamily", \.euFamily, to: false, "Family member of a Union citizen, where no entry is recorded."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> FileDossier {
        try FileDossier(input.file, from: reader)
    }

    public func decide(_ input: Input, _ dossier: FileDossier, in context: DecisionContext) throws(Refusal) -> Decision<CrossingReply> {
        let crossing = try input.crossing(in: context, register: ports.crossingPoint)
        let file = dossier.file.value
        try RecordEntry.check(visa: input.visa, transit: nil, authorisation: nil, for: file.traveller)
        try dossier.refuseDuplicate(exit: crossing)

        // An exit belongs to the entry before it. Where that stay has an exit already, this one's entry is not known.
        let before = dossier.entryExits.filter { $0.value.entry.map { $0.time <= crossing.time } ?? false }
            .max { ($0.value.entry?.time ?? crossing.time) < ($1.value.entry?.time ?? crossing.time) }
        let open = before.flatMap { $0.value.isOpen ? $0 : nil }
        let id = open?.id ?? context.ids.next()
        var record: EntryExitRecord
        if let open { record = open.value } else { record = try unentered(input, crossing, dossier) }
        record.exit = crossing
        record.exitMissed = false
        record.fallback = input.fallback ?? record.fallback
        if let visa = input.visa.map(dossier.history.complete), visa.sticker.key != record.visa?.sticker.key {
            guard visa.kind == .nationalShortStay || (visa.entries != nil && visa.days != nil) else {
                throw Refusal(.visaDataMissing, "entries and duration are needed on the first use of a visa", pointer: "/visa/entries")
            }
            record.visa = visa
        }

        let history = StayHistory(dossier.filed(replacing: [Filed(id, record)]).map(\.value))
        // Another visa, or an entry that becomes known only now, changes the authorised stay.
        if open == nil || open?.value.visa != record.visa, let entry = record.entry, record.changes.isEmpty {
            record.setAuthorisedStay(
                StayCalculator.answer(
                    history.question(
                        on: entry.day, visa: record.visa, euFamily: record.euFamily, partialSchengen: record.partialSchengen)))
        }
        let answer = StayCalculator.answer(
            history.question(on: crossing.day, visa: record.visa, euFamily: record.euFamily, partialSchengen: record.partialSchengen))
        let overstay = OverstayList.follow(
            &record, id: id, listed: dossier.line(for: id), asOf: max(context.today, crossing.day),
            now: max(context.now, crossing.time), ids: context.ids, owner: context.owner)

        var changes: [Change] = [
            open.map { .update(id, expected: $0.version, record.draft(owner: $0.owner)) }
                ?? .create(id, record.draft(owner: context.owner))
        ]
        changes += overstay
        if let follow = dossier.followed(entryExits: dossier.filed(replacing: [Filed(id, record)])) { changes.append(follow) }

        var warnings = file.warnings(on: crossing.day)
        if record.entry == nil { warnings.insert(.entryMissing) }
        if record.overstay != nil, record.overstay?.delisted == nil { warnings.insert(.overstay) }
        if record.changes.last.map({ $0.status != .extended }) ?? false { warnings.insert(.revokedOrAnnulled) }
        return Decision(
            CrossingReply(
                record: id, file: dossier.file.id, crossing: crossing, warnings: warnings,
                stay: StayReply(answer, asOf: crossing.day, authorisedUntil: record.authorisedUntil)),
            changes: changes, version: open.map { $0.version + 1 } ?? 1)
    }

    /// The record of a stay whose entry is not in the EES, with the day stamped in the passport if there is one.
    private func unentered(
        _ input: Input, _ crossing: BorderCrossing, _ dossier: FileDossier
    ) throws(Refusal) -> EntryExitRecord {
        var record = EntryExitRecord()
        record.file = dossier.file.id
        record.euFamily = input.euFamily
        guard let stamped = input.stampedEntry else { return record }
        guard stamped <= crossing.day else {
            throw Refusal(.inTheFuture, "the stamp is later than the exit", pointer: "/stampedEntry")
        }
        // Of the stamp only the day is known; its first moment stands for it.
        let start = min(Instant(day: stamped), crossing.time)
        record.entry = BorderCrossing(
            time: start, day: stamped, crossingPoint: nil, memberState: crossing.memberState, authority: crossing.authority)
        return record
    }
}
