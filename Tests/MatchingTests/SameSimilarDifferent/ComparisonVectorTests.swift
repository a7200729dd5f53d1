import Foundation
import Identity
import Testing

@testable import Matching

/// The conformance vectors of `compare`, each its own case.
@Suite struct ComparisonVectorTests {
    struct Vector: Decodable, CustomTestStringConvertible, Sendable {
        struct Side: Decodable, Sendable {
            var surnames: [String]?, surnamesAtBirth: [String]?, previousSurnames: [String]?, aliasSurnames: [String]?
            var givenNames: [String]?, previousGivenNames: [String]?, aliasGivenNames: [String]?, otherNames: [String]?
            var datesOfBirth: [String]?, sexes: [String]?, nationalities: [String]?, nationalitiesAtBirth: [String]?
            var aliasNationalities: [String]?, placesOfBirth: [String]?, countriesOfBirth: [String]?

            var identity: ComparedIdentity {
                ComparedIdentity(
                    surnames: surnames ?? [], surnamesAtBirth: surnamesAtBirth ?? [], previousSurnames: previousSurnames ?? [],
                    aliasSurnames: aliasSurnames ?? [], givenNames: givenNames ?? [], previousGivenNames: previousGivenNames ?? [],
                    aliasGivenNames: aliasGivenNames ?? [], otherNames: otherNames ?? [],
                    datesOfBirth: (datesOfBirth ?? []).compactMap { ComparedDate($0) },
                    sexes: (sexes ?? []).compactMap { Sex(rawValue: $0) }, nationalities: nationalities ?? [],
                    nationalitiesAtBirth: nationalitiesAtBirth ?? [], aliasNationalities: aliasNationalities ?? [],
                    placesOfBirth: placesOfBirth ?? [], countriesOfBirth: countriesOfBirth ?? [])
            }
        }
        struct Input: Decodable, Sendable { var a: Side, b: Side }
        struct Category: Decodable, Sendable { var result: String, rules: [String] }
        struct Expected: Decodable, Sendable {
            var names: Category?, dateOfBirth: Category?, sex: Category?, nationality: Category?
            var result: String?
        }
        var id: String, why: String, input: Input, expected: Expected
        var testDescription: String { "\(id) \(why)" }
    }

    static let vectors: [Vector] = {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../../Conformance/compare.jsonl")
        guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").compactMap { try? JSONDecoder().decode(Vector.self, from: Data($0.utf8)) }
    }()

    @Test func allVectorsAreThere() { #expect(ComparisonVectorTests.vectors.count == 144) }

    @Test(arguments: vectors) func vector(_ vector: Vector) {
        for (a, b) in [(vector.input.a, vector.input.b), (vector.input.b, vector.input.a)] {
            let answer = IdentityComparison.compare(a.identity, b.identity)
            func check(_ name: String, _ found: IdentityComparison.Category, _ wanted: Vector.Category?) {
                guard let wanted else { return }
                #expect(found.result.rawValue == wanted.result, "\(name)")
                #expect(found.rules.map(\.rawValue) == wanted.rules, "\(name)")
            }
            check("names", answer.names, vector.expected.names)
            check("date of birth", answer.dateOfBirth, vector.expected.dateOfBirth)
            check("sex", answer.sex, vector.expected.sex)
            check("nationality", answer.nationality, vector.expected.nationality)
            if let wanted = vector.expected.result { #expect(answer.result.rawValue == wanted) }
        }
    }
}
