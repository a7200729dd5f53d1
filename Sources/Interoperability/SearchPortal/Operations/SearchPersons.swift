import Access
import Administration
import EES
import ETIAS
import Eurodac
import Operations
import Registry
import VIS
import Wire

extension RefusalKind {
    static let noProfile = RefusalKind(
        "portal/no-profile", 403, "The authority has no profile for this purpose", article: "2019/817 8")
}

/// Who may use the search portal at all; what they see in a system is that system's own grants.
public enum PortalGrants {
    static let search = Grant.search(
        .ESP, by: .any([.identity, .document, .fingerprints, .face]),
        [
            .border, .immigration, .visa, .asylum, .screening, .police, .judicial, .etiasCentral, .etiasNational, .sirene, .ebcgTeam,
            .europol, .eurojust, .vehicleRegistration, .vesselRegistration, .firearmsRegistration, .naturalisation,
            .facilitation,
        ],
        for: [
            .borderCheck, .verification, .identification, .visaExamination, .facilitationProgramme, .asylumExamination,
            .policeCheck, .registration, .residenceDecision, .naturalisation, .criminalProceedings, .securityCheck,
            .mandate, .etiasProcessing, .supplementaryInformation,
        ], article: "2019/817 7(1)")
    /// Police that investigate serious crime search SIS (2018/1861 Article 34(1)(c), 2018/1862 Article 44(1)(c)).
    static let crime = Grant.search(
        .ESP, by: .any([.identity, .document, .fingerprints, .face]), [.police], for: [.lawEnforcement], article: "2019/817 7(1)")
}

/// Asks every system of the asker's profile side by side and gives one reply within a time limit. A system without a right
/// looks absent; one that fails or is slow is `unavailable`, and never an error for the rest.
public struct SearchPersons: Operation {
    public let sources: [any PortalSource]
    let directory: Directory
    /// How long the systems may take, in milliseconds.
    let answerMillisecondsMax: Int64
    /// Compares samples; `nil` where no engine is wired, and samples cannot be compared.
    let matching: BiometricMatching?
    /// How desks work through links: what they want kept back until an opinion is noted is kept back here too.
    let mid: MIDSettings

    public init(
        sources: [any PortalSource], directory: Directory, answerMillisecondsMax: Int64, matching: BiometricMatching? = nil,
        mid: MIDSettings = MIDSettings()
    ) {
        self.sources = sources
        self.directory = directory
        self.answerMillisecondsMax = answerMillisecondsMax
        self.matching = matching
        self.mid = mid
    }

    public var about: OperationDescription {
        OperationDescription(
            id: "portal.search", title: "Search the systems for a person",
            meaning: """
                Asks each system of the profile of the authority and purpose at the same time, by machine-readable zone, document, \
                name and date of birth, exactly and inexactly, or by fingerprints and face. Systems without a right of access look absent.
                """,
            article: "2019/817 6-9", system: .ESP, action: .search, .POST, "/v1/portal/search",
            grants: [PortalGrants.search, PortalGrants.crime], refusals: [.noProfile, .notUMF, .portalSampleUnusable])
    }

    public func perform(_ input: PortalQuestion, at desk: Desk) async throws(Refusal) -> Outcome<PortalReply> {
        var question = try ReadQuestion(input, today: desk.today)
        let mandate = try desk.mandate(
            AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: .ESP, action: .search,
                keys: question.keys, conditions: desk.caller.standing))
        guard let profile = directory.profile(desk.caller.kind, desk.case.purpose) else {
            throw Refusal(.noProfile, "no profile lets this kind of authority ask the portal for this purpose")
        }
        if !input.samples.isEmpty {
            question.samples = await matching?.readable(input.samples) ?? []
            guard !question.samples.isEmpty else {
                throw Refusal(
                    .portalSampleUnusable, "no sample is in a format that is read, readable, and good enough to be compared",
                    pointer: "/samples")
            }
        }
        let established = try await conditions(question, profile.systems, desk)
        let asked = sources.filter { profile.systems.contains($0.system) }.compactMap { source in
            right(to: source, question, established[source.system] ?? [], desk)
        }
        let answers = await ask(asked, desk)

