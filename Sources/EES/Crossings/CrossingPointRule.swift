import Operations

/// What the register of border crossing points says of a code.
public enum CrossingPointEntry: Hashable, Sendable {
    case open(memberState: String)
    case closed(memberState: String)
    /// Nobody has registered it, as where a Member State keeps its list elsewhere.
    case notRegistered
}

/// Whether a crossing can have been at a border crossing point (Articles 16(2)(b), 16(3), 18(6)(b)). Pure.
///
/// A code that nobody has registered is recorded as it comes: no act makes the register a condition of recording, and a crossing that is
/// not recorded would be worse than one whose place reads strangely. What is registered must not contradict the record.
enum CrossingPointRule {
    /// `isPast`: the crossing may lie before the point was closed, as data of a fall-back procedure and rectifications do.
    static func check(_ entry: CrossingPointEntry, for memberState: String, isPast: Bool) throws(Refusal) {
        switch entry {
        case .notRegistered: return
        case .open(let owner), .closed(let owner):
            guard owner == memberState else {
                throw Refusal(
                    .crossingPointNotPossible, "the crossing point belongs to \(owner), and the crossing to \(memberState)",
                    pointer: "/crossingPoint")
            }
        }
        if case .closed = entry, !isPast {
            throw Refusal(.crossingPointNotPossible, "the crossing point is closed", pointer: "/crossingPoint")
        }
    }
}

extension RefusalKind {
    public static let crossingPointNotPossible = RefusalKind(
        "ees/crossing-point-not-possible", 422, "The crossing cannot have been at this crossing point", article: "EES 16(2)(b), 18(6)(b)")
}
