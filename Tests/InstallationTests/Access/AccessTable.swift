import Access
import Foundation

/// The table of rights that was written by hand from the acts, and a way of answering questions with it that shares no code
/// with the access policy.
struct AccessTable {
    struct Line {
        var number: Int
        var system: SystemName
        var authorities: Set<AuthorityKind>
        var purposes: Set<Purpose>
        var actions: Set<AccessAction>
        var subject: String
        var keys: Set<SearchKey>
        /// Whether a combination of the keys is admitted.
        var admits: (Set<SearchKey>) -> Bool
        var data: Set<String>
        var alternatives: [Set<Condition>]
        var unless: Set<Condition>
        var article: String
    }

    struct Broken: Error, CustomStringConvertible { var description: String }

    /// Where a line can give a right: looked up, because millions of questions are asked.
    private struct Place: Hashable {
        var system: SystemName
        var authority: AuthorityKind
        var purpose: Purpose
        var action: AccessAction
    }

    var lines: [Line] = [] { didSet { arrange() } }
    private var places: [Place: [Line]] = [:]

    static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Conformance/access-table.tsv")

    init(_ text: String) throws {
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
            let actions = Set(try AccessTable.words(cells[3], AccessAction.self, number))
            var keys: Set<SearchKey> = []
            var admits: (Set<SearchKey>) -> Bool = { $0.isEmpty }
            var data: Set<String> = []
            if actions == [.search] {
                (keys, admits) = try AccessTable.keys(cells[4], number)
            } else {
                data = Set(cells[4].split(separator: " ").map(String.init).flatMap { sets[$0] ?? [$0] })
                if let unknown = data.first(where: { $0.hasPrefix("@") }) {
                    throw Broken(description: "line \(number + 1): no set \(unknown)")
                }
            }
            var unless: Set<Condition> = []
            var alternatives: [Set<Condition>] = []
            for alternative in cells[5].split(separator: "|").map({ $0.trimmingCharacters(in: .whitespaces) }) {
                if alternative.hasPrefix("not ") {
                    unless.formUnion(try AccessTable.words(String(alternative.dropFirst(4)), Condition.self, number))
                } else {
                    alternatives.append(
                        Set(try AccessTable.words(alternative.replacingOccurrences(of: "+", with: " "), Condition.self, number)))
                }
            }
            lines.append(
                Line(
                    number: number + 1, system: system,
                    authorities: Set(try AccessTable.words(cells[1], AuthorityKind.self, number)),
                    purposes: Set(try AccessTable.words(cells[2], Purpose.self, number)), actions: actions,
                    subject: cells[4], keys: keys, admits: admits, data: data,
                    alternatives: alternatives.isEmpty ? [[]] : alternatives, unless: unless, article: cells[6]))
        }
        arrange()
    }

    private mutating func arrange() {
        places = [:]
        for line in lines {
            for authority in line.authorities {
                for purpose in line.purposes {
                    for action in line.actions {
                        places[Place(system: line.system, authority: authority, purpose: purpose, action: action), default: []].append(line)
                    }
                }
            }
        }
    }

    private static func words<Word: RawRepresentable & CaseIterable>(
        _ cell: String, _ type: Word.Type, _ number: Int
    ) throws -> [Word] where Word.RawValue == String {
        if cell == "*" { return Array(Word.allCases) }
        return try cell.split(separator: " ").map { word in
            guard let known = Word(rawValue: String(word)) else {
                throw Broken(description: "line \(number + 1): \(word) is no \(Word.self)")
            }
            return known
        }
    }

    private static func keys(_ cell: String, _ number: Int) throws -> (Set<SearchKey>, (Set<SearchKey>) -> Bool) {
        if cell.hasPrefix("one: ") {
            let only = Set(try words(String(cell.dropFirst(5)), SearchKey.self, number))
            return (only, { $0 == only })
        }
        guard cell.hasPrefix("any: ") else { throw Broken(description: "line \(number + 1): \(cell)") }
        let parts = cell.dropFirst(5).components(separatedBy: " / ")
        let all = Set(try words(parts[0], SearchKey.self, number))
        guard parts.count > 1 else { return (all, { !$0.isEmpty && $0.isSubset(of: all) }) }
        if parts[1].hasSuffix(" needed") {
            let needed = Set(
                try words(parts[1].dropLast(7).replacingOccurrences(of: " or ", with: " "), SearchKey.self, number))
            return (all, { $0.isSubset(of: all) && !$0.isDisjoint(with: needed) })
        }
        let pair = try words(parts[1].replacingOccurrences(of: "only with ", with: ""), SearchKey.self, number)
        guard pair.count == 2 else { throw Broken(description: "line \(number + 1): \(parts[1])") }
        return (all, { !$0.isEmpty && $0.isSubset(of: all) && (!$0.contains(pair[0]) || $0.contains(pair[1])) })
    }

    /// Whether the acts give the right, leaving aside what they hide.
    func allows(_ question: AccessQuestion) -> Bool {
        let place = Place(
            system: question.system, authority: question.authority, purpose: question.purpose, action: question.action)
        return (places[place] ?? []).contains { line in
            (question.action == .search
                ? line.admits(question.keys) : question.data.map { line.data.contains($0.rawValue) } ?? false)
                && line.unless.isDisjoint(with: question.conditions)
                && line.alternatives.contains { $0.isSubset(of: question.conditions) }
        }
    }

    /// What a mistake in either table would turn on: every alternative, every one with a fact missing, nothing and everything.
    func conditionSets(_ system: SystemName, beside others: [Set<Condition>] = []) -> [Set<Condition>] {
        let mine = lines.filter { $0.system == system }
        var sets: Set<Set<Condition>> = [[]]
        for set in mine.flatMap(\.alternatives) + others {
            sets.insert(set)
            for condition in set { sets.insert(set.subtracting([condition])) }
        }
        let barring = mine.map(\.unless).reduce(into: Set<Condition>()) { $0.formUnion($1) }
        if !barring.isEmpty { for set in sets { sets.insert(set.union(barring)) } }
        sets.insert(sets.reduce(into: Set<Condition>()) { $0.formUnion($1) })
        sets.insert(Set(Condition.allCases).subtracting([.temporarilyUnavailable, .noRightToLinkedAlert]))
        return Array(sets)
    }
}

func subsets<Element: Hashable>(of elements: Set<Element>) -> [Set<Element>] {
    elements.reduce([[]]) { sets, element in sets + sets.map { $0.union([element]) } }
}
