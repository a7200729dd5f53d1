import Crypto

/// The rights in force: every grant of every operation, in one value with a revision.
///
/// The policy is the only place where mandates come from. Its revision is a digest of its content, so that a decision
/// in the log can be replayed against the very policy that took it.
public struct AccessPolicy: Sendable {
    public let grants: [Grant]
    public let concealments: [Concealment]
    /// First 16 hexadecimal digits of the SHA-256 of the sorted table.
    public let revision: String
    private let byQuestion: [Row: [Grant]]
    let rights = KnownRights()

    private struct Row: Hashable {
        var authority: AuthorityKind
        var purpose: Purpose
        var system: SystemName
        var action: AccessAction
    }

    public init(grants: [Grant], concealments: [Concealment] = []) {
        var seen: Set<Grant> = []
        self.grants = grants.filter { seen.insert($0).inserted }
        self.concealments = concealments
        var index: [Row: [Grant]] = [:]
        for grant in self.grants {
            for authority in grant.authorities {
                for purpose in grant.purposes {
                    for action in grant.actions {
                        let row = Row(authority: authority, purpose: purpose, system: grant.system, action: action)
                        index[row, default: []].append(grant)
                    }
                }
            }
        }
        byQuestion = index
        let lines = AccessPolicy.table(self.grants).map(\.line) + concealments.map { "hidden \($0.line)" }
        let digest = SHA256.hash(data: Array(lines.sorted().joined(separator: "\n").utf8))
        revision = digest.prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Answers a question about rights. Pure: the established facts are part of the question.
    public func decide(_ question: AccessQuestion) -> AccessDecision {
        decide(question, near: grants(for: question).filter { $0.concerns(question) })
    }

    /// The same by these of its grants alone, where two ways lead to the same data and each has conditions of its own: a right to the one
    /// is none to the other.
    public func decide(_ question: AccessQuestion, by own: [Grant]) -> AccessDecision {
        decide(question, near: grants(for: question).filter { $0.concerns(question) && own.contains($0) })
    }

    private func decide(_ question: AccessQuestion, near: [Grant]) -> AccessDecision {
        if let concealment = concealments.first(where: { $0.conceals(question) }) {
            return .hidden(article: concealment.article)
        }
        if let grant = near.first(where: { $0.isMet(by: question.conditions) }) {
            return .allowed(article: grant.article)
        }
        if question.viaPortal, near.isEmpty, !hasAnyRight(question) { return .hidden(article: "817 9(4)") }
        if let grant = near.first {
            let barred = grant.unless.intersection(question.conditions)
            if !barred.isEmpty {
                return .refused(why: "\(grant.article) gives no right to who is: \(barred.sorted().map(\.rawValue).joined(separator: ", "))")
            }
            let missing =
                grant.conditions.map { $0.subtracting(question.conditions).sorted().map(\.rawValue) }
                .min { $0.count < $1.count } ?? []
            return .refused(why: "\(grant.article) asks that this be established: \(missing.joined(separator: ", "))")
        }
        return .refused(
            why: "no provision gives \(question.authority.rawValue) for \(question.purpose.rawValue) this right in \(question.system.rawValue)"
                + otherKeys(question))
    }

    /// By what else the same authority may search for the same purpose, where it asked by data that no provision puts together.
    private func otherKeys(_ question: AccessQuestion) -> String {
        // The portal leaves such a system out without a word.
        guard question.action == .search, !question.viaPortal else { return "" }
        let others = grants(for: question)
        guard !others.isEmpty, !others.contains(where: { $0.concerns(question) }) else { return "" }
        let keys = Set(others.map(\.keys.line)).sorted().joined(separator: " | ")
        return keys.utf8.count > 300 ? " by these data together" : " by these data; it may search by: \(keys)"
    }

    private func grants(for question: AccessQuestion) -> [Grant] {
        byQuestion[
            Row(
                authority: question.authority, purpose: question.purpose, system: question.system,
                action: question.action)] ?? []
    }

    /// Whether the authority may search or read the system at all for this purpose.
    private func hasAnyRight(_ question: AccessQuestion) -> Bool {
        [AccessAction.search, .read].contains { action in
            var other = question
            other.action = action
            return !grants(for: other).isEmpty
        }
    }

    /// The groups of data of a system that may be read under the established facts.
    public func readable(
        _ system: SystemName, by authority: AuthorityKind, for purpose: Purpose, conditions: Set<Condition>
    ) -> Set<DataGroup> {
        let row = Row(authority: authority, purpose: purpose, system: system, action: .read)
        var groups: Set<DataGroup> = []
        for grant in byQuestion[row] ?? [] where grant.isMet(by: conditions) { groups.formUnion(grant.data) }
        return groups
    }

    /// One line of the table that people read.
    public struct TableRow: Hashable, Sendable {
        public let authority, purpose, system, action, subject, conditions, article: String
        public var line: String {
            [authority, purpose, system, action, subject, conditions, article].joined(separator: "\t")
        }
    }

    /// The readable table, one row per authority, purpose, action and provision, sorted.
    public var table: [TableRow] { AccessPolicy.table(grants) }

    private static func table(_ grants: [Grant]) -> [TableRow] {
        var rows: [TableRow] = []
        for grant in grants {
            let conditions =
                (grant.conditions.map { $0.sorted().map(\.rawValue).joined(separator: " + ") }
                .filter { !$0.isEmpty } + grant.unless.sorted().map { "not \($0.rawValue)" }).joined(separator: " | ")
            for authority in grant.authorities {
                for purpose in grant.purposes {
                    for action in grant.actions {
                        rows.append(
                            TableRow(
                                authority: authority.rawValue, purpose: purpose.rawValue,
                                system: grant.system.rawValue, action: action.rawValue,
                                subject: action == .search
                                    ? grant.keys.line : grant.data.sorted().map(\.rawValue).joined(separator: ", "),
                                conditions: conditions, article: grant.article))
                    }
                }
            }
        }
        return Set(rows).sorted { $0.line < $1.line }
    }
}

extension Grant.KeyRule {
    var line: String {
        switch self {
        case .none: ""
        case .any(let keys): "any of " + keys.sorted().map(\.rawValue).joined(separator: ", ")
        case .exactly(let combinations):
            combinations.map { $0.sorted().map(\.rawValue).joined(separator: " + ") }.sorted().joined(separator: " | ")
        case .some(let sufficient, let narrowing):
            "some of " + sufficient.sorted().map(\.rawValue).joined(separator: ", ") + "; with it "
                + narrowing.sorted().map(\.rawValue).joined(separator: ", ")
        }
    }
}

extension Concealment {
    var line: String {
        [
            system.rawValue, actions.map(\.rawValue).sorted().joined(separator: ","),
            data.sorted().map(\.rawValue).joined(separator: ","),
            (when.sorted().map(\.rawValue) + unless.sorted().map { "not \($0.rawValue)" }).joined(separator: ","),
            exceptFor.map(\.rawValue).sorted().joined(separator: ",")
                + (exceptForPurposes.map { " for " + $0.map(\.rawValue).sorted().joined(separator: ",") } ?? ""), article,
        ].joined(separator: "\t")
    }
}
