import Access
import Operations

/// Every operation of this system: the only line to touch when one is added.
public enum ECRISTCNOperations {
    public static let all: [AnyOperation] = []
    public static let concealments: [Concealment] = []
    public static let dueRules: [any DueRule] = []
}
