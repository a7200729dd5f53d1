import Identity
import Operations
import Wire

/// Why the fingerprints of a convicted third-country national must be in the record (Article 5(1)(b)(ii)).
public enum FingerprintDuty: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// A custodial sentence of at least six months was received.
    case custodialSentence
    /// The offence is punishable by a custodial sentence of a maximum of at least twelve months.
    case punishable
}

/// Why a record for which there is a duty has no fingerprints.
public enum FingerprintAbsence: String, CaseIterable, Hashable, Sendable, WireChoice {
    /// They cannot be taken.
    case physicallyImpossible
    /// The conviction is older than the start of entry of data; they follow within two years of the start of operations
    /// (Article 41(b)).
    case convictedBeforeStart
}

/// What the record says of its fingerprints.
public struct FingerprintHolding: WireRecord, Hashable {
    public var positions: [Int] = []
    public var absence: FingerprintAbsence?
    public init() {}
    public static let meaning = "Which fingerprints are held, or why there are none."
    public static let fields: [Field<FingerprintHolding>] = [
        .list(
            "positions", \.positions, "Fingers of which an impression is held.", count: 0...10,
            element: .integer(1...10)),
        .optional("absence", \.absence, "Why there are none although they should be there."),
    ]
}

/// Which fingerprints a record must have, and may have (Articles 2, 5(1)(b), 41(b)). Pure.
public enum FingerprintRule {
    public static func holding(
        _ prints: [FingerprintImpression], duty: FingerprintDuty?, absence: FingerprintAbsence?,
        standing: PersonStanding
    ) throws(Refusal) -> FingerprintHolding {
        let impressions = Set(prints.map { [$0.position, $0.impression == .plain ? 0 : 1] })
        guard impressions.count == prints.count else {
            throw Refusal(
                .fingerprintsUnclear, "the same impression of a finger is given twice", pointer: "/fingerprints")
        }
        guard prints.isEmpty || absence == nil else {
            throw Refusal(
                .fingerprintsUnclear, "fingerprints are given and said to be absent", pointer: "/fingerprintsAbsent")
        }
        // Of citizens of the Union who hold another nationality too, there is no such minimum (Article 2).
        if prints.isEmpty, absence == nil, duty != nil, standing == .thirdCountryNational {
            throw Refusal(.fingerprintsRequired, "there is a duty to enter fingerprints", pointer: "/fingerprints")
        }
        var holding = FingerprintHolding()
        holding.positions = Set(prints.map(\.position)).sorted()
        holding.absence = absence
        return holding
    }
}

extension RefusalKind {
    public static let fingerprintsRequired = RefusalKind(
        "ecris-tcn/fingerprints-required", 422, "Fingerprints are missing", article: "816 5(1)(b)(ii)")
    public static let fingerprintsUnclear = RefusalKind(
        "ecris-tcn/fingerprints-unclear", 422, "The fingerprints contradict themselves", article: "816 5(1)(b)")
}
