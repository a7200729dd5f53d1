import Access
import Carriers
import EES
import Foundation
import Operations
import SIS
import Testing
import Wire

@testable import Installation

/// The rights that the operations declare against those that were written by hand from the acts.
@Suite struct AccessTableTests {
    static func table() throws -> AccessTable {
        try AccessTable(String(contentsOf: AccessTable.file, encoding: .utf8))
    }

    /// Every authority, purpose and action; every group of data that anybody knows; every combination of keys; and every
    /// combination of facts on which a right turns.
    @Test(arguments: [SystemName.EES, .SIS, .VIS, .Eurodac, .ETIAS, .ecrisTCN, .ESP, .CRRS, .administration, .MID, .CIR, .sBMS])
    func everyQuestionHasTheSameAnswerInBothTables(system: SystemName) async throws {
        let table = try Self.table()
        let policy = try await World(bootstrap: false).installation.policy
        let declared = policy.grants.filter { $0.system == system }
        let groups = Set(table.lines.filter { $0.system == system }.flatMap(\.data).map { DataGroup(rawValue: $0) })
            .union(declared.flatMap(\.data)).union(["nothingOfTheSort"])
        var keys = table.lines.filter { $0.system == system }.reduce(into: Set<SearchKey>()) { $0.formUnion($1.keys) }
        for grant in declared {
            switch grant.keys {
            case .none: break
            case .any(let some): keys.formUnion(some)
            case .exactly(let combinations): for some in combinations { keys.formUnion(some) }
            case .some(let sufficient, let narrowing): keys.formUnion(sufficient.union(narrowing))
            }
        }
        keys.insert(.face)
        let sets = table.conditionSets(system, beside: declared.flatMap(\.conditions))
        // Of many keys every three, and all but two: a rule on combinations speaks of one key that must be there, or must not be
        // there alone.
        let combinations = keys.count <= 9 ? subsets(of: keys) : subsets(of: keys).filter { $0.count <= 3 || $0.count >= keys.count - 2 }
        let anything = Set(Condition.allCases).subtracting([.temporarilyUnavailable, .noRightToLinkedAlert])

        var asked = 0
        var allowed = 0
        var differences: [String] = []
        func compare(_ question: AccessQuestion) {
            asked += 1
            let right = table.allows(question)
            if right { allowed += 1 }
            let decision = policy.decide(question)
            guard (decision.word == "allowed") != right else { return }
            differences.append(
                "\(question.authority.rawValue) \(question.purpose.rawValue) \(question.action.rawValue) \(question.data?.rawValue ?? question.keys.sorted().map(\.rawValue).joined(separator: "+")) when \(question.conditions.sorted().map(\.rawValue).joined(separator: "+")): by hand \(right), declared \(decision)"
            )
        }
        for authority in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                for action in AccessAction.allCases {
                    func concerned(_ authorities: Set<AuthorityKind>, _ purposes: Set<Purpose>, _ actions: Set<AccessAction>) -> Bool {
                        authorities.contains(authority) && purposes.contains(purpose) && actions.contains(action)
                    }
                    // Where neither table says anything, a right could only come from nowhere: once with every fact will do.
                    let silent =
                        !table.lines.contains { $0.system == system && concerned($0.authorities, $0.purposes, $0.actions) }
                        && !declared.contains { concerned($0.authorities, $0.purposes, $0.actions) }
                    for conditions in silent ? [anything] : sets {
                        var question = AccessQuestion(
                            authority: authority, purpose: purpose, system: system, action: action, conditions: conditions)
                        if action == .search {
                            for combination in combinations {
                                question.keys = combination
                                compare(question)
                            }
                        } else {
                            for group in groups {
                                question.data = group
                                compare(question)
                            }
                        }
                    }
                }
            }
        }
        #expect(differences.isEmpty, "\(differences.count) of \(asked):\n\(differences.prefix(40).joined(separator: "\n"))")
        #expect(allowed > 0)
        #expect(asked > 24 * 31 * 5)
    }

    /// Every line of the table by hand is one that can be told from its absence: without it, an answer changes.
    @Test func everyLineMatters() throws {
        let table = try Self.table()
        for line in table.lines {
            var without = table
            without.lines = table.lines.filter { $0.system == line.system && $0.number != line.number }
            let authority = try #require(line.authorities.sorted { $0.rawValue < $1.rawValue }.first)
            let questions = line.authorities.flatMap { authority in
                line.purposes.flatMap { purpose in
                    line.actions.flatMap { action -> [AccessQuestion] in
                        let conditions = line.alternatives[0]
                        return action == .search
                            ? subsets(of: line.keys).map {
                                AccessQuestion(
                                    authority: authority, purpose: purpose, system: line.system, action: action, keys: $0, conditions: conditions)
                            }
                            : line.data.map {
                                AccessQuestion(
                                    authority: authority, purpose: purpose, system: line.system, action: action, data: DataGroup(rawValue: $0),
                                    conditions: conditions)
                            }
                    }
                }
            }
            #expect(
                questions.contains { table.allows($0) && !without.allows($0) },
                "line \(line.number) (\(authority.rawValue)) says what others say")
        }
    }

    /// The concealments: what looks absent, to whom, and to whom not.
    @Test func whatIsHiddenAndFromWhom() async throws {
        let policy = try await World(bootstrap: false).installation.policy
        for authority in AuthorityKind.allCases {
            for purpose in Purpose.allCases {
                let arrest = AccessQuestion(
                    authority: authority, purpose: purpose, system: .SIS, action: .read, data: "arrest",
                    conditions: [.temporarilyUnavailable])
                #expect((policy.decide(arrest).word == "hidden") == (authority != .sirene), "1862 26(4): \(authority.rawValue)")
                let linked = AccessQuestion(
                    authority: authority, purpose: purpose, system: .SIS, action: .read, data: "linkedAlert",
                    conditions: [.noRightToLinkedAlert])
                #expect(policy.decide(linked).word == "hidden", "1862 63(4): \(authority.rawValue)")
                for system in [SystemName.EES, .SIS] {
                    var portal = AccessQuestion(
                        authority: authority, purpose: purpose, system: system, action: .search, keys: [.identity],
                        viaPortal: true)
                    let may = [AccessAction.search, .read].contains { action in
                        policy.grants.contains {
                            $0.system == system && $0.authorities.contains(authority) && $0.purposes.contains(purpose)
                                && $0.actions.contains(action)
                        }
                    }
                    #expect((policy.decide(portal).word == "hidden") == !may, "817 9(4): \(authority.rawValue) \(purpose.rawValue)")
                    portal.viaPortal = false
                    #expect(policy.decide(portal).word != "hidden")
                }
            }
        }
    }

    /// Every conformance vector of the EES and SIS, against the policy of a whole installation and the table by hand.
    @Test func conformanceVectors() async throws {
        let table = try Self.table()
        let policy = try await World(bootstrap: false).installation.policy
        let file = AccessTable.file.deletingLastPathComponent().appendingPathComponent("access.jsonl")
        var count = 0
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let vector = try JSON(parsing: String(line))
            let id = try #require(vector["id"]?.text)
            guard let input = vector["input"], let system = input["system"]?.text.flatMap({ SystemName(rawValue: $0) }),
                [.EES, .SIS].contains(system)
            else { continue }
            func set<Word: RawRepresentable & Hashable>(_ name: String) throws -> Set<Word> where Word.RawValue == String {
                Set(try (input[name]?.elements ?? []).map { try #require(Word(rawValue: $0.text ?? "")) })
            }
            let question = AccessQuestion(
                authority: try #require(AuthorityKind(rawValue: input["authority"]?.text ?? "")),
                purpose: try #require(Purpose(rawValue: input["purpose"]?.text ?? "")), system: system,
                action: try #require(AccessAction(rawValue: input["operation"]?.text ?? "")), keys: try set("keys"),
                data: input["data"]?.text.map { DataGroup(rawValue: $0) }, conditions: try set("conditions"),
                viaPortal: input["via"]?.text == "portal")
            let expected = try #require(vector["expected"]?["decision"]?.text)
            #expect(policy.decide(question).word == expected, "\(id)")
            #expect(table.allows(question) == (expected == "allowed"), "\(id) by hand")
            count += 1
        }
        #expect(count >= 60)
    }

    /// Nothing is open that no act opens: every right of the policy is quoted by an operation that uses it.
    @Test func everyRightBelongsToAnOperation() async throws {
        let installation = try await World(bootstrap: false).installation
        for operation in installation.catalogue.operations {
            #expect(!operation.about.grants.isEmpty, "\(operation.about.id) is open to nobody")
            for grant in operation.about.grants {
                // The carriers' gateway stands in the EES and tells what ETIAS lets carriers know.
                #expect(
                    grant.system == operation.about.system || grant == CarrierGrants.etiasStatus,
                    "\(operation.about.id) quotes a right of another system")
                #expect(!grant.article.isEmpty)
            }
            #expect(
                operation.about.grants.contains { $0.actions.contains(operation.about.action) },
                "\(operation.about.id) quotes no right to do what it does")
        }
        let declared = Set(EESGrants.all + SISGrants.all)
        let quoted = Set(installation.catalogue.operations.flatMap(\.about.grants))
        #expect(declared.isSubset(of: quoted), "declared, and opening nothing: \(declared.subtracting(quoted).map(\.article))")
    }
}
