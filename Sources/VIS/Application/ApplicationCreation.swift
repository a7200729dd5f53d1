import Access
import Identity
import Operations
import Registry
import Wire

/// How a file is created (Articles 8, 9a, 16(2), 22a, 22b): the data are checked, other systems are asked, and then everything is
/// committed at once: file, samples, hits with their clocks, consultations with theirs. A source that does not answer holds nothing
/// up; it is asked again, and until then no visa is issued.
struct ApplicationCreation: Sendable {
    let ports: VISPorts
    let about: OperationDescription
    /// Chapter II; otherwise Chapter IIIa.
    let visa: Bool

    /// What the records say before the decision.
    struct Known: Sendable {
        var earlier: BiometricRule.Earlier?
        /// Links that lead nowhere.
        var missing: [RecordID] = []
        var consulted: [String] = []
        var notRecognisedBy: [CountryCode] = []
        var indicators: [Recorded<RiskIndicator>] = []
        /// Earlier visas and permits that count against a long stay.
        var ownHits: [SourceHit] = []
    }

    func perform(_ input: NewApplication, at desk: Desk) async throws(Refusal) -> Outcome<ApplicationCreated> {
        let data = about.data
        let mandate = try await desk.mandate(for: about) { facts in Demand(data: data, conditions: try facts.visConditions()) }
        let context = desk.context(under: mandate)
        guard input.sort.isVisa == visa else {
            throw Refusal(
                .notForeseenForKind, "visas and long stays have operations of their own", pointer: "/sort",
                article: visa ? "VIS 22a" : "VIS 8")
        }
        let edition = ports.timetable.edition(on: context.today)
        guard input.sort.isVisa || edition.coversLongStay else {
            throw Refusal(
                .editionNotInForce, "long-stay visas and residence permits are registered from the revised VIS on", pointer: "/sort")
        }
        var found: [RecordID] = []
        if !input.sort.isVisa { found = await ports.identitySearch(input.identity.person, 50) ?? [] }
        let candidates = found
        let known = try await desk.read(under: mandate) { reader in
            try ApplicationCreation.known(input, candidates: candidates, owner: context.owner, from: reader)
        }
        // Whatever is wrong with the data is said before others are asked (Article 29a(2)).
        let checked = try file(input, known, edition, in: context)
        var answers: [QuerySource: [SourceHit]] = [:]
        if edition.launchesQueries { answers = await ask(input, checked.samples, owner: context.owner) }
        let decision = try decide(input, known, checked, answers, in: context)
        return Outcome(
            decision.output, under: mandate, changes: decision.changes, version: decision.version, notices: decision.notices,
            log: LogDetails(records: decision.changes.map(\.id)))
    }

    static func known(
        _ input: NewApplication, candidates: [RecordID], owner: String, from reader: Reader
    ) throws -> Known {
        var known = Known()
        if let id = input.fingerprints?.copyFrom, let earlier = try reader.value(ApplicationFile.self, id),
            let samples = try reader.values(ApplicantSamples.self, key: VISKey.application, value: id.description).first
        {
            known.earlier = BiometricRule.Earlier(
                fingerprints: earlier.value.fingerprints, image: earlier.value.facialImage, samples: samples.value)
        }
        known.missing = try (input.previous + input.together.map(\.application)).filter {
            try reader.value(ApplicationFile.self, $0) == nil
        }
        var probe = ApplicationFile()
        (probe.sort, probe.identity, probe.documents) = (input.sort, input.identity, input.documents)
        known.consulted = try reader.statesAsking(.prior, about: probe, processedBy: owner)
        let recognitions = try input.documents.compactMap { try reader.recognition($0.issuer, $0.kind)?.value.notRecognisedBy }
        known.notRecognisedBy = Set(recognitions.flatMap { $0 }).sorted()
        known.indicators = try reader.values(RiskIndicator.self, key: VISKey.list, value: "riskIndicators")
        if !input.sort.isVisa {
            let files = try input.documents.flatMap { try reader.values(ApplicationFile.self, key: VISKey.document, value: $0.key) }
            let others = try candidates.compactMap { try reader.value(ApplicationFile.self, $0) }
            var seen: Set<RecordID> = []
            known.ownHits = (files + others).filter { seen.insert($0.id).inserted && $0.value.countsAgainstLongStay }
                .map { SourceHit(.visDecision, memberState: $0.owner, reference: $0.value.number) }
        }
        return known
    }

    /// Asks all sources side by side.
    func ask(_ input: NewApplication, _ samples: ApplicantSamples, owner: String) async -> [QuerySource: [SourceHit]] {
        let rule = HitRule(sort: input.sort, euFamily: input.form.euFamily, memberState: owner)
        let question = input.question(memberState: owner, samples: samples.faceTemplates + samples.fingerprints.map(\.template))
        return await ports.sources.answers(from: rule.sources, to: question)
    }

