/// Who asks: an authority of a Member State or agency, through one of its users, as Sextant's own records know them.
public struct Caller: Hashable, Sendable {
    /// The authority's identifier in the administration, for instance `FR-PAF-CDG`.
    public let authority: String
    public let kind: AuthorityKind
    /// ISO 3166-1 alpha-3; `nil` for an agency of the Union.
    public let memberState: String?
    public let user: String
    /// Facts about the authority that its administration record establishes (`nonGovernment`, …).
    public let standing: Set<Condition>

    public init(
        authority: String, kind: AuthorityKind, memberState: String?, user: String, standing: Set<Condition> = []
    ) {
        self.authority = authority
        self.kind = kind
        self.memberState = memberState
        self.user = user
        self.standing = standing
    }

    /// The agency that a central access point without a Member State serves; `nil` for everybody else.
    public var agency: UnionAgency? {
        guard kind == .centralAccessPoint, memberState == nil else { return nil }
        return UnionAgency.allCases.first { standing.contains($0.condition) }
    }
}

/// What a request is about, as the caller states it and the log keeps it.
public struct CaseReference: Hashable, Sendable {
    public var purpose: Purpose
    /// The authority's own file or case number.
    public var reference: String?
    /// The official who ordered what the caller's user carries out, by the authority's own unique identifier (2017/2226 Article 59(2)(h),
    /// 2024/1358 Article 51(2), 2019/817 Article 24(5)). The log keeps it; no right rests on it.
    public var orderedBy: String?
    /// Identifies the request in logs and replies.
    public var requestID: String
    /// False where the request was refused before it had stated a purpose; the log then says so.
    public var isPurposeStated = true

    public init(purpose: Purpose, reference: String? = nil, orderedBy: String? = nil, requestID: String) {
        self.purpose = purpose
        self.reference = reference
        self.orderedBy = orderedBy
        self.requestID = requestID
    }
}

/// The right to do one thing, given by the access policy and by nothing else.
///
/// Every call of the registry takes one; its initialiser is internal to this module, so code that forgets to ask for
/// a right does not compile.
public struct Mandate: Sendable {
    public let caller: Caller
    public let `case`: CaseReference
    public let systems: Set<SystemName>
    public let actions: Set<AccessAction>
    /// The groups of data that may be shown.
    public let visible: Set<DataGroup>
    public let article: String
    public let policyRevision: String

    init(
        caller: Caller, case: CaseReference, systems: Set<SystemName>, actions: Set<AccessAction>,
        visible: Set<DataGroup>, article: String, policyRevision: String
    ) {
        self.caller = caller
        self.case = `case`
        self.systems = systems
        self.actions = actions
        self.visible = visible
        self.article = article
        self.policyRevision = policyRevision
    }

    public func allows(_ action: AccessAction, in system: SystemName) -> Bool {
        systems.contains(system) && actions.contains(action)
    }
}

/// The policy said no.
public struct AccessRefusal: Error, Hashable, Sendable {
    public let decision: AccessDecision
    public let question: AccessQuestion
    public var isHidden: Bool { if case .hidden = decision { true } else { false } }
    public var why: String {
        switch decision {
        case .allowed(let article): article
        case .refused(let why): why
        case .hidden: "no data"
        }
    }
}

extension AccessPolicy {
    /// Gives a mandate for what the question asks, or refuses. Whoever may change data may also read what the
    /// change needs: the mandate of a change covers reading in the same system, and the operation's `consequences`. With `own` the right
    /// must come from these grants.
    public func mandate(
        for question: AccessQuestion, by own: [Grant]? = nil, caller: Caller, case reference: CaseReference,
        consequences: Set<AccessAction> = []
    ) throws(AccessRefusal) -> Mandate {
        var right = rights.right(question) { decided($0) }
        // What may be shown stays what the policy as a whole lets be seen.
        if let own { right = Right(decision: decide(question, by: own), visible: right.visible) }
        guard case .allowed(let article) = right.decision else {
            throw AccessRefusal(decision: right.decision, question: question)
        }
        return Mandate(
            caller: caller, case: reference, systems: [question.system],
            actions: consequences.union(question.action == .search ? [.search, .read] : [question.action, .read]),
            visible: right.visible, article: article, policyRevision: revision)
    }

    private func decided(_ question: AccessQuestion) -> Right {
        let decision = decide(question)
        guard case .allowed = decision else { return Right(decision: decision, visible: []) }
        var visible = readable(
            question.system, by: question.authority, for: question.purpose, conditions: question.conditions)
        for concealment in concealments where concealment.applies(to: question) { visible.subtract(concealment.data) }
        return Right(decision: decision, visible: visible)
    }

    /// The mandate of Sextant's own tasks (the sweeper, followers of the feed, the establishing of conditions for a
    /// caller): bound to systems and actions, and logged like any other.
    public func mandate(
        forTask task: String, systems: Set<SystemName>, actions: Set<AccessAction>, article: String, requestID: String,
        actingFor caller: Caller? = nil, case reference: CaseReference? = nil
    ) -> Mandate {
        Mandate(
            caller: caller ?? Caller(authority: "SEXTANT", kind: .operator_, memberState: nil, user: task),
            case: reference ?? CaseReference(purpose: .systemTask, requestID: requestID), systems: systems,
            actions: actions, visible: [], article: article, policyRevision: revision)
    }
}
