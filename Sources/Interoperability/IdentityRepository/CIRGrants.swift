import Access

extension DataGroup {
    /// The system that data of the common identity repository come from (2019/817 Article 18(2)).
    public static let originSystem: DataGroup = "originSystem"
    /// An identity check by a police authority: on which ground, of whom (Article 20(1)).
    public static let identityCheck: DataGroup = "identityCheck"
    /// That a screening is under way in the presence of the person (Article 20a(1)).
    public static let screeningOpened: DataGroup = "screening"
    /// Identity data, travel document data and a reference to biometric data (Article 18(1)).
    public static let repositoryIdentity: DataGroup = "repositoryIdentity"
    /// Data that a yellow or a red link joins (Article 21).
    public static let linkedIdentity: DataGroup = "linkedIdentity"
    /// A query for law enforcement with its grounds and what became of it (Articles 22, 24(5)).
    public static let presenceRequest: DataGroup = "presenceRequest"
    /// That the logs of such queries were verified (Article 24(4)).
    public static let presenceVerification: DataGroup = "presenceVerification"
}

/// Who may ask the common identity repository, and for what (2019/817 and 2019/818 Articles 20–22).
public enum CIRGrants {
    // MARK: - Identification by police authorities (Article 20)

    /// The circumstances of Article 20(1), one of which must be there.
    private static let circumstances: [Condition] = [
        .noDocument, .doubtfulIdentity, .doubtfulDocument, .doubtfulHolder, .refusesToCooperate,
    ]
    /// Fingerprint data, facial images or both (Article 4(11)), taken live.
    private static let biometric: [Set<SearchKey>] = [[.fingerprints], [.face], [.fingerprints, .face]]
    private static func identified(_ further: Set<Condition>) -> [Set<Condition>] {
        circumstances.map { further.union([.nationalLaw, .personPresent, $0]) }
    }

    /// Says on the record on which ground somebody is being identified. Only where national law empowers the authority.
    public static let openCheck = Grant.data(
        .CIR, [.create], [.identityCheck], [.police], for: [.policeIdentification], when: [[.nationalLaw]], article: "817 20(1), 20(5)–(6)")
    public static let identify = Grant.search(
        .CIR, by: .exactly(biometric), [.police], for: [.policeIdentification], when: identified([]),
        unless: [.under12], article: "817 20(1)–(2)")
    public static let identifyChild = Grant.search(
        .CIR, by: .exactly(biometric), [.police], for: [.policeIdentification], when: identified([.bestInterests]),
        article: "817 20(1)")
    /// Names and document where the biometrics cannot be used or their query fails.
    public static let identifyByIdentity = Grant.search(
        .CIR, by: .exactly([[.identity, .document], [.identity]]), [.police], for: [.policeIdentification],
        when: identified([.fingerprintsUnusable]), unless: [.under12], article: "817 20(3)")
    public static let identifyChildByIdentity = Grant.search(
        .CIR, by: .exactly([[.identity, .document], [.identity]]), [.police], for: [.policeIdentification],
        when: identified([.fingerprintsUnusable, .bestInterests]), article: "817 20(3)")
    /// After a natural disaster, an accident or a terrorist attack: unknown persons who cannot identify themselves, and human remains.
    public static let identifyUnknown = Grant.search(
        .CIR, by: .exactly(biometric), [.police], for: [.policeIdentification], when: [[.nationalLaw, .unidentifiedAfterDisaster]],
        article: "817 20(4), 20(6)")
    public static let seeIdentity = Grant.data(
        .CIR, [.read], [.repositoryIdentity], [.police], for: [.policeIdentification],
        when: identified([]) + [[.nationalLaw, .unidentifiedAfterDisaster]], article: "817 20(3)–(4)")

    // MARK: - Identification in a screening (Article 20a)

    public static let openScreening = Grant.data(
        .CIR, [.create], [.screeningOpened], [.screening], for: [.identification], article: "817 20a(1)")
    public static let identifyInScreening = Grant.search(
        .CIR, by: .any([.identity, .document, .fingerprints, .face]), [.screening], for: [.identification], when: [[.personPresent]],
        article: "817 20a(1)")
    /// The data of Article 18(1), and not which systems they come from (18(2)).
    public static let seeInScreening = Grant.data(
        .CIR, [.read], [.repositoryIdentity], [.screening], for: [.identification], when: [[.personPresent]], article: "817 20a(2)")

    // MARK: - Detection of multiple identities (Article 21)

    /// Data joined by a yellow link, for verifying it and for nothing else.
    public static let verify = MIDGrants.verifiers.map { kinds, purposes in
        Grant.data(
            .CIR, [.read], [.linkedIdentity, .originSystem], kinds, for: purposes, when: [[.responsible]], article: "817 21(1), 29(3)")
    }
    /// Data joined by a red link, to fight identity fraud.
    public static let redLinked = MIDGrants.users.map { kinds, purposes in
        Grant.data(
            .CIR, [.read], [.linkedIdentity, .originSystem], kinds, for: purposes, when: [[.redLink]], article: "817 21(2)")
    }

    // MARK: - Law enforcement (Article 22)

    private static let inCase: Set<Condition> = [.necessary, .specificCase, .reasonableGrounds]
    public static let stateGrounds = Grant.data(
        .CIR, [.create, .read], [.presenceRequest], [.designated, .europol], for: [.lawEnforcement], article: "817 22(1), 24(5)")
    public static let justify = Grant.data(
        .CIR, [.update], [.presenceRequest], [.designated, .europol], for: [.lawEnforcement], when: [[.owner]], article: "817 22(2)")
    public static let superviseRequests = Grant.data(
        .CIR, [.read], [.presenceRequest], [.supervisory], for: [.supervision], article: "817 24(5)")
    public static let verifyLogs = Grant.data(
        .CIR, [.update], [.presenceVerification], [.supervisory], for: [.supervision], article: "817 24(4)")
    /// Which systems hold data on somebody, and nothing else.
    public static let presence = Grant.search(
        .CIR, by: .any([.identity, .document, .fingerprints, .latentFingerprints, .face]), [.designated, .europol],
        for: [.lawEnforcement], when: [inCase], article: "817 22(1)")
    public static let presenceSystems = Grant.data(
        .CIR, [.read], [.originSystem], [.designated, .europol], for: [.lawEnforcement],
        when: [inCase], article: "817 22(2)")

    /// A reply under Article 20 never says which system it comes from.
    public static let concealments = [
        Concealment(
            .CIR, data: [.originSystem], when: [], exceptFor: Set(AuthorityKind.allCases),
            exceptForPurposes: Set(Purpose.allCases).subtracting([.policeIdentification]), article: "817 20(3)"),
        Concealment(
            .CIR, data: [.linkedIdentity], when: [], unless: [.responsible, .redLink], article: "817 21"),
    ]

    static let identification = [identify, identifyChild, identifyByIdentity, identifyChildByIdentity, identifyUnknown, seeIdentity]
    public static let all: [Grant] =
        identification + [
            openCheck, openScreening, identifyInScreening, seeInScreening, presence, presenceSystems, stateGrounds, justify, superviseRequests,
            verifyLogs,
        ] + verify + redLinked
}
