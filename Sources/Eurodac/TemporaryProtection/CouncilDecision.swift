import Identity
import Operations
import Registry
import Wire

/// A Council Implementing Decision introducing temporary protection: the clock of the beneficiaries' data runs from its entry into
/// force for a year, and is extended a year at a time as long as the protection lasts (1358 Articles 26(2)(p), 29(9)).
public struct CouncilDecision: RecordValue, Hashable {
    public static let kind = RecordKind(.Eurodac, "councilDecision")
    static let referenceKey = "eurodac.councilDecision"
    static let datasetsKey = "eurodac.councilDecisionOfDataset"

    public var reference = ""
    public var entryIntoForce = Day(number: 0)
    public var extensions = 0

    public init() {}
    public static let wireName = "EurodacCouncilDecision"
    public static let meaning = "A Council Implementing Decision introducing temporary protection."
    public static let fields: [Field<CouncilDecision>] = [
        .required("reference", \.reference, "Its reference.", limits: .text(.init(length: 1...60))),
        .required("entryIntoForce", \.entryIntoForce, "Day of its entry into force."),
        .defaulted("extensions", \.extensions, to: 0, "Years by which it was extended.", limits: .integer(0...100)),
    ]

    var note: CouncilDecisionNote {
        CouncilDecisionNote(reference: reference, entryIntoForce: entryIntoForce, extensions: extensions)
    }

    /// The last day for which data of beneficiaries may be kept.
    public var keptUntil: Day? {
        EurodacRetention.term(for: .temporaryProtection(councilDecision: entryIntoForce, extensions: extensions))
            .keptUntil
    }

    public var projection: Projection {
        Projection(keys: [RecordKey(CouncilDecision.referenceKey, reference, unique: true)])
    }
}

extension Reader {
    func councilDecision(_ reference: String) throws -> Recorded<CouncilDecision>? {
        try values(CouncilDecision.self, key: CouncilDecision.referenceKey, value: reference).first
    }
}
