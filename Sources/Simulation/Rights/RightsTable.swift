import Access

/// The table of rights that was written by hand from the acts (`Conformance/access-table.tsv`), and a way of answering
/// questions with it that shares no code with the access policy. What happened in a simulated year is held against it.
public struct RightsTable: Sendable {
    struct Line: Sendable {
        var system: SystemName
        var authorities: Set<AuthorityKind>
        var purposes: Set<Purpose>
        var actions: Set<AccessAction>
        var keys: Keys
        var data: Set<String>
        var alternatives: [Set<Condition>]
        var unless: Set<Condition>
    }

    /// Which keys of a search may be used together.
    enum Keys: Sendable {
        case none
        case only(Set<SearchKey>)
        case any(Set<SearchKey>)
        /// At least one of these among them.
        case anyWith(Set<SearchKey>, needed: Set<SearchKey>)
        /// The first only together with the second.
        case anyPaired(Set<SearchKey>, SearchKey, with: SearchKey)

        func admits(_ keys: Set<SearchKey>) -> Bool {
            switch self {
            case .none: keys.isEmpty
            case .only(let only): keys == only
            case .any(let all): !keys.isEmpty && keys.isSubset(of: all)
            case .anyWith(let all, let needed): keys.isSubset(of: all) && !keys.isDisjoint(with: needed)
            case .anyPaired(let all, let one, let other):
                !keys.isEmpty && keys.isSubset(of: all) && (!keys.contains(one) || keys.contains(other))
            }
        }
    }

    public struct Broken: Error, CustomStringConvertible {
        public var description: String
    }

    private(set) var lines: [Line] = []

    /// Systems that the table says something about.
    public var systems: Set<SystemName> { Set(lines.map(\.system)) }

    public init(_ text: String) throws(Broken) {
        var sets: [String: [String]] = [:]
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty || line.hasPrefix("#") { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if cells[0] == "set", cells.count == 3 {
                sets[cells[1]] = cells[2].split(separator: " ").map(String.init)
                continue
            }
            guard cells.count == 7, let system = SystemName(rawValue: cells[0]), !cells[6].isEmpty else {
                throw Broken(description: "line \(number + 1) has not the seven cells of a right")
            }
            let actions = Set(try RightsTable.words(cells[3], AccessAction.self, number))
            let isSearch = actions == [.search]
            let (alternatives, unless) = try RightsTable.conditions(cells[5], number)
            lines.append(
                Line(
                    system: system, authorities: Set(try RightsTable.words(cells[1], AuthorityKind.self, number)),
                    purposes: Set(try RightsTable.words(cells[2], Purpose.self, number)), actions: actions,
                    keys: try isSearch ? RightsTable.keys(cells[4], number) : Keys.none,
                    data: isSearch
                        ? [] : Set(cells[4].split(separator: " ").map(String.init).flatMap { sets[$0] ?? [$0] }),
                    alternatives: alternatives, unless: unless))
        }
    }

    /// Whether the acts give the right under the established facts.
    public func allows(_ question: AccessQuestion) -> Bool {
        lines.contains { line in
            line.system == question.system && line.authorities.contains(question.authority)
                && line.purposes.contains(question.purpose) && line.actions.contains(question.action)
                && (question.action == .search
                    ? line.keys.admits(question.keys) : question.data.map { line.data.contains($0.rawValue) } ?? false)
                && line.unless.isDisjoint(with: question.conditions)
                && line.alternatives.contains { $0.isSubset(of: question.conditions) }
        }
    }

    /// Whether an authority has access to data of a system for a purpose, whichever (2019/817 Article 26(3)); its own tasks are none.
    func opens(_ system: SystemName, to authority: AuthorityKind, for purpose: Purpose, under conditions: Set<Condition>) -> Bool {
        lines.contains { line in
            line.system == system && line.authorities.contains(authority) && line.purposes.contains(purpose) && line.actions.contains(.read)
                && !line.data.subtracting(["legalTasks", "qualityIssues"]).isEmpty && line.unless.isDisjoint(with: conditions)
                && line.alternatives.contains { $0.isSubset(of: conditions) }
        }
    }

    // MARK: - Reading

    private static func words<Word: RawRepresentable & CaseIterable>(
        _ cell: String, _ type: Word.Type, _ number: Int
    ) throws(Broken) -> [Word] where Word.RawValue == String {
        if cell == "*" { return Array(Word.allCases) }
        var words: [Word] = []
        for text in cell.split(separator: " ") {
            guard let word = Word(rawValue: String(text)) else {
                throw Broken(description: "line \(number + 1): \(text) is no \(Word.self)")
            }
            words.append(word)
        }
        return words
    }

    private static func conditions(
        _ cell: String, _ number: Int
    ) throws(Broken) -> (alternatives: [Set<Condition>], unless: Set<Condition>) {
        var (alternatives, unless): ([Set<Condition>], Set<Condition>) = ([], [])
        for part in cell.split(separator: "|") {
            let words = part.split(separator: " ").filter { $0 != "+" }
            let names = words.first == "not" ? words.dropFirst() : words[...]
            let set = Set(try RightsTable.words(names.joined(separator: " "), Condition.self, number))
            if words.first == "not" { unless.formUnion(set) } else { alternatives.append(set) }
        }
        return (alternatives.isEmpty ? [[]] : alternatives, unless)
    }

    private static func keys(_ cell: String, _ number: Int) throws(Broken) -> Keys {
        let words = cell.split(separator: " ").map(String.init)
        func set(_ part: some Collection<String>) throws(Broken) -> Set<SearchKey> {
            Set(try RightsTable.words(part.joined(separator: " "), SearchKey.self, number))
        }
        switch words.first {
        case "one:": return .only(try set(words.dropFirst()))
        case "any:":
            let parts = words.dropFirst().split(separator: "/")
            let all = try set(parts[0])
            guard parts.count == 2 else { return .any(all) }
            let rule = Array(parts[1])
            if rule.last == "needed" { return .anyWith(all, needed: try set(rule.dropLast().filter { $0 != "or" })) }
            if rule.count == 4, rule[1] == "only", rule[2] == "with", let one = SearchKey(rawValue: rule[0]),
                let other = SearchKey(rawValue: rule[3])
            {
                return .anyPaired(all, one, with: other)
            }
            throw Broken(description: "line \(number + 1): \(cell)")
        default: throw Broken(description: "line \(number + 1): \(cell)")
        }
    }
}
