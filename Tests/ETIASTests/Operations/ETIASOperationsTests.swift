import Operations
import Testing

@testable import ETIAS

@Suite("Operations of ETIAS")
struct ETIASOperationsTests {
    @Test("no two operations share a name or a route")
    func namesAndRoutesAreUnique() {
        let all = ETIASOperations.all.map(\.about)
        #expect(all.count > 30)
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(Set(all.map { "\($0.method.rawValue) \($0.path)" }).count == all.count)
    }
}
