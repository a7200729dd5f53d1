import Access
import Operations

/// Every operation of SIS.
public enum SISOperations {
    /// With the engine that an installation wires.
    public static func all(identification: PrintIdentification?) -> [AnyOperation] {
        [
            AnyOperation(EnterAlert()), AnyOperation(UpdateAlert()), AnyOperation(ExtendAlert()),
            AnyOperation(DeleteAlert()),
            AnyOperation(ReplaceReturnAlert()), AnyOperation(AddIdentity()), AnyOperation(RemoveIdentity()),
            AnyOperation(MakeUnavailable()), AnyOperation(EndUnavailability()), AnyOperation(ReadAlert()),
            AnyOperation(ListOwnAlerts()), AnyOperation(SearchObjects()), AnyOperation(SearchScenePrints(identification)),
            AnyOperation(ReportHit()),
            AnyOperation(ReadHits()),
            AnyOperation(ListHits()),
            AnyOperation(RequestFlag()), AnyOperation(AddFlag()), AnyOperation(RemoveFlag()),
            AnyOperation(AskFlagWithdrawal()), AnyOperation(AnswerFlagWithdrawal()), AnyOperation(ReadFlagRequests()),
            AnyOperation(LinkAlerts()), AnyOperation(UnlinkAlerts()), AnyOperation(ReadLinks()), AnyOperation(HideLink()),
            AnyOperation(ReadSamples()), AnyOperation(CrossCheck()), AnyOperation(ReportPurposeAchieved()), AnyOperation(RetainAlert()),
            AnyOperation(ConfirmDeparture()),
            AnyOperation(StartConsultation()), AnyOperation(ExtendConsultation()), AnyOperation(AnswerConsultation()),
            AnyOperation(ConcludeConsultation()), AnyOperation(ListConsultations()),
            AnyOperation(SendForm()), AnyOperation(ReadConversation()), AnyOperation(ListForms()),
            AnyOperation(AcknowledgeForm()),
            AnyOperation(ProposeInformationAlert()), AnyOperation(AnswerInformationProposal()),
            AnyOperation(ListInformationProposals()),
            AnyOperation(RecordChildDecision()), AnyOperation(RecordExpertVerification()), AnyOperation(ReadAlertHistory()),
            AnyOperation(ListTasks<SISTasks>()), AnyOperation(ReportOverdue<SISTasks>()),
        ] + RightsOperations<SISTasks>.all
    }

    /// With nothing wired.
    public static let all: [AnyOperation] = all(identification: nil)

    public static let dueRules: [any DueRule] = [SISSweep(), SISClock.rule, RightsRequestClock<SISTasks>()]

    public static let followers: [any FeedFollower] = [ExchangeFollower()]

    /// What looks absent.
    public static let concealments: [Concealment] = [
        Concealment(
            .SIS, data: [.sisArrest], when: [.temporarilyUnavailable], exceptFor: [.sirene], article: "1862 26(4)"),
        Concealment(.SIS, data: [.sisLinkedAlert], when: [.noRightToLinkedAlert], article: "1862 63(4)"),
    ]
}
