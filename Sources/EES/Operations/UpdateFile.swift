import Access
import Identity
import Operations
import Registry
import Wire

/// A border authority adds to a file what the person now uses or gives (Articles 14(2), 15, 16(6), 17(4), 21(3)).
public struct UpdateFile: Command {
    public init() {}

    public typealias Output = FileReply
    public let about = OperationDescription.ees(
        "updateFile", "Update an individual file",
        "Adds an identity or document used legitimately, a new facial image, fingerprints that were missing, or a facilitation programme.",
        article: "14(2)", .update, .PUT, "/files/{file}", data: .individualFile, grants: [EESGrants.borderUpdateFile],
        refusals: [
            .notFound, .preconditionRequired, .preconditionFailed, .conflict, .chipImageNotVerified,
            .fingerprintsRequired, .fingerprintsNotForeseen, .fingerprintsUnclear, .nothingToDo,
        ], consequences: [.create])

    public struct Input: WireRecord, Hashable {
        public var file = RecordID(high: 0, low: 0)
        public var traveller: TravellerCategory?
        public var identity: RegisteredIdentity?
        public var document: RegisteredDocument?
        public var facialImage: FacialImage?
        public var fingerprints: FingerprintEnrolment?
        public var facilitationGranted: [FacilitationNotice] = []
        public var facilitationEnded: [FacilitationNotice] = []

        public init() {}
        public static let wireName = "UpdateFile"
        public static let meaning = "What is added to the file."
        public static let fields: [Field<Input>] = [
            .required("file", \.file, "The individual file."),
            .optional("traveller", \.traveller, "The rules that the person now comes under."),
            .optional("identity", \.identity, "An identity now used legitimately; becomes the first."),
            .optional("document", \.document, "A document now presented; becomes the first."),
            .optional("facialImage", \.facialImage, "A new facial image, which takes the place of the one held; not kept where the VIS holds one."),
            .optional("fingerprints", \.fingerprints, "Fingerprint data, which take the place of those held."),
            .list("facilitationGranted", \.facilitationGranted, "Programmes to which access was granted.", count: 0...40),
            .list("facilitationEnded", \.facilitationEnded, "Programmes to which access ended.", count: 0...40),
        ]
    }

    public func load(
        _ input: Input, from reader: Reader, in context: DecisionContext
    ) throws -> (file: Recorded<IndividualFile>, samples: Recorded<BiometricData>?) {
        (
            try reader.require(IndividualFile.self, input.file),
            try reader.values(BiometricData.self, key: EESKey.file, value: input.file.description).first
        )
    }

    public func decide(
        _ input: Input, _ current: (file: Recorded<IndividualFile>, samples: Recorded<BiometricData>?),
        in context: DecisionContext
    ) throws(Refusal) -> Decision<FileReply> {
        try context.require(version: current.file.version)
        var file = current.file
        if let traveller = input.traveller { file.value.traveller = traveller }
        // The VIS stands for the face of those alone who need a visa (Article 16(1)(d)).
        if file.value.traveller != .visaRequired { file.value.faceInVIS = nil }
        if let identity = input.identity {
            file.value.identities = [identity] + file.value.identities.filter { $0 != identity }
        }
        if let document = input.document {
            // The same document with a corrected expiry is the same document.
            file.value.documents = [document] + file.value.documents.filter { $0.key != document.key || $0.kind != document.kind }
        }
        file.value.facilitation.removeAll { input.facilitationEnded.contains($0) }
        for notice in input.facilitationGranted where !file.value.facilitation.contains(notice) {
            file.value.facilitation.append(notice)
        }

        var samples = current.samples?.value ?? BiometricData(file: file.id, facialImage: nil, fingerprints: [])
        let rule = EnrolmentRule(
            traveller: file.value.traveller, dateOfBirth: file.value.identities.first?.dateOfBirth, today: context.today,
            faceInVIS: file.value.faceInVIS != nil)
        if let image = rule.entered(input.facialImage) {
            file.value.facialImage = try rule.face(image)
            samples.facialImage = image
        }
        if let enrolment = input.fingerprints {
            file.value.fingerprints = try rule.fingerprints(enrolment)
            samples.fingerprints = enrolment.prints
        } else if !file.value.traveller.storesFingerprints, input.traveller != nil {
            // Who has become subject to a visa requirement gives fingerprints to the VIS.
            file.value.fingerprints = FingerprintNote(mark: .heldInVIS)
            samples.fingerprints = []
        } else if file.value.traveller.storesFingerprints, file.value.fingerprints.mark == .heldInVIS {
            file.value.fingerprints = FingerprintNote(mark: .missing)
        }
        guard file.value.identities.count <= 50, file.value.documents.count <= 100, file.value.facilitation.count <= 40
        else { throw Refusal(.nothingToDo, "the file holds as many identities, documents or programmes as it can") }

        var changes: [Change] = [file.update]
        if samples != current.samples?.value {
            if let held = current.samples {
                changes.append(
                    samples.isEmpty
                        ? .erase(held.id, expected: held.version, article: "16(1)")
                        : .update(held.id, expected: held.version, samples.draft(owner: held.owner)))
            } else if !samples.isEmpty {
                changes.append(.create(context.ids.next(), samples.draft(owner: file.owner)))
            }
        }
        guard file.value != current.file.value || changes.count > 1 else {
            throw Refusal(.nothingToDo, "the file says this already")
        }
        return Decision(FileReply(file, version: file.version + 1), changes: changes, version: file.version + 1)
    }
}

/// An individual file as it is shown.
public struct FileReply: WireRecord, Hashable {
    public var id = RecordID(high: 0, low: 0)
    public var version = 0
    public var memberStateResponsible = ""
    public var file = IndividualFile()
    public var keptUntil = Day(number: 0)
    public var processingRestricted = false

    public init() {}
    init(_ recorded: Recorded<IndividualFile>, version: Int? = nil) {
        id = recorded.id
        self.version = version ?? recorded.version
        memberStateResponsible = recorded.owner
        file = recorded.value
        keptUntil = recorded.value.term.keptUntil
    }

    public static let meaning = "An individual file."
    public static let fields: [Field<FileReply>] = [
        .required("id", \.id, "Individual reference number."),
        .required("version", \.version, "Version, for If-Match."),
        .required("memberStateResponsible", \.memberStateResponsible, "Member State that entered the data.", limits: .text(.init(length: 1...120))),
        .required("file", \.file, "The file."),
        .required("keptUntil", \.keptUntil, "Last day of the period of Article 34, as things stand."),
        .defaulted(
            "processingRestricted", \.processingRestricted, to: false,
            "Processing is restricted at the request of the person concerned (Article 52; 2016/679 18)."),
    ]
}

extension RefusalKind {
    public static let nothingToDo = RefusalKind("ees/nothing-to-do", 422, "Nothing would change")
}
