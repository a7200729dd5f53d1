import Access
import Administration
import Carriers
import ECRISTCN
import EES
import ETIAS
import Eurodac
import Identity
import Interoperability
import Operations
import Registry
import SIS
import VIS

/// Wires the systems to each other: what one needs from outside is a port of its own, filled here and nowhere else.
struct Assembly {
    let catalogue: OperationCatalogue
    let policy: AccessPolicy
    let dueRules: [any DueRule]
    let followers: [any FeedFollower]

    init(
        directory: Directory, indexes: [SystemName: SystemIndex], gates: [SystemName: SystemGate], matching: BiometricMatching,
        registry: Registry, settings: Installation.Settings, book: LogBook, carriers: ReadOnlyDatabase
    ) {
        let partial: @Sendable (String, Day) -> Bool = { state, day in
            CountryCode(state).map { !$0.isSchengenState(on: day) } ?? false
        }
        let questions = SystemQuestions(indexes: indexes, gates: gates, registry: registry, clock: settings.clock)
        var mid = settings.mid
        mid.desk = { directory.authority($0)?.desk ?? DeskSettings() }
        let portal = SearchPortal(
            directory: directory, indexes: indexes, gates: gates, matching: matching,
            answerMillisecondsMax: settings.portalMillisecondsMax, mid: mid, partialSchengen: partial)

        let faces = FacesInVIS(questions)
        let ees = EESPorts(
            verification: matching, identification: matching, identitySearch: portal.identitySearch, partialSchengen: partial,
            faceInVIS: { await faces.held(of: $0, $1) }, liveFace: { await faces.templates(of: $0) },
            crossingPoint: { code in
                guard let point = directory.registeredCrossingPoint(code) else { return .notRegistered }
                return point.withdrawn ? .closed(memberState: point.memberState) : .open(memberState: point.memberState)
            })
        let checks = ETIASChecks(questions)
        let etias = checks.ports(outside: settings.etiasSources)
        let eurodac = EurodacPorts(
            biometricSearch: matching.eurodacSearch, identitySearch: questions.eurodacIdentities)
        let vis = VISPorts(
            identitySearch: { questions.visFiles($0, $1) },
            identification: { await matching.visIdentification($0, latent: $1, limit: $2) },
            verification: { await matching.visVerification($0, $1) },
            sources: VISChecks(questions, outside: settings.visSources).sources, timetable: settings.visTimetable)
        let prints: PrintIdentification = { await matching.sisIdentification($0, limit: $1) }
        let ecris = ECRISTCNPorts(
            identitySearch: questions.ecrisIdentities, identification: { await matching.ecrisIdentification($0, limit: $1) },
            comparison: { await matching.ecrisConfirmation($0, $1) },
            isHitOfApplication: { await checks.hasHit(on: $0, beforeUnitOf: $1) })

        let regime = settings.eurodacRegime
        let repository = RepositorySearch(indexes: indexes, gates: gates, matching: matching)
        let candidates = CandidateSearch(indexes: indexes, matching: matching)

        let kind: @Sendable (String) -> AuthorityKind? = { directory.authority($0)?.authorityKind }
        let followed: [any FeedFollower] =
            SISOperations.followers + [
                VisaDecisionsForEES(), ChildMovementsForVIS(), FacesForEES(), CrossingsForETIAS(), AlertsForETIAS(questions), SourcesOfETIAS(),
                AccessRequestsForCIR(),
            ] + DataQuality.followers
        followers = followed
        let asked: [AnyOperation] =
            [
                Assembly.processing(book, regime, kind),
                EESOperations.all(ees), SISOperations.all(identification: prints), VISOperations.all(vis),
                EurodacOperations.all(eurodac, regime: regime), ETIASOperations.all(etias), ECRISTCNOperations.all(ecris),
                CarriersOperations.all(CarriersPorts(database: carriers, calendar: settings.carrierCalendar)), portal.operations,
                MIDOperations.all(mid), CIROperations.all(repository, linked: candidates, mid),
                MatchingOperations.all(matching, gates: gates, regime: regime), DataQuality.operations, Reporting.operations, WorkQueue.operations,
            ].flatMap { $0 }
        // An edition that an installation worked under before has left its entries in the log.
        let otherEditions: [AnyOperation] =
            EurodacOperations.all(.none, regime: .regulation603) + EurodacOperations.all(.none, regime: .regulation1358)
            + Assembly.processing(book, .regulation603, kind) + Assembly.processing(book, .regulation1358, kind)
        let named: [AnyOperation] = AdministrationOperations.all + asked + otherEditions
        let events = LogEvents(
            operations: named.map { operation in operation.about.id } + [SearchLog.event], followers: followed.map { follower in follower.name })
        let log = SearchLog(book: book, events: events, isRegistered: { directory.registeredAuthority($0) != nil })
        catalogue = OperationCatalogue(AdministrationOperations.all + [AnyOperation(log)] + asked)
        policy = catalogue.policy(
            concealments: [
                EESOperations.concealments, SISOperations.concealments, VISOperations.concealments,
                EurodacOperations.concealments(regime),
                ETIASOperations.concealments, ECRISTCNOperations.concealments, MIDOperations.concealments, CIROperations.concealments,
            ].flatMap { $0 })
        questions.use(policy)
        dueRules = [
            EESOperations.dueRules, SISOperations.dueRules, VISOperations.dueRules(vis),
            EurodacOperations.dueRules(regime),
            ETIASOperations.dueRules, ECRISTCNOperations.dueRules, CarriersOperations.dueRules, MIDOperations.dueRules, CIROperations.dueRules,
        ].flatMap { $0 }
    }

    /// Who processed a person's data, for requests for access in each system.
    private static func processing(
        _ book: LogBook, _ eurodac: EurodacRegime, _ kind: @escaping @Sendable (String) -> AuthorityKind?
    ) -> [AnyOperation] {
        let dataset =
            switch eurodac {
            case .regulation603: AnyOperation(ReadProcessing<EurodacProcedures603>(book: book, kindOfAuthority: kind))
            case .regulation1358: AnyOperation(ReadProcessing<EurodacProcedures>(book: book, kindOfAuthority: kind))
            }
        return [
            AnyOperation(ReadProcessing<EESProcedures>(book: book, kindOfAuthority: kind)),
            AnyOperation(ReadProcessing<SISTasks>(book: book, kindOfAuthority: kind)),
            AnyOperation(ReadProcessing<VISTasks>(book: book, kindOfAuthority: kind)),
            dataset,
            AnyOperation(ReadProcessing<ETIASTasks>(book: book, kindOfAuthority: kind)),
            AnyOperation(ReadProcessing<ECRISTCNTasks>(book: book, kindOfAuthority: kind)),
            AnyOperation(ReadProcessing<MIDTasks>(book: book, kindOfAuthority: kind)),
        ]
    }
}

extension Authority {
    /// How it wants its officials to work through links.
    var desk: DeskSettings {
        DeskSettings(
            isShuffled: shufflesLinks, isOpinionFirst: asksOpinionFirst, knownPairsPercent: knownPairsPercent)
    }
}
