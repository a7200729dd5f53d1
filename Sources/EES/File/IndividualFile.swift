import Access
import Identity
import Operations
import Registry
import Wire

/// The individual file of a third-country national (Articles 16(1) and (6), 17(1), 18(1)–(2)).
///
/// Its samples are kept apart in `BiometricData`, so that a border check, which reads the file each time, does not
/// carry them along. What the file says of crossings is drawn from its entry/exit and refusal records at every change
/// of one, because its own term depends on them (Article 34(2)).
public struct IndividualFile: RecordValue, Hashable {
    public static let kind = RecordKind(.EES, "individualFile")

    public var traveller = TravellerCategory.visaExempt
    /// The latest first.
    public var identities: [RegisteredIdentity] = []
    /// The latest first.
    public var documents: [RegisteredDocument] = []
    public var facialImage: FacialImageNote?
    /// The application file of the VIS that holds a facial image taken live; the EES then holds none (Article 16(1)(d), (1a)).
    public var faceInVIS: RecordID?
    public var fingerprints = FingerprintNote()
    public var facilitation: [FacilitationNotice] = []
    /// How the file came in, where it was by a fall-back procedure (Article 21(3)).
    public var fallback: FallbackProcedure?
    /// Local day of the file's creation.
    public var opened = Day(number: 0)
    /// Day of the last exit or refusal of entry.
    public var lastDeparture: Day?
    /// The stay without exit that began last.
    public var openStay: OpenStay?

    public init() {}

    public static let meaning = "Individual file of a third-country national."
    public static let fields: [Field<IndividualFile>] = [
        .required("traveller", \.traveller, "Under which rules the person is registered."),
        .list("identities", \.identities, "Identities used legitimately, the latest first.", count: 1...50),
        .list("documents", \.documents, "Travel documents, the latest first.", count: 1...100),
        .optional("facialImage", \.facialImage, "The facial image that is held."),
        .optional("faceInVIS", \.faceInVIS, "The application file of the VIS whose facial image, taken live, stands for one of the EES."),
        .required("fingerprints", \.fingerprints, "The fingerprint data that are held, or why there are none."),
        .list("facilitation", \.facilitation, "National facilitation programmes.", count: 0...40),
        .optional("fallback", \.fallback, "The fall-back procedure by which the file came in."),
        .required("opened", \.opened, "Day of creation."),
        .optional("lastDeparture", \.lastDeparture, "Day of the last exit or refusal of entry."),
        .optional("openStay", \.openStay, "The stay without exit that began last."),
    ]

    /// A stay that no exit has ended yet.
    public struct OpenStay: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var entry = Day(number: 0)
        public var authorisedEnd: Day?
        public var euFamily = false

        public init() {}
        public init(record: RecordID, entry: Day, authorisedEnd: Day?, euFamily: Bool) {
            self.record = record
            self.entry = entry
            self.authorisedEnd = authorisedEnd
            self.euFamily = euFamily
        }
        public static let meaning = "A stay without exit."
        public static let fields: [Field<OpenStay>] = [
            .required("record", \.record, "The entry/exit record."),
            .required("entry", \.entry, "First day of the stay."),
            .optional("authorisedEnd", \.authorisedEnd, "Last day of the authorised stay; absent where no day is."),
            .defaulted("euFamily", \.euFamily, to: false, "Family member of a Union citizen (Article 2(1)(b))."),
        ]
    }

    /// The period of Article 34(2), or of 34(3) and (4) while a stay is open; the later where both run. A file without
    /// any record yet is counted from its creation.
    public var term: EESRetention.Term {
        let closed = EESRetention.term(for: .individualFile(lastRecord: lastDeparture ?? opened))
        guard let openStay else { return closed }
        let open = EESRetention.term(
            for: openStay.euFamily
                ? .familyNoExit(entry: openStay.entry)
                : .noExit(authorisedEnd: openStay.authorisedEnd ?? openStay.entry))
        return open.eraseOn >= closed.eraseOn ? open : closed
    }

    public var projection: Projection {
        Projection(
            identities: identities.map(\.person), documents: documents.map(\.document),
            keys: Set(documents.map(\.key)).sorted().map { RecordKey(EESKey.document, $0, unique: false) }
                + (faceInVIS.map { [RecordKey(EESKey.faceInVIS, $0.description, unique: false)] } ?? []),
            due: [DueDate(term.eraseOn, .erase, article: term.article)])
    }

    /// Draws from the file's records what the file says of them.
    public mutating func follow(entryExits: [Filed<EntryExitRecord>], refusals: [RefusalRecord]) {
        let departures = entryExits.compactMap { $0.value.exit?.day } + refusals.map(\.refused.day)
        lastDeparture = departures.max()
        openStay = nil
        var latest: Instant?
        for filed in entryExits where filed.value.isOpen {
            guard let entry = filed.value.entry, latest.map({ entry.time > $0 }) ?? true else { continue }
            latest = entry.time
            openStay = OpenStay(
                record: filed.id, entry: entry.day, authorisedEnd: filed.value.authorisedEnd,
                euFamily: filed.value.euFamily)
        }
    }
}

/// A value together with the identifier of the record that it stands or will stand in.
public struct Filed<Value: Sendable>: Sendable {
    public let id: RecordID
    public var value: Value
    public init(_ id: RecordID, _ value: Value) {
        self.id = id
        self.value = value
    }
}

/// Names of the keys under which EES records can be found.
public enum EESKey {
    /// Issuer and levelled number of a travel document; of `individualFile`.
    public static let document = "document"
    /// The application file of the VIS that holds the face; of `individualFile`.
    public static let faceInVIS = "faceInVIS"
    /// Issuer and levelled number of a visa sticker; of `entryExit` and `refusal`.
    public static let visaSticker = "visaSticker"
    /// The individual file that a record belongs to; of every other kind.
    public static let file = "file"
    /// Crossing point and local day of an entry, exit or refusal.
    public static let crossing = "crossing"
    /// Member State responsible; of `overstayer`.
    public static let state = "state"
}
