import Access
import Identity
import Operations
import Registry
import Wire

/// A border authority records a refusal of entry, with the file where there is none yet (Articles 14(2)(b), 18).
public struct RecordRefusal: Command {
    let ports: EESPorts
    public init(_ ports: EESPorts = .none) { self.ports = ports }

    public let about = OperationDescription.ees(
        "recordRefusal", "Record a refusal of entry",
        "Records why entry was refused. Which biometric data are entered with it depends on the reasons.",
        article: "18", .create, .POST, "/refusals", data: .refusalRecords,
        grants: [EESGrants.borderRecords, EESGrants.borderCreateFile],
        refusals: [
            .notFound, .fileUnclear, .fileExists, .duplicateCrossing, .notForeseenForTraveller, .biometricsNotForeseen,
            .facialImageRequired, .chipImageNotVerified, .fingerprintsRequired, .fingerprintsNotForeseen,
            .fingerprintsUnclear, .inTheFuture, .crossingPointNotPossible, .notAMemberState, .conflict,
        ], consequences: [.update])

    public struct Input: WireRecord, Hashable, CrossingInput {
        public var file: RecordID?
        public var newFile: NewFile?
        public var otherPersons: [RecordID] = []
        public var time: Instant?
        public var day: Day?
        public var crossingPoint = ""
        public var reasons: [RefusalReason] = []
        public var visa: VisaUse?
        public var notInVIS = false
        public var biometricsInAlert = false
        public var internalSecurity = false
        public var doubtsAboutVISImage = false
        public var facialImage: FacialImage?
        public var fingerprints: FingerprintEnrolment?
        public var fallback: FallbackProcedure?

        public init() {}
        public static let wireName = "RecordRefusal"
        public static let meaning = "A refusal of entry."
        public static let fields: [Field<Input>] = [
            .optional("file", \.file, "The individual file, where there is one."),
            .optional("newFile", \.newFile, "Data of a new file, where there is none (Article 18(1))."),
            .list("otherPersons", \.otherPersons, "Files with the same document that belong to other persons.", count: 0...20),
            .optional("time", \.time, "Date and time; now where absent."),
            .optional("day", \.day, "Local day at the crossing point."),
            .required("crossingPoint", \.crossingPoint, "Border crossing point.", limits: .text(.init(length: 1...60))),
            .list("reasons", \.reasons, "Points of Annex V, Part B.", count: 1...10),
            .optional("visa", \.visa, "The visa presented."),
            .defaulted("notInVIS", \.notInVIS, to: false, "Subject to a visa requirement and not registered in the VIS (Article 18(2)(c))."),
            .defaulted("biometricsInAlert", \.biometricsInAlert, to: false, "Reason H, and the SIS alert holds the biometric data (Article 18(3))."),
            .defaulted("internalSecurity", \.internalSecurity, to: false, "Reason I, as a threat to internal security (Article 18(4))."),
            .defaulted(
                "doubtsAboutVISImage", \.doubtsAboutVISImage, to: false,
                "Reason B or D, and the facial image in the VIS may not be authentic: one is taken all the same (Article 18(2))."),
            .optional("facialImage", \.facialImage, "Facial image, where the reasons ask for it; not kept where the VIS holds one taken live."),
            .optional("fingerprints", \.fingerprints, "Fingerprint data, where the reasons ask for them."),
            .optional("fallback", \.fallback, "Data of a fall-back procedure."),
        ]
    }

    public struct Output: WireRecord, Hashable {
        public var record = RecordID(high: 0, low: 0)
        public var file = RecordID(high: 0, low: 0)
        public var refused = BorderCrossing()
        public var biometricsArticle = ""

        public init() {}
        public static let wireName = "RefusalRecorded"
        public static let meaning = "The refusal was recorded."
        public static let fields: [Field<Output>] = [
            .required("record", \.record, "The refusal of entry record."),
            .required("file", \.file, "The individual file."),
            .required("refused", \.refused, "The refusal as recorded."),
            .required("biometricsArticle", \.biometricsArticle, "Paragraph of Article 18 that decided on biometric data."),
        ]
    }

    public struct Current: Sendable {
        var dossier: FileDossier?
        var sameDocument: [RecordID] = []
        /// Of a new file: the face that the VIS holds.
        var faceInVIS: FaceInVIS?
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> Current {
        switch (input.file, input.newFile) {
        case (let id?, nil): return Current(dossier: try FileDossier(id, from: reader, biometrics: true))
        case (nil, let new?):
            let known = try reader.find(IndividualFile.kind, key: EESKey.document, value: new.document.key)
            return Current(sameDocument: known.map(\.id))
        default: throw Refusal(.fileUnclear, "name the file or give the data of a new one, not both", pointer: "/file")
        }
    }

    public func claims(_ input: Input) -> [String] { input.newFile.map { [$0.claim] } ?? [] }

