import Access
import Identity
import Operations
import Registry
import Wire

/// An entry/exit record is rectified or completed (Articles 20(b), 35(1)–(4), 52): a missing exit is entered, a wrong
/// time corrected. Everything that followed from it follows again.
public struct RectifyEntryExit: Command {
    let ports: EESPorts
    public init(_ ports: EESPorts = .none) { self.ports = ports }
    public typealias Output = EntryExitReply

    public let about = OperationDescription.ees(
        "rectifyEntryExit", "Rectify or complete an entry/exit record",
        "Corrects or completes entry, exit and visa data on evidence. The authorised stay, the list of overstayers and the file follow.",
        article: "35", .update, .PUT, "/entry-exit/{record}", data: .entryExitRecords,
        grants: [EESGrants.borderRecords, EESGrants.immigrationComplete, EESGrants.dataSubject],
        refusals: [
            .notFound, .preconditionRequired, .preconditionFailed, .conflict, .nothingToDo, .inTheFuture,
            .notForeseenForTraveller, .alreadyInside, .crossingPointNotPossible,
        ], consequences: [.create, .delete])

    /// A crossing as the evidence shows it.
    public struct Correction: WireRecord, Hashable {
        public var time = Instant(milliseconds: 0)
        public var day: Day?
        public var crossingPoint: String?
        public var memberState: CountryCode?

        public init() {}
        public static let wireName = "CrossingCorrection"
        public static let meaning = "A crossing as the evidence shows it."
        public static let fields: [Field<Correction>] = [
            .required("time", \.time, "Date and time."),
            .optional("day", \.day, "Local day; by the legal time of the Member State where absent."),
            .optional("crossingPoint", \.crossingPoint, "Border crossing point; as recorded where absent.", limits: .text(.init(length: 1...60))),
            .optional("memberState", \.memberState, "Member State; as recorded, or the caller's, where absent."),
        ]
    }

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var entry: Correction?
        public var exit: Correction?
        public var withoutExit = false
        public var euFamily: Bool?
        public var visa: VisaUse?
        public var withoutVisa = false
        public var evidence = ""

        public init() {}
        public static let wireName = "RectifyEntryExit"
        public static let meaning = "What the record should say; absent parts stay."
        public static let fields: [Field<Input>] = [
            .required("record", \.record, "The entry/exit record."),
            .optional("entry", \.entry, "The entry."),
            .optional("exit", \.exit, "The exit."),
            .defaulted("withoutExit", \.withoutExit, to: false, "The recorded exit did not happen."),
            .optional("euFamily", \.euFamily, "Family member of a Union citizen."),
            .optional("visa", \.visa, "The visa used, checked against the VIS (Article 35(4))."),
            .defaulted("withoutVisa", \.withoutVisa, to: false, "No visa was used."),
            .required("evidence", \.evidence, "What shows it.", limits: .text(.init(length: 1...2000))),
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
        if let entry = input.entry {
            recorded.value.entry = try correct(recorded.value.entry, by: entry, "/entry", context)
            if let corrected = recorded.value.entry {
                recorded.value.partialSchengen = ports.partialSchengen(corrected.memberState, corrected.day)
            }
        }
        if let exit = input.exit {
            recorded.value.exit = try correct(recorded.value.exit, by: exit, "/exit", context)
            recorded.value.exitMissed = false
        }
        if input.withoutExit {
            guard input.exit == nil, recorded.value.entry != nil else {
                throw Refusal(.nothingToDo, "a record without entry and exit says nothing", pointer: "/withoutExit")
            }
            recorded.value.exit = nil
        }
        if let euFamily = input.euFamily { recorded.value.euFamily = euFamily }
        if let visa = input.visa {
            try RecordEntry.check(visa: visa, transit: nil, authorisation: nil, for: current.dossier.file.value.traveller)
            recorded.value.visa = current.dossier.history.complete(visa)
        }
        if input.withoutVisa { recorded.value.visa = nil }
        guard recorded.value != current.record.value else { throw Refusal(.nothingToDo, "the record says this already") }
        try checkOrder(recorded, among: current.dossier)
        recorded.value.erasureAnnounced = false

        let amendment = Amendment(
            dossier: current.dossier, context: context, amended: recorded, erased: nil, article: "35", owner: context.owner)
        let (changes, amended) = amendment.carriedOut()
        if let amended { recorded.value = amended }
        var reply = EntryExitReply(recorded, version: recorded.version + 1)
        reply.memberStateResponsible = context.owner
        return Decision(
            reply, changes: changes, version: recorded.version + 1,
            notices: Amendment.notice(
                to: recorded.owner, of: recorded.id, kind: "ees.rectified", article: "EES 35(8)",
                text: "\(context.owner) rectified an entry/exit record and is now responsible for it.", in: context))
    }

    private func correct(
        _ recorded: BorderCrossing?, by correction: Correction, _ pointer: String, _ context: DecisionContext
    ) throws(Refusal) -> BorderCrossing {
        guard correction.time <= context.now else {
            throw Refusal(.inTheFuture, "the time lies in the future", pointer: pointer + "/time")
        }
        let memberState = correction.memberState?.text ?? recorded?.memberState ?? context.owner
        let local = correction.time.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(memberState, at: correction.time))
        if let day = correction.day {
            guard abs(day - local) <= 1 else {
                throw Refusal(.inTheFuture, "the time does not fall on this local day", pointer: pointer + "/day")
            }
        }
        // What stands there and is not touched is not judged anew.
        let point = correction.crossingPoint ?? recorded?.crossingPoint
        if correction.crossingPoint != nil || correction.memberState != nil, let point {
            do throws(Refusal) {
                try CrossingPointRule.check(ports.crossingPoint(point), for: memberState, isPast: true)
            } catch { throw error.inside(pointer) }
        }
        return BorderCrossing(
            time: correction.time, day: correction.day ?? local,
            crossingPoint: point, memberState: memberState,
            authority: recorded?.authority ?? context.caller.authority)
    }

    private func checkOrder(_ recorded: Recorded<EntryExitRecord>, among dossier: FileDossier) throws(Refusal) {
        if let entry = recorded.value.entry, let exit = recorded.value.exit, exit.time < entry.time || exit.day < entry.day {
            throw Refusal(.inTheFuture, "the exit lies before the entry", pointer: "/exit/time")
        }
        let others = dossier.entryExits.filter { $0.id != recorded.id }.map(\.value)
        for moment in [recorded.value.entry?.time, recorded.value.exit?.time].compactMap({ $0 }) {
            guard !others.contains(where: { $0.covers(moment) }) else {
                throw Refusal(.alreadyInside, "the stay would overlap another one")
            }
        }
        let swallows = others.contains { other in
            [other.entry?.time, other.exit?.time].compactMap { $0 }.contains { recorded.value.covers($0) }
        }
        if swallows { throw Refusal(.alreadyInside, "the stay would overlap another one") }
    }
}
