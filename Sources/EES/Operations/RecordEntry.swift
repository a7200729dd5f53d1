import Access
import Identity
import Operations
import Registry
import Wire

/// A border authority records an entry (Articles 14(2)(b), 16(2), 17(2), 21, 22(2)).
///
/// Whether somebody may enter is the officer's decision. The EES records it, says what the calculator makes of it, and
/// refuses only what cannot be: the same entry twice, or a second one into a stay without exit that nobody has noticed.
public struct RecordEntry: Command {
    let ports: EESPorts
    public init(_ ports: EESPorts = .none) { self.ports = ports }

    public typealias Output = CrossingReply
    public let about = OperationDescription.ees(
        "recordEntry", "Record an entry",
        "Opens an entry/exit record, works out the authorised stay, and tells the officer what to look at.",
        article: "14(2)", .create, .POST, "/files/{file}/entries", data: .entryExitRecords,
        grants: [EESGrants.borderRecords],
        refusals: [
            .notFound, .duplicateCrossing, .alreadyInside, .notForeseenForTraveller, .visaDataMissing, .inTheFuture, .crossingPointNotPossible,
            .notAMemberState, .conflict,
        ],
        consequences: [.update, .delete])

    public struct Input: WireRecord, Hashable, CrossingInput {
        public var file = RecordID(high: 0, low: 0)
        public var time: Instant?
        public var day: Day?
        public var crossingPoint = ""
        public var euFamily = false
        public var visa: VisaUse?
        public var transit: TransitUse?
        public var authorisation: AuthorisationUse?
        public var fallback: FallbackProcedure?
        public var previousExitMissing = false

