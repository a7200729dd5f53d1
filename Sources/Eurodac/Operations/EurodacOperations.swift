import Access
import Operations

/// Every operation of Eurodac: the only line to touch when one is added.
public enum EurodacOperations {
    /// Under the Regulation in force, with the ports that an installation wires.
    public static func all(_ ports: EurodacPorts = .none, regime: EurodacRegime = .regulation1358) -> [AnyOperation] {
        var all = [
            AnyOperation(TransmitDataset(ports, regime: regime)), AnyOperation(ReadDataset(regime: regime)),
            AnyOperation(FindDataset(regime: regime)), AnyOperation(RectifyDataset(ports, regime: regime)),
            AnyOperation(RecordStatus(regime: regime)), AnyOperation(MarkDataset(regime: regime)),
            AnyOperation(UnmarkDataset(regime: regime)), AnyOperation(EraseDataset(regime: regime)),
            AnyOperation(ReadComparison(regime: regime)), AnyOperation(ListComparisons(regime: regime)),
            AnyOperation(CheckHit(regime: regime)), AnyOperation(CarryOutComparisons(ports, regime: regime)),
            AnyOperation(BeginCollection(regime: regime)), AnyOperation(ExtendCollection(regime: regime)),
            AnyOperation(ReportDataset(regime: regime)), AnyOperation(AnswerDatasetReport(regime: regime)),
            AnyOperation(ReadDatasetReport(regime: regime)),
            AnyOperation(ReportStatistics(regime: regime)), AnyOperation(ListTasks<EurodacClocks>()),
            AnyOperation(ReportOverdue<EurodacClocks>()), AnyOperation(CompareForLawEnforcement(ports, regime: regime)),
        ]
        switch regime {
        case .regulation603:
            all += AccessRequestOperations<EurodacProcedures603>.all + RightsOperations<EurodacProcedures603>.all
        case .regulation1358:
            all += AccessRequestOperations<EurodacProcedures>.all + RightsOperations<EurodacProcedures>.all
            all += [
                AnyOperation(FlagSecurity()), AnyOperation(RecordCouncilDecision()),
                AnyOperation(ExtendTemporaryProtection()),
                AnyOperation(ReadCouncilDecision()), AnyOperation(RequestTeam()), AnyOperation(EndTeamRequest()),
                AnyOperation(ListTeamRequests()),
            ]
        }
        return all
    }

    /// The recast, with nothing wired.
    public static let all: [AnyOperation] = all(.none)

    /// What looks absent: under 603 the blocked data of beneficiaries of protection (18(2)); the recast blocks nothing.
    public static func concealments(_ regime: EurodacRegime) -> [Concealment] { EurodacGrants(regime).concealments }
    public static let concealments: [Concealment] = concealments(.regulation1358)

    public static func dueRules(_ regime: EurodacRegime) -> [any DueRule] {
        let common: [any DueRule] = [EurodacSweep(), TaskClock<EurodacClocks>()]
        switch regime {
        case .regulation603:
            return common + [ReasonedRequestClock<EurodacProcedures603>(), RightsRequestClock<EurodacProcedures603>()]
        case .regulation1358:
            return common + [ReasonedRequestClock<EurodacProcedures>(), RightsRequestClock<EurodacProcedures>()]
        }
    }
    public static let dueRules: [any DueRule] = dueRules(.regulation1358)
}
