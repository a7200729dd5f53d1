import Access

extension DataGroup {
    /// The system that data of the common identity repository come from (2019/817 Article 18(2)).
    public static let originSystem: DataGroup = "originSystem"
}

/// Who may ask the common identity repository, and for what (2019/817 and 2019/818 Articles 20, 22).
public enum CIRGrants {
    /// The circumstances of Article 20(1), one of which must be there.
    private static let circumstances: [Condition] = [
        .noDocument, .doubtfulIdentity, .doubtfulDocument, .doubtfulHolder, .refusesToCooperate,
    ]
    private static func identified(_ further: Set<Condition>) -> [Set<Condition>] {
        circumstances.map { further.union([.nationalLaw, .personPresent, $0]) }
    }

    public static let identify = Grant.search(
        .CIR, by: .exactly([[.fingerprints]]), [.police], for: [.policeIdentification], when: identified([]),
        unless: [.under12], article: "817 20(1)–(2)")
    public static let identifyChild = Grant.search(
        .CIR, by: .exactly([[.fingerprints]]), [.police], for: [.policeIdentification], when: identified([.bestInterests]),
        article: "817 20(1)")
    /// Names and document where the biometrics cannot be used or their query fails.
    public static let identifyByIdentity = Grant.search(
        .CIR, by: .exactly([[.identity, .document], [.identity]]), [.police], for: [.policeIdentification],
        when: identified([.fingerprintsUnusable]), unless: [.under12], article: "817 20(3)")
    public static let identifyChildByIdentity = Grant.search(
        .CIR, by: .exactly([[.identity, .document], [.identity]]), [.police], for: [.policeIdentification],
        when: identified([.fingerprintsUnusable, .bestInterests]), article: "817 20(3)")

    /// Which systems hold data on somebody, and nothing else.
    public static let presence = Grant.search(
        .CIR, by: .any([.identity, .document, .fingerprints, .latentFingerprints, .face]), [.designated, .europol],
        for: [.lawEnforcement], when: [[.necessary, .specificCase, .reasonableGrounds]], article: "817 22(1)")
    public static let presenceSystems = Grant.data(
        .CIR, [.read], [.originSystem], [.designated, .europol], for: [.lawEnforcement],
        when: [[.necessary, .specificCase, .reasonableGrounds]], article: "817 22(2)")

    /// A reply under Article 20 never says which system it comes from.
    public static let concealments = [
        Concealment(
            .CIR, data: [.originSystem], when: [], exceptFor: Set(AuthorityKind.allCases).subtracting([.police]),
            article: "817 20(3)")
    ]

    public static let all: [Grant] = [
        identify, identifyChild, identifyByIdentity, identifyChildByIdentity, presence, presenceSystems,
    ]
}
