import Identity
import Operations
import Registry
import SIS

/// What the Schengen Information System holds on a synthetic population: alerts on some of its persons, and on documents and
/// vehicles.
public struct SISSeed: Sendable {
    public let population: Population
    public let today: Day
    /// Share of persons with an alert, in thousandths.
    public let alertPermille: Int
    private let ids: StreamFamily

    public init(population: Population, today: Day, alertPermille: Int) {
        self.population = population
        self.today = today
        self.alertPermille = alertPermille
        ids = population.seed.streams(for: "sis records")
    }

    /// The alert on person `index`, or none.
    public func change(forPerson index: Int) -> Change? {
        guard population.hasAlert(index, permille: alertPermille) else { return nil }
        let planned = population.alert(on: index, today: today)
        var generator = ids[index * 2]
        let id = RecordID(high: generator.next(), low: generator.next())
        var alert = Alert()
        alert.schengenID = SISSeed.schengenID(planned.issuer.text, generator.next())
        alert.issuingState = planned.issuer.text
        alert.authority = "\(planned.issuer.text)-SIRENE"
        alert.entered = planned.entered
        alert.content = content(planned)
        guard alert.term.keptUntil >= today else { return nil }
        return .create(id, alert.draft(owner: alert.issuingState))
    }

    /// Object alert number `index`; none where the object has nothing to be identified by.
    public func change(forObject index: Int) -> Change? {
        let planned = population.objectAlert(index, today: today)
        var generator = ids[index * 2 + 1]
        let id = RecordID(high: generator.next(), low: generator.next())
        var alert = Alert()
        alert.schengenID = SISSeed.schengenID(planned.issuer.text, generator.next())
        alert.issuingState = planned.issuer.text
        alert.authority = "\(planned.issuer.text)-POLICE"
        alert.entered = planned.entered
        alert.content = content(planned)
        return .create(id, alert.draft(owner: alert.issuingState))
    }

    /// What the issuing Member State says in an alert on an object.
    public func content(_ planned: ObjectAlert) -> AlertContent {
        var content = AlertContent()
        content.category = .object
        content.action = .seize
        content.reason = "SYNTHETIC: for seizure or use as evidence"
        switch planned.object {
        case .vehicle(let vehicle):
            content.object = SoughtObject(
                vehicle: VehicleDescription(
                    vin: vehicle.identificationNumber, registrationMark: vehicle.registrationPlate,
                    registrationState: vehicle.registeredIn, make: vehicle.make, model: vehicle.model,
                    colour: vehicle.colour))
        case .issuedDocument(let document, let loss):
            content.object = SoughtObject(document: document, circumstance: ObjectCircumstance(rawValue: loss.rawValue))
        }
        return content
    }

    /// What the issuing Member State says in the alert.
    public func content(_ planned: PersonAlert) -> AlertContent {
        var content = AlertContent()
        content.category = AlertCategory(rawValue: planned.category.rawValue) ?? .refusal
        content.identities = planned.identities
        if let native = planned.nativeNames, !content.identities.isEmpty {
            content.identities[0].otherNames.append((native.givenNames + native.surnames).joined(separator: " "))
        }
        content.documents = planned.documents
        content.reason = "SYNTHETIC: " + planned.reason
        content.action = AlertCategoryRule.rule(for: content.category).action
        content.decisionReference = planned.decisionReference
        content.legalBasis = planned.legalBasis
        content.offence = planned.offence
        content.warnings = planned.warnings.compactMap {
            $0 == .healthThreat ? .publicHealth : SIS.AlertWarning(rawValue: $0.rawValue)
        }
        content.entryBan = planned.hasEntryBan
        content.voluntaryDepartureDate = planned.voluntaryDepartureDate
        content.voluntaryDepartureGranted = planned.voluntaryDepartureDate != nil
        return content
    }

    /// Three letters of the state and 65 bits in Crockford's base 32.
    private static func schengenID(_ state: String, _ bits: UInt64) -> String {
        let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        var (text, rest) = (state, bits)
        for _ in 0..<13 {
            text.append(digits[Int(rest & 31)])
            rest >>= 5
        }
        return text
    }
}
