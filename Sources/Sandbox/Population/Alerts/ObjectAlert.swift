import Identity

/// A synthetic alert on an object for seizure or as evidence (Regulation (EU) 2018/1862, Article 38).
public struct ObjectAlert: Hashable, Sendable {
    public enum Object: Hashable, Sendable {
        case vehicle(Vehicle)
        /// An issued identity document that was stolen, lost, invalidated or misappropriated (38(2)(k)).
        case issuedDocument(TravelDocument, DocumentLoss)
    }
    public enum DocumentLoss: String, CaseIterable, Hashable, Sendable { case stolen, lost, misappropriated, invalidated }

    /// Unique in the population, among alerts on objects.
    public var id: Int
    public var object: Object
    public var issuer: CountryCode
    public var entered: Day
    /// `Person.index` of the rightful holder, where it belongs to somebody of the population.
    public var holderTruth: Int?
}

public struct Vehicle: Hashable, Sendable {
    /// Vehicle identification number, 17 characters (ISO 3779), with the check digit of North America in place nine.
    public var identificationNumber: String
    public var registrationPlate: String
    public var registeredIn: CountryCode
    public var make: String
    public var model: String
    public var colour: String
    public var year: Int
}

extension Population {
    /// Object alert number `index`, from 0. One in three is a vehicle; the rest are documents, one in five of which belongs to
    /// a person of the population who reported it and travels on a new one.
    public func objectAlert(_ index: Int, today: Day) -> ObjectAlert {
        var g = streams.vehicles[index]
        let entered = today - (1 + g.below(1500))
        let issuer = Population.alertIssuers[Swift.min(g.below(Population.alertIssuers.count), g.below(Population.alertIssuers.count))]
        if index % 3 == 0 {
            return ObjectAlert(id: index, object: .vehicle(vehicle(index, &g)), issuer: issuer, entered: entered, holderTruth: nil)
        }
        let losses: [ObjectAlert.DocumentLoss] = [.stolen, .stolen, .lost, .lost, .lost, .misappropriated, .invalidated]
        let loss = losses[g.below(losses.count)]
        if g.chance(permille: 200), count > 0 {
            let holder = person(g.below(count))
            if holder.documents.count > 1, let old = holder.documents.last {
                return ObjectAlert(
                    id: index, object: .issuedDocument(old, loss), issuer: issuer, entered: entered, holderTruth: holder.index)
            }
        }
        // Ordinal 3 is kept for documents of nobody's.
        let profile = g.below(CountryProfile.all.count)
        let issued = entered - (30 + g.below(2500))
        let document = TravelDocument(
            kind: .passport, number: documentNumber(profile: profile, index: index, ordinal: 3),
            issuer: CountryProfile.all[profile].code, issued: issued, expiry: issued.adding(years: 10) - 1)
        return ObjectAlert(id: index, object: .issuedDocument(document, loss), issuer: issuer, entered: entered, holderTruth: nil)
    }

    public func objectAlerts(_ indices: Range<Int>, today: Day) -> some Sequence<ObjectAlert> {
        indices.lazy.map { objectAlert($0, today: today) }
    }

    private static let makes: [(code: String, make: String, models: [String])] = [
        ("WVW", "Volkswagen", ["Golf", "Passat", "Tiguan", "Polo"]), ("WBA", "BMW", ["320d", "X5", "520i"]),
        ("WDD", "Mercedes-Benz", ["C 220", "E 200", "GLC"]),
        ("WAU", "Audi", ["A4", "Q5", "A6"]), ("VF1", "Renault", ["Clio", "Mégane", "Captur"]), ("VF3", "Peugeot", ["208", "308", "3008"]),
        ("ZFA", "Fiat", ["500", "Panda", "Ducato"]), ("TMB", "Škoda", ["Octavia", "Superb", "Fabia"]),
        ("JTD", "Toyota", ["Corolla", "RAV4", "Yaris"]),
        ("SAL", "Land Rover", ["Discovery", "Range Rover"]), ("VSS", "SEAT", ["León", "Ibiza"]), ("YV1", "Volvo", ["XC60", "V60"]),
    ]

    private func vehicle(_ index: Int, _ g: inout SeededGenerator) -> Vehicle {
        let kind = Population.makes[g.below(Population.makes.count)]
        let letters = Array("ABCDEFGHJKLMNPRSTUVWXYZ")
        let digits = Array("0123456789")
        let year = 2008 + g.below(18)
        let years = Array("89ABCDEFGHJKLMNPRST")
        var vin = Array(kind.code)
        for _ in 0..<5 { vin.append(g.chance(permille: 500) ? letters[g.below(letters.count)] : digits[g.below(10)]) }
        vin.append("0")
        vin.append(years[Swift.min(year - 2008, years.count - 1)])
        vin.append(letters[g.below(letters.count)])
        // The last six places number the vehicles, so that no two of a million share one.
        let serial = String(index % 1_000_000)
        vin += Array(String(repeating: "0", count: 6 - serial.count) + serial)
        vin[8] = Population.checkDigit(vin)
        let state = Population.alertIssuers[g.below(Population.alertIssuers.count)]
        let plate =
            (0..<2).map { _ in String(letters[g.below(letters.count)]) }.joined() + "-" + String(100 + g.below(900)) + "-"
            + (0..<2).map { _ in String(letters[g.below(letters.count)]) }.joined()
        let colours = ["black", "white", "grey", "silver", "blue", "red", "green"]
        return Vehicle(
            identificationNumber: String(vin), registrationPlate: plate, registeredIn: state, make: kind.make,
            model: kind.models[g.below(kind.models.count)], colour: colours[g.below(colours.count)], year: year)
    }

    /// Weighted sum modulo 11 (49 CFR 565.15(c)).
    static func checkDigit(_ vin: [Character]) -> Character {
        let values: [Character: Int] = [
            "A": 1, "B": 2, "C": 3, "D": 4, "E": 5, "F": 6, "G": 7, "H": 8, "J": 1, "K": 2, "L": 3, "M": 4, "N": 5, "P": 7, "R": 9,
            "S": 2, "T": 3, "U": 4, "V": 5, "W": 6, "X": 7, "Y": 8, "Z": 9,
        ]
        let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
        var sum = 0
        for (place, weight) in zip(vin, weights) { sum += (place.wholeNumberValue ?? values[place] ?? 0) * weight }
        let rest = sum % 11
        return rest == 10 ? "X" : Character(String(rest))
    }
}
