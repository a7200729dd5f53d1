import Access

/// Who may do what in SIS, provision by provision (Regulations (EU) 2018/1860, 2018/1861 and 2018/1862). Beside these
/// nothing is granted.
public enum SISGrants {
    // MARK: - Searching and reading: national authorities

    public static let border = whole([.border], for: [.borderCheck], article: "1861 34(1)(a), 1862 44(1)(a)")
    public static let police = whole([.police], for: [.policeCheck], article: "1861 34(1)(b), 1862 44(1)(b)")
    public static let crime = whole([.police], for: [.lawEnforcement], article: "1861 34(1)(c), 1862 44(1)(c)")
    public static let judicial = whole([.judicial], for: [.criminalProceedings], article: "1861 34(3), 1862 44(3)")
    public static let naturalisation = whole(
        [.naturalisation], for: [.naturalisation], article: "1861 34(2), 1862 44(2)")
    /// Determining authorities in the sense of Directive 2013/32/EU are kept out.
    public static let asylum = whole(
        [.asylum], for: [.securityCheck], when: [[.notDeterminingAuthority]], article: "1861 34(1)(e), 1862 44(1)(e)")
    /// For identifying who is screened, and for the security check; of a hit the data of the alert are open.
    public static let screening = whole(
        [.screening], for: [.identification, .securityCheck], article: "2024/1356 14(2), 15(2)–(3), 16(3)")
    public static let sirene = whole(
        [.sirene], for: [.supplementaryInformation], article: "1861 7(2), 1862 7(2)")
    public static let immigration = part(
        [.sisReturn, .sisRefusal], by: persons, [.immigration], for: [.residenceDecision, .verification],
        article: "1860 17, 1861 34(1)(d)")
    public static let visa = part(
        [.sisReturn, .sisRefusal], by: persons, [.visa], for: [.visaExamination], article: "1860 17, 1861 34(1)(f)")
    /// Data on documents relating to persons.
    public static let visaDocuments = Grant.data(
        .SIS, [.read], documents, [.visa], for: [.visaExamination], article: "1861 34(4)")
    public static let etias = part(
        documents.union([.sisReturn, .sisRefusal, .sisArrest]), by: [.identity, .document], [.etiasNational],
        for: [.etiasProcessing], article: "ETIAS 25a(1)")

    // MARK: - Prints from the scene of a serious crime or terrorist offence, among alerts that may be read

    public static let policeScenePrints = Grant.search(
        .SIS, by: .exactly([[.latentFingerprints]]), [.police], for: [.lawEnforcement], article: "1862 43(3), 44(1)(c)")
    public static let judicialScenePrints = Grant.search(
        .SIS, by: .exactly([[.latentFingerprints]]), [.judicial], for: [.criminalProceedings], article: "1862 43(3), 44(3)")
    public static let scenePrints = [policeScenePrints, judicialScenePrints]

    // MARK: - Registration services, directly only where they are government services

    public static let vehicles = part(
        Set(
            [
                ObjectKind.motorVehicle, .trailer, .caravan, .vehicleRegistrationCertificate, .numberPlate,
                .vehicleComponent,
            ]
            .map(\.dataGroup)), by: [.objectNumber], [.vehicleRegistration], for: [.registration],
        unless: [.nonGovernment], article: "1862 45(1)")
    public static let vessels = part(
        Set([ObjectKind.boat, .boatEngine, .aircraft, .aircraftEngine].map(\.dataGroup)), by: [.objectNumber],
        [.vesselRegistration], for: [.registration], unless: [.nonGovernment], article: "1862 46(1)")
    public static let firearms = part(
        [.sisArrest, .sisCheck, ObjectKind.firearm.dataGroup], by: [.identity, .document, .objectNumber],
        [.firearmsRegistration], for: [.registration], unless: [.nonGovernment], article: "1862 47(1)")

    // MARK: - Agencies of the Union

    public static let europol = whole([.europol], for: [.mandate], article: "1861 35(1), 1862 48(1)")
    public static let eurojust = part(
        objects.union([.sisArrest, .sisMissing, .sisJudicial, .sisUnknownWanted]), by: everyKey, [.eurojust],
        for: [.mandate], article: "1862 49(1)")
    public static let teams = whole(
        [.ebcgTeam], for: [.borderCheck, .verification, .mandate], article: "1861 36(1), 1862 50(1)")

    // MARK: - Alerts of one's own Member State

    /// Only the issuing Member State changes what it has entered. An alert about to be entered is its own.
    public static let issuing = [
        owning(everything, [.border], for: [.borderCheck]),
        owning(everything, [.police], for: [.policeCheck, .lawEnforcement]),
        owning(everything, [.judicial], for: [.criminalProceedings]),
        owning(everything, [.sirene], for: [.supplementaryInformation]),
        owning([.sisReturn, .sisRefusal], [.immigration], for: [.residenceDecision, .verification]),
    ]
    public static let ownAlerts = issuers([.read], [.sisOwnAlerts], article: "1861 44(1), 1862 59(1)")

    // MARK: - Hits

    /// Whoever finds an alert tells the Member State that entered it.
    public static let hits: [Grant] = readers.filter { $0.actions == [.read] }.map { reader in
        Grant.data(
            .SIS, [.create, .read], [.sisHit], reader.authorities, for: reader.purposes, when: reader.conditions,
            unless: reader.unless,
            article: reader.authorities == [.europol]
                ? "1861 35(2), 1862 48(2)"
                : reader.authorities == [.eurojust]
                    ? "1862 49(2)"
                    : reader.authorities == [.ebcgTeam] ? "1861 36(3), 1862 50(3)" : "1861 8(1), 43, 1862 8(1), 58")
    }