        var reply = PortalReply()
        reply.asked = AskedAbout(question)
        var log = LogDetails(keys: question.keys, query: question.asTyped)
        var facts: [EstablishedFact] = []
        var shown: [String: RecordID] = [:]
        for (question, (system, source)) in zip(asked.map(\.question), answers) {
            // The portal's entry goes after a year (2019/817 10(3)); what a system was asked is kept by its own act.
            log.bySystem[system] = LogDetails(keys: question.keys, query: question.asTyped, results: [system: nil])
            guard let source else {
                reply.systems.append(SystemAnswer(system, .unavailable))
                log.results[system] = .some(nil)
                continue
            }
            reply.systems.append(source.answer)
            log.records += source.details.records
            for record in source.details.records { shown[LinkSide.key(system, record)] = record }
            log.results[system] = source.answer.hits
            log.bySystem[system]?.records = source.details.records
            log.bySystem[system]?.results[system] = source.answer.hits
        }
        reply.links = try await links(of: shown, desk)
        // A white link triggers a match against the data that it joins, in the systems that were asked (2019/817 33(2)).
        let answering = Set(asked.indices.filter { answers[$0].1 != nil })
        var tried = Set(shown.keys)
        for _ in 0..<SearchPersons.linkRoundsMax {
            let more = await readLinked(reply.links, asked, answering, &tried, desk)
            guard !more.isEmpty else { break }
            for (place, source) in more {
                let system = asked[place].source.system
                reply.systems[place].add(source.answer)
                log.records += source.details.records
                for record in source.details.records { shown[LinkSide.key(system, record)] = record }
                log.results[system] = reply.systems[place].hits
                log.bySystem[system]?.records += source.details.records
                log.bySystem[system]?.results[system] = reply.systems[place].hits
            }
            reply.links = try await links(of: shown, desk)
        }
        // A security check that finds no refusal does not say that there is no file.
        if desk.caller.kind != .screening, reply.systems.contains(where: { $0.system == .EES && $0.state == .noHit }),
            let fact = noRecordFact(desk)
        {
            facts.append(fact)
        }
        var notices = try await TeamFindings.notices(of: log.bySystem[.VIS]?.records ?? [], at: desk)
        var met: WatchlistInScreening?
        if asked.contains(where: { $0.source.system == .ETIAS }) {
            met = try await WatchlistInScreening.met(
                by: question.keys.contains(.identity) ? question.identity : nil, question.documents, at: desk)
            notices += met?.notices ?? []
        }
        if !reply.links.isEmpty { log.bySystem[.MID] = LogDetails(records: reply.links.map(\.link.link)) }
        var outcome = Outcome(reply, under: mandate, changes: met?.changes ?? [], notices: notices, facts: facts, log: log)
        outcome.entailed = met?.mandate
        return outcome
    }

    /// Links of what is shown: each is decided on by its colour, and who may see none is told of none (2019/817 26).
    private func links(of shown: [String: RecordID], _ desk: Desk) async throws(Refusal) -> [PortalLink] {
        guard !shown.isEmpty else { return [] }
        let access = LinkAccess(desk: desk, settings: mid)
        return try await access.links(of: Set(shown.keys)).compactMap { known in
            access.view(of: known).map { PortalLink($0.view, shown: known.link.sides.compactMap { shown[$0.key] }) }
        }
    }

    /// Data that are joined by white links with one another: so many steps from what was found, and so many records of a step.
    private static let (linkRoundsMax, linkedMax) = (4, 50)

    /// What white links join with what is shown and is not shown yet, in systems that have answered, under the same rights.
    /// - Parameter tried: what has been looked at already, seen or not.
    private func readLinked(
        _ links: [PortalLink], _ asked: [Asked], _ answering: Set<Int>, _ tried: inout Set<String>, _ desk: Desk
    ) async -> [(Int, SourceAnswer)] {
        var records: [SystemName: [RecordID]] = [:]
        // Nothing follows from a link whose processing is restricted (2016/679 Article 18(2)).
        for link in links where link.link.colour == .white && !link.link.restricted {
            for side in [link.link.launching, link.link.other].compactMap({ $0 })
            where tried.count < 1000 && tried.insert(side.key).inserted {
                records[side.system, default: []].append(side.record)
            }
        }
        guard !records.isEmpty else { return [] }
        var linked = asked
        var places: [Int] = []
        for place in asked.indices where answering.contains(place) {
            guard let joined = records[asked[place].source.system]?.prefix(SearchPersons.linkedMax), !joined.isEmpty else { continue }
            linked[place].question.linked = Array(joined)
            linked[place].question.foundBySamples = []
            linked[place].question.limit = max(linked[place].question.limit, joined.count)
            places.append(place)
        }
        guard !places.isEmpty else { return [] }
        let deadline = ContinuousClock.now + .milliseconds(answerMillisecondsMax)
        var found: [(Int, SourceAnswer)] = []
        for (place, answer) in await askIndexed(places, of: linked, desk, before: deadline) {
            if let answer, answer.answer.hits > 0 { found.append((place, answer)) }
        }
        return found
    }

    /// One system, the right to search it, and the question as far as the right goes.
    private struct Asked {
        let source: any PortalSource
        let mandate: Mandate
        var question: ReadQuestion
    }

    /// What the systems' own records establish for the caller. Rights to search by names and documents depend on nothing else than
    /// the portal knows, but for a border and coast guard team's; those to search by samples do.
    private func conditions(
        _ question: ReadQuestion, _ systems: [SystemName], _ desk: Desk
    ) async throws(Refusal) -> [SystemName: Set<Condition>] {
        // A border and coast guard team's right to the VIS rests on its central access point whatever it searches by.
        guard !question.samples.isEmpty || desk.caller.kind == .ebcgTeam else { return [:] }
        let establishing = desk.policy.mandate(
            forTask: "establish-conditions", systems: Set(systems), actions: [.read], article: "2019/817 7", requestID: desk.case.requestID,
            actingFor: desk.caller, case: desk.case)
        let (caller, now) = (desk.caller, desk.now)
        return try await desk.read(under: establishing) { reader in
            let facts = FactReader(of: reader, caller: caller, now: now)
            var conditions: [SystemName: Set<Condition>] = [:]
            for system in systems {
                conditions[system] =
                    switch system {
                    case .EES: try facts.conditions(of: EESProcedures.self)
                    case .VIS: try facts.visConditions()
                    case .Eurodac: try facts.conditions(of: EurodacProcedures.self)
                    default: try facts.established(in: system)
                    }
            }
            return conditions
        }
    }

    /// The right to search this system through the portal; `nil` where there is none, and the system looks absent.
    private func right(
        to source: any PortalSource, _ question: ReadQuestion, _ established: Set<Condition>, _ desk: Desk
    ) -> Asked? {
        // A key that a system cannot be searched by is left out for it: SIS is asked by names even where EES takes the document.
        var choices: [Set<SearchKey>] = [question.keys]
        if !question.samples.isEmpty {
            choices += [
                question.keys.subtracting([.face]), question.keys.intersection(ReadQuestion.biometric), [.fingerprints],
                question.keys.subtracting(ReadQuestion.biometric),
            ]
        }
        choices += [[.identity], [.document]]
        for keys in choices where !keys.isEmpty && keys.isSubset(of: question.keys) {
            let asked = AccessQuestion(
                authority: desk.caller.kind, purpose: desk.case.purpose, system: source.system, action: .search, keys: keys,
                conditions: desk.caller.standing.union(established), viaPortal: true)
            guard let mandate = try? desk.mandate(asked) else { continue }
            return Asked(source: source, mandate: mandate, question: question.limited(to: keys))
        }
        return nil
    }

    private func ask(_ asked: [Asked], _ desk: Desk) async -> [(SystemName, SourceAnswer?)] {
        let deadline = ContinuousClock.now + .milliseconds(answerMillisecondsMax)
        var asked = asked
        var answers = asked.map { ($0.source.system, SourceAnswer?.none) }
        var places = Array(asked.indices)
        if asked.contains(where: { !$0.question.samples.isEmpty }) {
            let compared = await compare(asked, before: deadline)
            // A system whose samples could not be compared in time has not answered, whatever its index would say.
            places = places.filter { compared[$0] != nil }
            for place in places { asked[place].question.foundBySamples = compared[place] ?? [] }
        }
        let sources = asked
        let near = places.filter {
            sources[$0].source is any IndexedSource && sources[$0].source.gate.condition == .inService
        }
        guard near.count < places.count else {
            for (place, answer) in await askIndexed(near, of: sources, desk, before: deadline) { answers[place].1 = answer }
            return answers
        }
        let far = places.filter { !near.contains($0) }
        return await withTaskGroup(of: [(Int, SourceAnswer?)].self) { group in
            for place in far {
                let asked = sources[place]
                group.addTask {
                    let result = await asked.source.gate.ask(before: deadline) {
                        try await asked.source.answer(asked.question, under: asked.mandate, at: desk)
                    }
                    return [(place, try? result?.get())]
                }
            }
            let found = await askIndexed(near, of: sources, desk, before: deadline)
            for (place, answer) in found { answers[place].1 = answer }
            for await others in group { for (place, answer) in others { answers[place].1 = answer } }
            return answers
        }
    }

    /// Whose samples are the person's, in each system that may be asked by them; without an entry where it was not known in time.
    private func compare(_ asked: [Asked], before deadline: ContinuousClock.Instant) async -> [Int: [SystemGallery.Found]] {
        await withTaskGroup(of: (Int, [SystemGallery.Found]?).self) { group in
            for (place, asked) in asked.enumerated() {
                group.addTask { [matching] in
                    let question = asked.question
                    guard !question.samples.isEmpty else { return (place, []) }
                    let result = await asked.source.gate.ask(before: deadline) {
                        // What the asker may not see takes nobody's place.
                        await matching?.identify(question.samples, in: asked.source.system, limit: IdentifyBySamples.hitsMax)
                    }
                    return (place, try? result?.get())
                }
            }
            var compared: [Int: [SystemGallery.Found]] = [:]
            for await (place, found) in group { compared[place] = found }
            return compared
        }
    }

    /// Looks into the indexes here, then reads what was found in one go.
    private func askIndexed(
        _ places: [Int], of sources: [Asked], _ desk: Desk, before deadline: ContinuousClock.Instant
    ) async -> [(Int, SourceAnswer?)] {
        var answers: [(Int, SourceAnswer?)] = []
        var parts: [Registry.Part<SourceAnswer>] = []
        var waiting: [Int] = []
        for place in places {
            let (source, mandate) = (sources[place].source, sources[place].mandate)
            guard let indexed = source as? any IndexedSource, source.gate.enterIfInService() else { continue }
            switch Result(catching: { try indexed.look(sources[place].question, under: mandate, at: desk) }) {
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
            sources[place].source.gate.note(timedOut: result == nil)
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
