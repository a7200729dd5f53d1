import Access
import Identity
import Operations
import Registry
import Wire

/// What the EES says of one person at a border check, on one screen: who, whether inside, the last crossings, the stay as
/// numbers and as 180 days, and what to look at. Only what the asker may see is filled in.
public struct EESPortalView: WireRecord, Hashable {
    public var file = RecordID(high: 0, low: 0)
    public var asOf = Day(number: 0)
    public var traveller: TravellerCategory?
    public var identity: RegisteredIdentity?
    public var document: RegisteredDocument?
    public var documents = 0
    public var fingerprints: FingerprintMark?
    public var facialImage: FacialImageSource?
    public var facilitation: [FacilitationNotice] = []
    /// `nil` where entry/exit records may not be seen.
    public var present: Bool?
    public var crossings: [CrossingLine] = []
    public var listed: Bool?
    public var stay: StayReply?
    public var strip: StripReply?
    public var refusals: Int?
    public var lastRefusal: RefusalLine?
    public var warnings: [CrossingWarning] = []

    public init() {}

    public static let meaning = "What the EES has on a person, as a border check shows it."
    public static let fields: [Field<EESPortalView>] = [
        .required("file", \.file, "The individual file."),
        .required("asOf", \.asOf, "Local day of the question."),
        .optional("traveller", \.traveller, "Under which rules the person is registered."),
        .optional("identity", \.identity, "The latest identity."),
        .optional("document", \.document, "The latest document."),
        .defaulted("documents", \.documents, to: 0, "How many documents the file has."),
        .optional("fingerprints", \.fingerprints, "How the field for fingerprint data is filled."),
        .optional("facialImage", \.facialImage, "Where the facial image comes from; absent where there is none."),
        .list("facilitation", \.facilitation, "National facilitation programmes.", count: 0...40),
        .optional("present", \.present, "Inside, by the records."),
        .list("crossings", \.crossings, "The last stays, the latest first.", count: 0...10),
        .optional("listed", \.listed, "On the list of overstayers."),
        .optional("stay", \.stay, "What the calculator says."),
        .optional("strip", \.strip, "The last 180 days."),
        .optional("refusals", \.refusals, "Number of refusals of entry."),
        .optional("lastRefusal", \.lastRefusal, "The latest refusal."),
        .list("warnings", \.warnings, "What the officer should look at.", count: 0...20),
    ]

    /// One stay in one line.
    public struct CrossingLine: WireRecord, Hashable {
        public var entry: Day?
        public var entryPoint: String?
        public var entryState: String?
        public var exit: Day?
        public var exitPoint: String?
        public var authorisedEnd: Day?
        public var overstay = false

        public init() {}
        public static let meaning = "One stay in one line."
        public static let fields: [Field<CrossingLine>] = [
            .optional("entry", \.entry, "Day of entry."),
            .optional("entryPoint", \.entryPoint, "Where.", limits: .text(.init(length: 1...60))),
            .optional("entryState", \.entryState, "Member State of entry.", limits: .text(.init(length: 1...60))),
            .optional("exit", \.exit, "Day of exit."),
            .optional("exitPoint", \.exitPoint, "Where.", limits: .text(.init(length: 1...60))),
            .optional("authorisedEnd", \.authorisedEnd, "Last day of the authorised stay."),
            .defaulted("overstay", \.overstay, to: false, "The authorised stay was exceeded."),
        ]
    }

    /// A refusal in one line.
    public struct RefusalLine: WireRecord, Hashable {
        public var day = Day(number: 0)
        public var memberState = ""
        public var reasons: [RefusalReason] = []

        public init() {}
        public static let meaning = "A refusal in one line."
        public static let fields: [Field<RefusalLine>] = [
            .required("day", \.day, "Day of refusal."),
            .required("memberState", \.memberState, "Member State.", limits: .text(.init(length: 1...60))),
            .list("reasons", \.reasons, "Points of Annex V, Part B.", count: 0...10),
        ]
    }

    /// The last 180 days, one letter each.
    public struct StripReply: WireRecord, Hashable {
        public var firstDay = Day(number: 0)
        public var marks = ""

        public init() {}
        public init(_ strip: StayStrip) {
            firstDay = strip.firstDay
            marks = String(decoding: strip.marks.map(StripReply.letter), as: UTF8.self)
        }
        public static let wireName = "StayStrip"
        public static let meaning =
            "180 days, the oldest first: . away, c counted, o overstay, x excluded and present, - excluded (residence permit or long-stay visa)."
        public static let fields: [Field<StripReply>] = [
            .required("firstDay", \.firstDay, "The first of the days."),
            .required("marks", \.marks, "One letter a day.", limits: .text(.init(length: 180...180, pattern: "^[.cox-]{180}$"))),
        ]

        static func letter(_ mark: StayStrip.Mark) -> UInt8 {
            switch mark {
            case .away: UInt8(ascii: ".")
            case .counted: UInt8(ascii: "c")
            case .overstay: UInt8(ascii: "o")
            case .excludedPresent: UInt8(ascii: "x")
            case .excluded: UInt8(ascii: "-")
            }
        }
    }