    /// Like every command, and asks the VIS besides whether it holds the face of a person without a file.
    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about) { facts in try demand(input, facts: facts) }
        let context = desk.context(under: mandate)
        var current = try await desk.read(under: mandate) { reader in try load(input, from: reader, in: context) }
        if let new = input.newFile { current.faceInVIS = await ports.heldFace(of: new) }
        let decision = try decide(input, current, in: context)
        return Outcome(
            decision.output, under: mandate, changes: decision.changes, version: decision.version,
            log: LogDetails(records: decision.changes.map(\.id)))
    }

    public func decide(_ input: Input, _ current: Current, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        let crossing = try input.crossing(in: context, register: ports.crossingPoint)
        var file: IndividualFile
        if let dossier = current.dossier {
            file = dossier.file.value
            let twice = dossier.refusals.contains {
                $0.value.refused.crossingPoint == crossing.crossingPoint
                    && abs($0.value.refused.time.milliseconds - crossing.time.milliseconds) < 60_000
            }
            if twice { throw Refusal(.duplicateCrossing, "this refusal is recorded already", pointer: "/time") }
        } else {
            guard let new = input.newFile else { throw Refusal(.fileUnclear, "no file") }
            try NewFile.refuseDuplicates(current.sameDocument, otherPersons: input.otherPersons)
            file = new.blank(on: context.today)
            file.fingerprints = FingerprintNote(mark: file.traveller.storesFingerprints ? .notForeseen : .heldInVIS)
            file.faceInVIS = file.heldInVIS(among: current.faceInVIS.map { [$0] } ?? [])?.application
            file.fallback = input.fallback
        }
        // A doubted image in the VIS stands for none of the EES (Article 18(2), last subparagraph).
        let isDoubted = input.doubtsAboutVISImage && !Set(input.reasons).isDisjoint(with: [.B, .D])
        if isDoubted { file.faceInVIS = nil }
        if input.visa != nil, file.traveller != .visaRequired {
            throw Refusal(.notForeseenForTraveller, "visa data are recorded of visa holders", pointer: "/visa")
        }
        let held = current.dossier?.biometrics
        let rule = RefusalBiometrics(
            reasons: Set(input.reasons), traveller: file.traveller, notInVIS: input.notInVIS && file.faceInVIS == nil,
            inAlert: input.biometricsInAlert, internalSecurity: input.internalSecurity, alreadyHeld: held != nil
        ).rule
        let samples = try enrol(input, rule.need, in: &file, context)
        if isDoubted, samples?.face != nil { file.facialImage?.irrespectiveOfVIS = true }

        let (fileID, recordID) = (current.dossier?.file.id ?? context.ids.next(), context.ids.next())
        var record = RefusalRecord()
        record.file = fileID
        record.refused = crossing
        record.reasons = Array(Set(input.reasons)).sorted()
        record.visa = input.visa
        record.fallback = input.fallback

        var changes: [Change] = []
        if let dossier = current.dossier {
            let refusals = dossier.refusals.map(\.value) + [record]
            if let follow = dossier.followed(entryExits: dossier.filed(), refusals: refusals, file: file) { changes.append(follow) }
        } else {
            file.follow(entryExits: [], refusals: [record])
            changes.append(.create(fileID, file.draft(owner: context.owner)))
        }
        changes.append(.create(recordID, record.draft(owner: context.owner)))
        if let samples {
            let data = BiometricData(file: fileID, facialImage: samples.face, fingerprints: samples.prints)
            changes.append(
                held.map { .update($0.id, expected: $0.version, data.draft(owner: $0.owner)) }
                    ?? .create(context.ids.next(), data.draft(owner: context.owner)))
        }
        var output = Output()
        (output.record, output.file, output.refused) = (recordID, fileID, crossing)
        output.biometricsArticle = rule.article
        return Decision(output, changes: changes, version: 1)
    }

    /// Checks the samples against what the reasons ask for and notes them in the file; `nil` where none are entered.
    private func enrol(
        _ input: Input, _ need: RefusalBiometrics.Need, in file: inout IndividualFile, _ context: DecisionContext
    ) throws(Refusal) -> (face: FacialImage?, prints: [Fingerprint])? {
        let rule = EnrolmentRule(
            traveller: file.traveller, dateOfBirth: file.identities.first?.dateOfBirth, today: context.today,
            mayBeMissing: input.fallback != nil, faceInVIS: file.faceInVIS != nil)
        let face = rule.entered(input.facialImage)
        if need != .faceAndFingerprints, input.fingerprints != nil {
            throw Refusal(.biometricsNotForeseen, "for these reasons no fingerprints are entered", pointer: "/fingerprints")
        }
        switch need {
        case .none:
            guard input.facialImage == nil else {
                throw Refusal(.biometricsNotForeseen, "for these reasons no biometric data are entered", pointer: "/facialImage")
            }
            return nil
        case .chipImageOnly:
            guard let image = face else { return nil }
            guard image.source == .chip else {
                throw Refusal(.biometricsNotForeseen, "only the image in the document's chip", pointer: "/facialImage/source", article: "EES 18(5)")
            }
            guard file.facialImage == nil else { return nil }
            file.facialImage = image.note(takenOn: context.today)
            return (image, [])
        case .face:
            file.facialImage = try rule.face(face)
            return face.map { ($0, []) }
        case .faceAndFingerprints:
            file.facialImage = try rule.face(face)
            // Also of a visa holder who is not in the VIS (Article 18(2)(c)).
            if file.traveller == .visaRequired, let enrolment = input.fingerprints {
                file.fingerprints = try rule.note(of: enrolment)
            } else if file.traveller == .visaRequired {
                guard input.fallback != nil else {
                    throw Refusal(
                        .fingerprintsRequired, "not registered in the VIS: fingerprints are entered", pointer: "/fingerprints",
                        article: "EES 18(2)(c)")
                }
                file.fingerprints = FingerprintNote(mark: .missing)
            } else {
                file.fingerprints = try rule.fingerprints(input.fingerprints)
            }
            let prints = input.fingerprints?.prints ?? []
            return face == nil && prints.isEmpty ? nil : (face, prints)
        }
    }
}

extension RefusalKind {
    public static let fileUnclear = RefusalKind("ees/file-unclear", 422, "Name a file, or give the data of a new one")
    public static let biometricsNotForeseen = RefusalKind(
        "ees/biometrics-not-foreseen", 422, "For these reasons the biometric data are not entered", article: "EES 18(2)–(5)")
}
