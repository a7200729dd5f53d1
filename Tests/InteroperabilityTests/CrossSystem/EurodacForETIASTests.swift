import Eurodac
import Identity
import Testing

@testable import Interoperability

@Suite("2024/1358 8, 2018/1240 20(2)(k): which data of Eurodac are a hit for a travel authorisation") struct EurodacForETIASTests {
    @Test("persons who left or were removed in compliance with a return decision; not whoever asked for protection, or left otherwise")
    func removedPersons() {
        for category in EurodacCategory.allCases where !category.isRequest {
            var set = EurodacDataset()
            set.category = category
            #expect(!ETIASChecks.counts(set), "\(category.rawValue)")
            set.status.leftTerritory = Day(number: 20_000)
            set.status.rejected = true
            #expect(!ETIASChecks.counts(set), "\(category.rawValue)")
            set.status.removed = Day(number: 20_000)
            #expect(ETIASChecks.counts(set), "\(category.rawValue)")
        }
    }
}
