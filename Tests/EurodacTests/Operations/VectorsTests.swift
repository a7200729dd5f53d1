import Access
import Foundation
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import Eurodac

/// The vectors of comparison as Member States live them: the sets held are transmitted by their States, the new one by its own,
/// and the reply says what is compared, kept and named. Rule and operations cannot differ unnoticed.
@Suite("603 9–19, 1358 27–31: the vectors, transmitted")
struct VectorsTests {
    private static func vectors() throws -> [(id: String, input: JSON, expected: JSON)] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Conformance/eurodac.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let vector = try JSON(parsing: Array(line.utf8))
            return (vector["id"]?.text ?? "?", try #require(vector["input"]), try #require(vector["expected"]))
        }
    }

    private struct Set_ {
        var category: EurodacCategory
        var state: CountryCode
        var granted: Day?
        var admission: AdmissionState?
        var age: Int?
    }

    /// `nil` where it is no transmission: a request, a category that the regulation does not know, one that is not kept.
    private func set(_ value: JSON, in regime: EurodacRegime, isKept: Bool) -> Set_? {
        guard case .integer(let digit)? = value["category"], let category = EurodacCategory(digit: Int(digit), in: regime),
            !category.isRequest, let state = value["memberState"]?.text.flatMap({ CountryCode($0) }),
            value["takeChargeTransfer"] == nil
        else { return nil }
        var set = Set_(category: category, state: state)
        set.granted = value["protectionGranted"]?.text.flatMap { Day($0) }
        set.admission = value["admission"]?.text.flatMap { AdmissionState(rawValue: $0) }
        if case .integer(let age)? = value["age"] { set.age = Int(age) }
        if isKept {
            if regime == .regulation603, category == .illegalStay { return nil }
            if category == .admission, set.admission == nil { set.admission = .granted }
            if category == .admission, set.admission == .registered { return nil }
            // Nobody but an applicant carries the mark of protection in these tests.
            if set.granted != nil, category != .applicant { return nil }
        }
        return set
    }

    private func caller(_ set: Set_) -> Caller {
        let kind: AuthorityKind =
            switch set.category {
            case .irregularCrossing, .disembarked: .border
            case .illegalStay: .immigration
            default: .asylum
            }
        return Caller(authority: "\(set.state.text)-\(kind.rawValue)", kind: kind, memberState: set.state.text, user: "agent")
    }

    private func data(_ set: Set_, number: Int, taken: Day, in regime: EurodacRegime) throws -> TransmittedData {
        let digit = try #require(set.category.digit(in: regime))
        let reference = "\(try #require(set.state.alpha2))\(digit)V\(number)"
        let isRegistered = set.category == .admission && (set.admission ?? .registered) == .registered
        var data = TransmittedData.of(
            "amal", set.category, reference, in: regime, born: "\(taken.adding(years: -(set.age ?? 30)) - 40)",
            taken: taken.description)
        if regime == .regulation603, let age = set.age { data.age = age }
        if set.category == .admission {
            data.admission = set.admission ?? .registered
            data.decided = isRegistered ? nil : taken
            data.refusalGrounds = set.admission == .refused ? "6(1)(f)" : nil
            if isRegistered { (data.identity, data.place, data.event) = (nil, nil, nil) }
        }
        return data
    }

    @Test func everyVectorThatIsTransmitted() async throws {
        var played = 0
        for vector in try Self.vectors() {
            let regime: EurodacRegime = vector.input["regime"]?.text == "603" ? .regulation603 : .regulation1358
            let asOf = try #require(vector.input["asOf"]?.text.flatMap { Day($0) })
            let stored = (vector.input["stored"]?.elements ?? []).map { ($0["ref"]?.text ?? "", set($0, in: regime, isKept: true)) }
            guard let new = vector.input["new"].flatMap({ set($0, in: regime, isKept: false) }),
                stored.allSatisfy({ $0.1 != nil }),
                !([new] + stored.compactMap(\.1)).contains(where: { $0.category == .temporaryProtection })
            else { continue }
            let bench = Bench(regime, now: "\(asOf - 1)T08:00:00Z")
            var references: [RecordID: String] = [:]
            for (number, (reference, held)) in stored.enumerated() {
                let held = try #require(held)
                let sent = try await bench.transmit(
                    data(held, number: number, taken: asOf - 1, in: regime), as: caller(held))
                let id = try #require(sent.dataset, "\(vector.id)")
                references[id] = reference
                if let granted = held.granted {
                    _ = try await bench.mark(id, min(granted, asOf - 1).description, as: caller(held))
                }
            }
            bench.set("\(asOf)T08:00:00Z")
            try await compare(vector.id, vector.input, vector.expected, new, references, regime, asOf, bench)
            played += 1
        }
        #expect(played >= 40)
    }

    private func compare(
        _ name: String, _ input: JSON, _ expected: JSON, _ new: Set_, _ references: [RecordID: String],
        _ regime: EurodacRegime, _ asOf: Day, _ bench: Bench
    ) async throws {
        var sent = TransmitDataset.Output()
        do throws(Refusal) {
            sent = try await bench.transmit(
                (try? data(new, number: 99, taken: asOf, in: regime)) ?? TransmittedData(), as: caller(new)
            ) {
                $0.includeOwn = input.at("new", "includeOwn") == .bool(true)
            }
        } catch {
            // Of somebody too young nothing is taken, and so nothing compared or kept.
            #expect(error.kind == .tooYoung, "\(name): \(error.kind.code) \(error.detail)")
        }
        #expect(.bool(sent.compared) == expected["compared"], "\(name)")
        #expect(.bool(sent.dataset != nil) == expected["stored"], "\(name)")
        let named = (sent.comparison?.hits ?? []).map { "\(references[$0.dataset] ?? "?") \($0.mark)" }.sorted()
        let wanted = (expected["hits"]?.elements ?? []).map { "\($0["ref"]?.text ?? "") \($0["mark"] == .bool(true))" }.sorted()
        #expect(named == wanted, "\(name)")
    }
}

extension JSON {
    fileprivate func at(_ path: String...) -> JSON? { path.reduce(Optional(self)) { $0?[$1] } }
}
