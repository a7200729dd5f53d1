import Access
import Identity
import Operations
import Registry
import Wire

/// The convicting Member State modifies its record as the criminal record was modified, or because it was wrong
/// (Article 9(1)–(3)).
public struct UpdateRecord: Command {
    let ports: ECRISTCNPorts
    public init(_ ports: ECRISTCNPorts = .none) { self.ports = ports }

    public typealias Output = RecordReply
    public let about = OperationDescription.ecrisTCN(
        "updateRecord", "Modify a data record",
        "Puts the alphanumeric data in the place of those held, and adds or replaces samples. Flags have operations of their own.",
        article: "9(1)-(3)", .update, .PUT, "/records/{record}", data: .dataRecord, grants: [ECRISTCNGrants.change],
        refusals: [
            .notFound, .preconditionRequired, .preconditionFailed, .conflict, .obligatoryDataMissing, .outOfScope,
            .fingerprintsUnclear, .facialImageNotAllowed, .nationalRecordGone, .nothingChanged,
        ], consequences: [.create, .delete])

    public struct Input: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var person: ConvictedPerson?
        public var fingerprints: [FingerprintImpression] = []
        public var facialImage: FaceOfConvict?
        public var withoutFacialImage = false
        public var nationalRecordKeptUntil: Day?
        public var nationalRecordEndUnknown = false

        public init() {}
        public static let wireName = "UpdateDataRecord"
        public static let meaning = "What takes the place of what is held; what is absent stays."
        public static let fields: [Field<Input>] = [
            .required("record", \.record, "The data record."),
            .optional("person", \.person, "Alphanumeric data, whole."),
            .list("fingerprints", \.fingerprints, "Fingerprints, in the place of those held.", count: 0...20),
            .optional("facialImage", \.facialImage, "Facial image, in the place of the one held."),
            .defaulted("withoutFacialImage", \.withoutFacialImage, to: false, "The facial image goes."),
            .optional(
                "nationalRecordKeptUntil", \.nationalRecordKeptUntil, "New last day of the national criminal record."),
            .defaulted(
                "nationalRecordEndUnknown", \.nationalRecordEndUnknown, to: false, "The last day is no longer known."),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .dataRecord, conditions: try facts.ownership(of: input.record))
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> RecordDossier {
        try RecordDossier(input.record, from: reader)
    }

    public func decide(_ input: Input, _ dossier: RecordDossier, in context: DecisionContext) throws(Refusal)
        -> Decision<RecordReply>
    {
        try context.require(version: dossier.record.version)
        var record = dossier.record
        if let person = input.person {
            try RecordRule.check(person, on: context.today, isRecorded: true)
            record.value.person = person
        }
        var samples = dossier.samples?.value ?? RecordSamples(record: record.id, fingerprints: [], facialImage: nil)
        var changes: [Change] = []
        if !input.fingerprints.isEmpty {
            record.value.fingerprints = try FingerprintRule.holding(
                input.fingerprints, duty: nil, absence: nil,
                standing: PersonStanding(record.value.person.nationalities, on: context.today))
            samples.fingerprints = input.fingerprints
            changes += dossier.tasks.ending(step: "enterFingerprints", at: context.now)
        }
        if let image = input.facialImage {
            try FacialImageRule.check(record.owner, ports)
            samples.facialImage = image
        } else if input.withoutFacialImage {
            samples.facialImage = nil
        }
        record.value.facialImage = samples.facialImage != nil
        if let end = input.nationalRecordKeptUntil {
            guard end >= context.today else {
                throw Refusal(
                    .nationalRecordGone, "that the national record has ended is recorded as its erasure",
                    pointer: "/nationalRecordKeptUntil")
            }
            record.value.nationalRecordKeptUntil = end
            changes += dossier.tasks.ending(step: "eraseRecord", .withdrawn, at: context.now)
        } else if input.nationalRecordEndUnknown {
            record.value.nationalRecordKeptUntil = nil
            changes += dossier.tasks.ending(step: "eraseRecord", .withdrawn, at: context.now)
        }
        let held = dossier.samples?.value
        guard
            record.value != dossier.record.value
                || samples != (held ?? RecordSamples(record: record.id, fingerprints: [], facialImage: nil))
        else { throw Refusal(.nothingChanged, "the record says this already") }
        changes.append(record.update)
        if let stored = dossier.samples {
            if samples.isEmpty {
                changes.append(.erase(stored.id, expected: stored.version, article: "816 9(1)"))
            } else if samples != stored.value {
                changes.append(.update(stored.id, expected: stored.version, samples.draft(owner: stored.owner)))
            }
        } else if !samples.isEmpty {
            changes.append(.create(context.ids.next(), samples.draft(owner: record.owner)))
        }
        return Decision(RecordReply(record, version: record.version + 1), changes: changes, version: record.version + 1)
    }
}

extension RefusalKind {
    public static let nothingChanged = RefusalKind("ecris-tcn/nothing-changed", 422, "Nothing would change")
}
