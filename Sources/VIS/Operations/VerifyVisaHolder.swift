import Access
import Operations
import Registry
import Wire

/// A border or immigration authority compares the person who stands there with the samples of one file (Articles 18(6), 19(1), 22g(3),
/// 22h(1)). Inside, the face is compared where fingerprints cannot verify; it is compared only with an image that was taken live
/// (Article 5(1b)).
public struct VerifyVisaHolder: Operation {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }

    public let about = OperationDescription.vis(
        "verifyHolder", "Verify a holder", "Compares live fingerprints or a live face with those of one application file.",
        article: "18(6), 19(1), 22g(3), 22h(1)", .read, .POST, "/applications/{application}/verification", data: .holderVerification,
        grants: [VISGrants.borderVerify, VISGrants.territoryVerify], refusals: [.notFound, .noVISKey])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var fingerprints: [ApplicantFingerprint] = []
        public var facialImage: ApplicantImage?
        public init() {}
        public static let wireName = "VerifyVisaHolder"
        public static let meaning = "Live samples of the person."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."),
            .list("fingerprints", \.fingerprints, "Live fingerprints.", count: 0...10),
            .optional("facialImage", \.facialImage, "Live facial image."),
        ]
    }

    public enum Result: String, CaseIterable, Sendable, WireChoice {
        case match, nonMatch
        /// No sample was given, or the file holds none that may be compared.
        case notCompared
        case notComparable, notAvailable
    }

    public struct Output: WireRecord, Hashable {
        public var verified = false
        public var fingerprints = Result.notCompared
        public var face = Result.notCompared
        public var established = false
        public init() {}
        public static let wireName = "VisaHolderVerified"
        public static let meaning = "What the comparison came to."
        public static let fields: [Field<Output>] = [
            .required("verified", \.verified, "The person is the one of the file."),
            .required("fingerprints", \.fingerprints, "The fingerprints."),
            .required("face", \.face, "The face."),
            .required("established", \.established, "The verification failed: that is on record for this case."),
        ]
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<Output> {
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: .holderVerification) }
        guard input.facialImage != nil || !input.fingerprints.isEmpty else { throw Refusal(.noVISKey, "no live sample was given") }
        let samples = try await desk.read(under: mandate) { reader in
            _ = try reader.require(ApplicationFile.self, input.application)
            return try reader.values(ApplicantSamples.self, key: VISKey.application, value: input.application.description).first?.value
        }
        var output = Output()
        output.fingerprints = await compare(input.fingerprints.map(\.template), samples?.fingerprints.map(\.template) ?? [])
        if output.fingerprints != .match {
            output.face = await compare(input.facialImage.map { [$0.template] } ?? [], samples?.faceTemplates ?? [])
        }
        output.verified = output.fingerprints == .match || output.face == .match
        let failed = [output.fingerprints, output.face].contains { $0 == .nonMatch || $0 == .notComparable }
        let unanswered = output.fingerprints == .notAvailable || output.face == .notAvailable
        let context = desk.context(under: mandate)
        let fact = !output.verified && failed && !unanswered ? EstablishedFact.vis(.verificationFailed, in: context) : nil
        output.established = fact != nil
        var keys: Set<SearchKey> = []
        if input.facialImage != nil { keys.insert(.face) }
        if !input.fingerprints.isEmpty { keys.insert(.fingerprints) }
        return Outcome(
            output, under: mandate, facts: fact.map { [$0] } ?? [],
            log: LogDetails(records: [input.application], keys: keys, results: [.VIS: output.verified ? 1 : 0]))
    }

    private func compare(_ probe: [StoredTemplate], _ references: [StoredTemplate]) async -> Result {
        guard !probe.isEmpty, !references.isEmpty else { return .notCompared }
        return switch await ports.verification(probe, references) {
        case .match: .match
        case .nonMatch: .nonMatch
        case .notComparable: .notComparable
        case .notAvailable: .notAvailable
        }
    }
}
