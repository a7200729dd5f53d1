import Access
import Identity
import Operations
import Registry
import Wire

/// A border authority creates the individual file of somebody who has none (Articles 14(4), 16(1), 17(1)).
public struct CreateFile: Command {
    let ports: EESPorts
    public init(_ ports: EESPorts = .none) { self.ports = ports }

    public let about = OperationDescription.ees(
        "createFile", "Create an individual file",
        "Registers a third-country national on whom nothing is recorded yet. Visa holders give a facial image, unless the VIS holds one taken live; others also four fingerprints, unless they are exempt.",
        article: "14(4), 16(1), 17(1)", .create, .POST, "/files", data: .individualFile,
        grants: [EESGrants.borderCreateFile],
        refusals: [
            .fileExists, .facialImageRequired, .chipImageNotVerified, .fingerprintsRequired, .fingerprintsNotForeseen,
            .fingerprintsUnclear,
        ])

    public struct Input: WireRecord, Hashable {
        public var file = NewFile()
        public var facialImage: FacialImage?
        public var fingerprints: FingerprintEnrolment?
        public var fallback: FallbackProcedure?
        public var withoutBiometricFunctions = false
        public var otherPersons: [RecordID] = []

        public init() {}
        public static let wireName = "CreateFile"
        public static let meaning = "A person who is not registered yet."
        public static let fields: [Field<Input>] = [
            .required("file", \.file, "The alphanumeric data."),
            .optional("facialImage", \.facialImage, "Facial image (Article 15); not kept where the VIS holds one taken live."),
            .optional("fingerprints", \.fingerprints, "Fingerprint data; not for visa holders, whose are in the VIS."),
            .optional("fallback", \.fallback, "Data of a fall-back procedure; biometrics follow at the next crossing (Article 21(3))."),
            .defaulted(
                "withoutBiometricFunctions", \.withoutBiometricFunctions, to: false,
                "Internal land border without biometric functions (Article 4(5))."),
            .list(
                "otherPersons", \.otherPersons,
                "Files with the same document that were looked at and belong to other persons.", count: 0...20),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var file = RecordID(high: 0, low: 0)
        public init() {}
        public static let wireName = "FileCreated"
        public static let meaning = "The file was created."
        public static let fields: [Field<Output>] = [.required("file", \.file, "Individual reference number of the file.")]
    }

    public struct Current: Sendable {
        /// The files that have the document already.
        var known: [RecordID] = []
        var faceInVIS: FaceInVIS?
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        Current(known: try reader.find(IndividualFile.kind, key: EESKey.document, value: input.file.document.key).map(\.id))
    }

    public func claims(_ input: Input) -> [String] { [input.file.claim] }

    /// Like every command, and asks the VIS besides whether it holds the face.
    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about) { facts in try demand(input, facts: facts) }
        let context = desk.context(under: mandate)
        var current = try await desk.read(under: mandate) { reader in try load(input, from: reader, in: context) }
        current.faceInVIS = await ports.heldFace(of: input.file)
        let decision = try decide(input, current, in: context)
        return Outcome(
            decision.output, under: mandate, changes: decision.changes, version: decision.version,
            log: LogDetails(records: decision.changes.map(\.id)))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        try NewFile.refuseDuplicates(current.known, otherPersons: input.otherPersons)
        var file = input.file.blank(on: context.today)
        file.faceInVIS = file.heldInVIS(among: current.faceInVIS.map { [$0] } ?? [])?.application
        let rule = EnrolmentRule(
            traveller: file.traveller, dateOfBirth: input.file.identity.dateOfBirth, today: context.today,
            mayBeMissing: input.fallback != nil || input.withoutBiometricFunctions, faceInVIS: file.faceInVIS != nil)
        let face = rule.entered(input.facialImage)
        file.facialImage = try rule.face(face)
        file.fingerprints = try rule.fingerprints(input.fingerprints)
        file.fallback = input.fallback
        let id = context.ids.next()
        var changes: [Change] = [.create(id, file.draft(owner: context.owner))]
        let samples = BiometricData(
            file: id, facialImage: face, fingerprints: input.fingerprints?.prints ?? [])
        if !samples.isEmpty { changes.append(.create(context.ids.next(), samples.draft(owner: context.owner))) }
        var output = Output()
        output.file = id
        return Decision(output, changes: changes, version: 1)
    }
}

/// The alphanumeric data that a new file needs (Articles 16(1)(a)–(c) and (6), 17(1)(a) and (d), 18(1)).
public struct NewFile: WireRecord, Hashable {
    public var traveller = TravellerCategory.visaExempt
    public var identity = RegisteredIdentity()
    public var document = RegisteredDocument()
    public var facilitation: [FacilitationNotice] = []

    public init() {}
    public init(
        traveller: TravellerCategory, identity: RegisteredIdentity, document: RegisteredDocument,
        facilitation: [FacilitationNotice] = []
    ) {
        self.traveller = traveller
        self.identity = identity
        self.document = document
        self.facilitation = facilitation
    }

    public static let meaning = "Alphanumeric data of a new individual file."
    public static let fields: [Field<NewFile>] = [
        .required("traveller", \.traveller, "Under which rules the person is registered."),
        .required("identity", \.identity, "Identity."),
        .required("document", \.document, "Travel document."),
        .list("facilitation", \.facilitation, "National facilitation programmes (Article 16(6)).", count: 0...40),
    ]

    func blank(on day: Day) -> IndividualFile {
        var file = IndividualFile()
        file.traveller = traveller
        file.identities = [identity]
        file.documents = [document]
        file.facilitation = facilitation
        file.opened = day
        return file
    }

    /// Two who create a file with the same document at the same moment do it one after the other.
    var claim: String { "ees.document/" + document.key }

    /// One person, one file (Article 14(1), (4)): a document that is recorded already belongs to a file that the
    /// officer has looked at, or nothing is created.
    static func refuseDuplicates(_ known: [RecordID], otherPersons: [RecordID]) throws(Refusal) {
        guard Set(known).isSubset(of: otherPersons) else {
            throw Refusal(.fileExists, "a file with this document is recorded", pointer: "/file/document")
        }
    }
}

extension EESPorts {
    /// The face that the VIS holds of the person of a new file; of nobody else is it asked.
    func heldFace(of new: NewFile) async -> FaceInVIS? {
        guard new.traveller == .visaRequired else { return nil }
        return await faceInVIS(new.identity, new.document)
    }
}

extension RefusalKind {
    public static let fileExists = RefusalKind(
        "ees/file-exists", 409, "An individual file with this document is recorded", article: "EES 14(1)")
}
