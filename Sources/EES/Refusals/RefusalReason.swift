import Wire

/// The points of Part B of Annex V to the Schengen Borders Code.
public enum RefusalReason: String, CaseIterable, Hashable, Sendable, Comparable, WireChoice {
    /// No valid travel document.
    case A
    /// False, counterfeit or forged travel document.
    case B
    /// No valid visa, travel authorisation or residence permit.
    case C
    /// False, counterfeit or forged visa, travel authorisation or residence permit.
    case D
    /// Purpose and conditions of stay not justified.
    case E
    /// Already stayed 90 days in the preceding 180.
    case F
    /// No sufficient means of subsistence.
    case G
    /// Alert for the purposes of refusing entry.
    case H
    /// Threat to public policy, internal security, public health or international relations.
    case I
    /// Refuses to provide biometric data, or to be checked, for the EES.
    case J

    public static func < (a: RefusalReason, b: RefusalReason) -> Bool { a.rawValue < b.rawValue }
}
