import Access
import Identity
import Operations
import Registry
import Wire

/// The central authority of the convicting Member State enters a convicted person (Article 5(1)).
public struct EnterRecord: Command {
    let ports: ECRISTCNPorts
    public init(_ ports: ECRISTCNPorts = .none) { self.ports = ports }

    public typealias Output = RecordReply
    public let about = OperationDescription.ecrisTCN(
        "enterRecord", "Enter a data record",
        "Records that the caller's Member State holds convictions of a person: who, with what reference, never what for.",
        article: "5(1)", .create, .POST, "/records", data: .dataRecord, grants: [ECRISTCNGrants.enter],
        refusals: [
            .obligatoryDataMissing, .outOfScope, .fingerprintsRequired, .fingerprintsUnclear, .facialImageNotAllowed,
            .flagUnfounded, .flagExists, .notAReference, .referenceTaken, .noMemberState, .nationalRecordGone,
        ])

    public struct Input: WireRecord, Hashable {
        public var reference = ""
        public var person = ConvictedPerson()
        public var fingerprintDuty: FingerprintDuty?
        public var fingerprints: [FingerprintImpression] = []
        public var fingerprintsAbsent: FingerprintAbsence?
        public var facialImage: FaceOfConvict?
        public var flags: [NewFlag] = []
        public var nationalRecordKeptUntil: Day?

        public init() {}
        public static let wireName = "EnterDataRecord"
        public static let meaning = "A convicted person."
        public static let fields: [Field<Input>] = [
            .required("reference", \.reference, "National reference.", limits: DataRecord.referenceSchema),
            .required("person", \.person, "Alphanumeric data."),
            .optional(
                "fingerprintDuty", \.fingerprintDuty, "Why fingerprints must be entered; looked at and not kept."),
            .list("fingerprints", \.fingerprints, "Fingerprints collected in the criminal proceedings.", count: 0...20),
            .optional("fingerprintsAbsent", \.fingerprintsAbsent, "Why there are none although there is a duty."),
            .optional("facialImage", \.facialImage, "Facial image, where national law allows it."),
            .list("flags", \.flags, "Flags to be set.", count: 0...2),
            .optional(
                "nationalRecordKeptUntil", \.nationalRecordKeptUntil,
                "Last day on which the convictions stand in the national criminal record, where it is known."),
        ]
    }

    /// What is entered is the caller's Member State's own.
    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .dataRecord, conditions: facts.caller.memberState == nil ? [] : [.owner])
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Bool {
        try !reader.find(
            DataRecord.kind, key: ECRISTCNKey.reference, value: DataRecord.referenceKey(context.owner, input.reference)
        ).isEmpty
    }

    public func decide(_ input: Input, _ taken: Bool, in context: DecisionContext) throws(Refusal) -> Decision<
        RecordReply
    > {
        guard let memberState = context.caller.memberState else {
            throw Refusal(.noMemberState, "only a Member State convicts", article: "816 5(1)")
        }
        guard DataRecord.isReference(input.reference) else {
            throw Refusal(.notAReference, "letters, digits and ./_- alone", pointer: "/reference")
        }
        guard !taken else {
            throw Refusal(.referenceTaken, "a record with this reference exists", pointer: "/reference")
        }
        let standing = try RecordRule.check(input.person, on: context.today)
        var record = DataRecord()
        record.memberState = memberState
        record.reference = input.reference
        record.person = input.person
        record.entered = context.today
        record.fingerprints = try FingerprintRule.holding(
            input.fingerprints, duty: input.fingerprintDuty, absence: input.fingerprintsAbsent, standing: standing)
        if input.facialImage != nil {
            try FacialImageRule.check(memberState, ports)
            record.facialImage = true
        }
        for (place, flag) in input.flags.enumerated() {
            do throws(Refusal) { try record.set(flag, on: context.today) } catch { throw error.inside("/flags/\(place)") }
        }
        if let end = input.nationalRecordKeptUntil {
            guard end >= context.today else {
                throw Refusal(
                    .nationalRecordGone, "the national record has ended already", pointer: "/nationalRecordKeptUntil")
            }
            record.nationalRecordKeptUntil = end
        }

        let id = context.ids.next()
        var changes: [Change] = [.create(id, record.draft(owner: memberState))]
        let samples = RecordSamples(record: id, fingerprints: input.fingerprints, facialImage: input.facialImage)
        if !samples.isEmpty { changes.append(.create(context.ids.next(), samples.draft(owner: memberState))) }
        if record.fingerprints.absence == .convictedBeforeStart, let start = ports.startOfOperations {
            let task = LegalTask<ECRISTCNTasks>(
                about: id, step: "enterFingerprints", article: "816 41(b)", authority: .criminalRecords,
                memberState: memberState,
                begun: context.now, deadline: Instant(day: start.adding(years: 2), secondOfDay: 86_399))
            changes.append(.create(context.ids.next(), task.draft(owner: memberState)))
        }
        return Decision(RecordReply(id, version: 1, record), changes: changes, version: 1)
    }
}

