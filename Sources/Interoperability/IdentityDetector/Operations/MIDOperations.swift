import Access
import Operations

/// Every operation of the multiple-identity detector.
public enum MIDOperations {
    public static func all(_ settings: MIDSettings = MIDSettings()) -> [AnyOperation] {
        [
            AnyOperation(ListTasks<MIDTasks>()), AnyOperation(ReportOverdue<MIDTasks>()), AnyOperation(ReadLink(settings)),
            AnyOperation(FindLinks(settings)), AnyOperation(ListDesk(settings)), AnyOperation(NoteOpinion(settings)),
            AnyOperation(PlantKnownPair()), AnyOperation(ReportDesk()),
            AnyOperation(ReadConfirmationFile(settings)), AnyOperation(VerifyLink(settings)), AnyOperation(GiveEvidence()),
            AnyOperation(RectifyLink(settings)),
            AnyOperation(RecordInformation(settings)), AnyOperation(ReadDetection()),
        ] + RightsOperations<MIDTasks>.all
    }

    public static let concealments: [Concealment] = MIDGrants.concealments
    public static let dueRules: [any DueRule] = [RightsRequestClock<MIDTasks>(), TaskClock<MIDTasks>()]
}
