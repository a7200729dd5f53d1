import Access
import Operations

/// Every operation of the EES: the only line to touch when one is added.
public enum EESOperations {
    /// With the ports that an installation wires.
    public static func all(_ ports: EESPorts) -> [AnyOperation] {
        [
            AnyOperation(CreateFile(ports)), AnyOperation(UpdateFile()), AnyOperation(ReadFile()),
            AnyOperation(RectifyFile()), AnyOperation(EraseFile()), AnyOperation(ExportFile()),
            AnyOperation(RecordEntry(ports)), AnyOperation(RecordExit(ports)), AnyOperation(ListEntryExits()),
            AnyOperation(ReadEntryExit()), AnyOperation(RectifyEntryExit(ports)), AnyOperation(EraseEntryExit()),
            AnyOperation(ChangeStatus()), AnyOperation(RecordRefusal(ports)), AnyOperation(ListRefusals()),
            AnyOperation(RectifyRefusal()), AnyOperation(EraseRefusal()), AnyOperation(CalculateStay(ports)),
            AnyOperation(WhatIfStay()), AnyOperation(ListOverstayers()), AnyOperation(Delist()),
            AnyOperation(SearchFiles(ports)), AnyOperation(VerifyIdentity(ports)), AnyOperation(StateDoubt()),
            AnyOperation(CheckForTraveller(ports)), AnyOperation(ReadSecurityHit()),
            AnyOperation(ListTasks<EESProcedures>()), AnyOperation(ReportOverdue<EESProcedures>()),
        ] + AccessRequestOperations<EESProcedures>.all + RightsOperations<EESProcedures>.all
    }

    /// With nothing wired.
    public static let all: [AnyOperation] = all(.none)

    /// The EES hides nothing from whoever has a right to it; without one it looks absent in the portal by the policy's own rule.
    public static let concealments: [Concealment] = []

    public static let dueRules: [any DueRule] = [
        EESSweep(), ReasonedRequestClock<EESProcedures>(), RightsRequestClock<EESProcedures>(), TaskClock<EESProcedures>(),
    ]
}
