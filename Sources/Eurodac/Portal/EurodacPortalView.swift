import Access
import Identity
import Operations
import Registry
import Wire

/// What Eurodac says of one person in one place: category, Member State of origin, identity, what became of the person, marks. For the
/// Member State of origin, and read-only for visa authorities and ETIAS National Units (1358 Articles 8–11, 40).
public struct EurodacPortalView: WireRecord, Hashable {
    public var dataset = RecordID(high: 0, low: 0)
    public var category = EurodacCategory.applicant
    public var memberState = ""
    public var reference = ReferenceNumber()
    public var event = Day(number: 0)
    public var place = ""
    public var identity: PersonIdentity?
    public var document: TravelDocument?
    public var status = StatusInformation()
    public var security: SecurityFlag?
    public var marks = Marks()
    public var fingerprints = false
    public var face = false
    public var keptUntil: Day?
    /// Left or was removed in compliance with a return decision or removal order: what ETIAS and the VIS ask (Article 8).
    public var returned = false

    public init() {}
    public static let meaning = "What Eurodac has on a person."
    public static let fields: [Field<EurodacPortalView>] = [
        .required("dataset", \.dataset, "The data set."),
        .required("category", \.category, "Category of person."),
        .required("memberState", \.memberState, "Member State of origin.", limits: .text(.init(length: 1...60))),
        .required("reference", \.reference, "Reference number."),
        .required("event", \.event, "Day of the application, registration, apprehension or disembarkation."),
        .required("place", \.place, "Its place.", limits: .text(.init(length: 0...120))),
        .optional("identity", \.identity, "Identity data."),
        .optional("document", \.document, "Identity or travel document."),
        .required("status", \.status, "What became of the person."),
        .optional("security", \.security, "Could pose a threat to internal security."),
        .required("marks", \.marks, "Marks."),
        .required("fingerprints", \.fingerprints, "Fingerprints are held."),
        .required("face", \.face, "A facial image is held."),
        .optional("keptUntil", \.keptUntil, "Last day on which the data are kept."),
        .defaulted(
            "returned", \.returned, to: false,
            "Left or was removed in compliance with a return decision or removal order."),
    ]

    /// Puts the view together. Pure.
    public init(_ set: Recorded<EurodacDataset>) {
        self.init()
        dataset = set.id
        category = set.value.category
        memberState = set.owner
        reference = set.value.reference
        event = set.value.event
        place = set.value.place
        identity = set.value.identity
        document = set.value.document
        status = set.value.status
        security = set.value.security
        marks = set.value.marks
        fingerprints = !set.value.fingers.isEmpty
        face = set.value.face
        keptUntil = set.value.term.keptUntil
        returned = set.value.status.removed != nil
    }

    /// Reads a set and puts the view together; `nil` where there is none, or none that this asker may see: `visible` are the groups of data
    /// that the right covers, given for the caller's own sets where the asker is a Member State of origin.
    public static func read(_ id: RecordID, from reader: Reader, visible: Set<DataGroup>) throws -> EurodacPortalView? {
        guard let stored = try reader.record(id) else { return nil }
        // Engines and the repository may know the set by its samples.
        let set = stored.kind == DatasetBiometrics.kind ? try DatasetBiometrics(stored: stored).dataset : id
        guard let found = try reader.value(EurodacDataset.self, set), visible.contains(found.value.category.dataGroup)
        else { return nil }
        return EurodacPortalView(found)
    }
}
