import Access
import Eurodac
import Operations
import Registry
import Wire

/// The queue of comparisons in Eurodac (2024/1358 Article 38(2)).
extension Installation {
    /// Carries out what waits, through the operation that a person would use; called every few seconds by whoever keeps the
    /// clocks. Where nothing waits nothing is asked, and nothing is logged.
    /// - Returns: how many were carried out.
    @discardableResult
    public func carryOutComparisons() async -> Int {
        let mandate = policy.mandate(
            forTask: "comparisonQueue", systems: [.Eurodac], actions: [.read], article: "2024/1358 38(2)",
            requestID: runner.ids.next().description)
        let waits = (try? await registry.read(mandate) { reader in try EurodacComparison.isAnyWaiting(in: reader) }) ?? false
        guard waits else { return 0 }
        let request = OperationRequest(
            caller: Installation.operatorCaller, case: CaseReference(purpose: .administration, requestID: "comparisonQueue"),
            input: CarryOutComparisons.Input().wire)
        guard let reply = try? await run("eurodac.carryOutComparisons", request),
            case .integer(let done)? = reply.body["carriedOut"]
        else { return 0 }
        return Int(done)
    }
}
