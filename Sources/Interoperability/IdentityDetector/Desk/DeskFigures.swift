import Access
import Matching

/// How a desk decides on known pairs. Each official's answer to a pair counts once.
public struct DeskFigures: Hashable, Sendable {
    public var desk: ResponsibleAuthority
    public var pairs = 0
    /// Of the answers to pairs of two persons: those that took them for one.
    public var falsePositives = Share(hits: 0, of: 0)
    /// Of the answers to pairs of one person: those that took it for two.
    public var falseNegatives = Share(hits: 0, of: 0)

    public init(_ desk: ResponsibleAuthority, _ known: [KnownPair]) {
        self.desk = desk
        pairs = known.count
        for pair in known {
            let wrong = pair.answers.count { !pair.isRight($0.conclusion) }
            switch pair.truth {
            case .twoPersons:
                falsePositives = Share(hits: falsePositives.hits + wrong, of: falsePositives.of + pair.answers.count)
            case .onePerson:
                falseNegatives = Share(hits: falseNegatives.hits + wrong, of: falseNegatives.of + pair.answers.count)
            }
        }
    }
}
