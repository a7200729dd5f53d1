import Access
import Identity
import Matching
import Operations
import Registry
import Wire

/// What an officer asks the portal: the zone of a document, a document, a name with a date of birth, or samples of the person.
public struct PortalQuestion: WireRecord {
    public var machineReadableZone: [String] = []
    public var document: DocumentKey?
    public var surnames: [String] = []
    public var givenNames: [String] = []
    public var dateOfBirth: PartialDate?
    public var sex: Sex?
    public var nationalities: [CountryCode] = []
    public var samples: [PortalSample] = []
    public var limit = 10

    public init() {}
    public static let meaning = "What is known of the person sought."
    public static let fields: [Field<PortalQuestion>] = [
        .list(
            "machineReadableZone", \.machineReadableZone, "Lines of the machine-readable zone as scanned.", count: 0...3,
            element: .text(.init(length: 1...100))),
        .optional("document", \.document, "A travel document."),
        .list("surnames", \.surnames, "Surnames.", count: 0...10),
        .list("givenNames", \.givenNames, "Given names.", count: 0...10),
        .optional("dateOfBirth", \.dateOfBirth, "Date of birth; parts may be unknown."),
        .optional("sex", \.sex, "Sex."),
        .list("nationalities", \.nationalities, "Nationalities.", count: 0...10),
        .list("samples", \.samples, "Fingerprints and a facial image, taken live.", count: 0...11),
        .defaulted("limit", \.limit, to: 10, "Most records that each system may show.", limits: .integer(1...50)),
    ]

    /// Number and issuer are what a document is found by.
    public struct DocumentKey: WireRecord, Hashable {
        public var number = ""
        public var issuer: CountryCode?
        public init() {}
        public init(number: String, issuer: CountryCode?) {
            self.number = number
            self.issuer = issuer
        }
        public static let wireName = "DocumentKey"
        public static let meaning = "A document's number and issuer."
        public static let fields: [Field<DocumentKey>] = [
            .required("number", \.number, "Number as printed.", limits: .text(.init(length: 1...40))),
            .optional("issuer", \.issuer, "Issuing state or body."),
        ]
    }
}

/// The question as the systems are asked it: one person, levelled, with what was read from the zone.
public struct ReadQuestion: Sendable {
    public var identity: PersonIdentity
    public var documents: [TravelDocument]
    /// What was taken of the person, each sample such that it can be compared; filled in by the portal.
    public var samples: [StoredTemplate] = []
    /// Samples in the asked system that are the person's; filled in by the portal.
    var foundBySamples: [SystemGallery.Found] = []
    /// Records of the asked system that white links join with what was found: these are meant, and nothing is looked for; filled in by the
    /// portal (2019/817 Article 33(2)).
    var linked: [RecordID] = []
    public var keys: Set<SearchKey>
    public var limit: Int
    /// What the reading of the zone had to repair or could not believe, in words.
    public var remarks: [String]
    /// As typed, for the log.
    public var asTyped: String

    public init(_ question: PortalQuestion, today: Day) throws(Refusal) {
        var identity = PersonIdentity(
            surnames: question.surnames, givenNames: question.givenNames, dateOfBirth: question.dateOfBirth,
            sex: question.sex, nationalities: question.nationalities)
        var documents: [TravelDocument] = []
        var remarks: [String] = []
        if !question.machineReadableZone.isEmpty {
            guard question.surnames.isEmpty, question.givenNames.isEmpty, question.document == nil else {
                throw Refusal(
                    .malformed, "give the zone or the data, not both: the zone would hide what contradicts it",
                    pointer: "/machineReadableZone")
            }
            let zone = try ReadZone(question.machineReadableZone, today: today)
            identity = zone.identity
            documents = zone.documents
            remarks = zone.remarks
        }
        if let document = question.document {
            documents.append(
                TravelDocument(kind: .other, number: document.number, issuer: document.issuer ?? .unspecified))
        }
        var keys: Set<SearchKey> = []
        if !documents.isEmpty { keys.insert(.document) }
        if !identity.surnames.isEmpty || !identity.givenNames.isEmpty { keys.insert(.identity) }
        keys.formUnion(question.samples.map(\.key))
        guard !keys.isEmpty else {
            throw Refusal(.malformed, "give a machine-readable zone, a document, a name with a date of birth, or samples")
        }
        guard !documents.isEmpty || identity.dateOfBirth != nil || !question.samples.isEmpty else {
            throw Refusal(
                .malformed, "a name alone finds too many: give the date of birth or its year too", pointer: "/dateOfBirth")
        }
        self.identity = identity
        self.documents = documents
        self.keys = keys
        self.limit = question.limit
        self.remarks = remarks
        asTyped =
            question.machineReadableZone.isEmpty
            ? ([
                question.surnames.joined(separator: " "), question.givenNames.joined(separator: " "),
                question.dateOfBirth?.description ?? "", question.document?.number ?? "",
            ].joined(separator: "|"))
            : question.machineReadableZone.joined(separator: "|")
    }

    /// A question that another system puts, not an officer.
    init(identity: PersonIdentity?, documents: [TravelDocument], limit: Int) {
        self.identity = identity ?? PersonIdentity(surnames: [], givenNames: [])
        self.documents = documents
        keys = []
        if identity != nil { keys.insert(.identity) }
        if !documents.isEmpty { keys.insert(.document) }
        self.limit = limit
        remarks = []
        asTyped = ""
    }

    static let biometric: Set<SearchKey> = [.fingerprints, .face]

    /// The question as far as it asks by these keys: what a system may not be searched by is not shown to it.
    func limited(to keys: Set<SearchKey>) -> ReadQuestion {
        guard keys != self.keys else { return self }
        var part = self
        part.keys = keys
        if !keys.contains(.identity) { part.identity = PersonIdentity(surnames: [], givenNames: []) }
        if !keys.contains(.document) { part.documents = [] }
        part.samples.removeAll { !keys.contains($0.kind.hasPrefix("face") ? .face : .fingerprints) }
        return part
    }

    public var query: IdentityQuery { IdentityQuery(identity, documents: documents) }
}
