import Access
import Identity
import Operations
import Registry
import Wire

/// A unit rectifies or completes a file (Articles 55(1)–(4), 64(2)–(3)). What was issued is compared anew with everything
/// that Article 20 names: nothing found, and the amended authorisation keeps its validity; otherwise the National Unit
/// assesses whether it stays or is revoked.
public struct AmendApplication: Operation {
    let ports: ETIASPorts
    public init(_ ports: ETIASPorts = .none) { self.ports = ports }
    public typealias Output = StepReply

    public let about = OperationDescription.etias(
        "amendApplication", "Amend a file", "Puts data right that are inaccurate or incomplete, and repeats the automated processing.",
        article: "55(1)–(4), 64(2)–(3)", .update, .PUT, "/applications/{application}/amendment", data: .etiasApplicationFile,
        grants: [ETIASGrants.unitsUpdate, ETIASGrants.dataSubject], refusals: RefusalKind.step + [.sourceSilent, .formIncomplete, .outOfScope],
        consequences: [.create])

    public struct Input: WireRecord, Hashable {
        public var application = RecordID(high: 0, low: 0)
        public var identity: ApplicantIdentity?
        public var document: TravelDocument?
        public var residence: ApplicationForm.Residence?
        public var email: String?
        public var phones: [String] = []
        public var reason = ""
        public init() {}
        public static let wireName = "AmendApplication"
        public static let meaning = "What is put right; what is absent stays."
        public static let fields: [Field<Input>] = [
            .required("application", \.application, "The application file."), .optional("identity", \.identity, "Identity."),
            .optional("document", \.document, "Travel document."), .optional("residence", \.residence, "Residence."),
            .optional("email", \.email, "Email address.", limits: .text(.init(length: 3...254))),
            .list("phones", \.phones, "Phone numbers; they take the place of all.", count: 0...5, element: .text(.init(length: 4...30))),
            .required("reason", \.reason, "Why, with the request or evidence.", limits: .text(.init(length: 10...2000))),
        ]

        func amended(_ form: ApplicationForm) -> ApplicationForm {
            var form = form
            if let identity { form.identity = identity }
            if let document { form.document = document }
            if let residence { form.residence = residence }
            if let email { form.email = email }
            if !phones.isEmpty { form.phones = phones }
            return form
        }
    }

    public func perform(_ input: Input, at desk: Desk) async throws(Refusal) -> Outcome<StepReply> {
        let data = about.data
        let mandate = try await desk.mandate(for: about) { _ in Demand(data: data) }
        let context = desk.context(under: mandate)
        let dossier = try await desk.read(under: mandate) { reader in try ApplicationDossier(input.application, from: reader) }
        try context.require(version: dossier.file.version)
        let old = dossier.file.value
        let form = input.amended(old.form)
        guard form != old.form else { throw Refusal(.formIncomplete, "nothing is amended", article: "ETIAS 64(2)") }
        if desk.caller.kind == .etiasNational {
            let responsible = old.lastDecision?.unit ?? old.responsible ?? old.form.firstIntendedStay.text
            guard desk.caller.memberState == responsible else {
                throw Refusal(.notResponsible, "the Member State responsible is \(responsible)", article: "ETIAS 64(2)")
            }
        }
        // Who turns out to need a visa, or no authorisation, does not come to hold one by an amendment: what was issued is annulled, or the
        // file erased (Articles 40, 55(5)). After a negative decision the data are put right whatever they say.
        if input.identity != nil || input.document != nil, !old.status.isNegative {
            try ApplicantScope.check(form, on: context.now.utcDay)
        }
        var step = Proceeding(dossier, in: context)
        step.file.form = form
        guard old.status == .issued, let held = old.authorisation else {
            step.proceed()
            return outcome(step, mandate)
        }
        let own = try await desk.read(under: mandate) { reader in
            try OwnChecks.hits(form, ipAddress: old.ipAddress, on: context.now.utcDay, except: input.application, from: reader)
        }
        let answers = await ports.sources.ask(SourceQuery(form, ipAddress: old.ipAddress))
        guard answers.unanswered.isEmpty else {
            throw Refusal(.sourceSilent, "no answer from \(answers.unanswered.map(\.rawValue).joined(separator: ", "))")
        }
        // A correspondence that was examined before is nothing new.
        let known = Set(old.hits.map(\.basis))
        let new = (own + answers.hits).filter { !known.contains($0.basis) }
        step.file.hits += new
        // The amended authorisation cannot outlive the document that it is tied to (Article 36(5)).
        if let expiry = form.document.expiry, expiry < held.until { step.file.authorisation?.until = expiry }
        if new.isEmpty {
            step.tellApplicant(.issued)
        } else {
            let unit = held.unit ?? ProcessingRule.responsible(new, firstIntendedStay: form.firstIntendedStay.text)
            step.tellUnit(
                "etias.assessAmended", "64(3)",
                "Application \(old.number) was amended and has new hits: decide whether the authorisation stays or is revoked.", to: unit)
        }
        return outcome(step, mandate)
    }

    private func outcome(_ step: Proceeding, _ mandate: Mandate) -> Outcome<StepReply> {
        Outcome(
            StepReply(step), under: mandate, changes: step.allChanges, version: step.nextVersion, notices: step.notices,
            log: LogDetails(records: [step.id]))
    }
}

extension RefusalKind {
    public static let sourceSilent = RefusalKind("etias/source-silent", 503, "A source gives no answer", article: "ETIAS 20(2)")
}
