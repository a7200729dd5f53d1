import Access
import Operations

/// Every operation of the common identity repository.
public enum CIROperations {
    public static func all(
        _ search: RepositorySearch, linked: CandidateSearch, _ settings: MIDSettings = MIDSettings()
    ) -> [AnyOperation] {
        [
            AnyOperation(OpenIdentityCheck()), AnyOperation(IdentifyPerson(search)), AnyOperation(OpenScreening()),
            AnyOperation(IdentifyInScreening(search)),
            AnyOperation(ReadLinkedData(linked, settings)), AnyOperation(ReadLinkedSamples(linked, settings)),
            AnyOperation(StateGrounds()), AnyOperation(SearchPresence(search)), AnyOperation(JustifyNoAccess()),
            AnyOperation(ListPresenceRequests()), AnyOperation(VerifyPresenceLogs()), AnyOperation(ListTasks<CIRTasks>()),
            AnyOperation(ReportOverdue<CIRTasks>()),
        ]
    }

    public static let concealments: [Concealment] = CIRGrants.concealments
    public static let dueRules: [any DueRule] = [PresenceRequestClock(), TaskClock<CIRTasks>()]
}
