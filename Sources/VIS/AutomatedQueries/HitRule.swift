/// Sorts what other systems report into what the file says, what others verify, and what leaves no trace (Articles 9a(9)–(11),
/// 9b, 22b(8)–(10)). Pure.
public struct HitRule: Sendable {
    public var sort: ApplicationKind
    /// Applies as a family member of a Union citizen (Article 9b).
    public var euFamily: Bool
    /// Member State that processes the application.
    public var memberState: String

    public init(sort: ApplicationKind, euFamily: Bool, memberState: String) {
        self.sort = sort
        self.euFamily = euFamily
        self.memberState = memberState
    }

    /// The sources that are asked.
    public var sources: [QuerySource] {
        let asked = Set(QueryPoint.allCases.filter { $0.isAsked(for: sort, euFamily: euFamily) }.map(\.source))
        return asked.subtracting([.VIS]).sorted()
    }

    public struct Sorted: Hashable, Sendable {
        public var references: [SourceHit] = []
        public var furtherVerification: [Addressed] = []
        public var silent: [Addressed] = []
    }

    /// A hit with the Member State whose authority verifies it.
    public struct Addressed: Hashable, Sendable {
        public var hit: SourceHit
        public var verifiedBy: String
    }

    public func sorted(_ hits: [SourceHit]) -> Sorted {
        var sorted = Sorted()
        var seen: Set<String> = []
        for hit in hits where hit.point.isAsked(for: sort, euFamily: euFamily) {
            // The same record found twice, by name and by fingerprints, is one hit.
            guard seen.insert("\(hit.point.rawValue)/\(hit.reference)").inserted else { continue }
            switch hit.point.treatment {
            case .reference: sorted.references.append(hit)
            case .furtherVerification: sorted.furtherVerification.append(addressed(hit))
            case .silent: sorted.silent.append(addressed(hit))
            }
        }
        return sorted
    }

    /// The watchlist is verified where the data were entered, unless Europol entered them (Article 9e(1)).
    private func addressed(_ hit: SourceHit) -> Addressed {
        let elsewhere = hit.point == .etiasWatchlist && !hit.enteredByEuropol ? hit.memberState : nil
        return Addressed(hit: hit, verifiedBy: elsewhere ?? memberState)
    }
}
