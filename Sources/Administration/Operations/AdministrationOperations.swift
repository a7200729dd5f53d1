import Operations

/// Every operation of the administration.
public enum AdministrationOperations {
    public static let all: [AnyOperation] =
        entries(of: Authority.self) + entries(of: Client.self) + entries(of: ClientCertificate.self)
        + entries(of: UserProfile.self) + entries(of: CrossingPoint.self) + entries(of: VerificationKey.self)
        + entries(of: ContactPoint.self)
        + [AnyOperation(ReadInbox()), AnyOperation(AcknowledgeNotices())]

    private static func entries<Value: AdministrationRecord>(of type: Value.Type) -> [AnyOperation] {
        [
            AnyOperation(Register<Value>()), AnyOperation(Amend<Value>()), AnyOperation(ListEntries<Value>()),
            AnyOperation(ReadEntry<Value>()),
        ]
    }
}
