import Access
import Operations

/// Every operation of ETIAS: the only line to touch when one is added.
public enum ETIASOperations {
    /// With the ports that an installation wires.
    public static func all(_ ports: ETIASPorts) -> [AnyOperation] {
        [
            AnyOperation(SubmitApplication(ports)), AnyOperation(ResumeProcessing(ports)), AnyOperation(VerifyHits()),
            AnyOperation(ReadApplication()), AnyOperation(SearchApplications()), AnyOperation(RequestDocuments()),
            AnyOperation(SubmitDocuments()), AnyOperation(InviteToInterview()), AnyOperation(RecordInterview()),
            AnyOperation(Consult()), AnyOperation(GiveOpinion()), AnyOperation(ReadOpinion()), AnyOperation(ListConsultations()),
            AnyOperation(StateReturnAlert()), AnyOperation(DecideApplication()), AnyOperation(IssueLimited()),
            AnyOperation(EndAuthorisation()), AnyOperation(RequestRevocation(ports)), AnyOperation(RecordUse()),
            AnyOperation(EraseApplication()), AnyOperation(CheckStatus(ports)), AnyOperation(SetConsent()),
            AnyOperation(CheckAtBorder()), AnyOperation(ReadFlagInformation()), AnyOperation(CheckInTerritory()), AnyOperation(SearchForReturn()),
            AnyOperation(AssessWatchlistImpact()), AnyOperation(EnterWatchlist(ports)),
            AnyOperation(ReviewWatchlist()), AnyOperation(RemoveWatchlist()), AnyOperation(ListWatchlist()),
            AnyOperation(DefineScreeningRule()), AnyOperation(TestScreeningRule()), AnyOperation(SetScreeningRule()),
            AnyOperation(ListScreeningRules()), AnyOperation(ReportStatistics()), AnyOperation(ListTasks<ETIASTasks>()),
            AnyOperation(ReportOverdue<ETIASTasks>()), AnyOperation(AmendApplication(ports)), AnyOperation(GiveScreeningOpinion()),
        ] + AccessRequestOperations<ETIASTasks>.all + RightsOperations<ETIASTasks>.all
    }

    /// With nothing wired.
    public static let all: [AnyOperation] = all(.none)

    public static let concealments = ETIASGrants.concealments

    public static let dueRules: [any DueRule] = [
        ETIASSweep(), ETIASSilence.clock, ReasonedRequestClock<ETIASTasks>(), RightsRequestClock<ETIASTasks>(),
    ]
}