    // MARK: - Links, flags and what bureaux exchange

    /// Only between alerts of one's own Member State; to see a link one must be entitled to the alert at its other end.
    public static let links: [Grant] =
        issuing.map {
            .data(
                .SIS, [.create, .delete], [.sisLinkedAlert], $0.authorities, for: $0.purposes, when: [[.owner]],
                article: "1861 48(1), 1862 63(1)")
        }
        + readers.filter { $0.actions == [.read] }.map {
            .data(
                .SIS, [.read], [.sisLinkedAlert], $0.authorities, for: $0.purposes, when: $0.conditions, unless: $0.unless,
                article: "1861 48(3), 1862 63(3)")
        }
    /// A Member State may keep a link of another out of its territory.
    public static let hideLinks = bureau([.update], [.sisLinkedAlert], article: "1861 48(5), 1862 63(5)")
    public static let flags = Grant.data(
        .SIS, [.update], [.sisFlag], [.sirene], for: [.supplementaryInformation], when: [[.owner]],
        article: "1862 24(1), 25")
    public static let supplementary = bureau(
        [.create, .read, .update], [.sisSupplementary, .sisConsultation, .sisFlagRequest],
        article: "1860 5, 1861 7(2), 8, 1862 7(2), 8")
    public static let purpose = Grant.data(
        .SIS, [.create], [.sisPurpose], [.sirene], for: [.supplementaryInformation], when: [[.owner]],
        article: "1861 39, 1862 53(9)")
    /// Europol proposes; Member States examine and answer.
    public static let propose = Grant.data(
        .SIS, [.create, .read], [.sisProposal], [.europol], for: [.mandate], article: "1862 37a, 48")
    public static let examineProposals = bureau([.read, .update], [.sisProposal], article: "1862 37a")
    public static let history = [
        bureau([.read], [.sisHistory], article: "1862 18(2)"),
        .data(.SIS, [.read], [.sisHistory], [.supervisory], for: [.supervision], article: "1861 18(6), 1862 18(6)"),
    ]

    /// Requests of persons are made to any authority that enters alerts, and answered through the bureau.
    public static let dataSubjectRequests = Grant.data(
        .SIS, [.create, .read, .update], [.dataSubjectRequest], [.border, .police, .immigration, .judicial, .sirene],
        for: [.dataSubjectRequest], article: "1861 53, 1862 67")

    /// Rights of SIRENE Bureaux, which exchange supplementary information for their Member State.
    private static func bureau(_ actions: Set<AccessAction>, _ groups: Set<DataGroup>, article: String) -> Grant {
        .data(.SIS, actions, groups, [.sirene], for: [.supplementaryInformation], article: article)
    }

    // MARK: - Parts

    /// The two grants that let somebody search and read.
    public static let readers: [Grant] =
        border + police + crime + judicial + naturalisation + asylum + screening + sirene + immigration + visa + [visaDocuments]
        + etias + vehicles + vessels + firearms + europol + eurojust + teams
    public static let all: [Grant] =
        readers + issuing + ownAlerts + hits + links
        + [
            hideLinks, flags, supplementary, purpose, propose, examineProposals, dataSubjectRequests, policeScenePrints,
            judicialScenePrints,
        ] + history
        + SISTasks.grants + [SISTasks.superviseRequests]

    static let objects = Set(ObjectKind.allCases.map(\.dataGroup)).union([.sisObject])
    static let documents = Set([ObjectKind.blankDocument, .identityDocument].map(\.dataGroup))
    /// Every group that an alert can be in.
    static let everything = objects.union([
        .sisReturn, .sisRefusal, .sisArrest, .sisMissing, .sisJudicial, .sisCheck, .sisObjectCheck, .sisUnknownWanted,
        .sisInformation,
    ])
    /// Alphanumeric data and dactyloscopic data (1862 Article 43(2)).
    static let persons: Set<SearchKey> = [.identity, .document, .fingerprints]
    static let everyKey = persons.union([.objectNumber])

    private static func whole(
        _ authorities: Set<AuthorityKind>, for purposes: Set<Purpose>, when conditions: [Set<Condition>] = [[]],
        article: String
    ) -> [Grant] {
        part(everything, by: everyKey, authorities, for: purposes, when: conditions, article: article)
    }

    private static func part(
        _ groups: Set<DataGroup>, by keys: Set<SearchKey>, _ authorities: Set<AuthorityKind>,
        for purposes: Set<Purpose>,
        when conditions: [Set<Condition>] = [[]], unless: Set<Condition> = [], article: String
    ) -> [Grant] {
        [
            .search(
                .SIS, by: .any(keys), authorities, for: purposes, when: conditions, unless: unless, article: article),
            .data(
                .SIS, [.read], groups, authorities, for: purposes, when: conditions, unless: unless, article: article),
        ]
    }

    private static func owning(
        _ groups: Set<DataGroup>, _ authorities: Set<AuthorityKind>, for purposes: Set<Purpose>
    ) -> Grant {
        .data(
            .SIS, [.create, .update, .delete], groups, authorities, for: purposes, when: [[.owner]],
            article: "1861 44(3), 1862 59(3)")
    }

    private static func issuers(_ actions: Set<AccessAction>, _ groups: Set<DataGroup>, article: String) -> [Grant] {
        issuing.map { .data(.SIS, actions, groups, $0.authorities, for: $0.purposes, article: article) }
    }
}
