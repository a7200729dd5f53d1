import Access
import Operations

/// Every operation of SIS.
public enum SISOperations {
    public static let all: [AnyOperation] = [
        AnyOperation(EnterAlert()), AnyOperation(ReadAlert()), AnyOperation(DeleteAlert()),
    ]

    /// What looks absent.
    public static let concealments: [Concealment] = [
        Concealment(
            .SIS, data: [.sisArrest], when: [.temporarilyUnavailable], exceptFor: [.sirene], article: "1862 26(4)"),
        Concealment(.SIS, data: [.sisLinkedAlert], when: [.noRightToLinkedAlert], article: "1862 63(4)"),
    ]
}
