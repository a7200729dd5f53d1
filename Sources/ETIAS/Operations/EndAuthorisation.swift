import Access
import Identity
import Operations
import Registry
import Wire

/// A National Unit annuls an authorisation that should not have been issued, or revokes one whose conditions are no longer
/// met (Articles 40–43).
public struct EndAuthorisation: Command {
    public init() {}
    public typealias Output = StepReply

    public let about = OperationDescription.etias(
        "endAuthorisation", "Annul or revoke",
        "Annulment: the conditions were not met when it was issued. Revocation: they are no longer met.", article: "40, 41", .update, .PUT,
        "/applications/{application}/end", data: .etiasApplicationFile, grants: [ETIASGrants.unitsUpdate],
        refusals: RefusalKind.step + [.groundMissing])

    public enum Manner: String, CaseIterable, Sendable, WireChoice { case annul, revoke }

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var manner = Manner.revoke
        public var grounds: [RefusalGround] = []
        public var justification = ""
        public var basis: [Basis] = []
        public init() {}
        public static let wireName = "EndAuthorisation"
        public static let meaning = "The decision."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."), .required("manner", \.manner, "Annul or revoke."),
            .list("grounds", \.grounds, "Grounds of Article 37(1) and (2).", count: 1...9),
            .required("justification", \.justification, "Evidence and reasons.", limits: .text(.init(length: 10...4000))),
            .list(
                "basis", \.basis, "Data in other systems that the decision rests on; when they go, the file goes (Article 54(1)(b)).",
                count: 0...20),
        ]
    }

    /// Data behind the decision, in the words of Article 20(2).
    public struct Basis: WireRecord, Hashable {
        public var check = Check.c
        public var memberState: CountryCode?
        public var reference = ""
        public init() {}
        public static let wireName = "DecisionBasis"
        public static let meaning = "Data that a decision rests on."
        public static let fields: [Field<Basis>] = [
            .required("check", \.check, "Kind of data, by the point of Article 20(2)."),
            .optional("memberState", \.memberState, "Member State that supplied them."),
            .required("reference", \.reference, "The record in its source.", limits: .text(.init(length: 1...80))),
        ]
    }

    public func load(_ input: Input, from reader: Reader, in context: DecisionContext) throws -> ApplicationDossier {
        try ApplicationDossier(input.application, from: reader)
    }

    public func decide(_ input: Input, _ dossier: ApplicationDossier, in context: DecisionContext) throws(Refusal) -> Decision<StepReply> {
        try context.require(version: dossier.file.version)
        guard context.caller.kind == .etiasNational, let own = context.caller.memberState else {
            throw Refusal(.notResponsible, "a National Unit decides", article: "ETIAS 40(1), 41(1)")
        }
        var step = Proceeding(dossier, in: context)
        let basis = input.basis.map {
            ApplicationHit(
                $0.check, memberState: $0.memberState?.text, entered: context.now.utcDay, reference: $0.reference, confirmed: true)
        }
        let limitedOnly = step.file.status != .issued && step.file.limited != nil
        guard step.file.status == .issued || limitedOnly else {
            throw Refusal(.wrongStage, "there is no authorisation in force", article: "ETIAS 40, 41")
        }
        for ground in input.grounds where !RefusalGround.lasting.contains(ground) {
            throw Refusal(
                .groundMissing, "\(ground.rawValue) is no ground for what was issued", pointer: "/grounds", article: "ETIAS 40(2), 41(2)")
        }
        let grounds = RefusalGround.allCases.filter(input.grounds.contains)
        let kind: AuthorisationDecision.Kind = input.manner == .annul ? .annulled : .revoked
        step.file.hits += basis.filter { new in !step.file.hits.contains { $0.basis == new.basis } }
        if limitedOnly {
            // The application goes on, or stays refused; only what was issued under Article 44 ends.
            step.file.limited = nil
            step.file.decisions.append(
                AuthorisationDecision(
                    kind, at: context.now, unit: own, grounds: grounds, justification: input.justification, official: context.caller.user))
            step.tellApplicant(input.manner == .annul ? .annulled : .revoked)
        } else {
            step.decideAgainst(
                kind, grounds: grounds, unit: own, justification: input.justification, official: context.caller.user, basis: basis)
        }
        return step.decision
    }
}

/// The holder asks for revocation (Article 41(8)): at once, or after the exit where the holder is inside. No appeal lies.
public struct RequestRevocation: Operation {
    let ports: ETIASPorts
    public init(_ ports: ETIASPorts = .none) { self.ports = ports }
    public typealias Input = ApplicationReference

    public let about = OperationDescription.etias(
        "requestRevocation", "Ask for revocation",
        "Revokes the holder's authorisation at the holder's request; while inside, with the next exit.",
        article: "41(8)", .update, .PUT, "/applications/{application}/revocation-request", data: .etiasApplicantService,
        grants: [ETIASGrants.applicants], refusals: [.notFound, .wrongStage, .conflict], needsVersion: false, consequences: [.create])

    public func perform(_ input: ApplicationReference, at desk: Desk) async throws(Refusal) -> Outcome<StepReply> {
        let data = about.data
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: data) }
        let dossier = try await desk.read(under: mandate) { reader in try ApplicationDossier(input.application, from: reader) }
        var step = Proceeding(dossier, in: desk.context(under: mandate))
        guard step.file.status == .issued else { throw Refusal(.wrongStage, "there is no authorisation in force", article: "ETIAS 41(8)") }
        // Where nobody knows whether the holder is inside, it waits for the exit: nobody loses a lawful stay by a silence.
        if await ports.isInside(step.file.form.document) == false {
            step.decideAgainst(.revokedOnRequest, grounds: [], unit: step.file.authorisation?.unit, justification: nil, official: nil)
        } else {
            step.file.revocationRequested = step.file.revocationRequested ?? desk.now
        }
        return Outcome(
            StepReply(step), under: mandate, changes: step.allChanges, version: step.nextVersion, notices: step.notices,
            log: LogDetails(records: [step.id]))
    }
}
