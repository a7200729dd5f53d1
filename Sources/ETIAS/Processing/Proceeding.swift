import Access
import Identity
import Operations
import Registry

/// An application with all that belongs to it.
public struct ApplicationDossier: Sendable {
    public var file: Recorded<ApplicationFile>
    public var consultations: [Recorded<Consultation>]
    public var tasks: [Recorded<ETIASTask>]

    public init(_ id: RecordID, from reader: Reader) throws {
        file = try reader.require(ApplicationFile.self, id)
        consultations = try reader.values(Consultation.self, key: ETIASKey.file, value: id.description)
        tasks = try reader.tasks(ETIASTasks.self, about: id)
        for consultation in consultations { tasks += try reader.tasks(ETIASTasks.self, about: consultation.id) }
    }

    /// Everything goes together (Article 54).
    public func erasure(article: String) -> [Change] {
        [.erase(file.id, expected: file.version, article: article)]
            + consultations.map { .erase($0.id, expected: $0.version, article: article) } + tasks.erased(article: article)
    }
}

/// One step of an application: what happened is written into `file`, then `proceed` says what follows by the law, keeps
/// the clocks and writes the notices. Pure: everything it needs are its values.
struct Proceeding {
    let id: RecordID
    /// `nil` for a file that is being created.
    let version: Int?
    private(set) var owner: String
    var file: ApplicationFile
    var consultations: [Recorded<Consultation>]
    private var tasks: [Recorded<ETIASTask>]
    let context: DecisionContext
    /// Changes beside the file itself.
    var changes: [Change] = []
    var notices: [Notice] = []

    init(_ dossier: ApplicationDossier, in context: DecisionContext) {
        id = dossier.file.id
        version = dossier.file.version
        owner = dossier.file.owner
        file = dossier.file.value
        consultations = dossier.consultations
        tasks = dossier.tasks
        self.context = context
    }

    init(new file: ApplicationFile, id: RecordID, in context: DecisionContext) {
        self.id = id
        version = nil
        owner = context.owner
        self.file = file
        consultations = []
        tasks = []
        self.context = context
    }

    /// The rule's view of the file.
    var asRule: ProcessingRule.Case {
        var rule = ProcessingRule.Case(submittedAt: file.submitted, firstIntendedStay: file.form.firstIntendedStay.text)
        rule.hits = file.hits
        rule.needsAssessment = file.form.answers.isAffirmative || file.form.residence.address == nil
        rule.familyMember = file.isFamilyMember
        rule.consulted = consultations.filter { !$0.value.isEuropol }.compactMap { $0.value.effective(at: context.now) }
        rule.documents = file.documents?.asRule
        rule.interview = file.interview?.asRule
        rule.now = context.now
        return rule
    }

    var answer: ProcessingRule.Answer { ProcessingRule.answer(asRule) }

    /// What follows from the file as it now is, while no decision has been taken.
    mutating func proceed() {
        guard file.status.isOpen else { return }
        guard file.unanswered.isEmpty else {
            file.status = .requested
            setClock(.automatedProcessing, .etiasCentral, nil, until: file.submitted.adding(hours: ProcessingRule.hoursOfDecision))
            return
        }
        stopClock(.automatedProcessing)
        let answer = self.answer
        switch answer.outcome {
        case .issue: issue(unit: nil, justification: nil, official: nil)
        case .verify:
            file.status = .verification
            setClock(.verification, .etiasCentral, nil, until: answer.decideBy)
        case .assess, .refuse:
            stopClock(.verification)
            let isNew = file.status != .manual
            file.status = .manual
            // Once responsible, a Member State stays so: hits do not change after verification.
            if file.responsible == nil { file.responsible = answer.memberState }
            owner = file.responsible ?? owner
            if isNew { tellUnit("etias.manualProcessing", "26", "Application \(file.number) is to be processed manually.") }
            setClock(.decision, .etiasNational, file.responsible, until: answer.decideBy)
        }
    }

    // MARK: - Decisions

    mutating func issue(
        unit: String?, justification: String?, official: String?, secondLine: SecondLineFlag? = nil, noGrounds: NoGroundsFlag? = nil,
        europolNotFollowed: String? = nil
    ) {
        let from = context.now.utcDay
        var held = TravelAuthorisation(
            from: from, until: TravelAuthorisation.validity(from: from, documentExpiry: file.form.document.expiry), unit: unit)
        (held.secondLine, held.noGrounds) = (secondLine, noGrounds)
        file.authorisation = held
        file.status = .issued
        file.sourceDeleted = nil
        // What was issued without a doubt replaces what was issued for lack of it.
        file.limited = nil
        var decision = AuthorisationDecision(.issued, at: context.now, unit: unit, justification: justification, official: official)
        decision.europolNotFollowed = europolNotFollowed
        file.decisions.append(decision)
        stopAllClocks()
        tellApplicant(.issued)
    }