        public init() {}
        public static let wireName = "RecordEntry"
        public static let meaning = "An entry."
        public static let fields: [Field<Input>] = [
            .required("file", \.file, "The individual file."),
            .optional("time", \.time, "Date and time of the entry; now where absent."),
            .optional("day", \.day, "Local day at the crossing point; by the legal time of the Member State where absent."),
            .required("crossingPoint", \.crossingPoint, "Border crossing point.", limits: .text(.init(length: 1...60))),
            .defaulted("euFamily", \.euFamily, to: false, "Family member of a Union citizen without residence card (Article 16(2)(c))."),
            .optional("visa", \.visa, "The visa used; visa holders only."),
            .optional("transit", \.transit, "The facilitated transit document used."),
            .optional("authorisation", \.authorisation, "The travel authorisation used; visa-exempt persons only."),
            .optional("fallback", \.fallback, "Data of a fall-back procedure, which may come late and out of order."),
            .defaulted(
                "previousExitMissing", \.previousExitMissing, to: false,
                "The officer has seen that the stay before has no exit."),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> FileDossier {
        try FileDossier(input.file, from: reader)
    }

    public func decide(_ input: Input, _ dossier: FileDossier, in context: DecisionContext) throws(Refusal) -> Decision<CrossingReply> {
        let crossing = try input.crossing(in: context, register: ports.crossingPoint)
        let file = dossier.file.value
        try RecordEntry.check(visa: input.visa, transit: input.transit, authorisation: input.authorisation, for: file.traveller)
        try dossier.refuseDuplicate(entry: crossing)

        let openBefore = dossier.entryExits.filter { $0.value.isOpen && ($0.value.entry?.time ?? crossing.time) <= crossing.time }
        guard openBefore.allSatisfy(\.value.exitMissed) || input.previousExitMissing || input.fallback != nil else {
            throw Refusal(.alreadyInside, "a stay without exit is recorded", pointer: "/previousExitMissing")
        }
        guard !dossier.entryExits.contains(where: { $0.value.covers(crossing.time) }) else {
            throw Refusal(.alreadyInside, "the time lies within a recorded stay", pointer: "/time")
        }

        // Late data of a fall-back procedure may belong to an exit that is recorded without entry.
        let completed = input.fallback == nil ? nil : dossier.exitWithoutEntry(after: crossing.time)
        let id = completed?.id ?? context.ids.next()
        var record = completed?.value ?? EntryExitRecord()
        record.file = dossier.file.id
        record.entry = crossing
        record.euFamily = input.euFamily
        record.transit = input.transit
        record.authorisation = input.authorisation
        record.fallback = input.fallback ?? record.fallback
        record.exitMissed = record.isOpen && dossier.entryExits.contains { ($0.value.entry?.time ?? crossing.time) > crossing.time }
        record.partialSchengen = ports.partialSchengen(crossing.memberState, crossing.day)
        let before = dossier.history
        record.visa = input.visa.map(before.complete) ?? record.visa
        if let visa = record.visa, visa.kind != .nationalShortStay, visa.entries == nil || visa.days == nil {
            throw Refusal(.visaDataMissing, "entries and duration are needed on the first entry by a visa", pointer: "/visa/entries")
        }

        var missed: [Recorded<EntryExitRecord>] = []
        for var open in openBefore where !open.value.exitMissed {
            open.value.exitMissed = true
            missed.append(open)
        }
        let all = dossier.filed(replacing: missed.map { Filed($0.id, $0.value) } + [Filed(id, record)])
        let answer = StayCalculator.answer(
            StayHistory(all.map(\.value)).question(
                on: crossing.day, visa: record.visa, euFamily: record.euFamily, partialSchengen: record.partialSchengen))
        record.setAuthorisedStay(answer)
        let overstay = OverstayList.follow(
            &record, id: id, listed: dossier.line(for: id), asOf: max(context.today, crossing.day),
            now: max(context.now, crossing.time), ids: context.ids, owner: context.owner)

        var changes: [Change] = missed.map(\.update)
        changes.append(
            completed.map { .update(id, expected: $0.version, record.draft(owner: $0.owner)) }
                ?? .create(id, record.draft(owner: context.owner)))
        changes += overstay
        let filed = dossier.filed(replacing: missed.map { Filed($0.id, $0.value) } + [Filed(id, record)])
        if let follow = dossier.followed(entryExits: filed) { changes.append(follow) }

        var warnings = file.warnings(on: crossing.day)
        if !openBefore.isEmpty { warnings.insert(.previousExitMissing) }
        if dossier.entryExits.contains(where: { ($0.value.entry?.time ?? $0.value.exit?.time ?? crossing.time) > crossing.time }) {
            warnings.insert(.outOfOrder)
        }
        warnings.formUnion(record.warnings(answer: answer, traveller: file.traveller, before: before))
        return Decision(
            CrossingReply(
                record: id, file: dossier.file.id, crossing: crossing, warnings: warnings,
                stay: StayReply(answer, asOf: crossing.day, authorisedUntil: record.authorisedUntil)),
            changes: changes, version: completed.map { $0.version + 1 } ?? 1)
    }

    /// Visa data belong to visa holders, a travel authorisation to the exempt, a transit document to its holders.
    static func check(
        visa: VisaUse?, transit: TransitUse?, authorisation: AuthorisationUse?, for traveller: TravellerCategory
    ) throws(Refusal) {
        if visa != nil, traveller != .visaRequired {
            throw Refusal(.notForeseenForTraveller, "visa data are recorded of visa holders", pointer: "/visa", article: "EES 16(2), 17(2)")
        }
        if authorisation != nil, traveller != .visaExempt {
            throw Refusal(
                .notForeseenForTraveller, "a travel authorisation is recorded of visa-exempt persons", pointer: "/authorisation", article: "EES 17(2)"
            )
        }
        if transit != nil, traveller != .facilitatedTransit {
            throw Refusal(.notForeseenForTraveller, "a transit document is recorded of its holders", pointer: "/transit", article: "EES 16(7)")
        }
    }
}

extension EntryExitRecord {
    /// The authorised stay that follows from the calculator, or from the transit document (Articles 11, 12(2)).
    mutating func setAuthorisedStay(_ answer: StayAnswer?) {
        guard let entry, !euFamily else {
            (authorisedEnd, authorisedUntil) = (nil, nil)
            return
        }
        if let transit, case .until(let end) = AuthorisedStay(transit: transit.kind.stay, entered: entry.time) {
            authorisedUntil = end
            authorisedEnd = end.day(minutesEastOfUTC: StateTime.minutesEastOfUTC(entry.memberState, at: end))
        } else {
            authorisedUntil = nil
            authorisedEnd = answer?.authorisedEnd
        }
    }

