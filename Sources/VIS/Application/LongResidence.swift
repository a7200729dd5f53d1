import Access
import Identity

/// Persons who have held valid residence permits in the VIS for ten years without interruption (Article 6(2b)–(2f)): asylum and law
/// enforcement authorities, and teams other than at borders, have no access to their data.
public enum LongResidence {
    public static let years = 10

    /// Whether the permits of a file cover ten years up to a day, each beginning at the latest on the day after the last one ended.
    public static func isReached(by file: ApplicationFile, on day: Day) -> Bool {
        guard file.sort == .residencePermit, file.hasValidDocument(on: day) else { return false }
        var start: Day?
        var end: Day?
        for document in file.decisions.compactMap(\.document) {
            if let known = end, document.validFrom <= known + 1 {
                end = max(known, document.validUntil)
            } else {
                (start, end) = (document.validFrom, document.validUntil)
            }
        }
        guard let start else { return false }
        return start.adding(years: years) <= day
    }

    /// Whether the data are closed to an authority.
    public static func closes(_ file: ApplicationFile, to authority: AuthorityKind, for purpose: Purpose, on day: Day) -> Bool {
        switch authority {
        case .asylum, .designated, .europol: isReached(by: file, on: day)
        case .ebcgTeam: purpose != .borderCheck && isReached(by: file, on: day)
        default: false
        }
    }
}