    static let crossingsShown = 5
}

extension EESPortalView {
    /// Puts the view together. Pure. `visible`: the groups of data that the asker's right covers.
    public init(
        file id: RecordID, _ file: IndividualFile, entryExits: [EntryExitRecord], refusals: [RefusalRecord], asOf: Day,
        partialSchengen: Bool = false, visible: Set<DataGroup>
    ) {
        self.init()
        self.file = id
        self.asOf = asOf
        let history = StayHistory(entryExits)
        var warned: Set<CrossingWarning> = []
        if visible.contains(.individualFile) {
            traveller = file.traveller
            identity = file.identities.first
            document = file.documents.first
            documents = file.documents.count
            fingerprints = file.fingerprints.mark
            facialImage = file.facialImage?.source
            facilitation = file.facilitation
            warned = file.warnings(on: asOf)
        }
        if visible.contains(.entryExitRecords) {
            present = history.records.contains { ($0.entry?.day ?? asOf) <= asOf && $0.isOpen }
            listed = entryExits.contains { $0.overstay != nil && $0.overstay?.delisted == nil }
            crossings = entryExits.sorted { EESPortalView.moment($0) > EESPortalView.moment($1) }
                .prefix(EESPortalView.crossingsShown).map(CrossingLine.init)
            warned.formUnion(EESPortalView.warnings(history, asOf: asOf))
        }
        if visible.contains(.calculator) {
            let question = history.question(on: asOf, partialSchengen: partialSchengen)
            stay = StayReply(
                StayCalculator.answer(question), asOf: asOf, authorisedUntil: history.latest(on: asOf)?.authorisedUntil)
            strip = StayStrip(question).map(StripReply.init)
            if stay?.overstayDays ?? 0 > 0 { warned.insert(.overstay) }
            if stay?.entriesLeft == 0, stay?.present == false { warned.insert(.entriesExhausted) }
            if stay?.applies == true, stay?.present == false, stay?.authorisedEnd == nil { warned.insert(.noAuthorisedStay) }
        }
        if visible.contains(.refusalRecords) {
            self.refusals = refusals.count
            lastRefusal = refusals.max { $0.refused.time < $1.refused.time }.map(RefusalLine.init)
        }
        warnings = CrossingWarning.allCases.filter(warned.contains)
    }

    /// Reads the file and its records and puts the view together; `nil` where there is no such file, or where for a security check it
    /// is no hit (Article 24a).
    public static func read(
        _ id: RecordID, from reader: Reader, asOf: Day, partialSchengen: Bool = false, visible: Set<DataGroup>
    ) throws -> EESPortalView? {
        guard let stored = try reader.record(id), stored.kind == IndividualFile.kind else { return nil }
        if visible.contains(.eesSecurityHit) {
            let refusals = try reader.securityRefusals(of: id)
            guard !refusals.isEmpty else { return nil }
            return EESPortalView(
                file: id, try IndividualFile(stored: stored), entryExits: [], refusals: refusals, asOf: asOf,
                visible: [.individualFile, .refusalRecords])
        }
        let key = id.description
        // A right to the file alone needs nothing else read.
        let records: Set<DataGroup> = [.entryExitRecords, .calculator]
        let entryExits = visible.isDisjoint(with: records) ? [] : try reader.find(EntryExitRecord.kind, key: EESKey.file, value: key)
        let refusals = visible.contains(.refusalRecords) ? try reader.find(RefusalRecord.kind, key: EESKey.file, value: key) : []
        return EESPortalView(
            file: id, try IndividualFile(stored: stored), entryExits: try entryExits.map { try EntryExitRecord(stored: $0) },
            refusals: try refusals.map { try RefusalRecord(stored: $0) }, asOf: asOf, partialSchengen: partialSchengen,
            visible: visible)
    }

    private static func moment(_ record: EntryExitRecord) -> Instant {
        record.entry?.time ?? record.exit?.time ?? Instant(milliseconds: 0)
    }

    private static func warnings(_ history: StayHistory, asOf: Day) -> Set<CrossingWarning> {
        var warnings: Set<CrossingWarning> = []
        if history.records.dropLast().contains(where: \.isOpen) { warnings.insert(.previousExitMissing) }
        guard let latest = history.latest(on: asOf), latest.isOpen else { return warnings }
        if latest.changes.last.map({ $0.status != .extended }) ?? false { warnings.insert(.revokedOrAnnulled) }
        if let visa = latest.visa, visa.validUntil < asOf { warnings.insert(.visaNotValid) }
        return warnings
    }
}

extension EESPortalView.CrossingLine {
    init(_ record: EntryExitRecord) {
        self.init()
        entry = record.entry?.day
        entryPoint = record.entry?.crossingPoint
        entryState = record.entry?.memberState
        exit = record.exit?.day
        exitPoint = record.exit?.crossingPoint
        authorisedEnd = record.authorisedEnd
        overstay = record.overstay != nil && record.overstay?.delisted == nil
    }
}

extension EESPortalView.RefusalLine {
    init(_ record: RefusalRecord) {
        self.init()
        day = record.refused.day
        memberState = record.refused.memberState
        reasons = record.reasons
    }
}
