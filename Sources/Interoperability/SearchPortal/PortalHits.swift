import Identity
import Registry

extension SystemIndex {
    /// A record that may be meant, likeliest first.
    struct Hit: Sendable {
        let id: RecordID
        let kind: RecordKind
        let match: PortalMatch
        /// Which of its identities was found; `nil` where it was found by a document.
        let identity: Int?
    }

    /// Records that are looked at for a question, however many of them are to be shown: what may be seen must not be missed behind what may
    /// not, nor its absence from a short list tell that there is such.
    private static let candidatesMax = 150

    /// Records of a kind that a question means: those that links lead to where it asks for these, else those that are found.
    func hits(of kind: RecordKind, for question: ReadQuestion, probabilityMin: Double) -> [Hit] {
        guard question.linked.isEmpty else { return question.linked.map { Hit(id: $0, kind: kind, match: .linked, identity: nil) } }
        return found(question, probabilityMin: probabilityMin).filter { $0.kind == kind }
    }

    /// Records found by name and birth date, and those that hold the very document, whatever name it bears: a
    /// document in other hands is what a border check must see.
    func found(_ question: ReadQuestion, probabilityMin: Double) -> [Hit] {
        var hits: [Hit] = []
        var seen: Set<RecordID> = []
        for found in search(
            question.query, limit: SystemIndex.candidatesMax, minimumScore: 0, minimumProbability: probabilityMin)
        {
            seen.insert(found.id)
            hits.append(
                Hit(id: found.id, kind: found.kind, match: PortalMatch(found.candidate), identity: found.candidate.identityIndex))
        }
        for document in question.documents {
            for record in find(document: document) where seen.insert(record.id).inserted {
                hits.append(Hit(id: record.id, kind: record.kind, match: PortalMatch(document: document), identity: nil))
            }
        }
        return hits
    }
}
