import Access
import Operations
import Registry

/// One system as the portal asks it.
public protocol PortalSource: Sendable {
    var system: SystemName { get }
    var gate: SystemGate { get }
    /// What the system has under the mandate; what the mandate may not see is not in it.
    func answer(_ question: ReadQuestion, under mandate: Mandate, at desk: Desk) async throws -> SourceAnswer
}

/// A system whose index lies in this program's memory and whose records lie in its one store. The portal looks into the
/// indexes of all such systems itself and then reads for all of them at once, which saves each its way through the store.
public protocol IndexedSource: PortalSource {
    func look(_ question: ReadQuestion, under mandate: Mandate, at desk: Desk) throws -> Look
}

/// What a system's index came to.
public enum Look: Sendable {
    /// Nothing has to be read for the answer.
    case answered(SourceAnswer)
    /// The answer, read from the records found.
    case found(@Sendable (Reader) throws -> SourceAnswer)
}

extension IndexedSource {
    public func answer(_ question: ReadQuestion, under mandate: Mandate, at desk: Desk) async throws -> SourceAnswer {
        switch try look(question, under: mandate, at: desk) {
        case .answered(let answer): answer
        case .found(let read): try await desk.registry.read(mandate, read)
        }
    }
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
