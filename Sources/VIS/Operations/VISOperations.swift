import Access
import Operations

/// Every operation of the VIS: the only line to touch when one is added.
public enum VISOperations {
    /// With the ports that an installation wires.
    public static func all(_ ports: VISPorts) -> [AnyOperation] {
        [
            AnyOperation(CreateVisaApplication(ports)), AnyOperation(CreateLongStayApplication(ports)), AnyOperation(RepeatQueries(ports)),
            AnyOperation(ReadVisaApplication()), AnyOperation(ReadApplicantImage()), AnyOperation(RectifyApplication()),
            AnyOperation(RectifyLinks(ports)), AnyOperation(EraseApplication()), AnyOperation(IssueVisa(ports)),
            AnyOperation(RefuseVisa(ports)), AnyOperation(CloseApplication(ports)), AnyOperation(DiscontinueExamination(ports)),
            AnyOperation(AnnulVisa(ports)), AnyOperation(RevokeVisa(ports)), AnyOperation(ExtendVisa(ports)),
            AnyOperation(IssueLongStay(ports)), AnyOperation(ProlongLongStay(ports)), AnyOperation(RefuseLongStay(ports)),
            AnyOperation(EndLongStay(ports)), AnyOperation(SearchVisaApplications(ports)), AnyOperation(VerifyVisaHolder(ports)),
            AnyOperation(StateUnusableFingerprints()), AnyOperation(VerifyReference()), AnyOperation(ListHitVerifications()),
            AnyOperation(ReadHitVerification()), AnyOperation(VerifyHit(ports)), AnyOperation(GiveOpinion(ports)),
            AnyOperation(GiveEuropolOpinion()), AnyOperation(AnswerConsultation(ports)), AnyOperation(SendVisaMessage(ports)),
            AnyOperation(AnswerVisaMessage(ports)), AnyOperation(SetConsultationRequirement()),
            AnyOperation(ListConsultationRequirements()), AnyOperation(NotifyRecognition()), AnyOperation(EnterRiskIndicator()),
            AnyOperation(ReviewRiskIndicator()), AnyOperation(ListRiskIndicators()), AnyOperation(ExportApplication()),
            AnyOperation(RequestTeamAccess()), AnyOperation(VerifyTeamAccess()), AnyOperation(ListTeamAccessRequests()),
            AnyOperation(ListTasks<VISTasks>()), AnyOperation(ReportOverdue<VISTasks>()),
        ] + AccessRequestOperations<VISTasks>.all + RightsOperations<VISTasks>.all
    }

    /// With nothing wired.
    public static let all: [AnyOperation] = all(.none)

    public static let concealments: [Concealment] = VISGrants.concealments

    public static func dueRules(_ ports: VISPorts) -> [any DueRule] {
        [
            VISSweep(), TaskClock<VISTasks>(lapse: VISSilence(ports: ports).lapse), ReasonedRequestClock<VISTasks>(),
            RightsRequestClock<VISTasks>(),
        ]
    }
    public static let dueRules: [any DueRule] = dueRules(.none)
}
