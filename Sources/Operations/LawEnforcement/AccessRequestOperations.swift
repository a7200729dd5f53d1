/// The operations of the procedure, for a system's list of operations.
public enum AccessRequestOperations<Owner: AccessRequestOwner> {
    public static var all: [AnyOperation] {
        [
            AnyOperation(RequestLawEnforcementAccess<Owner>()), AnyOperation(VerifyLawEnforcementAccess<Owner>()),
            AnyOperation(ListReasonedRequests<Owner>()),
        ]
    }
}