    struct Checked: Sendable {
        var file: ApplicationFile
        var samples: ApplicantSamples
    }

    /// The file as far as it depends on nobody else. Pure.
    func file(_ input: NewApplication, _ known: Known, _ edition: VISEdition, in context: DecisionContext) throws(Refusal) -> Checked {
        try input.check(today: context.today)
        guard known.missing.isEmpty else { throw Refusal(.linkNotPossible, "a linked application does not exist", pointer: "/previous") }
        try FormRule(kind: input.sort, dateOfBirth: input.identity.dateOfBirth, today: input.date).check(input.form)
        if let source = input.fingerprints?.copyFrom, !input.previous.contains(source) {
            throw Refusal(
                .copyNotAllowed, "the earlier application is not linked as the same applicant's", pointer: "/fingerprints/copyFrom")
        }
        let biometrics = try BiometricRule(edition: edition, kind: input.sort, dateOfBirth: input.identity.dateOfBirth, lodged: input.date)
            .recorded(
                input.fingerprints, image: input.facialImage, earlier: known.earlier, identityDoubt: input.identityDoubt,
                safeguards: input.minorSafeguards)
        var file = ApplicationFile()
        file.edition = edition
        (file.sort, file.number) = (input.sort, input.number)
        file.lodging.authority = context.caller.authority
        (file.lodging.location, file.lodging.onBehalfOf, file.lodging.place) = (input.location, input.onBehalfOf, input.place)
        (file.lodging.date, file.lodging.admissible) = (input.date, input.admissible ?? input.date)
        (file.identity, file.documents, file.form) = (input.identity, input.documents, input.form)
        (file.facialImage, file.fingerprints) = (biometrics.image, biometrics.fingerprints)
        file.hasDocumentScan = input.documentScan != nil
        (file.previous, file.together) = (input.previous, input.together)
        file.notRecognisedBy = known.notRecognisedBy
        file.created = context.today
        if let days = edition.creationWorkingDays, input.sort.isVisa {
            file.createdLate = context.today > file.lodging.admissible.adding(workingDays: days)
        }
        let samples = ApplicantSamples(
            application: RecordID(high: 0, low: 0), facialImage: biometrics.facialImage, fingerprints: biometrics.prints,
            documentScan: input.documentScan)
        return Checked(file: file, samples: samples)
    }

    /// Everything that is committed. Pure.
    func decide(
        _ input: NewApplication, _ known: Known, _ checked: Checked, _ answers: [QuerySource: [SourceHit]], in context: DecisionContext
    ) throws(Refusal) -> Decision<ApplicationCreated> {
        let id = context.ids.next()
        var file = checked.file
        var changes: [Change] = []
        if file.edition.launchesQueries {
            let rule = HitRule(sort: file.sort, euFamily: file.form.euFamily, memberState: context.owner)
            var queries = AutomatedQueries()
            queries.launched = context.now
            queries.pending = rule.sources.filter { answers[$0] == nil }
            queries.riskIndicators = known.indicators.filter { $0.value.fits(file, on: context.today) }.map(\.id)
            file.queries = queries
            // In the order of the sources, whichever answered first.
            let hits = answers.sorted { $0.key < $1.key }.flatMap(\.value)
            changes += file.add(rule.sorted(hits + known.ownHits), to: id, in: context)
        }
        var notices: [Notice] = []
        let mail = VISMail(ports, context)
        for state in known.consulted {
            changes.append(
                VISTasks.start(.consultationOpinion, about: id, .visa, of: state, at: context.now).started(
                    context.ids, owner: context.owner))
            notices.append(
                mail.message(
                    .consultation, to: state, about: id, "\(context.owner) consults on application \(file.number) (Visa Code, Article 22).")
            )
        }
        if !checked.samples.isEmpty {
            var samples = checked.samples
            samples.application = id
            changes.append(.create(context.ids.next(), samples.draft(owner: context.owner)))
        }
        changes.insert(.create(id, file.draft(owner: context.owner)), at: 0)
        return Decision(ApplicationCreated(id, file, consulted: known.consulted), changes: changes, version: 1, notices: notices)
    }
}

extension VISSourceChecks {
    /// What each source said; one that gave no answer is not in it.
    func answers(from sources: [QuerySource], to question: SourceQuestion) async -> [QuerySource: [SourceHit]] {
        await withTaskGroup(of: (QuerySource, [SourceHit]?).self) { group in
            for source in sources { group.addTask { (source, await hits(source, question)) } }
            var answers: [QuerySource: [SourceHit]] = [:]
            for await (source, found) in group {
                // A source speaks for itself alone.
                if let found { answers[source] = found.filter { $0.point.source == source } }
            }
            return answers
        }
    }
}

