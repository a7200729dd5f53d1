import Access
import Operations
import Registry
import Wire

/// Shows a hit together with the applicant's data that the notification contains (Articles 9a(10), 9d(2), 9e(4), 9g(4), 22b(9)), to
/// whoever verifies it, and to Europol while its opinion is asked for.
public struct ReadHitVerification: Query {
    public init() {}
    public typealias Input = VerificationReference

    public let about = OperationDescription.vis(
        "readVerification", "Read a hit to be verified", "The hit, and the data of the application that it is compared with.",
        article: "9a(10), 9d(2)", .read, .GET, "/verifications/{verification}",
        grants: [VISGrants.designatedVerifies, VISGrants.nationalUnitVerifies, VISGrants.europolOpinion], refusals: [.notFound])

    public struct Output: WireRecord, Hashable {
        public var verification = RecordID(high: 0, low: 0)
        public var version = 0
        public var hit = HitVerification()
        public var identity = ApplicantIdentity()
        public var documents: [ApplicantDocument] = []
        public var form = VisaForm()
        public var samples: ApplicantSamples?
        public init() {}
        public static let wireName = "HitVerificationReply"
        public static let meaning = "A hit, and what it is compared with."
        public static let fields: [Field<Output>] = [
            .required("verification", \.verification, "The verification."), .required("version", \.version, "Version."),
            .required("hit", \.hit, "The hit."), .required("identity", \.identity, "Identity data (Article 9(4))."),
            .list("documents", \.documents, "Travel documents.", count: 0...10),
            .required("form", \.form, "Data of the application form (Article 9(4))."),
            .optional("samples", \.samples, "Facial image and fingerprints (Article 9(5)–(6)); not for the watchlist."),
        ]
    }

    public func demand(_ input: VerificationReference, facts: FactReader) throws -> Demand {
        if facts.caller.kind == .europol { return Demand(data: .europolOpinion) }
        return Demand(data: .hitVerification, conditions: try facts.ownership(of: input.verification))
    }

    public func answer(_ input: VerificationReference, from reader: Reader, in context: DecisionContext) throws -> Answer<Output> {
        let recorded = try reader.require(HitVerification.self, input.verification)
        if context.caller.kind == .europol {
            let tasks = try reader.tasks(VISTasks.self, about: recorded.id)
            guard tasks.contains(where: { $0.value.isOpen(.europolOpinion) }) else {
                throw Refusal(.notFound, "there is no hitVerification with this identifier")
            }
        } else {
            try recorded.requireVerifier(context.caller.kind)
        }
        let file = try reader.require(ApplicationFile.self, recorded.value.application).value
        var output = Output()
        (output.verification, output.version, output.hit) = (recorded.id, recorded.version, recorded.value)
        (output.identity, output.documents, output.form) = (file.identity, file.documents, file.form)
        if recorded.value.point != .etiasWatchlist {
            output.samples = try reader.values(
                ApplicantSamples.self, key: VISKey.application, value: recorded.value.application.description
            )
            .first?.value
        }
        return Answer(
            output, version: recorded.version, log: LogDetails(records: [recorded.id, recorded.value.application], results: [.VIS: 1]))
    }
}

/// Names a verification.
public struct VerificationReference: WireRecord, Hashable {
    public var verification = RecordID(high: 0, low: 0)
    public init() {}
    public init(_ verification: RecordID) { self.verification = verification }
    public static let meaning = "A hit to be verified."
    public static let fields: [Field<VerificationReference>] = [.required("verification", \.verification, "The verification.")]
}

extension Recorded where Value == HitVerification {
    /// An ETIAS National Unit sees the watchlist alone, a VIS designated authority everything else.
    func requireVerifier(_ authority: AuthorityKind) throws(Refusal) {
        guard value.verifier == authority else { throw Refusal(.notFound, "there is no hitVerification with this identifier") }
    }
}