    mutating func decideAgainst(
        _ kind: AuthorisationDecision.Kind, grounds: [RefusalGround], unit: String?, justification: String?, official: String?,
        basis: [ApplicationHit]? = nil
    ) {
        var decision = AuthorisationDecision(
            kind, at: context.now, unit: unit, grounds: grounds, justification: justification, official: official)
        decision.basis = (basis ?? file.hits.filter { $0.confirmed == true }).map(\.basis)
        file.decisions.append(decision)
        file.sourceDeleted = nil
        switch kind {
        case .refused: (file.status, file.authorisation) = (.refused, nil)
        case .annulled: file.status = .annulled
        case .revoked, .revokedOnRequest: file.status = .revoked
        case .issued, .issuedLimited: break
        }
        file.revocationRequested = nil
        stopAllClocks()
        let notice: ApplicantNotice.Kind =
            switch kind {
            case .annulled: .annulled
            case .revoked: .revoked
            case .revokedOnRequest: .revokedOnRequest
            default: .refused
            }
        tellApplicant(notice)
    }

    // MARK: - Clocks

    /// Lets a clock run to a moment: the one that runs is left alone where it is the same. No moment: it stands still.
    mutating func setClock(
        _ step: ETIASStep, _ authority: AuthorityKind, _ memberState: String?, until deadline: Instant?, about other: RecordID? = nil
    ) {
        let about = other ?? id
        let running = tasks.filter { $0.value.state == .open && $0.value.step == step.rawValue && $0.value.about == about }
        if let deadline, running.contains(where: { $0.value.deadline == deadline && $0.value.memberState == memberState }) { return }
        end(running, as: .withdrawn)
        guard let deadline else { return }
        let task = step.task(about: about, authority, memberState, begun: context.now, deadline: deadline)
        changes.append(.create(context.ids.next(), task.draft(owner: memberState ?? context.owner)))
    }

    mutating func stopClock(_ step: ETIASStep, memberState: String? = nil) {
        end(
            tasks.filter {
                $0.value.state == .open && $0.value.step == step.rawValue && (memberState == nil || $0.value.memberState == memberState)
            }, as: .done)
    }

    mutating func stopAllClocks() {
        for task in tasks where task.value.state == .open {
            // The decision itself was the task; whatever else still ran is no longer needed.
            let own: Set<String> = [ETIASStep.decision.rawValue, ETIASStep.verification.rawValue, ETIASStep.automatedProcessing.rawValue]
            end([task], as: own.contains(task.value.step) ? .done : .withdrawn)
        }
    }

    /// A clock that ran out is ended by whoever watches it, as lapsed.
    mutating func leave(_ task: Recorded<ETIASTask>) { tasks.removeAll { $0.id == task.id } }

    private mutating func end(_ ended: [Recorded<ETIASTask>], as state: ETIASTask.State) {
        let ids = Set(ended.map(\.id))
        guard !ids.isEmpty else { return }
        changes += ended.map { $0.ending(state, at: context.now) }
        for index in tasks.indices where ids.contains(tasks[index].id) { tasks[index].value.state = state }
    }

    // MARK: - Messages

    mutating func tellApplicant(_ kind: ApplicantNotice.Kind) {
        file.notices.append(ApplicantNotice(kind, at: context.now))
        // The email service collects what is to be sent and renders it; the address is in the file.
        notices.append(
            Notice(
                id: context.ids.next(), recipient: Proceeding.emailService, kind: "etias.notify.\(kind.rawValue)",
                article: "ETIAS \(kind.article)", record: id, text: "Application \(file.number): \(kind.rawValue).", at: context.now))
    }

    mutating func tellUnit(_ kind: String, _ article: String, _ text: String, to state: String? = nil) {
        guard let recipient = state ?? file.responsible else { return }
        notices.append(
            Notice(
                id: context.ids.next(), recipient: Notice.recipient(.etiasNational, of: recipient), kind: kind, article: "ETIAS \(article)",
                record: id, text: text,
                at: context.now))
    }

    /// Inbox of the email service (Article 6(2)(f)).
    static let emailService = "ETIAS-EMAIL"

    // MARK: - The commit

    /// The file's own change, and all others.
    var allChanges: [Change] {
        let draft = file.draft(owner: owner)
        return [version.map { .update(id, expected: $0, draft) } ?? .create(id, draft)] + changes
    }

    /// The version that the file then has.
    var nextVersion: Int { (version ?? 0) + 1 }
}
