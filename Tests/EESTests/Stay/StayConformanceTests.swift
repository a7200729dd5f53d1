import Identity
import Testing

@testable import EES

@Suite("SBC Article 6(1)–(2), EES Article 11: conformance vectors") struct StayConformanceTests {
    static let vectors = Vector.all("stay")

    @Test func theVectorsAreThere() { #expect(Self.vectors.count >= 150) }

    @Test(arguments: vectors) func answers(_ vector: Vector) throws {
        let answer = StayCalculator.answer(try question(vector.input))
        let expected = vector.expected
        #expect((answer != nil) == expected.flag("applies"))
        #expect(answer?.present == expected["present"] as? Bool)
        #expect(answer?.usedDays == expected["usedDays"] as? Int)
        #expect(answer?.limitEnd == expected.day("limitEnd"))
        #expect(answer?.authorisedEnd == expected.day("authorisedEnd"))
        #expect(answer?.remainingDays == expected["remainingDays"] as? Int)
        #expect(answer?.overstayDays == expected["overstayDays"] as? Int)
        #expect(answer?.entriesLeft == expected["entriesLeft"] as? Int)
    }

    func question(_ input: [String: Any]) throws -> StayQuestion {
        var question = StayQuestion(asOf: try #require(input.day("asOf")))
        question.stays = try input.list("stays").map {
            try Stay(
                entry: try #require($0.day("entry")), exit: $0.day("exit"), extendedUntil: $0.day("extendedUntil"),
                partialSchengen: $0.flag("partialSchengen"))
        }
        question.excluded = try input.list("excluded").map {
            try ExcludedPeriod(from: try #require($0.day("from")), to: try #require($0.day("to")))
        }
        if let visa = input["visa"] as? [String: Any] {
            let entries: ShortStayVisa.Entries =
                switch visa["entries"] as? Int {
                case 1: .one
                case 2: .two
                default: .multiple
                }
            question.visa = try ShortStayVisa(
                validFrom: try #require(visa.day("validFrom")), validUntil: try #require(visa.day("validUntil")),
                days: try #require(visa["days"] as? Int), entries: entries,
                limitedTerritorialValidity: visa.flag("ltv"))
        }
        question.euFamily = input.flag("euFamily")
        question.partialSchengen = input.flag("partialSchengen")
        return question
    }
}