    /// Whether a moment lies strictly within a closed stay.
    func covers(_ time: Instant) -> Bool {
        guard let entry, let exit else { return false }
        return entry.time < time && time < exit.time
    }

    func warnings(answer: StayAnswer?, traveller: TravellerCategory, before: StayHistory) -> Set<CrossingWarning> {
        var warnings: Set<CrossingWarning> = []
        guard let day = entry?.day else { return [.entryMissing] }
        if let visa {
            if visa.validUntil < day || visa.validFrom.map({ $0 > day }) ?? false { warnings.insert(.visaNotValid) }
            let earlier = StayCalculator.answer(before.question(on: day, visa: visa, partialSchengen: partialSchengen))
            if earlier?.entriesLeft == 0 { warnings.insert(.entriesExhausted) }
        } else if traveller == .visaRequired, !euFamily {
            warnings.insert(.noVisa)
        }
        if let answer, answer.authorisedEnd == nil, transit == nil { warnings.insert(.noAuthorisedStay) }
        return warnings
    }
}

extension IndividualFile {
    /// What is missing or has expired when the person stands at a border.
    func warnings(on day: Day) -> Set<CrossingWarning> {
        var warnings: Set<CrossingWarning> = []
        if fingerprints.isDue(dateOfBirth: identities.first?.dateOfBirth, on: day) { warnings.insert(.fingerprintsDue) }
        if facialImage == nil, faceInVIS == nil { warnings.insert(.facialImageDue) }
        if documents.allSatisfy({ $0.expiry.map { $0 < day } ?? false }) { warnings.insert(.documentExpired) }
        return warnings
    }
}

extension FileDossier {
    /// The same crossing is not recorded twice: same crossing point within a minute.
    func refuseDuplicate(entry crossing: BorderCrossing) throws(Refusal) {
        try refuseDuplicate(crossing, among: entryExits.compactMap(\.value.entry))
    }
    func refuseDuplicate(exit crossing: BorderCrossing) throws(Refusal) {
        try refuseDuplicate(crossing, among: entryExits.compactMap(\.value.exit))
    }
    private func refuseDuplicate(_ crossing: BorderCrossing, among known: [BorderCrossing]) throws(Refusal) {
        let same = known.contains {
            $0.crossingPoint == crossing.crossingPoint && abs($0.time.milliseconds - crossing.time.milliseconds) < 60_000
        }
        if same { throw Refusal(.duplicateCrossing, "this crossing is recorded already", pointer: "/time") }
    }

    /// The first exit without entry after a moment, unless another entry lies between.
    func exitWithoutEntry(after time: Instant) -> Recorded<EntryExitRecord>? {
        let candidate = entryExits.filter { $0.value.entry == nil && ($0.value.exit?.time ?? time) > time }
            .min { ($0.value.exit?.time ?? time) < ($1.value.exit?.time ?? time) }
        guard let candidate, let exit = candidate.value.exit else { return nil }
        let between = entryExits.contains { record in
            record.value.entry.map { time < $0.time && $0.time < exit.time } ?? false
        }
        return between ? nil : candidate
    }
}

extension RefusalKind {
    public static let duplicateCrossing = RefusalKind(
        "ees/duplicate-crossing", 409, "The crossing is recorded already", article: "EES 14(2)")
    public static let alreadyInside = RefusalKind(
        "ees/already-inside", 409, "The person is recorded as being inside", article: "EES 14(2)")
    public static let notForeseenForTraveller = RefusalKind(
        "ees/not-foreseen-for-traveller", 422, "These data are not recorded of this traveller", article: "EES 16, 17")
    public static let visaDataMissing = RefusalKind(
        "ees/visa-data-missing", 422, "The first entry by a visa needs its entries and duration", article: "EES 16(2)(e)")
}
