import Access
import Operations

/// Every operation of SIS.
public enum SISOperations {
    public static let all: [AnyOperation] = [
        AnyOperation(EnterAlert()), AnyOperation(UpdateAlert()), AnyOperation(ExtendAlert()),
        AnyOperation(DeleteAlert()),
        AnyOperation(ReplaceReturnAlert()), AnyOperation(AddIdentity()), AnyOperation(RemoveIdentity()),
        AnyOperation(MakeUnavailable()), AnyOperation(EndUnavailability()), AnyOperation(ReadAlert()),
        AnyOperation(ListOwnAlerts()), AnyOperation(SearchObjects()), AnyOperation(ReportHit()),
        AnyOperation(ReadHits()),
        AnyOperation(ListHits()),
    ]

    /// What looks absent.
    public static let concealments: [Concealment] = [
        Concealment(
            .SIS, data: [.sisArrest], when: [.temporarilyUnavailable], exceptFor: [.sirene], article: "1862 26(4)"),
        Concealment(.SIS, data: [.sisLinkedAlert], when: [.noRightToLinkedAlert], article: "1862 63(4)"),
    ]
}
