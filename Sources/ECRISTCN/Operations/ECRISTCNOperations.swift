import Access
import Operations

/// Every operation of ECRIS-TCN: the only line to touch when one is added.
public enum ECRISTCNOperations {
    /// With the ports that an installation wires.
    public static func all(_ ports: ECRISTCNPorts) -> [AnyOperation] {
        [
            AnyOperation(EnterRecord(ports)), AnyOperation(UpdateRecord(ports)), AnyOperation(EraseRecord()),
            AnyOperation(RecordNationalErasure()), AnyOperation(SetFlag()), AnyOperation(WithdrawFlag()),
            AnyOperation(ReadRecord()), AnyOperation(ListOwnRecords()), AnyOperation(SearchRecords(ports)),
            AnyOperation(LocateFlaggedRecord(ports)), AnyOperation(ConfirmIdentity(ports)), AnyOperation(ReportInaccuracy()),
            AnyOperation(AnswerReport()), AnyOperation(ReadReport()), AnyOperation(ReceiveThirdCountryRequest()), AnyOperation(AskForConsent()),
            AnyOperation(AnswerConsent()), AnyOperation(AnswerThirdCountry()), AnyOperation(ReadThirdCountryRequest()),
            AnyOperation(ReportStatistics()), AnyOperation(ListTasks<ECRISTCNTasks>()),
            AnyOperation(ReportOverdue<ECRISTCNTasks>()),
        ] + RightsOperations<ECRISTCNTasks>.all
    }

    /// With nothing wired.
    public static let all: [AnyOperation] = all(.none)

    public static let concealments: [Concealment] = ECRISTCNGrants.concealments

    public static let dueRules: [any DueRule] = [
        ECRISTCNSweep(), RightsRequestClock<ECRISTCNTasks>(), TaskClock<ECRISTCNTasks>(),
    ]
}
