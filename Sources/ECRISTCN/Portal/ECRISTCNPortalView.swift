import Access
import Identity
import Operations
import Registry
import Wire

/// What ECRIS-TCN says of one data record in a reply of the search portal: which Member State holds information, under what
/// reference, and by what the identity is checked. Only what the asker may see is filled in; what somebody was convicted
/// of is nowhere.
public struct ECRISTCNPortalView: WireRecord, Hashable {
    public var record = RecordID(high: 0, low: 0)
    public var memberState = ""
    public var reference: String?
    public var person: ConvictedPerson?
    public var fingerprintsHeld = false
    public var facialImageHeld = false
    public var flags: [FlagOffence] = []
    public var restricted = false

    public init() {}
    public static let meaning = "What ECRIS-TCN says of a person: where to ask."
    public static let fields: [Field<ECRISTCNPortalView>] = [
        .required("record", \.record, "The data record."),
        .required("memberState", \.memberState, "Member State to ask."),
        .optional("reference", \.reference, "Reference to ask it for."),
        .optional("person", \.person, "Identity information, for verifying the identity alone (Article 7(7))."),
        .defaulted("fingerprintsHeld", \.fingerprintsHeld, to: false, "Fingerprints are held."),
        .defaulted("facialImageHeld", \.facialImageHeld, to: false, "A facial image is held."),
        .list("flags", \.flags, "Flags; for those of Article 5(7) alone.", count: 0...2),
        .defaulted(
            "restricted", \.restricted, to: false, "Processing is restricted at the request of the person concerned."),
    ]

    /// Puts the view together; `nil` where the asker may see nothing of the record. Pure.
    /// - Parameter visible: the groups of data that the asker's right covers.
    public init?(_ id: RecordID, _ record: DataRecord, asOf: Day, visible: Set<DataGroup>) {
        self.init()
        guard !record.hasEnded(on: asOf) else { return nil }
        self.record = id
        memberState = record.memberState
        reference = record.reference
        if visible.contains(.dataRecord) {
            fingerprintsHeld = !record.fingerprints.positions.isEmpty
            facialImageHeld = record.facialImage
        } else {
            guard visible.contains(.flaggedRecord), record.isFlagged(on: asOf) else { return nil }
        }
        person = record.person
        // Of one's own records alone: no other authority has a right to flags (Article 5(7)).
        if visible.contains(.convictionFlag) { flags = record.flags.filter { $0.isInForce(on: asOf) }.map(\.offence) }
    }

    /// Reads the record and puts the view together. `id` may be that of the samples that an engine has found.
    public static func read(_ id: RecordID, from reader: Reader, asOf: Day, visible: Set<DataGroup>) throws
        -> ECRISTCNPortalView?
    {
        guard let stored = try reader.record(id) else { return nil }
        let record = stored.kind == RecordSamples.kind ? try RecordSamples(stored: stored).record : id
        guard let value = try reader.value(DataRecord.self, record)?.value,
            var view = ECRISTCNPortalView(record, value, asOf: asOf, visible: visible)
        else { return nil }
        view.restricted = try reader.isRestricted(record, ECRISTCNTasks.self)
        return view
    }
}
