/// One provision of an act that gives a right: who, for what, on which data, under which conditions.
///
/// Grants are written beside the operations that they open; the table of authority × purpose × system × operation ×
/// data that people read is generated from them. What no grant gives is refused.
public struct Grant: Hashable, Sendable {
    public var authorities: Set<AuthorityKind>
    /// `nil`: whatever purposes that authority may have.
    public var purposes: Set<Purpose>
    public var system: SystemName
    public var actions: Set<AccessAction>
    /// For a search: which keys may be used together.
    public var keys: KeyRule
    /// For everything else: the groups of data.
    public var data: Set<DataGroup>
    /// Each inner set is one sufficient combination of established facts; `[[]]`: no condition.
    public var conditions: [Set<Condition>]
    /// Facts that take the right away where any of them is established, as a service that is no government service has
    /// no direct access.
    public var unless: Set<Condition> = []
    public var article: String

    public enum KeyRule: Hashable, Sendable {
        case none
        /// Any non-empty combination of these.
        case any(Set<SearchKey>)
        /// Exactly one of these combinations.
        case exactly([Set<SearchKey>])
        /// At least one of `keys`; the others only beside one of these.
        case some(of: Set<SearchKey>, narrowedBy: Set<SearchKey>)

        func admits(_ keys: Set<SearchKey>) -> Bool {
            switch self {
            case .none: keys.isEmpty
            case .any(let allowed): !keys.isEmpty && keys.isSubset(of: allowed)
            case .exactly(let combinations): combinations.contains(keys)
            case .some(let sufficient, let narrowing):
                !keys.isDisjoint(with: sufficient) && keys.isSubset(of: sufficient.union(narrowing))
            }
        }
    }

    /// A right to search.
    public static func search(
        _ system: SystemName, by keys: KeyRule, _ authorities: Set<AuthorityKind>, for purposes: Set<Purpose>,
        when conditions: [Set<Condition>] = [[]], unless: Set<Condition> = [], article: String
    ) -> Grant {
        Grant(
            authorities: authorities, purposes: purposes, system: system, actions: [.search], keys: keys, data: [],
            conditions: conditions, unless: unless, article: article)
    }

    /// A right to read or change groups of data.
    public static func data(
        _ system: SystemName, _ actions: Set<AccessAction>, _ data: Set<DataGroup>, _ authorities: Set<AuthorityKind>,
        for purposes: Set<Purpose>, when conditions: [Set<Condition>] = [[]], unless: Set<Condition> = [],
        article: String
    ) -> Grant {
        Grant(
            authorities: authorities, purposes: purposes, system: system, actions: actions, keys: .none, data: data,
            conditions: conditions, unless: unless, article: article)
    }

    /// Whether everything but the conditions fits.
    func concerns(_ question: AccessQuestion) -> Bool {
        authorities.contains(question.authority) && purposes.contains(question.purpose)
            && system == question.system && actions.contains(question.action)
            && (question.action == .search
                ? keys.admits(question.keys) : question.data.map(data.contains) ?? false)
    }

    func isMet(by established: Set<Condition>) -> Bool {
        unless.isDisjoint(with: established) && conditions.contains { $0.isSubset(of: established) }
    }
}

/// A provision that makes data look absent to somebody who otherwise has a right, or would be told of a refusal.
public struct Concealment: Hashable, Sendable {
    public var system: SystemName
    public var actions: Set<AccessAction>
    public var data: Set<DataGroup>
    /// Hidden when all of these are established…
    public var when: Set<Condition>
    /// …and none of these…
    public var unless: Set<Condition>
    /// …except from these…
    public var exceptFor: Set<AuthorityKind>
    /// …when they ask for one of these purposes; `nil`: for whatever purpose.
    public var exceptForPurposes: Set<Purpose>?
    public var article: String

    public init(
        _ system: SystemName, _ actions: Set<AccessAction> = [.read], data: Set<DataGroup>, when: Set<Condition>,
        unless: Set<Condition> = [], exceptFor: Set<AuthorityKind> = [], exceptForPurposes: Set<Purpose>? = nil,
        article: String
    ) {
        self.system = system
        self.actions = actions
        self.data = data
        self.when = when
        self.unless = unless
        self.exceptFor = exceptFor
        self.exceptForPurposes = exceptForPurposes
        self.article = article
    }

    func conceals(_ question: AccessQuestion) -> Bool {
        // A search names no group of data: it is the system that answers as though there were nothing.
        actions.contains(question.action) && (question.data.map(data.contains) ?? (question.action == .search)) && applies(to: question)
    }

    /// Whether the data look absent to the asker, whatever is done to them.
    func applies(to question: AccessQuestion) -> Bool {
        let excepted = exceptFor.contains(question.authority) && exceptForPurposes?.contains(question.purpose) ?? true
        return system == question.system && when.isSubset(of: question.conditions)
            && unless.isDisjoint(with: question.conditions) && !excepted
    }
}
