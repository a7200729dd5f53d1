import Access
import Operations
import Registry
import Wire

/// A VIS designated authority or an ETIAS National Unit says by hand whether the applicant's data correspond to the hit (Articles 9d(3)–(4),
/// 9e(2)–(4) and (7), 9f, 22b(13)–(15)).
///
/// False: the hit goes, and with it what the file says of it. Correct, and the file says so: an opinion follows, after Europol's where its
/// data are concerned. Correct, and the file says nothing: the follow-up is SIRENE's outside the VIS, and nothing of it stays here.
public struct VerifyHit: Command {
    let ports: VISPorts
    public init(_ ports: VISPorts = .none) { self.ports = ports }

    public let about = OperationDescription.vis(
        "verifyHit", "Verify a hit", "Says whether the applicant's data correspond to those of the other system.",
        article: "9d(3)–(4), 9e(2), (7), 9f",
        .update, .POST, "/verifications/{verification}", data: .hitVerification,
        grants: [VISGrants.designatedVerifies, VISGrants.nationalUnitVerifies], refusals: [.notFound, .conflict, .hitVerified],
        needsVersion: false, consequences: [.create, .delete])

    public struct Input: WireRecord, Hashable {
        public var verification = RecordID(high: 0, low: 0)
        public var corresponds = false
        public init() {}
        public static let wireName = "VerifyHit"
        public static let meaning = "Whether the data correspond."
        public static let fields: [Field<Input>] = [
            .required("verification", \.verification, "The verification."),
            .required("corresponds", \.corresponds, "The applicant's data correspond to those of the other system."),
        ]
    }

    public enum Next: String, CaseIterable, Sendable, WireChoice {
        /// Nothing is left to do.
        case done
        case reasonedOpinion, europolOpinion
        /// Supplementary information with the Member State that entered the alert.
        case sireneFollowUp
    }

    public struct Output: WireRecord, Hashable {
        public var next = Next.done
        public var memberState: String?
        public var reference: String?
        public init() {}
        public static let wireName = "HitVerified"
        public static let meaning = "What is to be done next."
        public static let fields: [Field<Output>] = [
            .required("next", \.next, "What is to be done next."),
            .optional("memberState", \.memberState, "Member State that entered the alert."),
            .optional("reference", \.reference, "Reference of the alert.", limits: .text(.init(length: 1...120))),
        ]
    }

    public func demand(_ input: Input, facts: FactReader) throws -> Demand {
        Demand(data: .hitVerification, conditions: try facts.ownership(of: input.verification))
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> VerificationDossier {
        try VerificationDossier(input.verification, for: context.caller.kind, from: reader)
    }

    public func decide(_ input: Input, _ current: VerificationDossier, in context: DecisionContext) throws(Refusal) -> Decision<Output> {
        let verification = current.verification
        var output = Output()
        guard verification.value.asksForOpinion else {
            if input.corresponds {
                (output.next, output.memberState) = (.sireneFollowUp, verification.value.memberState)
                output.reference = verification.value.reference
            }
            return Decision(output, changes: current.erased(article: "VIS 9f"))
        }
        guard !verification.value.confirmed else { throw Refusal(.hitVerified, "the hit is verified; an opinion is due") }
        guard input.corresponds else {
            let mail = VISMail(ports, context)
            return Decision(
                output, changes: current.erased(article: "VIS 9d(4), 9e(7)") + current.fileWithoutMark(),
                notices: current.application.map { file in
                    [
                        mail.message(
                            .opinion, to: file.owner, about: file.id,
                            "A verification on application \(file.value.number) found no correspondence.")
                    ]
                } ?? [])
        }
        var confirmed = verification
        confirmed.value.confirmed = true
        confirmed.value.confirmedOn = context.today
        var changes = [confirmed.update] + current.tasks.ending(.verifyHit, at: context.now)
        output.next = .reasonedOpinion
        if verification.value.asksEuropol {
            output.next = .europolOpinion
            changes.append(
                VISTasks.start(.europolOpinion, about: verification.id, .europol, of: nil, at: context.now)
                    .started(context.ids, owner: verification.owner))
        }
        return Decision(output, changes: changes)
    }
}

/// A verification with its clocks and the file that waits for it.
public struct VerificationDossier: Sendable {
    var verification: Recorded<HitVerification>
    var application: Recorded<ApplicationFile>?
    var tasks: [Recorded<LegalTask<VISTasks>>]

    init(_ id: RecordID, for authority: AuthorityKind, from reader: Reader) throws {
        verification = try reader.require(HitVerification.self, id)
        if authority != .europol { try verification.requireVerifier(authority) }
        application = try reader.value(ApplicationFile.self, verification.value.application)
        tasks = try reader.tasks(VISTasks.self, about: id)
    }

    func erased(article: String) -> [Change] {
        [.erase(verification.id, expected: verification.version, article: article)] + tasks.erased(article: article)
    }

    /// The file once it waits for this verification no longer, with an opinion where there is one.
    func fileWithoutMark(_ opinion: ReasonedOpinion? = nil) -> [Change] {
        guard var file = application else { return [] }
        file.value.queries?.furtherVerification.removeAll { $0 == verification.id }
        if let opinion { file.value.queries?.opinions.append(opinion) }
        return file.value == application?.value ? [] : [file.update]
    }
}

extension RefusalKind {
    static let hitVerified = RefusalKind("vis/hit-verified", 409, "The hit is verified already", article: "VIS 9d, 9e")
}
