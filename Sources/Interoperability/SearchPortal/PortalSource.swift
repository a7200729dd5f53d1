import Access
import Operations

/// One system as the portal asks it.
public protocol PortalSource: Sendable {
    var system: SystemName { get }
    var gate: SystemGate { get }
    /// What the system has under the mandate; what the mandate may not see is not in it.
    func answer(_ question: ReadQuestion, under mandate: Mandate, at desk: Desk) async throws -> SourceAnswer
}

public struct SourceAnswer: Sendable {
    public var answer: SystemAnswer
    /// For the log.
    public var details: LogDetails
    public init(_ answer: SystemAnswer, details: LogDetails) {
        self.answer = answer
        self.details = details
    }
}
