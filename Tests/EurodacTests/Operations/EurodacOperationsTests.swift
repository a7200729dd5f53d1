import Operations
import Testing

@testable import Eurodac

@Suite("Operations of Eurodac")
struct EurodacOperationsTests {
    @Test("no two operations share a name or a route")
    func namesAndRoutesAreUnique() {
        let all = EurodacOperations.all.map(\.about)
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(Set(all.map { "\($0.method.rawValue) \($0.path)" }).count == all.count)
    }
}
