import Synchronization

/// What a question about rights came to: the decision, and the groups of data that may be shown.
struct Right: Sendable {
    let decision: AccessDecision
    let visible: Set<DataGroup>
}

/// Questions answered before. A right is a pure function of the question and of the policy, which never changes; and the
/// same few questions come thousands of times a second.
final class KnownRights: Sendable {
    private static let countMax = 4096
    private let known = Mutex<[AccessQuestion: Right]>([:])

    func right(_ question: AccessQuestion, _ decide: (AccessQuestion) -> Right) -> Right {
        if let right = known.withLock({ $0[question] }) { return right }
        let right = decide(question)
        known.withLock { known in
            if known.count >= KnownRights.countMax { known.removeAll(keepingCapacity: true) }
            known[question] = right
        }
        return right
    }
}
