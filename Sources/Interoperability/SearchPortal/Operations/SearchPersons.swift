import Access
import Administration
import Operations
import Registry
import Wire

extension RefusalKind {
    static let noProfile = RefusalKind(
        "portal/no-profile", 403, "The authority has no profile for this purpose", article: "2019/817 8")
}

/// Who may use the search portal at all; what they see in a system is that system's own grants.
public enum PortalGrants {
    static let search = Grant.search(
        .ESP, by: .any([.identity, .document]),
        [
            .border, .immigration, .visa, .asylum, .police, .judicial, .etiasCentral, .etiasNational, .sirene, .ebcgTeam,
            .europol, .eurojust, .vehicleRegistration, .vesselRegistration, .firearmsRegistration, .naturalisation,
            .facilitation,
        ],
        for: [
            .borderCheck, .verification, .identification, .visaExamination, .facilitationProgramme, .asylumExamination,
            .policeCheck, .registration, .residenceDecision, .naturalisation, .criminalProceedings, .securityCheck,
            .mandate, .etiasProcessing, .supplementaryInformation,
        ], article: "2019/817 7(1)")
}

/// Asks every system of the asker's profile side by side and gives one reply within a time limit. A system without a right
/// looks absent; one that fails or is slow is `unavailable`, and never an error for the rest.
public struct SearchPersons: Operation {
    public let sources: [any PortalSource]
    let directory: Directory
    /// How long the systems may take, in milliseconds.
    let answerMillisecondsMax: Int64

    public init(sources: [any PortalSource], directory: Directory, answerMillisecondsMax: Int64) {
        self.sources = sources
        self.directory = directory
        self.answerMillisecondsMax = answerMillisecondsMax
    }

    public var about: OperationDescription {
        OperationDescription(
            id: "portal.search", title: "Search the systems for a person",
            meaning: """
                Asks each system of the profile of the authority and purpose at the same time, by machine-readable zone, document, or \
                name and date of birth, exactly and inexactly. Systems without a right of access look absent.
                """,
            article: "2019/817 6-9", system: .ESP, action: .search, .POST, "/v1/portal/search",
            grants: [PortalGrants.search], refusals: [.noProfile, .notUMF])
    }

    public func perform(_ input: PortalQuestion, at desk: Desk) async throws(Refusal) -> Outcome<PortalReply> {
        let question = try ReadQuestion(input, today: desk.today)
        let mandate = try desk.mandate(
            AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: .ESP, action: .search,
                keys: question.keys, conditions: desk.caller.standing))
        guard let profile = directory.profile(desk.caller.kind, desk.case.purpose) else {
            throw Refusal(.noProfile, "no profile lets this kind of authority ask the portal for this purpose")
        }
        let asked = sources.filter { profile.systems.contains($0.system) }.compactMap { source in
            portalMandate(source.system, question, desk).map { (source, $0) }
        }
        let answers = await ask(asked, question, desk)

        var reply = PortalReply()
        reply.asked = AskedAbout(question)
        var log = LogDetails(keys: question.keys, query: question.asTyped)
        var facts: [EstablishedFact] = []
        for (system, source) in answers {
            // The portal's entry goes after a year (2019/817 10(3)); what a system was asked is kept by its own act.
            log.bySystem[system] = LogDetails(keys: question.keys, query: question.asTyped, results: [system: nil])
            guard let source else {
                reply.systems.append(SystemAnswer(system, .unavailable))
                log.results[system] = .some(nil)
                continue
            }
            reply.systems.append(source.answer)
            log.records += source.details.records
            log.results[system] = source.answer.hits
            log.bySystem[system]?.records = source.details.records
            log.bySystem[system]?.results[system] = source.answer.hits
            if system == .EES, source.answer.state == .noHit, let fact = noRecordFact(desk) { facts.append(fact) }
        }
        return Outcome(reply, under: mandate, facts: facts, log: log)
    }

    /// The right to search this system through the portal; `nil` where there is none, and the system looks absent.
    private func portalMandate(_ system: SystemName, _ question: ReadQuestion, _ desk: Desk) -> Mandate? {
        // A key that a system cannot be searched by is left out for it: SIS is asked by names even where EES takes the document.
        for keys in [question.keys, [.identity], [.document]] where keys.isSubset(of: question.keys) {
            let asked = AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: system, action: .search, keys: keys,
                conditions: desk.caller.standing, viaPortal: true)
            if let mandate = try? desk.mandate(asked) { return mandate }
        }
        return nil
    }

    private func ask(
        _ sources: [(any PortalSource, Mandate)], _ question: ReadQuestion, _ desk: Desk
    ) async -> [(SystemName, SourceAnswer?)] {
        let deadline = ContinuousClock.now + .milliseconds(answerMillisecondsMax)
        var answers = sources.map { ($0.0.system, SourceAnswer?.none) }
        let near = sources.indices.filter {
            sources[$0].0 is any IndexedSource && sources[$0].0.gate.condition == .inService
        }
        guard near.count < sources.count else {
            for (place, answer) in await askIndexed(near, of: sources, question, desk, before: deadline) { answers[place].1 = answer }
            return answers
        }
        return await withTaskGroup(of: [(Int, SourceAnswer?)].self) { group in
            for place in sources.indices where !near.contains(place) {
                let (source, mandate) = sources[place]
                group.addTask {
                    let result = await source.gate.ask(before: deadline) {
                        try await source.answer(question, under: mandate, at: desk)
                    }
                    return [(place, try? result?.get())]
                }
            }
            let found = await askIndexed(near, of: sources, question, desk, before: deadline)
            for (place, answer) in found { answers[place].1 = answer }
            for await others in group { for (place, answer) in others { answers[place].1 = answer } }
            return answers
        }
    }

    /// Looks into the indexes here, then reads what was found in one go.
    private func askIndexed(
        _ places: [Int], of sources: [(any PortalSource, Mandate)], _ question: ReadQuestion, _ desk: Desk,
        before deadline: ContinuousClock.Instant
    ) async -> [(Int, SourceAnswer?)] {
        var answers: [(Int, SourceAnswer?)] = []
        var parts: [Registry.Part<SourceAnswer>] = []
        var waiting: [Int] = []
        for place in places {
            let (source, mandate) = sources[place]
            guard let indexed = source as? any IndexedSource, source.gate.enterIfInService() else { continue }
            switch Result(catching: { try indexed.look(question, under: mandate, at: desk) }) {
            case .success(.answered(let answer)):
                answers.append((place, answer))
                source.gate.leave()
                source.gate.note(timedOut: false)
            case .success(.found(let read)):
                waiting.append(place)
                // A question that nobody waits for any more is in the system until it has been read.
                parts.append(Registry.Part(under: mandate, ended: { source.gate.leave() }, read))
            case .failure:
                source.gate.leave()
                source.gate.note(timedOut: false)
            }
        }
        if parts.isEmpty { return answers }
        let read = await desk.registry.collect(parts, within: deadline - .now)
        for (place, result) in zip(waiting, read) {
            sources[place].0.gate.note(timedOut: result == nil)
            answers.append((place, try? result?.get()))
        }
        return answers
    }

    /// That there is no record is one of the facts on which identification depends (EES Art 27(1)); it is established here,
    /// for this authority and case, for a day.
    private func noRecordFact(_ desk: Desk) -> EstablishedFact? {
        desk.case.reference.map { reference in
            EstablishedFact(
                condition: .verificationFailed, authority: desk.caller.authority, caseReference: reference,
                system: .EES, at: desk.now, expires: desk.now.adding(hours: 24))
        }
    }
}
