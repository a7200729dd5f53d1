import Access
import Foundation
import Identity
import Operations
import Registry
import Testing
import Wire

@testable import ETIAS

/// The vectors of the processing of applications as units live them: the other systems report the hits, the Central Unit verifies
/// them, and the National Unit decides. Rule and operations cannot differ unnoticed.
@Suite("ETIAS 20–32: the vectors, submitted, verified and decided")
struct VectorsTests {
    private struct Line {
        var hit: ApplicationHit
        var confirmed: Bool?
    }

    private static func vectors() throws -> [(id: String, input: JSON, expected: JSON)] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "Conformance/etias.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let vector = try JSON(parsing: Array(line.utf8))
            return (vector["id"]?.text ?? "?", try #require(vector["input"]), try #require(vector["expected"]))
        }
    }

    /// The hits of a vector, each with a reference of its own; `nil` where ETIAS itself would have to find one, or where a step is
    /// in it that these tests do not take.
    private func lines(_ input: JSON) -> [Line]? {
        guard case .object(let object) = input,
            Set(object.names).isSubset(of: ["submittedAt", "firstIntendedStay", "hits", "affirmativeAnswer", "familyMember"])
        else { return nil }
        var lines: [Line] = []
        for (place, hit) in (input["hits"]?.elements ?? []).enumerated() {
            guard let check = hit["check"]?.text.flatMap({ Check(rawValue: $0) }), check.source != .ETIAS,
                hit["replacedByRefusalAlert"] == nil
            else { return nil }
            let confirmed: Bool? = hit["confirmed"].map { $0 == .bool(true) }
            lines.append(
                Line(
                    hit: ApplicationHit(
                        check, memberState: hit["memberState"]?.text, entered: hit["entered"]?.text.flatMap { Day($0) },
                        reference: "R\(place)"), confirmed: confirmed))
        }
        return lines
    }

    @Test func everyVectorThatOthersReport() async throws {
        var played = 0
        for vector in try Self.vectors() {
            guard let lines = lines(vector.input), let submitted = vector.input["submittedAt"]?.text.flatMap({ Instant($0) }) else { continue }
            let isFamily = vector.input["familyMember"] == .bool(true)
            let isMinor = lines.contains { $0.hit.check == .m }
            if isFamily, isMinor { continue }
            let bench = Bench()
            bench.set(submitted)
            bench.sources.set { told in
                for line in lines { told.hits[line.hit.check.source, default: []].append(line.hit) }
            }
            var input = SubmitApplication.Input()
            input.form = isFamily ? .family() : isMinor ? .minor() : .complete()
            input.form.firstIntendedStay = try #require(vector.input["firstIntendedStay"]?.text.flatMap { CountryCode($0) })
            input.form.document.issued = submitted.utcDay - 100
            input.form.document.expiry = submitted.utcDay + 2000
            if isMinor { input.form.identity.dateOfBirth = submitted.utcDay.adding(years: -10) }
            if vector.input["affirmativeAnswer"] == .bool(true) {
                input.form.answers.conflictZone.yes = true
                input.form.answers.conflictZone.from = submitted.utcDay.adding(years: -2)
                input.form.answers.conflictZone.country = CountryCode("SYR")
                input.form.answers.conflictZone.particulars = "Journalist"
            }
            input.ipAddress = "192.0.2.1"
            if Fee.exemption(input.form, on: submitted.utcDay) == nil {
                input.payment = FeePayment(cents: Fee.cents, reference: "P1")
            }
            let id = try await bench.run(SubmitApplication(bench.ports), input, as: .website).application
            try await verify(lines, id, bench)
            try await compare(vector.id, vector.expected, id, bench)
            played += 1
        }
        #expect(played >= 45)
    }

    /// The Central Unit says what the vector says; hits that nobody was asked about are not in the file.
    private func verify(_ lines: [Line], _ id: RecordID, _ bench: Bench) async throws {
        let file = try await bench.file(id)
        var input = VerifyHits.Input()
        input.application = id
        input.verdicts = file.value.hits.enumerated().compactMap { place, hit in
            lines.first { $0.hit.reference == hit.reference }?.confirmed.map { .init(hit: place, corresponds: $0) }
        }
        guard file.value.status == .verification, !input.verdicts.isEmpty else { return }
        _ = try await bench.run(VerifyHits(), input, as: .central, version: file.version)
    }

    private func compare(_ name: String, _ expected: JSON, _ id: RecordID, _ bench: Bench) async throws {
        let file = try await bench.file(id)
        let outcome = try #require(expected["outcome"]?.text)
        #expect(file.value.responsible == expected["memberState"]?.text, "\(name)")
        let open = try await bench.values(ETIASTask.self).filter { $0.value.state == .open }
        #expect(open.first?.value.deadline == expected["decideBy"]?.text.flatMap { Instant($0) }, "\(name)")
        switch outcome {
        case "issue":
            #expect(file.value.status == .issued, "\(name)")
            #expect(open.isEmpty, "\(name)")
        case "verify":
            #expect(file.value.status == .verification, "\(name)")
            #expect(open.map(\.value.authority) == [.etiasCentral], "\(name)")
        default:
            #expect(file.value.status == .manual, "\(name)")
            #expect(open.map(\.value.authority) == [.etiasNational], "\(name)")
            // What must be refused cannot be issued; what is to be assessed can be either.
            var decision = DecideApplication.Input()
            decision.application = id
            decision.issue = true
            decision.justification = "Assessed individually."
            let state = try #require(file.value.responsible)
            let unit = Caller(authority: "\(state)-ETIAS", kind: .etiasNational, memberState: state, user: "unit")
            let refused = await bench.refusal(DecideApplication(), decision, as: unit, version: file.version)
            #expect(refused == (outcome == "refuse" ? .mustRefuse : nil), "\(name)")
        }
    }
}
