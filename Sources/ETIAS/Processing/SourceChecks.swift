import Identity

/// What the Central System compares of an application with the data of others (Article 20(2), first subparagraph).
public struct SourceQuery: Sendable, Hashable {
    public var identity: ApplicantIdentity
    public var document: TravelDocument
    public var residence: ApplicationForm.Residence
    public var email: String
    public var phones: [String]
    public var firstIntendedStay: CountryCode
    public var guardian: ApplicationForm.Guardian?
    public var submitter: ApplicationForm.Submitter?
    public var ipAddress: String
    /// The checks that are made: all, but for a minor's guardian where there is none, and (g) and (k) where waived.
    public var checks: Set<Check>

    public init(_ form: ApplicationForm, ipAddress: String) {
        identity = form.identity
        document = form.document
        residence = form.residence
        email = form.email
        phones = form.phones
        firstIntendedStay = form.firstIntendedStay
        guardian = form.guardian
        submitter = form.submitter
        self.ipAddress = ipAddress
        checks = Set(Check.allCases).filter { check in
            !(form.familyMember != nil && check.isWaivedForFamilyMembers) && !(check == .m && form.guardian == nil)
        }
    }
}

/// An alert of Article 23(1) on the applicant: missing person, judicial procedure, or discreet, inquiry or specific check.
/// It is told to the SIRENE Bureau of its Member State and nobody else: the file says nothing of it.
public struct SupportedAlert: Sendable, Hashable {
    public enum Kind: String, CaseIterable, Hashable, Sendable { case missing, judicial, check }
    public var kind: Kind
    public var memberState: String
    /// The alert.
    public var reference: String
    public init(_ kind: Kind, memberState: String, reference: String) {
        self.kind = kind
        self.memberState = memberState
        self.reference = reference
    }
}

/// The other systems as ETIAS needs them. A source that is down gives `nil`, which is not "no hit": the application then
/// waits until it answers.
public struct ETIASSourceChecks: Sendable {
    public typealias Ask = @Sendable (SourceQuery) async -> [ApplicationHit]?

    public var sources: [CheckedSystem: Ask]
    /// Sources without whose answer no application is decided. All, unless an installation states which it lacks.
    public var required: Set<CheckedSystem>
    /// SIS's alerts of Article 23(1); `nil` where it is down.
    public var supportedAlerts: @Sendable (SourceQuery) async -> [SupportedAlert]?

    public init(
        _ sources: [CheckedSystem: Ask] = [:], required: Set<CheckedSystem> = CheckedSystem.outside,
        supportedAlerts: @escaping @Sendable (SourceQuery) async -> [SupportedAlert]? = { _ in [] }
    ) {
        self.sources = sources
        self.required = required
        self.supportedAlerts = supportedAlerts
    }

    /// What all sources said; asked side by side.
    public struct Answers: Sendable {
        public var hits: [ApplicationHit] = []
        /// Required sources that gave no answer.
        public var unanswered: [CheckedSystem] = []
        public var alerts: [SupportedAlert] = []
        public init() {}
    }

    /// - Parameter only: sources to be asked; those that answered before are not asked again.
    public func ask(_ query: SourceQuery, only: Set<CheckedSystem> = CheckedSystem.outside) async -> Answers {
        var answers = Answers()
        let asked = only.filter { sources[$0] != nil }
        let found = await withTaskGroup(of: (CheckedSystem, [ApplicationHit]?).self) { group in
            for source in asked {
                guard let ask = sources[source] else { continue }
                group.addTask { (source, await ask(query)) }
            }
            var found: [CheckedSystem: [ApplicationHit]?] = [:]
            for await (source, hits) in group { found[source] = hits }
            return found
        }
        for source in CheckedSystem.allCases where only.contains(source) {
            if let hits = found[source] ?? nil {
                // A source speaks for itself alone, and of the checks that were asked.
                answers.hits += hits.filter { query.checks.contains($0.check) && $0.check.source == source }.map {
                    ApplicationHit(
                        $0.check, memberState: $0.memberState, entered: $0.entered, reference: $0.reference, evidence: $0.evidence)
                }
            } else if required.contains(source) {
                answers.unanswered.append(source)
            }
        }
        if only.contains(.SIS), !answers.unanswered.contains(.SIS) { answers.alerts = await supportedAlerts(query) ?? [] }
        return answers
    }
}

/// What ETIAS needs from outside.
public struct ETIASPorts: Sendable {
    public var sources: ETIASSourceChecks
    /// Whether SIS holds an alert on the person or document of a watchlist entry (Article 35(1)(c)); `nil` where it is down.
    public var sisAlert: @Sendable (_ identity: PersonIdentity?, _ document: TravelDocument?) async -> Bool?
    /// Whether the holder of a document is inside, by the EES; `nil` where that is not known (Article 41(8)).
    public var isInside: @Sendable (TravelDocument) async -> Bool?
    /// Whom applicants can turn to, by Member State.
    public var contact: @Sendable (_ memberState: String) -> UnitContact

    public init(
        sources: ETIASSourceChecks = ETIASSourceChecks(),
        sisAlert: @escaping @Sendable (PersonIdentity?, TravelDocument?) async -> Bool? = { _, _ in nil },
        isInside: @escaping @Sendable (TravelDocument) async -> Bool? = { _ in nil },
        contact: @escaping @Sendable (String) -> UnitContact = UnitContact.unnamed
    ) {
        self.sources = sources
        self.sisAlert = sisAlert
        self.isInside = isInside
        self.contact = contact
    }

    /// Nothing wired: applications are taken in and wait for the sources.
    public static let none = ETIASPorts()
}
