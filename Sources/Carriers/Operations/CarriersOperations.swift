import Operations

/// Every operation of the carriers' gateway.
public enum CarriersOperations {
    public static func all(_ ports: CarriersPorts) -> [AnyOperation] {
        [
            AnyOperation(VerifyPassengers(ports), formats: CarrierFormats.all), AnyOperation(RegisterCarrier()),
            AnyOperation(ChangeRegistration()), AnyOperation(CommentDeregistration()), AnyOperation(ListCarriers()),
            AnyOperation(AnnounceFailure()), AnyOperation(RequestAssistance()), AnyOperation(SolveTicket()),
            AnyOperation(ListTickets()),
        ]
    }
    /// Without an extract.
    public static let all: [AnyOperation] = all(.none)
    public static let dueRules: [any DueRule] = [CarrierSweep()]
}
