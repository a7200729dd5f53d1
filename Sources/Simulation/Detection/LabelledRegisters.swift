import Access
import Identity
import Registry
import SIS
import Sandbox

/// A labelled record: what a system holds, and whose it really is.
public struct LabelledRecord: Sendable {
    public var held: HeldRecord
    /// `Person.index` of who stood there when it was made.
    public var person: Int
    /// Kind of second identity under which it was made; `nil` of a record in the person's own name.
    public var second: SecondIdentity.Kind?
    /// Names and documents as the register holds them, where they were read there.
    var recorded: Projection?
}

/// The registers of a labelled world: every holding as a record, with samples of the fingers and face that it was made with.
public struct LabelledRegisters: Sendable {
    public let world: LabelledWorld
    public init(_ world: LabelledWorld) { self.world = world }

    /// The records of person `index`, in the order in which they were made.
    public func records(of index: Int) -> [LabelledRecord] {
        let labelled = world[index]
        return labelled.holdings.indices.map { record(labelled, $0) }.sorted { $0.held.day < $1.held.day }
    }

    /// The record of the holding at `place`.
    func record(_ labelled: LabelledPerson, _ place: Int) -> LabelledRecord {
        let (holding, index) = (labelled.holdings[place], labelled.person.index)
        let number = index * 32 + place
        var held = HeldRecord(
            holding.system, id: RecordID(high: 0x5EED, low: UInt64(number)),
            samplesID: RecordID(high: 0x5EEE, low: UInt64(number)),
            number: number, state: holding.state, day: holding.day, identity: holding.identity,
            document: holding.document,
            samples: holding.biometricTruth.map { SyntheticSamples(person: $0, taking: place) })
        // The EES takes fingerprints of those alone who need no visa and are twelve (2017/2226 Article 17).
        held.hasFingerprints =
            holding.system != .EES || labelled.person.visaRequirement == .exempt && labelled.person.age(on: holding.day) >= 12
        if holding.system == .SIS, let alert = labelled.alert {
            held.alert = AlertCategory(rawValue: alert.category.rawValue) ?? .refusal
        }
        return LabelledRecord(held: held, person: index, second: holding.isSecondIdentity ? labelled.second?.kind : nil)
    }
}
