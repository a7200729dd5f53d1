/// The weights by which pairs of a register are judged: chances of each level of agreement among records of one person (m),
/// estimated from the register itself without labels, and among records of different persons (u), counted.
public struct LinkModel: Sendable, Hashable {
    /// Stored with every result.
    public var version = "2026.1"
    /// Chance of each relation between corresponding words, by `NameRelation.rawValue`; `none` is a conflict.
    public var name: [Double] = [0.02, 0.80, 0.05, 0.06, 0.01, 0.02, 0.008, 0.012, 0.01, 0.5, 0.12, 0.01, 0.01]
    /// Chance of a word without counterpart, per pair: surname, given name, by one person and by chance.
    public var missing: [Double] = [0.06, 0.12]
    public var missingByChance: [Double] = [0.35, 0.35]
    /// Chance that a word meets a different word in its place: surname, given name.
    public var conflict: [Double] = [0.015, 0.015]
    public var exchanged = 0.03
    public var date: [Double] = [1, 0.80, 0.06, 0.03, 0.0125, 0.05, 0.004, 0.012, 0.004, 0.002, 0.012]
    public var dateByChance: [Double] = [1, 4.5e-5, 0.017, 0.002, 4.5e-5, 1.4e-3, 3e-3, 1e-3, 1e-4, 0.014, 0.97]
    /// Same and different, by one person and by chance.
    public var sex: [Double] = [0.97, 0.03]
    public var sexByChance: [Double] = [0.5, 0.5]
    public var state: [Double] = [0.95, 0.05]
    public var stateByChance: [Double] = [0.03, 0.97]
    /// Same, alike but for misread characters, one character off, different.
    public var document: [Double] = [0.40, 0.01, 0.01, 0.58]
    public var documentByChance: [Double] = [1e-7, 1e-7, 1e-6, 1]
    /// For each further column: same, beginning or a word in common, one character off, different.
    public var further: [[Double]] = []
    public var furtherByChance: [[Double]] = []
    /// Pairs of different words that stand for one name in this register (Jack and John), with their bits.
    public var learned: [UInt64: Float] = [:]
    /// log₂ of the odds that two records taken at random are of one person.
    public var priorBits = -20.0
    /// Pairs expected to be of one person.
    public var expectedPairs = 0.0

    static let furtherStart = [0.6, 0.1, 0.1, 0.2]

    init(furtherColumns: Int) {
        further = Array(repeating: LinkModel.furtherStart, count: furtherColumns)
        furtherByChance = Array(repeating: [0.01, 0.02, 0.01, 0.96], count: furtherColumns)
    }
}