extension ApplicationFile {
    /// Records what the queries found: references in the file, verifications with their clocks beside it (Articles 9a(9)–(11),
    /// 9d(3), 9e(2) and (5), 9g(7)).
    mutating func add(_ sorted: HitRule.Sorted, to id: RecordID, in context: DecisionContext) -> [Change] {
        var queries = queries ?? AutomatedQueries()
        for hit in sorted.references {
            var reference = HitReference()
            reference.id = context.ids.next()
            (reference.point, reference.memberState, reference.reference) = (hit.point, hit.memberState, hit.reference)
            reference.immigrationRisk = hit.immigrationRisk
            queries.references.append(reference)
        }
        var changes: [Change] = []
        for addressed in sorted.furtherVerification + sorted.silent {
            var verification = HitVerification()
            (verification.application, verification.verifiedBy) = (id, addressed.verifiedBy)
            (verification.point, verification.memberState) = (addressed.hit.point, addressed.hit.memberState)
            (verification.reference, verification.enteredByEuropol) = (addressed.hit.reference, addressed.hit.enteredByEuropol)
            verification.notified = context.now
            let (record, owner) = (context.ids.next(), addressed.verifiedBy)
            changes.append(.create(record, verification.draft(owner: owner)))
            changes.append(
                VISTasks.start(.verifyHit, about: record, verification.verifier, of: owner, at: context.now)
                    .started(context.ids, owner: owner))
            guard verification.asksForOpinion else { continue }
            queries.furtherVerification.append(record)
            changes.append(VISTasks.opinion(on: verification, id: record, of: owner, at: context.now).started(context.ids, owner: owner))
        }
        self.queries = queries
        return changes
    }

    /// A refusal, annulment, revocation or withdrawal on a ground that a long stay is checked against (Article 22b(3)(d)).
    var countsAgainstLongStay: Bool {
        guard let last = decisions.last, [.refused, .annulled, .revoked, .withdrawn].contains(last.status) else { return false }
        return last.refusalGrounds.contains(where: \.countsForLongStay) || last.longStayGrounds.contains { $0 != .other }
    }
}

/// What became of a new application. Hits that must leave no trace are not in it.
public struct ApplicationCreated: WireRecord, Hashable {
    public var application = RecordID(high: 0, low: 0)
    public var number = ""
    public var hits: [HitReference] = []
    public var furtherVerification = false
    public var pending: [QuerySource] = []
    public var consulted: [String] = []
    public var notRecognisedBy: [CountryCode] = []
    public var createdLate = false

    public init() {}
    init(_ id: RecordID, _ file: ApplicationFile, consulted: [String]) {
        application = id
        number = file.number
        hits = file.queries?.references ?? []
        furtherVerification = !(file.queries?.furtherVerification.isEmpty ?? true)
        pending = file.queries?.pending ?? []
        self.consulted = consulted
        notRecognisedBy = file.notRecognisedBy
        createdLate = file.createdLate
    }
    public static let meaning = "The application file was created."
    public static let fields: [Field<ApplicationCreated>] = [
        .required("application", \.application, "The application file."),
        .required("number", \.number, "Application number.", limits: .text(.init(length: 1...60))),
        .list("hits", \.hits, "Hits to be verified by the visa authority (Article 9c).", count: 0...1000),
        .required("furtherVerification", \.furtherVerification, "Further verification is needed (Article 9a(10))."),
        .list("pending", \.pending, "Sources that have not answered yet.", count: 0...20),
        .list("consulted", \.consulted, "Member States consulted (Article 16(2)).", count: 0...60),
        .list("notRecognisedBy", \.notRecognisedBy, "Member States that do not recognise the document (Article 9a(2)).", count: 0...60),
        .defaulted("createdLate", \.createdLate, to: false, "Created later than three working days (Article 8(1))."),
    ]
}

extension RefusalKind {
    static let editionNotInForce = RefusalKind(
        "vis/edition-not-in-force", 422, "The law in force does not foresee this", article: "2021/1134 11")
    /// What the creation of a file can be refused for.
    static let creating: [RefusalKind] = [
        .editionNotInForce, .dayNotPossible, .linkNotPossible, .formIncomplete, .formContradiction, .notForeseenForKind,
        .fingerprintsMissing, .fingerprintsContradiction, .fingerprintsNotTaken, .copyNotAllowed, .imageMissing, .imageNotLive,
        .minorSafeguardsMissing, .alreadyExists,
    ]
}
