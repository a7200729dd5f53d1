import Access
import Identity
import Matching

/// A record on a person made ready for comparison.
struct ComparedPerson: Sendable {
    let record: PersonRecord
    let identity: ComparedIdentity
    let documents: Set<String>
    let samples: PreparedSamples

    init(_ record: PersonRecord) {
        self.record = record
        identity = ComparedIdentity(record.identities)
        documents = Set(record.documents.filter { !TravelDocument.level(number: $0.number).isEmpty }.map(\.key))
        samples = PreparedSamples(record.templates)
    }
    var side: LinkSide { record.side }
}

/// Compares the data of two systems (2019/817 and 2019/818 Article 27(2)–(4)). The answer does not depend on which of the two was
/// there first, nor on what else is stored.
enum PersonComparison {
    /// Share of comparisons of two persons' fingers that may be taken for one person's where nothing else speaks for it. A
    /// register of a million then names one in a thousand persons wrongly (Implementing Decision (EU) 2019/329, annex).
    static let falseMatchRate = 1e-9
    /// What the galleries hand on to be compared in full; they compare fewer minutiae.
    static let candidateFalseMatchRate = 1e-5

    static func compare(_ x: ComparedPerson, _ y: ComparedPerson) -> LinkComparison { evidence(x, y).comparison }

    static func evidence(
        _ x: ComparedPerson, _ y: ComparedPerson
    ) -> (comparison: LinkComparison, biometrics: BiometricEvidence, identity: IdentityComparison) {
        let (a, b) = x.side < y.side ? (x, y) : (y, x)
        let identities = IdentityComparison.compare(a.identity, b.identity)
        let identity: LinkRule.Identity =
            switch identities.result {
            case .same: .same
            case .similar: .similar
            case .different: .different
            }
        let document: LinkRule.Document =
            a.documents.isEmpty || b.documents.isEmpty
            ? .none : a.documents.isDisjoint(with: b.documents) ? .different : .same
        let samples = BiometricEvidence(a.samples, b.samples)
        // Found among all by biometrics alone is a claim about millions; of two that name or document have brought together it
        // is a verification.
        let isVerification = identity != .different || document == .same
        let biometrics: LinkRule.Biometrics =
            !samples.isComparable
            ? .notAvailable
            : samples.isMatch(
                falseMatchRate: isVerification ? BiometricMatching.verificationFalseMatchRate : falseMatchRate,
                faces: isVerification ? .verification : .identification)
                ? .same : .different
        return (LinkComparison(biometrics: biometrics, identity: identity, document: document), samples, identities)
    }
}
