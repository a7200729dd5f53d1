/// Something that must never happen, and did.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// Which of the invariants: `rights`, `erasure`, `deadlines`, `log`, `days`, `indexes`, `truth`, `conduct`, `sweeps`,
    /// `followers`.
    public var invariant: String
    public var detail: String

    public init(_ invariant: String, _ detail: String) {
        self.invariant = invariant
        self.detail = detail
    }

    public var description: String { "\(invariant): \(detail)" }
}

/// All that was found; of each invariant the first are kept in words and the rest counted.
public struct Findings: Sendable {
    /// In words, at most so many of each invariant.
    public static let toldMax = 25
    public private(set) var told: [Finding] = []
    public private(set) var counts: [String: Int] = [:]

    public init() {}

    public var isEmpty: Bool { counts.isEmpty }

    public mutating func add(_ invariant: String, _ detail: String) {
        counts[invariant, default: 0] += 1
        if counts[invariant, default: 0] <= Findings.toldMax { told.append(Finding(invariant, detail)) }
    }
}
