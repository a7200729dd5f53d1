import Access
import Operations
import Registry
import Wire

/// A border or immigration authority compares the person who stands there with the samples of one file (Articles 23(2),
/// 26(1)): the face, and where it fails the fingerprints, or the other way round. Of a visa holder whose face the VIS holds, taken
/// live, the search in the VIS is launched from here (Article 23(2), third subparagraph, (b)(i); 767/2008 Article 18(6)–(7)).
///
/// Only when everything that the file allows to compare has failed is the verification failed, and that is the fact on
/// which an identification rests (Articles 23(4), 26(3), 27(1)).
public struct VerifyIdentity: Operation {
    let ports: EESPorts
    public init(_ ports: EESPorts = .none) { self.ports = ports }

    public let about = OperationDescription.ees(
        "verifyIdentity", "Verify an identity",
        "Compares live samples with those of one file. A failed verification opens the way to an identification in the same case.",
        article: "23(2), 26(1)", .read, .POST, "/files/{file}/verification", data: .biometricVerification,
        grants: [EESGrants.borderVerify, EESGrants.immigrationVerify], refusals: [.notFound, .noKey])

    public struct Input: WireRecord, Hashable {
        public var file = RecordID(high: 0, low: 0)
        public var facialImage: FacialImage?
        public var fingerprints: [Fingerprint] = []
        public init() {}
        public static let wireName = "VerifyIdentity"
        public static let meaning = "Live samples of the person."
        public static let fields: [Field<Input>] = [
            .required("file", \.file, "The individual file."),
            .optional("facialImage", \.facialImage, "Live facial image."),
            .list("fingerprints", \.fingerprints, "Live fingerprints.", count: 0...10),
        ]
    }

    /// What a comparison came to.
    public enum Result: String, CaseIterable, Sendable, WireChoice {
        case match, nonMatch
        /// No sample was given, or the file holds none.
        case notCompared
        case notComparable
        /// No engine is wired, or it gives no answer.
        case notAvailable
    }

    public struct Output: WireRecord, Hashable {
        public var verified = false
        public var face = Result.notCompared
        public var faceInVIS = false
        public var fingerprints = Result.notCompared
        public var next = Next.none
        public var established = false
        public init() {}
        public static let wireName = "IdentityVerified"
        public static let meaning = "What the comparison came to."
        public static let fields: [Field<Output>] = [
            .required("verified", \.verified, "The person is the one of the file."),
            .required("face", \.face, "The face."),
            .defaulted("faceInVIS", \.faceInVIS, to: false, "The face is the one that the VIS holds; the EES has none."),
            .required("fingerprints", \.fingerprints, "The fingerprints."),
            .required("next", \.next, "What to do next."),
            .required("established", \.established, "The verification failed: identification is open in this case."),
        ]
    }

    public enum Next: String, CaseIterable, Sendable, WireChoice {
        case none
        case compareFace, compareFingerprints
        /// Of visa holders the VIS holds the fingerprints.
        case compareFingerprintsInVIS
        case identify
        /// Look at the person and the document: nothing could be compared.
        case checkManually
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: .biometricVerification) }
        guard input.facialImage != nil || !input.fingerprints.isEmpty else { throw Refusal(.noKey, "no live sample was given") }
        let (file, samples) = try await desk.read(under: mandate) { reader in
            (
                try reader.require(IndividualFile.self, input.file).value,
                try reader.values(BiometricData.self, key: EESKey.file, value: input.file.description).first?.value
            )
        }
        var output = Output()
        output.faceInVIS = file.faceInVIS != nil
        output.face = await face(input.facialImage, file, samples)
        // One of the two suffices; the other is compared where the first fails.
        if output.face != .match {
            output.fingerprints = await compare(input.fingerprints.map(\.template), samples?.fingerprints.map(\.template) ?? [])
        }
        output.verified = output.face == .match || output.fingerprints == .match
        let rule = VerificationRule(
            file: file, faceHeld: samples?.facialImage != nil || file.faceInVIS != nil, fingerprintsHeld: !(samples?.fingerprints.isEmpty ?? true),
            face: output.face, fingerprints: output.fingerprints)
        (output.next, output.established) = (rule.next, rule.hasFailed)
        let context = desk.context(under: mandate)
        let facts = output.established ? [EstablishedFact.ees(.verificationFailed, in: context)].compactMap { $0 } : []
        var keys: Set<SearchKey> = []
        if input.facialImage != nil { keys.insert(.face) }
        if !input.fingerprints.isEmpty { keys.insert(.fingerprints) }
        var log = LogDetails(records: [input.file], keys: keys, results: [.EES: output.verified ? 1 : 0])
        if let application = file.faceInVIS, input.facialImage != nil {
            let answer: Int? = output.face == .notAvailable ? nil : output.face == .match ? 1 : 0
            log.bySystem[.VIS] = LogDetails(records: [application], keys: [.face], results: [.VIS: answer])
        }
        return Outcome(output, under: mandate, facts: facts, log: log)
    }

    /// The face against the one that the file holds, or that the VIS holds in its place.
    private func face(_ live: FacialImage?, _ file: IndividualFile, _ samples: BiometricData?) async -> Result {
        guard let live else { return .notCompared }
        guard let application = file.faceInVIS else { return await compare([live.template], samples?.facialImage.map { [$0.template] } ?? []) }
        // An image that is gone from the VIS meanwhile cannot be compared; the file asks for a new one at the next crossing.
        guard let references = await ports.liveFace(application), !references.isEmpty else { return .notAvailable }
        return await compare([live.template], references)
    }

    private func compare(_ probe: [StoredTemplate], _ references: [StoredTemplate]) async -> Result {
        guard !probe.isEmpty, !references.isEmpty else { return .notCompared }
        switch await ports.verification?.compare(probe, with: references) ?? .notAvailable {
        case .match: return .match
        case .nonMatch: return .nonMatch
        case .notComparable: return .notComparable
        case .notAvailable: return .notAvailable
        }
    }
}

/// What follows from the comparisons of one verification (Articles 23(2) and (4), 26(1) and (3)).
struct VerificationRule {
    var file: IndividualFile
    var faceHeld: Bool
    var fingerprintsHeld: Bool
    var face: VerifyIdentity.Result
    var fingerprints: VerifyIdentity.Result

    private var verified: Bool { face == .match || fingerprints == .match }
    private var failed: Bool { [face, fingerprints].contains { $0 == .nonMatch || $0 == .notComparable } }

    /// Something failed, and nothing that the file holds is left to compare.
    var hasFailed: Bool {
        !verified && failed && !(faceHeld && face == .notCompared) && !(fingerprintsHeld && fingerprints == .notCompared)
            && face != .notAvailable && fingerprints != .notAvailable
    }

    var next: VerifyIdentity.Next {
        if verified { return .none }
        if face == .notAvailable || fingerprints == .notAvailable || (!faceHeld && !fingerprintsHeld) { return .checkManually }
        if faceHeld, face == .notCompared { return .compareFace }
        if fingerprintsHeld, fingerprints == .notCompared { return .compareFingerprints }
        return file.traveller == .visaRequired ? .compareFingerprintsInVIS : .identify
    }
}