/// When a facial image may be in a record (Article 5(3)).
enum FacialImageRule {
    static func check(_ memberState: String, _ ports: ECRISTCNPorts) throws(Refusal) {
        guard ports.mayStoreFacialImages(memberState) else {
            throw Refusal(
                .facialImageNotAllowed, "the law of \(memberState) does not allow it", pointer: "/facialImage")
        }
    }
}

extension DataRecord {
    /// Sets a flag that is well founded and not there yet.
    mutating func set(_ new: NewFlag, on today: Day) throws(Refusal) {
        let flag = try new.flag(on: today)
        guard !flags.contains(where: { $0.offence == flag.offence }) else {
            throw Refusal(.flagExists, "the record has a flag of this kind", pointer: "/offence")
        }
        flags.append(flag)
    }
}

/// A data record as it is shown. Flags stand apart: who may see the record may not for that reason see them.
public struct RecordReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var record = DataRecord()
    public var flags: [Flag] = []
    /// Processing is restricted at the request of the person concerned.
    public var restricted = false

    public init() {}
    init(_ id: RecordID, version: Int, _ record: DataRecord) {
        self.id = id
        self.version = version
        self.record = record
        self.record.flags = []
        flags = record.flags
    }
    init(_ recorded: Recorded<DataRecord>, version: Int? = nil) {
        self.init(recorded.id, version: version ?? recorded.version, recorded.value)
    }
    public static let wireName = "DataRecordReply"
    public static let meaning = "A data record."
    public static let fields: [Field<RecordReply>] = [
        .required("id", \.id, "The data record."),
        .required("version", \.version, "Version, for If-Match."),
        .required("record", \.record, "The record without its flags."),
        .list("flags", \.flags, "Flags; for whoever may see them.", count: 0...2, group: "flag"),
        .defaulted(
            "restricted", \.restricted, to: false,
            "Processing is restricted at the request of the person concerned (Article 25)."),
    ]
}

extension RefusalKind {
    public static let facialImageNotAllowed = RefusalKind(
        "ecris-tcn/facial-image-not-allowed", 422, "A facial image may not be stored", article: "816 5(3)")
    public static let flagExists = RefusalKind(
        "ecris-tcn/flag-exists", 409, "The flag is set already", article: "816 5(1)(c)")
    public static let notAReference = RefusalKind(
        "ecris-tcn/not-a-reference", 422, "The reference is a text, not a number", article: "816 5(1)")
    public static let referenceTaken = RefusalKind(
        "ecris-tcn/reference-taken", 409, "The reference belongs to another record", article: "816 5(1)")
    public static let noMemberState = RefusalKind("ecris-tcn/no-member-state", 403, "The caller has no Member State")
    public static let nationalRecordGone = RefusalKind(
        "ecris-tcn/national-record-gone", 422, "The national criminal record has ended", article: "816 8(1)")
}
