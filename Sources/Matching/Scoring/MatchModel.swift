/// The weights of evidence that an identity search adds up, after Fellegi and Sunter (1969): each piece of evidence weighs
/// log₂(m / u) bits, m being its chance between two records of one person and u between two persons.
///
/// The m of each level is a parameter; u is counted in the register itself: how many records hold a name, or one like it,
/// or a date of birth. So a rare name weighs more than a common one.
public struct MatchModel: Sendable, Hashable {
    /// Changes whenever a weight does, and is stored with every decision taken by it.
    public var version = "2026.2"
    /// Chance of each relation between corresponding words of one person's names, by `NameRelation.rawValue`.
    public var name: [Double] = [0.02, 0.80, 0.05, 0.06, 0.01, 0.02, 0.008, 0.012, 0.01, 0.5, 0.12, 0.01, 0.01]
    /// Least u of each relation, so that an empty neighbourhood never makes a certainty.
    public var leastName: [Double] = [1, 4e-7, 4e-6, 1e-5, 2e-5, 1e-4, 3e-4, 1e-3, 5e-2, 1e-3, 8e-3, 1e-5, 1e-3]
    /// What share of its bits a further word of the same part keeps, behind the rarest: the words of a compound surname come together, and
    /// given names go with each other's language.
    public var furtherSurname = 0.4
    public var furtherGiven = 0.8
    /// Bits for a surname word against another, for a given-name word against another.
    public var surnameConflict = -6.0
    public var givenConflict = -8.0
    /// Bits for a word that the other side lacks.
    public var surnameMissing = -2.6
    public var givenMissing = -1.6
    public var particleMissing = -0.2
    /// Bits for surname and given name exchanged, and for a single word in the other field.
    public var exchanged = -5.0
    public var otherField = -2.0
    /// Chance of each relation of dates of birth between two records of one person, by `DateRelation.rawValue`.
    public var date: [Double] = [1, 0.80, 0.06, 0.03, 0.0125, 0.05, 0.004, 0.012, 0.004, 0.002, 0.003]
    /// Chance that dates known in part agree in the parts that both have, where they are of one person; and that two persons were
    /// born in one year.
    public var partialAgrees = 0.93
    public var sameYear = 1 / 55.0
    /// And between two persons; the first three are counted instead.
    public var dateByChance: [Double] = [1, 4.5e-5, 0.017, 0.002, 4.5e-5, 1.4e-3, 3e-3, 1e-3, 1e-4, 0.014, 0.97]
    public var sexSame = 0.9
    public var sexDifferent = -4.2
    public var sexUnspecified = -0.5
    public var nationalityDifferent = -3.6
    public var documentSame = 22.0
    public var documentConfusable = 16.0
    public var documentDifferent = -0.8

    public static let standard = MatchModel()
}

extension MatchModel {
    static func bits(_ m: Double, _ u: Double) -> Float { Float((m / u).logarithm2) }
}

extension Double {
    /// log₂ of a positive number.
    var logarithm2: Double { MatchMath.log2(self) }
}
